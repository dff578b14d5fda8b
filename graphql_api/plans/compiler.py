"""From a validated operation to one Python function.

The selections are collected by graphql-core itself, so what is asked for, and in what order, is the stock executor's
say. For each object type that may come, one function is written that makes a dictionary of one source object. A field
of a document is one look-up; every other field calls the resolver that strawberry would call.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from graphql import (
    FragmentDefinitionNode,
    GraphQLAbstractType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    OperationDefinitionNode,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues
from strawberry.types.field import StrawberryField

from content.reading import ITEM_TYPES, FromDocument
from graphql_api.plans.values import Arguments, Unusual, arguments_of, as_list, leaf_of, unusual, variables_in
from graphql_api.schema import schema

CORE = schema._schema
Fields = dict[str, list[FieldDetails]]


class Info:
    """What a resolver may know about the request, and what graphql-core's type resolver asks, in place of theirs."""

    __slots__ = ("arguments", "context", "field_name", "made", "reads", "schema")

    def __init__(self, context: Any, arguments: list[Arguments]) -> None:
        self.context, self.arguments = context, arguments
        self.made: dict[tuple[int, int], tuple[Any, dict[str, Any]]] = {}  # what was made of objects that come again
        self.schema, self.field_name, self.reads = CORE, "", None

    @staticmethod
    def is_awaitable(value: Any) -> bool:
        """Nothing is: the whole API is synchronous."""
        return False


Run = Callable[[Any, Info], dict[str, Any]]
Bind = Callable[[VariableValues], Arguments]


class Compiled:
    """An operation as a function, and what its fields are called with."""

    __slots__ = ("_bound", "_run", "source")

    def __init__(self, source: str, run: Run, bound: list[Bind]) -> None:
        self.source, self._run, self._bound = source, run, bound

    def __call__(self, context: Any, variables: VariableValues) -> dict[str, Any]:
        return self._run(None, Info(context, [bind(variables) for bind in self._bound]))


def compiled(
    operation: OperationDefinitionNode, fragments: list[FragmentDefinitionNode], variables: VariableValues
) -> Compiled:
    """The operation as a function. `variables` decide what is skipped and included; nothing else of them is kept."""
    known = {each.name.value: FragmentDetails(each) for each in fragments}
    return _Compiler(operation, known, variables).compile()


