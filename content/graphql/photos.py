"""A photo and its sizes; nothing without consent."""

from collections.abc import Callable
from enum import Enum
from typing import Any

import strawberry
from strawberry.types import Info

from content.graphql.enums import ImageFormat, ImagePreset, Licence
from content.graphql.node import Node
from content.graphql.scalars import URL
from content.reading import PhotoChoice, PhotoView, RenditionView
from content.references import PhotoRecord


@strawberry.enum(description="The shape of a picture.")
class Orientation(Enum):
    LANDSCAPE = "LANDSCAPE"
    PORTRAIT = "PORTRAIT"
    SQUARE = "SQUARE"


FITS: dict[Orientation, Callable[[PhotoRecord], bool]] = {
    Orientation.LANDSCAPE: lambda photo: photo.width > photo.height,
    Orientation.PORTRAIT: lambda photo: photo.width < photo.height,
    Orientation.SQUARE: lambda photo: photo.width == photo.height,
}


@strawberry.type(
    description="One size of a photo. The file is made when first fetched; its address answers 410 when consent ends."
)
class Rendition:
    width: int
    height: int
    mime: str
    bytes: int | None = strawberry.field(description="Null until somebody has fetched the file: only then is it made.")

    @strawberry.field
    def url(root: RenditionView) -> URL:
        return URL(root.url)


@strawberry.type(description="The part of the picture that must stay: centre and size, in pixels of the original.")
class FocalPoint:
    x: int
    y: int
    width: int
    height: int


@strawberry.type(description="What stands in until the photo has come.")
class Placeholder:
    blurhash: str
    dominant_color: str


@strawberry.type(description="A photo that may be used, now, for the purpose asked.")
class Photo(Node):
    @strawberry.field(description="What the photo shows, in the language served. Empty where it is decoration.")
    def alt(root: PhotoView) -> str:
        return root.alt

    @strawberry.field
    def is_decorative(root: PhotoView) -> bool:
        return root.record.is_decorative

    @strawberry.field
    def caption(root: PhotoView) -> str | None:
        return root.caption

    @strawberry.field(description="Name the photographer where you show it.")
    def credit(root: PhotoView) -> str | None:
        return root.record.credit or None

    @strawberry.field
    def licence(root: PhotoView) -> Licence | None:
        return Licence(root.record.licence)

    @strawberry.field(description="Of the original, in pixels.")
    def width(root: PhotoView) -> int:
        return root.record.width

    @strawberry.field
    def height(root: PhotoView) -> int:
        return root.record.height

    @strawberry.field
    def focal_point(root: PhotoView) -> FocalPoint | None:
        if root.record.focal_point is None:
            return None
        x, y, width, height = root.record.focal_point
        return FocalPoint(x=x, y=y, width=width, height=height)

    @strawberry.field(description="One size: a preset, or a width from 1 to 2400 (rounded up to the next step).")
    def rendition(
        root: PhotoView,
        preset: ImagePreset | None = None,
        width: int | None = None,
        format: ImageFormat | None = None,  # noqa: A002 - the contract's word
    ) -> Rendition:
        return root.rendition(preset and preset.value, width, format.value if format else "JPEG")  # type: ignore[return-value]

    @strawberry.field(description="The same picture in growing widths, for an img's srcset.")
    def src_set(
        root: PhotoView,
        preset: ImagePreset | None = None,
        format: ImageFormat | None = None,  # noqa: A002 - the contract's word
    ) -> list[Rendition]:
        return root.src_set(preset and preset.value, format.value if format else "JPEG")  # type: ignore[return-value]

    @strawberry.field
    def placeholder(root: PhotoView) -> Placeholder:
        return Placeholder(blurhash=root.record.blurhash, dominant_color=root.record.dominant_colour)

    @classmethod
    def is_type_of(cls, obj: object, info: Info[Any, Any]) -> bool:
        return isinstance(obj, PhotoView)


@strawberry.type(description="The photo for a purpose, or why there is none.")
class PhotoAnswer:
    is_fallback: bool
    reason: str | None

    @strawberry.field
    def photo(root: PhotoChoice) -> Photo | None:
        return root.photo  # type: ignore[return-value]
