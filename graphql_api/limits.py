"""How much one document may ask for, found out before it is validated or run.

One pass measures a document. It keeps the size of every fragment: walking a fragment again wherever it is used would
double the time with each fragment that uses another one twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSyntaxError,
    InlineFragmentNode,
    OperationDefinitionNode,
    Source,
    TokenKind,
)
from graphql.language import Token
from graphql.language.parser import Parser

BYTES = 8 * 1024
TOKENS = 1_000
DIGITS = 100
DEPTH = 12
INTROSPECTION_DEPTH = 20  # what tools ask about the schema is 15 levels deep, and cheap
FIELDS = 300
ALIASES = 30
DIRECTIVES = 20
FRAGMENTS = 20
VARIABLES = 30

INTROSPECTION = {"__schema", "__type"}


class TooMuch(GraphQLError):
    """A document that asks for more than goes."""

    def __init__(self, code: str, message: str, limit: int) -> None:
        super().__init__(message, extensions={"code": code, "limit": limit})


def parse(query: str) -> DocumentNode:
    """A document that keeps the limits; GraphQLError for any other."""
    document = _parse(query)
    _check_literals(document)
    _check_sizes(document)
    return document


def operation_in(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation that shall run."""
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    found = [each for each in operations if name in (None, each.name and each.name.value)]
    if len(found) == 1:
        return found[0]
    if not operations:
        raise GraphQLError("The document holds no operation. Send a query: { sites { key } }.")
    if name is None:
        raise GraphQLError("The document holds several operations. Name the one to run in operationName.")
    raise GraphQLError(f"The document does not hold one operation of the name {name[:40]!r}.")


def _parse(query: str) -> DocumentNode:
    size = len(query.encode())
    if size > BYTES:
        raise TooMuch("QUERY_TOO_LARGE", f"The document is {size} bytes long. At most {BYTES} go.", BYTES)
    try:
        return Parser(Source(query), max_lexical_tokens=TOKENS).parse_document()
    except RecursionError:
        raise _too_deep("more than 100", DEPTH) from None
    except GraphQLSyntaxError as error:
        if "tokens. Parsing aborted" in error.message:
            message = f"The document has too many names, values and brackets. At most {TOKENS} go."
            raise TooMuch("QUERY_TOO_LARGE", message, TOKENS) from error
        raise


def _check_literals(document: DocumentNode) -> None:
    """No number that no computer holds, and no text that no database takes."""
    for token in _tokens(document):
        value = token.value or ""
        if token.kind in (TokenKind.INT, TokenKind.FLOAT) and len(value) > DIGITS:
            raise GraphQLError(f"A number in the document has {len(value)} digits. At most {DIGITS} go.")
        if token.kind is TokenKind.STRING and "\x00" in value:
            raise GraphQLError("A string in the document holds NUL. Send valid Unicode without NUL.")


def _tokens(document: DocumentNode) -> Iterator[Token]:
    token = document.loc and document.loc.start_token
    while token:
        yield token
        token = token.next


def _check_sizes(document: DocumentNode) -> None:
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    count = sum(isinstance(each, FragmentDefinitionNode) for each in document.definitions)
    _check_count("fragments", count, FRAGMENTS)
    measure = _Measure(fragments)
    try:
        for each in document.definitions:
            if isinstance(each, OperationDefinitionNode):
                _check_count("variables", len(each.variable_definitions or ()), VARIABLES)
                _check(measure.of(each), DEPTH)
            elif isinstance(each, FragmentDefinitionNode):
                _check(measure.of(each), INTROSPECTION_DEPTH)  # it may be one for introspection
    except RecursionError:
        raise _too_deep("more than 100", DEPTH) from None


@dataclass(slots=True)
class Size:
    """How large a part of a document is, with its fragments written out."""

    depth: int = 0
    introspection_depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0

    def take_in(self, part: "Size") -> None:
        self.depth = max(self.depth, part.depth)
        self.introspection_depth = max(self.introspection_depth, part.introspection_depth)
        self.fields += part.fields
        self.aliases += part.aliases
        self.directives += part.directives


Measured = OperationDefinitionNode | FragmentDefinitionNode | InlineFragmentNode | FieldNode


class _Measure:
    """Sizes of parts of one document; each fragment is walked once."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.fragments = fragments
        self.known: dict[str, Size] = {}

    def of(self, node: Measured) -> Size:
        size = Size(directives=len(node.directives or ()))
        for each in node.selection_set.selections if node.selection_set else ():
            if isinstance(each, FragmentSpreadNode):
                size.directives += len(each.directives or ())
                size.take_in(self.fragment(each.name.value))
            elif isinstance(each, FieldNode | InlineFragmentNode):
                size.take_in(self.of(each))
        if isinstance(node, FieldNode):
            _count_field(size, node)
        elif isinstance(node, OperationDefinitionNode):
            size.directives += sum(len(variable.directives or ()) for variable in node.variable_definitions or ())
        return size

    def fragment(self, name: str) -> Size:
        """Nothing where there is none, or where it uses itself: validation says so."""
        if name not in self.known:
            self.known[name] = Size()
            if name in self.fragments:
                self.known[name] = self.of(self.fragments[name])
        return self.known[name]


def _count_field(size: Size, node: FieldNode) -> None:
    size.fields += 1
    size.aliases += node.alias is not None
    size.depth += 1
    size.introspection_depth += size.introspection_depth > 0
    if node.name.value in INTROSPECTION:
        size.introspection_depth, size.depth = max(size.introspection_depth, size.depth), 0


def _check(size: Size, deepest: int) -> None:
    for depth, limit in ((size.depth, deepest), (size.introspection_depth, INTROSPECTION_DEPTH)):
        if depth > limit:
            raise _too_deep(str(depth), limit)
    for what, count, limit in (
        ("fields", size.fields, FIELDS),
        ("aliases", size.aliases, ALIASES),
        ("directives", size.directives, DIRECTIVES),
    ):
        _check_count(f"{what}, counting a fragment wherever it is used", count, limit)


def _check_count(what: str, count: int, limit: int) -> None:
    if count > limit:
        raise TooMuch("QUERY_TOO_COMPLEX", f"The document has {count} {what}. At most {limit} go.", limit)


def _too_deep(depth: str, limit: int) -> TooMuch:
    return TooMuch("QUERY_TOO_DEEP", f"The document is {depth} levels deep. At most {limit} go.", limit)
