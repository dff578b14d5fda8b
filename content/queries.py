"""Which entries: the gate, the language, the filter, the order, the page.

Everything that readers see, lists, look-ups, relations, pages, feeds, starts at `visible`.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import orjson
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    Field,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    SmallIntegerField,
    Subquery,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from content import statements
from content.errors import BadInput, CursorInvalid, PageTooLarge
from content.interests import PageFound
from content.models.entry import Entry, Facet, FormerPath, Occasion
from content.references import Snapshot

DEFAULT_PAGE, LARGEST_PAGE = 20, 100
KEYS = ("pk", "item", "type", "site", "language", "path", "published_at")  # what every reader of an entry needs
PARTS: dict[str, tuple[str, ...]] = {  # what is read of it only where it is asked for
    "times": ("updated_at", "edited_at", "lifecycle", "ends_at", "deadline"),
    "card": ("card",),
    "body": ("body",),
}
COLUMNS = [*KEYS, *PARTS["times"], *PARTS["card"]]


@dataclass(frozen=True, slots=True)
class Found:
    """Rows, and what their columns are."""

    columns: tuple[str, ...]
    rows: list[statements.Row]


def columns_of(parts: Iterable[str]) -> tuple[str, ...]:
    return (*KEYS, *(column for part in sorted(parts) for column in PARTS[part]))


def visible(now: Any) -> QuerySet[Entry]:
    """The gate: entries that exist and now lie within their time. `now` is a moment, or the slot for one."""
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


def in_one_language(entries: QuerySet[Entry], now: Any, languages: Languages, snapshot: Snapshot) -> QuerySet[Entry]:
    """Each item once, in the first language of the chain that exists and may be seen."""
    return in_chains(entries, now, chains(languages, snapshot))


Chains = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]  # languages, and the sites they are for; none: all
_NOT_SPOKEN = 99


def chains(languages: Languages, snapshot: Snapshot) -> Chains:
    """The languages to try, best first: the same for all sites, or each site's own."""
    if languages.requested:
        return ((tuple(languages.chain(())), ()),)
    return tuple((tuple(languages.chain(chain)), sites) for chain, sites in snapshot.sites_by_languages)


def in_chains(entries: QuerySet[Entry], now: Any, wanted: Chains) -> QuerySet[Entry]:
    rank = _rank(wanted)
    better = visible(now).filter(item=OuterRef("item")).alias(rank=rank).filter(rank__lt=OuterRef("rank"))
    return entries.alias(rank=rank).filter(rank__lt=_NOT_SPOKEN).filter(~Exists(better))


def _rank(wanted: Chains) -> Case:
    """How far down its chain an entry's language stands."""
    whens = [
        When(Q(language=language) & (Q(site__in=sites) if sites else Q()), then=Value(place))
        for chain, sites in wanted
        for place, language in enumerate(chain)
    ]
    return Case(*whens, default=Value(_NOT_SPOKEN), output_field=SmallIntegerField())


# ── conditions ──────────────────────────────────────────────────────────────────────────────────────────────────────

Put = Callable[[Any, Field[Any, Any]], Any]  # a value, or the slot for it
MOMENT, WORD, NUMBER = DateTimeField(), CharField(), BigIntegerField()


def _as_it_is(value: Any, field: Field[Any, Any]) -> Any:
    return value


def narrowed(entries: QuerySet[Entry], condition: Q, put: Put = _as_it_is) -> QuerySet[Entry]:
    """Entries that meet a condition, which may use the two words of our own: `has` and `occurs`."""
    return entries.filter(_spelt(condition, put))


def _spelt(condition: Q, put: Put) -> Q:
    """The condition in the ORM's words."""
    found = Q(_connector=condition.connector, _negated=condition.negated)
    for child in condition.children:
        if isinstance(child, Q):
            found.children.append(_spelt(child, put))
        elif isinstance(child, tuple):
            name, value = child
            found.children.append(_spelt_one(name, value, put))
        else:
            found.children.append(child)
    return found


