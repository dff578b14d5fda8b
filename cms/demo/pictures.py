"""Draw the twelve demo pictures: warm, flat illustrations made of nothing but shapes, tints and a seed.

A scene is drawn in units where the long side is 1500, a little finer than that, and then resized to its size in
`SIZES`. Faces, trees and houses are drawn in coordinates of their own, which `Canvas.at` places in the picture. An
outline is a list of points or, where nothing in it moves, a text such as "0,-52 36,-38 46,0".
"""

import io
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

Point = tuple[float, float]
Outline = Sequence[Point] | str

LONG_SIDE = 1500
FINENESS = 1.6
QUALITY = 82

WHITE, CREAM, INK, PALE, WOOD, SHADOW = "#fffaf0", "#fbf1de", "#33293f", "#f6cfb2", "#bd8754", "#2a1c3c80"
RED, GOLD, GREEN, BLUE, TEAL, PLUM = "#d5452f", "#eab24a", "#5f8a5a", "#3f6c8f", "#5fa296", "#7a4a6b"
FLAGS = (RED, GOLD, TEAL, CREAM, "#e39a78")
SPINES = ("#b8433a", "#e0a03f", "#3f6c7f", "#5d8059", PLUM, "#e8d3ae", "#2f4a63", "#cf7550")
AUTUMN = ("#d9792f", "#e9a93c", "#b8482f", "#c9913d", "#8f5a36")
SUMMER = ("#7fa552", "#a3ad4c", "#6a9a58", "#8fb35f")
SKINS = (PALE, "#eab68f", "#c98a5f", "#8f5a3c", "#f2c4a4", "#6d4330")


def mix(first: str, second: str, share: float) -> str:
    """The colour `share` of the way from the first to the second."""
    pairs = zip(ImageColor.getrgb(first)[:3], ImageColor.getrgb(second)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def shaded(fill: str, shade: str) -> str:
    """The colour in the shade: still itself, not grey."""
    pairs = zip(ImageColor.getrgb(fill)[:3], ImageColor.getrgb(mix("#ffffff", shade, 0.44))[:3], strict=True)
    return "#" + "".join(f"{a * b // 255:02x}" for a, b in pairs)


@cache
def table(text: str) -> list[tuple[float, ...]]:
    """The numbers in "1,2,3 4,5,6", row by row."""
    return [tuple(float(number) for number in row.split(",")) for row in text.split()]


def points(outline: Outline) -> list[Point]:
    return [(x, y) for x, y in (table(outline) if isinstance(outline, str) else outline)]


def both(outline: Outline) -> list[Point]:
    """The right half of something symmetrical, from top to bottom, completed with its left half."""
    half = points(outline)
    return half + [(-x, y) for x, y in reversed(half) if x]


def smooth(outline: Outline, closed: bool = False, steps: int = 7) -> list[Point]:
    """A curve through the points (Catmull-Rom)."""
    dots = points(outline)
    count = len(dots)
    around = [dots[i % count] if closed else dots[min(max(i, 0), count - 1)] for i in range(-1, count + 2)]
    curve: list[Point] = []
    for i in range(count if closed else count - 1):
        for t in (step / steps for step in range(steps)):
            weights = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2)
            near = list(zip(weights, around[i : i + 4], strict=True))
            curve.append((sum(w * x for w, (x, _) in near) / 2, sum(w * y for w, (_, y) in near) / 2))
    return curve if closed else [*curve, dots[-1]]


def ring(x: float, y: float, rx: float, ry: float, start: float = 0, end: float = 360) -> list[Point]:
    """The outline of an ellipse, or of the part between two angles; 0 is to the right and 90 is down."""
    steps = round(min(96, max(22, (rx + ry) / 3)) * abs(end - start) / 360) + 4
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


@cache
def ramp(direction: str) -> Image.Image:
    """A gradient growing towards a side ("right") or a corner ("right down")."""
    down = Image.linear_gradient("L")
    sides = {
        "down": down,
        "up": down.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        "right": down.transpose(Image.Transpose.ROTATE_90),
        "left": down.transpose(Image.Transpose.ROTATE_270),
    }
    first, _, second = direction.partition(" ")
    return Image.blend(sides[first], sides[second], 0.5) if second else sides[first]


