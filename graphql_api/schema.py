"""Joins every room's Query, behind one set of guards. `API_APPS` names the rooms."""

from functools import cache
from importlib import import_module
from typing import Any

import strawberry
from django.conf import settings
from graphql import GraphQLError, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, Undefined
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter
from strawberry.tools import merge_types
from strawberry.types import ExecutionContext

from content.graphql import directory, finding, followup, query, sharing
from content.graphql.blocks import BLOCKS
from content.graphql.scalars import SCALARS
from graphql_api import sync

FLOOR = (query, finding, directory, followup, sharing)
rooms = [import_module(f"{app}.graphql") for app in settings.API_APPS]
types: list[Any] = [*BLOCKS, *(each for room in rooms for each in room.TYPES)]


class Names(NameConverter):
    """Strawberry's names, each worked out once: every input that comes in asks for the names of all its fields."""

    @cache  # noqa: B019 - there is one, for as long as we run
    def apply_naming_config(self, name: str) -> str:
        return super().apply_naming_config(name)


class Schema(strawberry.Schema):
    """Ours, quieter: strawberry would log every refused query with its text; `errors` logs what is our fault."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Nothing: see `graphql_api/errors.py`."""


schema = Schema(
    query=merge_types("Query", (*(part.Query for part in FLOOR), *(room.Query for room in rooms), sync.Query)),
    types=types,
    config=StrawberryConfig(scalar_map=SCALARS, name_converter=Names()),
)


def _without_null_defaults() -> None:
    """An argument that may be left out has no default; Python's None would be printed as one."""
    for each in schema._schema.type_map.values():
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            inputs = [argument for field in each.fields.values() for argument in field.args.values()]
        elif isinstance(each, GraphQLInputObjectType):
            inputs = list(each.fields.values())
        else:
            continue
        for argument in inputs:
            if argument.default_value is None:
                argument.default_value = Undefined


_without_null_defaults()
