"""The directory: organisations, listed as content is."""

from functools import cached_property
from typing import Any

import strawberry
from strawberry.types import Info

from content import filters
from content.collation import sort_key
from content.errors import BadInput
from content.fields import text_in
from content.graphql.context import reader_of
from content.graphql.facets import FacetCounts, FacetField, FacetValue
from content.graphql.lists import Connection, Edge, PageInfo
from content.graphql.organisations import Organisation
from content.queries import DEFAULT_PAGE, Paging, cursor_of, read_cursor
from content.reading import Reader
from content.references import OrganisationRecord


@strawberry.input(description="What organisations are narrowed by. All conditions hold together.")
class OrganisationFilter:
    sites: list[str] | None = None
    kinds: list[str] | None = strawberry.field(default=None, description="Codes of the ACTOR vocabulary.")
    place: str | None = strawberry.field(default=None, description="A place's code or id; what lies in it counts too.")
    bodies: bool | None = strawberry.field(default=None, description="true: only councils and the like. false: none.")
    welcomes_new_volunteers: bool | None = None

    def chosen(self, reader: Reader, without: FacetField | None = None) -> list[OrganisationRecord]:
        """The organisations, by name; `without` one condition, for that choice's own counts."""
        found = list(reader.snapshot.organisations.values())
        if self.sites is not None and without is not FacetField.SITE:
            filters.of_sites(filters.Asker(reader.now, reader.snapshot, reader.may_use), self.sites)
            found = [each for each in found if each.site in self.sites]
        if self.kinds is not None and without is not FacetField.ACTOR:
            filters.known_terms(reader.snapshot, "ACTOR", self.kinds)
            found = [each for each in found if each.kind in self.kinds]
        if self.place is not None:
            places = {place.uid for place in filters.places_named(reader.snapshot, self.place)}
            found = [each for each in found if each.place in places]
        if self.bodies is not None:
            found = [each for each in found if each.is_body is self.bodies]
        if self.welcomes_new_volunteers is not None:
            found = [each for each in found if each.welcomes_new_volunteers is self.welcomes_new_volunteers]
        return sorted(found, key=_place_in_line)


def _place_in_line(organisation: OrganisationRecord) -> tuple[str, str]:
    return sort_key(organisation.name), organisation.id


class Directory:
    """A page of organisations. They are all in memory, so everything is worked out from there."""

    def __init__(self, reader: Reader, filter_: OrganisationFilter, paging: Paging) -> None:
        self.reader, self.filter, self.scope = reader, filter_, f"organisations|{filter_}"
        reader.interests.refers("Organisation", "Body", "Place", "Term", "LocalLabel")
        self.chosen = filter_.chosen(reader)
        size = paging.first or DEFAULT_PAGE
        after = tuple(read_cursor(paging.after, self.scope, 2)) if paging.after is not None else ("", "")
        self.rest = [each for each in self.chosen if _place_in_line(each) > after]
        self.nodes = self.rest[:size]
        self.has_previous = paging.after is not None

    @cached_property
    def edges(self) -> list[Any]:
        return [Edge(cursor=cursor_of(list(_place_in_line(node)), self.scope), node=node) for node in self.nodes]

    @property
    def page_info(self) -> PageInfo:
        return PageInfo(
            has_next_page=len(self.rest) > len(self.nodes),
            has_previous_page=self.has_previous,
            start_cursor=self.edges[0].cursor if self.edges else None,
            end_cursor=self.edges[-1].cursor if self.edges else None,
        )

    @property
    def total_count(self) -> int:
        return len(self.chosen)

    def facet(self, field: FacetField) -> FacetCounts:
        """Organisations are counted by site and by what they are."""
        if field not in (FacetField.SITE, FacetField.ACTOR):
            raise BadInput("Organisations are counted by SITE and ACTOR.", argument="fields")
        among = self.filter.chosen(self.reader, without=field)
        values = [each.site if field is FacetField.SITE else each.kind for each in among]
        found = [self._value(field, value, values.count(value)) for value in set(values) if value]
        return FacetCounts(field=field, values=sorted(found, key=lambda each: (-each.count, each.value)))

    def _value(self, field: FacetField, value: str, number: int) -> FacetValue:
        if field is FacetField.SITE:
            return FacetValue(value=value, label=self.reader.snapshot.sites[value].name, count=number)
        record = self.reader.snapshot.terms.get(("ACTOR", value))
        label = text_in(record.labels, ("da", "nb", "nn", "en")) if record else None
        return FacetValue(value=value, label=label, count=number)


@strawberry.type
class Query:
    @strawberry.field(description="Who stands behind things, by name.")
    def organisations(
        self,
        info: Info[Any, Any],
        filter: OrganisationFilter | None = None,  # noqa: A002 - the contract's word
        first: int | None = DEFAULT_PAGE,
        after: str | None = None,
    ) -> Connection[Organisation]:
        found: Any = Directory(reader_of(info), filter or OrganisationFilter(), Paging(first, after, None, None))
        return found
