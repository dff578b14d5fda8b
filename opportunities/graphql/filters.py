"""What opportunities are narrowed and ordered by: open now, near me, this weekend, without requirements."""

from datetime import datetime
from enum import Enum
from typing import ClassVar

import strawberry

from content import filters
from content.filters import Condition, having
from content.graphql.enums import ExchangeDirection, Lifecycle
from content.graphql.filters import DateTimeRange, SharedFilter


@strawberry.enum(
    description="A stretch of time by the item's own calendar. Days begin at local midnight, a week on Monday; "
    "a weekend is Saturday 00:00 to Monday 00:00; NEXT_7_DAYS and NEXT_30_DAYS begin this moment."
)
class TimeWindow(Enum):
    TODAY = "TODAY"
    TOMORROW = "TOMORROW"
    THIS_WEEK = "THIS_WEEK"
    THIS_WEEKEND = "THIS_WEEKEND"
    NEXT_WEEK = "NEXT_WEEK"
    NEXT_7_DAYS = "NEXT_7_DAYS"
    NEXT_30_DAYS = "NEXT_30_DAYS"


@strawberry.enum(description="Whether places where nobody knows count too.")
class WheelchairAccess(Enum):
    YES = "YES"
    YES_OR_UNKNOWN = "YES_OR_UNKNOWN"


@strawberry.enum(description="SOONEST: what is going on or comes next, then by when it closes. Ties are broken by id.")
class OpportunityOrder(Enum):
    SOONEST = "SOONEST"
    DEADLINE = "DEADLINE"
    NEWEST = "NEWEST"
    NEAREST = "NEAREST"
    TITLE = "TITLE"


@strawberry.input(description="What opportunities are narrowed by. Without lifecycle: OPEN and FULL.")
class OpportunityFilter(SharedFilter):
    and_: "list[OpportunityFilter] | None" = strawberry.field(name="and", default=None)
    or_: "list[OpportunityFilter] | None" = strawberry.field(name="or", default=None)
    not_: "OpportunityFilter | None" = strawberry.field(name="not", default=None)
    kinds: list[str] | None = None
    lifecycle: list[Lifecycle] | None = None
    include_cancelled: bool | None = strawberry.field(
        default=None, description="Also what is cancelled, so that it can be shown as such."
    )
    window: TimeWindow | None = strawberry.field(
        default=None, description="Takes place within. What has begun and not ended counts."
    )
    takes_place: DateTimeRange | None = strawberry.field(default=None, description="Overlaps, half-open.")
    deadline_before: datetime | None = None
    age: int | None = strawberry.field(default=None, description="Open to this age. A missing limit is no limit.")
    without_requirements: bool | None = None
    max_minutes: int | None = strawberry.field(
        default=None, description="Known to take no longer each time; what does not say is left out."
    )
    wheelchair: WheelchairAccess | None = strawberry.field(default=None, description="YES never includes UNKNOWN.")
    direction: ExchangeDirection | None = None
    resource_types: list[str] | None = None
    commitments: list[str] | None = None
    free: bool | None = strawberry.field(
        default=None, description="true: known to be free. false: known to cost money."
    )

    CONDITIONS: ClassVar[dict[str, tuple[str, Condition]]] = {
        **SharedFilter.CONDITIONS,
        "kinds": ("kind", having("kind", "OPPORTUNITY_KIND")),
        "lifecycle": ("lifecycle", filters.in_lifecycle),
        "window": ("time", filters.in_window),
        "takes_place": ("time", lambda asker, value: value.span().overlaps()),
        "deadline_before": ("deadline", filters.deadline_before),
        "age": ("age", filters.for_age),
        "without_requirements": ("requirement", filters.without_requirements),
        "max_minutes": ("minutes", filters.at_most_minutes),
        "wheelchair": ("wheelchair", filters.wheelchair),
        "direction": ("direction", lambda asker, value: filters.with_facet("direction", [value])),
        "resource_types": ("resource_type", having("resource_type", "RESOURCE_TYPE")),
        "commitments": ("commitment", having("commitment", "TIME_COMMITMENT")),
        "free": ("cost", filters.free),
    }
