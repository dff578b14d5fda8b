"""What is new since a mirror last asked: the log, read through the gate.

Every item comes once per run, at the place of its newest line, as readers see it now: as an item, or as a tombstone
where it may not be seen or no longer matches what the mirror wants. Which languages, sites, types, kinds and states
that is stands in the token; a token is signed and never names anything.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet

from content import filters, log, queries
from content.errors import BadInput, CursorExpired, CursorInvalid, PageTooLarge
from content.filters import Asker
from content.models.change import Change
from content.models.entry import Entry
from content.queries import Languages
from content.reading import ITEM_TYPES, ContentItem, Item, Reader

LARGEST_PAGE, CHUNK = 100, 200
_SIGNER = signing.Signer(salt="content.changes", sep="~")
NOT_OURS = "This is not a token of ours, or it has been changed. Use nextToken as it was given, or start without after."
START_AGAIN = "Start again from a full read: ask without after. That read ends with a token to go on from."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a mirror wants to know about. None is everything."""

    types: tuple[str, ...] | None = None
    sites: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    lifecycle: tuple[str, ...] | None = None
    languages: Languages = field(default_factory=Languages)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]

    def condition(self, asker: Asker) -> Q:
        """What an item has to be like; unknown sites and kinds are refused."""
        condition = Q()
        for name, value in (("sites", self.sites), ("types", self.types), ("kinds", self.kinds)):
            if value is not None:
                filters.check_size(name, value)
        if self.sites is not None:
            condition &= filters.of_sites(asker, list(self.sites))
        if self.kinds is not None:
            condition &= filters.having("kind", "OPPORTUNITY_KIND")(asker, list(self.kinds))
        if self.lifecycle is not None:
            condition &= filters.in_lifecycle(asker, self.lifecycle)
        return condition


