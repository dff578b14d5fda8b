"""One list and one look-up over all six shapes."""

import strawberry

from content.graphql.lists import Connection, many, one
from opportunities.graphql.filters import OpportunityFilter, OpportunityOrder
from opportunities.graphql.types import TYPES, Opportunity

SHAPES = [shape.__name__ for shape in TYPES]


@strawberry.type
class Query:
    opportunity: Opportunity | None = one(SHAPES, "An opportunity of any shape, by id or by site and path.")
    opportunities: Connection[Opportunity] = many(
        SHAPES, "Opportunities of all shapes.", OpportunityFilter, OpportunityOrder, default="SOONEST"
    )
