"""Who stands behind it, and whom to ask."""

from typing import Any, ClassVar

import strawberry
from strawberry.types import Info

from content.graphql.context import reader_of
from content.graphql.node import Node
from content.graphql.scalars import URL
from content.graphql.taxonomy import Place, Term
from content.reading import ContactView, TermView
from content.references import OrganisationRecord


@strawberry.type(description="An association, a network, a business, a council or a part of the municipality.")
class Organisation(Node):
    IS_SHARED: ClassVar[bool] = True  # one object stands in many places of an answer

    name: str
    welcomes_new_volunteers: bool

    @strawberry.field(description="A word of the ACTOR vocabulary.")
    def kind(root: OrganisationRecord, info: Info[Any, Any]) -> Term:
        snapshot = reader_of(info).snapshot
        record = snapshot.terms.get(("ACTOR", root.kind))
        site = snapshot.sites.get(root.site or "")
        languages = tuple(site.languages) if site else ("da", "nb", "nn", "en")
        return TermView("ACTOR", root.kind, record, languages, root.site)  # type: ignore[return-value]

    @strawberry.field
    def description(root: OrganisationRecord) -> str | None:
        return root.description or None

    @strawberry.field
    def website(root: OrganisationRecord) -> URL | None:
        return URL(root.website) if root.website else None

    @strawberry.field
    def place(root: OrganisationRecord, info: Info[Any, Any]) -> Place | None:
        return reader_of(info).snapshot.places.get(root.place or "")  # type: ignore[return-value]

    @strawberry.field(description="True for councils, committees and reference groups.")
    def is_body(root: OrganisationRecord) -> bool:
        return root.is_body

    @strawberry.field(description="What a body is there for.")
    def remit(root: OrganisationRecord) -> str | None:
        return root.remit or None

    @classmethod
    def is_type_of(cls, obj: object, info: Info[Any, Any]) -> bool:
        return isinstance(obj, OrganisationRecord)


@strawberry.type(description="Whom to ask: a function with a mailbox, and a name only where its owner agreed.")
class ContactPoint:
    @strawberry.field
    def id(root: ContactView) -> strawberry.ID:
        return strawberry.ID(root.contact.id if root.contact else "")

    @strawberry.field
    def role(root: ContactView) -> str | None:
        return root.role

    @strawberry.field
    def name(root: ContactView) -> str | None:
        return root.contact.name if root.contact else None

    @strawberry.field
    def email(root: ContactView) -> str | None:
        return (root.contact.email if root.contact else "") or None

    @strawberry.field
    def phone(root: ContactView) -> str | None:
        return (root.contact.phone if root.contact else "") or None

    @strawberry.field
    def hours(root: ContactView) -> str | None:
        return (root.contact.hours if root.contact else "") or None


@strawberry.type(description="Whom to ask, and whether it is somebody more general than asked for.")
class ContactAnswer:
    is_fallback: bool

    @strawberry.field
    def contact(root: ContactView) -> ContactPoint | None:
        return root if root.contact else None  # type: ignore[return-value]
