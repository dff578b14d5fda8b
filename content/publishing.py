"""From editor to reader: keeps entries and the log in step with what is published.

The only module that listens to Wagtail's signals, and the only one that writes entries. Whatever happens in the admin,
`refresh` makes a page's entries what they should be now and says in the log what that meant for readers.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils.timezone import get_default_timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Revision, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from content import addresses, clock, log, references, renditions
from content.collation import sort_key
from content.log import Seen, What
from content.models.change import DueMoment
from content.models.entry import Entries, Entry, Facet, Occasion
from content.models.organisation import Body, ContactPoint, Organisation
from content.models.page import Document, PublishedPage
from content.models.photo import Photo
from content.models.quote import Quote
from content.models.sharing import ChannelRules, ShareTemplate, ThemeHashtags
from content.models.site import MunicipalityCode, SiteSettings
from content.models.taxonomy import LocalLabel, Place, Term
from content.words import Consent, Reason

VERSION = 2  # of the documents; raise it when their shape changes, then run rebuild_entries
REFERENCES = (
    Term,
    LocalLabel,
    Place,
    Organisation,
    Body,
    ContactPoint,
    Photo,
    Quote,
    SiteSettings,
    MunicipalityCode,
    Site,
    ChannelRules,
    ShareTemplate,
    ThemeHashtags,
)

Follower = Callable[[Sequence[Entry]], None]
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Call this with the entries of every publication, in its transaction. What hangs on an entry goes with it."""
    _followers.append(follower)


def refer_to(model: type[models.Model]) -> None:
    """Write the log when one of these changes: a reference, or a room's own thing that answers depend on."""
    pre_save.connect(_before_reference, sender=model)
    post_save.connect(_on_reference, sender=model)
    pre_delete.connect(_before_reference_goes, sender=model)
    post_delete.connect(_on_reference_gone, sender=model)


# ── the verbs ───────────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def publish(page: Page, at: datetime | None = None) -> Page:
    """Publish what the page says now, or at a later moment; the page as it then is."""
    if at is not None:
        page.go_live_at = at
    page.save_revision(clean=False).publish()
    return page.__class__.objects.get(pk=page.pk)


@transaction.atomic
def unpublish(page: Page) -> Page:
    page = page.__class__.objects.get(pk=page.pk)
    page.unpublish()
    return page


@transaction.atomic
def withdraw_consent(photo: Photo, reason: str = "") -> list[Photo]:
    """The people in it have changed their minds: from now on it is shown nowhere, under whatever name it was uploaded.

    Answers with the photos that were not withdrawn before. Files are taken away once that is true for everybody.
    """
    withdrawn = []
    for each in photo.with_same_file().select_for_update().order_by("pk"):
        if each.consent != Consent.WITHDRAWN:
            each.consent = Consent.WITHDRAWN
            each.save(withdrawal_reason=reason)
            withdrawn.append(each)
        transaction.on_commit(partial(renditions.forget, each.pk))
    photo.refresh_from_db()
    return withdrawn


@transaction.atomic
def refresh(page: Page, reason: Reason | None = None, with_all_below: bool = False) -> None:
    """Make a page's entries what they should be now. `reason` says why, where the outcome alone does not tell.

    `with_all_below`: what hangs under it is refreshed too, and need not be told that the way to it reads otherwise.
    """
    page = page.specific
    if not isinstance(page, PublishedPage):
        return
    snapshot, _number = references.current()
    seen = _seen(page.pk)
    home = snapshot.home_of(page.path)
    if home is None or page.get_view_restrictions():
        _forget(page)
        log.forget_paths_to_come([page.pk])
        _tell(seen, None, Reason.UNPUBLISHED if home is None else Reason.RESTRICTED)
        _tell_below(seen, None, with_all_below)
        return
    place = _Place(home, snapshot.sites[home.site])
    scheduled = _scheduled(page)
    until = _first(page.expire_at, scheduled and scheduled.go_live_at)
    written = []
    if page.live and (until is None or until > _published_at(page)):
        written.append(_write(page, place, is_scheduled=False, since=_published_at(page), until=until, seen=seen))
    else:
        _forget(page, is_scheduled=False)
    if scheduled and (scheduled.expire_at is None or scheduled.expire_at > scheduled.go_live_at):
        scheduled.url_path, scheduled.path = page.url_path, page.path
        since, until = scheduled.go_live_at, scheduled.expire_at
        written.append(_write(scheduled, place, is_scheduled=True, since=since, until=until, seen=None))
    else:
        _forget(page, is_scheduled=True)
    log.forget_paths_to_come([page.pk])
    log.remember_paths([each.entry for each in written])
    now = clock.now()
    after = next((each for each in written if _is_visible(each.entry, now)), None)
    _tell(seen, after, reason or (Reason.EXPIRED if page.expired or _is_over(until, now) else Reason.UNPUBLISHED))
    _tell_below(seen, after, with_all_below)
    if seen and after and _address(seen) != _address(after):
        for child in page.get_children():  # Wagtail tells of a new slug only after the transaction
            refresh_below(child, Reason.MOVED)


