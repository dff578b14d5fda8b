"""Opportunities as readers see them, at the moment they ask."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, gettext_noop

from content import days
from content.linked_data import Thing
from content.reading import ContentItem, Day, Item, Moment, PlaceOf, RichWords, WordList, Words, Written
from content.words import Known, Lifecycle, PlaceLevel
from opportunities import likeness, linked_data
from opportunities.schedule import MOST, Occurrence, Rhythm

_LAST_DATE = re.compile(r"UNTIL=(\d{8})")

FEATURES = {
    "wheelchair": gettext_noop("Wheelchair access"),
    "hearing_loop": gettext_noop("Hearing loop"),
    "toilet": gettext_noop("Accessible toilet"),
    "quiet_space": gettext_noop("Quiet space"),
    "easy_read": gettext_noop("Easy-to-read material"),
}
CLOSED_TO_READERS = {Lifecycle.CLOSED, Lifecycle.EXPIRED, Lifecycle.CANCELLED}


@dataclass(frozen=True, slots=True)
class Access:
    """A need that some visitors have, and whether it is met: YES, NO or UNKNOWN."""

    feature: str
    answer: str


class OpportunityItem(ContentItem):
    """What all six shapes show."""

    template_name = "opportunities/opportunity.html"
    listed_as = "OPPORTUNITIES"

    kind = Words("OPPORTUNITY_KIND")
    lifecycle_reason = Written()
    valid_through = Moment()
    starts_at = Moment()
    recurrence_rule = Written()
    min_age = Written()
    max_age = Written()
    requirements = WordList("REQUIREMENT")
    insurance = Written()
    cost: Any = Written()
    accessibility = Written()
    need: Any = Written()
    benefit_class = Written()

    @property
    def lifecycle(self) -> str:
        """Where it stands now: what the editor said, until its dates say more."""
        if self.declared_lifecycle in (Lifecycle.CANCELLED, Lifecycle.POSTPONED):
            return self.declared_lifecycle
        if self.over_at is not None and self.reader.now >= self.over_at:
            return Lifecycle.EXPIRED
        if self.deadline is not None and self.reader.now >= self.deadline:
            return Lifecycle.CLOSED
        return self.declared_lifecycle

    @property
    def open_until(self) -> datetime | None:
        """The moment from which one can no longer take part. What an editor closed was open until that edit at most."""
        closed_at = self.edited_at if self.declared_lifecycle in CLOSED_TO_READERS else None
        return min(filter(None, (self.deadline, self.over_at, closed_at)), default=None)

    @property
    def closes_in_days(self) -> int | None:
        """Whole days, by the site's calendar, until it closes; None where nothing says when, or it has."""
        moments = [moment for moment in (self.deadline, self.over_at) if moment and moment > self.reader.now]
        if not moments or self.lifecycle in CLOSED_TO_READERS:
            return None
        return (min(moments).astimezone(self.site.zone).date() - self.today).days

    @property
    def time_zone(self) -> str:
        return self.site.time_zone

    @property
    def commitment(self) -> dict[str, Any] | None:
        written = self.card["commitment"]
        if written is None:
            return None
        return {**written, "term": self.term("TIME_COMMITMENT", written["term"]) if written["term"] else None}

    @property
    def apply_url(self) -> str | None:
        """Where to sign up; nowhere once it is closed, expired or cancelled."""
        return None if self.lifecycle in CLOSED_TO_READERS else self.card["applyUrl"]

    @property
    def documents(self) -> list[dict[str, Any]]:
        host = self.reader.addresses.host
        return [{**document, "url": host + document["path"]} for document in self.card["documents"]]

    def occurrences(
        self,
        since: datetime | None = None,
        until: datetime | None = None,
        first: int = 10,
        include_cancelled: bool = False,
    ) -> list[Occurrence]:
        """The times it takes place, from now on unless `since` says otherwise. One that has begun still counts."""
        after = since or self.reader.now
        found = []
        is_called_off = self.lifecycle == Lifecycle.CANCELLED  # then no single date takes place either
        for starts, ends, is_left_out in self.card["occurrences"]:
            is_cancelled = is_left_out or is_called_off
            start = datetime.fromisoformat(starts).astimezone(self.site.zone)
            end = datetime.fromisoformat(ends).astimezone(self.site.zone) if ends else None
            if (end or start + timedelta(seconds=1)) <= after or (until and start >= until):
                continue
            if is_cancelled and not include_cancelled:
                continue
            found.append(Occurrence(start, end, is_cancelled))
            if len(found) == first:
                break
        return found

    def similar(self, first: int = 3) -> list[Item]:
        return likeness.similar(self, first)

    @property
    def next_occurrence(self) -> Occurrence | None:
        return next(iter(self.occurrences(first=1)), None)

    @property
    def takes_place(self) -> Occurrence | None:
        return self.next_occurrence

    @property
    def words_to_share(self) -> dict[str, str]:
        """With when and where; and a title that says so where it is called off."""
        place = self.venue_or_place
        says_so = self.lifecycle in (Lifecycle.CANCELLED, Lifecycle.POSTPONED, Lifecycle.FULL)
        state = days.capitalised(Lifecycle(self.lifecycle).label) if says_so else ""
        return {
            **super().words_to_share,
            "title": f"{state}: {self.title}" if state else self.title,
            "when": self._when_to_share(),
            "where": place.name if place else "",
            "call": gettext("Sign up:") if self.apply_url else gettext("Read more:"),
        }

    def _when_to_share(self) -> str:
        if self.lifecycle in (Lifecycle.CANCELLED, Lifecycle.POSTPONED):
            return self.lifecycle_reason or ""
        if self.is_closed:
            return ""
        if occurrence := self.next_occurrence:
            return days.capitalised(f"{days.weekday(occurrence.starts_at)} {days.hours(occurrence)}")
        if self.deadline:
            return gettext("Deadline: %(when)s") % {"when": days.weekday(self.deadline)}
        return gettext("Until %(day)s") % {"day": days.day(self.valid_through)} if self.valid_through else ""

    @property
    def ics_url(self) -> str:
        """Its times as a calendar file."""
        return f"{self.reader.addresses.host}/calendar/{self.id}.ics"

    # what pages show, beyond the API

    @property
    def is_closed(self) -> bool:
        """Whether one can no longer take part."""
        return self.lifecycle in CLOSED_TO_READERS

    @property
    def rhythm(self) -> Rhythm:
        """How often it repeats."""
        rule = self.recurrence_rule or ""
        if "FREQ=MONTHLY" in rule:
            return Rhythm.MONTHLY
        return Rhythm.FORTNIGHTLY if "INTERVAL=2" in rule else Rhythm.WEEKLY if rule else Rhythm.ONCE

    @property
    def repeats_until(self) -> date | None:
        """The last date of the series."""
        found = _LAST_DATE.search(self.recurrence_rule or "")
        return date.fromisoformat(found[1]) if found else None

    @property
    def dates_ahead(self) -> list[Occurrence]:
        """All times from now on, cancelled ones marked."""
        return self.occurrences(first=MOST, include_cancelled=True)

    @property
    def last_confirmed(self) -> date | None:
        """The day somebody last said that help is still needed."""
        return date.fromisoformat(self.need["asOf"]) if self.need["asOf"] else None

    @property
    def ages(self) -> str:
        """For what ages, in words; nothing where nobody said."""
        if self.min_age is not None and self.max_age is not None:
            return gettext("%(least)s to %(most)s years") % {"least": self.min_age, "most": self.max_age}
        if self.min_age is not None:
            return gettext("from %(age)s years") % {"age": self.min_age}
        return gettext("up to %(age)s years") % {"age": self.max_age} if self.max_age is not None else ""

    @property
    def is_visit(self) -> bool:
        """Whether one goes somewhere, and so wants to know the price beforehand, told or not."""
        return self.type_name in ("Event", "Facility")

    @property
    def access(self) -> list[Access]:
        """What it says of accessibility itself; where it says nothing, what is known of the place."""
        place = self.venue_or_place
        known = place.accessibility if place and place.level == PlaceLevel.VENUE else {}
        return [
            Access(gettext(FEATURES[feature]), known.get(feature, answer) if answer == Known.UNKNOWN else answer)
            for feature, answer in self.accessibility.items()
        ]

    @property
    def access_known(self) -> list[Access]:
        return [each for each in self.access if each.answer != Known.UNKNOWN]

    @property
    def access_unknown(self) -> list[str]:
        """What nobody has told us: neither yes nor no."""
        return [each.feature for each in self.access if each.answer == Known.UNKNOWN]

    @property
    def shows_access(self) -> bool:
        """Whether there is something to say, or a place to come to."""
        comes_somewhere = self.venue_or_place is not None and self.type_name in ("Event", "Facility", "VolunteerTask")
        return bool(self.access_known) or comes_somewhere

    @property
    def venue_or_place(self) -> Any:
        """Where to go, for a page that shows one place."""
        return getattr(self, "venue", None) or next(iter(self.places), None)


