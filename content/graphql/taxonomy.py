"""Terms, places and sites."""

from typing import Annotated, Any, ClassVar

import strawberry
from strawberry.types import Info

from content.fields import text_in
from content.graphql.context import languages_of, reader_of
from content.graphql.enums import PlaceLevel, Tristate, Vocabulary
from content.graphql.node import Node
from content.graphql.scalars import URL
from content.reading import TermView
from content.references import PlaceRecord, SiteRecord


@strawberry.type(description="A word of a shared vocabulary. Codes are stable; new ones may appear at any time.")
class Term:
    IS_SHARED: ClassVar[bool] = True  # one object stands in many places of an answer

    code: str

    @strawberry.field(
        description="In the languages of the list it stands in, or those you name. The code, where nobody explains it."
    )
    def label(root: TermView, languages: list[str] | None = None) -> str:
        wanted = languages_of(languages).requested or root.languages
        return (text_in(root.record.labels, wanted) if root.record else None) or root.code

    @strawberry.field(description="What this municipality calls it, where that differs: Ældre og Kultur.")
    def local_label(root: TermView, site: str) -> str | None:
        return root.record.local_labels.get(site) if root.record else None

    @strawberry.field
    def vocabulary(root: TermView) -> Vocabulary:
        return Vocabulary(root.vocabulary)

    @strawberry.field(description="The code of the broader term.")
    def broader(root: TermView) -> str | None:
        return root.record.broader if root.record else None

    @strawberry.field(description="The same word in other vocabularies.")
    def exact_match(root: TermView) -> list[URL]:
        return [URL(url) for url in root.record.exact_match] if root.record else []


@strawberry.type(description="Whether a place or an activity can be used by everyone. UNKNOWN is neither yes nor no.")
class Accessibility:
    wheelchair: Tristate
    hearing_loop: Tristate
    toilet: Tristate
    quiet_space: Tristate
    easy_read: Tristate

    @classmethod
    def of(cls, features: dict[str, str]) -> "Accessibility":
        names = ("wheelchair", "hearing_loop", "toilet", "quiet_space", "easy_read")
        return cls(**{name: Tristate(features.get(name, "UNKNOWN")) for name in names})


@strawberry.type(
    description="Somewhere: a venue, a local area, or the whole municipality. Coordinates are WGS 84 degrees."
)
class Place(Node):
    IS_SHARED: ClassVar[bool] = True  # one object stands in many places of an answer

    code: str
    name: str
    level: PlaceLevel
    latitude: float | None
    longitude: float | None

    @strawberry.field
    def address(root: PlaceRecord) -> str | None:
        return root.address or None

    @strawberry.field
    def site(root: PlaceRecord, info: Info[Any, Any]) -> Annotated["Site", strawberry.lazy("content.graphql.taxonomy")]:
        return reader_of(info).snapshot.sites[root.site]  # type: ignore[return-value]

    @strawberry.field(description="The larger place it lies in.")
    def within(
        root: PlaceRecord, info: Info[Any, Any]
    ) -> Annotated["Place", strawberry.lazy("content.graphql.taxonomy")] | None:
        return reader_of(info).snapshot.places.get(root.within or "")  # type: ignore[return-value]

    @strawberry.field
    def accessibility(root: PlaceRecord) -> Accessibility:
        return Accessibility.of(root.accessibility)

    @classmethod
    def is_type_of(cls, obj: object, info: Info[Any, Any]) -> bool:
        return isinstance(obj, PlaceRecord)


@strawberry.type(
    description="The state's number for a municipality, and when it was in use. A string: it may begin with a zero."
)
class MunicipalityCode:
    code: str
    valid_from: str | None
    valid_to: str | None


@strawberry.type(description="One municipality's site.")
class Site:
    IS_SHARED: ClassVar[bool] = True  # one object stands in many places of an answer

    key: str
    name: str
    languages: list[str]
    time_zone: str
    hashtags: list[str]

    @strawberry.field
    def tagline(root: SiteRecord) -> str | None:
        return root.tagline or None

    @strawberry.field(description="The site's own language.")
    def language(root: SiteRecord) -> str:
        return root.language

    @strawberry.field
    def url(root: SiteRecord, info: Info[Any, Any]) -> URL:
        return URL(reader_of(info).addresses.base(root) + "/")

    @strawberry.field
    def accessibility_statement_url(root: SiteRecord) -> URL | None:
        return URL(root.accessibility_statement_url) if root.accessibility_statement_url else None

    @strawberry.field
    def privacy_statement_url(root: SiteRecord) -> URL | None:
        return URL(root.privacy_statement_url) if root.privacy_statement_url else None

    @strawberry.field(description="Newest first. Codes are not stable over reforms; the key is.")
    def municipality_codes(root: SiteRecord) -> list[MunicipalityCode]:
        return [
            MunicipalityCode(
                code=code,
                valid_from=since.isoformat() if since else None,
                valid_to=until.isoformat() if until else None,
            )
            for code, since, until in root.codes
        ]