def refresh_below(page: Page, reason: Reason | None = None) -> None:
    """Refresh a page and all that hangs under it."""
    for each in Page.objects.filter(path__startswith=page.path).order_by("path").specific().iterator(chunk_size=200):
        refresh(each, reason, with_all_below=True)


def refresh_many(pages: Iterable[PublishedPage]) -> None:
    """`refresh` for many pages, with few statements for those that are simply live. For imports and rebuilds."""
    pages = list(pages)
    references.current()  # outside the transaction, so that it is kept and not looked up for every page
    with transaction.atomic():
        snapshot, _number = references.current()
        special = _with_more_to_it(pages)
        plain: list[tuple[PublishedPage, _Place]] = []
        for page in pages:
            home = snapshot.home_of(page.path)
            if home is None or page.pk in special:
                refresh(page)
            else:
                plain.append((page, _Place(home, snapshot.sites[home.site])))
        _show_many(plain)


# ── entries ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Place:
    """Where a page's entry belongs."""

    def __init__(self, home: references.HomeRecord, site: references.SiteRecord) -> None:
        self.home, self.site = home, site

    def path(self, page: Page) -> str:
        return addresses.path_within(page.url_path, self.home, self.site)


def _with_more_to_it(pages: list[PublishedPage]) -> set[int]:
    """The pages that are not simply live: drafts, private ones, and those with a schedule past or to come."""
    private = list(PageViewRestriction.objects.values_list("page__path", flat=True))
    numbers = [str(page.pk) for page in pages]
    approved = Revision.page_revisions.filter(object_id__in=numbers, approved_go_live_at__isnull=False)
    scheduled = set(approved.values_list("object_id", flat=True))
    return {
        page.pk
        for page in pages
        if not page.live
        or page.go_live_at
        or page.expire_at
        or str(page.pk) in scheduled
        or any(page.path.startswith(path) for path in private)
    }


def _show_many(pages: list[tuple[PublishedPage, _Place]]) -> None:
    """What `refresh` does, for many pages that are simply live."""
    numbers = [page.pk for page, _place in pages]
    rows = {each.page_id: each for each in Entry.objects.filter(page_id__in=numbers, is_scheduled=False)}
    facets = log.facets_of(list(rows.values()))
    before = {page: Seen(row, facets.get(row.pk, {})) for page, row in rows.items()}
    written = []
    for page, place in pages:
        document = page.document()
        columns = _columns(page, place, document, False, _published_at(page), None, before.get(page.pk))
        written.append((Entry(page_id=page.pk, is_scheduled=False, **columns), page, document))
    entries = [entry for entry, _page, _document in written]
    key = ["page_id", "is_scheduled"]
    rest = [field.name for field in Entry._meta.concrete_fields if not field.primary_key and field.name not in key]
    Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=key, update_fields=rest)
    found = _index(written)
    log.forget_paths_to_come(numbers)
    log.remember_paths(entries)
    elsewhere = Entry.objects.filter(item__in=[entry.item for entry in entries]).exclude(page_id__in=numbers)
    spoken = {*elsewhere.visible_at(clock.now()).values_list("item", flat=True), *(row.item for row in rows.values())}
    lines = []
    for after in found:
        seen = before.get(after.entry.page_id)
        if reason := log.what_happened(seen.entry if seen else None, after.entry, after.entry.item in spoken):
            lines.append(log.told(reason, seen, after))
        spoken.add(after.entry.item)
    log.write(lines)


