"""Finished answers, each kept until a line of the log concerns it or its time is up.

In each process, bounded in bytes, the least recently asked for goes first. What an answer depends on it notes itself
while it is made (`content/interests.py`); when the log has new lines, the answers they concern are dropped, before
anybody is answered, and all others stay.
"""

import hashlib
import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Condition, RLock

from django.conf import settings

from content import clock, interests, ledger, standing
from content.interests import Interests, Line
from content.ledger import Handed
from content.log import State
from graphql_api import encodings

log = logging.getLogger("graphql_api")

MOST_LINES = 1_000  # more at once, and starting anew is cheaper than telling what they concern
PATIENCE = 5.0  # seconds that one waits for another who is making the same answer
OVERHEAD = 2_000  # bytes that an answer takes beside its body, roughly
PER_INTEREST = 120

SAID_AGAIN = ("etag", "vary", "access-control-")  # with a 304; for the rest a client goes by what it was told before

Headers = list[tuple[str, str]]


def _enter_in_ledger(reader: str, photos: frozenset[Handed]) -> None:
    ledger.note(reader, photos, clock.now())


# Told of every answer given out of the cache: which reader got it, and the photos in it.
handed_out: list[Callable[[str, frozenset[Handed]], None]] = [_enter_in_ledger]


@dataclass(slots=True)
class Answer:
    """A finished answer: what was said, what it depends on, and its forms for the wire, made when first asked for."""

    headers: Headers
    body: bytes
    interests: Interests
    made_at: datetime
    etag: str = ""
    photos: frozenset[Handed] = frozenset()
    forms: "dict[str, Form]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.etag = hashlib.blake2b(self.body, digest_size=12).hexdigest()
        self.photos = frozenset(self.interests.photos)

    @property
    def size(self) -> int:
        found = self.interests
        noted = len(found.items) + len(found.paths) + len(found.photos)
        noted += sum(len(each.found or ()) + 4 for each in found.lists)
        return OVERHEAD + PER_INTEREST * noted + sum(len(form.body) for form in self.forms.values()) + len(self.body)

    def holds_at(self, now: datetime) -> bool:
        return self.made_at <= now and (self.interests.until is None or now < self.interests.until)

    def form(self, accepted: str) -> "Form":
        """As it goes over the wire to whoever accepts these encodings."""
        name = encodings.best(accepted) if len(self.body) >= encodings.WORTH_IT else ""
        found = self.forms.get(name)
        if found is None:
            found = self.forms[name] = Form.of(self, name)
        return found


