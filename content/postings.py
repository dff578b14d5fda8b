"""The ledger: what was posted where, and what must be taken down again.

It outlives the pages it tells of. Nothing is stored about what must be taken down: a posting whose photo or quote has
lost its consent is on the list, from that very second.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from wagtail.models import Page

from content import addresses, clock, sharing
from content.errors import BadInput
from content.models.page import ContentPage
from content.models.photo import Photo
from content.models.sharing import Posting
from content.queries import Languages
from content.reading import ITEM_TYPES, ContentItem, Reader
from content.references import Snapshot
from content.words import Channel, Purpose

SOCIAL = frozenset({Purpose.SOCIAL_MEDIA})


# ── finding the item ────────────────────────────────────────────────────────────────────────────────────────────────


def item_of_page(reader: Reader, page: Page) -> ContentItem | None:
    """A page of content as its editors have it, published or not; None where it hangs under no municipality."""
    specific = page if isinstance(page, ContentPage) else page.specific
    home = reader.snapshot.home_of(page.path)
    if home is None or not isinstance(specific, ContentPage):
        return None
    site = reader.snapshot.sites[home.site]
    path = addresses.path_within(specific.url_path or "", home, site)
    found = ITEM_TYPES[specific.type_name].draft(reader, specific, path, home.site)
    return found if isinstance(found, ContentItem) else None


def item_of(reader: Reader, uid: UUID, languages: Languages | None = None) -> ContentItem:
    """The item readers see, else what was once published under this id; an error where there never was such a thing."""
    found = reader.items_by_uid([uid], languages or Languages()).get(uid)
    if isinstance(found, ContentItem):
        return found
    page = Page.objects.filter(translation_key=uid, first_published_at__isnull=False).order_by("pk").first()
    gone = item_of_page(reader, page) if page else None
    if gone is None:
        raise BadInput("There is no content with this id. Take the id from `content` or `stories`.", argument="content")
    return gone


# ── the ledger ──────────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def record(item: ContentItem, channel: str, url: str, at: datetime, by: str, place: str = "") -> tuple[Posting, bool]:
    """Write down that an item was posted; the line, and whether it is new. The same address is written down once.

    The photo in the line is the one the pack showed at that moment, also where its consent has ended since.
    """
    if channel not in Channel.values:
        raise BadInput(f"{channel!r} is no channel. Channels: {', '.join(Channel.values)}.", argument="channel")
    url = url.strip()
    if url:
        _check_address(url)
    if at.tzinfo is None:
        raise BadInput("at needs an offset from UTC, such as 2026-11-18T09:00:00+01:00.", argument="at")
    if at > clock.now():
        raise BadInput(f"at is {at.isoformat()}, which is still to come. Write down what was posted.", argument="at")
    key: dict[str, Any] = {"item": item.uid, "channel": channel, "url": url}
    if not url:
        key |= {"place": place, "at": at}
    photo = _photo_shown(item, at)
    rules = item.reader.snapshot.channels[channel]
    posting, is_new = Posting.objects.get_or_create(
        **key,
        defaults={
            "place": place,
            "at": at,
            "language": item.language_code,
            "site": item.site_key,
            "title": item.title[:255],
            "photo": photo,
            "quotes": sharing.pack(item, rules).quotes,
            "recorded_at": clock.now(),
            "recorded_by": by[:150],
        },
    )
    return posting, is_new


def of_items(items: Iterable[UUID]) -> dict[UUID, list[Posting]]:
    """Where each of these items was posted, newest first."""
    found: dict[UUID, list[Posting]] = {}
    for posting in Posting.objects.filter(item__in=list(items)).order_by("-at", "-pk"):
        found.setdefault(posting.item, []).append(posting)
    return found


def _check_address(url: str) -> None:
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError as error:
        raise BadInput(f"{url[:80]!r} is no address of a post. It must begin with https://.", argument="url") from error


def _photo_shown(item: ContentItem, at: datetime) -> UUID | None:
    """The photo that a pack of the item showed at this moment."""
    uids = item.card["photos"]
    withdrawn = dict(Photo.objects.filter(uid__in=uids).values_list("uid", "withdrawn_at"))
    for uid in uids:
        photo = item.reader.snapshot.photos.get(uid)
        if photo is None:
            continue
        ended = withdrawn.get(UUID(uid))
        was_shown = ended is not None and ended > at and Purpose.SOCIAL_MEDIA in photo.purposes
        if was_shown or photo.may_be_used(SOCIAL, at):
            return UUID(uid)
    return None


# ── what must be taken down ─────────────────────────────────────────────────────────────────────────────────────────


def to_take_down(snapshot: Snapshot, now: datetime) -> list[Posting]:
    """Postings that show somebody who no longer agrees to it, and that nobody has taken down. Oldest first."""
    standing = Posting.objects.filter(taken_down_at__isnull=True).order_by("at", "pk")
    return [posting for posting in standing if not may_stand(posting, snapshot, now)]


def may_stand(posting: Posting, snapshot: Snapshot, now: datetime) -> bool:
    """Whether those whose photo or words it shows agree, now. A photo that is no longer here answers no."""
    if posting.photo:
        photo = snapshot.photos.get(str(posting.photo))
        if photo is None or not photo.may_be_used(SOCIAL, now):
            return False
    return all(quote in snapshot.quotes for quote in posting.quotes)


def mark_taken_down(posting: Posting, by: str, done: bool = True) -> None:
    posting.taken_down_at, posting.taken_down_by = (clock.now(), by[:150]) if done else (None, "")
    posting.save(update_fields=["taken_down_at", "taken_down_by"])