class _Compiler:
    def __init__(
        self, operation: OperationDefinitionNode, fragments: dict[str, FragmentDetails], variables: VariableValues
    ) -> None:
        self.operation, self.fragments, self.variables = operation, fragments, variables
        self.functions: list[str] = []
        self.names: dict[str, Any] = {"Unusual": Unusual, "as_list": as_list}
        self.tables: dict[str, dict[str, str]] = {}
        self.bound: list[Bind] = []
        self.count = 0

    def compile(self) -> Compiled:
        query = CORE.query_type
        if query is None:
            raise Unusual
        fields = collect_fields(CORE, self.fragments, self.variables, query, self.operation).grouped_field_set
        run = _Object(self, query, fields, is_root=True).write()
        source = "\n\n".join(self.functions)
        exec(compile(source, "<plan>", "exec"), self.names)  # noqa: S102 - we wrote it, and put no word of a client in it
        for table, functions in self.tables.items():
            self.names[table].update({name: self.names[function] for name, function in functions.items()})
        return Compiled(source, self.names[run], self.bound)

    def name(self, prefix: str, value: Any = None) -> str:
        """A name of the function's own, for a value it needs."""
        self.count += 1
        name = f"{prefix}{self.count}"
        self.names[name] = value
        return name

    def function_for(self, type_: Any, details: list[FieldDetails]) -> str:
        """The name of the function that makes an answer of one object."""
        if is_abstract_type(type_):
            return self._chooser(type_, details)
        return _Object(self, type_, self._below(type_, details)).write()

    def _below(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> Fields:
        found = collect_subfields(CORE, self.fragments, self.variables, self.operation, type_, details)
        return found.grouped_field_set

    def _chooser(self, type_: GraphQLAbstractType, details: list[FieldDetails]) -> str:
        """A function that asks a value for its type, and calls that type's."""
        table = self.name("table", {})
        self.tables[table] = {each.name: self.function_for(each, details) for each in CORE.get_possible_types(type_)}
        type_of, abstract = self.name("type_of", type_.resolve_type), self.name("abstract", type_)
        function = self.name("choose")
        self.functions.append(
            f"def {function}(x, i):\n"
            "    if x is None: raise Unusual\n"
            f"    return {table}[{type_of}(x, i, {abstract})](x, i)"
        )
        return function


class _Object:
    """One function: the fields asked of one object type."""

    def __init__(self, plan: _Compiler, type_: GraphQLObjectType, fields: Fields, is_root: bool = False) -> None:
        self.plan, self.type, self.fields, self.is_root = plan, type_, fields, is_root
        self.item = ITEM_TYPES.get(type_.name)
        self.lines: list[str] = []

    def write(self) -> str:
        entries = [f"{key!r}: {self._field(details)}" for key, details in self.fields.items()]
        function = self.plan.name("make")
        answer = f"{{{', '.join(entries)}}}"
        lines = [*self._guard(), *self.lines, f"return {answer}"]
        if getattr(self.type.extensions["strawberry-definition"].origin, "IS_SHARED", False):
            lines = [
                f"key = {self.plan.count}, id(x)",
                "known = i.made.get(key)",
                "if known is not None: return known[1]",
                *lines[:-1],
                f"made = {answer}",
                "i.made[key] = x, made",  # with the object, so that no other can have its id
                "return made",
            ]
        self.plan.functions.append("\n    ".join([f"def {function}(x, i):", *lines]))
        return function

    def _guard(self) -> Iterator[str]:
        """That the value is of the type it is taken for, as the stock executor checks it."""
        if self.is_root:
            return
        if self.item is not None:
            yield f"if x.__class__ is not {self.plan.name('Item', self.item)}: raise Unusual"
            if any(self._written(each) for each in self.fields.values()):
                yield "d = x.card"
        elif self.type.is_type_of is not None:
            yield f"if x is None or not {self.plan.name('is_type_of', self.type.is_type_of)}(x, i): raise Unusual"
        else:
            yield "if x is None: raise Unusual"

    def _field(self, details: list[FieldDetails]) -> str:
        """An expression for a field's answer."""
        name = details[0].node.name.value
        if name == "__typename":
            return repr(self.type.name)
        definition = self.type.fields.get(name)
        if definition is None:
            raise Unusual  # introspection
        return self._completed(definition.type, self._source(details), details)

    # where a value comes from

    def _written(self, details: list[FieldDetails]) -> FromDocument | None:
        """How the item reads the field out of its document, where it does."""
        definition = self.type.fields.get(details[0].node.name.value)
        if self.item is None or definition is None:
            return None
        field: StrawberryField = definition.extensions["strawberry-definition"]
        found = None if field.base_resolver else inspect.getattr_static(self.item, field.python_name, None)
        return found if isinstance(found, FromDocument) else None

    def _source(self, details: list[FieldDetails]) -> str:
        node = details[0].node
        definition = self.type.fields[node.name.value]
        field: StrawberryField = definition.extensions["strawberry-definition"]
        if field.extensions or field.is_async:
            raise Unusual
        if written := self._written(details):
            value = f"d.get({written.key!r})"
            return value if written.is_plain else f"{self.plan.name('read', written.read)}(x, {value})"
        if field.base_resolver is None:
            return f"x.{field.python_name}"
        return self._call(field, details)

    def _call(self, field: StrawberryField, details: list[FieldDetails]) -> str:
        """The resolver's call, with arguments that are the same for every object."""
        resolver, node = field.base_resolver, details[0].node
        definition = self.type.fields[node.name.value]
        if resolver is None:
            raise Unusual
        given = ["x"] if resolver.self_parameter else []
        given += [f"{each.name}=x" for each in (resolver.parent_parameter, resolver.root_parameter) if each]
        if resolver.info_parameter:
            given.append(f"{resolver.info_parameter.name}=i")
            if self.is_root:
                self.lines.append(f"i.reads = {self.plan.name('reads', set())}")
        if any(name for each in node.arguments or () for name in variables_in(each)):
            place = len(self.plan.bound)
            self.plan.bound.append(lambda variables: arguments_of(definition, field, node, variables))
            given.append(f"**i.arguments[{place}]")
        else:
            constant = arguments_of(definition, field, node, self.plan.variables)
            given += [f"{name}={self.plan.name('value', value)}" for name, value in constant.items()]
        return f"{self.plan.name(f'resolve_{field.python_name}_', resolver.wrapped_func)}({', '.join(given)})"

    # what becomes of it

    def _completed(self, type_: GraphQLOutputType, source: str, details: list[FieldDetails]) -> str:
        """Lines that complete a value, and an expression for the outcome."""
        name = self.plan.name("v")
        self.lines.append(f"{name} = {source}")
        required = is_non_null_type(type_)
        inner: Any = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if is_leaf_type(inner):
            test = unusual(inner.name, name)
            if not required:
                test = f"{name} is not None and ({test})" if test else f"{name} is not None"
            line = f"{name} = {self.plan.name('leaf', leaf_of(inner))}({name})"
            self.lines.append(f"if {test}: {line}" if test else line)
            return name
        made = self._made_list(inner, name, details) if is_list_type(inner) else self._made(inner, name, details)
        return made if required else f"None if {name} is None else {made}"

    def _made(self, type_: Any, name: str, details: list[FieldDetails]) -> str:
        return f"{self.plan.function_for(type_, details)}({name}, i)"

    def _made_list(self, type_: GraphQLList[Any], name: str, details: list[FieldDetails]) -> str:
        """A list completed, element by element. A value that is no list yet is made one."""
        element: Any = type_.of_type
        required, inner = is_non_null_type(element), element.of_type if isinstance(element, GraphQLNonNull) else element
        if is_list_type(inner):
            raise Unusual  # no field of ours is a list of lists
        if is_leaf_type(inner):
            write = f"{self.plan.name('leaf', leaf_of(inner))}(y)"
            if test := unusual(inner.name, "y"):
                write = f"{write} if {test} else y"
        else:
            write = f"{self.plan.function_for(inner, details)}(y, i)"
        if not required:
            write = f"None if y is None else {write}"
        return f"[{write} for y in ({name} if {name}.__class__ is list else as_list({name}))]"
