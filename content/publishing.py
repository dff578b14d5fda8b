"""From editor to reader: keeps entries and the log in step with what is published.

The only module that listens to Wagtail's signals, and the only one that writes entries and changes. Whatever happens
in the admin, `refresh` makes a page's entries what they should be now and says in the log what that meant for readers.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import orjson
from django.db import connection, models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction, Revision, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from content import addresses, clock, references
from content.collation import sort_key
from content.models.change import Change
from content.models.entry import Entry, Facet, FormerPath, Occasion
from content.models.organisation import Body, ContactPoint, Organisation
from content.models.page import Document, PublishedPage
from content.models.photo import Photo
from content.models.quote import Quote
from content.models.sharing import ChannelRules, ShareTemplate, ThemeHashtags
from content.models.site import MunicipalityCode, SiteSettings
from content.models.taxonomy import LocalLabel, Place, Term
from content.words import Consent, Lifecycle, Reason

VERSION = 1  # of the documents; raise it when their shape changes, then run rebuild_entries
LOG_LOCK = 0x11D5_1A1  # any number, the same in every process
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
def withdraw_consent(photo: Photo) -> None:
    """The people in it have changed their minds: from now on it is shown nowhere."""
    photo.consent, photo.withdrawn_at = Consent.WITHDRAWN, clock.now()
    photo.save()


@transaction.atomic
def refresh(page: Page, reason: Reason | None = None) -> None:
    """Make a page's entries what they should be now. `reason` says why, where the outcome alone does not tell."""
    page = page.specific
    if not isinstance(page, PublishedPage):
        return
    snapshot, _number = references.current()
    home = snapshot.home_of(page.path)
    if home is None or page.get_view_restrictions():
        _withdraw(page, reason or Reason.RESTRICTED)
        return
    place = _Place(home, snapshot.sites[home.site])
    scheduled = _scheduled(page)
    until = _first(page.expire_at, scheduled and scheduled.go_live_at)
    if page.live and (until is None or until > _published_at(page)):
        _show(page, place, until=until, reason=reason)
    else:
        _withdraw(page, reason or (Reason.EXPIRED if page.expired else Reason.UNPUBLISHED), keep_scheduled=True)
    if scheduled and (scheduled.expire_at is None or scheduled.expire_at > scheduled.go_live_at):
        scheduled.url_path, scheduled.path = page.url_path, page.path
        _write(scheduled, place, is_scheduled=True, since=scheduled.go_live_at, until=scheduled.expire_at)
    else:
        Entry.objects.filter(page_id=page.pk, is_scheduled=True).delete()


def refresh_below(page: Page, reason: Reason | None = None) -> None:
    """Refresh a page and all that hangs under it."""
    for each in Page.objects.filter(path__startswith=page.path).order_by("path").specific().iterator(chunk_size=200):
        refresh(each, reason)


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


def record(reason: Reason, subject: str, uid: uuid.UUID, **more: Any) -> None:
    """Write a line into the log. Numbers come in the order in which transactions become visible."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOG_LOCK])
    if more.get("is_reference"):
        references.written()
    Change.objects.create(at=clock.now(), reason=reason, subject=subject, uid=uid, **more)


# ── entries ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Place:
    """Where a page's entry belongs."""

    def __init__(self, home: references.HomeRecord, site: references.SiteRecord) -> None:
        self.home, self.site = home, site

    def path(self, page: Page) -> str:
        return addresses.path_within(page.url_path, self.home, self.site)


