"""`changes(after:)`: what is new since you last asked, for mirrors."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from content import changes, ids
from content.changes import ChangePage, Told, Wanted
from content.graphql.content import Content
from content.graphql.context import languages_of, reader_of
from content.graphql.enums import ChangeReason, Fallback, Lifecycle
from content.graphql.filters import ContentType
from content.graphql.scalars import URL


@strawberry.type(description="An item that is new or has changed, as it is now.")
class Upsert:
    at: datetime
    reason: ChangeReason

    @strawberry.field
    def node(root: Told) -> Content:
        return root.item  # type: ignore[return-value]

    @classmethod
    def is_type_of(cls, obj: object, info: Info[Any, Any]) -> bool:
        return isinstance(obj, Told) and obj.item is not None


@strawberry.type(description="An item to take down: withdrawn, or no longer what the filter asks for. Never a title.")
class Tombstone:
    at: datetime
    reason: ChangeReason

    @strawberry.field
    def id(root: Told) -> strawberry.ID:
        return strawberry.ID(ids.public_id(ids.ITEM, root.uid))

    @strawberry.field(description="The type it had: Story, Event.")
    def typename(root: Told) -> str:
        return root.type_name

    @strawberry.field(description="Where it can still be read, on another site or in another language.")
    def replaced_by(root: Told) -> URL | None:
        return URL(root.elsewhere) if root.elsewhere else None

    @classmethod
    def is_type_of(cls, obj: object, info: Info[Any, Any]) -> bool:
        return isinstance(obj, Told) and obj.item is None


Change = Annotated[Upsert | Tombstone, strawberry.union("Change", description="What became of one item.")]


@strawberry.type(description="A page of changes, oldest first. Each item comes once, as it is now.")
class ChangeConnection:
    next_token: str = strawberry.field(description="Go on from here. The same as before when nothing was new.")
    latest_token: str = strawberry.field(
        description="Where the log stands at this moment. Take it before you read everything by lists, go on from it "
        "afterwards, and nothing falls between."
    )
    has_more: bool = strawberry.field(description="True while there is more to fetch at once.")

    @strawberry.field
    def changes(root: ChangePage) -> list[Change]:
        return root.told  # type: ignore[return-value]


@strawberry.input(description="What a mirror wants. An item that stops matching comes as a tombstone.")
class ChangeFilter:
    types: list[ContentType] | None = None
    sites: list[str] | None = None
    kinds: list[str] | None = strawberry.field(default=None, description="Opportunities of these kinds.")
    lifecycle: list[Lifecycle] | None = strawberry.field(
        default=None, description="Opportunities that stand so; everything that is no opportunity passes."
    )


def wanted_of(filter_: ChangeFilter | None, languages: list[str] | None, fallback: Fallback | None) -> Wanted:
    asked = filter_ or ChangeFilter()

    def plain(values: list[Any] | None) -> tuple[str, ...] | None:
        return None if values is None else tuple(dict.fromkeys(getattr(each, "value", each) for each in values))

    return Wanted(
        types=plain(asked.types),
        sites=plain(asked.sites),
        kinds=plain(asked.kinds),
        lifecycle=plain(asked.lifecycle),
        languages=languages_of(languages, fallback),
    )


@strawberry.type
class Query:
    @strawberry.field(
        description="What is new since you last asked. Without after and since: everything, then what is new. Tokens "
        "are good for at least 90 days; an older one answers CURSOR_EXPIRED, and a full read starts anew."
    )
    def changes(
        self,
        info: Info[Any, Any],
        after: str | None = None,
        first: int | None = 100,
        filter: ChangeFilter | None = None,  # noqa: A002 - the contract's word
        languages: list[str] | None = None,
        fallback: Fallback | None = Fallback.CHAIN,
        since: Annotated[
            datetime | None, strawberry.argument(description="In place of after: what has changed from this moment on.")
        ] = None,
    ) -> ChangeConnection:
        wanted = wanted_of(filter, languages, fallback)
        size = changes.LARGEST_PAGE if first is None else first
        reader_of(info).interests.everything()
        found: Any = changes.read(reader_of(info), wanted, after, size, since)
        return found
