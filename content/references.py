"""What has a life of its own: terms, places, organisations, contacts, sites, photos and quotes, as of a change number.

They are few and change seldom, so each process keeps them all in memory. One small statement per request tells
whether they are still true; a renamed association or a withdrawn consent is right in the next answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cache
from threading import Lock, local
from zoneinfo import ZoneInfo

from django.db import connection
from django.http import HttpRequest
from wagtail.models import Collection, CollectionViewRestriction, Page

from content import ids, log, standing
from content.models.organisation import Body, ContactPoint, Organisation
from content.models.photo import Photo
from content.models.quote import Quote
from content.models.sharing import ChannelRules, ShareTemplate, ThemeHashtags
from content.models.site import SiteSettings
from content.models.taxonomy import LocalLabel, Place, Term
from content.models.withdrawal import Withdrawal
from content.words import TRUSTED, Consent, Purpose


@dataclass(frozen=True, slots=True)
class TermRecord:
    vocabulary: str
    code: str
    labels: dict[str, str]
    position: int
    broader: str | None
    exact_match: list[str]
    local_labels: dict[str, str] = field(default_factory=dict)  # site key → label


@dataclass(frozen=True, slots=True)
class SiteRecord:
    key: str
    name: str
    languages: list[str]
    zone: ZoneInfo
    hostname: str
    port: int
    tagline: str
    accent_colour: str
    hashtags: list[str]
    tracks_links: bool
    feedback_email: str
    accessibility_statement_url: str
    privacy_statement_url: str
    codes: list[tuple[str, date | None, date | None]]

    @property
    def language(self) -> str:
        return self.languages[0]

    @property
    def time_zone(self) -> str:
        return self.zone.key


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    uid: str
    id: str
    site: str
    level: str
    code: str
    name: str
    within: str | None
    address: str
    latitude: float | None
    longitude: float | None
    accessibility: dict[str, str]


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    uid: str
    id: str
    site: str | None
    name: str
    kind: str
    description: str
    website: str
    place: str | None
    welcomes_new_volunteers: bool
    is_body: bool
    remit: str


@dataclass(frozen=True, slots=True)
class ContactRecord:
    uid: str
    id: str
    site: str
    area: str
    role: dict[str, str]
    name: str | None
    email: str
    phone: str
    hours: str
    valid_from: date | None
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class PhotoRecord:
    uid: str
    id: str
    alt: dict[str, str]
    is_decorative: bool
    caption: dict[str, str]
    credit: str
    licence: str
    width: int
    height: int
    focal_point: tuple[int, int, int, int] | None  # centre x, centre y, width, height, in pixels
    file_hash: str
    blurhash: str
    dominant_colour: str
    consent: str
    special_category: bool
    is_explicit: bool
    purposes: frozenset[str]
    consent_expires_at: datetime | None

    def may_be_used(self, purposes: Iterable[str], now: datetime) -> bool:
        """Whether the people in it have agreed to all of these uses, now."""
        if self.consent not in TRUSTED:
            return False
        if self.consent_expires_at is not None and now >= self.consent_expires_at:
            return False
        if self.special_category and not (self.consent == Consent.GRANTED and self.is_explicit):
            return False
        if self.consent == Consent.NOT_REQUIRED:
            return True
        return self.purposes.issuperset(purposes)


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    uid: str
    id: str
    text: str
    language: str
    role: str
    name: str | None
    provenance: str


@dataclass(frozen=True, slots=True)
class ChannelRecord:
    """What a channel allows, and what is drawn and composed for it."""

    channel: str
    name: str
    is_on: bool
    counting: str
    limit: int
    byte_limit: int | None
    readable: int | None
    link_length: int | None
    most_links: int | None
    most_hashtags: int | None
    hashtags_used: int
    warns_of_phone: bool
    picture_width: int
    picture_height: int
    picture_bytes: int
    least_width: int
    needs_picture: bool
    alt_limit: int
    source: str
    verified_on: date
    note: str


@dataclass(frozen=True, slots=True)
class HomeRecord:
    """Where a site's pages in one language hang in Wagtail's tree."""

    tree_path: str
    url_path: str
    site: str
    site_id: int
    language: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything entries refer to, as of one change number."""

    number: int
    homes: tuple[HomeRecord, ...]
    terms: dict[tuple[str, str], TermRecord]
    sites: dict[str, SiteRecord]
    places: dict[str, PlaceRecord]
    organisations: dict[str, OrganisationRecord]
    contacts: dict[str, ContactRecord]
    photos: dict[str, PhotoRecord]
    quotes: dict[str, QuoteRecord]
    channels: dict[str, ChannelRecord]  # in the order in which editors see them
    share_templates: dict[tuple[str, str, str | None], str]  # type, language or "", site or None → text
    theme_hashtags: dict[tuple[str, str | None], list[str]]  # area, site or None → hashtags
    sites_by_languages: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[tuple[str, ...], list[str]] = {}
        for site in self.sites.values():
            found.setdefault(tuple(site.languages), []).append(site.key)
        object.__setattr__(self, "sites_by_languages", tuple((chain, tuple(keys)) for chain, keys in found.items()))

    def home_of(self, tree_path: str) -> HomeRecord | None:
        """The home that a page in Wagtail's tree belongs to."""
        return next((home for home in self.homes if tree_path.startswith(home.tree_path)), None)

    def contact_for(self, site: str, area: str | None, own: str | None, day: date) -> tuple[ContactRecord | None, bool]:
        """Whom to ask, and whether it is somebody other than asked for: own, else the area's, else the general one."""
        if own and (contact := self.contacts.get(own)) and contact.holds_on(day):
            return contact, False
        here = [contact for contact in self.contacts.values() if contact.site == site and contact.holds_on(day)]
        if area and (found := next((contact for contact in here if contact.area == area), None)):
            return found, own is not None
        general = next((contact for contact in here if not contact.area), None)
        return general, general is not None and bool(own or area)