def _spelt_one(name: str, value: Any, put: Put) -> Any:
    if name == "has":
        dimension, values = value
        facets = Facet.objects.filter(entry=OuterRef("pk"), dimension=dimension)
        if values is not None:
            facets = facets.filter(**_one_of("value", values, WORD, put))
        return Exists(facets)
    if name == "occurs":
        since, until = value
        occasions = Occasion.objects.filter(entry=OuterRef("pk"))
        if since:
            occasions = occasions.filter(ends_at__gt=put(since, MOMENT))
        if until:
            occasions = occasions.filter(starts_at__lt=put(until, MOMENT))
        return Exists(occasions)
    column, _dunder, lookup = name.partition("__")
    field: Any = Entry._meta.pk if column == "pk" else Entry._meta.get_field(column)
    if lookup == "in":
        return next(iter(_one_of(column, value, field, put).items()))
    return name, value if _is_fixed(value) else put(value, field)


def _one_of(column: str, values: Sequence[Any], field: Field[Any, Any], put: Put) -> dict[str, Any]:
    """One value is asked for plainly: databases plan that best."""
    return {column: put(values[0], field)} if len(values) == 1 else {f"{column}__among": put(list(values), field)}


def _is_fixed(value: Any) -> bool:
    return value is None or value is True or value is False


def _shape(condition: Q, values: list[Any]) -> Hashable:
    """All of a condition but its values, which are added to `values` in the order in which `_spelt` puts them."""
    parts: list[Hashable] = [condition.connector, condition.negated]
    for child in condition.children:
        if isinstance(child, Q):
            parts.append(_shape(child, values))
            continue
        if not isinstance(child, tuple):
            raise TypeError(f"{child!r} has no shape")
        name, value = child
        if name == "has":
            dimension, wanted = value
            parts.append((name, dimension, wanted is None or len(wanted) == 1, wanted is None))
            if wanted is not None:
                values.append(wanted[0] if len(wanted) == 1 else list(wanted))
        elif name == "occurs":
            parts.append((name, *(bool(moment) for moment in value)))
            values += [moment for moment in value if moment]
        elif name.endswith("__in"):
            parts.append((name, len(value) == 1))
            values.append(value[0] if len(value) == 1 else list(value))
        elif _is_fixed(value):
            parts.append((name, value))
        else:
            parts.append((name,))
            values.append(value)
    return tuple(parts)


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
    """One page of a list."""

    rows: Found
    keys: Keys
    scope: str
    has_next: bool
    has_previous: bool
    found: PageFound

    def cursor(self, number: int) -> str:
        """The cursor of one row."""
        row, columns = self.rows.rows[number], self.rows.columns
        return cursor_of([row[columns.index(name)] for name, _largest in self.keys], self.scope)

    @property
    def cursors(self) -> list[str]:
        return [self.cursor(number) for number in range(len(self.rows.rows))]


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


