"""Search and suggestions."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

import strawberry
from strawberry.types import Info

from content import filters, queries
from content.filters import Asker
from content.graphql.content import Content, at_most
from content.graphql.context import known_site, languages_of, reader_of
from content.graphql.facets import FacetCounts, FacetField, count
from content.graphql.filters import ContentFilter, SharedFilter
from content.graphql.lists import Listing, PageInfo
from content.graphql.organisations import Organisation
from content.graphql.taxonomy import Place, Term
from content.queries import Languages, Paging
from content.reading import Item, Reader, TermView
from search import misses, snippets, suggest
from search.query import Page, Search, checked

MOST_SUGGESTIONS = 20


@strawberry.enum(description="Where a snippet comes from. BODY is all that stands beyond title and summary.")
class SnippetField(Enum):
    TITLE = "TITLE"
    SUMMARY = "SUMMARY"
    BODY = "BODY"


@strawberry.type(description="Where a word stands in a text: from start up to, not including, end, in UTF-16 units.")
class MatchRange:
    start: int
    end: int


@strawberry.type(description="A stretch of plain text, and where in it the words stand that were searched for.")
class Snippet:
    field: SnippetField
    text: str
    matches: list[MatchRange]


@strawberry.type
class SearchEdge:
    cursor: str
    node: Content

    @strawberry.field(description="The title where it says it, and a stretch of the summary or the text.")
    def snippets(root: "Found") -> list[Snippet]:
        return [
            Snippet(
                field=SnippetField(each.field),
                text=each.text,
                matches=[MatchRange(start=_units(each.text, at), end=_units(each.text, to)) for at, to in each.matches],
            )
            for each in snippets.snippets(root.node, root.hits.texts)
        ]


def _units(text: str, length: int) -> int:
    """How many UTF-16 units so many characters take: what JavaScript counts."""
    return len(text[:length].encode("utf-16-le")) // 2


@strawberry.type(description="What was found, best first, and what is true of all of it.")
class SearchConnection:
    edges: list[SearchEdge]
    nodes: list[Content]
    page_info: PageInfo
    total_count: int = strawberry.field(description="Counted only when asked for.")
    did_you_mean: str | None = strawberry.field(
        description="Where nothing was found: the query with mistyped words put right, if that finds something."
    )

    @strawberry.field(description="Counts per choice, on the same search and filter minus the choice's own.")
    def facets(root: "Hits", fields: list[FacetField]) -> list[FacetCounts]:
        filters.check_size("fields", fields)
        return [root.facet(field) for field in dict.fromkeys(fields)]


class Found:
    """An item that was found."""

    def __init__(self, hits: "Hits", cursor: str, node: Item) -> None:
        self.hits, self.cursor, self.node = hits, cursor, node


@dataclass(frozen=True, slots=True)
class Matching:
    """What a search found, to be counted by its facets."""

    entries: Any

    def counts(self, dimension: str, is_column: bool) -> list[tuple[str, int]]:
        return queries.counts_among(self.entries, dimension, is_column)


class Hits(Listing):
    """A page of what a search found. Each part is worked out when it is asked for, once."""

    def __init__(self, reader: Reader, query: str, filter_: SharedFilter, paging: Paging, languages: Languages) -> None:
        self.reader, self.types, self.filter, self.languages, self.reads = reader, None, filter_, languages, None
        self.paging = paging
        self.asker = Asker(reader.now, reader.snapshot, reader.may_use)
        self.search = Search(
            query, self._visible(self.asker), self.asker, in_index_order=not filter_.mentions("lifecycle")
        )
        reader.interests.everything()  # any item, any name, any synonym may be what was meant
        reader.depends_on_occasions()  # what is over comes last
        self._note_conditions()
        self.scope = f"search|{self.search.text}|{filter_}|{languages}"

    @cached_property
    def page(self) -> Page:  # type: ignore[override]
        found = self.search.page(self.paging, self.scope)
        if not found.rows and self.paging.after is None and self.filter == type(self.filter)(sites=self.filter.sites):
            misses.record(self.search.text)
            self.reader.interests.holds_until(self.reader.now)  # so that it is counted each time
        return found

    def _visible(self, asker: Asker) -> Any:
        """What may be seen and passes the filter, whatever it says."""
        return self._selection(asker).entries()

    def facet(self, field: FacetField) -> FacetCounts:
        without = Asker(self.reader.now, self.reader.snapshot, self.reader.may_use, without=field.value)
        matching = Matching(self._visible(without).filter(self.search.condition))
        return count(field, matching, self.reader, self.languages.requested or ("da", "nb", "nn", "en"))

    @cached_property
    def total_count(self) -> int:
        found: int = self._visible(self.asker).filter(self.search.condition).count()
        return found

    @cached_property
    def nodes(self) -> list[Item]:
        return self.reader.items(self.page.rows, self.languages, self.asker.near)

    @property
    def page_info(self) -> PageInfo:
        page = self.page
        return PageInfo(
            has_next_page=page.has_next,
            has_previous_page=page.has_previous,
            start_cursor=page.cursors[0] if page.cursors else None,
            end_cursor=page.cursors[-1] if page.cursors else None,
        )

    @property
    def edges(self) -> list[Any]:
        return [Found(self, cursor, node) for cursor, node in zip(self.page.cursors, self.nodes, strict=True)]

    @cached_property
    def texts(self) -> set[str]:
        """The words that were found, as they are written."""
        return {text for each in self.search.sought for text in each.texts}

    @cached_property
    def did_you_mean(self) -> str | None:
        if self.page.rows or self.paging.after is not None:
            return None
        return suggest.did_you_mean(self.search.text, self._visible(self.asker), self.asker)


@strawberry.enum(description="What a suggestion is. DID_YOU_MEAN stands alone, where nothing begins like the query.")
class SuggestionKind(Enum):
    PLACE = "PLACE"
    ORGANISATION = "ORGANISATION"
    TERM = "TERM"
    TITLE = "TITLE"
    DID_YOU_MEAN = "DID_YOU_MEAN"


@strawberry.type(description="Something to search for next.")
class Suggestion:
    kind: SuggestionKind
    text: str
    place: Place | None
    organisation: Organisation | None
    term: Term | None


def _shown(found: suggest.Suggestion, reader: Reader, languages: tuple[str, ...]) -> Suggestion:
    name, _colon, value = found.reference.partition(":")
    place: Any = reader.snapshot.places.get(value) if found.kind == "PLACE" else None
    organisation: Any = reader.snapshot.organisations.get(value) if found.kind == "ORGANISATION" else None
    term: Any = None
    if found.kind == "TERM":
        term = TermView(name, value, reader.snapshot.terms.get((name, value)), languages)
    return Suggestion(
        kind=SuggestionKind(found.kind), text=found.text, place=place, organisation=organisation, term=term
    )


@strawberry.type
class Query:
    @strawberry.field(
        description="Items that say all of the words, best first; of three words or more, most of them where no item "
        "has all. Endings, compounds and spellings such as aa for å are understood."
    )
    def search(
        self,
        info: Info[Any, Any],
        query: str,
        filter: ContentFilter | None = None,  # noqa: A002 - the contract's word
        languages: list[str] | None = None,
        first: int | None = queries.DEFAULT_PAGE,
        after: str | None = None,
    ) -> SearchConnection:
        paging, wanted = Paging(first, after, None, None), languages_of(languages)
        return Hits(reader_of(info), query, filter or ContentFilter(), paging, wanted)  # type: ignore[return-value]

    @strawberry.field(description="What a query that somebody is typing may become. At most 20.")
    def suggest(
        self,
        info: Info[Any, Any],
        query: str,
        site: str | None = None,
        languages: list[str] | None = None,
        first: int | None = 8,
    ) -> list[Suggestion]:
        reader, wanted, most = reader_of(info), languages_of(languages), at_most(first, 8, MOST_SUGGESTIONS)
        text, sites = checked(query), None
        shown = wanted.requested or ("da", "nb", "nn", "en")
        if site is not None:
            record, sites = known_site(info, site), [site]
            shown = wanted.requested or tuple(record.languages)
        hits = Hits(reader, text, ContentFilter(sites=sites), Paging(1, None, None, None), wanted)
        found = suggest.suggestions(text, hits.search.entries, hits.asker, shown[:1], most)
        return [_shown(each, reader, shown) for each in found]


TYPES: list[Any] = []
