"""One type per shape."""

from datetime import date, datetime
from typing import Annotated, Any

import strawberry

from content.errors import BadInput
from content.graphql.blocks import Document
from content.graphql.content import Content, at_most
from content.graphql.enums import (
    BenefitClass,
    CostKind,
    EventStatus,
    Evidence,
    ExchangeDirection,
    InsuranceBy,
    Lifecycle,
    NeedStatus,
)
from content.graphql.scalars import URL
from content.graphql.taxonomy import Accessibility, Place, Term
from content.graphql.text import RichText
from opportunities import schedule
from opportunities.items import EventItem, ExchangeItem, FacilityItem, FundingItem, OpportunityItem

CHECK_WITH_FUND = {
    "da": "Spørg din a-kasse eller kommune, før du begynder.",
    "nb": "Spør NAV før du begynner.",
    "nn": "Spør NAV før du byrjar.",
    "en": "Ask your unemployment fund or the municipality before you begin.",
}


@strawberry.type(description="How much time it takes.")
class Commitment:
    term: Term | None
    minutes_per_occurrence: int | None
    note: str | None


@strawberry.type
class Cost:
    kind: CostKind
    note: str | None
    expenses_covered: bool | None


@strawberry.type(description="Who insures the volunteer.")
class Insurance:
    by: InsuranceBy


@strawberry.type(description="Whether help is still needed, and since when we know. UNKNOWN never means filled.")
class Need:
    status: NeedStatus
    as_of: date | None
    evidence: Evidence
    places_total: int | None
    places_left: int | None


@strawberry.type(description="How Danish unemployment and early-retirement rules see the work.")
class BenefitRule:
    kind: BenefitClass
    advice: str = strawberry.field(description="Whom to check with, in the item's language.")


@strawberry.type(description="One time it takes place, or would have.")
class Occurrence:
    starts_at: datetime
    ends_at: datetime | None
    is_cancelled: bool


@strawberry.type
class Money:
    amount: int
    currency: str


@strawberry.type(description="A weekday (1 is Monday) on which it can be used. Local time, HH:MM.")
class Availability:
    weekday: int
    opens: str
    closes: str


@strawberry.interface(
    description="Something a reader can join, borrow, apply for or answer. Kinds are terms; shapes are types."
)
class Opportunity(Content):
    kind: Term
    lifecycle_reason: str | None
    valid_through: datetime | None
    deadline: datetime | None
    time_zone: str
    min_age: int | None
    max_age: int | None
    requirements: list[Term]

    @strawberry.field(description="At this moment: a deadline or an end that has passed is counted in.")
    def lifecycle(root: OpportunityItem) -> Lifecycle:
        return Lifecycle(root.lifecycle)

    @strawberry.field(description="Days by the site's calendar until it closes. Null where nothing says when.")
    def closes_in_days(root: OpportunityItem) -> int | None:
        return root.closes_in_days

    @strawberry.field
    def commitment(root: OpportunityItem) -> Commitment | None:
        found = root.commitment
        if found is None:
            return None
        return Commitment(term=found["term"], minutes_per_occurrence=found["minutes"], note=found["note"])

    @strawberry.field
    def insurance(root: OpportunityItem) -> Insurance:
        return Insurance(by=InsuranceBy(root.insurance))

    @strawberry.field
    def cost(root: OpportunityItem) -> Cost:
        cost: dict[str, Any] = root.cost
        return Cost(kind=CostKind(cost["kind"]), note=cost["note"], expenses_covered=cost["expensesCovered"])

    @strawberry.field(description="Of the opportunity itself; its places have their own.")
    def accessibility(root: OpportunityItem) -> Accessibility:
        return Accessibility.of(root.accessibility)

    @strawberry.field
    def need(root: OpportunityItem) -> Need:
        need: dict[str, Any] = root.need
        return Need(
            status=NeedStatus(need["status"]),
            as_of=date.fromisoformat(need["asOf"]) if need["asOf"] else None,
            evidence=Evidence(need["evidence"]),
            places_total=need["placesTotal"],
            places_left=need["placesLeft"],
        )

    @strawberry.field
    def benefit_rule(root: OpportunityItem) -> BenefitRule:
        advice = CHECK_WITH_FUND.get(root.language_code, CHECK_WITH_FUND["en"])
        return BenefitRule(kind=BenefitClass(root.benefit_class), advice=advice)

    @strawberry.field(description="Where to sign up. Null once closed, expired or cancelled.")
    def apply_url(root: OpportunityItem) -> URL | None:
        return URL(root.apply_url) if root.apply_url else None

    @strawberry.field(description="Files to download.")
    def documents(root: OpportunityItem) -> list[Document]:
        return [Document.of(document, root.reader.addresses.host) for document in root.card["documents"]]

    @strawberry.field(description="Other open ones, the most alike first: by kind, area, place and people.")
    def similar(
        root: OpportunityItem, first: int | None = 3
    ) -> list[Annotated["Opportunity", strawberry.lazy("opportunities.graphql.types")]]:
        found: Any = root.similar(at_most(first, 3))
        return found

    @strawberry.field(
        description="The times it takes place, from now on unless `from` says otherwise. `to` is not included."
    )
    def occurrences(
        root: OpportunityItem,
        from_: Annotated[datetime | None, strawberry.argument(name="from")] = None,
        to: datetime | None = None,
        first: int | None = 10,
        include_cancelled: bool | None = False,
    ) -> list[Occurrence]:
        first = 10 if first is None else first
        if not 1 <= first <= schedule.MOST:
            raise BadInput(f"first is {first}. It must be from 1 to {schedule.MOST}.", argument="first")
        for name, moment in (("from", from_), ("to", to)):
            if moment is not None and moment.tzinfo is None:
                raise BadInput(f"{name} needs an offset, such as {moment.isoformat()}Z.", argument=name)
        if from_ and to and from_ > to:
            raise BadInput("from is after to. Swap them.", argument="from")
        return root.occurrences(from_, to, first, bool(include_cancelled))  # type: ignore[return-value]