@dataclass(frozen=True, slots=True)
class Form:
    """An answer in one encoding, with all its headers."""

    body: bytes
    etag: str
    headers: Headers
    unchanged: Headers  # those of a 304

    @classmethod
    def of(cls, answer: Answer, encoding: str) -> "Form":
        body = encodings.encoded(answer.body, encoding)
        etag = f'"{answer.etag}-{encoding}"' if encoding else f'"{answer.etag}"'
        headers = [*answer.headers, ("ETag", etag), ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return cls(body, etag, headers, [each for each in headers if each[0].lower().startswith(SAID_AGAIN)])


class _Index:
    """Which answers depend on a thing."""

    def __init__(self) -> None:
        self.keys: dict[Hashable, set[Hashable]] = {}

    def add(self, things: Iterable[Hashable], key: Hashable) -> None:
        for thing in things:
            self.keys.setdefault(thing, set()).add(key)

    def remove(self, things: Iterable[Hashable], key: Hashable) -> None:
        for thing in things:
            if keys := self.keys.get(thing):
                keys.discard(key)
                if not keys:
                    del self.keys[thing]

    def of(self, things: Iterable[Hashable]) -> Iterator[Hashable]:
        for thing in things:
            yield from self.keys.get(thing, ())


ALL = "everything"


class Answers:
    """The answers that one process keeps. Everything in it is true as of `number`."""

    def __init__(self, bytes_at_most: int) -> None:
        self.bytes_at_most = bytes_at_most
        self.lock = RLock()
        self.hits = self.misses = self.dropped = self.caught_up = 0
        self._clear()

    def _clear(self) -> None:
        self.kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self.sizes: dict[Hashable, int] = {}
        self.bytes = 0
        self.by_item, self.by_path, self.by_reference, self.by_type = _Index(), _Index(), _Index(), _Index()
        self.number = 0
        self.recent: deque[Line] = deque()  # all lines after `since`, for what others kept as of a lower number
        self.since = 0
        self.newest_at: datetime | None = None
        self.making: dict[Hashable, Condition] = {}

    def forget(self) -> None:
        with self.lock:
            self._clear()

    def __len__(self) -> int:
        return len(self.kept)

    # asking

    def find(self, key: Hashable) -> Answer | None:
        """The answer, if it is still true at this moment."""
        state = standing.glance()
        if state.newest != self.number:
            self.catch_up(state)
        found = self.kept.get(key)
        if found is None:
            self.misses += 1
            return None
        if not found.holds_at(clock.now()):
            with self.lock:
                self._drop(key)
            self.misses += 1
            return None
        try:
            self.kept.move_to_end(key)
        except KeyError:  # dropped by another thread in between
            return None
        self.hits += 1
        return found

    def keep(self, key: Hashable, answer: Answer, number: int) -> bool:
        """Keep an answer that was begun when the log stood at `number`; whether it is kept."""
        with self.lock:
            if number != self.number or not answer.holds_at(clock.now()):
                return False
            self._drop(key)
            self.kept[key] = answer
            self._count(key, answer)
            noted = answer.interests
            self.by_item.add(noted.items, key)
            self.by_path.add(noted.paths, key)
            self.by_reference.add(noted.references, key)
            self.by_type.add(_types(noted), key)
            if self.newest_at is None or answer.made_at > self.newest_at:
                self.newest_at = answer.made_at
            self._make_room()
            return key in self.kept

    def count_again(self, key: Hashable) -> None:
        """An answer has got another form."""
        with self.lock:
            if answer := self.kept.get(key):
                self._count(key, answer)
                self._make_room()

    def _count(self, key: Hashable, answer: Answer) -> None:
        size = answer.size + _length(key)
        self.bytes += size - self.sizes.get(key, 0)
        self.sizes[key] = size

    def _make_room(self) -> None:
        while self.bytes > self.bytes_at_most and self.kept:
            self._drop(next(iter(self.kept)))

    @contextmanager
    def maker(self, key: Hashable) -> Iterator[bool]:
        """Whether to make the answer; False, after a while, when another thread has just made it."""
        with self.lock:
            busy = self.making.get(key)
            if busy is None:
                mine = self.making[key] = Condition(self.lock)
        if busy is not None:
            with busy:
                if self.making.get(key) is busy:
                    busy.wait(PATIENCE)
            yield False
            return
        try:
            yield True
        finally:
            with self.lock:
                if self.making.get(key) is mine:
                    del self.making[key]
                mine.notify_all()

    # dropping

    def catch_up(self, state: State) -> None:
        """Drop what the log's new lines concern."""
        with self.lock:
            if state.newest == self.number:
                return
            self.caught_up += 1
            if not self.kept or state.newest < self.number or self._is_behind(state):
                self._start_anew(state.newest)
                return
            lines = interests.lines_after(self.number, state.newest, MOST_LINES)
            if lines is None:
                self._start_anew(state.newest)
                return
            for line in lines:
                for key in self._concerned_by(line):
                    self._drop(key)
                    self.dropped += 1
            self.recent.extend(lines)
            while len(self.recent) > MOST_LINES:
                self.since = self.recent.popleft().number
            self.number = state.newest

    def lines_since(self, number: int) -> list[Line] | None:
        """The log's lines from a number up to ours; None where we do not have them all."""
        with self.lock:
            if not self.since <= number <= self.number:
                return None
            return [line for line in self.recent if line.number > number]

    def _is_behind(self, state: State) -> bool:
        """Whether the clock was set back: what time had done is undone."""
        return self.newest_at is not None and clock.now() < self.newest_at

    def _start_anew(self, number: int) -> None:
        self.dropped += len(self.kept)
        making = self.making
        self._clear()
        self.making, self.number, self.since = making, number, number

    def _concerned_by(self, line: Line) -> set[Hashable]:
        found = set(self.by_type.of([ALL]))
        if line.is_reference:
            if line.subject in interests.SITES or line.takes_word_away:
                return set(self.kept)
            return found.union(self.by_reference.of([line.subject]))
        found.update(self.by_path.of(line.paths))
        found.update(key for key in self.by_item.of([line.uid]) if line.by not in self.kept[key].interests.hidden)
        answers: dict[interests.ListInterest, bool] = {}  # many answers ask the same lists
        for key in self.by_type.of([line.subject]):
            if key not in found and any(_matters(each, line, answers) for each in self.kept[key].interests.lists):
                found.add(key)
        return found

    def _drop(self, key: Hashable) -> None:
        answer = self.kept.pop(key, None)
        if answer is None:
            return
        self.bytes -= self.sizes.pop(key, 0)
        noted = answer.interests
        self.by_item.remove(noted.items, key)
        self.by_path.remove(noted.paths, key)
        self.by_reference.remove(noted.references, key)
        self.by_type.remove(_types(noted), key)


def _length(key: Hashable) -> int:
    """Whoever asks long questions pays for them too."""
    parts = key if isinstance(key, tuple) else (key,)
    return sum(len(part) for part in parts if isinstance(part, str | bytes))


def _types(noted: Interests) -> set[Hashable]:
    found: set[Hashable] = {each for asked in noted.lists for each in asked.types}
    return found | {ALL} if noted.is_everything else found


def _matters(asked: interests.ListInterest, line: Line, known: dict[interests.ListInterest, bool]) -> bool:
    if asked not in known:
        known[asked] = interests.matters(asked, line)
    return known[asked]


answers = Answers(settings.ANSWERS_MB * 1024 * 1024)
