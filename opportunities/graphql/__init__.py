"""Opportunities in the API: six shapes behind one interface."""

from opportunities.graphql.query import Query
from opportunities.graphql.types import TYPES

__all__ = ["TYPES", "Query"]
