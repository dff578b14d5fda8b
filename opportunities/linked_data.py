"""Opportunities in the words of schema.org, as they stand at the moment somebody asks."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from content.linked_data import (
    Thing,
    behind,
    described,
    moment,
    page,
    place,
    publisher,
    thing,
    where,
    words,
)
from content.words import CostKind, EventStatus, ExchangeDirection, Lifecycle, Scope
from opportunities.schedule import MOST, Occurrence

if TYPE_CHECKING:
    from opportunities.items import (
        ConsultationItem,
        EventItem,
        ExchangeItem,
        FacilityItem,
        FundingItem,
        OpportunityItem,
        TaskItem,
    )

NEXT = 10  # dates of a series that are told one by one
LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
SCHEMA = "https://schema.org/"
STATUS = {
    EventStatus.SCHEDULED: SCHEMA + "EventScheduled",
    EventStatus.CANCELLED: SCHEMA + "EventCancelled",
    EventStatus.POSTPONED: SCHEMA + "EventPostponed",
    EventStatus.RESCHEDULED: SCHEMA + "EventRescheduled",
    EventStatus.MOVED_ONLINE: SCHEMA + "EventMovedOnline",
}
AVAILABILITY = {
    Lifecycle.OPEN: SCHEMA + "InStock",
    Lifecycle.FULL: SCHEMA + "SoldOut",
    Lifecycle.PAUSED: SCHEMA + "OutOfStock",
    Lifecycle.POSTPONED: SCHEMA + "OutOfStock",
    Lifecycle.CLOSED: SCHEMA + "Discontinued",
    Lifecycle.EXPIRED: SCHEMA + "Discontinued",
    Lifecycle.CANCELLED: SCHEMA + "Discontinued",
}
IS_FREE = {CostKind.FREE: True, CostKind.PAID: False}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


# ── tasks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def task(item: "TaskItem") -> Thing:
    """A JobPosting: schema.org knows no volunteer opportunity, and search engines list these.

    Where applicants must live is never said, since we never ask.
    """
    return described(
        item,
        "JobPosting",
        title=item.title,
        employmentType="VOLUNTEER",
        datePosted=moment(item, item.published_at),
        validThrough=moment(item, item.open_until),
        hiringOrganization=behind(item),
        jobLocation=where(item),
        jobLocationType="TELECOMMUTE" if item.scope == Scope.ONLINE else None,
        qualifications=words(item, item.requirements),
        totalJobOpenings=item.need["placesLeft"] or None,
        mainEntityOfPage=_page(item),
    )


# ── events ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def event(item: "EventItem") -> Thing:
    """A series spans from its first date to its last; the next ones are told each for itself, cancelled ones too."""
    dates = item.occurrences(since=LONG_AGO, first=MOST, include_cancelled=True)
    ahead = item.occurrences(first=NEXT, include_cancelled=True) if len(dates) > 1 else []
    return described(
        item,
        "Event",
        startDate=moment(item, dates[0].starts_at) if dates else None,
        endDate=moment(item, dates[-1].ends_at) if dates else None,
        previousStartDate=moment(item, item.previous_start),
        **_held(item),
        organizer=behind(item),
        isAccessibleForFree=IS_FREE.get(item.cost["kind"]),
        typicalAgeRange=_ages(item),
        subEvent=[_date(item, each) for each in ahead],
        mainEntityOfPage=page(item, expires=item.over_at),  # one that takes no more sign-ups still takes place
    )


def _held(item: "EventItem") -> Thing:
    """Whether it takes place, and how one gets there: of the whole event, and of each of its dates."""
    if item.event_status == EventStatus.MOVED_ONLINE or item.scope == Scope.ONLINE:
        mode, location = "Online", thing("VirtualLocation", url=item.url)  # its page says how to join
    elif item.venue_or_place:
        mode, location = "Offline", place(item, item.venue_or_place)
    else:
        return {"eventStatus": STATUS[item.event_status]}
    return {
        "eventStatus": STATUS[item.event_status],
        "eventAttendanceMode": f"{SCHEMA}{mode}EventAttendanceMode",
        "location": location,
    }


def _date(item: "EventItem", date: Occurrence) -> Thing:
    """One date of a series."""
    cancelled = {"eventStatus": STATUS[EventStatus.CANCELLED]} if date.is_cancelled else {}
    return thing(
        "Event",
        name=item.title,
        url=item.url,
        startDate=moment(item, date.starts_at),
        endDate=moment(item, date.ends_at),
        **{**_held(item), **cancelled},
    )


def _ages(item: "OpportunityItem") -> str | None:
    """7-9, or 11- where there is no highest age."""
    if item.min_age is None and item.max_age is None:
        return None
    return f"{item.min_age or 0}-{'' if item.max_age is None else item.max_age}"


# ── offers and needs ────────────────────────────────────────────────────────────────────────────────────────────────


def exchange(item: "ExchangeItem") -> Thing:
    """An Offer, or a Demand: "the announcement by an organization to seek a certain type of goods or services"."""
    is_offer, who = item.direction == ExchangeDirection.OFFER, behind(item)
    found = described(
        item,
        "Offer" if is_offer else "Demand",
        itemOffered=[thing("Service", name=name) for name in words(item, item.resource_types)],  # or demanded
        availability=AVAILABILITY[Lifecycle(item.lifecycle)] if is_offer else None,
        validFrom=moment(item, item.published_at),
        validThrough=moment(item, item.open_until),
        availableAtOrFrom=where(item),
        offeredBy=who if is_offer else None,
        mainEntityOfPage=_page(item),
    )
    # Who seeks is said from the other end: an organisation `seeks` a demand, and there is no word for the reverse.
    return found if is_offer or who is None else {**found, "@reverse": {"seeks": who}}


# ── hearings, funds, premises ───────────────────────────────────────────────────────────────────────────────────────


def consultation(item: "ConsultationItem") -> Thing:
    """A GovernmentService: something the municipality does for citizens, between two moments."""
    return described(
        item,
        "GovernmentService",
        serviceType=words(item, [item.kind])[0],
        provider=publisher(item),
        areaServed=where(item),
        availableChannel=thing("ServiceChannel", serviceUrl=item.apply_url) if item.apply_url else None,
        hoursAvailable=thing(
            "OpeningHoursSpecification",
            validFrom=moment(item, item.starts_at or item.published_at),
            validThrough=moment(item, item.open_until),
        ),
        mainEntityOfPage=_page(item),
    )


def funding(item: "FundingItem") -> Thing:
    """A MonetaryGrant that one can apply for, as long as one can."""
    most = item.max_grant
    return described(
        item,
        "MonetaryGrant",
        funder=behind(item),
        amount=thing("MonetaryAmount", maxValue=most["amount"], currency=most["currency"]) if most else None,
        potentialAction=None
        if item.is_closed
        else thing(
            "ApplyAction",
            target=item.apply_url,
            startTime=moment(item, item.opens_at),
            endTime=moment(item, item.open_until),
        ),
        mainEntityOfPage=_page(item),
    )


def facility(item: "FacilityItem") -> Thing:
    """A Place with its hours; an EventVenue where we know for how many people it has room."""
    around = place(item, item.venue_or_place) if item.venue_or_place else {}
    until = moment(item, item.open_until)
    return described(
        item,
        "EventVenue" if item.capacity else "Place",
        maximumAttendeeCapacity=item.capacity or None,
        address=around.get("address"),
        geo=around.get("geo"),
        containedInPlace=around or None,
        isAccessibleForFree=IS_FREE.get(item.cost["kind"]),
        openingHoursSpecification=[
            thing(
                "OpeningHoursSpecification",
                dayOfWeek=SCHEMA + WEEKDAYS[each["weekday"] - 1],
                opens=each["opens"],
                closes=each["closes"],
                validThrough=until,
            )
            for each in item.availability
        ],
        potentialAction=thing("ReserveAction", target=item.booking_url)
        if item.booking_url and not item.is_closed
        else None,
        mainEntityOfPage=_page(item),
    )


def _page(item: "OpportunityItem") -> Thing:
    return page(item, expires=item.open_until)
