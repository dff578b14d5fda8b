"""The log: what became true for readers, line by line, in the order in which it did; and what time will do next.

The only writer of changes and due moments. Lines are numbered under a lock that lasts until the transaction ends, so
that numbers come in the order in which they become visible: whoever has read up to a number has missed nothing below
it. A moment at which time alone changes something (an embargo, an expiry, the end of a consent) is known beforehand;
once it has come, whoever asks first, a reader or a worker, enters it into the log.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import local
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.dateparse import parse_datetime

from content import clock, statements
from content.models.change import Change, DueMoment, Pruned
from content.models.entry import Entries, Entry, Facet, FormerPath
from content.words import Lifecycle, Reason

CHANNEL = "content_log"  # PostgreSQL tells its listeners here that there is something new to read
KEPT = timedelta(days=90)  # tombstones, at least
LOCK = 0x11D5_1A1  # any number, the same in every process
A_LINK, THE_WAY = "a link", "the way to it"  # by what an item is touched, beside references
SLACK = timedelta(minutes=1)  # by which two machines' clocks may differ
What = DueMoment.What

_written = local()
_commits = 0


# ── where the log stands ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class State:
    """The newest line, the newest about a reference, the next moment that is due, and the last that was entered."""

    newest: int
    reference: int
    due: datetime | None
    entered: datetime | None


# Four look-ups in an index each; the ORM would count through the whole log.
_STATE = """
    SELECT (SELECT max(number) FROM content_change),
           (SELECT max(number) FROM content_change WHERE is_reference),
           (SELECT min(at) FROM content_duemoment WHERE NOT is_entered),
           (SELECT max(at) FROM content_duemoment WHERE is_entered)
