"""Which entries: the gate, the language, the filter, the order, the page.

Everything that readers see, lists, look-ups, relations, pages, feeds, starts at `visible`.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    SmallIntegerField,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from content.errors import BadInput, CursorInvalid, PageTooLarge
from content.interests import PageFound
from content.models.entry import Entry, Facet, FormerPath, Occasion
from content.references import Snapshot

DEFAULT_PAGE, LARGEST_PAGE = 20, 100
COLUMNS = [
    "pk",
    "item",
    "type",
    "site",
    "language",
    "path",
    "published_at",
    "updated_at",
    "edited_at",
    "lifecycle",
    "starts_at",
    "ends_at",
    "deadline",
    "card",
]


def visible(now: datetime) -> QuerySet[Entry]:
    """The gate: entries that exist and now lie within their time."""
    return Entry.objects.visible_at(now)


# ── language ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Languages:
    """What a caller wants to read: these languages, best first, or each site's own chain; strictly the first, or on."""

    requested: tuple[str, ...] = ()
    strict: bool = False

    def chain(self, site_languages: Sequence[str]) -> list[str]:
        chain = list(self.requested or site_languages)
        return chain[:1] if self.strict else chain


def in_one_language(
    entries: QuerySet[Entry], now: datetime, languages: Languages, snapshot: Snapshot
) -> QuerySet[Entry]:
    """Each item once, in the first language of the chain that exists and may be seen."""
    rank = _rank(languages, snapshot)
    better = visible(now).filter(item=OuterRef("item")).alias(rank=rank).filter(rank__lt=OuterRef("rank"))
    return entries.alias(rank=rank).filter(rank__lt=_NOT_SPOKEN).filter(~Exists(better))


_NOT_SPOKEN = 99


def _rank(languages: Languages, snapshot: Snapshot) -> Case:
    """How far down the chain an entry's language stands."""
    chains: list[tuple[list[str], Q]] = []  # a chain, and the entries it is for
    if languages.requested:
        chains = [(languages.chain(()), Q())]
    else:
        of_chain: dict[tuple[str, ...], list[str]] = {}
        for site in snapshot.sites.values():
            of_chain.setdefault(tuple(site.languages), []).append(site.key)
        chains = [(languages.chain(chain), Q(site__in=keys)) for chain, keys in of_chain.items()]
    whens = [
        When(Q(language=language) & whose, then=Value(place))
        for chain, whose in chains
        for place, language in enumerate(chain)
    ]
    return Case(*whens, default=Value(_NOT_SPOKEN), output_field=SmallIntegerField())


# ── order and pages ─────────────────────────────────────────────────────────────────────────────────────────────────

Keys = list[tuple[str, bool]]  # columns, and whether the largest comes first

ORDERS: dict[str, Keys] = {
    "NEWEST": [("published_at", True)],
    "OLDEST": [("published_at", False)],
    "UPDATED": [("updated_at", True)],
    "TITLE": [("title_key", False)],
    "SOONEST": [("soonest_at", False)],
    "DEADLINE": [("due_at", False)],
    "NEAREST": [("metres", False)],
}
TIE_BREAK = ("item", False)
NEVER = Value(datetime(9999, 12, 31, tzinfo=UTC), output_field=DateTimeField())


def with_order(
    entries: QuerySet[Entry], order: str, now: datetime, near: dict[str, float] | None = None
) -> QuerySet[Entry]:
    """Entries with the columns that an order sorts by. `near`: kilometres to each place inside the radius, by uid."""
    if order == "SOONEST":  # what is going on or comes next; what has no dates, by when it closes
        coming = Occasion.objects.filter(entry=OuterRef("pk"), ends_at__gt=now).order_by("starts_at")
        return entries.annotate(
            soonest_at=Coalesce(Subquery(coming.values("starts_at")[:1]), "deadline", "ends_at", NEVER)
        )
    if order == "DEADLINE":
        return entries.annotate(due_at=Coalesce("deadline", "ends_at", NEVER))
    if order == "NEAREST":
        if near is None:
            raise BadInput("The order NEAREST needs filter.near: nearest to what?", argument="order")
        metres = Case(
            *(When(value=uid, then=Value(round(far * 1000))) for uid, far in near.items()), default=Value(None)
        )
        places = Facet.objects.filter(entry=OuterRef("pk"), dimension="place", value__in=list(near))
        nearest = places.annotate(metres=Cast(metres, IntegerField())).order_by("metres").values("metres")[:1]
        return entries.annotate(metres=Subquery(nearest)).filter(metres__isnull=False)
    return entries


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. Rows are `COLUMNS` by name; cursors stand beside them."""

    rows: list[dict[str, Any]]
    cursors: list[str]
    has_next: bool
    has_previous: bool
    found: PageFound


@dataclass(frozen=True, slots=True)
class Paging:
    """What part of a list a caller wants. Relay's four arguments, checked."""

    first: int | None
    after: str | None
    last: int | None
    before: str | None

    def __post_init__(self) -> None:
        if self.last is not None and self.first not in (None, DEFAULT_PAGE):
            raise BadInput("Ask for first or for last, not for both.")
        for name, size in (("first", self.first), ("last", self.last)):
            if size is None:
                continue
            if size < 1:
                raise BadInput(f"{name} is {size}. It must be from 1 to {LARGEST_PAGE}.", argument=name)
            if size > LARGEST_PAGE:
                raise PageTooLarge(f"{name} is {size}. A page has at most {LARGEST_PAGE} items.", limit=LARGEST_PAGE)


