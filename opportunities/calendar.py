"""An opportunity's times as iCalendar: one entry that calendars keep in step by its UID and SEQUENCE."""

from datetime import datetime, timedelta

import icalendar

from content.models import Change
from content.words import Lifecycle
from opportunities.items import OpportunityItem
from opportunities.schedule import MOST

PRODUCT = "-//Ildsjæl//Opportunities//DA"


def calendar_of(item: OpportunityItem) -> bytes:
    """A calendar with this one opportunity. Times are local, with their time zone."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry_of(item))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def entry_of(item: OpportunityItem) -> icalendar.Event:
    """The opportunity as one calendar entry; a series lists its other dates, cancelled ones left out."""
    is_called_off = item.lifecycle == Lifecycle.CANCELLED
    beginning = datetime.min.replace(tzinfo=item.site.zone)
    times = item.occurrences(since=beginning, first=MOST, include_cancelled=is_called_off)
    entry = icalendar.Event()
    entry.add("uid", f"{item.id}@{item.site_key}")
    entry.add("dtstamp", item.reader.now)
    entry.add("last-modified", item.updated_at)
    entry.add("sequence", Change.objects.filter(uid=item.uid).count())
    entry.add("summary", item.title)
    entry.add("description", item.summary)
    entry.add("url", item.url)
    entry.add("status", _status(item))
    if times:
        first, *others = times
        entry.add("dtstart", first.starts_at)
        if first.ends_at:
            entry.add("dtend", first.ends_at)
        if others:
            entry.add("rdate", [other.starts_at for other in others])
    elif item.over_at:
        entry.add("dtstart", item.over_at.astimezone(item.site.zone) - timedelta(seconds=1))
    place = item.venue_or_place
    if place:
        entry.add("location", ", ".join(part for part in (place.name, place.address) if part))
        if place.latitude is not None:
            entry.add("geo", (place.latitude, place.longitude))
    return entry


def _status(item: OpportunityItem) -> str:
    if item.lifecycle == Lifecycle.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if item.lifecycle == Lifecycle.POSTPONED else "CONFIRMED"
