"""What a query may mean beyond its own letters: synonyms, promoted pages, and names that entries refer to by id.

As of one snapshot, like everything that has a life of its own: a renamed place, a new synonym or a withdrawn photo
counts in the next search. Names are resolved when somebody asks, and never stand in the index.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from uuid import UUID

from content.references import PhotoRecord, Snapshot
from search.index import reference
from search.models import Promotion, Synonym
from search.words import STOP_WORDS, Word, asked, composed, fold, spans

MOST_WORDS = 8  # of a query that are looked for; the rest of a long one adds nothing


@dataclass(frozen=True, slots=True)
class Name:
    """A word of a name, and what it leads to, as the index writes it.

    `together` is what else must be asked for: nobody who searches for "børn" means all of Børn og Skole.
    """

    word: Word
    reference: str
    together: tuple[str, ...] = ()


# A name from one of its words on, folded; its kind, the name, what it names as the index writes it, and its language.
Ending = tuple[str, str, str, str, str]


@dataclass(slots=True)
class Lexicon:
    """All of it, found by root."""

    snapshot: Snapshot
    names: dict[str, list[Name]] = field(default_factory=lambda: defaultdict(list))
    synonyms: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    promoted: dict[tuple[str, ...], list[UUID]] = field(default_factory=lambda: defaultdict(list))
    endings: list[Ending] = field(default_factory=list)  # sorted

    def others(self, words: list[Word], place: int) -> set[str]:
        """What means the same as the word at this place, alone or together with its neighbours."""
        found: set[str] = set()
        for size in (1, 2, 3):
            for first in range(max(0, place - size + 1), min(place, len(words) - size) + 1):
                for roots in _readings(words[first : first + size]):
                    found |= self.synonyms.get(roots, set())
        return found - {words[place].text}

    def named(
        self, word: Word, words: list[Word], may_use: Callable[[PhotoRecord, str | None], bool]
    ) -> dict[str, list[Word]]:
        """What a word names, and the name's own spellings of it. Photos only as far as their people agree, now."""
        roots = {root for each in words for root in each.roots.values()}
        found: dict[str, list[Word]] = {}
        for name in {name for root in set(word.roots.values()) for name in self.names.get(root, ())}:
            kind, _colon, value = name.reference.partition(":")
            if roots.issuperset(name.together) and (kind != "PHOTO" or may_use(self.snapshot.photos[value], None)):
                found.setdefault(name.reference, []).append(name.word)
        return found

    def promotions(self, words: list[Word]) -> list[UUID]:
        """The items that editors put first for these words."""
        return self.promoted.get(_promise(words), [])


_held: Lexicon | None = None
_lock = Lock()


def of(snapshot: Snapshot) -> Lexicon:
    """The lexicon that belongs to a snapshot; made once for each."""
    global _held
    held = _held
    if held is None or held.snapshot is not snapshot:
        with _lock:
            held = _held = _made(snapshot)
    return held


def _made(snapshot: Snapshot) -> Lexicon:
    lexicon = Lexicon(snapshot)
    for synonym in Synonym.objects.order_by("pk"):
        _add_synonym(lexicon, synonym.words)
    for promotion in Promotion.objects.select_related("page").order_by("pk"):
        lexicon.promoted[_promise(asked(promotion.query, MOST_WORDS))].append(promotion.page.translation_key)
    for site in snapshot.sites.values():
        _add_names(lexicon, [re.sub(r" kommune$", "", site.name, flags=re.IGNORECASE)], reference("SITE", site.key))
    for place in snapshot.places.values():
        _add_names(lexicon, [place.name], reference("PLACE", place.uid))
        _add_endings(lexicon, "PLACE", place.name, reference("PLACE", place.uid))
    for organisation in snapshot.organisations.values():
        _add_names(lexicon, [organisation.name], reference("ORGANISATION", organisation.uid))
        _add_endings(lexicon, "ORGANISATION", organisation.name, reference("ORGANISATION", organisation.uid))
    for term in snapshot.terms.values():
        labels = [*term.labels.values(), *term.local_labels.values()]
        _add_names(lexicon, labels, reference(term.vocabulary, term.code), whole=True)
        for language, label in term.labels.items():
            _add_endings(lexicon, "TERM", label, reference(term.vocabulary, term.code), language)
    for photo in snapshot.photos.values():
        _add_names(lexicon, [*photo.alt.values(), *photo.caption.values()], reference("PHOTO", photo.uid))
    lexicon.endings.sort()
    return lexicon


def _add_names(lexicon: Lexicon, names: Iterable[str], about: str, whole: bool = False) -> None:
    for name in names:
        words = asked(name, 40)
        together = tuple(each.roots["da"] for each in words) if whole else ()
        for word in words:
            for root in set(word.roots.values()):
                lexicon.names[root].append(Name(word, about, together))


def _add_endings(lexicon: Lexicon, kind: str, name: str, about: str, language: str = "") -> None:
    words = [span.text for span in spans(composed(name))]
    for place, word in enumerate(words):
        if place == 0 or word not in STOP_WORDS:
            ending = " ".join(fold(each) for each in words[place:])
            lexicon.endings.append((ending, kind, name, about, language))


def _add_synonym(lexicon: Lexicon, phrases: list[str]) -> None:
    """Each phrase leads to the single words among the others."""
    parsed = [asked(phrase, 3) for phrase in phrases]
    for words in parsed:
        others = {other[0].text for other in parsed if len(other) == 1 and other != words}
        for roots in _readings(words):
            lexicon.synonyms[roots] |= others


def _readings(words: list[Word]) -> set[tuple[str, ...]]:
    """The roots of these words, read in each tongue."""
    return {tuple(word.roots[tongue] for word in words) for tongue in ("da", "no", "en")} if words else set()


def _promise(words: list[Word]) -> tuple[str, ...]:
    return tuple(sorted(word.roots["da"] for word in words))
