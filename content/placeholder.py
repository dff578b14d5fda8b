"""What stands in for a photo until it has come: a blurhash and its main colour, made once at upload."""

from typing import BinaryIO

import blurhash
from PIL import Image


def of(file: BinaryIO) -> tuple[str, str]:
    """The blurhash and the dominant colour (#rrggbb) of an image file. Leaves the file where it was."""
    position = file.tell()
    file.seek(0)
    try:
        with Image.open(file) as image:
            image.draft("RGB", (128, 128))  # a JPEG decodes straight to a small size
            small = image.convert("RGB")
            small.thumbnail((32, 32))
        return blurhash.encode(_rows(small), components_x=4, components_y=3), _dominant(small)
    finally:
        file.seek(position)


def _rows(image: Image.Image) -> list[list[tuple[int, ...]]]:
    flat = image.tobytes()
    width = image.width * 3
    lines = [flat[start : start + width] for start in range(0, len(flat), width)]
    return [[tuple(line[at : at + 3]) for at in range(0, width, 3)] for line in lines]


def _dominant(image: Image.Image) -> str:
    palette = image.quantize(colors=8)
    histogram = palette.histogram()
    most = histogram.index(max(histogram))
    red, green, blue = (palette.getpalette() or [128, 128, 128])[most * 3 : most * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