_snapshot: Snapshot | None = None
_lock = Lock()
_uncommitted = local()  # what a transaction of this thread sees; it may never come true for others


def current() -> tuple[Snapshot, int]:
    """The snapshot as it is true now, and the number of the newest change. No statement while nothing changed."""
    global _snapshot
    state = standing.state()
    number, held = state.reference, _snapshot
    if held is None or held.number != number:
        if connection.in_atomic_block:
            held = _as_seen_here(number)
        else:
            with _lock:
                held = _snapshot = _load(number)
    return held, state.newest


def _as_seen_here(number: int) -> Snapshot:
    """The snapshot inside a transaction, kept for as long as the transaction writes no further reference."""
    key = (number, log.reference_writes())
    if getattr(_uncommitted, "key", None) != key:
        _uncommitted.snapshot, _uncommitted.key = _load(number), key
    return _uncommitted.snapshot


def of(request: HttpRequest) -> Snapshot:
    """The snapshot, looked up once per request."""
    found: Snapshot | None = getattr(request, "_content_snapshot", None)
    if found is None:
        found = request._content_snapshot = current()[0]  # type: ignore[attr-defined]
    return found


def forget() -> None:
    """Drop what is held in memory. For tests, whose databases come and go."""
    global _snapshot
    _snapshot = _uncommitted.key = None


