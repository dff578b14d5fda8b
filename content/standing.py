"""Where the log stands, kept in memory, so that a reader need not ask the database what is new.

On PostgreSQL a thread listens to the log's bell and, every second, makes sure that it still would hear it. While it
does, what is in memory is true but for the milliseconds a bell takes from one process to another; what this process
itself commits it knows at once. When the thread is deaf or the line is dead, and wherever nobody listens, every reader
asks the database again. On SQLite `PRAGMA data_version` says whether anybody else has written.
"""

import logging
import os
import time
from dataclasses import dataclass
from datetime import datetime
from threading import Lock, Thread, local
from typing import Any

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Min

from content import clock
from content import log as the_log
from content.log import CHANNEL, State
from content.models.entry import Occasion

HEARTBEAT = 1.0  # seconds between two proofs that the line is alive
TRUSTED = 2.5  # seconds for which a proof is believed
AGAIN = 2.0  # seconds before a dead line is tried again
NEWEST = "SELECT max(number) FROM content_change"

log = logging.getLogger("content")


@dataclass(frozen=True, slots=True)
class _Held:
    state: State
    commits: int  # of this process, when it was read


class _Listener:
    """The thread that hears the bell, and what it vouches for."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.held: _Held | None = None
        self.rings = 0
        self.alive_until = 0.0
        self.wanted = self.is_deaf = False
        self.thread: Thread | None = None

    def start(self) -> None:
        """Listen, once per process."""
        with self.lock:
            if self.wanted:
                return
            self.wanted, self.held, self.alive_until = True, None, 0.0
        self.thread = Thread(target=self._run, name="content-log", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.wanted, self.held, self.alive_until = False, None, 0.0

    def join(self) -> None:
        if self.thread:
            self.thread.join(2 * TRUSTED)
            self.thread = None

    def vouches(self) -> bool:
        return time.monotonic() < self.alive_until

    def keep(self, state: State, commits: int, rings: int) -> None:
        """Hold what was read, unless the bell has rung since."""
        with self.lock:
            if rings == self.rings:
                self.held = _Held(state, commits)

    def _rung(self) -> None:
        with self.lock:
            self.rings += 1
            self.held = None

    def _run(self) -> None:
        while self.wanted:
            try:
                with psycopg.connect(**_line(), autocommit=True) as line:
                    self._listen(line)
            except (psycopg.Error, OSError) as error:
                log.warning("The log cannot be heard, so every reader asks the database: %s", error)
            self.alive_until = 0.0
            self._rung()
            if self.wanted:
                time.sleep(AGAIN)

    def _listen(self, line: "psycopg.Connection[Any]") -> None:
        """Hear the bell until the line breaks; or until lines come without one, which somebody between us swallows."""
        line.execute(f'LISTEN "{CHANNEL}"')
        known, is_owed = line.execute(NEWEST).fetchone(), False
        self._rung()
        while self.wanted:
            self.alive_until = time.monotonic() + TRUSTED
            bells = 0
            for _bell in line.notifies(timeout=HEARTBEAT, stop_after=1):
                bells += 1
                self._rung()
            newest = line.execute(NEWEST).fetchone()
            if bells:
                is_owed = False
            elif newest != known:
                is_owed = True
                self._rung()
            elif is_owed:
                log.error("Bells of the log do not arrive: is there a pool of connections between? Listening no more.")
                self.wanted, self.is_deaf = False, True
            known = newest


_listener = _Listener()
os.register_at_fork(after_in_child=_listener.stop)  # a child has no such thread


class _Seen(local):
    """What this thread last read."""

    version: Any = None
    held: _Held | None = None
    newest: int = 0  # what this thread was last told
    due: datetime | None = None


_seen = _Seen()


def listen() -> None:
    """Keep what is in memory fresh from now on. For processes that serve readers."""
    if not _listener.wanted and not _listener.is_deaf and connection.vendor == "postgresql" and not settings.ALWAYS_ASK:
        _listener.start()


def is_heard() -> bool:
    """Whether the log is listened to, so that readers need not ask."""
    return _listener.vouches()


def state() -> State:
    """Where the log stands, with all that is due entered. No statement while memory can be trusted."""
    found = _state()
    _seen.newest, _seen.due = found.newest, found.due
    return found


def glance() -> State:
    """`state`, for whoever stands outside any transaction: the quickest way there is while the log is heard."""
    held = _listener.held
    found = _remembered(held) if held is not None and _listener.vouches() else None
    return found or state()


def _state() -> State:
    ours = connections[DEFAULT_DB_ALIAS]  # looking it up is what costs here
    if ours.in_atomic_block:
        return the_log.state()
    if ours.vendor == "postgresql":
        if not _listener.vouches():
            return the_log.state()
        return _remembered(_listener.held) or _read_for(_listener)
    return _remembered(_by_version()) or _read_for(None)


def _remembered(held: _Held | None) -> State | None:
    """What is held, if no commit of ours and no moment has passed it by."""
    if held is None or held.commits != the_log.commits():
        return None
    found, now = held.state, clock.now()
    if found.due is not None and found.due <= now:
        return None
    if found.entered is not None and found.entered > now and found.entered > now + the_log.slack():
        return None
    return found


def _read_for(listener: _Listener | None) -> State:
    commits, rings = the_log.commits(), _listener.rings
    found = the_log.state()
    if listener is not None:
        listener.keep(found, commits, rings)
    else:
        _seen.held = _Held(found, commits)
    return found


def _by_version() -> _Held | None:
    """What this thread read, if nobody else has written to SQLite since."""
    connection.ensure_connection()
    raw = connection.connection
    version = id(raw), raw.execute("PRAGMA data_version").fetchone()[0]
    if version != _seen.version:
        _seen.version, _seen.held = version, None
    return _seen.held


def due() -> datetime | None:
    """The next moment at which time will change something that the log knows of, as of the last look."""
    held = _listener.held
    return held.state.due if held is not None else _seen.due


# ── what passes without a line ──────────────────────────────────────────────────────────────────────────────────────

_passing: tuple[int, datetime, datetime | None] | None = None


def passing(now: datetime) -> datetime | None:
    """When the next occasion is over: what comes soonest is then something else. Looked up once per change number."""
    global _passing
    held, number = _passing, _seen.newest
    if held is None or held[0] != number or held[1] > now or (held[2] is not None and held[2] <= now):
        held = number, now, Occasion.objects.filter(ends_at__gt=now).aggregate(first=Min("ends_at"))["first"]
        if not connection.in_atomic_block:
            _passing = held
    return held[2]


def forget() -> None:
    """Drop what is held in memory. For tests, whose databases come and go."""
    global _passing
    _listener.stop()
    _listener.join()
    _listener.is_deaf = False
    _passing = _seen.held = _seen.version = None


def _line() -> dict[str, Any]:
    """How to reach the database: as Django does, by a line of our own."""
    parameters = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port", "service", "sslmode", "sslrootcert", "options")
    found = {name: parameters[name] for name in names if parameters.get(name)}
    alive = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}
    return {**found, **alive, "connect_timeout": 5, "application_name": "ildsjael listener"}
