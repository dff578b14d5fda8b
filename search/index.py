"""The index: makes the words of each entry findable. The only writer of it.

`publishing` calls `write` with the entries of every publication, in the same transaction. What is withdrawn takes its
rows along. Of what an entry refers to, only the code or the uid is here: names are looked up in the lexicon when
somebody searches. So a photo's words are never here, and go with its people's consent.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import orjson
from django.db import transaction

from content import log
from content.words import Lifecycle
from search.models import LETTERS, IndexedWord, Mention, NearSpelling, SearchDocument, TitlePart
from search.words import STOP_WORDS, TONGUES, composed, fold, root, spans, told

VERSION = 1  # of what is kept about a word; raise it when that changes, then run reindex
TITLE, SUMMARY, BODY, SMALL_PRINT = 12, 6, 3, 1  # what a word weighs, by where it stands
FIELDS = {
    "title": TITLE,
    "summary": SUMMARY,
    "lead": SUMMARY,
    "tags": SUMMARY,
    "discussionPrompt": BODY,
    "lifecycleReason": BODY,
    "legalBasis": BODY,
}
NAMES = 2 * BODY - 1  # a place or an organisation that it is about; a little less than the summary
REFERENCES = {  # what an entry's document refers to by code or uid, and what the name of that weighs
    "places": ("PLACE", NAMES),
    "venue": ("PLACE", NAMES),
    "organisations": ("ORGANISATION", NAMES),
    "areas": ("AREA", 4),
    "actors": ("ACTOR", 4),
    "participationForms": ("PARTICIPATION_FORM", 4),
    "contributors": ("TARGET_GROUP", 4),
    "beneficiaries": ("TARGET_GROUP", 4),
    "collaborationLevel": ("COLLABORATION_LEVEL", 4),
    "settings": ("SETTING", 4),
    "topic": ("STORY_TOPIC", 4),
    "phase": ("PHASE", 4),
    "kind": ("OPPORTUNITY_KIND", 4),
    "requirements": ("REQUIREMENT", 4),
    "resourceTypes": ("RESOURCE_TYPE", 4),
    "photos": ("PHOTO", SMALL_PRINT),
}
BY_ID = "id"  # the tongue of a reference
SMALL_BLOCKS = {"DocumentBlock", "EmbedBlock", "CallToActionBlock"}
PHOTO_BLOCKS = {"PhotoBlock", "GalleryBlock"}
SHORTEST_NEAR, LONGEST_NEAR = 4, 20  # letters of a word that a slip may lead to
WRITE_AT_ONCE = 5_000


Key = tuple[str, str]  # a word and its tongue
Weights = dict[Key, int]


class Written(Protocol):
    """An entry, as `publishing` wrote it."""

    pk: Any
    language: Any
    site: Any
    lifecycle: Any
    published_at: Any
    card: Any
    body: Any


@transaction.atomic
def write(entries: Sequence[Written]) -> None:
    """Make the index say of these entries what they say now."""
    if not entries:
        return
    log.hold()  # two publications that bring the same new word would wait for each other for ever
    cards = {entry.pk: orjson.loads(entry.card) for entry in entries}
    tongues = {entry.pk: TONGUES.get(entry.language, "en") for entry in entries}
    documents = [
        SearchDocument(
            entry_id=entry.pk, title=cards[entry.pk]["title"][:255], tongue=tongues[entry.pk], version=VERSION
        )
        for entry in entries
    ]
    SearchDocument.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=["entry"], update_fields=["title", "tongue", "version"]
    )
    weights: dict[int, Weights] = {}
    for entry in entries:
        said = weights_of(cards[entry.pk], orjson.loads(entry.body))
        weights[entry.pk] = {(text, tongues[entry.pk]): weight for text, weight in said.items()}
        weights[entry.pk] |= references_of(entry.site, cards[entry.pk])
    known = _known_words({key for found in weights.values() for key in found})
    _write_mentions(entries, weights, known)
    _write_title_parts(documents)


def forget_unused_words() -> None:
    """Take away words that no entry says any more."""
    with transaction.atomic():
        log.hold()
        IndexedWord.objects.filter(mentions__isnull=True).delete()


# ── what an entry says ──────────────────────────────────────────────────────────────────────────────────────────────


def weights_of(card: dict[str, Any], body: list[dict[str, Any]]) -> dict[str, int]:
    """An entry's words, each with the weight of the best place where it stands."""
    found: dict[str, int] = {}
    for text, weight in texts_of(card, body):
        for word in told(text):
            if weight > found.get(word, 0):
                found[word] = weight
    return found