@strawberry.type(description="Something to give a hand with: a role, a one-off, a seat, a course.")
class VolunteerTask(Opportunity):
    pass


@strawberry.type(description="An offer or a need: premises, equipment, skills, hands.")
class Exchange(Opportunity):
    resource_types: list[Term]
    meant_for: list[Term]

    @strawberry.field(
        description="Open needs that an offer could meet, and offers for a need; what most is shared first."
    )
    def matches(
        root: ExchangeItem, first: int | None = 3
    ) -> list[Annotated["ExchangeMatch", strawberry.lazy("opportunities.graphql.types")]]:
        return [ExchangeMatch(**each) for each in root.matches(at_most(first, 3))]

    @strawberry.field
    def direction(root: ExchangeItem) -> ExchangeDirection:
        return ExchangeDirection(root.direction)


@strawberry.type(description="An offer for a need, or a need for an offer, and what the two share.")
class ExchangeMatch:
    exchange: Exchange
    shared: list[Term]


@strawberry.type(description="Something that happens at a time and a place, open to all.")
class Event(Opportunity):
    starts_at: datetime
    ends_at: datetime | None
    previous_start: datetime | None
    venue: Place | None
    recurrence_rule: str | None = strawberry.field(
        description="RFC 5545, local time. Other and cancelled dates are in occurrences."
    )

    @strawberry.field(description="For any calendar, which it keeps in step: a cancelled event says so there too.")
    def ics_url(root: EventItem) -> URL:
        return URL(root.ics_url)

    @strawberry.field
    def event_status(root: EventItem) -> EventStatus:
        return EventStatus(root.event_status)


@strawberry.type(description="A hearing before something is decided, and what came of it.")
class Consultation(Opportunity):
    phase: Term | None
    decision_on: date | None
    input_summary: RichText | None
    outcome: RichText | None


@strawberry.type(description="Money one can apply for, until a deadline.")
class Funding(Opportunity):
    opens_at: datetime | None
    eligibility: RichText | None
    meant_for: list[Term]
    legal_basis: str | None

    @strawberry.field
    def max_grant(root: FundingItem) -> Money | None:
        found: dict[str, Any] | None = root.max_grant
        return Money(amount=found["amount"], currency=found["currency"]) if found else None


@strawberry.type(description="A room or a thing to borrow.")
class Facility(Opportunity):
    capacity: int | None
    booking_url: URL | None
    venue: Place | None

    @strawberry.field
    def availability(root: FacilityItem) -> list[Availability]:
        return [Availability(**each) for each in root.availability]


TYPES = [VolunteerTask, Exchange, Event, Consultation, Funding, Facility]
