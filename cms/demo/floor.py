"""Lays the demo's floor: front pages with their sites, places, contacts, organisations, quotes, photos, a document."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from os import cpu_count
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Locale, Page, Site

from cms.demo import leaflet, pictures
from cms.demo.keys import uid
from cms.demo.records import (
    BODIES,
    CONTACTS,
    MUNICIPALITIES,
    ORGANISATIONS,
    PHOTOS,
    PLACES,
    QUOTES,
    Front,
    Municipality,
    Picture,
    Record,
)
from cms.demo.when import Calendar
from content.models import (
    Body,
    ContactPoint,
    LocalLabel,
    MunicipalityCode,
    Organisation,
    Photo,
    Place,
    Quote,
    SiteSettings,
)
from content.words import Consent
from home.models import HomePage

DRAWERS = 4  # processes at most; each holds a picture or two in memory


@dataclass
class Floor:
    """What the demo's pages stand on, by key."""

    calendars: dict[str, Calendar]  # by site
    locales: dict[str, Locale] = field(default_factory=dict)
    homes: dict[tuple[str, str], HomePage] = field(default_factory=dict)  # by site and language
    sites: dict[str, Site] = field(default_factory=dict)
    photos: dict[str, Photo] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    contacts: dict[str, ContactPoint] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)


def calendars(weeks: int) -> dict[str, Calendar]:
    return {each.key: Calendar(weeks, ZoneInfo(each.zone)) for each in MUNICIPALITIES}


def draw() -> dict[str, bytes]:
    """All pictures, drawn by as many processes as there are processors."""
    keys = list(pictures.SIZES)
    processes = min(DRAWERS, cpu_count() or 1)
    if processes == 1:
        return {key: pictures.draw(key) for key in keys}
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return dict(zip(keys, pool.map(pictures.draw, keys), strict=True))


def lay(weeks: int, drawn: dict[str, bytes]) -> Floor:
    """Everything that pages refer to, as it was on the day the sites opened."""
    floor = Floor(calendars(weeks))
    calendar = Calendar(weeks)
    floor.photos = {picture.key: _photo(picture, drawn[picture.key], calendar) for picture in PHOTOS}
    floor.documents = {"guide": _document()}
    _take_away_the_welcome_page()
    for municipality in MUNICIPALITIES:
        _open(floor, municipality)
    for record in PLACES:
        within = floor.places.get(record.place)
        floor.places[record.key] = Place.objects.create(code=record.key, within=within, **_fields(floor, record))
    for model, records in ((Organisation, ORGANISATIONS), (Body, BODIES)):
        floor.organisations |= _organisations(floor, model, records)
    floor.contacts = {record.key: ContactPoint.objects.create(**_fields(floor, record)) for record in CONTACTS}
    floor.quotes = {
        record.key: Quote.objects.create(uid=uid(record.key), consent=Consent.GRANTED, **record.fields)
        for record in QUOTES
    }
    return floor


def _fields(floor: Floor, record: Record) -> dict[str, object]:
    fields = floor.calendars[record.site].fields(record.fields)
    return {"uid": uid(record.key), "site": floor.sites[record.site], **fields}


def _organisations(floor: Floor, model: type[Organisation], records: Iterable[Record]) -> dict[str, Organisation]:
    return {
        record.key: model.objects.create(place=floor.places.get(record.place), **_fields(floor, record))
        for record in records
    }


# ── sites ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _open(floor: Floor, municipality: Municipality) -> None:
    """A municipality's front pages, as drafts, and its site on the first of them."""
    for language, front in municipality.fronts.items():
        floor.locales[language], _created = Locale.objects.get_or_create(language_code=language)
        floor.homes[municipality.key, language] = _home(floor, municipality, language, front)
    site = Site.objects.create(
        hostname=municipality.hostname,
        port=443,
        site_name=municipality.name,
        root_page=floor.homes[municipality.key, municipality.languages[0]],
        is_default_site=not Site.objects.filter(is_default_site=True).exists(),
    )
    floor.sites[municipality.key] = site
    _settle(site, municipality, floor.calendars[municipality.key])


def _home(floor: Floor, municipality: Municipality, language: str, front: Front) -> HomePage:
    is_own = language == municipality.languages[0]
    home = HomePage(
        title=front.title,
        lead=front.lead,
        slug=municipality.key if is_own else f"{municipality.key}-{language}",
        locale=floor.locales[language],
        translation_key=uid(f"home {municipality.key}"),
        photo=floor.photos.get(municipality.photo),
        live=False,
    )
    Page.get_first_root_node().add_child(instance=home)
    return home


def _settle(site: Site, municipality: Municipality, calendar: Calendar) -> None:
    """A site's settings, codes and local labels. Codes are the state's and keep their dates."""
    base = f"https://{municipality.hostname}"
    settings = SiteSettings.objects.create(
        site=site,
        key=municipality.key,
        name=municipality.name,
        languages=municipality.languages,
        time_zone=municipality.zone,
        tagline=municipality.tagline,
        accent_colour=municipality.accent_colour,
        hashtags=municipality.hashtags,
        feedback_email=f"frivillig@{municipality.key}.example",
        accessibility_statement_url=f"{base}/{municipality.statements[0]}/",
        privacy_statement_url=f"{base}/{municipality.statements[1]}/",
    )
    for code, valid_from, valid_to in municipality.codes:
        MunicipalityCode.objects.create(settings=settings, code=code, valid_from=valid_from, valid_to=valid_to)
    for label, (area, also) in municipality.local_labels.items():
        LocalLabel.objects.create(site=site, label=label, area=area, also=also)


def _take_away_the_welcome_page() -> None:
    """Wagtail's own first page, and with it its site, where nobody has made anything of them."""
    for page in Page.objects.filter(depth=2, slug="home", numchild=0, title__startswith="Welcome to your new Wagtail"):
        page.delete()


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _photo(picture: Picture, drawn: bytes, calendar: Calendar) -> Photo:
    x, y, width, height = pictures.FOCAL_POINTS[picture.key]
    photo = Photo(
        uid=uid(picture.key),
        title=f"{picture.key} {picture.title}",
        file=ContentFile(drawn, name=f"{picture.key.lower()}.jpg"),
        alt=picture.alt,
        caption=picture.caption,
        credit="Ildsjæl",
        licence=picture.licence,
        consent=picture.consent,
        purposes=picture.purposes,
        focal_point_x=x,
        focal_point_y=y,
        focal_point_width=width,
        focal_point_height=height,
        **calendar.fields(picture.fields),
    )
    photo._set_image_file_metadata()  # as Wagtail's own form does
    photo.full_clean()
    photo.save()
    return photo


def _document() -> Document:
    document = Document(title=leaflet.TITLE, file=ContentFile(leaflet.leaflet(), name=leaflet.FILE_NAME))
    document._set_document_file_metadata()
    document.save()
    return document
