"""What a search finds, and in which order.

Three indexed statements: which indexed words fit the query, which entries say them and may be seen, and those entries.
Points decide the order: how much a place in the text weighs times how well the word fits, the best of each word of the
query added up. Then what is open comes before what is not, then the newest; the id breaks ties. docs/search.md tells
partners the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from math import ceil
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.lookups import GreaterThanOrEqual

from content import queries
from content.errors import BadInput, CursorInvalid
from content.filters import Asker
from content.models.entry import Entry
from content.queries import Paging
from search import lexicon
from search.index import BY_ID, key_of
from search.lexicon import MOST_WORDS
from search.models import Mention
from search.words import Word, asked, fold, root, spelt, stem

SHORTEST, LONGEST = 2, 200  # letters of a query
EXACT, INFLECTED, FOLDED, FOLDED_INFLECTED, SYNONYM, BEGINS, ENDS = 10, 9, 8, 7, 6, 4, 3  # how well a word fits
PROMOTED = 10_000  # points for each word of the query
FEWEST_LETTERS, FEWEST_MORE = 4, 3  # of a word that may be part of a compound, and of the compound's other part
FEWEST_SHORT, FEWEST_AFTER_SHORT = 3, 5  # of a short word that a compound may begin with: jul in julestjerner
MOST_COMPOUNDS = 100  # per word of the query and end of the compound
MANY, MANY_ALONE = 500, 150  # mentions of a word; nobody counts further. Less will do where it is the only one
SHARE = 0.6  # of three words or more that must be there, where nothing has them all


def checked(query: str) -> str:
    """The query without the blanks around it; an error where it is too short or too long."""
    text = query.strip()
    if not SHORTEST <= len(text) <= LONGEST:
        raise BadInput(
            f"query has {len(text)} characters. It must have from {SHORTEST} to {LONGEST}, not counting blanks"
            " around it.",
            argument="query",
        )
    return text


@dataclass(frozen=True, slots=True)
class Page:
    """A page of what was found: rows by column, and a cursor beside each."""

    rows: list[dict[str, Any]]
    cursors: list[str]
    has_next: bool
    has_previous: bool


@dataclass(slots=True)
class Sought:
    """One word of a query, and everything that will do for it."""

    word: Word
    words: dict[int, int] = field(default_factory=dict)  # indexed words by number, and how well each fits
    texts: set[str] = field(default_factory=set)  # the same as they are written, for snippets
    mentions: dict[int, int] = field(default_factory=dict)  # how often each is said, counted no further than needed


# ── which words will do ─────────────────────────────────────────────────────────────────────────────────────────────


def fit(asked_for: Word, text: str, tongue: str) -> int:
    """How well an indexed word fits a word of the query; 0 where it does not."""
    if text == asked_for.text:
        return EXACT
    own_stem, stem_asked = stem(text, tongue), stem(asked_for.text, tongue)
    if not {own_stem, spelt(text)}.isdisjoint({stem_asked, asked_for.spelt}):
        return INFLECTED
    if asked_for.is_our_own:  # written with æ, ø or å: a plain a or o is another word
        return _compound(asked_for.spelt, stem_asked, spelt(text), own_stem)
    if fold(text) == asked_for.folded:
        return FOLDED
    folded = asked_for.roots[tongue]
    if not {root(text, tongue), fold(text)}.isdisjoint({folded, asked_for.folded}):
        return FOLDED_INFLECTED
    return _compound(asked_for.folded, folded, fold(text), root(text, tongue))


def _compound(word: str, its_stem: str, text: str, text_stem: str) -> int:
    """How well a word fits as a part of another: fodbold in fodboldhold, hold in fodboldhold."""
    for part, least in ((word, FEWEST_LETTERS), (its_stem, FEWEST_LETTERS + 1)):
        for whole in (text, text_stem):
            if len(part) >= least and whole.startswith(part) and len(whole) - len(part) >= FEWEST_MORE:
                return BEGINS
    if (
        len(its_stem) >= FEWEST_LETTERS
        and text_stem.endswith(its_stem)
        and len(text_stem) - len(its_stem) >= FEWEST_MORE
    ):
        return ENDS
    if len(word) == FEWEST_SHORT and text.startswith(word) and len(text) - len(word) >= FEWEST_AFTER_SHORT:
        return ENDS
    return 0


_WORDS = "SELECT id, tongue, text FROM search_indexedword WHERE "
_MENTIONS = "(SELECT count(*) FROM (SELECT 1 FROM search_mention m WHERE m.word_id = w.id LIMIT %s) few)"


def sought(words: list[Word], asker: Asker) -> list[Sought]:
    """Each word of a query with all that will do for it. One statement."""
    if not words:
        return []
    book = lexicon.of(asker.snapshot)
    found = [Sought(word) for word in words]
    synonyms = [[Word(text) for text in sorted(book.others(words, place))] for place in range(len(words))]
    names = [book.named(word, words, asker.may_use) for word in words]
    every = [*words, *(synonym for others in synonyms for synonym in others)]
    keys = sorted({key_of(each) for word in every for each in (word.folded, *word.roots.values())})
    references = sorted({reference for named in names for reference in named})
    parts = [f"{_WORDS} folded_key IN ({_places(keys)})", f"{_WORDS} root_key IN ({_places(keys)})"]
    params: list[Any] = [*keys, *keys]
    if references:
        parts.append(f"{_WORDS} text IN ({_places(references)}) AND tongue = %s")
        params += [*references, BY_ID]
    for word in words:
        for column, beginning in _compounds_of(word):
            parts.append(
                f"SELECT * FROM ({_WORDS} {column} >= %s AND {column} < %s ORDER BY {column} LIMIT %s) compounds"
            )
            params += [beginning, beginning + "g", MOST_COMPOUNDS]  # no digit comes after f
    sql = f"SELECT w.id, w.tongue, w.text, {_MENTIONS} FROM ({' UNION '.join(parts)}) w"
    with connection.cursor() as cursor:
        cursor.execute(sql, [(MANY if len(words) > 1 else MANY_ALONE) + 1, *params])
        rows = cursor.fetchall()
    for each, others, named in zip(found, synonyms, names, strict=True):
        for number, tongue, text, mentions in rows:
            how_well = _fit_of_name(each.word, named.get(text, [])) if tongue == BY_ID else 0
            if tongue != BY_ID:
                how_well = fit(each.word, text, tongue)
                if how_well < SYNONYM and any(fit(other, text, tongue) >= FOLDED_INFLECTED for other in others):
                    how_well = SYNONYM
            if how_well:
                each.words[number], each.mentions[number] = how_well, mentions
                each.texts.add(text)
    return found


def _fit_of_name(asked_for: Word, names: list[Word]) -> int:
    """How well a word of the query fits a name, whatever tongue the name is in."""
    return max((fit(asked_for, name.text, tongue) for name in names for tongue in name.roots), default=0)


def _compounds_of(word: Word) -> Iterable[tuple[str, str]]:
    """Where compounds of a word stand in the index: by column, and by what the column begins with."""
    beginnings = {word.folded, *word.roots.values()}
    for beginning in sorted(beginnings):
        if len(beginning) >= FEWEST_SHORT and not any(
            other != beginning and len(other) >= FEWEST_SHORT and beginning.startswith(other) for other in beginnings
        ):
            yield "root_key", key_of(beginning)
    for ending in sorted(set(word.roots.values())):
        if len(ending) >= FEWEST_LETTERS:
            yield "end_key", key_of(ending[::-1])


def _places(values: Iterable[Any]) -> str:
    return ", ".join("%s" for _value in values)


# ── a search ────────────────────────────────────────────────────────────────────────────────────────────────────────


class Search:
    """A query put to the entries that a caller may see, in the languages asked for."""

    def __init__(self, query: str, entries: QuerySet[Entry], asker: Asker, in_index_order: bool = True) -> None:
        self.text = checked(query)
        self.entries, self.asker, self.in_index_order = entries, asker, in_index_order
        self.words = asked(self.text, MOST_WORDS)

    @cached_property
    def sought(self) -> list[Sought]:
        return sought(self.words, self.asker)

    @cached_property
    def promoted(self) -> list[UUID]:
        return lexicon.of(self.asker.snapshot).promotions(self.words) if self.words else []

    @cached_property
    def need(self) -> int:
        """How many words an item must have: all; of three or more most, where no item has all."""
        count = len(self.sought)
        if count <= 2 or self.entries.filter(self._with_words(count)).exists():
            return count
        return ceil(count * SHARE)

    @property
    def condition(self) -> Q | GreaterThanOrEqual:
        """What the search asks of an entry: for counts."""
        return self._with_words(self.need)

    def _with_words(self, need: int) -> Q | GreaterThanOrEqual:
        if not self.sought:
            return Q(pk__in=[])
        if need == len(self.sought):
            condition = Q()
            for each in self.sought:
                condition &= self._with(each)
            return condition
        counted: Any = Value(0)
        for each in self.sought:
            counted += Case(When(self._with(each), then=1), default=0, output_field=IntegerField())
        return GreaterThanOrEqual(counted, need)

    def _with(self, each: Sought) -> Q:
        condition = Q(pk__in=Mention.objects.filter(word__in=list(each.words)).values("document"))
        return condition | Q(item__in=self.promoted) if self.promoted else condition

    def page(self, paging: Paging, scope: str) -> Page:
        """A page of what was found, best first."""
        size = paging.first or queries.DEFAULT_PAGE
        after = _After.read(paging.after, scope) if paging.after else None
        ranked = self._ranked(size + 1, after)
        more, ranked = len(ranked) > size, ranked[:size]
        seen = after.seen if after else 0
        by_number = self._rows([number for number, *_keys in ranked])
        rows, cursors = [], []
        for place, (number, points, standing) in enumerate(ranked, start=seen + 1):
            if row := by_number.get(number):  # withdrawn between two statements, it is gone
                rows.append(row)
                key = [points, standing, row["published_at"], row["item"], place]
                cursors.append(queries.cursor_of(key, scope))
        return Page(rows=rows, cursors=cursors, has_next=more, has_previous=after is not None)

    def _rows(self, numbers: list[int]) -> dict[int, dict[str, Any]]:
        if not numbers:
            return {}
        found = queries.visible(self.asker.now).filter(pk__in=numbers).values(*queries.COLUMNS)
        return {row["pk"]: dict(row) for row in found}

    def _ranked(self, size: int, after: "_After | None") -> list[tuple[int, int, int]]:
        """Entries by number, with points and standing. Looks at the best few first; at all, if those fall short."""
        if sum(bool(each.words) for each in self.sought) < max(self.need, 1) and not self.promoted:
            return []
        few = max(60, 3 * (size + (after.seen if after else 0)))
        for enough in (few, 10 * few) if self.in_index_order else ():
            found = self._look(size, after, enough)
            if len(found) == size or not self._has_more_than(enough):
                return found
        return self._look(size, after, None)

    @cached_property
    def _rarest(self) -> list[Sought]:
        """Where to begin: at the word that fewest say; at every word, where not all are needed."""
        if self.need < len(self.sought):
            return self.sought
        return [min(self.sought, key=lambda each: sum(each.mentions.values()))]

    def _has_more_than(self, few: int) -> bool:
        few = min(few, MANY if len(self.sought) > 1 else MANY_ALONE)
        return any(max(each.mentions.values(), default=0) > few for each in self._rarest)

    def _look(self, size: int, after: "_After | None", few: int | None) -> list[tuple[int, int, int]]:
        try:
            gate, gate_params = self.entries.order_by().values(*_KEYS).query.sql_with_params()
        except EmptyResultSet:  # the filter itself leaves nothing
            return []
        now = _stored("ends_at", self.asker.now)
        hits = self._hits_of_one(few) if len(self.sought) == 1 else self._hits_of_several(few)
        promoted = [_stored("item", item) for item in self.promoted]
        if promoted:
            hits += (
                f" UNION ALL SELECT id, {PROMOTED * len(self.sought)} FROM content_entry"
                f" WHERE item IN ({_places(promoted)})"
            )
        sql = f"""
            WITH {hits}),
            ranked AS (
                SELECT e.id, h.points, {_STANDING} AS standing, e.published_at, e.item
                FROM (SELECT id, MAX(points) AS points FROM hit GROUP BY id) h INNER JOIN ({gate}) e ON e.id = h.id
            )
            SELECT id, points, standing FROM ranked {after.condition if after else ""}
            ORDER BY points DESC, standing DESC, published_at DESC, item LIMIT %s
        """
        params = [*promoted, now, now, *gate_params, *(after.params if after else []), size]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())

    def _hits_of_one(self, few: int | None) -> str:
        """Entries that say the only word, the best few of each spelling and of all together."""
        wanted = ", ".join(f"({number}, {fits})" for number, fits in self.sought[0].words.items()) or "(-1, 0)"
        best = f" ORDER BY MAX(m.rank / 2 * w.fit) DESC, MAX(m.rank % 2) DESC, MAX(m.published_at) DESC LIMIT {few}"
        return (
            f"wanted(id, fit) AS (VALUES {wanted}), hit(id, points) AS (SELECT * FROM"
            f" (SELECT m.document_id, MAX(m.rank / 2 * w.fit) FROM wanted w {_mentions_of('w.id', few)}"
            f" GROUP BY m.document_id{best.replace('%', '%%') if few is not None else ''}) best"
        )

    def _hits_of_several(self, few: int | None) -> str:
        """Entries that say as many of the words as are needed; the best few by the rarest word, where all are."""
        all_needed = self.need == len(self.sought)
        begin = " UNION ".join(self._beginning_at(each, few, all_needed) for each in self._rarest)
        points = ", ".join(f"{_points_of(each)} AS p{place}" for place, each in enumerate(self.sought))
        names = [f"p{place}" for place in range(len(self.sought))]
        total = " + ".join(f"COALESCE({name}, 0)" for name in names)
        count = " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in names)
        return (
            f"candidate AS ({begin}), pointed AS MATERIALIZED (SELECT c.id, {points} FROM candidate c),"
            f" hit(id, points) AS (SELECT id, {total} FROM pointed WHERE {count} >= {self.need}"
        )

    def _beginning_at(self, each: Sought, few: int | None, all_needed: bool) -> str:
        also = ""
        if all_needed:
            also = "".join(
                f" AND EXISTS (SELECT 1 FROM search_mention p WHERE p.document_id = m.document_id"
                f" AND p.word_id IN ({_numbers(other.words)}))"
                for other in self.sought
                if other is not each
            )
        wanted = ", ".join(f"({number})" for number in each.words) or "(-1)"
        return f"SELECT m.document_id AS id FROM (VALUES {wanted}) w {_mentions_of('w.column1', few, also)}"


_KEYS = ("id", "item", "published_at", "lifecycle", "ends_at", "deadline")
_STANDING = (
    "CASE WHEN e.ends_at <= %s OR e.deadline <= %s THEN 0 WHEN e.lifecycle IN ('', 'OPEN') THEN 2"
    " WHEN e.lifecycle IN ('FULL', 'PAUSED') THEN 1 ELSE 0 END"
)


def _mentions_of(number: str, few: int | None, also: str = "") -> str:
    """A join to those who say a word; to the best few, which the index holds in their order."""
    if few is None or connection.vendor != "postgresql":  # SQLite joins to all: at home that is a short list
        return f"INNER JOIN search_mention m ON m.word_id = {number}{also}"
    return (
        f"CROSS JOIN LATERAL (SELECT m.document_id, m.rank, m.published_at FROM search_mention m"
        f" WHERE m.word_id = {number}{also} ORDER BY m.rank DESC, m.published_at DESC LIMIT {few}) m"
    )


def _points_of(each: Sought) -> str:
    """What a candidate gets for one word of the query; NULL where it does not have it."""
    fits = {value: [number for number, fit in each.words.items() if fit == value] for value in each.words.values()}
    whens = " ".join(f"WHEN m.word_id IN ({_numbers(numbers)}) THEN {value}" for value, numbers in fits.items())
    return (
        f"(SELECT MAX(m.rank / 2 * CASE {whens or 'WHEN 1 = 0 THEN 0'} END) FROM search_mention m"
        f" WHERE m.document_id = c.id AND m.word_id IN ({_numbers(each.words)}))"
    )


def _numbers(numbers: Iterable[int]) -> str:
    """Numbers of ours, for SQL. None at all is a number that nothing has."""
    return ", ".join(str(int(number)) for number in numbers) or "-1"


def _stored(column: str, value: Any) -> Any:
    """A value as this database keeps it in an entry's column."""
    field: Any = Entry._meta.get_field(column)
    return field.get_db_prep_value(value, connection)


@dataclass(frozen=True, slots=True)
class _After:
    """Where the page before ended."""

    points: int
    standing: int
    published_at: datetime
    item: UUID
    seen: int

    condition = (
        "WHERE points < %s OR (points = %s AND (standing < %s OR (standing = %s AND"
        " (published_at < %s OR (published_at = %s AND item > %s)))))"
    )

    @classmethod
    def read(cls, cursor: str, scope: str) -> "_After":
        points, standing, published_at, item, seen = queries.read_cursor(cursor, scope, 5)
        try:
            return cls(int(points), int(standing), datetime.fromisoformat(published_at), UUID(item), int(seen))
        except ValueError as error:
            raise CursorInvalid("This cursor has been changed. Use it as it was given.") from error

    @property
    def params(self) -> list[Any]:
        moment, item = _stored("published_at", self.published_at), _stored("item", self.item)
        return [self.points, self.points, self.standing, self.standing, moment, moment, item]