def _load(number: int) -> Snapshot:
    settings = list(SiteSettings.objects.select_related("site").prefetch_related("codes"))
    key_of = {setting.site_id: setting.key for setting in settings}
    bodies = dict(Body.objects.values_list("pk", "remit"))
    organisations = [
        _organisation(organisation, key_of, bodies) for organisation in Organisation.objects.select_related("place")
    ]
    sites = [_site(setting) for setting in settings]
    places = [_place(place, key_of) for place in Place.objects.select_related("within") if place.site_id in key_of]
    contacts = [
        _contact(contact, key_of) for contact in ContactPoint.objects.order_by("pk") if contact.site_id in key_of
    ]
    photos = _photos()
    quotes = [_quote(quote) for quote in Quote.objects.filter(consent__in=TRUSTED)]
    return Snapshot(
        number=number,
        homes=_homes(settings),
        terms=_terms(key_of),
        sites={site.key: site for site in sites},
        places={place.uid: place for place in places},
        organisations={organisation.uid: organisation for organisation in organisations},
        contacts={contact.uid: contact for contact in contacts},
        photos={photo.uid: photo for photo in photos},
        quotes={quote.uid: quote for quote in quotes},
        channels={rules.channel: _channel(rules) for rules in ChannelRules.objects.order_by("position", "channel")},
        share_templates={
            (template.type_name, template.language, key_of.get(template.site_id or 0)): template.text
            for template in ShareTemplate.objects.all()
            if template.site_id is None or template.site_id in key_of
        },
        theme_hashtags={
            (theme.area, key_of.get(theme.site_id or 0)): theme.hashtags
            for theme in ThemeHashtags.objects.all()
            if theme.site_id is None or theme.site_id in key_of
        },
    )


def _homes(settings: list[SiteSettings]) -> tuple[HomeRecord, ...]:
    root_of = {setting.site.root_page_id: setting for setting in settings}
    of_key = dict(Page.objects.filter(pk__in=root_of).values_list("translation_key", "pk"))
    homes = Page.objects.filter(translation_key__in=of_key).select_related("locale")
    records = [
        HomeRecord(
            tree_path=home.path,
            url_path=home.url_path,
            site=root_of[of_key[home.translation_key]].key,
            site_id=root_of[of_key[home.translation_key]].site_id,
            language=home.locale.language_code,
        )
        for home in homes
    ]
    return tuple(sorted(records, key=lambda home: -len(home.tree_path)))


def _terms(key_of: dict[int, str]) -> dict[tuple[str, str], TermRecord]:
    local: dict[str, dict[str, str]] = {}
    for label in LocalLabel.objects.all():
        if label.site_id in key_of:
            for code in [label.area, *label.also]:
                local.setdefault(code, {})[key_of[label.site_id]] = label.label
    return {
        (term.vocabulary, term.code): TermRecord(
            vocabulary=term.vocabulary,
            code=term.code,
            labels=term.labels,
            position=term.position,
            broader=term.broader.code if term.broader else None,
            exact_match=term.exact_match,
            local_labels=local.get(term.code, {}) if term.vocabulary == "AREA" else {},
        )
        for term in Term.objects.select_related("broader").order_by("vocabulary", "position", "code")
    }


def _site(setting: SiteSettings) -> SiteRecord:
    return SiteRecord(
        key=setting.key,
        name=setting.name,
        languages=setting.languages,
        zone=ZoneInfo(setting.time_zone),
        hostname=setting.site.hostname,
        port=setting.site.port,
        tagline=setting.tagline,
        accent_colour=setting.accent_colour,
        hashtags=setting.hashtags,
        tracks_links=setting.tracks_links,
        feedback_email=setting.feedback_email,
        accessibility_statement_url=setting.accessibility_statement_url,
        privacy_statement_url=setting.privacy_statement_url,
        codes=sorted(
            ((code.code, code.valid_from, code.valid_to) for code in setting.codes.all()),
            key=lambda code: code[1] or date.min,  # here, for databases differ on where nothing comes in an order
            reverse=True,
        ),
    )


def _place(place: Place, key_of: dict[int, str]) -> PlaceRecord:
    return PlaceRecord(
        uid=str(place.uid),
        id=ids.public_id(ids.PLACE, place.uid),
        site=key_of[place.site_id],
        level=place.level,
        code=place.code,
        name=place.name,
        within=str(place.within.uid) if place.within else None,
        address=place.address,
        latitude=place.latitude,
        longitude=place.longitude,
        accessibility={
            feature: getattr(place, feature) for feature in ("wheelchair", "hearing_loop", "toilet", "quiet_space")
        },
    )