@cache
def grain() -> Image.Image:
    """Noise larger than any canvas, the same every time."""
    side, times = 512, 7
    tile = Image.frombytes("L", (side, side), Random("grain").randbytes(side * side))
    tile = tile.filter(ImageFilter.GaussianBlur(0.7)).point([64 + v // 2 for v in range(256)])
    sheet = Image.new("L", (side * times, side * times))
    for i in range(times * times):
        sheet.paste(tile, (side * (i % times), side * (i // times)))
    return sheet


DARKENING = [min(255, max(0, (v - 112) * 3)) for v in range(256)]
LIGHTENING = [min(200, max(0, (92 - v) * 4)) for v in range(256)]
FADING = [round(255 * max(0.0, 1 - v / 180) ** 2 * (1 + 2 * min(1, v / 180))) for v in range(256)]


def silhouette(outlines: Sequence[Sequence[Point]], margin: int = 0) -> tuple[int, int, Image.Image]:
    """Where a mask of the outlines begins, and the mask."""
    xs, ys = [x for outline in outlines for x, _ in outline], [y for outline in outlines for _, y in outline]
    left, top = math.floor(min(xs)) - margin, math.floor(min(ys)) - margin
    mask = Image.new("L", (math.ceil(max(xs)) - left + margin + 1, math.ceil(max(ys)) - top + margin + 1))
    for outline in outlines:
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in outline], 255)
    return left, top, mask


class Canvas:
    """A picture under way.

    `shade` names the side of a shape that is in the shade, such as "right down"; the opposite side catches the light.
    """

    def __init__(self, key: str) -> None:
        scale = LONG_SIDE / max(SIZES[key])
        self.width, self.height = (side * scale for side in SIZES[key])
        self.image = Image.new("RGB", (round(self.width * FINENESS), round(self.height * FINENESS)))
        self.pen = ImageDraw.Draw(self.image)
        self.random = Random(key)
        self.some, self.pick = self.random.uniform, self.random.choice
        self.shade, self.light = "#6a3048", "#ffe7b0"
        self.frame = (FINENESS, 0.0, 0.0, 0.0, FINENESS, 0.0)

    @contextmanager
    def at(self, x: float, y: float, scale: float = 1, turn: float = 0, wide: float = 1) -> Iterator[None]:
        """Draw what follows here, this large, turned this many degrees, this much wider; -1 mirrors it."""
        outer = a, b, _, d, e, _ = self.frame
        cos, sin = scale * math.cos(math.radians(turn)), scale * math.sin(math.radians(turn))
        [(left, top)] = self.mapped([(x, y)])
        across, along = (a * cos + b * sin) * wide, (d * cos + e * sin) * wide
        self.frame = (across, b * cos - a * sin, left, along, e * cos - d * sin, top)
        yield
        self.frame = outer

    def sides(self) -> Iterator[int]:
        """Draw what follows on the right and, mirrored, on the left."""
        for side in (1, -1):
            with self.at(0, 0, wide=side):
                yield side

    def mapped(self, outline: Outline) -> list[Point]:
        a, b, left, d, e, top = self.frame
        return [(a * x + b * y + left, d * x + e * y + top) for x, y in points(outline)]

    def paint(self, parts: Sequence[Outline], fill: str, shade: str = "") -> None:
        """Fill the parts as one."""
        outlines = [self.mapped(part) for part in parts]
        opaque = len(fill) == 7
        for outline in outlines if opaque else []:
            self.pen.polygon(outline, fill)
        if opaque and not shade:
            return
        left, top, mask = silhouette(outlines)
        if not opaque:
            self.tint(fill, left, top, mask)
        if shade:
            gradient = ramp(shade).resize(mask.size, Image.Resampling.NEAREST)
            speckled = ImageChops.add(gradient, grain().crop((0, 0, *mask.size)), 2)
            for colour, curve in ((shaded(fill, self.shade), DARKENING), (mix(fill, self.light, 0.34), LIGHTENING)):
                self.tint(colour, left, top, ImageChops.multiply(mask, speckled.point(curve)))

    def tint(self, colour: str, left: int, top: int, mask: Image.Image) -> None:
        """Lay a colour, see-through if it has an alpha, through a mask."""
        red, green, blue, alpha = (*ImageColor.getrgb(colour), 255)[:4]
        if alpha < 255:
            mask = mask.point([v * alpha // 255 for v in range(256)])
        self.image.paste((red, green, blue), (left, top), mask)

    def shape(self, outline: Outline, fill: str, shade: str = "") -> None:
        self.paint([outline], fill, shade)

    def blob(self, outline: Outline, fill: str, shade: str = "") -> None:
        self.paint([smooth(outline, closed=True)], fill, shade)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str, shade: str = "") -> None:
        self.paint([ring(x, y, rx, ry)], fill, shade)

    def box(self, x: float, y: float, w: float, h: float, fill: str, shade: str = "", corner: float = 0) -> None:
        """A rectangle, with rounded corners if asked for."""
        left, right, top, bottom = x + corner, x + w - corner, y + corner, y + h - corner
        tall = [(left, y), (right, y), (right, y + h), (left, y + h)]
        wide = [(x, top), (x + w, top), (x + w, bottom), (x, bottom)]
        dots = [ring(cx, cy, corner, corner) for cx in (left, right) for cy in (top, bottom)]
        self.paint([tall, wide, *dots] if corner else [tall], fill, shade)

    def limb(self, outline: Outline, start: float, end: float, fill: str, shade: str = "") -> None:
        """A soft line through the points, tapering from one width to another."""
        spine = smooth(outline)
        parts: list[Outline] = []
        for i, (x, y) in enumerate(spine):
            radius = (start + (end - start) * i / (len(spine) - 1)) / 2
            parts.append(ring(x, y, radius, radius))
            if i:
                px, py = spine[i - 1]
                length = math.hypot(x - px, y - py) or 1
                nx, ny = (py - y) / length * radius, (x - px) / length * radius
                parts.append([(px + nx, py + ny), (x + nx, y + ny), (x - nx, y - ny), (px - nx, py - ny)])
        self.paint(parts, fill, shade)

    def line(self, outline: Outline, width: float, fill: str) -> None:
        """A line of even width with round ends."""
        a, b, _, d, e, _ = self.frame
        thick, dots = max(1, round(width * math.sqrt(abs(a * e - b * d)))), self.mapped(outline)
        self.pen.line(dots, fill, thick, joint="curve")
        for x, y in (dots[0], dots[-1]) if thick > 4 else ():
            r = thick / 2 - 0.5
            self.pen.ellipse((x - r, y - r, x + r, y + r), fill)

    def soft(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        """A glow or a shadow that fades away from its middle."""
        (left, top), (right, bottom) = self.mapped([(x - rx, y - ry), (x + rx, y + ry)])
        size = max(1, round(abs(right - left))), max(1, round(abs(bottom - top)))
        fading = Image.radial_gradient("L").point(FADING).resize(size, Image.Resampling.BILINEAR)
        self.tint(fill, round(min(left, right)), round(min(top, bottom)), fading)

    def shadow(self, outline: Outline, away: float) -> None:
        """The shadow of something that lies or hangs this far from what is behind it."""
        moved = [(x + away * FINENESS * 0.8, y + away * FINENESS) for x, y in self.mapped(outline)]
        left, top, mask = silhouette([moved], round(away * 6))
        small = mask.reduce(8).filter(ImageFilter.GaussianBlur(away * FINENESS / 8))
        self.tint(SHADOW, left, top, small.resize(mask.size))

    def backdrop(self, *colours: str, top: float = 0, bottom: float = LONG_SIDE) -> None:
        """Colours flowing into each other from top to bottom: a sky, a wall, a floor."""
        strip = Image.new("RGB", (1, len(colours)))
        strip.putdata([ImageColor.getrgb(colour)[:3] for colour in colours])
        height = round((min(bottom, self.height) - top) * FINENESS)
        band = strip.resize((1, height)).resize((self.image.width, height), Image.Resampling.NEAREST)
        self.image.paste(band, (0, round(top * FINENESS)))

    def defocus(self, blur: float) -> None:
        """Put everything drawn so far out of focus."""
        small = self.image.reduce(4).filter(ImageFilter.GaussianBlur(blur * FINENESS / 4))
        self.image.paste(small.resize(self.image.size, Image.Resampling.BILINEAR))

    def printed(self, size: tuple[int, int]) -> bytes:
        """The finished picture: a little grain, the right size, JPEG."""
        specks = grain().crop((0, 0, *self.image.size)).point([v // 6 for v in range(256)])
        image = ImageChops.add(self.image, Image.merge("RGB", (specks, specks, specks)), 1, -21)
        output = io.BytesIO()
        image.resize(size, Image.Resampling.BILINEAR).save(output, "JPEG", quality=QUALITY)
        return output.getvalue()


def clouds(c: Canvas, places: str) -> None:
    for x, y, size in table(places):
        with c.at(x, y, size / 100):
            puffs = table("-62,-8,38,13 -22,-18,36,22 24,-24,34,26 66,-9,36,14 0,-4,96,10")
            c.paint([ring(*puff) for puff in puffs], "#fff6e8")


def hills(c: Canvas, y: float, rise: float, fill: str, shade: str = "") -> None:
    """A rolling horizon, filled to the bottom of the picture."""
    tops = [(c.width * i / 5, y + c.some(-rise, rise)) for i in range(6)]
    c.shape([(0, c.height), *smooth(tops), (c.width, c.height)], fill, shade)


def tree(c: Canvas, x: float, y: float, height: float, leaf: str, trunk: str = "#6d4a3c") -> None:
    """A round tree in leaf."""
    with c.at(x, y, height / 100):
        c.limb("0,0 1,-25 -1,-58", 8, 4, trunk, "right")
        c.limb("0,-34 9,-46 14,-58", 4, 2, trunk)
        angles = [i * math.tau / 6 for i in range(6)]
        crown = [ring(math.cos(a) * c.some(14, 20), math.sin(a) * 17 - 66, 17, 16) for a in angles]
        c.paint([*crown, ring(0, -68, 22, 24)], leaf, "right down")
        for _ in range(16):
            angle, reach = c.some(0, math.tau), c.some(4, 27)
            spot = math.cos(angle) * reach - 2, math.sin(angle) * reach - 68
            c.oval(*spot, 2.6, 1.6, mix(leaf, c.light, c.some(0.1, 0.36)))


def trees(c: Canvas, places: str, leaves: Sequence[str]) -> None:
    for x, y, height in table(places):
        c.soft(x + height * 0.15, y, height * 0.6, height * 0.07, "#2a1c3c4c")
        tree(c, x, y, height, c.pick(leaves))


def spruce(c: Canvas, x: float, y: float, height: float, fill: str) -> None:
    with c.at(x, y, height / 120):
        c.box(-3, -14, 6, 14, "#4a352f")
        for i in range(5):
            base, half = -8 - i * 17, 27 - i * 4.6
            hem = [(half * (1 - k / 3), base + (0 if k % 2 else 5)) for k in range(7)]
            c.shape([(0, base - 34), *hem], mix(fill, c.light, 0.04 * i), "right down")


def strew(c: Canvas, count: int, area: str, fills: Sequence[str], size: float) -> None:
    """Fallen leaves, or confetti, strewn over an area "x,y,width,height"; larger further down."""
    [(x, y, w, h)] = table(area)
    for _ in range(count):
        depth = c.random.random() ** 0.8
        with c.at(x + c.some(0, w), y + depth * h, size * (0.45 + depth), c.some(0, 360)):
            c.shape("-1,0 -.3,-.5 .5,-.4 1,0 .4,.45 -.4,.4", c.pick(fills))


View = Callable[[Canvas], None]


def window(c: Canvas, area: Sequence[float], glass: str, frame: str = "#f6efe2", view: View | None = None) -> None:
    """A window with four panes; what is seen through it is drawn as if it were 400 units wide."""
    x, y, w, h = area
    edge = min(w, h) * 0.06
    c.box(x - edge, y - edge, w + 2 * edge, h + 2 * edge, frame)
    c.box(x, y, w, h, glass, "right down")
    if view:
        with c.at(x, y, w / 400):
            view(c)
    c.box(x + w / 2 - edge / 2, y, edge, h, frame)
    c.box(x, y + h * 0.36, w, edge, frame)
    c.box(x - edge * 2, y + h + edge, w + 4 * edge, edge, shaded(frame, c.shade))


def garden(c: Canvas) -> None:
    """The view of an autumn garden."""
    c.shape([*smooth("0,300 120,270 260,292 400,260"), (400, 400), (0, 400)], "#9db56b", "down")
    tree(c, 300, 330, 240, "#e0a04a")
    tree(c, 80, 320, 150, "#c9682f")


def winter_night(c: Canvas) -> None:
    """The view of moon, spruces and snow."""
    c.soft(310, 90, 130, 130, "#fff3cc90")
    c.oval(310, 90, 36, 36, "#fff3cc")
    c.shape([*smooth("0,340 200,318 400,344"), (400, 400), (0, 400)], "#b9c4d8", "down")
    for x, height in table("50,190 125,280 270,230 355,170"):
        spruce(c, x, 372, height, "#24405a")
    for _ in range(50):
        c.oval(c.some(6, 394), c.some(6, 390), 2.4, 2.4, WHITE)


def valley(c: Canvas) -> None:
    """The view of fells, a lake and spruces."""
    for x in (c.some(70, 130), c.some(280, 330)):
        with c.at(x, c.some(80, 130)):
            c.shape([(-x, 150), (0, 0), (400 - x, 150), (400 - x, 260), (-x, 260)], "#93adba", "right down")
            c.shape("0,0 32,30 10,36 -4,26 -20,34", WHITE)
    c.shape("0,290 160,220 400,300 400,400 0,400", "#749f86", "down")
    c.box(0, 312, 400, 88, "#9accd6", "down")
    for i in range(7):
        spruce(c, 28 + i * 57, 400, c.some(90, 160), "#3f6b5c")


def house(c: Canvas, area: Sequence[float], wall: str, roof: str, columns: int, rows: int = 1) -> None:
    """A house seen from the long side, standing on the y of its area."""
    x, y, w, h = area
    rise, wide, high = h / rows * 0.62, w / columns, h / rows
    c.box(x, y - h, w, h, wall, "right down")
    c.box(x + w * 0.72, y - h - rise * 1.25, w * 0.07, rise, shaded(roof, c.shade))
    with c.at(x + w / 2, y - h):
        c.shape(both([(w * 0.43, -rise), (w / 2 + 8, 0)]), roof, "down")
    for i in range(columns * rows):
        left, top = x + wide * (i % columns + 0.27), y - h + high * (i // columns + 0.24)
        if i == columns * rows - columns // 2 - 1:
            c.box(left, top, wide * 0.46, high * 0.76, "#5b3a35", "right")
        else:
            window(c, (left, top, wide * 0.46, high * 0.46), "#50708a")


def flag(c: Canvas, x: float, y: float, height: float) -> None:
    """A Dannebrog on its pole."""
    c.line([(x, y), (x, y - height)], 5, "#f5f1e8")
    with c.at(x, y - height, height / 300):
        c.shape(smooth("2,4 45,-4 85,10 128,2") + smooth("126,88 84,95 45,82 2,90"), "#c8283a", "right")
        c.line("46,0 46,80", 12, WHITE)
        c.line(smooth("6,46 45,38 85,52 124,45"), 12, WHITE)


def bunting(c: Canvas, x: float, y: float, w: float, sag: float) -> None:
    """Paper flags on a string."""
    cord = smooth([(x, y), (x + w / 2, y + sag), (x + w, y)], steps=round(w / 40))
    c.line(cord, 3, "#7a5c50")
    for i, ((ax, ay), (bx, by)) in enumerate(zip(cord[::2], cord[1::2], strict=False)):
        c.shape([(ax, ay), (bx, by), ((ax + bx) / 2, (ay + by) / 2 + 30)], FLAGS[i % 5], "down")


def star(c: Canvas, x: float, y: float, size: float) -> None:
    """A folded paper star hanging in a thread."""
    c.line([(x, 0), (x, y - size)], 1.5, WHITE)
    c.soft(x, y, size * 2.4, size * 2.4, "#ffe9a880")
    with c.at(x, y, size):
        reach = [(0.45 if i % 2 else 1, i * math.tau / 10) for i in range(10)]
        tips = [(r * math.sin(a), -r * math.cos(a)) for r, a in reach]
        c.shape(tips, CREAM)
        for i in range(0, 10, 2):
            c.shape([(0, 0), tips[i], tips[i + 1]], mix(CREAM, c.shade, 0.22))


def shelf(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """A bookcase full of books, the last one on each board leaning."""
    c.soft(x + w / 2 + 20, y + h, w * 0.7, 30, SHADOW)
    c.box(x, y, w, h, mix(WOOD, c.shade, 0.45))
    rows = round(h / 120)
    high = h / rows
    for row in range(1, rows + 1):
        left, bottom = x + 16, y + high * row - 12
        while left < x + w * (0.76 if row % 2 else 0.6):
            wide, tall, fill = c.some(14, 26), high * c.some(0.54, 0.76), c.pick(SPINES)
            c.box(left, bottom - tall, wide, tall, fill, "right")
            for part in (0.14, 0.2, 0.8):
                c.box(left, bottom - tall * part, wide, 2.4, mix(fill, c.light, 0.55))
            left += wide + 1
        with c.at(left + 20, bottom, turn=-17):
            c.box(-14, -high * 0.6, 16, high * 0.6, c.pick(SPINES), "right")
        if row % 2 == 0:
            plant(c, x + w * 0.84, bottom, high * 0.6, "#e8d3ae")
        c.box(x, bottom, w, 12, WOOD, "right")
    for left in (x - 6, x + w - 6):
        c.box(left, y - 6, 12, h + 6, WOOD, "right")
    c.box(x - 6, y - 10, w + 12, 14, WOOD, "right")


def plant(c: Canvas, x: float, y: float, size: float, pot: str, leaf: str = "#4f8a5b") -> None:
    with c.at(x, y, size / 100):
        for turn in range(-76, 77, 19):
            with c.at(0, -34, 66 - abs(turn) * 0.3, turn):
                c.blob("0,0 -.14,-.5 0,-1 .14,-.5", mix(leaf, c.light, turn % 4 * 0.05), "right")
        c.shape(both("24,-40 17,0"), pot, "right")
        c.box(-27, -46, 54, 12, mix(pot, c.light, 0.2), "right", 3)


def cup(c: Canvas, x: float, y: float, size: float, fill: str) -> None:
    """A steaming cup standing on y."""
    with c.at(x, y, size / 100):
        c.soft(8, -2, 80, 16, SHADOW)
        c.line(ring(42, -42, 20, 22), 9, shaded(fill, c.shade))
        c.blob(both("44,-78 40,-28 26,0"), fill, "right")
        c.oval(0, -78, 43, 10, mix(fill, c.light, 0.5))
        c.oval(0, -77, 36, 7, "#5a3626")
        for steam in ("-14,-96 -2,-122 -18,-146 -6,-172", "12,-96 24,-122 8,-146 20,-172"):
            c.limb(steam, 9, 1, "#ffffff30")


def paper(c: Canvas, w: float, h: float) -> None:
    """A sheet around the origin."""
    sheet = both([(w / 2, -h / 2), (w / 2, h / 2)])
    c.shadow(sheet, 10)
    c.shape(sheet, "#fcf6e8", "right down")


def open_book(c: Canvas) -> None:
    """A picture book open at the page with the wood."""
    c.shape(both("0,-96 340,-130 370,50 0,84"), "#7a2f3a", "down")
    for _ in c.sides():
        for layer in range(3):
            with c.at(0, 8 - layer * 6):
                page = smooth("0,-100 130,-136 325,-126") + smooth("350,36 140,20 0,68")
                c.shape(page, mix("#d8c8a4", "#fdf6e3", layer / 2), "right" if layer == 2 else "")
    for i in range(6):
        with c.at(0, i * 22):
            c.line(smooth("-300,-90 -150,-98 -40,-74"), 4, "#a99a88")
    with c.at(180, -20, turn=-3):
        c.oval(0, -30, 110, 56, "#a9cdbb")
        c.oval(52, -56, 16, 16, "#fff3cc")
        for x, height in table("-70,96 -30,130 20,108 70,92"):
            spruce(c, x, 20, height, "#2f6b5c")


def football(c: Canvas, x: float, y: float, size: float) -> None:
    with c.at(x, y, size / 36):
        c.oval(0, 0, 36, 36, WHITE, "right down")
        for turn in range(0, 360, 72):
            with c.at(0, 0, turn=turn):
                c.shape(both("0,-14 8.3,11.4"), INK)
                c.line("0,-14 0,-28", 2.4, INK)
                c.shape(both("0,-35 10,-33 4,-27"), INK)


@dataclass(frozen=True)
class Look:
    """What somebody looks like; `extras` may name glasses, beard, scarf, cap, beanie, stripe, vest or skirt."""

    skin: str
    hair: str
    style: str
    top: str
    bottom: str = "#39456b"
    extras: str = ""


LOOSE_HAIR = {
    "long": "0,-66 50,-34 60,40 44,78",
    "bob": "0,-66 50,-34 58,30 40,54",
    "hijab": "0,-70 54,-30 58,30 66,78 0,100",
}


def loose_hair(c: Canvas, look: Look, turn: float) -> None:
    """The hair, or the cloth, behind the face."""
    if look.style in LOOSE_HAIR:
        c.blob(both(LOOSE_HAIR[look.style]), look.hair, "right down")
    elif look.style == "bald":
        c.blob(both("0,-34 44,-30 53,-6 48,20 0,30"), look.hair)
    elif look.style == "bun":
        c.oval(-turn * 34, -68 + abs(turn) * 14, 25, 22, look.hair, "right")
    elif look.style == "braids":
        for _ in c.sides():
            c.limb("44,10 58,48 52,96", 24, 12, look.hair, "down")
            c.oval(53, 86, 9, 6, look.top)
    elif look.style == "curly":
        angles = [i * 0.6 for i in range(11) if i not in (2, 3)]
        c.paint([ring(54 * math.cos(a), 50 * math.sin(a) - 16, 22, 21) for a in angles], look.hair, "right down")


def fringe(c: Canvas, look: Look, turn: float) -> None:
    """The hair, or the hat, above the face."""
    with c.at(turn * 12, 0):
        if look.style == "curly":
            curls = [ring(16 * i - 40, -42 - 13 * math.sin(i * 0.62), 17, 16) for i in range(6)]
            c.paint(curls, look.hair, "right down")
    if look.style not in ("curly", "hijab", "bald"):
        low = look.style in ("bob", "braids")
        parting = points("28,-17 0,-12 -26,-16" if low else "30,-32 4,-29 -24,-38")
        rim = points("-42,-12 -48,10 -53,-24 -34,-56 0,-66 36,-57 53,-25 48,10 42,-12")
        c.blob([*rim, *[(x + turn * 12, y) for x, y in parting]], look.hair, "right down")
    if "beanie" in look.extras:
        c.blob(both("0,-80 48,-56 54,-22 0,-30"), GOLD, "right down")
        c.oval(0, -84, 17, 16, CREAM, "right down")
        c.limb("-46,-22 0,-32 46,-22", 22, 22, mix(GOLD, CREAM, 0.4), "right")
    if "cap" in look.extras:
        c.blob(both("0,-76 48,-56 54,-22 0,-30"), look.top, "right down")
        with c.at(turn * 36, 0):
            c.limb("-24,-26 20,-28 44,-20", 16, 9, shaded(look.top, c.shade))


def face(c: Canvas, look: Look, turn: float, mood: str) -> None:
    """Cheeks, eyes, nose and mouth, shifted towards the side the head is turned to."""
    x, way = turn * 17, 1 if turn >= 0 else -1
    ink, lip, blush = (mix(look.skin, *tone) for tone in (("#2b1526", 0.88), ("#7c1f2c", 0.75), ("#d3483f", 0.45)))
    for side in (-1, 1):
        c.soft(side * 25 + x, 18, 19, 16, blush + "c0")
    if "beard" in look.extras:
        with c.at(turn * 6, 0):
            c.blob(both("0,16 20,19 36,14 46,4 38,44 0,66"), look.hair, "right down")
    for side in (-1, 1):
        near = 1 - 0.25 * max(0.0, side * turn)
        eye, big = side * 18 * near + x, mood == "awe"
        c.line(ring(eye, -10 if big else -7, 11 * near, 14, 225, 315), 3.4, mix(look.skin, look.hair, 0.75))
        if mood == "laugh":
            c.line(ring(eye, 3, 8 * near, 8, 200, 340), 4, ink)
        else:
            c.oval(eye, -2, 5.2 * near, 6.6 if big else 6, ink)
            c.oval(eye + 1.8, -4.6, 1.8, 1.9, WHITE)
        if "glasses" in look.extras:
            c.line(ring(side * 18 + x, -2, 14, 13), 2.6, INK)
            c.line([(x, -3), (x + side * 4, -3)], 2.6, INK)
    c.line(ring(turn * 24 + way, 9, 5, 5, 100 - way * 140, 100 + way * 10), 3, mix(look.skin, "#7a2f2a", 0.5))
    if mood == "laugh":
        c.shape(ring(x, 22, 19, 20, 0, 180), "#7c2434")
        c.shape(ring(x, 22, 16.5, 7, 0, 180), WHITE)
        c.shape(ring(x, 41, 9, 6, 190, 350), "#d9646a")
    elif mood == "awe":
        c.oval(x, 29, 6.5, 7.5, "#7c2434")
    else:
        c.line(ring(x, 18, 16, 13, 25, 155), 3.6, lip)


def head(c: Canvas, look: Look, turn: float = 0, mood: str = "smile") -> None:
    """A head around the origin, some hundred units high; `turn` runs from -1 (left) to 1 (right)."""
    loose_hair(c, look, turn)
    if look.style != "hijab":
        c.limb([(0, 20), (-turn * 6, 54)], 34, 40, mix(look.skin, "#a8452f", 0.34))
    if look.style not in LOOSE_HAIR:
        for side in (-1, 1):
            c.oval(side * 46 - turn * 13, 4, 9, 12, look.skin, "down")
    c.blob(both("0,-52 36,-38 46,0 35,37 0,54"), look.skin, "right down")
    face(c, look, turn, mood)
    fringe(c, look, turn)
    if "scarf" in look.extras:
        c.limb("18,66 26,104 22,142", 25, 22, GOLD, "right")
        c.limb("-36,58 0,72 36,58", 26, 26, GOLD, "right")


def head_from_behind(c: Canvas, look: Look) -> None:
    c.oval(0, 0, 45, 52, look.skin, "right")
    bald = look.style == "bald"
    nape = "0,12 30,8 47,-4 46,18 30,36 0,40" if bald else "0,-66 36,-55 52,-24 50,12 32,38 0,42"
    c.blob(both(nape), look.hair, "right down")
    if not bald:
        loose_hair(c, look, 0)


def arm(c: Canvas, look: Look, shoulder: Point, hand: Point, bare: bool = False, elbow: Point | None = None) -> None:
    """An arm; its elbow goes where an elbow would, down or out, unless told otherwise."""
    (sx, sy), (hx, hy) = shoulder, hand
    if not elbow:
        far = math.hypot(hx - sx, hy - sy) or 1
        bend = math.sqrt(max(0, 76**2 - far**2 / 4)) / far
        ways = [((sx + hx) / 2 - (hy - sy) * b, (sy + hy) / 2 + (hx - sx) * b) for b in (bend, -bend)]
        elbow = max(ways, key=lambda way: way[1] + abs(way[0]) / 2)
    c.limb([shoulder, elbow, hand], 38, 25, look.skin if bare else look.top, "right down")
    c.oval(hx, hy, 17, 16, look.skin)
    if bare:
        c.limb([shoulder, ((sx + elbow[0] * 2) / 3, (sy + elbow[1] * 2) / 3)], 42, 44, look.top, "right down")


def torso(c: Canvas, look: Look, turn: float = 0) -> None:
    """The trunk of somebody whose feet are at the origin."""
    with c.at(0, 0, wide=1 - 0.2 * abs(turn)):
        c.blob(both("0,-343 28,-342 58,-322 66,-260 60,-166 0,-158"), look.top, "right down")
        c.line(ring(turn * 6, -345, 24, 15, 0, 180), 7, shaded(look.top, c.shade))
        if "stripe" in look.extras:
            c.shape(both("66,-276 66,-236"), CREAM + "e8")
        if "vest" in look.extras:
            for _ in c.sides():
                for stripe in ("0,-256 62,-262", "0,-204 60,-210", "34,-334 36,-262"):
                    c.line(stripe, 13, "#eef0e2")


def legs(c: Canvas, look: Look, turn: float, sporty: bool) -> None:
    for side in (-1, 1):
        with c.at(side * 28, 0):
            if sporty:
                c.limb("0,-176 1,-92 2,-16", 42, 27, look.skin, "right")
                c.limb("1,-66 2,-16", 32, 28, look.bottom, "right")
                c.limb("0,-172 0,-128", 58, 62, CREAM, "right down")
            else:
                c.limb("0,-176 1,-92 2,-18", 56, 36, look.bottom, "right down")
            with c.at(2, 0, wide=-1 if (turn or side) < 0 else 1):
                c.blob("-18,-2 -17,-20 6,-24 32,-10 34,-1", "#4a3140", "right down")
    if "skirt" in look.extras:
        c.blob(both("0,-184 50,-184 82,-70 0,-60"), look.bottom, "right down")


Hands = tuple[Point | None, Point | None]


def figure(c: Canvas, look: Look, hands: Hands, turn: float = 0, mood: str = "smile", sporty: bool = False) -> None:
    """Somebody standing with the feet at the origin, about 450 units tall; arms held out are behind the trunk."""
    legs(c, look, turn, sporty)
    for front in (False, True):
        if front:
            torso(c, look, turn)
            with c.at(turn * 12, -406):
                head(c, look, turn, mood)
        for side, hand in zip((-1, 1), hands, strict=True):
            if hand and front == (hand[0] * side < 70):
                arm(c, look, (side * 50 * (1 - 0.4 * abs(turn)), -312), hand, sporty)


def seated_child(c: Canvas, look: Look, turn: float, mood: str, hand: Point, elbow: Point) -> None:
    """A child sitting cross-legged on the floor at the origin, with the hand and the elbow of the right arm given."""
    c.soft(6, 0, 165, 36, SHADOW)
    c.blob(both("0,-168 28,-166 52,-146 57,-80 54,-14"), look.top, "right down")
    for _ in c.sides():
        c.limb("34,-34 100,-44 40,-6 -22,2", 46, 30, look.bottom, "right down")
        c.oval(-34, 3, 22, 14, mix(look.top, CREAM, 0.6), "right")
    with c.at(turn * 8, -222, 1.25):
        head(c, look, turn, mood)
    for _ in c.sides():
        arm(c, look, (46, -140), hand, elbow=elbow)


def sitter(c: Canvas, look: Look) -> None:
    """Somebody on a chair, seen from behind."""
    c.blob(both("0,-194 42,-190 66,-150 70,0"), look.top, "right down")
    c.limb("-56,-90 56,-90", 20, 20, "#8a5a40", "down")
    for _ in c.sides():
        c.limb("56,-96 60,60", 13, 11, "#8a5a40", "right")
    c.limb("0,-212 0,-186", 32, 36, look.skin)
    with c.at(0, -244):
        head_from_behind(c, look)


def passer_by(c: Canvas, x: float, y: float, height: float) -> None:
    """Somebody too far away to be anybody."""
    with c.at(x, y, height / 100):
        c.shape("0,-4 60,-14 100,-12 104,-6 60,4", "#4a2c4c50")
        for left in (-13, 2):
            c.box(left, -44, 11, 44, "#3b3550")
        c.box(-19, -82, 38, 48, c.pick((*SPINES, "#f2e6cf", "#8fb0b5")), "right", 13)
        c.oval(0, -92, 12, 13, c.pick(SKINS))
        c.shape(ring(0, -95, 13, 12, 180, 360), c.pick(("#3a2620", "#8a5733", "#d8b06a", "#d9d3ca", "#5a3a2a")))


SHIRT = (RED, "#2f3f6f")


def pitch(c: Canvas, horizon: float) -> None:
    """A football pitch, mown in stripes, with the evening coming on behind it."""
    c.backdrop("#86b9cf", "#bcd6cf", "#f8dfae", "#ffc98d", bottom=horizon + 20)
    c.soft(c.width * 0.76, horizon - 70, 620, 460, "#fff6d4f0")
    clouds(c, "250,110,110 620,70,80 1250,150,120")
    hills(c, horizon - 60, 16, "#9db7a0")
    hills(c, horizon - 34, 12, "#7ca283")
    for i in range(13):
        tree(c, i * 128 - 20 + c.some(-30, 30), horizon + 6, c.some(105, 165), c.pick(("#5d9365", *SUMMER)))
    c.backdrop("#8fbf62", "#6aa857", "#4d8f52", top=horizon)
    for i in range(-9, 10, 2):
        far, near = c.width / 2 + i * 60, c.width / 2 + i * 330
        c.shape([(far, horizon), (far + 60, horizon), (near + 330, c.height), (near, c.height)], "#ffffa81c")
    c.line([(0, horizon + 26), (c.width, horizon + 26)], 4, "#eef3dc")


def team_circle(c: Canvas) -> None:
    pitch(c, 470)
    house(c, (90, 478, 290, 78), CREAM, "#b54a38", 5)
    flag(c, 415, 482, 250)
    for x in (50, 1440):
        c.line([(x, 480), (x, 120)], 6, "#5b5a66")
        c.box(x - 34, 104, 68, 30, "#fff6d8", "down", 4)
    c.line("1130,500 1130,410 1350,410 1350,500", 6, CREAM)
    c.line(ring(750, 830, 580, 150), 9, "#f4f7e4")
    c.soft(735, 880, 560, 120, "#12362cd0")
    curls, fair = Look("#8f5a3c", "#2a1a1c", "curly", *SHIRT, "stripe"), Look(PALE, "#d8a04a", "bob", *SHIRT, "stripe")
    brown = Look("#f2c4a4", "#5f3d2b", "short", *SHIRT, "stripe glasses")
    beard = Look("#e2a878", "#3a2620", "short", *SHIRT, "stripe beard")
    with c.at(750, 890, 1.14):
        with c.at(-78, -80, 1.12, 2):
            figure(c, curls, ((-120, -292), (68, -152)), 0.35, "laugh", sporty=True)
        with c.at(78, -80, 1.12, -2):
            figure(c, fair, ((-68, -152), (120, -292)), -0.35, sporty=True)
        with c.at(-222, 0, 1.3, 5):
            figure(c, brown, (None, (152, -188)), 0.85, sporty=True)
        with c.at(222, 0, 1.3, -5):
            figure(c, beard, ((-152, -188), None), -0.85, "laugh", sporty=True)
    c.soft(752, 930, 70, 16, SHADOW)
    football(c, 752, 895, 38)


def player(c: Canvas) -> None:
    ginger = Look(PALE, "#b0602f", "short", *SHIRT, "stripe")
    pitch(c, 900)
    c.defocus(14)
    for _ in range(18):
        size = c.some(22, 74)
        c.oval(c.some(0, 1200), c.some(420, 900), size, size, mix("#fff6c8", "#ffc478", c.random.random()) + "4c")
    with c.at(600, 2390, 4.5):
        for side in (-1, 1):
            arm(c, ginger, (side * 50, -308), (side * 82, -160), bare=True)
        torso(c, ginger)
        with c.at(0, -406, turn=-3):
            head(c, ginger, 0.18)
            for i in range(8):
                c.oval((i - 3.5) * 7 + 3, 14 + i % 3 * 3.4, 1.5, 1.2, "#cf8a63")
            for strand in ("-34,-42 -10,-56 16,-54", "-24,-44 2,-50 26,-46", "20,-60 34,-52 43,-38"):
                c.line(smooth(strand), 1.6, mix(ginger.hair, c.light, 0.22))
        for side in (-1, 1):
            c.line([(side * 23, -339), (0, -262)], 8, BLUE)
        c.oval(0, -250, 21, 21, "#c98a2f")
        c.oval(0, -250, 17, 17, GOLD, "right down")


def square_plan(c: Canvas) -> None:
    """The plan of the square as the locals want it: paths, trees, a pond, a bandstand and the station."""
    paper(c, 800, 560)
    c.blob("-330,-210 0,-222 320,-210 340,0 320,190 0,200 -330,190 -345,0", "#d3e3b8", "right down")
    west, through = "-345,-30 -140,-24 40,10", "-110,195 -70,90 40,10 30,-216"
    for walk in (west, through, "335,-70 180,-30 40,10", "300,190 200,90 40,10"):
        c.limb(walk, 44, 44, "#f4e3c0")
    c.oval(30, 8, 92, 88, "#f4e3c0")
    c.oval(30, 8, 52, 50, "#e7a64a", "right down")
    c.line(ring(30, 8, 70, 67), 4, "#b8734a")
    c.box(-300, -238, 280, 74, "#d0644a", "down", 4)
    c.line("-296,-200 -24,-200", 4, "#a8472f")
    c.blob("80,130 150,112 190,150 140,186 70,176", "#8cc0cf", "down")
    for x, y, r in table("-240,90,46 -170,148,30 -285,20,26 -170,46,24 190,-150,46 262,-116,32"):
        c.oval(x + 7, y + 9, r, r, "#2a3a2c40")
        c.oval(x, y, r, r, c.pick(SUMMER), "right down")
        c.oval(x, y, 4, 4, "#4b3a34")
    c.line("-340,246 340,246", 2.5, "#6b6a7c")
    for x in range(-320, 321, 80):
        c.line([(x, 240), (x, 252)], 2.5, "#6b6a7c")


def pencil(c: Canvas, fill: str) -> None:
    c.shadow(both("120,-8 120,8"), 5)
    c.box(-120, -10, 210, 20, fill, "down", 3)
    c.shape("90,-10 124,0 90,10", "#f0cfa0")
    c.shape("113,-3.4 124,0 113,3.4", fill)


def spectacles(c: Canvas) -> None:
    for _ in c.sides():
        c.oval(58, 10, 44, 40, "#2a1c3c38")
        c.oval(52, 0, 42, 38, "#ffffff40")
        c.line(ring(52, 0, 42, 38), 7, INK)
        c.line("94,-4 134,104", 6, INK)
    c.line(ring(0, 0, 14, 14, 200, 340), 7, INK)


def drawings(c: Canvas) -> None:
    for top in range(-30, 1000, 130):
        c.box(0, top, 1500, 127, mix("#d29a63", "#b87e4e", c.random.random()), "down")
        for _ in range(9):
            with c.at(c.some(-100, 1400), top + c.some(14, 112), c.some(0.6, 1.3)):
                c.line(smooth("0,0 130,4 330,-2"), 1.5, "#a86d42")
    with c.at(400, 320, turn=-14):
        paper(c, 560, 400)
        for i in range(5):
            c.line([(-240, -130 + i * 60), (-80 - i % 3 * 30, -130 + i * 60)], 4, "#b9c6c9")
        for x, y in table("-10,-50 100,20 200,-70 190,130 60,120"):
            tree(c, x, y, 110, "#8cb07a")
    with c.at(1140, 350, turn=11):
        paper(c, 560, 390)
        house(c, (-200, 110, 320, 130), "#f1d9a8", "#c4624a", 5)
        tree(c, 190, 112, 190, "#7fa871")
        tree(c, -236, 112, 140, "#a4b86a")
        c.line("-260,112 260,112", 4, "#4b4a5c")
    with c.at(740, 600, turn=-4):
        square_plan(c)
    pencils = zip(table("290,880,-28 200,800,-20 1120,900,-14 560,915,8"), (RED, BLUE, GREEN, GOLD), strict=True)
    for (x, y, turn), fill in pencils:
        with c.at(x, y, turn=turn):
            pencil(c, fill)
    with c.at(190, 600, turn=18):
        spectacles(c)
    with c.at(1330, 820):
        c.shadow(ring(0, 0, 96, 96), 16)
        c.line(ring(84, -62, 40, 34), 18, "#e8dcc6")
        c.oval(0, 0, 96, 96, "#f4ead6", "right down")
        c.oval(0, 0, 80, 80, "#54301f", "left up")
        c.oval(4, 6, 70, 68, "#7a4a30", "right down")
    for x in range(-150, 1300, 480):
        c.shape([(x, 0), (x + 290, 0), (x + 40, 1000), (x - 250, 1000)], "#fff3c824")


def stall(c: Canvas, fill: str) -> None:
    """A market stall with a striped awning."""
    c.soft(14, 0, 100, 18, SHADOW)
    for left in (-52, 48):
        c.box(left, -95, 5, 95, "#7a5646")
    c.box(-59, -40, 118, 40, "#a9744e", "right")
    for i in range(6):
        with c.at(i * 24 - 72, 0):
            c.shape([(12 - i * 5, -118), (31 - i * 5, -118), (24, -82), (0, -82)], (fill, CREAM)[i % 2], "down")


def square(c: Canvas) -> None:
    c.backdrop("#7fb4d4", "#b4d5d8", "#f5e3c0", bottom=560)
    c.soft(300, 280, 900, 560, "#fff6dcd0")
    clouds(c, "1150,110,150 420,90,100 820,170,80")
    hills(c, 430, 18, "#9dbfae")
    c.box(294, 280, 72, 190, "#e9dcc3", "right")
    c.shape("286,280 330,140 374,280", "#5f7d83", "right")
    walls, roofs = ("#d9774f", "#b9564a", "#f0cf8a", "#cfd8cf", "#e8e0cf"), ("#a84d3a", "#6d4350", "#8f4438")
    for i in range(10):
        house(c, (i * 165 - 60, 542, c.some(158, 164), c.some(125, 175)), walls[i % 5], roofs[i % 3], 3, 2)
    house(c, (470, 542, 560, 190), "#c85f45", "#5f4a52", 9, 2)
    with c.at(750, 318):
        c.shape(both("0,-94 106,40"), CREAM)
        c.shape(both("0,-66 82,40"), "#d46f50", "right")
        c.oval(0, 0, 26, 26, CREAM)
        c.line("0,-16 0,0 12,5", 4, INK)
    c.backdrop("#ead5b0", "#dfc197", "#cfa981", top=540)
    for i in range(-14, 15):
        c.line([(750 + i * 60, 540), (750 + i * 190, 1000)], 2, "#cdab84")
    for joint in (556, 580, 612, 655, 712, 786, 880):
        c.line([(0, joint), (1500, joint)], 2, "#cdab84")
    trees(c, "90,560,190 240,556,160 1270,556,170 1420,562,200 400,552,130 1120,552,130", SUMMER)
    for pole, string in ((566, 0), (934, 934)):
        flag(c, pole, 556, 230)
        bunting(c, string, 330, 566, 90)
    for left, fill in ((180, RED), (330, GOLD), (1150, TEAL), (1300, BLUE)):
        with c.at(left, 665):
            stall(c, fill)
    c.oval(750, 690, 96, 22, "#a9744e", "right")
    c.oval(750, 682, 96, 20, "#6a9a58", "right")
    tree(c, 750, 682, 170, "#a3b557")
    crowd = sorted((600 + abs(c.random.gauss(0, 130)), c.random.gauss(750, 290)) for _ in range(230))
    for y, x in crowd:
        if y < 960 and not (660 < x < 840 and 650 < y < 712):
            passer_by(c, x, y, 24 + (y - 560) * 0.14)
    trees(c, "1480,1110,420 10,1130,440", ("#5f9060", "#6b9a5c"))


def listening(c: Canvas) -> None:
    c.backdrop("#f3d9a6", "#f0c98f", "#e8b47c", bottom=620)
    c.backdrop("#c99561", "#b97f50", top=600)
    c.box(0, 588, 1500, 22, "#fff1d8")
    window(c, (90, 90, 330, 330), "#b5dbe0", view=garden)
    shelf(c, 1090, 110, 330, 480)
    bunting(c, 440, 60, 640, 80)
    for (x, y), fill in zip(table("540,250 690,300 850,270 975,350"), (GOLD, TEAL, RED, "#8f7fb5"), strict=True):
        with c.at(x, y, turn=c.some(-7, 7)):
            paper(c, 100, 120)
            c.oval(0, -10, 26, 26, fill, "down")
            c.line(smooth("-34,40 -10,28 12,42 34,30"), 5, GREEN)
    plant(c, 80, 670, 200, "#d98a6a")
    c.oval(750, 852, 690, 158, "#a82a30")
    c.oval(750, 842, 690, 158, "#d03e3a", "down")
    c.line(ring(750, 842, 640, 138), 5, "#ea8a70")
    c.soft(750, 560, 800, 520, "#fff0c05c")
    chin, lap, knees = ((30.0, -164.0), (80.0, -82.0)), ((14.0, -52.0), (74.0, -92.0)), ((80.0, -58.0), (80.0, -96.0))
    with c.at(588, 742):
        seated_child(c, Look("#f2c4a4", "#b5642f", "braids", "#e3a93f", "#3f6c7f"), 0.25, "awe", *lap)
    with c.at(908, 742):
        seated_child(c, Look("#6d4330", "#20161a", "curly", "#4f8f8a", PLUM), -0.3, "smile", *knees)
    with c.at(425, 868, 1.15):
        seated_child(c, Look("#8f5a3c", "#2a1a1c", "short", "#8fae4f"), 0.5, "smile", *chin)
    with c.at(1075, 868, 1.15):
        seated_child(c, Look(PALE, "#e8c069", "bob", "#7d8fc4", "#b5525a"), -0.5, "awe", *chin)
    with c.at(750, 905, 1.2):
        seated_child(c, Look("#eab68f", "#4a2e24", "short", "#f2e2c2", "#5d7a52"), 0.05, "awe", *knees)


def wolf(c: Canvas) -> None:
    """A wolf of grey felt, looking for something to read."""
    grey, belly, dark = "#828aa3", "#e3dcd4", "#4b4f68"
    c.blob(both("0,-250 70,-240 100,-120 96,-40"), grey, "right down")
    c.blob("-34,-220 44,-220 60,-60 0,-20 -46,-60", belly, "right down")
    for _ in c.sides():
        c.blob("40,-440 110,-545 118,-400", dark, "down")
        c.blob("60,-440 101,-510 105,-412", "#d09490", "down")
    c.blob(both("0,-464 70,-450 120,-360 152,-308 80,-250 0,-232"), grey, "right down")
    for stitch in range(-452, -370, 15):
        c.line([(-4, stitch), (6, stitch + 2)], 3, "#f0e6d4")
    c.blob("-50,-330 20,-350 120,-330 196,-296 190,-262 110,-238 20,-240 -40,-270", belly, "right down")
    c.shape(smooth("20,-268 90,-262 170,-266 150,-236 80,-222 30,-236", closed=True), "#7c2434")
    for left in range(34, 150, 19):
        c.shape([(left, -267), (left + 17, -266), (left + 9, -248)], WHITE)
    c.blob("40,-236 80,-246 130,-240 100,-222 60,-222", "#e0707a")
    c.oval(190, -304, 30, 24, "#2c2740", "right down")
    for x, y in table("-30,-368 52,-374"):
        with c.at(x, y):
            c.oval(0, 0, 24, 26, "#fff3cc", "down")
            c.oval(7, 3, 12, 14, "#2c2740")
            c.oval(11, -3, 4, 4, "#ffffff")
            c.limb("-26,-34 2,-42 26,-32", 12, 7, dark)
    c.blob("-92,-246 0,-222 96,-246 70,-200 10,-186 -66,-204", RED, "down")
    c.blob("-6,-196 30,-196 48,-130 16,-146 -14,-124", RED, "right down")
    for x, y in table("-50,-216 -10,-204 34,-204 66,-222"):
        c.oval(x, y, 5, 5, CREAM)


def wolf_and_book(c: Canvas) -> None:
    c.shade = "#3a2058"
    c.backdrop("#3a3f6f", "#4a4a78", "#6a5578")
    window(c, (880, 90, 440, 440), "#2b4272", "#d9c3a5", winter_night)
    c.box(0, 660, 1500, 340, "#8f4a3a")
    shelf(c, 60, 60, 420, 520)
    c.defocus(5)
    c.soft(560, 400, 640, 600, "#ffd58a90")
    c.backdrop("#d06a44", "#b8553c", "#8f3d34", top=690)
    for i in range(-8, 22):
        c.shape([(i * 100, 690), (i * 100 + 50, 690), (i * 130 - 120, 1000), (i * 130 - 190, 1000)], "#ffe0b01c")
    c.soft(780, 830, 640, 150, SHADOW)
    with c.at(660, 850, 1.35):
        wolf(c)
    with c.at(900, 880, 1.15):
        open_book(c)
    with c.at(660, 850, 1.35):
        for paw in ("-66,-186 -60,-120 -4,-96", "80,-192 176,-146 254,-96"):
            c.limb(paw, 74, 58, "#828aa3", "right down")
            c.oval(*points(paw)[2], 33, 31, "#e3dcd4", "right down")
    cup(c, 250, 880, 170, "#e8c98f")


def lakeside(c: Canvas) -> None:
    """A path along a lake on a fine day in autumn."""
    c.backdrop("#79b3d0", "#a9d2d3", "#f6e2b6", "#ffd79c", bottom=720)
    c.soft(300, 420, 760, 620, "#fff6d8f0")
    clouds(c, "860,130,150 240,190,100 1000,320,90")
    hills(c, 610, 26, "#8fb5b4")
    c.backdrop("#a9d6dc", "#6fb0c4", top=650, bottom=800)
    for _ in range(26):
        with c.at(c.some(0, 1060), c.some(660, 740)):
            c.line([(0, 0), (c.some(30, 90), 0)], 3, "#d9eeee")
    hills(c, 752, 8, "#8db36a", "down")
    trees(c, "250,766,190 890,766,200 130,776,300 1000,776,320", (*SUMMER, "#c9a648", "#d98f3f"))
    trees(c, "-20,810,540 1140,810,580", SUMMER)
    c.shape("500,756 600,756 1260,1500 -140,1500", "#ead0a2", "down")
    strew(c, 150, "0,790,1125,700", AUTUMN, 13)
    for _ in range(70):
        left = c.pick((c.some(-10, 120), c.some(1010, 1135)))
        with c.at(left, c.some(1330, 1540), c.some(0.8, 1.6), c.some(-14, 14)):
            c.limb("0,0 2,-40 14,-86", 10, 1, c.pick(SUMMER))


def wheel(c: Canvas) -> None:
    """A wheel seen almost from the front."""
    c.soft(0, 186, 120, 26, SHADOW)
    c.oval(0, 0, 62, 190, INK)
    c.oval(0, 0, 45, 166, "#9aa88f", "right down")
    for i in range(12):
        c.line([(0, 0), (45 * math.cos(i * math.tau / 12), 166 * math.sin(i * math.tau / 12))], 2.5, "#e9e4da")
    c.oval(0, 0, 13, 20, "#d9d3c8", "right")


def rickshaw(c: Canvas) -> None:
    lakeside(c)
    pilot = Look("#c98a5f", "#2f1e1e", "short", "#2f7f86", extras="beard")
    rider = Look(PALE, "#efe9e0", "bun", "#9a5f94", extras="glasses scarf")
    c.soft(575, 1370, 560, 80, "#2a1c3cd0")
    with c.at(562, 0):
        with c.at(24, 930, 1.45):
            for side in (-1, 1):
                arm(c, pilot, (side * 50, -312), (side * 148, -196))
            torso(c, pilot)
            with c.at(-4, -406, turn=-6):
                head(c, pilot, -0.25, "laugh")
        c.limb("-200,648 30,700 250,648", 16, 16, INK)
        for x in (-188, 236):
            c.oval(x, 649, 25, 23, pilot.skin, "right down")
        for x in (-302, 302):
            with c.at(x, 1180):
                wheel(c)
        c.blob(both("0,692 200,716 262,830 256,1220"), "#c03d31", "right down")
        c.blob(both("0,740 176,758 222,830 216,1220"), "#7a2a34", "down")
        with c.at(0, 1335, 1.55):
            torso(c, rider)
            for side in (-1, 1):
                arm(c, rider, (side * 52, -308), (side * 15, -206))
            with c.at(4, -408, turn=7):
                head(c, rider, 0.25, "laugh")
        c.blob(both("0,1010 80,992 170,1010 222,1120 222,1230"), GOLD, "right down")
        for i in range(-3, 4):
            c.line([(i * 48, 1022), (i * 58, 1180)], 7, "#d5694a")
        for y in (1062, 1120):
            c.line(smooth([(-184, y + 8), (0, y), (184, y + 8)]), 7, "#fbe3b0")
        c.blob(both("0,1176 150,1158 258,1092 268,1140 236,1272 120,1306 0,1310"), RED, "right down")
        c.line(smooth("-248,1116 -140,1170 0,1188 140,1170 248,1116"), 13, "#fbe3b0")
        c.oval(0, 1242, 31, 31, "#fff3cc", "right down")
        c.box(-170, 1300, 340, 26, "#5b3a3a", "down", 10)


def front_door(c: Canvas) -> None:
    """A green door in a brick wall, with a lamp and the leaves of the season."""
    c.backdrop("#e0b27c", "#d09a66")
    for i in range(22 * 16):
        left, top = i % 16 * 104 - 104 + i // 16 % 2 * 52, i // 16 * 48
        c.box(left, top, 98, 42, mix("#d6a067", "#c07f4c", c.random.random()), "down")
    c.box(370, -10, 760, 1020, "#f3ead8", "right")
    c.box(420, -10, 660, 1020, "#2f6a63", "right")
    for x in (480, 770):
        c.box(x, 450, 250, 440, "#274f4e")
        c.box(x + 12, 462, 226, 416, "#37756c", "right down")
        window(c, (x + 14, 54, 222, 300), "#f0c274", "#3d7f74")
    c.box(0, 930, 1500, 80, "#9a8f92", "down")
    c.soft(750, 945, 520, 30, SHADOW)
    c.soft(240, 240, 460, 460, "#ffe9a8a8")
    c.limb("240,130 240,170", 10, 10, INK)
    c.shape("180,200 214,160 266,160 300,200", INK)
    c.shape("196,200 284,200 270,286 210,286", "#fff4c8")
    c.box(206, 284, 68, 12, INK)
    plant(c, 250, 950, 300, "#c0603f", "#5d8a56")
    plant(c, 1290, 960, 240, "#6d7d8f", "#8a9a4f")
    strew(c, 34, "0,930,1500,60", AUTUMN, 16)


def book_bag(c: Canvas) -> None:
    c.shade = "#43244a"
    front_door(c)
    c.defocus(1.6)
    c.box(716, 396, 36, 120, "#c99a4a", "right", 16)
    c.oval(734, 492, 5, 8, INK)
    c.limb("734,430 770,424 880,428", 26, 22, "#e3b65c", "down")
    c.shadow("700,480 890,480 950,840 660,840", 26)
    for x, height, fill in ((742, 120, "#b8433a"), (796, 150, BLUE), (850, 110, "#e0a03f")):
        with c.at(x, 640, turn=(x - 796) / 8):
            c.box(-30, -height, 62, 160, fill, "right", 3)
            c.box(-30, 16 - height, 62, 6, mix(fill, CREAM, 0.6))
    with c.at(800, 0):
        for strap in ("-70,604 -34,500 -2,424 14,416", "70,604 34,500 2,424 -14,416"):
            c.limb(strap, 17, 17, "#d9bf94", "right")
        c.blob(both("0,602 124,588 146,700 150,840 0,858"), "#f4e4c2", "right down")
        c.line(smooth("-120,604 0,615 120,604"), 5, "#cdb184")
        c.blob(both("0,658 10,646 24,648 28,664 0,692"), RED, "right")
        with c.at(0, 745, 0.26):
            open_book(c)


def armchair(c: Canvas) -> None:
    """A deep armchair with a cushion, a blanket and somebody's open book."""
    teal, wool = "#43857d", "#efe3cc"
    c.soft(10, 0, 340, 56, "#1c102cd0")
    for _ in c.sides():
        c.limb("150,-50 165,4", 24, 14, "#6d4632")
    c.blob(both("0,-436 110,-420 180,-330 190,-80"), teal, "right down")
    c.blob(both("0,-140 150,-120 160,-46"), mix(teal, CREAM, 0.14), "down")
    for _ in c.sides():
        c.blob("130,-230 200,-250 236,-210 226,-30 136,-30", mix(teal, CREAM, 0.06), "right down")
    with c.at(-44, -216, turn=-12):
        c.blob(both("0,-64 80,-74 72,0 80,74 0,66"), GOLD, "right down")
        c.shape("0,-34 9,-10 34,-8 14,8 22,32 0,18 -22,32 -14,8 -34,-8 -9,-10", CREAM)
    c.shape([*smooth("128,-236 190,-262 246,-226"), (250, -70), (140, -80)], wool, "right down")
    for i in range(4):
        c.line(smooth([(133 + i * 2, -206 + i * 36), (190, -216 + i * 40), (247, -200 + i * 38)]), 9, "#cf6a55")
    for i in range(10):
        c.line([(143 + i * 11.6, -80), (142 + i * 12, -60)], 4, wool)
    with c.at(-6, -110, 0.4):
        open_book(c)


def reading_corner(c: Canvas) -> None:
    c.shade = "#43285c"
    c.backdrop("#41617a", "#4d6d80", "#5f7a80", bottom=720)
    c.backdrop("#b5835a", "#96653f", top=700)
    c.box(0, 690, 1500, 20, "#e9dcc6", "down")
    window(c, (520, 70, 440, 430), "#3f5a8a", view=winter_night)
    shelf(c, 40, 110, 400, 590)
    shelf(c, 1130, 230, 320, 470)
    for x, y, size in table("575,150,34 690,225,46 815,165,38 915,262,28"):
        star(c, x, y, size)
    c.oval(760, 866, 560, 100, "#7a3a44")
    c.oval(760, 856, 560, 100, "#bb5660", "down")
    c.line(ring(760, 856, 500, 82), 6, "#f0c98f")
    c.line("1085,850 1085,400", 10, INK)
    c.oval(1085, 852, 56, 14, INK)
    c.soft(1040, 520, 640, 640, "#ffe09aa0")
    c.shape("1030,290 1140,290 1180,420 990,420", "#f9d98f", "right")
    with c.at(750, 850, 1.06):
        armchair(c)
    c.soft(430, 866, 140, 28, SHADOW)
    for left, top, fill in ((345, 826, BLUE), (362, 792, "#e0a03f"), (352, 758, "#b8433a")):
        c.box(left, top, 166, 33, fill, "right down", 5)
        c.box(left + 146, top + 5, 20, 23, CREAM)
    cup(c, 430, 758, 78, CREAM)


def litter_picker(c: Canvas, look: Look, turn: float, side: int, sack: str) -> None:
    """Somebody with gloves, a sack in one hand and, on the side given, a litter picker in the other."""
    c.soft(-60, 0, 260, 26, SHADOW)
    hands = ((-92, -176), (108, -196)) if side > 0 else ((-108, -196), (92, -176))
    figure(c, look, hands, turn, "laugh" if "beanie" in look.extras else "smile")
    with c.at(0, 0, wide=side):
        c.limb("108,-196 160,-6", 9, 7, "#e6e9e4")
        c.limb("106,-200 112,-220", 11, 11, RED)
        can(c, 160, 4)
        c.limb("147,6 157,-14 172,4", 6, 5, RED)
        c.blob("-106,-182 -78,-182 -40,-90 -50,-10 -134,-10 -146,-90", sack, "right down")
        for x, y in ((108, -196), (-92, -178)):
            c.oval(x, y, 20, 19, "#4f9068", "right down")


def can(c: Canvas, x: float, y: float) -> None:
    with c.at(x, y, 0.8, 75):
        c.box(-18, -27, 36, 54, "#d3dade", "right", 6)
        c.box(-18, -10, 36, 18, RED, "right")


def litter_pickers(c: Canvas) -> None:
    c.backdrop("#8fb4cc", "#cfd8cf", "#ffdcae", "#ffc79a", bottom=520)
    c.soft(1120, 390, 720, 560, "#fff5d6")
    c.oval(1120, 380, 54, 54, "#fffbea")
    hills(c, 430, 20, "#a9b5b8")
    for x, wall in ((30, "#d98a5f"), (210, CREAM), (390, "#c4604a")):
        house(c, (x, 495, 165, 76), wall, "#7b4a44", 3)
    hills(c, 482, 6, "#8a9f6c")
    c.backdrop("#a9b868", "#8fa65a", "#6d8a4d", top=500)
    trees(c, "60,520,260 330,512,190 1330,524,280 1450,540,340 620,508,150 880,506,140", AUTUMN[:4])
    c.shape(smooth("-20,690 300,600 760,580 1520,548") + smooth("1520,590 900,650 520,730 -20,960"), "#dfc8a0", "down")
    strew(c, 260, "0,540,1500,460", AUTUMN, 12)
    can(c, 1340, 930)
    with c.at(505, 875, 1.12):
        litter_picker(c, Look("#f2c4a4", "#d9d3ca", "short", BLUE, "#5a4a52", "beard cap scarf"), 0.4, -1, TEAL)
    with c.at(1020, 885, 1.14):
        litter_picker(c, Look("#eab68f", "#5a3326", "long", "#f0b429", "#3b4a5f", "vest"), -0.4, 1, TEAL)
    with c.at(765, 925, 0.86):
        litter_picker(c, Look("#8f5a3c", "#2a1a1c", "braids", "#e0573f", extras="beanie"), 0.12, 1, "#94b960")


def cafe_table(c: Canvas) -> None:
    c.soft(0, 30, 330, 60, SHADOW)
    c.oval(0, -106, 235, 52, "#7a5038")
    c.oval(0, -118, 235, 52, "#efdbb2", "right down")
    c.shape("-56,-134 20,-142 36,-118 -44,-110", WHITE, "right")
    c.shape("40,-150 92,-146 86,-128 30,-132", WHITE, "right")
    for x in (-120, 0, 130):
        cup(c, x, -124, 38, CREAM)


def cafe_tables(c: Canvas) -> None:
    c.backdrop("#ecd0a4", "#dcb888")
    for x in (70, 550, 1030):
        window(c, (x, 70, 400, 400), "#c9e0e4", "#8a5a40", valley)
    c.backdrop("#b07a4e", "#9a663f", "#7f5035", top=540)
    c.box(0, 528, 1500, 16, "#8a5a40")
    for x, fill in ((270, "#b8433a"), (750, "#3f6c7f"), (1230, "#e0a03f")):
        c.line([(x, 0), (x, 110)], 3, INK)
        c.soft(x, 190, 230, 190, "#ffe6a0a8")
        c.shape(ring(x, 150, 62, 56, 180, 360), fill, "right")
        c.oval(x, 150, 62, 10, "#fff3c9")
    styles = ("short", "long", "bun", "bob", "curly", "bald", "hijab", "braids")
    hairs = ("#3a2620", "#d8a85a", "#d9d3ca", "#8a5733", "#20161a", "#d9d3ca", "#5f6f8f", "#b5642f")
    tops = ("#5d7a8f", "#b5525a", "#e0a03f", "#5d8059", PLUM, "#e8dcc6", "#2f5d6a", "#cf7550")
    rows = ((640, 0.62, (230, 750, 1270)), (775, 0.85, (-20, 500, 1020, 1540)), (975, 1.2, (250, 820, 1390)))
    for number, (x, y, size) in enumerate((x, y, size) for y, size, xs in rows for x in xs):
        with c.at(x, y, size):
            cafe_table(c)
            for seat in range(3):
                n = number * 3 + seat
                with c.at((seat - 1) * 200, 66 if seat == 1 else 20):
                    sitter(c, Look(SKINS[n * 5 % 6], hairs[n % 8], styles[n % 8], tops[n * 3 % 8]))


def bouquet(c: Canvas) -> None:
    c.shape("-50,-30 60,-40 14,110 -14,110", "#f8eeda", "right down")
    for i in range(14):
        with c.at(c.some(-30, 60), c.some(-90, -24), turn=i * 97):
            c.blob("0,0 16,-9 34,0 16,9", "#5d8f5a", "right")
    flowers = zip(table("-40,-52 6,-76 46,-54 -12,-34 28,-28"), (RED, GOLD, "#e98a8a", "#f6dcc0", RED), strict=True)
    for (x, y), fill in flowers:
        with c.at(x, y, 25):
            petals = [i * math.tau / 5 for i in range(5)]
            c.paint([ring(0.6 * math.cos(a), 0.6 * math.sin(a), 0.5, 0.5) for a in petals], fill, "right down")
            c.oval(0, 0, 0.34, 0.34, "#fff0c0")


def diploma(c: Canvas) -> None:
    paper(c, 120, 160)
    c.box(-44, -60, 88, 10, GOLD)
    c.oval(0, 30, 22, 22, RED, "right down")
    for y in (-32, -16, 0):
        c.line([(-40, y), (40, y)], 3, "#a99a88")


def stage(c: Canvas) -> None:
    """A festive stage with spotlights, lanterns and confetti."""
    c.backdrop("#2f3a66", "#5a4a7a", "#b5687a", "#e8a070", bottom=800)
    for x in (120, 420, 1080, 1380):
        foot = 375 + x * 0.5
        c.shape([(x - 20, 0), (x + 20, 0), (foot + 190, 800), (foot - 190, 800)], "#fff0c020")
    for _ in range(44):
        size, glow = c.some(8, 30), c.pick(("#ffd98a60", "#ffb48a60", "#fff0c860", "#ff9f7a60"))
        c.oval(c.some(0, 1500), c.some(160, 680), size, size, glow)
    c.defocus(4)
    for x in (-20, 750):
        bunting(c, x, 50, 770, 130)
    c.backdrop("#b5764a", "#96593f", "#74403a", top=780)
    for i in range(-9, 10):
        c.line([(750 + i * 100, 780), (750 + i * 170, 1000)], 2, "#8a5038")
    c.soft(750, 520, 700, 640, "#ffe6a888")
    for x in (160, 1340):
        plant(c, x, 850, 330, "#e8d3ae", "#3f7f68")
    strew(c, 60, "60,80,1380,860", (*FLAGS, "#ffb48a"), 11)
    c.soft(750, 935, 520, 50, "#1c0c2cd0")


def award(c: Canvas) -> None:
    c.shade = "#43245c"
    stage(c)
    mayor = Look("#eab68f", "#7a4630", "bob", "#46589a", "#46589a", "skirt")
    hero = Look("#f2c4a4", "#e3ddd4", "bald", "#86a55e", "#5a4a52", "beard glasses")
    with c.at(560, 935, 1.5):
        figure(c, mayor, ((-74, -186), (126, -218)), 0.55)
        c.line("-42,-330 -6,-258 42,-328", 9, GOLD)
        c.oval(-6, -250, 19, 19, GOLD, "right down")
        with c.at(-84, -176, 0.66, -10):
            diploma(c)
        c.oval(-62, -186, 13, 15, mayor.skin, "right down")
    with c.at(940, 935, 1.5):
        figure(c, hero, ((-127, -218), (36, -222)), -0.55, "laugh")
        with c.at(44, -268):
            bouquet(c)
        c.oval(40, -216, 18, 16, hero.skin, "right down")
    c.oval(750, 608, 30, 24, hero.skin, "down")
    for x in (742, 752, 762):
        c.limb([(x, 597), (x + 4, 618)], 11, 9, mayor.skin, "right")


Focus = tuple[int, int, int, int]
# What draws the picture, how large it is, and the middle, width and height of its subject, as Wagtail keeps it.
SCENES: dict[str, tuple[Callable[[Canvas], None], tuple[int, int], Focus]] = {
    "IMG-01": (team_circle, (4800, 3200), (2400, 1728, 2240, 2304)),
    "IMG-02": (player, (2400, 3000), (1200, 1130, 840, 1040)),
    "IMG-03": (drawings, (4000, 2667), (1973, 1493, 2080, 1493)),
    "IMG-04": (square, (3000, 2000), (1500, 1280, 1520, 840)),
    "IMG-05": (listening, (3600, 2400), (1800, 1584, 1920, 1248)),
    "IMG-06": (wolf_and_book, (2400, 1600), (1216, 896, 1024, 1088)),
    "IMG-07": (rickshaw, (3000, 4000), (1140, 1370, 840, 1600)),
    "IMG-08": (book_bag, (2000, 1333), (1067, 853, 427, 640)),
    "IMG-09": (reading_corner, (1100, 730), (557, 469, 381, 352)),
    "IMG-10": (litter_pickers, (3200, 2133), (1621, 1365, 1621, 1195)),
    "IMG-11": (cafe_tables, (2560, 1707), (1331, 1126, 1195, 887)),
    "IMG-12": (award, (3000, 2000), (1500, 1120, 1240, 1280)),
}
SIZES: dict[str, tuple[int, int]] = {key: size for key, (_, size, _) in SCENES.items()}
FOCAL_POINTS: dict[str, Focus] = {key: focus for key, (_, _, focus) in SCENES.items()}


def draw(key: str) -> bytes:
    """The picture as JPEG; the same bytes every time."""
    canvas = Canvas(key)
    scene, size, _ = SCENES[key]
    scene(canvas)
    return canvas.printed(size)