class TaskItem(OpportunityItem):
    type_name = "VolunteerTask"

    @property
    def json_ld(self) -> Thing:
        return linked_data.task(self)


class ExchangeItem(OpportunityItem):
    type_name = "Exchange"

    def matches(self, first: int = 3) -> list[dict[str, Any]]:
        """Open offers for a need, needs for an offer, and what they share."""
        found = likeness.matches(self, first)
        return [
            {"exchange": other, "shared": [self.term("RESOURCE_TYPE", code) for code in codes]}
            for other, codes in found
        ]

    direction = Written()
    resource_types = WordList("RESOURCE_TYPE")
    meant_for = WordList("ACTOR")

    @property
    def json_ld(self) -> Thing:
        return linked_data.exchange(self)


class EventItem(OpportunityItem):
    type_name = "Event"

    event_status = Written()
    ends_at = Moment()
    previous_start = Moment()
    venue = PlaceOf()

    @property
    def json_ld(self) -> Thing:
        return linked_data.event(self)


class ConsultationItem(OpportunityItem):
    type_name = "Consultation"

    phase = Words("PHASE")
    decision_on = Day()
    input_summary = RichWords()
    outcome = RichWords()

    @property
    def json_ld(self) -> Thing:
        return linked_data.consultation(self)


class FundingItem(OpportunityItem):
    type_name = "Funding"

    opens_at = Moment()
    max_grant: Any = Written()
    eligibility = RichWords()
    meant_for = WordList("ACTOR")
    legal_basis = Written()

    @property
    def json_ld(self) -> Thing:
        return linked_data.funding(self)

    @property
    def opens_later(self) -> datetime | None:
        """When one can begin to apply, as long as that is still to come."""
        if self.opens_at and self.opens_at > self.reader.now:
            self.reader.interests.holds_until(self.opens_at)
        return self.opens_at if self.opens_at and self.opens_at > self.reader.now else None


class FacilityItem(OpportunityItem):
    type_name = "Facility"

    capacity = Written()
    availability: Any = Written()
    booking_url = Written()
    venue = PlaceOf()

    @property
    def json_ld(self) -> Thing:
        return linked_data.facility(self)

    @property
    def hours(self) -> list[dict[str, Any]]:
        """When it can be used, with the weekday in words."""
        return [
            {
                "day": WEEKDAYS[each["weekday"] - 1],
                "opens": time.fromisoformat(each["opens"]),
                "closes": time.fromisoformat(each["closes"]),
            }
            for each in self.availability
        ]
