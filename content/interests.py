"""What an answer depends on, noted down while it is made: so that a change drops the answers it concerns and no others.

Whoever reads for a reader says so here: which items it shows, which lists and addresses it asked, which references it
looked through, and until when time alone leaves it true. What is not understood counts as everything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Q
from django.http import HttpRequest

from content.ledger import Handed
from content.models.change import Change
from content.models.entry import Entry, Facet
from content.words import Reason

SITES = frozenset({"SiteSettings", "Site", "MunicipalityCode", "Home"})  # everything hangs on where it is
PHOTOS = ("Photo", "Collection")  # a private collection shows none of its photos
KEY = "ildsjael.interests"  # where in a request's environ they are noted
COMPARABLE = {"NEWEST": ("published_at", True), "OLDEST": ("published_at", False), "UPDATED": ("updated_at", True)}

# What touches items without being news: their time of update stays. A photo's consent is news.
BY_REFERENCE = frozenset({"Term", "LocalLabel", "Place", "Organisation", "Body", "ContactPoint", "Quote"})

Condition = Any  # nested lists, plain enough for JSON: ["and", …], ["or", …], ["is", column, values], ["has", …]; None


@dataclass(frozen=True, slots=True)
class ListInterest:
    """A list that was asked. `found`: what it held, and one more; None where what comes later counts as well."""

    types: frozenset[str]
    condition: Condition = None
    languages: frozenset[str] | None = None
    found: frozenset[UUID] | None = None
    order: str = ""
    first: datetime | None = None  # the page's ends, where its order is by time
    last: datetime | None = None
    by_update: bool = False


@dataclass(slots=True)
class Interests:
    """What one answer depends on."""

    items: set[UUID] = field(default_factory=set)
    lists: set[ListInterest] = field(default_factory=set)
    paths: set[tuple[str, str]] = field(default_factory=set)
    references: set[str] = field(default_factory=set)
    photos: set[Handed] = field(default_factory=set)
    reader: str = ""  # who was handed them, in the ledger's words
    hidden: frozenset[str] = frozenset()  # what items may refer to and this answer shows nothing of
    is_everything: bool = False
    until: datetime | None = None

    def shows(self, uids: Iterable[UUID]) -> None:
        """Items: any line about one of them matters."""
        self.items |= set(uids)

    def at(self, site: str, path: str) -> None:
        """An address: what is published there or goes from there matters."""
        self.paths.add((site, path))

    def refers(self, *subjects: str) -> None:
        """References looked through as a whole: Term, Place. What items show of one is told about the items."""
        self.references |= set(subjects)

    def holds_until(self, moment: datetime | None) -> None:
        if moment is not None and (self.until is None or moment < self.until):
            self.until = moment

    def hands_out(self, reader: str, photos: Iterable[Handed]) -> None:
        """Photos that went into the ledger: whoever is given this answer again is handed them too."""
        self.reader = reader
        self.photos |= set(photos)

    def everything(self) -> None:
        self.is_everything = True

    def settle(self) -> None:
        """The answer is made. Where nothing was noted, nobody thought of it: then any line matters."""
        if not (self.items or self.lists or self.paths or self.references):
            self.everything()

    def lists_all(
        self,
        types: Iterable[str],
        condition: Q | None = None,
        sites: Iterable[str] | None = None,
        languages: Iterable[str] = (),
        by_update: bool = False,
    ) -> None:
        """A list of which everything counts: its total, its facets."""
        self.lists.add(_interest(types, condition, sites, languages, by_update=by_update))

    def lists_page(
        self,
        types: Iterable[str],
        found: "PageFound",
        order: str,
        condition: Q | None = None,
        sites: Iterable[str] | None = None,
        languages: Iterable[str] = (),
        by_update: bool = False,
    ) -> None:
        """One page of a list: what lies before or after it does not matter."""
        by_update = by_update or order == "UPDATED"
        if found.is_backwards:
            self.lists.add(_interest(types, condition, sites, languages, by_update=by_update))
            return
        ends = (found.first, found.last) if order in COMPARABLE else (None, None)
        self.lists.add(
            _interest(
                types,
                condition,
                sites,
                languages,
                found=frozenset(found.items),
                order=order,
                first=ends[0],
                last=ends[1],
                by_update=by_update,
            )
        )

    def concerns(self, line: "Line") -> bool:
        """Whether the answer may be another after this line."""
        if self.is_everything:
            return True
        if line.is_reference:
            return line.subject in SITES or line.subject in self.references or line.takes_word_away
        if (line.uid in self.items and line.by not in self.hidden) or not self.paths.isdisjoint(line.paths):
            return True
        return any(matters(each, line) for each in self.lists)


@dataclass(frozen=True, slots=True)
class PageFound:
    """What a page of a list held: its items and one more, and the ends of the order it stands in."""

    items: Sequence[UUID]
    first: Any = None
    last: Any = None
    is_backwards: bool = False


def of(request: HttpRequest) -> Interests:
    """What the answer to this request depends on."""
    found: Interests = request.META.setdefault(KEY, Interests())
    return found


def _interest(
    types: Iterable[str], condition: Q | None, sites: Iterable[str] | None, languages: Iterable[str], **more: Any
) -> ListInterest:
    parts = [asked(condition) if condition is not None else None]
    if sites is not None:
        parts.append(("is", "site", tuple(sites)))
    known = tuple(part for part in parts if part is not None)
    return ListInterest(
        types=frozenset(types),
        condition=("and", *known) if known else None,
        languages=frozenset(languages) or None,
        **more,
    )


# ── conditions ──────────────────────────────────────────────────────────────────────────────────────────────────────

_COLUMNS = {"site": "site", "type": "type", "item": "item"}


def asked(condition: Q) -> Condition:
    """What an entry must be like to meet a condition, as far as the log tells; None for what it does not tell."""
    if condition.negated:
        return None
    parts = [_asked_one(child) for child in condition.children]
    if condition.connector == Q.AND:
        known = tuple(part for part in parts if part is not None)
        return ("and", *known) if known else None
    if condition.connector == Q.OR and parts and all(part is not None for part in parts):
        return ("or", *parts)
    return None


def _asked_one(child: Any) -> Condition:
    if isinstance(child, Q):
        return asked(child)
    if has := getattr(child, "has", None):
        return ("has", has[0], tuple(has[1]))
    if not isinstance(child, tuple):
        return None
    name, value = child
    if name == "has":
        return None if value[1] is None else ("has", value[0], tuple(value[1]))
    column, _dunder, lookup = name.partition("__")
    if name == "pk__in" and not value:
        return ("or",)  # nothing meets it
    if column in _COLUMNS and lookup in ("", "in"):
        return ("is", column, tuple(map(str, value)) if lookup else (str(value),))
    return None


def may_meet(condition: Condition, about: "About") -> bool:
    if condition is None:
        return True
    match condition[0]:
        case "and":
            return all(may_meet(each, about) for each in condition[1:])
        case "or":
            return any(may_meet(each, about) for each in condition[1:])
        case "has":
            return not about.facets.get(condition[1], frozenset()).isdisjoint(condition[2])
        case "is":
            return not about.columns[condition[1]].isdisjoint(condition[2])
    raise ValueError(f"{condition[0]!r} is no condition.")


# ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class About:
    """One entry, or several taken together: what they can be found by."""

    columns: dict[str, frozenset[str]]
    facets: dict[str, frozenset[str]]
    language: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log, with what can be read of its item now."""

    number: int
    subject: str
    uid: UUID
    is_reference: bool
    language: str
    takes_word_away: bool
    paths: frozenset[tuple[str, str]]
    moves: bool  # whether its place in lists may be another
    is_reworded: bool  # whether only its words are; lists by title move
    by: str  # what it shows that has changed instead
    ever: About  # before and after, in any language
    now: tuple[About, ...]  # each translation that can be read