def _write(
    page: PublishedPage, place: _Place, is_scheduled: bool, since: datetime, until: datetime | None, seen: Seen | None
) -> Seen:
    """One entry, as the page says it now."""
    document = page.document()
    entry, _created = Entry.objects.update_or_create(
        page_id=page.pk,
        is_scheduled=is_scheduled,
        defaults=_columns(page, place, document, is_scheduled, since, until, seen),
    )
    return _index([(entry, page, document)])[0]


def _columns(
    page: PublishedPage,
    place: _Place,
    document: Document,
    is_scheduled: bool,
    since: datetime,
    until: datetime | None,
    seen: Seen | None,
) -> dict[str, Any]:
    """What an entry's columns hold when its page says this."""
    card, body = orjson.dumps(document).decode(), orjson.dumps(page.written_body()).decode()
    edited_at = since if is_scheduled else page.last_published_at or clock.now()
    before = seen and seen.entry
    if before and before.is_scheduled and (before.card, before.body) == (card, body):
        edited_at = before.edited_at  # the job has only caught up with what readers saw on the hour
    return {
        "item": page.translation_key,
        "type": page.type_name,
        "is_content": page.is_content,
        "site": place.site.key,
        "language": page.locale.language_code,
        "path": place.path(page),
        "visible_from": since,
        "visible_until": until,
        "published_at": _published_at(page) if page.first_published_at else since,
        "updated_at": max(edited_at, before.updated_at) if before else edited_at,  # a withdrawn photo stays a change
        "edited_at": edited_at,
        "title_key": sort_key(page.title),
        "lifecycle": "",
        "starts_at": None,
        "ends_at": None,
        "deadline": None,
        "min_age": None,
        "max_age": None,
        "minutes": None,
        **page.columns(),
        "card": card,
        "body": body,
        "version": VERSION,
    }


def _index(written: list[tuple[Entry, PublishedPage, Document]]) -> list[Seen]:
    """What entries can be found by, when they take place, and what time will do to them."""
    entries = [entry for entry, _page, _document in written]
    for model in (Facet, Occasion, DueMoment):
        model.objects.filter(entry__in=entries).delete()
    found = [
        Seen(
            entry,
            {
                dimension: list(dict.fromkeys(values))
                for dimension, values in {**page.facets(document), **log.leads_of(entry)}.items()
                if values
            },
        )
        for entry, page, document in written
    ]
    Facet.objects.bulk_create(
        Facet(
            entry=seen.entry,
            dimension=dimension,
            value=value,
            type=seen.entry.type,
            published_at=seen.entry.published_at,
            item=seen.entry.item,
        )
        for seen in found
        for dimension, values in seen.facets.items()
        for value in values
    )
    Occasion.objects.bulk_create(
        Occasion(entry=entry, starts_at=starts_at, ends_at=ends_at)
        for entry, page, _document in written
        for starts_at, ends_at in page.occasions()
    )
    now = clock.now()
    log.expect(moment for entry in entries for moment in log.moments_of(entry, now))
    for follower in _followers:
        follower(entries)
    return found


def _seen(page_id: int) -> Seen | None:
    """A page's entry as readers see it now, with all that is due in the log: the entry may be about to go."""
    log.state()
    entry = Entry.objects.filter(page_id=page_id).visible_at(clock.now()).first()
    return Seen(entry, log.facets_of([entry]).get(entry.pk, {})) if entry else None


def _is_visible(entry: Entry, now: datetime) -> bool:
    return entry.visible_from <= now and not _is_over(entry.visible_until, now)


def _is_over(until: datetime | None, now: datetime) -> bool:
    return until is not None and until <= now


def _forget(page: Page, **which: bool) -> None:
    Entry.objects.filter(page_id=page.pk, **which).delete()


