"""How far a long job has come: a bar where somebody is watching, a line every five seconds where nobody is."""

import sys
from time import monotonic
from types import TracebackType
from typing import TextIO

WIDTH = 40
SECONDS = 5.0  # between two lines in a log


class Progress:
    """Says how many of how many are done. Used as a context, so that the last word is always said."""

    def __init__(self, what: str, total: int, stream: TextIO | None = None) -> None:
        self.what, self.total, self.done, self.note = what, total, 0, ""
        self.stream = stream or sys.stderr
        self.is_watched = self.stream.isatty()
        self.said, self.said_at = -1, monotonic()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.is_watched or self.done != self.said:
            self._say(end="\n")

    def advance(self, count: int, note: str = "") -> None:
        """So many more are done. A note says where the job stands, such as the last page's number."""
        self.done, self.note = self.done + count, note
        if self.is_watched:
            self._say(end="")
        elif monotonic() - self.said_at >= SECONDS:
            self._say(end="\n")

    def _say(self, end: str) -> None:
        self.said, self.said_at = self.done, monotonic()
        line = f"{self.done} of {self.total} {self.what}{self.note and f', {self.note}'}"
        if self.is_watched:
            full = WIDTH * self.done // self.total if self.total else WIDTH
            line = f"\r[{'█' * full}{' ' * (WIDTH - full)}] {line}\x1b[K"
        self.stream.write(line + end)
        self.stream.flush()