"""


def state() -> State:
    """Where the log stands, with all that is due entered. One statement while nothing is."""
    found, now = _read(), clock.now()
    if found.due is not None and found.due <= now:
        enter_due()
        return _read()
    if found.entered is not None and found.entered > now + slack():
        _take_back(now)
        return _read()
    return found


def slack() -> timedelta:
    """How far a clock may be behind the log and still be taken for the same time. A clock that stands is exact."""
    return timedelta(0) if clock.is_ours() else SLACK


def _read() -> State:
    newest, reference, due, entered = statements.fetch(_STATE)[0]
    return State(newest or 0, reference or 0, _moment(due), _moment(entered))


def _moment(value: Any) -> datetime | None:
    """A moment out of a raw statement; SQLite keeps them as text, in UTC."""
    if isinstance(value, str):
        value = parse_datetime(value)
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def reference_writes() -> int:
    """How often this thread has written of a reference: a number that a rollback took back may come again."""
    return getattr(_written, "references", 0)


# ── writing lines ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Seen:
    """An entry as readers see it at one moment, and what it can be found by."""

    entry: Entry
    facets: dict[str, list[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return str(orjson.loads(self.entry.card)["title"])


def record(reason: Reason, subject: str, uid: UUID, **more: Any) -> None:
    """Write one line."""
    write([Change(reason=reason, subject=subject, uid=uid, **more)])


@transaction.atomic
def write(lines: Sequence[Change], at: datetime | None = None) -> None:
    """Write lines, now; or, when they tell of a moment that was due, as of that moment."""
    if not lines:
        return
    hold()
    if at is None:
        at = clock.now()
        _enter(at)
    for line in lines:
        line.at = at
        if line.is_reference:
            _written.references = reference_writes() + 1
    Change.objects.bulk_create(lines, batch_size=500)
    ring()


def told(reason: Reason, before: Seen | None, after: Seen | None) -> Change:
    """The line about an entry that readers saw before, see now, or both."""
    entry = (after or before).entry  # type: ignore[union-attr]
    states = [seen for seen in (before, after) if seen]
    facets: dict[str, list[str]] = {}
    for seen in states:
        for dimension, values in seen.facets.items():
            facets[dimension] = list(dict.fromkeys([*facets.get(dimension, ()), *values]))
    touches: dict[str, Any] = {
        "sites": list(dict.fromkeys(seen.entry.site for seen in states)),
        "paths": list(dict.fromkeys(seen.entry.path for seen in states)),
        "facets": facets,
    }
    if before and after and _stands_where_it_stood(before, after):
        touches["only"] = "words"
    return Change(
        reason=reason,
        subject=entry.type,
        uid=entry.item,
        site=entry.site,
        language=entry.language,
        touches=orjson.dumps(touches).decode(),
    )


_FOUND_BY = (
    *("type", "is_content", "site", "path", "language", "published_at"),
    *("lifecycle", "starts_at", "ends_at", "deadline", "min_age", "max_age", "minutes"),
)


def _stands_where_it_stood(before: Seen, after: Seen) -> bool:
    """Whether an entry says something else and is found as before, but by its title and by when it was edited."""
    if before is after:  # time has done something to it
        return False
    if any(getattr(before.entry, name) != getattr(after.entry, name) for name in _FOUND_BY):
        return False
    if orjson.loads(before.entry.card).get("occurrences") != orjson.loads(after.entry.card).get("occurrences"):
        return False
    return _found_by(before) == _found_by(after)


def _found_by(seen: Seen) -> dict[str, set[str]]:
    return {name: set(values) for name, values in seen.facets.items() if name != MENTION}


def touch(entries: Entries, reason: Reason, by: str = "", at: datetime | None = None, is_news: bool = False) -> None:
    """Say that readers now see something else of these entries, though no word of theirs was edited.

    `by`: what changed instead, so that whoever shows nothing of it need not care. `is_news`: so much so that their
    `updated_at` moves too.
    """
    moment = at or clock.now()
    cause = orjson.dumps({"by": by}).decode() if by else ""
    seen = entries.visible_at(moment).order_by("pk").distinct()
    rows = list(seen.values_list("pk", "type", "item", "site", "language"))
    if is_news:
        Entry.objects.filter(pk__in=[pk for pk, *_rest in rows]).update(updated_at=moment)
    write(
        [
            Change(reason=reason, subject=kind, uid=item, site=site, language=language, touches=cause)
            for _pk, kind, item, site, language in rows
        ],
        at,
    )


def with_facet(dimension: str, values: Iterable[str]) -> Entries:
    facets = Facet.objects.filter(dimension=dimension, value__in=list(values))
    return Entry.objects.filter(pk__in=facets.values("entry"))


def commits() -> int:
    """How often this process has committed something that is new to read."""
    return _commits


def _count_commit() -> None:
    global _commits
    _commits += 1


def ring() -> None:
    """Tell whoever listens that there is something new to read, once this transaction is through."""
    transaction.on_commit(_count_commit)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def hold() -> None:
    """Write alone from here until this transaction ends. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def what_happened(before: Entry | None, after: Entry, is_spoken: bool) -> Reason | None:
    """What it means for readers that an entry stands in place of another; None where they notice nothing.

    `is_spoken`: whether the item can be read in another translation already.
    """
    if before is None:
        return Reason.TRANSLATION_ADDED if is_spoken else Reason.CREATED
    if after.lifecycle == Lifecycle.CANCELLED != before.lifecycle:
        return Reason.CANCELLED
    same_words = (before.card, before.body) == (after.card, after.body)
    if same_words and (before.site, before.path) != (after.site, after.path):
        return Reason.MOVED
    facts = ("edited_at", "starts_at", "ends_at", "deadline", "lifecycle", "site", "path", "language", "item")
    if same_words and all(getattr(before, name) == getattr(after, name) for name in facts):
        return None
    return Reason.UPDATED


# ── what time will do ───────────────────────────────────────────────────────────────────────────────────────────────


def moments_of(entry: Entry, now: datetime) -> list[DueMoment]:
    """What time will do to an entry."""
    found = {What.APPEARS: entry.visible_from, What.GOES: entry.visible_until}
    if entry.lifecycle not in ("", Lifecycle.CANCELLED, Lifecycle.POSTPONED):
        found[What.EXPIRES] = entry.ends_at
        if entry.lifecycle != Lifecycle.CLOSED and not (
            entry.deadline and entry.ends_at and entry.ends_at <= entry.deadline
        ):
            found[What.CLOSES] = entry.deadline
    inside = (What.EXPIRES, What.CLOSES)
    return [
        DueMoment(at=at, what=what, entry=entry)
        for what, at in found.items()
        if at and at > now and not (what in inside and not _is_shown_at(entry, at))
    ]


def _is_shown_at(entry: Entry, at: datetime) -> bool:
    return entry.visible_from < at and (entry.visible_until is None or at < entry.visible_until)


