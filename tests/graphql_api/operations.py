"""Operations to compare two executors by: those of the documentation and the tests, and made-up ones without end."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    NameNode,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    build_schema,
    parse,
    parse_type,
    print_ast,
    validate,
    visit,
)
from graphql.utilities import value_from_ast_untyped
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from graphql_api.schema import schema
from tests.test_docs import EXAMPLES

CORE = schema._schema
Operation = tuple[str, dict[str, Any]]

# ── written ones ────────────────────────────────────────────────────────────────────────────────────────────────────


def written() -> dict[str, str]:
    """Every document of the documentation and of the tests, by where it stands."""
    found = {example.where: example.query for example in EXAMPLES}
    for file in sorted((settings.ROOT / "tests").rglob("*.py")):
        for place, words in _strings_in(file):
            if words.lstrip().startswith(("{", "query", "fragment")) and is_whole(words):
                found[f"{file.relative_to(settings.ROOT)}:{place}"] = words
    return found


def _strings_in(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def is_whole(words: str) -> bool:
    """Whether it is a document of one operation that our schema knows."""
    try:
        document = parse(words)
    except GraphQLError:
        return False
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    return len(operations) == 1 and not validate(CORE, document)


def asks_about_the_schema(query: str) -> bool:
    return "__schema" in query or "__type(" in query


# ── made-up ones ────────────────────────────────────────────────────────────────────────────────────────────────────

PLAUSIBLE = {  # what an argument or an input's field of this name is given, mostly things that are there
    "languages": ["da", "nb", "nn", "en", "nb-NO", "fr"],
    "site": ["randers", "randers", "vinje", "vinje", "atlantis"],
    "sites": ["randers", "randers", "vinje"],
    "key": ["randers", "vinje", "atlantis"],
    "area": ["CULTURE_LEISURE", "ELDERLY_CARE"],
    "areas": ["CULTURE_LEISURE", "ELDERLY_CARE", "CULTURE_LEISURE", "NOTHING"],
    "primaryAreas": ["CULTURE_LEISURE", "ELDERLY_CARE"],
    "actors": ["ASSOCIATION", "NETWORK"],
    "participationForms": ["NEIGHBOUR_HELP", "CLEAN_UP"],
    "contributors": ["EVERYONE", "SENIORS"],
    "beneficiaries": ["EVERYONE", "CHILDREN"],
    "topics": ["ACTIVITY", "RESULT"],
    "phases": ["RUNNING", "DONE"],
    "kinds": ["EVENT", "VOLUNTEER_ROLE"],
    "resourceTypes": ["PREMISES"],
    "commitments": ["MICRO", "WEEKLY"],
    "settings": [],
    "collaborationLevels": [],
    "tags": ["skov", "by"],
    "after": [],
    "before": [],
    "last": [],
}
SIZES = {"first": 20, "maxLength": 200, "minWidth": 800, "width": 2000, "age": 90, "maxMinutes": 300}


def made_up(paths: list[str], ids: list[str], places: list[str]) -> st.SearchStrategy[Operation]:
    """Documents and variables that fit the schema, about things that are there."""
    words = {**PLAUSIBLE, "path": [*paths, "/væk/"], "id": [*ids, "x"], "ids": [*ids, "x"], "place": [*places, "X"]}
    known = _retyped(words)
    scalars = {
        **{_scalar(name): st.sampled_from(values).map(nodes.String) for name, values in words.items() if values},
        **{_scalar(name): st.sampled_from([1, 2, most, most, 0]).map(nodes.Int) for name, most in SIZES.items()},
        "DateTime": st.sampled_from(["2026-11-18T09:00:00Z", "2026-11-21T09:00:00+01:00", "2030-01-01T00:00:00Z"]).map(
            nodes.String
        ),
        "Date": st.sampled_from(["2026-01-01", "2026-11-18", "2027-01-01"]).map(nodes.String),
    }
    documents = queries(known, custom_scalars=scalars, print_ast=lambda document: document, allow_x00=False)
    return documents.flatmap(_with_variables)


def _scalar(name: str) -> str:
    return f"Some_{name}"


def _retyped(words: dict[str, Any]) -> GraphQLSchema:
    """The schema, with a scalar of its own for every argument that takes what only we know."""
    known = build_schema((settings.ROOT / "graphql_api" / "schema.graphql").read_text())
    made = {name: GraphQLScalarType(_scalar(name)) for name in (*words, *SIZES)}
    never = {name for name, values in words.items() if not values}  # an error nearly always: tested elsewhere
    for type_ in known.type_map.values():
        if type_.name.startswith("__"):
            continue
        inputs: dict[str, Any] = {}
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field in type_.fields.values():
                _retype(field.args, made, never)
        elif isinstance(type_, GraphQLInputObjectType):
            inputs = type_.fields
        _retype(inputs, made, never)
    return known


def _retype(inputs: dict[str, Any], made: dict[str, GraphQLScalarType], never: set[str]) -> None:
    for name, each in list(inputs.items()):
        if name in never:
            del inputs[name]
        elif name in made:
            each.type = _replaced(each.type, made[name])
            each.default_value = None


def _replaced(type_: Any, scalar: GraphQLScalarType) -> Any:
    if isinstance(type_, GraphQLNonNull):
        return GraphQLNonNull(_replaced(type_.of_type, scalar))
    return GraphQLList(_replaced(type_.of_type, scalar)) if isinstance(type_, GraphQLList) else scalar


@st.composite
def _with_variables(draw: Any, document: DocumentNode) -> Operation:
    """A document with some of its values in variables, and with @skip and @include here and there."""
    info, variables, definitions = TypeInfo(CORE), dict[str, Any](), list[VariableDefinitionNode]()

    class Lift(Visitor):
        def leave_argument(self, node: ArgumentNode, *_more: Any) -> ArgumentNode | None:
            type_ = info.get_input_type()
            if type_ is None or isinstance(node.value, VariableNode) or not draw(st.booleans()):
                return None
            name = NameNode(value=f"v{len(definitions)}")
            variables[name.value] = value_from_ast_untyped(node.value)
            definitions.append(VariableDefinitionNode(variable=VariableNode(name=name), type=parse_type(str(type_))))
            return ArgumentNode(name=node.name, value=VariableNode(name=name))

        def leave_field(self, node: FieldNode, *_more: Any) -> FieldNode | None:
            if draw(st.integers(0, 20)):
                return None
            name, value = draw(st.sampled_from(["skip", "include"])), draw(st.booleans())
            condition: Any = BooleanValueNode(value=value)
            if draw(st.booleans()):
                condition = VariableNode(name=NameNode(value=f"is_{str(value).lower()}"))
                if condition.name.value not in variables:
                    variables[condition.name.value] = value
                    definitions.append(VariableDefinitionNode(variable=condition, type=parse_type("Boolean!")))
            directive = DirectiveNode(
                name=NameNode(value=name), arguments=(ArgumentNode(name=NameNode(value="if"), value=condition),)
            )
            return FieldNode(
                name=node.name,
                alias=node.alias,
                arguments=node.arguments,
                directives=(*(node.directives or ()), directive),
                selection_set=node.selection_set,
            )

    lifted = visit(document, TypeInfoVisitor(info, Lift()))
    operation = lifted.definitions[0]
    asked = OperationDefinitionNode(
        operation=operation.operation,
        name=NameNode(value="Made"),
        variable_definitions=tuple(definitions),
        selection_set=operation.selection_set,
    )
    return print_ast(DocumentNode(definitions=(asked, *lifted.definitions[1:]))), variables