def matters(interest: ListInterest, line: Line) -> bool:
    """Whether a list may be another after a line about an item that it does not show, or of which all counts."""
    if line.subject not in interest.types:
        return False
    by_update = interest.by_update and line.by not in BY_REFERENCE
    if not (line.moves or by_update or (line.is_reworded and interest.order == "TITLE")):
        return False
    if interest.languages is not None and line.language not in interest.languages:
        return False
    if interest.found is None:
        return may_meet(interest.condition, line.ever)
    return line.uid in interest.found or any(_may_come_in(interest, about) for about in line.now)


def _may_come_in(interest: ListInterest, about: About) -> bool:
    """Whether an entry that stands so may belong on a page that did not show it."""
    if interest.languages is not None and about.language not in interest.languages:
        return False
    if interest.order in COMPARABLE:
        column, largest = COMPARABLE[interest.order]
        at = getattr(about, column)
        for end, is_before in ((interest.first, True), (interest.last, False)):
            if end is not None and (at > end if largest == is_before else at < end):
                return False
    return may_meet(interest.condition, about)


def lines_after(number: int, up_to: int, most: int) -> list[Line] | None:
    """The log's lines between two numbers; None where there are more than `most`. At most three statements."""
    fields = ("number", "subject", "uid", "is_reference", "language", "reason", "site", "touches")
    found = Change.objects.filter(number__gt=number, number__lte=up_to).order_by("number")
    rows = list(found.values_list(*fields)[: most + 1])
    if len(rows) > most:
        return None
    now = _as_it_is({uid for _number, _subject, uid, is_reference, *_rest in rows if not is_reference})
    return [_line(now, *row) for row in rows]