def _tell(before: Seen | None, after: Seen | None, reason: Reason | None = None) -> None:
    """Say in the log what it means for readers that they see one thing instead of another."""
    if after is not None:
        said = log.what_happened(before.entry if before else None, after.entry, before is None and _is_spoken(after))
        if said == Reason.UPDATED:
            said = reason if reason in (Reason.MOVED, Reason.CANCELLED) else said
    else:
        said = reason if before else None
    if said is None:
        return
    log.write([log.told(said, before, after)])
    appeared_or_gone = after if before is None else before if after is None else None
    if appeared_or_gone:  # a former address leads on, so what has moved needs no new links
        log.touch(log.mentioning(appeared_or_gone.entry.item), Reason.UPDATED, log.A_LINK)


def _is_spoken(seen: Seen) -> bool:
    """Whether the item can be read in another translation."""
    entry = seen.entry
    return Entry.objects.filter(item=entry.item).visible_at(clock.now()).exclude(page_id=entry.page_id).exists()


def _address(seen: Seen) -> tuple[str, str]:
    return seen.entry.site, seen.entry.path


def _tell_below(before: Seen | None, after: Seen | None, is_told: bool) -> None:
    """What hangs under a page tells the way to itself by the page's title, while the page is there."""
    changed = after or before
    if is_told or changed is None or changed.entry.is_content:
        return
    if before and after and (_address(before) != _address(after) or before.title == after.title):
        return  # moved: what hangs under it moves too
    entry = changed.entry
    below = Entry.objects.filter(site=entry.site, language=entry.language, path__startswith=entry.path)
    log.touch(below.exclude(page_id=entry.page_id), Reason.UPDATED, log.THE_WAY)


def _scheduled(page: PublishedPage) -> PublishedPage | None:
    """The page as an approved schedule will publish it."""
    revision = (
        Revision.objects.for_instance(page)
        .filter(approved_go_live_at__isnull=False)
        .order_by("-approved_go_live_at")
        .first()
    )
    if revision is None:
        return None
    found: PublishedPage = revision.as_object()
    found.go_live_at = revision.approved_go_live_at
    return found


def _published_at(page: PublishedPage) -> datetime:
    """The real go-live: a schedule's moment even when the job that carried it out came late."""
    moments = [moment for moment in (page.first_published_at, page.go_live_at) if moment]
    return min(moments) if moments else clock.now()


def _first(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)


# ── the ear ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def listen() -> None:
    """Hear Wagtail. Called once, when Django is ready."""
    page_published.connect(_on_published)
    page_unpublished.connect(_on_unpublished)
    page_slug_changed.connect(_on_moved)  # for a page that is not published itself, but has published ones under it
    post_page_move.connect(_on_moved)
    pre_delete.connect(_on_delete, sender=Page)
    post_save.connect(_on_schedule, sender=Revision)
    post_save.connect(_on_privacy, sender=PageViewRestriction)
    post_delete.connect(_on_privacy, sender=PageViewRestriction)
    post_save.connect(_on_collection, sender=Collection)
    post_save.connect(_on_collection_privacy, sender=CollectionViewRestriction)
    post_delete.connect(_on_collection_privacy, sender=CollectionViewRestriction)
    for model in REFERENCES:
        refer_to(model)


def _on_published(instance: Page, **_more: Any) -> None:
    if instance.depth == 2:  # a home: what hangs under it may have a site only now
        log.record(Reason.UPDATED, "Home", instance.translation_key, is_reference=True)
    refresh(instance)


@transaction.atomic
def _on_unpublished(instance: Page, **_more: Any) -> None:
    """Goes by what it is told: a page about to be deleted is unpublished first, and is still live in the database."""
    seen = _seen(instance.pk)
    _forget(instance)
    _tell(seen, None, Reason.EXPIRED if instance.expired else Reason.UNPUBLISHED)
    _tell_below(seen, None, is_told=False)


def _on_moved(instance: Page, **_more: Any) -> None:
    if instance.depth == 2:
        log.record(Reason.MOVED, "Home", instance.translation_key, is_reference=True)
    refresh_below(Page.objects.get(pk=instance.pk), Reason.MOVED)


@transaction.atomic
def _on_delete(instance: Page, **_more: Any) -> None:
    seen = _seen(instance.pk)
    _forget(instance)
    _tell(seen, None, Reason.DELETED)