def _show(page: PublishedPage, place: _Place, until: datetime | None, reason: Reason | None) -> None:
    before = Entry.objects.filter(page_id=page.pk, is_scheduled=False).first()
    entry = _write(page, place, is_scheduled=False, since=_published_at(page), until=until, before=before)
    said = _what_happened(before, entry, reason)
    if said:
        record(said, entry.type, entry.item, site=entry.site, language=entry.language)
    if before and (before.site, before.path) != (entry.site, entry.path):
        for child in page.get_children():  # Wagtail tells of a new slug only after the transaction
            refresh_below(child, Reason.MOVED)


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
    """`_show` for many pages."""
    numbers = [page.pk for page, _place in pages]
    before = {each.page_id: each for each in Entry.objects.filter(page_id__in=numbers, is_scheduled=False)}
    written = []
    for page, place in pages:
        document = page.document()
        columns = _columns(page, place, document, False, _published_at(page), None, before.get(page.pk))
        written.append((Entry(page_id=page.pk, is_scheduled=False, **columns), page, document))
    entries = [entry for entry, _page, _document in written]
    key = ["page_id", "is_scheduled"]
    rest = [field.name for field in Entry._meta.concrete_fields if not field.primary_key and field.name not in key]
    Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=key, update_fields=rest)
    _index(written)
    paths = [FormerPath(site=each.site, path=each.path, page_id=each.page_id, item=each.item) for each in entries]
    FormerPath.objects.bulk_create(paths, ignore_conflicts=True)
    for entry in entries:
        if said := _what_happened(before.get(entry.page_id), entry, None):
            record(said, entry.type, entry.item, site=entry.site, language=entry.language)


def _write(
    page: PublishedPage,
    place: _Place,
    is_scheduled: bool,
    since: datetime,
    until: datetime | None,
    before: Entry | None = None,
) -> Entry:
    """One entry, as the page says it now."""
    document = page.document()
    entry, _created = Entry.objects.update_or_create(
        page_id=page.pk,
        is_scheduled=is_scheduled,
        defaults=_columns(page, place, document, is_scheduled, since, until, before),
    )
    _index([(entry, page, document)])
    if not is_scheduled:
        FormerPath.objects.get_or_create(
            site=entry.site, path=entry.path, page_id=page.pk, defaults={"item": entry.item}
        )
    return entry


def _columns(
    page: PublishedPage,
    place: _Place,
    document: Document,
    is_scheduled: bool,
    since: datetime,
    until: datetime | None,
    before: Entry | None,
) -> dict[str, Any]:
    """What an entry's columns hold when its page says this."""
    edited_at = since if is_scheduled else page.last_published_at or clock.now()
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
        "card": orjson.dumps(document).decode(),
        "body": orjson.dumps(page.written_body()).decode(),
        "version": VERSION,
    }


def _index(written: list[tuple[Entry, PublishedPage, Document]]) -> None:
    """What entries can be found by, and when they take place."""
    entries = [entry for entry, _page, _document in written]
    Facet.objects.filter(entry__in=entries).delete()
    Occasion.objects.filter(entry__in=entries).delete()
    Facet.objects.bulk_create(
        Facet(entry=entry, dimension=dimension, value=value)
        for entry, page, document in written
        for dimension, values in page.facets(document).items()
        for value in dict.fromkeys(values)
    )
    Occasion.objects.bulk_create(
        Occasion(entry=entry, starts_at=starts_at, ends_at=ends_at)
        for entry, page, _document in written
        for starts_at, ends_at in page.occasions()
    )


def _withdraw(page: Page, reason: Reason, keep_scheduled: bool = False) -> None:
    """Take a page's entries away from readers."""
    entries = Entry.objects.filter(page_id=page.pk)
    for entry in entries.filter(is_scheduled=False):
        entry.delete()
        record(reason, entry.type, entry.item, site=entry.site, language=entry.language)
    if not keep_scheduled:
        entries.delete()


def _what_happened(before: Entry | None, after: Entry, reason: Reason | None) -> Reason | None:
    if before is None:
        others = Entry.objects.filter(item=after.item, is_scheduled=False, pk__lt=after.pk)  # written earlier
        return Reason.TRANSLATION_ADDED if others.exists() else Reason.CREATED
    if after.lifecycle == Lifecycle.CANCELLED != before.lifecycle:
        return Reason.CANCELLED
    same_words = (before.card, before.body) == (after.card, after.body)
    if same_words and (before.site, before.path) != (after.site, after.path):
        return Reason.MOVED
    times = ("visible_until", "edited_at", "starts_at", "ends_at", "deadline", "lifecycle", "site", "path")
    if same_words and all(getattr(before, name) == getattr(after, name) for name in times):
        return None
    return reason or Reason.UPDATED


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
    pre_save.connect(_before_photo, sender=Photo)
    for model in REFERENCES:
        post_save.connect(_on_reference, sender=model)
        post_delete.connect(_on_reference_gone, sender=model)


