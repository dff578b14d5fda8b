"""Where an item says what was searched for: a stretch of plain text, and the places of the words in it."""

from collections.abc import Collection
from dataclasses import dataclass

from content import text as texts
from content.reading import Item
from search.index import SUMMARY, TITLE, texts_of
from search.words import Span, composed, spans

LONGEST = 200  # characters
BEFORE = 60  # of them at most before the first word that was found


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of text. Matches are from and to, in characters of the text."""

    field: str
    text: str
    matches: list[tuple[int, int]]

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The text in pieces, and whether each was searched for."""
        found, end = [], 0
        for start, stop in self.matches:
            found += [(self.text[end:start], False), (self.text[start:stop], True)]
            end = stop
        return [(piece, is_match) for piece, is_match in [*found, (self.text[end:], False)] if piece]


def title_of(item: Item, wanted: Collection[str]) -> Snippet:
    """The title, whole."""
    title = composed(str(item.title))
    return Snippet("TITLE", title, _matches(title, wanted))


def snippets(item: Item, wanted: Collection[str]) -> list[Snippet]:
    """The title where it says it; then the best stretch of the summary or the text, or else how the item begins."""
    title = title_of(item, wanted)
    best: tuple[int, Snippet] | None = None
    summary = ""
    for words, weight in texts_of(item.card, item.written_body):
        if weight == TITLE:
            continue
        field = "SUMMARY" if weight == SUMMARY else "BODY"
        summary = summary or words
        snippet = _best_stretch(field, composed(words), wanted)
        found = len({snippet.text[start:end].lower() for start, end in snippet.matches})
        if found and (best is None or found > best[0]):
            best = found, snippet
    second = best[1] if best else Snippet("SUMMARY", texts.excerpt(composed(summary), LONGEST), [])
    return [*([title] if title.matches else []), *([second] if second.text or not title.matches else [])]


def _matches(text: str, wanted: Collection[str]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans(text) if span.text in wanted]


def _best_stretch(field: str, text: str, wanted: Collection[str]) -> Snippet:
    """The stretch with most of the words, cut between words, with an ellipsis where something is left out."""
    flat = " ".join(text.split())
    found = [span for span in spans(flat) if span.text in wanted]
    if not found:
        return Snippet(field, "", [])
    first = max(found, key=lambda span: (_different_after(found, span), -span.start))
    start = _word_start(flat, max(0, first.start - BEFORE)) if len(flat) > LONGEST else 0
    cut = texts.excerpt(flat[start:], LONGEST - 1)
    lead = "…" if start else ""
    whole = cut.removesuffix("…") if cut.endswith("…") and not flat.endswith(cut) else cut
    moved = len(lead) - start
    matches = [
        (span.start + moved, span.end + moved)
        for span in found
        if start <= span.start and span.end - start <= len(whole)
    ]
    return Snippet(field, lead + cut, matches)


def _different_after(found: list[Span], first: Span) -> int:
    end = first.start + LONGEST - BEFORE
    return len({span.text for span in found if first.start <= span.start and span.end <= end})


def _word_start(text: str, at: int) -> int:
    """The beginning of the next word from here."""
    if at == 0:
        return 0
    blank = text.find(" ", at)
    return blank + 1 if blank >= 0 else at
