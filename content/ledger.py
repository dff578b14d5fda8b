"""The ledger: which reader was handed or fetched which photo, for what, and when.

Whoever withdraws a consent can then tell those who have the picture. A new line is written at once; a known one again
after ten minutes at the earliest. So it costs an answer one small statement now and then.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, InterfaceError

from content.models.photo_use import PhotoUse
from content.words import Purpose

PUBLIC_SITE, ANONYMOUS = "public site", "anonymous"  # the readers who have no name
AGAIN_AFTER = timedelta(minutes=10)
MOST_REMEMBERED = 20_000
NARROWEST_FIRST = (Purpose.PRINT, Purpose.SOCIAL_MEDIA, Purpose.PARTNER_SITES, Purpose.OWN_WEBSITE)

Handed = tuple[str, frozenset[str]]  # a photo's uid, and the uses it was handed out for

_written: dict[tuple[str, str, str], datetime] = {}  # when this process last wrote a line

log = logging.getLogger("content.ledger")


def note(reader: str, handed: Iterable[Handed], now: datetime) -> None:
    """Write down what was handed to a reader. An answer is given whether or not this succeeds."""
    lines = {(uid, reader, _purpose(uses)) for uid, uses in handed}
    due = sorted(line for line in lines if _is_due(line, now))  # sorted: two processes never wait for each other
    if not due:
        return
    uses = [PhotoUse(photo=uid, reader=who, purpose=use, first_at=now, last_at=now) for uid, who, use in due]
    try:
        PhotoUse.objects.bulk_create(
            uses, update_conflicts=True, unique_fields=["photo", "reader", "purpose"], update_fields=["last_at"]
        )
    except (DatabaseError, InterfaceError):
        log.exception("The ledger could not be written: %s photos were handed to %s", len(due), reader)
        return
    if len(_written) + len(due) > MOST_REMEMBERED:
        _written.clear()
    _written.update(dict.fromkeys(due, now))


def note_fetched(photo: str, uses: frozenset[str], now: datetime) -> None:
    """Write down that a file was fetched. Its address tells only whether it was handed out for the public site."""
    note(PUBLIC_SITE if Purpose.OWN_WEBSITE in uses else ANONYMOUS, [(photo, uses)], now)


def was_handed_out(photo: UUID) -> bool:
    """Whether anybody ever got this photo from us."""
    return PhotoUse.objects.filter(photo=photo).exists()


def forget() -> None:
    """Drop what is held in memory. For tests, whose databases come and go."""
    _written.clear()


def _is_due(line: tuple[str, str, str], now: datetime) -> bool:
    last = _written.get(line)
    return last is None or not timedelta(0) <= now - last < AGAIN_AFTER


def _purpose(uses: frozenset[str]) -> str:
    """What it is for: without a key one is a partner's site, and what one asks for besides says more."""
    return next(purpose.value for purpose in NARROWEST_FIRST if purpose in uses)
