"""A photo's sizes: their measures by arithmetic, their addresses signed, their files made when first fetched.

A query that asks for a thousand renditions touches neither the database nor a picture. The address carries the purpose
it was given out for; the moment the people in the picture no longer agree to that, it answers 410.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.crypto import constant_time_compare, salted_hmac
from wagtail.images.image_operations import FillOperation, ImageTransform, WidthHeightOperation
from wagtail.images.models import Filter
from wagtail.images.rect import Rect

from content.models.photo import Photo, Rendition
from content.references import PhotoRecord
from content.words import Consent, Purpose

PRESETS = {  # width × height of the crop
    "CARD": (800, 600),
    "HERO": (1600, 900),
    "OPEN_GRAPH": (1200, 630),
    "SQUARE": (1080, 1080),
    "PORTRAIT": (1080, 1350),
    "SIGNAGE": (1920, 1080),
    "THUMBNAIL": (240, 180),
}
WIDTHS = (160, 320, 480, 640, 800, 1080, 1200, 1600, 1920, 2400)  # a free width is rounded up to one of these
FORMATS = {"JPEG": ("jpg", "image/jpeg"), "WEBP": ("webp", "image/webp"), "AVIF": ("avif", "image/avif")}
SHARE_OF_PRESET = (0.25, 0.5, 0.75, 1.0)  # the steps of a srcset
_LETTERS = {"w": Purpose.OWN_WEBSITE, "p": Purpose.PARTNER_SITES, "s": Purpose.SOCIAL_MEDIA, "t": Purpose.PRINT}
_LETTER_OF = {purpose: letter for letter, purpose in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Size:
    """One size of one photo: what it will be, and the recipe."""

    recipe: str  # "fill-800x600", "width-640", or for a post "post-1200x630-1000000": cropped, in so many bytes
    width: int
    height: int


def preset_size(photo: PhotoRecord, preset: str, share: float = 1.0) -> Size:
    return _size(_filling(preset, share), photo.width, photo.height, photo.focal_point)


@cache
def _filling(preset: str, share: float) -> str:
    width, height = PRESETS[preset]
    return f"fill-{round(width * share)}x{round(height * share)}"


def width_size(photo: PhotoRecord, width: int) -> Size:
    step = next((step for step in WIDTHS if step >= width), WIDTHS[-1])
    return _size(f"width-{step}", photo.width, photo.height, photo.focal_point)


def post_size(photo: PhotoRecord, width: int, height: int, most_bytes: int) -> Size:
    """A crop for a channel, in at most so many bytes."""
    crop = _size(f"fill-{width}x{height}", photo.width, photo.height, photo.focal_point)
    return Size(f"post-{width}x{height}-{most_bytes}", crop.width, crop.height)


@lru_cache(maxsize=8192)
def _size(recipe: str, width: int, height: int, focal_point: tuple[int, int, int, int] | None) -> Size:
    """What Wagtail's own operation will make of it, without opening the file."""
    operation = (FillOperation if recipe.startswith("fill") else WidthHeightOperation)(*recipe.split("-"))
    transform = operation.run(ImageTransform((width, height)), _Focus(focal_point))
    return Size(recipe, int(transform.size[0]), int(transform.size[1]))


class _Focus:
    """As much of an image as Wagtail's crop wants to know."""

    def __init__(self, focal_point: tuple[int, int, int, int] | None) -> None:
        self._focal_point = focal_point

    def get_focal_point(self) -> Rect | None:
        return Rect.from_point(*self._focal_point) if self._focal_point else None


def path_of(photo: PhotoRecord, size: Size, format_name: str, purposes: Iterable[str]) -> str:
    """The signed path of a rendition: /photos/<photo>/<recipe>.<uses>.<signature>.jpg"""
    uses = _letters(frozenset(purposes))
    extension = FORMATS[format_name][0]
    return f"/photos/{photo.id}/{size.recipe}.{uses}.{_sign(photo, size.recipe, uses, extension)}.{extension}"


@cache
def _letters(purposes: frozenset[str]) -> str:
    return "".join(sorted(_LETTER_OF[Purpose(purpose)] for purpose in purposes))


@lru_cache(maxsize=16384)
def _signature(message: str, key: str) -> str:
    return salted_hmac("content.renditions", message, secret=key, algorithm="sha256").hexdigest()[:16]


def _sign(photo: PhotoRecord, recipe: str, uses: str, extension: str) -> str:
    focus = photo.focal_point or ""
    return _signature(f"{photo.uid}|{photo.file_hash}|{focus}|{recipe}|{uses}|{extension}", settings.SECRET_KEY)


def purposes_in(photo: PhotoRecord, recipe: str, uses: str, signature: str, extension: str) -> frozenset[str] | None:
    """The uses an address was given out for; None when we never gave it out."""
    if not constant_time_compare(signature, _sign(photo, recipe, uses, extension)):
        return None
    return frozenset(_LETTERS[letter] for letter in uses)


class Withdrawn(Exception):
    """The people in a photo withdrew their consent while its file was being made."""


def file_of(photo: PhotoRecord, recipe: str, extension: str) -> str:
    """The storage name of a rendition's file, made now if this is the first time. Carries no EXIF."""
    format_name = next(name for name, (ending, _mime) in FORMATS.items() if ending == extension)
    spec = spec_of(recipe, format_name)
    rendition = Photo.objects.get(uid=photo.uid).get_rendition(Filter(spec=spec))
    if not default_storage.exists(rendition.file.name):  # somebody emptied the folder
        rendition.delete()
        rendition = Photo.objects.get(uid=photo.uid).get_rendition(Filter(spec=spec))
    if rendition.bytes is None:
        size = default_storage.size(rendition.file.name)
        Rendition.objects.filter(pk=rendition.pk).update(bytes=size)  # Wagtail's cache may hold one that is gone
        if Photo.objects.filter(pk=rendition.image_id, consent=Consent.WITHDRAWN).exists():
            forget(rendition.image_id)
            raise Withdrawn
    return str(rendition.file.name)


def forget(photo: int) -> None:
    """Take away every size of a photo, files first: what fails is found again by its row."""
    for rendition in Rendition.objects.filter(image_id=photo):
        rendition.file.storage.delete(rendition.file.name)
        rendition.delete()


def spec_of(recipe: str, format_name: str) -> str:
    """A rendition as Wagtail names it."""
    if recipe.startswith("post-"):
        _post, crop, most_bytes = recipe.split("-")
        return f"fill-{crop}|bare|format-jpeg|atmost-{most_bytes}"
    return f"{recipe}|bare|format-{format_name.lower()}"


def bytes_of(recipe: str, format_name: str) -> dict[str, int]:
    """The file sizes of this rendition for every photo it has been made for, by the photo's uid. One statement."""
    made = Rendition.objects.filter(filter_spec=spec_of(recipe, format_name), bytes__isnull=False)
    return {str(uid): size for uid, size in made.values_list("image__uid", "bytes")}
