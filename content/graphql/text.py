"""Rich text in four forms, all made from the same tree."""

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from content import markup, text
from content.errors import BadInput
from content.graphql.blocks import Block
from content.graphql.scalars import HTML, URL, Markdown
from content.reading import ContentItem, Item, LinkView, RichWordsView

if TYPE_CHECKING:
    from content.graphql.content import Content

LONGEST = 5000


def cut(words: str, length: int | None, default: int = 200) -> str:
    """At most so many characters, cut at a word boundary."""
    length = default if length is None else length
    if not 1 <= length <= LONGEST:
        raise BadInput(f"maxLength is {length}. It must be from 1 to {LONGEST}.", argument="maxLength")
    return text.excerpt(words, length)


@strawberry.type(description="A short rich text.")
class RichText:
    @strawberry.field
    def html(root: RichWordsView) -> HTML:
        return HTML(root.html)

    @strawberry.field
    def markdown(root: RichWordsView) -> Markdown:
        return Markdown(root.markdown)

    @strawberry.field
    def plain_text(root: RichWordsView) -> str:
        return root.plain_text

    @strawberry.field(description="Cut at a word boundary.")
    def excerpt(root: RichWordsView, max_length: int | None = 200) -> str:
        return cut(root.plain_text, max_length)


@strawberry.type(description="A link in a text. `node` is the item it leads to, where it is one of ours.")
class ContentLink:
    url: URL
    text: str

    @strawberry.field
    def node(root: LinkView) -> Annotated["Content", strawberry.lazy("content.graphql.content")] | None:
        found: Any = root.node if isinstance(root.node, ContentItem) else None
        return found


@strawberry.type(description="A body: as blocks, or whole.")
class RichContent:
    @strawberry.field
    def html(root: Item) -> HTML:
        return HTML(markup.html(root.blocks))

    @strawberry.field
    def markdown(root: Item) -> Markdown:
        return Markdown(markup.markdown(root.blocks))

    @strawberry.field
    def plain_text(root: Item) -> str:
        return markup.plain(root.blocks)

    @strawberry.field(description="Cut at a word boundary.")
    def excerpt(root: Item, max_length: int | None = 200) -> str:
        return cut(markup.plain(root.blocks), max_length)

    @strawberry.field
    def blocks(root: Item) -> list[Block]:
        found: Any = root.blocks
        return found

    @strawberry.field(description="Where the body leads to, in order. A link to something gone is no link any more.")
    def links(root: Item) -> list[ContentLink]:
        found: Any = root.links
        return found