def _on_published(instance: Page, **_more: Any) -> None:
    if instance.depth == 2:  # a home: what hangs under it may have a site only now
        record(Reason.UPDATED, "Home", instance.translation_key, is_reference=True)
    refresh(instance)


def _on_unpublished(instance: Page, **_more: Any) -> None:
    """Goes by what it is told: a page about to be deleted is unpublished first, and is still live in the database."""
    with transaction.atomic():
        _withdraw(instance, Reason.EXPIRED if instance.expired else Reason.UNPUBLISHED)


def _on_moved(instance: Page, **_more: Any) -> None:
    if instance.depth == 2:
        record(Reason.MOVED, "Home", instance.translation_key, is_reference=True)
    refresh_below(Page.objects.get(pk=instance.pk), Reason.MOVED)


def _on_delete(instance: Page, **_more: Any) -> None:
    with transaction.atomic():
        _withdraw(instance, Reason.DELETED)


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


def _on_privacy(instance: PageViewRestriction, **_more: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page:
        refresh_below(page)


def _before_photo(instance: Photo, **_more: Any) -> None:
    """Remember what the photo's people had agreed to, so that the log can say when that ends."""
    instance._before = Photo.objects.filter(pk=instance.pk).values("consent", "purposes").first()


def _on_reference(instance: models.Model, created: bool, **_more: Any) -> None:
    with transaction.atomic():
        _tell_of(instance, Reason.CREATED if created else Reason.UPDATED)
        if isinstance(instance, Photo) and not created:
            _on_consent(instance)
        if isinstance(instance, SiteSettings | Site):
            _on_site(instance)


def _on_reference_gone(instance: models.Model, **_more: Any) -> None:
    with transaction.atomic():
        _tell_of(instance, Reason.DELETED)


def _tell_of(instance: models.Model, reason: Reason) -> None:
    name = type(instance).__name__
    uid = getattr(instance, "uid", None) or uuid.uuid5(uuid.NAMESPACE_OID, f"{name}:{instance.pk}")
    record(reason, name, uid, is_reference=True)


def _on_consent(photo: Photo) -> None:
    """A consent that ends, or comes back, changes every entry that shows the photo."""
    before = getattr(photo, "_before", None)
    if not before or (before["consent"], before["purposes"]) == (photo.consent, photo.purposes):
        return
    reasons = {Consent.WITHDRAWN: Reason.IMAGE_CONSENT_WITHDRAWN, Consent.EXPIRED: Reason.IMAGE_CONSENT_EXPIRED}
    touch(entries_with("photo", str(photo.uid)), reasons.get(Consent(photo.consent), Reason.UPDATED))


def _on_site(instance: SiteSettings | Site) -> None:
    """A site's root, key or own language moves every page under it."""
    root = instance.site.root_page if isinstance(instance, SiteSettings) else instance.root_page
    for home in Page.objects.filter(translation_key=root.translation_key):
        refresh_below(home)


def entries_with(dimension: str, value: str) -> models.QuerySet[Entry]:
    return Entry.objects.filter(facets__dimension=dimension, facets__value=value)


@transaction.atomic
def touch(entries: Iterable[Entry], reason: Reason) -> None:
    """Say in the log, and on the entries, that readers now see something else, though no word was edited."""
    now = clock.now()
    for entry in list(entries):
        if entry.is_scheduled:
            continue
        Entry.objects.filter(pk=entry.pk).update(updated_at=now)
        record(reason, entry.type, entry.item, site=entry.site, language=entry.language)