def page(entries: QuerySet[Entry], order: str, paging: Paging, scope: str) -> Page:
    """A page of a list by keyset: correct while items come and go, and as cheap at the end as at the start.

    `scope` names what the list is of (type, filter, languages); a cursor made for another is refused.
    """
    keys: Keys = [*ORDERS[order], TIE_BREAK]
    scope = f"{order}|{scope}"
    backwards = paging.last is not None
    size = paging.last or paging.first or DEFAULT_PAGE
    for cursor, forward in ((paging.after, True), (paging.before, False)):
        if cursor is not None:
            entries = entries.filter(_beyond(keys, _values(read_cursor(cursor, scope, len(keys)), keys), forward))
    ordering = [F(column).desc() if largest != backwards else F(column).asc() for column, largest in keys]
    names = list(dict.fromkeys([*COLUMNS, *(column for column, _largest in keys)]))
    rows = list(entries.order_by(*ordering).values(*names)[: size + 1])
    found = PageFound(
        items=[row["item"] for row in rows],
        first=_values(read_cursor(paging.after, scope, len(keys)), keys)[0] if paging.after is not None else None,
        last=rows[size][keys[0][0]] if len(rows) > size else None,
        is_backwards=backwards or paging.before is not None,
    )
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    return Page(
        rows=rows,
        cursors=[cursor_of([row[column] for column, _largest in keys], scope) for row in rows],
        has_next=more if not backwards else paging.before is not None,
        has_previous=more if backwards else paging.after is not None,
        found=found,
    )


def _beyond(keys: Keys, values: list[Any], forward: bool) -> Q:
    """Rows after (or before) these values: (a, b) > (x, y) spelt out, for columns that run in different directions."""
    condition, equal = Q(pk__in=[]), Q()
    for (column, largest), value in zip(keys, values, strict=True):
        operator = "lt" if largest == forward else "gt"
        condition |= equal & Q(**{f"{column}__{operator}": value})
        equal &= Q(**{column: value})
    return condition


NOT_OURS = "This is not a cursor of ours. Use the endCursor or startCursor of an earlier page."


def cursor_of(values: list[Any], scope: str) -> str:
    """A place in a list, bound to the list."""
    plain = [value.isoformat() if isinstance(value, datetime) else str(value) for value in values]
    return base64.urlsafe_b64encode(orjson.dumps([_fingerprint(scope), *plain])).rstrip(b"=").decode()


def read_cursor(cursor: str, scope: str, size: int) -> list[str]:
    """The values a cursor was made of; refused when it is damaged or of another list."""
    try:
        found = orjson.loads(
            base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        )
    except (binascii.Error, ValueError) as error:
        raise CursorInvalid(NOT_OURS) from error
    if not isinstance(found, list) or len(found) != size + 1 or not all(isinstance(part, str) for part in found):
        raise CursorInvalid(NOT_OURS)
    if found[0] != _fingerprint(scope):
        raise CursorInvalid(
            "This cursor belongs to another list: the filter, order or languages differ. Start without it."
        )
    return found[1:]


def _fingerprint(scope: str) -> str:
    return hashlib.sha256(scope.encode()).hexdigest()[:8]


def _values(parts: list[str], keys: Keys) -> list[Any]:
    try:
        return [_value(column, part) for (column, _largest), part in zip(keys, parts, strict=True)]
    except ValueError as error:
        raise CursorInvalid("This cursor has been changed. Use it as it was given.") from error


def _value(column: str, text: str) -> Any:
    if column.endswith("_at"):
        return datetime.fromisoformat(text)
    if column == "metres":
        return int(text)
    return UUID(text) if column == "item" else text


def next_to_come_near(now: datetime) -> datetime | None:
    """When the next occasion is within a window that moves with the clock: seven or thirty days from this moment on."""
    moments = []
    for days in (7, 30):
        ahead = timedelta(days=days)
        first = Occasion.objects.filter(starts_at__gte=now + ahead).aggregate(first=Min("starts_at"))["first"]
        moments += [first - ahead + timedelta(microseconds=1)] if first else []
    return min(moments, default=None)


# ── look-ups ────────────────────────────────────────────────────────────────────────────────────────────────────────


def by_items(items: Iterable[UUID], now: datetime, languages: Languages, snapshot: Snapshot) -> QuerySet[Entry]:
    """Entries of these items, each in one language."""
    return in_one_language(visible(now).filter(item__in=list(items)), now, languages, snapshot)


def at_path(site: str, path: str, now: datetime) -> QuerySet[Entry]:
    """The entry at exactly this path, whatever its language."""
    return visible(now).filter(site=site, path=path)


def once_at(site: str, path: str) -> list[UUID]:
    """The items that were at this path at some time, or will be."""
    return list(FormerPath.objects.filter(site=site, path=path).values_list("item", flat=True))


def former(site: str, path: str, now: datetime) -> tuple[Entry | None, bool]:
    """The entry that a former address leads to now, on whatever site it is, and whether there ever was anything."""
    here = FormerPath.objects.filter(site=site, path=path, since__lte=now)
    pages = list(here.order_by("-pk").values_list("page_id", flat=True))
    found = {entry.page_id: entry for entry in visible(now).filter(page_id__in=pages).defer("card", "body")}
    return next((found[page] for page in pages if page in found), None), bool(pages)
