"""When something takes place: once, in a rhythm, or on listed dates, some of them cancelled.

Times are local to the site, so three o'clock stays three o'clock when the clocks change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST = 400  # occurrences of one series; more is a mistake in the form


class Rhythm(models.TextChoices):
    """How often a series repeats."""

    ONCE = "", _("does not repeat")
    WEEKLY = "WEEKLY", _("every week")
    FORTNIGHTLY = "FORTNIGHTLY", _("every other week")
    MONTHLY = "MONTHLY", _("every month, same weekday")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time it takes place, or would have."""

    starts_at: datetime
    ends_at: datetime | None
    is_cancelled: bool


def occurrences(
    starts_at: datetime,
    ends_at: datetime | None,
    rhythm: str,
    until: date | None,
    extra: Iterable[date],
    cancelled: Iterable[date],
    zone: ZoneInfo,
) -> list[Occurrence]:
    """All of a series, in order. Cancelled dates are among them, marked."""
    start = starts_at.astimezone(zone)
    length = ends_at - starts_at if ends_at else None
    days = {day.date() for day in _rhythm(start, rhythm, until)} | set(extra)
    off = set(cancelled)
    return [
        Occurrence(
            starts_at=(moment := datetime.combine(day, start.time(), zone)),
            ends_at=moment + length if length else None,  # by the clock on the wall, as people plan
            is_cancelled=day in off,
        )
        for day in sorted(days)
    ]


def recurrence_rule(rhythm: str, until: date | None) -> str | None:
    """The rhythm as RFC 5545 writes it."""
    rules = {
        Rhythm.WEEKLY: "FREQ=WEEKLY",
        Rhythm.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2",
        Rhythm.MONTHLY: "FREQ=MONTHLY",
    }
    if rhythm not in rules or until is None:
        return None
    return f"{rules[Rhythm(rhythm)]};UNTIL={until:%Y%m%d}T235959Z"


def _rhythm(start: datetime, rhythm: str, until: date | None) -> list[datetime]:
    naive = start.replace(tzinfo=None)
    if not rhythm or until is None:
        return [naive]
    end = datetime.combine(until, time.max)
    if rhythm == Rhythm.MONTHLY:
        nth = (naive.day - 1) // 7 + 1
        weekday = (MO, TU, WE, TH, FR, SA, SU)[naive.weekday()](nth if nth < 5 else -1)
        return list(islice(rrule(MONTHLY, dtstart=naive, until=end, byweekday=weekday), MOST))
    return list(
        islice(rrule(WEEKLY, interval=2 if rhythm == Rhythm.FORTNIGHTLY else 1, dtstart=naive, until=end), MOST)
    )