def _organisation(organisation: Organisation, key_of: dict[int, str], bodies: dict[int, str]) -> OrganisationRecord:
    return OrganisationRecord(
        uid=str(organisation.uid),
        id=ids.public_id(ids.ORGANISATION, organisation.uid),
        site=key_of.get(organisation.site_id or 0),
        name=organisation.name,
        kind=organisation.kind,
        description=organisation.description,
        website=organisation.website,
        place=str(organisation.place.uid) if organisation.place else None,
        welcomes_new_volunteers=organisation.welcomes_new_volunteers,
        is_body=organisation.pk in bodies,
        remit=bodies.get(organisation.pk, ""),
    )


def _contact(contact: ContactPoint, key_of: dict[int, str]) -> ContactRecord:
    return ContactRecord(
        uid=str(contact.uid),
        id=ids.public_id(ids.CONTACT, contact.uid),
        site=key_of[contact.site_id],
        area=contact.area,
        role=contact.role,
        name=contact.name if contact.publish_name and contact.name else None,
        email=contact.email,
        phone=contact.phone,
        hours=contact.hours,
        valid_from=contact.valid_from,
        valid_to=contact.valid_to,
    )


def _photos() -> list[PhotoRecord]:
    """All photos but those of private collections.

    What was withdrawn stays so, also where an import or another program wrote past the model.
    """
    withdrawals = list(Withdrawal.objects.order_by().values_list("photo", "file_hash"))
    uids, hashes = {uid for uid, _hash in withdrawals}, {file_hash for _uid, file_hash in withdrawals} - {""}
    records = []
    for photo in Photo.objects.exclude(collection__in=_private_collections()).order_by():
        if (photo.uid in uids or photo.file_hash in hashes) and photo.return_problems():
            photo.consent = Consent.WITHDRAWN
        records.append(_photo(photo))
    return records


def _private_collections() -> list[Collection]:
    """Those that editors made private, with all that lies in them."""
    paths = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    return [each for each in Collection.objects.all() if any(each.path.startswith(path) for path in paths)]


def _photo(photo: Photo) -> PhotoRecord:
    focus = photo.get_focal_point()
    return PhotoRecord(
        uid=str(photo.uid),
        id=ids.public_id(ids.PHOTO, photo.uid),
        alt=photo.alt,
        is_decorative=photo.is_decorative,
        caption=photo.caption,
        credit=photo.credit,
        licence=photo.licence,
        width=photo.width,
        height=photo.height,
        focal_point=(int(focus.centroid_x), int(focus.centroid_y), int(focus.width), int(focus.height))
        if focus
        else None,
        file_hash=photo.file_hash,
        blurhash=photo.blurhash,
        dominant_colour=photo.dominant_colour,
        consent=photo.consent,
        special_category=photo.special_category,
        is_explicit=photo.is_explicit,
        purposes=frozenset(photo.purposes),
        consent_expires_at=photo.consent_expires_at,
    )


def _quote(quote: Quote) -> QuoteRecord:
    return QuoteRecord(
        uid=str(quote.uid),
        id=ids.public_id(ids.QUOTE, quote.uid),
        text=quote.text,
        language=quote.language,
        role=quote.role,
        name=quote.name if quote.publish_name and quote.name else None,
        provenance=quote.provenance,
    )


def _channel(rules: ChannelRules) -> ChannelRecord:
    names = [each.name for each in fields(ChannelRecord) if each.name != "name"]
    return ChannelRecord(name=str(rules), **{name: getattr(rules, name) for name in names})


@cache
def purposes_for(asked: str | None, most: str) -> frozenset[str]:
    """The uses a photo must be allowed for: what was asked, and never more than the caller may."""
    return frozenset({Purpose(asked or most), Purpose(most)})
