"""Days and times as people write them, local and in the reader's language."""

from datetime import date, datetime, time
from typing import Protocol

from django.utils import timezone
from django.utils.dateformat import format as write_date
from django.utils.dateformat import time_format
from django.utils.translation import gettext, pgettext

from content import clock


class Span(Protocol):
    """Something with a beginning and perhaps an end."""

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime | None: ...


def day(moment: date | datetime | None) -> str:
    """21. november 2026"""
    return _written(moment, pgettext("day, as Django's date filter writes it", "j F Y"))


def weekday(moment: date | datetime | None) -> str:
    """lørdag 21. november, with its year where that is not this one"""
    if moment is None:
        return ""
    if local(moment).year == timezone.localtime(clock.now()).year:
        return _written(moment, pgettext("weekday and day", "l j F"))
    return _written(moment, pgettext("weekday, day and year", "l j F Y"))


def hour(moment: datetime | time | None) -> str:
    """10.00"""
    pattern = pgettext("time of day", "H:i")
    return time_format(moment, pattern) if isinstance(moment, time) else _written(moment, pattern)


def hours(span: Span) -> str:
    """kl. 10.00–13.00; with the other day, where it ends on another."""
    start, end = timezone.localtime(span.starts_at), span.ends_at
    if end is None:
        return gettext("at %(hour)s") % {"hour": hour(start)}
    if same_day(start, end):
        return gettext("%(from)s–%(to)s") % {"from": hour(start), "to": hour(end)}
    return gettext("%(hour)s to %(day)s %(end)s") % {"hour": hour(start), "day": weekday(end), "end": hour(end)}


def capitalised(words: object) -> str:
    """A capital first letter; the rest as it is."""
    said = str(words)
    return said[:1].upper() + said[1:]


def same_day(first: datetime, second: datetime) -> bool:
    return timezone.localtime(first).date() == timezone.localtime(second).date()


def local(moment: date | datetime) -> date | datetime:
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


def _written(moment: date | datetime | None, pattern: str) -> str:
    return write_date(local(moment), pattern) if moment else ""
