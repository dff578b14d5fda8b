"""What of its items a document shows, as far as that matters when something they refer to changes.

A renamed association is told of for every item that names it. An answer with nothing but titles need not be made anew
for that. Found out from the document alone, once, so that it is true however the answer is made.
"""

from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    visit,
)

from content.log import A_LINK, THE_WAY

WHOLE = "jsonLd"  # says something of everything
TEXTS = frozenset({"RichContent", "RichText", "ContentLink", "html", "markdown", "text"})
TOLD_BY: dict[str, frozenset[str]] = {  # what changed → the types and fields that show it
    "Organisation": frozenset({"Organisation"}),
    "Body": frozenset({"Organisation"}),
    "Place": frozenset({"Place", "distanceKm"}),
    "ContactPoint": frozenset({"ContactAnswer", "ContactPoint"}),
    "Term": frozenset({"Term", "FacetValue", "FollowUpRow"}),
    "LocalLabel": frozenset({"Term", "FacetValue", "FollowUpRow"}),
    "Photo": frozenset({"Photo", "PhotoAnswer", "updatedAt"}) | TEXTS,
    "Quote": frozenset({"Quote"}) | TEXTS,
    A_LINK: frozenset({"related", "matches", "similar"}) | TEXTS,
    THE_WAY: frozenset({"Breadcrumb"}),
}


class _Names(Visitor):
    """The types and fields that a document asks for."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types, self.found = types, set[str]()

    def enter_field(self, node: FieldNode, *_where: Any) -> None:
        self.found.add(node.name.value)
        if kind := self.types.get_type():
            self.found.add(get_named_type(kind).name)


def hidden_from(document: DocumentNode, schema: GraphQLSchema) -> frozenset[str]:
    """The causes of change that nothing in this document shows."""
    types = TypeInfo(schema)
    names = _Names(types)
    visit(document, TypeInfoVisitor(types, names))
    if WHOLE in names.found:
        return frozenset()
    return frozenset(cause for cause, shows in TOLD_BY.items() if shows.isdisjoint(names.found))