def _on_schedule(instance: Revision, **_more: Any) -> None:
    """A schedule set or taken back; drafts and autosaves have no go-live and tell nobody."""
    page_id = _page_id(instance)
    if page_id is None:
        return
    if instance.approved_go_live_at or Entry.objects.filter(page_id=page_id, is_scheduled=True).exists():
        for page in Page.objects.filter(pk=page_id):
            refresh(page)


def _page_id(revision: Revision) -> int | None:
    model = revision.base_content_type.model_class()
    return int(revision.object_id) if model and issubclass(model, Page) else None


def _on_privacy(instance: PageViewRestriction, origin: Any = None, **_more: Any) -> None:
    """`origin`: what is being deleted. A page takes its privacy with it, and must not appear on its way out."""
    if origin is not None and getattr(origin, "model", type(origin)) is not PageViewRestriction:
        return
    page = Page.objects.filter(pk=instance.page_id).first()
    if page:
        refresh_below(page)


def _on_collection(instance: Collection, **_more: Any) -> None:
    """It may have been moved into a private one, or out of it: a private collection shows none of its photos."""
    uid = uuid.uuid5(uuid.NAMESPACE_OID, f"Collection:{instance.pk}")
    with transaction.atomic():
        log.record(Reason.UPDATED, "Collection", uid, is_reference=True)
        inside = Photo.objects.filter(collection__path__startswith=instance.path).values_list("uid", flat=True)
        log.touch(log.with_facet("photo", map(str, inside)), Reason.UPDATED, "Photo")


def _on_collection_privacy(instance: CollectionViewRestriction, **_more: Any) -> None:
    for collection in Collection.objects.filter(pk=instance.collection_id):
        _on_collection(collection)


# references


def _before_reference(instance: models.Model, **_more: Any) -> None:
    """Remember how it was, so that the log can say what a save changed for readers, and nothing where it did not."""
    instance._before = type(instance)._default_manager.filter(pk=instance.pk).first()  # type: ignore[attr-defined]


@transaction.atomic
def _on_reference(instance: models.Model, created: bool, **_more: Any) -> None:
    before: models.Model | None = instance.__dict__.pop("_before", None)
    if before is not None and _facts(before) == _facts(instance):
        return
    _record_reference(instance, Reason.CREATED if created else Reason.UPDATED)
    _expect(instance)
    shown = models.Q(pk__in=_shows(instance).values("pk"))
    if before is not None:
        shown |= models.Q(pk__in=_shows(before).values("pk"))
    reason = _what_became_of_consent(instance, before)
    by = type(instance).__name__
    log.touch(Entry.objects.filter(shown), reason or Reason.UPDATED, by, is_news=reason is not None)
    if isinstance(instance, SiteSettings | Site):
        _on_site(instance, before)  # last, for it says more: moved, or gone


UNSEEN = {"title", "description", "created_at", "uploaded_by_user_id", "file_size"}  # of a photo, by readers


def _facts(instance: models.Model) -> dict[str, Any]:
    """Its columns, comparable: a moment is the same in any time zone, a number the same as its digits in a form."""
    return {
        each.attname: value
        if isinstance(value := each.value_from_object(instance), datetime)
        else each.value_to_string(instance)
        for each in instance._meta.concrete_fields
        if not (isinstance(instance, Photo) and each.attname in UNSEEN)
    }


def _what_became_of_consent(instance: models.Model, before: models.Model | None) -> Reason | None:
    """Why an entry that shows the photo is news; None where its people agree to what they agreed to before."""
    if not isinstance(instance, Photo) or not isinstance(before, Photo):
        return None
    terms = ("consent", "purposes", "consent_expires_at", "special_category", "is_explicit")
    if all(getattr(instance, name) == getattr(before, name) for name in terms):
        return None
    reasons = {Consent.WITHDRAWN: Reason.IMAGE_CONSENT_WITHDRAWN, Consent.EXPIRED: Reason.IMAGE_CONSENT_EXPIRED}
    return reasons.get(Consent(instance.consent), Reason.UPDATED)


def _before_reference_goes(instance: models.Model, **_more: Any) -> None:
    """Whatever shows it is told of while that can still be found out."""
    log.touch(_shows(instance), Reason.UPDATED, type(instance).__name__)