def expect(moments: Iterable[DueMoment]) -> None:
    """Keep what time will do, and tell those who watch the clock."""
    kept = list(moments)
    if kept:
        DueMoment.objects.bulk_create(kept, batch_size=500)
        ring()


def expect_of(uid: UUID, what: What, moments: Iterable[datetime | None]) -> None:
    """Keep what time will do to a photo or a contact, in place of what was known before."""
    DueMoment.objects.filter(uid=uid).delete()
    now = clock.now()
    expect(DueMoment(at=at, what=what, uid=uid) for at in moments if at and at > now)


@transaction.atomic
def enter_due() -> int:
    """Enter what has come due into the log, each once, in order; how much it was."""
    hold()
    return _enter(clock.now())


def _enter(now: datetime) -> int:
    due = list(DueMoment.objects.filter(is_entered=False, at__lte=now).select_related("entry").order_by("at", "pk"))
    for moment in due:
        _happen(moment)
        DueMoment.objects.filter(pk=moment.pk).update(is_entered=True)
    return len(due)


def _happen(moment: DueMoment) -> None:
    match moment.what:
        case What.APPEARS:
            _appear(moment.entry, moment.at)  # type: ignore[arg-type]
        case What.GOES:
            _go(moment.entry, moment.at)  # type: ignore[arg-type]
        case What.CLOSES | What.EXPIRES:
            entry: Entry = moment.entry  # type: ignore[assignment]
            seen = Seen(entry, facets_of([entry]).get(entry.pk, {}))
            reason = Reason.EXPIRED if moment.what == What.EXPIRES else Reason.UPDATED
            write([told(reason, seen, seen)], moment.at)
        case What.CONSENT_ENDS:
            reference = {"subject": "Photo", "uid": moment.uid, "is_reference": True}
            write([Change(reason=Reason.IMAGE_CONSENT_EXPIRED, **reference)], moment.at)
            shows = with_facet("photo", [str(moment.uid)])
            touch(shows, Reason.IMAGE_CONSENT_EXPIRED, "Photo", moment.at, is_news=True)
        case What.CONTACT_CHANGES:
            reference = {"subject": "ContactPoint", "uid": moment.uid, "is_reference": True}
            write([Change(reason=Reason.UPDATED, **reference)], moment.at)
            touch(answered_by(UUID(str(moment.uid))), Reason.UPDATED, "ContactPoint", moment.at)


def _appear(entry: Entry, at: datetime) -> None:
    """A schedule's hour: what it publishes is there, in place of what was there until now."""
    until_now = Entry.objects.filter(page_id=entry.page_id, is_scheduled=not entry.is_scheduled, visible_until=at)
    before = until_now.first()
    facets = facets_of([each for each in (before, entry) if each])
    others = Entry.objects.filter(item=entry.item).visible_at(at).exclude(page_id=entry.page_id)
    if reason := what_happened(before, entry, others.exists()):
        gone = Seen(before, facets.get(before.pk, {})) if before else None
        write([told(reason, gone, Seen(entry, facets.get(entry.pk, {})))], at)
        if before is None:
            touch(mentioning(entry.item), Reason.UPDATED, A_LINK, at)


def _go(entry: Entry, at: datetime) -> None:
    if Entry.objects.filter(page_id=entry.page_id).visible_at(at).exists():
        return  # something stands in its place: that appears, and tells so
    seen = Seen(entry, facets_of([entry]).get(entry.pk, {}))
    write([told(Reason.EXPIRED, seen, None)], at)
    touch(mentioning(entry.item), Reason.UPDATED, A_LINK, at)


def _take_back(now: datetime) -> None:
    """The clock was set back: what has not come yet will be entered again, and who was told of it is told otherwise."""
    with transaction.atomic():
        hold()
        early = DueMoment.objects.filter(is_entered=True, at__gt=now).select_related("entry")
        lines = [
            Change(reason=Reason.UPDATED, subject=entry.type, uid=entry.item, site=entry.site, language=entry.language)
            for entry in (moment.entry for moment in early)
            if entry
        ]
        photos = {moment.uid for moment in early if moment.what == What.CONSENT_ENDS}
        contacts = {moment.uid for moment in early if moment.what == What.CONTACT_CHANGES}
        early.update(is_entered=False)
        write(lines)
        touch(with_facet("photo", map(str, photos)), Reason.UPDATED)
        for contact in contacts:
            touch(answered_by(UUID(str(contact))), Reason.UPDATED)


