"""Known operations as compiled functions; whatever is unusual goes the standard way.

A document is parsed, measured and validated once, when it first comes, and each of its operations becomes a function
that turns documents into an answer. The answer is the stock executor's, byte for byte; where a run meets anything out
of the ordinary, an exception, a null where none may be, the stock executor answers instead.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.db import InterfaceError, OperationalError
from graphql import (
    DirectiveNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    Visitor,
    validate,
    visit,
)

from content.graphql import visible_parts
from graphql_api import limits
from graphql_api.plans.compiler import Compiled, compiled
from graphql_api.plans.values import Unusual, variables_in, variables_of
from graphql_api.schema import schema

MOST, MOST_BYTES = 500, 1024 * 1024  # documents kept, and their size together
VARIANTS = 8  # ways in which @skip and @include may turn out, kept per operation
AWAY = (OperationalError, InterfaceError)


@dataclass(slots=True)
class Counts:
    """How many operations were answered by a plan, and how many the standard way."""

    compiled: int = 0
    standard: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, is_compiled: bool) -> None:
        with self._lock:
            if is_compiled:
                self.compiled += 1
            else:
                self.standard += 1

    @property
    def share(self) -> float:
        """The part that was answered by a plan, from 0 to 1."""
        total = self.compiled + self.standard
        return self.compiled / total if total else 0.0


counts = Counts()


class Plan:
    """One operation of one document: what it is, and how it is answered."""

    def __init__(self, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        self.kind = operation.operation
        self._operation = operation
        self._fragments = [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
        self._deciding = sorted(_deciding(document))
        self._variants: OrderedDict[tuple[Any, ...], Compiled | None] = OrderedDict()
        self._is_valid = self.kind is OperationType.QUERY and not validate(schema._schema, document)
        self.hidden: frozenset[str] = frozenset()  # what its items may refer to and its answer shows nothing of
        if self._is_valid:
            self.hidden = visible_parts.hidden_from(document, schema._schema)

    def run(self, variables: dict[str, Any] | None, context: Any) -> dict[str, Any] | None:
        """The answer's data; None where the stock executor has to answer."""
        found = None
        if self._is_valid:
            try:
                found = self._run(variables, context)
            except AWAY:
                raise
            except Exception:  # noqa: S110 - the stock executor meets it again, and says what it is
                pass
        counts.add(found is not None)
        return found

    def _run(self, given: dict[str, Any] | None, context: Any) -> dict[str, Any] | None:
        variables = variables_of(self._operation, given)
        key = tuple([variables.coerced.get(name) for name in self._deciding])
        try:
            variant = self._variants[key]
        except KeyError:
            variant = self._compile(variables)
            self._variants[key] = variant
            if len(self._variants) > VARIANTS:
                self._variants.popitem(last=False)
        return variant(context, variables) if variant else None

    def _compile(self, variables: Any) -> Compiled | None:
        try:
            return compiled(self._operation, self._fragments, variables)
        except (Unusual, GraphQLError):
            return None


def _deciding(document: DocumentNode) -> set[str]:
    """The variables that decide what is skipped and what is included."""
    found: set[str] = set()

    class Directives(Visitor):
        def enter_directive(self, node: DirectiveNode, *_more: Any) -> None:
            found.update(variables_in(node))

    visit(document, Directives())
    return found


class Plans:
    """The plans of the documents that came last, bounded in number and in bytes."""

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        self.most, self.most_bytes, self.bytes = most, most_bytes, 0
        self._kept: OrderedDict[tuple[str, str | None], Plan] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, query: str, name: str | None) -> Plan:
        """The plan for an operation; GraphQLError for a document that is refused. What is refused is not kept."""
        key = (query, name)
        with self._lock:
            if plan := self._kept.get(key):
                self._kept.move_to_end(key)
                return plan
        document = limits.parse(query)
        plan = Plan(document, limits.operation_in(document, name))
        with self._lock:
            if key not in self._kept:
                self._kept[key] = plan
                self.bytes += _size(key)
            while len(self._kept) > self.most or self.bytes > self.most_bytes:
                self.bytes -= _size(self._kept.popitem(last=False)[0])
        return plan

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.bytes = 0


def _size(key: tuple[str, str | None]) -> int:
    return len(key[0].encode()) + len(key[1] or "")


plans = Plans()
