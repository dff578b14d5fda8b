"""Valid records in one call each: for tests, and for trying things out. Say only what you care about."""

from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Locale, Page, Site

from content import publishing
from content.models import ContactPoint, Organisation, Photo, Place, Quote, SiteSettings, Term
from content.words import Consent, Purpose

_number = count(1)


def a_locale(language: str = "da") -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def a_site(key: str = "randers", language: str = "da", **more: Any) -> SiteSettings:
    """A municipality; the same one when asked again."""
    found = SiteSettings.objects.filter(key=key).first()
    if found:
        return found
    home = Page(title=f"Frivillig i {key.title()}", slug=key, locale=a_locale(language))
    Page.get_first_root_node().add_child(instance=home)
    site = Site.objects.create(hostname=f"frivillig.{key}.example", port=443, root_page=home, site_name=key)
    chain = [language, *(code for code in ("da", "nb", "nn", "en") if code != language)]
    settings = SiteSettings.objects.create(
        **{"site": site, "key": key, "name": f"{key.title()} Kommune", "languages": chain, **more}
    )
    return settings


def a_home(site: SiteSettings, language: str | None = None) -> Page:
    """What the site's pages in a language hang under, made if it is not there."""
    home = site.site.root_page.specific
    locale = a_locale(language or site.language)
    found = home.get_translation_or_none(locale)
    return found.specific if found else publishing.publish(home.copy_for_translation(locale).specific)


def a_page(
    model: type[Page],
    published: bool = True,
    site: SiteSettings | None = None,
    language: str | None = None,
    under: Page | None = None,
    **fields: Any,
) -> Any:
    """A page of this type, published unless told otherwise. `translation_of` makes it a translation."""
    site = site or a_site()
    original = fields.pop("translation_of", None)
    links: dict[str, list[Any]] = {
        name: fields.pop(name) for name in ("places", "organisations", "related", "quotes") if name in fields
    }
    number = next(_number)
    fields = {"title": f"{model.__name__} {number}", "slug": f"{model.__name__.lower()}-{number}", **fields}
    page = model(locale=a_locale(language or site.language), live=False, **fields)
    if original is not None:
        page.translation_key = original.translation_key
    (under or a_home(site, language)).add_child(instance=page)
    _link(page, links)
    page.save_revision(clean=False)
    return publishing.publish(page) if published else page


def _link(page: Any, links: dict[str, list[Any]]) -> None:
    for place in links.get("places", []):
        page.page_places.create(place=place)
    for organisation in links.get("organisations", []):
        page.page_organisations.create(organisation=organisation)
    for related in links.get("related", []):
        page.page_relations.create(related=related)
    for quote in links.get("quotes", []):
        page.story_quotes.create(quote=quote)


def a_picture(width: int = 640, height: int = 480, kind: str = "JPEG", comment: str = "") -> BytesIO:
    """An image file. Another comment makes it another file."""
    file = BytesIO()
    Image.new("RGB", (width, height), (180, 90, 40)).save(file, kind, **({"comment": comment} if comment else {}))
    file.seek(0)
    return file


def a_photo(width: int = 640, height: int = 480, **fields: Any) -> Photo:
    """A photo that may be used everywhere, unless told otherwise."""
    number = next(_number)
    fields = {
        "title": f"Foto {number}",
        "alt": {"da": f"Et billede, nummer {number}", "en": f"A picture, number {number}"},
        "consent": Consent.NOT_REQUIRED,
        "purposes": [purpose.value for purpose in Purpose],
        **fields,
    }
    file = ImageFile(a_picture(width, height, comment=str(number)), name=f"foto-{number}.jpg")
    photo = Photo(file=file, width=width, height=height, **fields)
    photo._set_image_file_metadata()
    photo.save()
    photo.file.close()
    return photo


def a_term(vocabulary: str, code: str, **labels: str) -> Term:
    return Term.objects.get_or_create(vocabulary=vocabulary, code=code, defaults={"labels": labels})[0]


def a_place(site: SiteSettings | None = None, **fields: Any) -> Place:
    number = next(_number)
    return Place.objects.create(
        **{"site": (site or a_site()).site, "code": f"PLACE_{number}", "name": f"Sted {number}", **fields}
    )


def an_organisation(site: SiteSettings | None = None, **fields: Any) -> Organisation:
    number = next(_number)
    return Organisation.objects.create(
        **{"site": (site or a_site()).site, "name": f"Forening {number}", "kind": "ASSOCIATION", **fields}
    )


def a_contact(site: SiteSettings | None = None, **fields: Any) -> ContactPoint:
    defaults = {"role": {"da": "Frivilligindgangen"}, "email": "frivillig@randers.example"}
    return ContactPoint.objects.create(**{"site": (site or a_site()).site, **defaults, **fields})


def a_quote(**fields: Any) -> Quote:
    return Quote.objects.create(
        **{"text": "Vi gravede sammen.", "role": "medlem af lokalrådet", "consent": Consent.GRANTED, **fields}
    )