@dataclass(frozen=True, slots=True)
class Position:
    """Up to which line a mirror has read; and the line up to which it needs no tombstones, since it began empty."""

    number: int = 0
    began_at: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one item: the item as it is now, or that there is none."""

    number: int
    uid: UUID
    type_name: str
    at: datetime
    reason: str
    item: ContentItem | None
    elsewhere: str | None  # where it can be read, though not as the mirror wants it


@dataclass(frozen=True, slots=True)
class ChangePage:
    told: list[Told]
    next_token: str
    latest_token: str
    has_more: bool


def read(reader: Reader, wanted: Wanted, after: str | None, first: int, since: datetime | None = None) -> ChangePage:
    """The next page. Without `after` and `since`: everything there is, and then what is new."""
    if first < 1:
        raise BadInput(f"first is {first}. It must be from 1 to {LARGEST_PAGE}.", argument="first")
    if first > LARGEST_PAGE:
        raise PageTooLarge(f"first is {first}. A page has at most {LARGEST_PAGE} changes.", limit=LARGEST_PAGE)
    newest = _catch_up(reader)
    condition = wanted.condition(Asker(reader.now, reader.snapshot, reader.may_use))
    position = _position(wanted, after, since, newest)
    told, scanned = _told_after(reader, wanted, condition, position, first + 1)
    has_more, told = len(told) > first, told[:first]
    if has_more:
        position = Position(told[-1].number, position.began_at)
    elif told:
        position = Position(scanned, position.began_at)
    return ChangePage(told, token(position, wanted), token(Position(newest), wanted), has_more)


def token(position: Position, wanted: Wanted) -> str:
    began_at = position.began_at if position.number < position.began_at else 0
    return _SIGNER.sign(f"{position.number:x}.{began_at:x}.{wanted.fingerprint}")


def _catch_up(reader: Reader) -> int:
    """The newest line. A clock a little behind the log is put forward, so that what is told can also be read."""
    state = log.state()
    if state.entered and state.entered > reader.now:
        reader.now = state.entered
    return state.newest


def _position(wanted: Wanted, after: str | None, since: datetime | None, newest: int) -> Position:
    if after is not None and since is not None:
        raise BadInput("Ask with after or with since, not with both.", argument="since")
    if after is not None:
        position = _read_token(after, wanted)
    elif since is not None:
        if since.tzinfo is None:
            raise BadInput(f"since needs an offset, such as {since.isoformat()}Z.", argument="since")
        before = Change.objects.filter(at__lt=since).order_by("-number").values_list("number", flat=True)
        position = Position(before.first() or 0)
    else:
        return Position(0, newest)
    if position.number > newest:
        raise CursorExpired(f"The log does not reach as far as this token; it has been restored. {START_AGAIN}")
    if max(position.number, position.began_at) < log.pruned_to():
        raise CursorExpired(f"This is older than the {log.KEPT.days} days for which we keep the log. {START_AGAIN}")
    return position


def _read_token(after: str, wanted: Wanted) -> Position:
    try:
        number, began_at, fingerprint = _SIGNER.unsign(after).split(".")
    except (signing.BadSignature, ValueError) as error:
        raise CursorInvalid(NOT_OURS) from error
    if fingerprint != wanted.fingerprint:
        raise CursorInvalid(
            "This token belongs to another filter or to other languages. Use it with those, or start without after."
        )
    return Position(int(number, 16), int(began_at, 16))


def _told_after(reader: Reader, wanted: Wanted, condition: Q, position: Position, most: int) -> tuple[list[Told], int]:
    """At most so many, and the line up to which was looked."""
    found: list[Told] = []
    scanned = position.number
    while len(found) < most:
        lines = list(_newest_lines(wanted, scanned)[:CHUNK])
        if not lines:
            break
        found += _as_seen(reader, wanted, condition, lines, position.began_at)
        scanned = lines[-1].number
        if len(lines) < CHUNK:
            break
    return found[:most], scanned


def _newest_lines(wanted: Wanted, after: int) -> QuerySet[Change]:
    """The newest line of each item that has one after this number, in order."""
    names = [name for name, item in ITEM_TYPES.items() if issubclass(item, ContentItem)]
    lines = Change.objects.filter(number__gt=after, is_reference=False)
    lines = lines.filter(subject__in=names if wanted.types is None else set(names).intersection(wanted.types))
    later = Change.objects.filter(uid=OuterRef("uid"), number__gt=OuterRef("number"))
    if wanted.sites is not None:  # an item that has left the site is told of, one that never was there is not
        here = Change.objects.filter(uid=OuterRef("uid")).filter(_was_on(wanted.sites))
        lines = lines.filter(Exists(here))
    return lines.filter(~Exists(later)).order_by("number")


def _was_on(sites: Iterable[str]) -> Q:
    condition = Q(site__in=list(sites))
    for site in sites:
        condition |= Q(touches__contains=f'"{site}"')
    return condition


def _as_seen(reader: Reader, wanted: Wanted, condition: Q, lines: list[Change], began_at: int) -> list[Told]:
    """What readers see of these lines' items now, without what the mirror never had."""
    uids = [line.uid for line in lines]
    entries = queries.by_items(uids, reader.now, wanted.languages, reader.snapshot).filter(is_content=True)
    rows = queries.narrowed(entries, condition).values(*queries.COLUMNS)
    items = {item.uid: item for item in reader.items(rows, wanted.languages)}
    missing = [line.uid for line in lines if line.uid not in items and line.number > began_at]
    known = _may_be_known(missing, wanted)
    elsewhere = _elsewhere(reader, known)
    found = []
    for line in lines:
        item = items.get(line.uid)
        if item is not None or line.uid in known:
            at, link = line.at, elsewhere.get(line.uid) if item is None else None
            found.append(Told(line.number, line.uid, line.subject, at, line.reason, _content(item), link))
    return found


def _content(item: Item | None) -> ContentItem | None:
    return item if isinstance(item, ContentItem) else None


def _may_be_known(uids: list[UUID], wanted: Wanted) -> set[UUID]:
    """Those of the items that once were what the mirror wants, going by all their lines."""
    if wanted.sites is None and wanted.kinds is None and not wanted.languages.requested:
        return set(uids)
    languages = set(wanted.languages.chain(())) if wanted.languages.requested else None
    found = set()
    lines = Change.objects.filter(uid__in=uids, is_reference=False)
    for uid, site, language, touches in lines.values_list("uid", "site", "language", "touches"):
        once: dict[str, Any] = orjson.loads(touches) if touches else {}
        sites, kinds = {site, *once.get("sites", ())}, set(once.get("facets", {}).get("kind", ()))
        if (
            (wanted.sites is None or sites.intersection(wanted.sites))
            and (wanted.kinds is None or kinds.intersection(wanted.kinds))
            and (languages is None or language in languages)
        ):
            found.add(uid)
    return found


def _elsewhere(reader: Reader, uids: Iterable[UUID]) -> dict[UUID, str]:
    """Where items can be read that the mirror must take down: in another language, on another site."""
    entries = Entry.objects.filter(item__in=list(uids), is_content=True).visible_at(reader.now)
    sites = reader.snapshot.sites
    return {
        item: reader.addresses.base(sites[site]) + path
        for item, site, path in entries.order_by("-published_at", "pk").values_list("item", "site", "path")
        if site in sites
    }
