"""Asks all that a stranger can ask: every edge of the schema from every root, and every address.

The questions are made from the schema itself, so that a field added tomorrow is asked too. What nobody could guess, a
value for a new argument that must be given, fails here and says so.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_interface_type,
    is_leaf_type,
    is_required_argument,
)

from graphql_api import limits
from graphql_api.schema import schema as strawberry_schema

SCHEMA: GraphQLSchema = strawberry_schema._schema
ROOT = SCHEMA.query_type
FIELDS, TOKENS, BYTES, ALIASES = limits.FIELDS - 20, limits.TOKENS - 100, limits.BYTES - 1000, limits.ALIASES - 2
_TOKEN = re.compile(r'"[^"]*"|\w+|[^\s,\w]')

Values = dict[str, list[str]]  # argument → what to ask with, as GraphQL literals

# What an argument of a field below the root is given. Optional ones that are not here are left out, except that a
# choice (an enum, yes or no) is asked with each of its values.
SWITCHED_OFF = {"GOOGLE_BUSINESS"}  # a channel that answers only where an installation turns it on
BELOW: Values = {
    "first": ["3"],
    "fields": ["*"],
    "OrganisationConnection.fields": ["[SITE, ACTOR]"],
    "site": ['"randers"'],
}


@dataclass(frozen=True, slots=True)
class Step:
    """One field on the way down: on which type where that must be said, and how it is asked."""

    on: str | None
    call: str


Way = tuple[Step, ...]


@dataclass
class Plan:
    """All documents to ask, and the edges they walk."""

    documents: list[str] = field(default_factory=list)
    edges: set[tuple[str, str]] = field(default_factory=set)


def plan(known: Values, filters: Values) -> Plan:
    """Every root in every way: its first call all the way down, the others as far as the next thing with an id."""
    found = Plan()
    assert ROOT is not None
    for name, root in ROOT.fields.items():
        found.edges.add(("Query", name))
        first, *others = list(dict.fromkeys(_root_calls(name, root, known, filters)))
        found.documents += _documents(_all_below(root, (Step(None, first),), found.edges))
        ways = [
            (Step(None, call), *rest)
            for number, call in enumerate(_aliased(others, name))
            for rest in ([(), *_shallow(root, 3)] if is_leaf_type(get_named_type(root.type)) else _shallow(root, 3))
        ]
        found.documents += _documents(ways)
    return found


def all_edges() -> set[tuple[str, str]]:
    """Every field of every type that an answer can hold."""
    return {
        (type_.name, name)
        for type_ in SCHEMA.type_map.values()
        if hasattr(type_, "fields")
        and not isinstance(type_, GraphQLInputObjectType)
        and not is_interface_type(type_)
        and not type_.name.startswith("__")
        for name in type_.fields
    }


# ── how a field is asked ────────────────────────────────────────────────────────────────────────────────────────────


def _root_calls(name: str, root: GraphQLField, known: Values, filters: Values) -> Iterator[str]:
    """Every combination of what must be given, then one optional argument at a time."""
    must = {key: _said(f"Query.{name}", key, known) for key, each in root.args.items() if is_required_argument(each)}
    more: dict[str, list[str]] = {}
    for key, each in root.args.items():
        if key == "filter":
            more[key] = list(_filters(name, each, filters))
        elif key not in must:
            choices = [known.get(f"{key} {value}", [value])[0] for value in _choices(each)]
            more[key] = [*choices, *known.get(f"{name}.{key}", known.get(key, []))]
    page = {"first": known.get(f"{name} page", ["100"])[0]} if "first" in root.args else {}
    combinations = [dict(zip(must, values, strict=True)) for values in product(*must.values())]
    if "id" in more:  # one of two ways to look it up
        combinations = [{"id": value} for value in more.pop("id")]
        combinations += [{"site": site, "path": path} for site, path in product(more.pop("site"), more.pop("path"))]
    yield from (_call(name, {**given, **page}) for given in combinations)
    given = combinations[0]
    for key, values in more.items():
        others = {} if key in ("first", "last") else page
        yield from (_call(name, {**given, **others, key: value}) for value in values)


def _calls_below(owner: str, name: str, asked: GraphQLField, few: bool = False) -> list[str]:
    """A field below the root: plainly, and with each value of each choice. `few`: counts are dear, so not of all."""
    given = {}
    choices: list[str] = []
    for key, each in asked.args.items():
        values = BELOW.get(f"{owner}.{key}", BELOW.get(key, []))
        if values == ["*"]:
            values = ["[TYPE, TAG]" if few else f"[{', '.join(_choices(each))}]"]
        if values:
            given[key] = values[0]
        elif is_required_argument(each) and _choices(each):
            given[key], *others = [value for value in _choices(each) if value not in SWITCHED_OFF]
            choices += [_call(name, {**given, key: value}) for value in others]
        elif is_required_argument(each):
            raise AssertionError(f"{owner}.{name}({key}:) must be given. Say in tests/walking.py what to ask with.")
        else:
            choices += [_call(name, {**given, key: value}) for value in _choices(each)]
    return [_call(name, given), *_aliased(choices, name)]


def _call(name: str, given: dict[str, str]) -> str:
    return f"{name}({', '.join(f'{key}: {value}' for key, value in given.items())})" if given else name


def _aliased(calls: Iterable[str], name: str) -> list[str]:
    return [f"{name}_{number}: {call}" for number, call in enumerate(calls)]


def _said(where: str, key: str, known: Values) -> list[str]:
    values = known.get(f"{where.removeprefix('Query.')}.{key}", known.get(key, []))
    if not values:
        assert ROOT is not None
        values = _choices(ROOT.fields[where.removeprefix("Query.")].args[key])
    if not values:
        raise AssertionError(f"{where}({key}:) must be given. Say in tests/test_leaks.py what to ask with.")
    return values


def _choices(argument: Any) -> list[str]:
    kind = get_named_type(argument.type)
    if isinstance(kind, GraphQLEnumType):
        return list(kind.values)
    return ["true", "false"] if kind.name == "Boolean" else []


def _filters(root: str, argument: GraphQLArgument, filters: Values) -> Iterator[str]:
    """Each condition of a filter alone, with each value that is said or can be chosen."""
    kind: Any = get_named_type(argument.type)
    for key, each in kind.fields.items():
        values = filters.get(f"{root}.{key}") or filters.get(key) or _choices(each)
        if not values:
            raise AssertionError(f"Nobody said what to ask for {key} with. Say it in tests/test_leaks.py.")
        is_list = isinstance(get_nullable_type(each.type), GraphQLList)
        yield from (f"{{{key}: {f'[{value}]' if is_list else value}}}" for value in values)


# ── the ways down ───────────────────────────────────────────────────────────────────────────────────────────────────


def _all_below(root: GraphQLField, start: Way, edges: set[tuple[str, str]]) -> Iterator[Way]:
    """Every edge that can be reached from here, by its shortest way; what an edge leads to, with its own values."""
    target = get_named_type(root.type)
    seen: set[str] = set()
    queue: deque[tuple[Any, Way]] = deque([(target, start)])
    while queue:
        type_, way = queue.popleft()
        if is_interface_type(type_):
            yield from (way + rest for rest in _leaves(type_))
        concrete = [each for each in _possible(type_) if each.name not in seen]
        for each in concrete:
            seen.add(each.name)
            on = each.name if is_abstract_type(type_) else None
            yield (*way, Step(on, "__typename"))
            for name, asked in each.fields.items():
                edges.add((each.name, name))
                plain, *choices = _calls_below(each.name, name, asked)
                below = get_named_type(asked.type)
                if is_leaf_type(below):
                    yield from ((*way, Step(on, call)) for call in (plain, *choices))
                    continue
                yield from ((*way, Step(on, plain), *rest) for rest in _leaves(below))
                yield from ((*way, Step(on, call), *rest) for call in choices for rest in _shallow(asked, 2))
                queue.append((below, (*way, Step(on, plain))))


def _shallow(asked: GraphQLField, levels: int) -> list[Way]:
    """The values of what a field leads to, and so many levels below; what has an id is told by its own values."""
    type_ = get_named_type(asked.type)
    found = list(_leaves(type_))
    if levels > 1 and not _has_id(type_):
        for each, on in _faces(type_):
            for name, below in each.fields.items():
                if not is_leaf_type(get_named_type(below.type)):
                    plain = _calls_below(each.name, name, below, few=True)[0]
                    once = name == "edges" and "nodes" in each.fields  # they hold the same nodes
                    found += [(Step(on, plain), *rest) for rest in _shallow(below, 1 if once else levels - 1)]
    return found


def _has_id(type_: Any) -> bool:
    return "id" in getattr(type_, "fields", {})


def _leaves(type_: Any) -> Iterator[Way]:
    yield (Step(None, "__typename"),)
    for each, on in _faces(type_):
        for name, below in each.fields.items():
            if is_leaf_type(get_named_type(below.type)):
                yield (Step(on, _calls_below(each.name, name, below)[0]),)


def _faces(type_: Any) -> list[tuple[Any, str | None]]:
    """The types whose fields can be asked here: an object or interface itself, each member of a union."""
    return [(type_, None)] if hasattr(type_, "fields") else [(each, each.name) for each in _possible(type_)]


def _possible(type_: Any) -> list[Any]:
    return list(SCHEMA.get_possible_types(type_)) if is_abstract_type(type_) else [type_]


# ── documents ───────────────────────────────────────────────────────────────────────────────────────────────────────

Tree = dict[Step, Any]


def _documents(ways: Iterable[Way]) -> list[str]:
    """As few documents as the limits allow."""
    found: list[str] = []
    tree: Tree = {}
    size = dict.fromkeys(("fields", "tokens", "bytes", "aliases"), 0)
    for way in dict.fromkeys(ways):
        new = _new_steps(tree, way)
        adds = _size_of(new)
        most = {"fields": FIELDS, "tokens": TOKENS, "bytes": BYTES, "aliases": ALIASES}
        if any(size[what] + adds[what] > most[what] for what in size):
            found.append(_printed(tree))
            tree, size, adds = {}, dict.fromkeys(size, 0), _size_of(list(way))
        level = tree
        for step in way:
            level = level.setdefault(step, {})
        size = {what: size[what] + adds[what] for what in size}
    return [*found, _printed(tree)] if tree else found


def _new_steps(tree: Tree, way: Way) -> list[Step]:
    for number, step in enumerate(way):
        if step not in tree:
            return list(way[number:])
        tree = tree[step]
    return []


def _size_of(steps: list[Step]) -> dict[str, int]:
    texts = [f"... on {step.on} {{ {step.call} {{ }} }}" if step.on else f"{step.call} {{ }}" for step in steps]
    return {
        "fields": len(steps),
        "tokens": sum(len(_TOKEN.findall(text)) for text in texts),
        "bytes": sum(len(text.encode()) for text in texts),
        "aliases": sum(bool(re.match(r"\w+: ", step.call)) for step in steps),
    }


def _printed(tree: Tree) -> str:
    by_type: dict[str | None, list[str]] = {}
    for step, below in tree.items():
        by_type.setdefault(step.on, []).append(f"{step.call} {_printed(below)}" if below else step.call)
    parts = [" ".join(texts) if on is None else f"... on {on} {{ {' '.join(texts)} }}" for on, texts in by_type.items()]
    return f"{{ {' '.join(parts)} }}"