# ── who shows what ──────────────────────────────────────────────────────────────────────────────────────────────────

MENTION = "mention"  # the dimension of the items that an entry links or relates to
_ITEM = re.compile(r"item:([0-9a-f]{8}-[0-9a-f-]{27})")


def mentions_in(entry: Entry) -> list[str]:
    """The items that an entry's texts link to or that it names as related."""
    related = orjson.loads(entry.card).get("related", ())
    return list(dict.fromkeys([*related, *_ITEM.findall(entry.card), *_ITEM.findall(entry.body)]))


DOCUMENT = "document"  # the dimension of the files that an entry offers
_FILE = re.compile(r"/documents/(\d+)/")


def documents_in(entry: Entry) -> list[str]:
    """The files that an entry links to, by number."""
    return list(dict.fromkeys([*_FILE.findall(entry.card), *_FILE.findall(entry.body)]))


def leads_of(entry: Entry) -> dict[str, list[str]]:
    """What an entry leads to: items and files."""
    return {MENTION: mentions_in(entry), DOCUMENT: documents_in(entry)}


def mentioning(item: UUID) -> Entries:
    """The other items' entries that lead to this item: their texts link to it for as long as it is there."""
    return with_facet(MENTION, [str(item)]).exclude(item=item)


def answered_by(contact: UUID) -> Entries:
    """The entries that may name this contact: their own, their area's, or the municipality's general one."""
    from content.models.organisation import ContactPoint
    from content.models.site import SiteSettings

    own = with_facet("contact", [str(contact)])
    found = ContactPoint.objects.filter(uid=contact).first()
    settings = SiteSettings.objects.filter(site_id=found.site_id).first() if found else None
    if found is None or settings is None:
        return own
    here = Entry.objects.filter(site=settings.key, is_content=True)
    if found.area:
        here = here.filter(pk__in=with_facet("primary_area", [found.area]))
    return here | Entry.objects.filter(pk__in=own)


def facets_of(entries: Sequence[Entry]) -> dict[int, dict[str, list[str]]]:
    """What entries can be found by, per entry and dimension."""
    found: dict[int, dict[str, list[str]]] = {}
    rows = Facet.objects.filter(entry__in=entries).order_by("pk")
    for entry_id, dimension, value in rows.values_list("entry_id", "dimension", "value") if entries else ():
        found.setdefault(entry_id, {}).setdefault(dimension, []).append(value)
    return found


def remember_paths(entries: Sequence[Entry]) -> None:
    """Keep the addresses at which entries can be found, for good: they lead on, or say that something is gone."""
    FormerPath.objects.bulk_create(
        [
            FormerPath(site=each.site, path=each.path, page_id=each.page_id, item=each.item, since=each.visible_from)
            for each in entries
        ],
        ignore_conflicts=True,
    )


def forget_paths_to_come(pages: Iterable[int]) -> None:
    """A schedule is made anew or taken back: the addresses it would have led to never were."""
    FormerPath.objects.filter(page_id__in=pages, since__gt=clock.now()).delete()


# ── keeping it short ────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def prune(kept: timedelta = KEPT) -> int:
    """Take out lines that nobody needs any more: older than `kept`, and superseded or about what is gone; how many."""
    if kept < KEPT:
        raise ValueError(f"Tombstones are promised for {KEPT.days} days. Keep the log for that long at least.")
    hold()
    later = Change.objects.filter(uid=OuterRef("uid"), number__gt=OuterRef("number"))
    gone = Q(is_reference=False) & ~Exists(Entry.objects.filter(item=OuterRef("uid")))
    old = Change.objects.filter(at__lt=clock.now() - kept).filter(Exists(later) | gone)
    numbers = list(old.values_list("number", flat=True))
    if numbers:
        old.delete()  # the newest line about a reference is never superseded: snapshots are numbered by it
        Pruned.objects.all().delete()
        Pruned.objects.create(number=max(numbers))
    return len(numbers)


def pruned_to() -> int:
    """The number below which lines may be missing."""
    return max(Pruned.objects.values_list("number", flat=True), default=0)
