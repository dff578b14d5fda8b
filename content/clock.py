"""What time it is: the only place that knows. A demo or a test can stop it.

All times are aware. Where the clock is ours (demos and tests), Django's and Wagtail's own stamps follow it, so that
a story published in a demo is published when the demo says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.utils import timezone

_ours = False
_stopped_at: datetime | None = None


def now() -> datetime:
    """This moment, or the one at which the clock stands still."""
    return _stopped_at or datetime.now(UTC)


def take_over(stop_at: datetime | None = None) -> None:
    """Make Django and Wagtail ask us for the time. For demos and tests, called once from the settings."""
    global _ours, _stopped_at
    _ours, _stopped_at = True, stop_at
    now.__module__ = "django.utils.timezone"  # a migration written here must not name us
    timezone.now = now


def is_ours() -> bool:
    """Whether Django asks us for the time, so that we can stop it."""
    return _ours


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Stand still at this moment, for as long as the block lasts."""
    global _stopped_at
    if not _ours:
        raise RuntimeError("The clock can only be stopped in a demo (DEMO=on) or in tests.")
    if moment.tzinfo is None:
        raise ValueError("The clock needs a moment with an offset from UTC.")
    before, _stopped_at = _stopped_at, moment
    try:
        yield
    finally:
        _stopped_at = before
