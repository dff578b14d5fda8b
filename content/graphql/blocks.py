"""One type per block. A client that knows none of them can still show `text`."""

from typing import Any

import strawberry
from strawberry.types import Info

from content import markup
from content.graphql.photos import Photo
from content.graphql.scalars import HTML, URL, Markdown
from content.reading import Block as BlockView


@strawberry.interface(description="One block of a body.")
class Block:
    @strawberry.field
    def id(root: BlockView) -> strawberry.ID:
        return strawberry.ID(root.id)

    @strawberry.field(description="The block as plain text, for clients that do not know its type.")
    def text(root: BlockView) -> str:
        return markup.block_plain(root)

    @classmethod
    def resolve_type(cls, value: BlockView, info: Any, *_more: Any) -> str:
        return value.type


class _Block:
    @classmethod
    def is_type_of(cls, obj: object, info: Info[Any, Any]) -> bool:
        return isinstance(obj, BlockView) and obj.type == cls.__name__


@strawberry.type(description="Running text.")
class ParagraphBlock(_Block, Block):
    @strawberry.field
    def html(root: BlockView) -> HTML:
        return HTML(markup.paragraph_html(root))

    @strawberry.field
    def markdown(root: BlockView) -> Markdown:
        return Markdown(markup.paragraph_markdown(root))


@strawberry.type(description="A heading. Level 2 or 3.")
class HeadingBlock(_Block, Block):
    level: int
    anchor: str


@strawberry.type(description="Someone's own words.")
class QuoteBlock(_Block, Block):
    quote: str
    role: str | None


@strawberry.type(description="A photo in the text. Left out, caption and all, while it may not be used.")
class PhotoBlock(_Block, Block):
    photo: Photo
    caption: str | None


@strawberry.type(description="Several photos together.")
class GalleryBlock(_Block, Block):
    photos: list[PhotoBlock]


@strawberry.type(description="A fact: what, and its value.")
class Fact:
    label: str
    value: str


@strawberry.type(description="A box of facts.")
class FactsBlock(_Block, Block):
    heading: str

    @strawberry.field
    def facts(root: BlockView) -> list[Fact]:
        return [Fact(**fact) for fact in root.written["facts"]]


@strawberry.type(description="A file to download.")
class Document:
    title: str
    url: URL
    extension: str
    bytes: int

    @classmethod
    def of(cls, written: dict[str, Any], host: str) -> "Document":
        return cls(
            title=written["title"],
            url=URL(host + written["path"]),
            extension=written["extension"],
            bytes=written["bytes"],
        )


@strawberry.type(description="A file to download, in the text.")
class DocumentBlock(_Block, Block):
    @strawberry.field
    def document(root: BlockView) -> Document | None:
        written = root.written["document"]
        return Document.of(written, root.item.reader.addresses.host) if written else None


@strawberry.type(description="A film or the like elsewhere, as a link: nobody is followed.")
class EmbedBlock(_Block, Block):
    url: URL
    title: str


@strawberry.type(description="The next step.")
class CallToActionBlock(_Block, Block):
    label: str
    url: URL


@strawberry.type(description="Agreed beforehand: what you give, what you get, whom to ask.")
class ExpectationsBlock(_Block, Block):
    give: str
    get: str
    ask: str


BLOCKS = [
    ParagraphBlock,
    HeadingBlock,
    QuoteBlock,
    PhotoBlock,
    GalleryBlock,
    FactsBlock,
    DocumentBlock,
    EmbedBlock,
    CallToActionBlock,
    ExpectationsBlock,
]