def texts_of(card: dict[str, Any], body: list[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    """Every text of an entry, and what a word in it weighs; the heaviest first."""
    for name, weight in FIELDS.items():
        value = card.get(name)
        if value:
            yield from ((text, weight) for text in (value if isinstance(value, list) else [value]))
    yield from ((text, BODY) for text in _rich_texts(card))
    for block in body:
        if block["type"] not in PHOTO_BLOCKS:
            yield block.get("text") or "", SMALL_PRINT if block["type"] in SMALL_BLOCKS else BODY


def references_of(site: str, card: dict[str, Any]) -> Weights:
    """What an entry is about by code or uid, and what each weighs."""
    found = {(reference("SITE", site), BY_ID): NAMES}
    for name, (kind, weight) in REFERENCES.items():
        value = card.get(name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and each:
                found.setdefault((reference(kind, each), BY_ID), weight)
    return found


def reference(kind: str, value: str) -> str:
    """How the index writes a reference."""
    return f"{kind}:{value}"


def _rich_texts(card: dict[str, Any]) -> list[str]:
    """The texts that a content type has beside its body: who, what, where and why."""
    return [value["plainText"] for value in card.values() if isinstance(value, dict) and value.get("plainText")]


# ── what is written ─────────────────────────────────────────────────────────────────────────────────────────────────


def _known_words(wanted: set[Key]) -> dict[Key, int]:
    """The numbers of these words; new ones get theirs now."""
    texts = sorted({text for text, _tongue in wanted})
    known: dict[Key, int] = {}
    for chunk in _in_chunks(texts, 500):
        rows = IndexedWord.objects.filter(text__in=chunk).values_list("text", "tongue", "pk")
        known |= {(text, tongue): pk for text, tongue, pk in rows}
    new = IndexedWord.objects.bulk_create(
        [_indexed(text, tongue) for text, tongue in sorted(wanted - known.keys())], batch_size=WRITE_AT_ONCE
    )
    near = [
        NearSpelling(word=word, spelling=spelling)
        for word in new
        for spelling in near_spellings(fold(word.text))
        if SHORTEST_NEAR <= len(word.text) <= LONGEST_NEAR and word.text.isalpha() and word.tongue != BY_ID
    ]
    NearSpelling.objects.bulk_create(near, batch_size=WRITE_AT_ONCE)
    return known | {(word.text, word.tongue): word.pk for word in new}


def _indexed(text: str, tongue: str) -> IndexedWord:
    if tongue == BY_ID:
        return IndexedWord(text=text, tongue=tongue)
    found = root(text, tongue)
    keys = {"folded_key": key_of(fold(text)), "root_key": key_of(found), "end_key": key_of(found[::-1])}
    return IndexedWord(text=text, tongue=tongue, **keys)


def key_of(text: str) -> str:
    """Letters in hexadecimal: what begins alike, begins alike in every collation."""
    return text.encode()[: 2 * LETTERS].hex()


def near_spellings(folded: str) -> set[str]:
    """The word, and the word with any one letter left out."""
    return {folded, *(folded[:place] + folded[place + 1 :] for place in range(len(folded)))}


def _write_mentions(entries: Sequence[Written], weights: dict[int, Weights], known: dict[Key, int]) -> None:
    Mention.objects.filter(document__in=list(weights)).delete()
    mentions = [
        Mention(
            document_id=entry.pk,
            word_id=known[key],
            rank=2 * weight + (entry.lifecycle in ("", Lifecycle.OPEN)),
            published_at=entry.published_at,
        )
        for entry in entries
        for key, weight in weights[entry.pk].items()
    ]
    Mention.objects.bulk_create(mentions, batch_size=WRITE_AT_ONCE)


def _write_title_parts(documents: list[SearchDocument]) -> None:
    TitlePart.objects.filter(document__in=documents).delete()
    parts = [
        TitlePart(document=document, place=place, key=key)
        for document in documents
        for place, key in enumerate(title_keys(document.title))
        if key
    ]
    TitlePart.objects.bulk_create(parts, batch_size=WRITE_AT_ONCE)


def title_keys(title: str) -> list[str]:
    """A title's parts: from each word on to its end; none from a small word, unless it is the first."""
    words = [span.text for span in spans(composed(title))]
    folded = [fold(word) for word in words]
    return [
        key_of(" ".join(folded[place:])) if place == 0 or word not in STOP_WORDS else ""
        for place, word in enumerate(words)
    ]


def _in_chunks(values: list[str], size: int) -> Iterable[list[str]]:
    return (values[first : first + size] for first in range(0, len(values), size))