@transaction.atomic
def _on_reference_gone(instance: models.Model, **_more: Any) -> None:
    _record_reference(instance, Reason.DELETED)
    if uid := getattr(instance, "uid", None):
        DueMoment.objects.filter(uid=uid).delete()
    if isinstance(instance, SiteSettings | Site):
        _on_site(instance, None)


def _record_reference(instance: models.Model, reason: Reason) -> None:
    name = type(instance).__name__
    uid = getattr(instance, "uid", None) or uuid.uuid5(uuid.NAMESPACE_OID, f"{name}:{instance.pk}")
    log.record(reason, name, uid, is_reference=True)


def _expect(instance: models.Model) -> None:
    """What time will do to a photo's consent or to a contact."""
    if isinstance(instance, Photo):
        log.expect_of(instance.uid, What.CONSENT_ENDS, [instance.consent_expires_at])
    if isinstance(instance, ContactPoint):
        settings = SiteSettings.objects.filter(site_id=instance.site_id).first()
        zone = ZoneInfo(settings.time_zone) if settings else get_default_timezone()
        days = [instance.valid_from, instance.valid_to and instance.valid_to + timedelta(days=1)]
        midnights = [datetime.combine(day, time(), zone) for day in days if day]
        log.expect_of(instance.uid, What.CONTACT_CHANGES, midnights)


@transaction.atomic
def expect_all() -> None:
    """Keep anew what time will do to every photo and contact. For a database that was filled from elsewhere."""
    for model in (Photo, ContactPoint):
        for instance in model.objects.all():
            _expect(instance)


def _on_site(instance: SiteSettings | Site, before: models.Model | None) -> None:
    """A site's root, key or own language moves every page under it."""
    site = Site.objects.filter(pk=instance.site_id).first() if isinstance(instance, SiteSettings) else instance
    roots = [each.root_page_id for each in (site, before) if isinstance(each, Site)]
    keys = Page.objects.filter(pk__in=roots).values("translation_key")
    for home in Page.objects.filter(translation_key__in=keys):
        refresh_below(home)


def _shows(instance: models.Model) -> Entries:
    """The entries whose readers see something of this reference."""
    match instance:
        case Photo():
            return log.with_facet("photo", [str(instance.uid)])
        case Quote():
            return log.with_facet("quote", [str(instance.uid)])
        case Term():
            found = Entry.objects.filter(pk__in=Facet.objects.filter(value=instance.code).values("entry"))
            if instance.vocabulary == "ACTOR":  # an organisation tells of what kind it is
                kinds = Organisation.objects.filter(kind=instance.code).values_list("uid", flat=True)
                found |= log.with_facet("organisation", map(str, kinds))
            return found | Entry.objects.filter(card__contains=f'"{instance.code}"')  # whom something is meant for
        case LocalLabel():
            return log.with_facet("area", [instance.area, *instance.also]).filter(site__in=_keys(instance.site_id))
        case Place():
            places = _with_inner([instance])
            theirs = Organisation.objects.filter(place__in=places).values_list("uid", flat=True)
            shown = [str(place.uid) for place in places]
            return log.with_facet("place", shown) | log.with_facet("organisation", map(str, theirs))
        case Organisation():
            return log.with_facet("organisation", [str(instance.uid)])
        case ContactPoint():
            return log.answered_by(instance.uid)
        case SiteSettings() | Site():
            site_id = instance.site_id if isinstance(instance, SiteSettings) else instance.pk
            return Entry.objects.filter(site__in=_keys(site_id))
        case MunicipalityCode():
            return Entry.objects.filter(site=instance.settings.key)
    return Entry.objects.none()  # a room's own: it decides what is found, and stands in no entry


def _keys(site_id: int) -> list[str]:
    return list(SiteSettings.objects.filter(site_id=site_id).values_list("key", flat=True))


def _with_inner(places: list[Place]) -> list[Place]:
    """These places and all that lie in them."""
    found = {place.pk: place for place in places}
    while inner := Place.objects.filter(within__in=found).exclude(pk__in=found):
        found |= {place.pk: place for place in inner}
    return list(found.values())
