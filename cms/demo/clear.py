"""Takes away what the demo made, and nothing else: it knows its own by their ids."""

from collections.abc import Callable

from django.db import transaction
from wagtail.documents.models import Document

from cms.demo import editors, leaflet
from cms.demo.items import ITEMS
from cms.demo.keys import uid
from cms.demo.records import BODIES, MUNICIPALITIES, ORGANISATIONS, PHOTOS, QUOTES
from content.models import Organisation, Photo, PhotoUse, Posting, Quote, Withdrawal
from home.models import HomePage


@transaction.atomic
def clear(say: Callable[[str], object] = print) -> None:
    """The front pages with all that lies under them, the sites, records, files and users of the demo."""
    Posting.objects.filter(item__in=[uid(item.key) for item in ITEMS]).delete()
    homes = HomePage.objects.filter(translation_key__in=[uid(f"home {each.key}") for each in MUNICIPALITIES])
    count = sum(home.get_descendants(inclusive=True).count() for home in homes)
    for home in homes.order_by("-pk"):
        home.delete()  # with the site that begins there, and the site's settings, places, contacts and labels
    say(f"{count} pages taken away")
    for model, records in ((Organisation, [*ORGANISATIONS, *BODIES]), (Quote, QUOTES), (Photo, PHOTOS)):
        model.objects.filter(uid__in=[uid(record.key) for record in records]).delete()
    for kept in (Withdrawal, PhotoUse):  # what otherwise outlives a photo
        kept.objects.filter(photo__in=[uid(picture.key) for picture in PHOTOS]).delete()
    for document in Document.objects.filter(title=leaflet.TITLE):
        if document.file_hash == leaflet.file_hash():
            document.delete()
    editors.dismiss()