def _as_it_is(uids: set[UUID]) -> dict[UUID, list[About]]:
    """What can be read of these items, or will be: a schedule counts before its time."""
    if not uids:
        return {}
    fields = ("pk", "item", "type", "site", "language", "published_at", "updated_at")
    rows = list(Entry.objects.filter(item__in=uids).values_list(*fields))
    facets: dict[int, dict[str, set[str]]] = {}
    of_them = Facet.objects.filter(entry__in=[row[0] for row in rows])
    for entry, dimension, value in of_them.values_list("entry_id", "dimension", "value"):
        facets.setdefault(entry, {}).setdefault(dimension, set()).add(value)
    found: dict[UUID, list[About]] = {}
    for pk, item, kind, site, language, published_at, updated_at in rows:
        columns = {"site": frozenset({site}), "type": frozenset({kind}), "item": frozenset({str(item)})}
        its = {dimension: frozenset(values) for dimension, values in facets.get(pk, {}).items()}
        found.setdefault(item, []).append(About(columns, its, language, published_at, updated_at))
    return found


def _line(
    now: dict[UUID, list[About]],
    number: int,
    subject: str,
    uid: UUID,
    is_reference: bool,
    language: str,
    reason: str,
    site: str,
    touches: str,
) -> Line:
    told: dict[str, Any] = orjson.loads(touches) if touches else {}
    here = tuple(now.get(uid, ()))
    sites = {site, *told.get("sites", ()), *(each for about in here for each in about.columns["site"])}
    facets: dict[str, set[str]] = {name: set(values) for name, values in told.get("facets", {}).items()}
    for about in here:
        for name, values in about.facets.items():
            facets[name] = facets.get(name, set()) | values
    columns = {"site": frozenset(sites), "type": frozenset({subject}), "item": frozenset({str(uid)})}
    return Line(
        number=number,
        subject=subject,
        uid=uid,
        is_reference=is_reference,
        language=language,
        takes_word_away=subject == "Term" and reason == Reason.DELETED,
        paths=frozenset((key, path) for key in sites for path in told.get("paths", ())),
        moves="sites" in told and "only" not in told,
        is_reworded="only" in told,
        by=told.get("by", ""),
        ever=About(columns, {name: frozenset(values) for name, values in facets.items()}),
        now=here,
    )


# ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def next_midnight(zones: Iterable[Any], now: datetime) -> datetime:
    """When the next day begins, wherever it begins first."""
    days = [now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0) for zone in set(zones)]
    return min((day + timedelta(days=1) for day in days), default=now + timedelta(hours=1))
