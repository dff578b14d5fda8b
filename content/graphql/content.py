"""Content: the fields that every content type shares."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from content.errors import BadInput
from content.graphql import sharing
from content.graphql.enums import Channel, GeographicScope, Licence, Purpose
from content.graphql.node import Node
from content.graphql.organisations import ContactAnswer, Organisation
from content.graphql.photos import FITS, Orientation, PhotoAnswer
from content.graphql.scalars import URL
from content.graphql.sharing import SharePack
from content.graphql.taxonomy import Place, Site, Term
from content.graphql.text import RichContent, cut
from content.linked_data import script_safe
from content.reading import ContentItem, Item


@strawberry.type(description="The language really served, and whether it is what was asked for.")
class Language:
    code: str
    requested: list[str]
    is_fallback: bool

    @strawberry.field(description="True when the original was edited after this translation last was.")
    def is_outdated(root: "LanguageView") -> bool:
        return root.item.is_outdated

    @strawberry.field(description="Every language it can be read in now.")
    def available(root: "LanguageView") -> list[str]:
        return [row["language"] for row in root.item.translations]


class LanguageView:
    """The language an item is served in, as its reader sees it."""

    def __init__(self, item: Item) -> None:
        self.item, self.code, self.is_fallback = item, item.language_code, item.is_fallback
        self.requested = list(item.batch.languages.requested or item.site.languages)


@strawberry.type(description="The same item in another language.")
class Translation:
    language: str
    path: str
    url: URL


@strawberry.type(description="One step of the way from the front page.")
class Breadcrumb:
    title: str
    path: str
    url: URL


def at_most(first: int | None, default: int, limit: int = 20) -> int:
    first = default if first is None else first
    if not 1 <= first <= limit:
        raise BadInput(f"first is {first}. It must be from 1 to {limit}.", argument="first")
    return first


@strawberry.interface(description="What every story, initiative and opportunity has.")
class Content(Node):
    title: str
    summary: str
    slug: str
    path: str
    site: Site
    scope: GeographicScope
    places: list[Place]
    primary_area: Term | None
    areas: list[Term]
    actors: list[Term]
    participation_forms: list[Term]
    contributors: list[Term]
    beneficiaries: list[Term]
    collaboration_level: Term | None
    settings: list[Term]
    tags: list[str]
    organisations: list[Organisation]
    contact: ContactAnswer
    is_intergenerational: bool
    is_low_threshold: bool
    reviewed_at: datetime | None

    @strawberry.field(description="Cut at a word boundary.")
    def short_title(root: ContentItem, max_length: int | None = 60) -> str:
        return cut(root.title, max_length, default=60)

    @strawberry.field
    def url(root: ContentItem) -> URL:
        return URL(root.url)

    @strawberry.field
    def language(root: ContentItem) -> Language:
        return LanguageView(root)  # type: ignore[return-value]

    @strawberry.field(description="Every translation that can be read now, this one included.")
    def translations(root: ContentItem) -> list[Translation]:
        return [Translation(**row) for row in root.translations]

    @strawberry.field(description="The real go-live, never the draft's date.")
    def published_at(root: ContentItem) -> datetime:
        return root.published_at

    @strawberry.field(description="When readers last saw something change, a withdrawn photo included.")
    def updated_at(root: ContentItem) -> datetime:
        return root.updated_at

    @strawberry.field(
        description="The first photo that may be used for the purpose and fits. Null where the item has no photo. "
        "Without a key a photo must be allowed on partner sites, whatever the purpose."
    )
    def image(
        root: ContentItem,
        purpose: Purpose | None = None,
        min_width: int | None = None,
        orientation: Orientation | None = None,
    ) -> PhotoAnswer | None:
        fits = FITS[orientation] if orientation else lambda photo: True
        found: Any = root.image(purpose and purpose.value, min_width, fits)
        return found

    @strawberry.field
    def body(root: ContentItem) -> RichContent:
        return root  # type: ignore[return-value]

    @strawberry.field(description="To the nearest of its places. Only where the list was asked for what is near.")
    def distance_km(root: ContentItem) -> float | None:
        return root.distance_km

    @strawberry.field(description="Chosen by the editors.")
    def related(
        root: ContentItem, first: int | None = 3
    ) -> list[Annotated["Content", strawberry.lazy("content.graphql.content")]]:
        found: Any = root.related(at_most(first, 3))
        return found

    @strawberry.field(description="The way from the front page down to, not including, the item.")
    def breadcrumbs(root: ContentItem) -> list[Breadcrumb]:
        return [Breadcrumb(title=step["title"], path=step["path"], url=URL(step["url"])) for step in root.breadcrumbs]

    @strawberry.field(
        description="The item ready to post on a channel: the text to the character, the picture in its crop."
    )
    def share(root: ContentItem, channel: Channel) -> SharePack:
        return sharing.share(root, channel.value)  # type: ignore[return-value]

    @strawberry.field(description="The terms on which the text may be reused. Photos have their own.")
    def licence(root: ContentItem) -> Licence:
        return Licence(root.licence)

    @strawberry.field(description="schema.org, ready for a script element.")
    def json_ld(root: ContentItem) -> str:
        return script_safe(root.json_ld)

    @classmethod
    def is_type_of(cls, obj: object, info: Info[Any, Any]) -> bool:
        return isinstance(obj, Item) and obj.type_name == cls.__name__

    @classmethod
    def resolve_type(cls, value: Item, info: Any, *_more: Any) -> str:
        return value.type_name
