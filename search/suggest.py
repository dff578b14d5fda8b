"""While somebody types: what it may become, and what was meant where it was mistyped.

One statement each. Titles are those of entries that may be seen; terms, places and organisations those that such an
entry has; words those that such an entry says.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from content.collation import sort_key
from content.filters import Asker
from content.models.entry import Entry
from search import lexicon
from search.index import BY_ID, SHORTEST_NEAR, key_of, near_spellings
from search.lexicon import MOST_WORDS
from search.query import FOLDED_INFLECTED, Sought, sought
from search.words import asked, composed, fold, spans, spelt

MOST_READ = 100  # titles that are looked at
MOST_NAMES = 30
TWO_SLIPS_FROM = 6  # letters


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to search for, and what it names."""

    kind: str  # PLACE, ORGANISATION, TERM, TITLE or DID_YOU_MEAN
    text: str
    reference: str = ""  # PLACE:uid, AREA:code


ORDER = ("PLACE", "ORGANISATION", "TERM", "TITLE")


def suggestions(
    text: str, entries: QuerySet[Entry], asker: Asker, languages: Iterable[str], first: int
) -> list[Suggestion]:
    """Completions, best first; where there are none, what was meant."""
    found = completions(text, entries, asker, list(languages))[:first]
    if found:
        return found
    meant = did_you_mean(text, entries, asker)
    return [Suggestion("DID_YOU_MEAN", meant)] if meant else []


# ── completions ─────────────────────────────────────────────────────────────────────────────────────────────────────


def completions(text: str, entries: QuerySet[Entry], asker: Asker, languages: list[str]) -> list[Suggestion]:
    """Names and titles with a word from which on they begin so. Names come first, as they lead further."""
    begun = " ".join(fold(span.text) for span in spans(composed(text)))
    if not begun:
        return []
    names = _names(begun, asker, languages)
    try:
        gate, gate_params = entries.order_by().values("id").query.sql_with_params()
    except EmptyResultSet:
        return []
    begins = key_of(begun)
    parts = [
        f"""SELECT * FROM (SELECT p.place, d.title AS text FROM search_titlepart p
            INNER JOIN search_searchdocument d ON d.entry_id = p.document_id
            INNER JOIN ({gate}) e ON e.id = p.document_id
            WHERE p.key >= %s AND p.key < %s ORDER BY p.key LIMIT {MOST_READ}) titles"""
    ]
    params: list[Any] = [*gate_params, begins, begins + "g"]
    if names:
        slots = ", ".join("%s" for _name in names)
        parts.append(
            f"""SELECT -1, w.text FROM search_indexedword w WHERE w.tongue = %s AND w.text IN ({slots})
            AND EXISTS (SELECT 1 FROM search_mention m INNER JOIN ({gate}) e ON e.id = m.document_id
                        WHERE m.word_id = w.id)"""
        )
        params += [BY_ID, *names, *gate_params]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        rows = cursor.fetchall()
    found = [names[each] for place, each in rows if place < 0]
    found += [Suggestion("TITLE", title) for title in {title for place, title in rows if place >= 0}]
    typed = composed(text).strip().lower()

    def place_of(each: Suggestion) -> tuple[int, bool, bool, str, str]:
        """Kinds in their order; of one kind what has the very letters, then what begins so, then by the alphabet."""
        written = each.text.lower()
        begins = fold(written).startswith(begun)
        return ORDER.index(each.kind), typed not in written, not begins, sort_key(each.text), each.reference

    return sorted(found, key=place_of)


def _names(begun: str, asker: Asker, languages: list[str]) -> dict[str, Suggestion]:
    """Names by what they name, each in the language it is to be shown in."""
    endings = lexicon.of(asker.snapshot).endings
    found: dict[str, Suggestion] = {}
    for ending in endings[bisect_left(endings, (begun,)) :]:
        if not ending[0].startswith(begun) or len(found) == MOST_NAMES:
            break
        _key, kind, text, reference, language = ending
        if kind != "TERM" or language in languages:
            found.setdefault(reference, Suggestion(kind, text, reference))
    return found


# ── did you mean ────────────────────────────────────────────────────────────────────────────────────────────────────


def did_you_mean(text: str, entries: QuerySet[Entry], asker: Asker) -> str | None:
    """The query with each word that nobody says replaced by the nearest one that somebody does; None without one."""
    units = sought(asked(text, MOST_WORDS), asker)
    if not units:
        return None
    said = _said(units, entries)
    changes: dict[str, str] = {}
    for each in units:
        if any(each.words.get(number, 0) >= FOLDED_INFLECTED for number, _text, _tongue in said):
            continue
        near = _nearest(each, [word for _number, word, tongue in said if tongue != BY_ID])
        if near:
            changes[each.word.text] = near
    if not changes:
        return None
    whole, pieces, end = composed(text), [], 0
    for span in spans(whole):
        pieces += [whole[end : span.start], changes.get(span.text, whole[span.start : span.end])]
        end = span.end
    return "".join([*pieces, whole[end:]]).strip()


def _said(units: list[Sought], entries: QuerySet[Entry]) -> list[tuple[int, str, str]]:
    """Of the words that fit or are near, those that an entry says which may be seen. One statement."""
    try:
        gate, gate_params = entries.order_by().values("id").query.sql_with_params()
    except EmptyResultSet:
        return []
    spellings = sorted(
        {
            spelling
            for each in units
            if len(each.word.text) >= SHORTEST_NEAR
            for spelling in near_spellings(each.word.folded)
        }
    )
    numbers = ", ".join(str(number) for each in units for number in each.words) or "-1"
    near = (
        "w.id IN (SELECT n.word_id FROM search_nearspelling n WHERE n.spelling IN ("
        + ", ".join("%s" for _spelling in spellings)
        + "))"
        if spellings
        else "1 = 0"
    )
    sql = f"""SELECT w.id, w.text, w.tongue FROM search_indexedword w WHERE (w.id IN ({numbers}) OR {near})
        AND EXISTS (SELECT 1 FROM search_mention m INNER JOIN ({gate}) e ON e.id = m.document_id
                    WHERE m.word_id = w.id) ORDER BY w.text, w.tongue"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [*spellings, *gate_params])
        return list(cursor.fetchall())


def _nearest(each: Sought, words: list[str]) -> str | None:
    """The word that is fewest slips away; å, aa and a are no slip."""
    most = 2 if len(each.word.folded) >= TWO_SLIPS_FROM else 1
    ranked = [
        (slips, distance(each.word.spelt, spelt(word)), word)
        for word in set(words)
        if (slips := distance(each.word.folded, fold(word))) <= most
    ]
    return min(ranked)[2] if ranked else None


def distance(one: str, other: str) -> int:
    """How many slips of a finger lie between two words: a letter too few, too many, wrong, or two swapped."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        row = [place]
        for there, its in enumerate(other, start=1):
            cost = min(last[there] + 1, row[-1] + 1, last[there - 1] + (letter != its))
            if place > 1 and there > 1 and letter == other[there - 2] and one[place - 2] == its:
                cost = min(cost, before[there - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