class Place:
    """A page's place in a list: correct while items come and go, and as cheap at the end as at the start.

    `scope` names what the list is of (type, filter, languages); a cursor made for another is refused.
    """

    def __init__(self, order: str, paging: Paging, scope: str) -> None:
        self.paging, self.scope, self.order = paging, f"{order}|{scope}", order
        self.keys: Keys = [*ORDERS[order], TIE_BREAK]
        self.is_backwards = paging.last is not None
        self.size = paging.last or paging.first or DEFAULT_PAGE
        self.bounds = [
            (_values(read_cursor(cursor, self.scope, len(self.keys)), self.keys), forward)
            for cursor, forward in ((paging.after, True), (paging.before, False))
            if cursor is not None
        ]

    def sorting(self, of: str = "") -> list[Any]:
        columns = [(F(f"{of}{name}"), largest != self.is_backwards) for name, largest in self.keys]
        return [column.desc() if descends else column.asc() for column, descends in columns]

    def beyond(self, put: Put, of: str = "") -> Q:
        """Rows between the cursors. (a, b) > (x, y) spelt out, for columns that run in different directions.

        The first column's bound stands apart too: an index is entered by it.
        """
        found = Q()
        for values, forward in self.bounds:
            condition, equal, outer = Q(pk__in=[]), Q(), Q()
            for number, ((column, largest), value) in enumerate(zip(self.keys, values, strict=True)):
                operator, here = "lt" if largest == forward else "gt", put(value, FIELDS[column])
                condition |= equal & Q(**{f"{of}{column}__{operator}": here})
                equal &= Q(**{f"{of}{column}": here})
                if number == 0:
                    outer = Q(**{f"{of}{column}__{operator}e": here})
            found &= outer & condition
        return found

    def columns(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """These columns, and those that cursors are made of."""
        return tuple(dict.fromkeys((*wanted, *(name for name, _largest in self.keys))))

    def page(self, columns: tuple[str, ...], rows: list[statements.Row]) -> Page:
        """The page, of the rows found: one more than it holds, where there is more."""
        found, more, rows = self._found(columns, rows), len(rows) > self.size, rows[: self.size]
        if self.is_backwards:
            rows.reverse()
        return Page(
            rows=Found(columns, rows),
            found=found,
            keys=self.keys,
            scope=self.scope,
            has_next=more if not self.is_backwards else self.paging.before is not None,
            has_previous=more if self.is_backwards else self.paging.after is not None,
        )

    def _found(self, columns: tuple[str, ...], rows: list[statements.Row]) -> PageFound:
        """What changes of other items are measured by: the page's items and the next, and where it begins and ends."""
        item, first = columns.index("item"), columns.index(self.keys[0][0])
        after = next((values[0] for values, forward in self.bounds if forward), None)
        return PageFound(
            items=[row[item] for row in rows[: self.size + 1]],
            first=after,
            last=rows[self.size][first] if len(rows) > self.size else None,
            is_backwards=self.is_backwards or self.paging.before is not None,
        )


FIELDS: dict[str, Field[Any, Any]] = {
    "soonest_at": MOMENT,
    "due_at": MOMENT,
    "metres": IntegerField(),
    "published_at": MOMENT,
    "updated_at": MOMENT,
    "title_key": WORD,
    "item": UUIDField(),
}


def page(entries: QuerySet[Entry], order: str, paging: Paging, scope: str) -> Page:
    """A page of a list by keyset."""
    place = Place(order, paging, scope)
    columns = place.columns(COLUMNS)
    found = entries.filter(place.beyond(_as_it_is)).order_by(*place.sorting()).values_list(*columns)
    return place.page(columns, list(found[: place.size + 1]))


# ── a list, asked for again and again ───────────────────────────────────────────────────────────────────────────────

STEPS = (6, 11, 21, 51, LARGEST_PAGE + 1)  # rows read at once, so that there are few statements to plan
LED_ORDERS = {"NEWEST", "OLDEST"}  # what facets are kept in order for
LEADING = ("tag", "organisation", "place", "photo", "topic", "kind", "actor", "participation_form", "area")


@dataclass(frozen=True)
class Selection:
    """What a list is of: entries of these types (all content, where None) that meet a condition, in one language."""

    now: datetime
    snapshot: Snapshot
    languages: Languages
    types: tuple[str, ...] | None
    condition: Q
    lead: tuple[str, str] | None = None  # the facet whose entries are walked through in their order

    def led(self) -> "Selection":
        """The same, with the facet that narrows most put first: its entries stand in an index by date."""
        if self.condition.connector != Q.AND or self.condition.negated:
            return self
        facets = [each for each in self.condition.children if isinstance(each, tuple) and each[0] == "has"]
        single = [each for each in facets if each[1][1] is not None and len(each[1][1]) == 1 and each[1][0] in LEADING]
        if not single:
            return self
        chosen = min(single, key=lambda each: LEADING.index(each[1][0]))
        rest = Q(*(each for each in self.condition.children if each is not chosen))
        dimension, values = chosen[1]
        return replace(self, condition=rest, lead=(dimension, values[0]))

    @cached_property
    def _lifted(self) -> tuple[Hashable, list[Any]]:
        dimension, value = self.lead or (None, None)
        values: list[Any] = [self.now] if value is None else [self.now, value]
        shape = _shape(self.condition, values)
        return (self.types, chains(self.languages, self.snapshot), dimension, shape), values

    def entries(self, now: Any = None, put: Put = _as_it_is) -> QuerySet[Entry]:
        now = now or self.now
        found = visible(now).filter(is_content=True)
        if self.types is not None:
            found = found.filter(type__in=self.types)
        return narrowed(in_chains(found, now, chains(self.languages, self.snapshot)), self.condition, put)

    def page(self, place: Place, parts: Iterable[str], near: dict[str, float] | None = None) -> Page:
        """A page of the list, with these parts of each entry."""
        columns = place.columns(columns_of(parts))
        limit = next(step for step in STEPS if step > place.size)
        if near is not None:  # every point has its own places, and so its own statement
            entries = with_order(self.entries(), place.order, self.now, near).filter(place.beyond(_as_it_is))
            return place.page(columns, list(entries.order_by(*place.sorting()).values_list(*columns)[:limit]))

        def ask(entries: QuerySet[Entry], asked: Asked) -> QuerySet[Any, Any]:
            of = "facets__" if asked.lead else ""
            entries = with_order(entries, place.order, asked.now)
            entries = entries.filter(asked.lead & place.beyond(asked.put, of)).order_by(*place.sorting(of))
            return entries.values_list(*columns)[:limit]

        shape = (place.order, place.is_backwards, tuple(forward for _values, forward in place.bounds))
        selection = self.led() if place.order in LED_ORDERS else self
        rows = selection._ask(
            (shape, columns, limit), ask, [value for bound, _forward in place.bounds for value in bound]
        )
        return place.page(columns, rows)

    def count(self) -> int:
        """How many there are."""
        rows = self._ask("count", lambda entries, _asked: _numbers(entries, "is_content"))
        return rows[0][1] if rows else 0

    def counts(self, dimension: str, is_column: bool) -> list[tuple[str, int]]:
        """How many there are with each value of a column or a facet."""

        def ask(entries: QuerySet[Entry], _asked: Asked) -> QuerySet[Any, Any]:
            return _numbers_of(entries, dimension, is_column)

        return [(value, number) for value, number in self._ask(("counts", dimension), ask)]

    def _ask(
        self, what: Hashable, ask: "Callable[[QuerySet[Entry], Asked], QuerySet[Any, Any]]", more: Sequence[Any] = ()
    ) -> list[statements.Row]:
        key, values = self._lifted

        def build(slot: statements.NewSlot) -> QuerySet[Any, Any]:
            def put(_value: Any, field: Field[Any, Any]) -> Any:
                return slot(field)

            now, lead = slot(MOMENT), Q()
            if self.lead is not None:
                lead = Q(facets__dimension=self.lead[0], facets__value=slot(WORD))
                lead &= Q(facets__type__in=self.types) if self.types else Q()
            return ask(self.entries(now, put), Asked(now, put, lead))

        return statements.rows((what, key), build, [*values, *more])


@dataclass(frozen=True, slots=True)
class Asked:
    """The slots of a statement about a selection."""

    now: Any
    put: Put
    lead: Q


def counts_among(entries: QuerySet[Entry], dimension: str, is_column: bool) -> list[tuple[str, int]]:
    """How many of these entries there are with each value of a column or a facet."""
    return list(_numbers_of(entries, dimension, is_column))


def _numbers_of(entries: QuerySet[Entry], dimension: str, is_column: bool) -> QuerySet[Any, Any]:
    if is_column:
        return _numbers(entries, dimension)
    return _numbers(Facet.objects.filter(dimension=dimension, entry__in=entries.values("pk")), "value")


def _numbers(rows: QuerySet[Any, Any], column: str) -> QuerySet[Any, Any]:
    return rows.order_by().values_list(column).annotate(number=Count("pk"))


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


ITEM: Field[Any, Any] = FIELDS["item"]


def by_items(items: Iterable[UUID], now: datetime, languages: Languages, snapshot: Snapshot) -> QuerySet[Entry]:
    """Entries of these items, each in one language."""
    return in_one_language(visible(now).filter(item__in=list(items)), now, languages, snapshot)


def of_items(
    items: Iterable[UUID], now: datetime, languages: Languages, snapshot: Snapshot, parts: Iterable[str]
) -> Found:
    """`by_items`, asked for again and again."""
    wanted, columns, listed = chains(languages, snapshot), columns_of(parts), list(items)

    def build(slot: statements.NewSlot) -> QuerySet[Any, Any]:
        moment = slot(MOMENT)
        entries = visible(moment).filter(**_one_of("item", listed, ITEM, lambda _value, field: slot(field)))
        return in_chains(entries, moment, wanted).values_list(*columns)

    is_one = len(listed) == 1
    rows = statements.rows(("items", is_one, wanted, columns), build, [now, listed[0] if is_one else listed])
    return Found(columns, rows)


def at_path(site: str, path: str, now: datetime) -> QuerySet[Entry]:
    """The entry at exactly this path, whatever its language."""
    return visible(now).filter(site=site, path=path)


def once_at(site: str, path: str) -> list[UUID]:
    """The items that were at this path at some time, or will be."""
    return list(FormerPath.objects.filter(site=site, path=path).values_list("item", flat=True))


def content_at(site: str, path: str, now: datetime, parts: Iterable[str]) -> Found:
    """`at_path` for content, asked for again and again: the first there is, or nothing."""
    columns = columns_of(parts)

    def build(slot: statements.NewSlot) -> QuerySet[Any, Any]:
        entries = at_path(slot(WORD), slot(WORD), slot(MOMENT)).filter(is_content=True)
        return entries.order_by("pk").values_list(*columns)[:1]

    return Found(columns, statements.rows(("path", columns), build, [site, path, now]))


def parts_of(pks: Sequence[int], columns: Sequence[str], now: datetime) -> list[statements.Row]:
    """More columns of entries that were read before, as long as they may be seen."""

    def build(slot: statements.NewSlot) -> QuerySet[Any, Any]:
        moment = slot(MOMENT)
        return visible(moment).filter(pk__among=slot(NUMBER)).values_list("pk", *columns)

    return statements.rows(("parts", *columns), build, [now, list(pks)])


def translations(items: Sequence[UUID], now: datetime) -> list[dict[str, Any]]:
    """Every translation of these items that may be seen, oldest first."""
    columns = ("item", "site", "language", "path", "published_at", "edited_at")

    def build(slot: statements.NewSlot) -> QuerySet[Any, Any]:
        moment = slot(MOMENT)
        entries = visible(moment).filter(item__among=slot(ITEM))
        return entries.order_by("published_at", "language").values_list(*columns)

    found = statements.rows("translations", build, [now, list(items)])
    return [dict(zip(columns, row, strict=True)) for row in found]


def former(site: str, path: str, now: datetime) -> tuple[Entry | None, bool]:
    """The entry that a former address leads to now, on whatever site it is, and whether there ever was anything."""
    here = FormerPath.objects.filter(site=site, path=path, since__lte=now)
    pages = list(here.order_by("-pk").values_list("page_id", flat=True))
    found = {entry.page_id: entry for entry in visible(now).filter(page_id__in=pages).defer("card", "body")}
    return next((found[page] for page in pages if page in found), None), bool(pages)


def offers(document: int, now: datetime) -> bool:
    """Whether something that may be seen links to this file."""
    return visible(now).filter(facets__dimension="document", facets__value=str(document)).exists()


@dataclass(frozen=True, slots=True)
class ShownIn:
    """An entry that shows a photo, with its title."""

    entry: Entry
    title: str


def showing(photos: Iterable[str], now: datetime) -> dict[str, list[ShownIn]]:
    """Where each photo stands, or will by a schedule. For editors, who must know what a withdrawal touches."""
    found: dict[str, list[ShownIn]] = {}
    facets = Facet.objects.filter(dimension="photo", value__in=list(photos)).exclude(entry__visible_until__lte=now)
    order = ("entry__site", "entry__path", "entry__is_scheduled")
    for facet in facets.select_related("entry").defer("entry__body").order_by(*order):
        title = orjson.loads(facet.entry.card)["title"]
        found.setdefault(facet.value, []).append(ShownIn(facet.entry, title))
    return found
