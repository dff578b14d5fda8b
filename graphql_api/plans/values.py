"""Values on their way in and out of a plan, made by the very functions that the stock executor calls.

What is usual is taken as it is, at the cost of one look at its class. Whatever is not raises `Unusual`, and the stock
executor answers the whole operation: errors and null propagation are its affair alone.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    FieldNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLLeafType,
    OperationDefinitionNode,
    Undefined,
    VariableNode,
)
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values
from graphql.language.ast import Node
from graphql.pyutils import is_iterable
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from graphql_api.schema import schema

AS_IT_IS = {"String": "str", "ID": "str", "HTML": "str", "Markdown": "str", "URL": "str", "Boolean": "bool"}
NO_VARIABLES = VariableValues({}, {})

Arguments = Mapping[str, Any]


class Unusual(Exception):
    """Something that a plan leaves to the stock executor."""


# ── out ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def unusual(type_name: str, value: str) -> str:
    """A test, in Python, that a scalar has to be written in another way than it stands; nothing where it always has."""
    if type_name == "Int":
        return f"{value}.__class__ is not int or not {GRAPHQL_MIN_INT} <= {value} <= {GRAPHQL_MAX_INT}"
    return f"{value}.__class__ is not {AS_IT_IS[type_name]}" if type_name in AS_IT_IS else ""


def leaf_of(type_: GraphQLLeafType) -> Callable[[Any], Any]:
    """How a scalar or enum is written, for a value that is not written as it stands."""
    write = type_.coerce_output_value

    def leaf(value: Any) -> Any:
        if value is None or value is Undefined or isinstance(value, Exception):
            raise Unusual
        written = write(value)
        if written is None or written is Undefined:
            raise Unusual
        return written

    return _remembered(leaf) if isinstance(type_, GraphQLEnumType) else leaf


def _remembered(leaf: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The few values of an enum, written once each."""
    known: dict[Any, Any] = {}

    def found(value: Any) -> Any:
        try:
            return known[value]
        except KeyError:
            written = known[value] = leaf(value)  # a value that is none of the enum's raises, and is not kept
            return written

    return found


def as_list(value: Any) -> list[Any]:
    if value is None or not is_iterable(value):
        raise Unusual
    return list(value)


# ── in ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def variables_of(operation: OperationDefinitionNode, given: dict[str, Any] | None) -> VariableValues:
    if not operation.variable_definitions:
        return NO_VARIABLES
    found = get_variable_values(schema._schema, operation.variable_definitions, given or {})
    if isinstance(found, list):
        raise Unusual
    return found


def arguments_of(
    definition: GraphQLField, field: StrawberryField, node: FieldNode, variables: VariableValues
) -> Arguments:
    """What a resolver is called with: coerced as graphql-core does, converted as strawberry does."""
    try:
        coerced = get_argument_values(definition, node, variables)
    except GraphQLError as error:
        raise Unusual from error
    return convert_arguments(
        coerced, field.arguments, scalar_registry=schema.schema_converter.scalar_registry, config=schema.config
    )


def variables_in(node: Node) -> Iterator[str]:
    """The names of all variables that a part of a document uses."""
    for key in node.keys:
        value = getattr(node, key, None)
        for each in value if isinstance(value, list | tuple) else [value]:
            if isinstance(each, VariableNode):
                yield each.name.value
            elif isinstance(each, Node):
                yield from variables_in(each)
