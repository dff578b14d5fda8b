"""The pack for a channel, and what each channel allows."""

from datetime import date, datetime
from typing import Any

import strawberry
from django.utils import translation
from strawberry.types import Info

from content import sharing
from content.graphql.context import reader_of
from content.graphql.enums import Channel
from content.graphql.photos import Rendition
from content.graphql.scalars import URL
from content.reading import ContentItem
from content.references import ChannelRecord
from content.sharing import Pack


@strawberry.type(description="How long a text is, counted by the channel's own rule.")
class TextLength:
    value: int
    unit: str = strawberry.field(description="What is counted: a channel's way of counting, or BYTES.")
    limit: int
    remaining: int = strawberry.field(description="Negative where the text is too long.")


@strawberry.type(
    description="All that a post needs: the text, the picture with its words, and whether the channel will take it."
)
class SharePack:
    channel: Channel
    text: str = strawberry.field(description="The link is in it, where the channel allows links.")
    hashtags: list[str] = strawberry.field(description="Those in the text, without the sign.")
    image_alt: str | None = strawberry.field(
        description="What the picture shows, in the item's language; of a card, its words."
    )
    length: TextLength
    is_valid: bool = strawberry.field(description="Whether it keeps all the channel's rules.")
    over_by: int = strawberry.field(description="By how much the text is too long; 0 where it fits.")
    warnings: list[str] = strawberry.field(description="What is broken, then what is worth knowing. In English.")
    is_hand_edited: bool = strawberry.field(description="An editor wrote the text. It is never shortened.")
    is_outdated: bool = strawberry.field(description="The item has changed since an editor wrote the text.")
    planned_for: datetime | None = strawberry.field(description="When the editors want it posted.")
    limits_verified_on: date = strawberry.field(description="The day somebody last checked the channel's limits.")

    @strawberry.field(description="The item's address; with utm_source and utm_medium where the site wants that.")
    def url(root: Pack) -> URL:
        return URL(root.url)

    @strawberry.field(
        description="Allowed on social media; without a key on partner sites as well. A photo, or a card of words."
    )
    def image(root: Pack) -> Rendition | None:
        return root.image  # type: ignore[return-value]


@strawberry.type(description="How large a channel's picture is.")
class PictureRules:
    width: int
    height: int
    max_bytes: int
    alt_max_length: int
    is_required: bool


@strawberry.type(description="What a channel allows. The limits are data, with their source.")
class ChannelRules:
    channel: Channel
    name: str
    limit: int
    byte_limit: int | None
    verified_on: date = strawberry.field(description="The day somebody last read the source.")

    @strawberry.field(description="The way of counting.")
    def unit(root: ChannelRecord) -> str:
        return root.counting

    @strawberry.field(description="What a link counts as, where not as what it is.")
    def url_length(root: ChannelRecord) -> int | None:
        return root.link_length

    @strawberry.field(description="0 where links cannot be clicked.")
    def max_links(root: ChannelRecord) -> int | None:
        return root.most_links

    @strawberry.field
    def max_hashtags(root: ChannelRecord) -> int | None:
        return root.most_hashtags

    @strawberry.field
    def picture(root: ChannelRecord) -> PictureRules:
        return PictureRules(
            width=root.picture_width,
            height=root.picture_height,
            max_bytes=root.picture_bytes,
            alt_max_length=root.alt_limit,
            is_required=root.needs_picture,
        )

    @strawberry.field(description="Where the limits were read.")
    def sources(root: ChannelRecord) -> list[str]:
        return root.source.split()


def share(item: ContentItem, channel: str) -> Pack:
    """The item's pack; what it warns of in the language of the API's messages."""
    item.reader.interests.everything()  # words, pictures, the channel's rules, and who agrees to what
    item.reader.depends_on_the_day()
    with translation.override("en"):
        return sharing.pack(item, sharing.rules_for(item.reader.snapshot, channel))


@strawberry.type
class Query:
    @strawberry.field(description="The channels that posts are made ready for.")
    def channels(self, info: Info[Any, Any]) -> list[ChannelRules]:
        reader_of(info).interests.everything()
        found: Any = [rules for rules in reader_of(info).snapshot.channels.values() if rules.is_on]
        return found
