"""The filters and orders that every content type shares, named by us, so that no library upgrade renames them.

An input is a list of conditions; what each means is said once, in `content/filters.py`.
"""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Any, ClassVar

import strawberry
from django.db.models import Q

from content import filters
from content.errors import BadInput
from content.filters import Asker, Condition, Near, Span, having
from content.graphql.enums import GeographicScope, Lifecycle, Purpose
from content.graphql.photos import FITS, Orientation


@strawberry.enum(description="The content types.")
class ContentType(Enum):
    STORY = "Story"
    INITIATIVE = "Initiative"
    VOLUNTEER_TASK = "VolunteerTask"
    EXCHANGE = "Exchange"
    EVENT = "Event"
    CONSULTATION = "Consultation"
    FUNDING = "Funding"
    FACILITY = "Facility"


@strawberry.input(description="From a moment, up to but not including another. Either may be left out.")
class DateTimeRange:
    from_: datetime | None = strawberry.field(name="from", default=None)
    to: datetime | None = None

    def span(self) -> Span:
        return Span(self.from_, self.to)


@strawberry.input(description="A point in degrees, and a radius of at most 500 km.")
class NearInput:
    latitude: float
    longitude: float
    radius_km: float | None = 25.0

    def near(self) -> Near:
        return Near(self.latitude, self.longitude, 25.0 if self.radius_km is None else self.radius_km)


@strawberry.input(description="Only items with a photo that may be used for the purpose and fits.")
class ImageRequirement:
    purpose: Purpose | None = None
    min_width: int | None = None
    orientation: Orientation | None = None

    def wanted(self) -> tuple[str | None, Callable[[Any], bool]]:
        shape = FITS[self.orientation] if self.orientation else lambda photo: True
        return self.purpose and self.purpose.value, lambda photo: photo.width >= (self.min_width or 0) and shape(photo)


@strawberry.input
class SharedFilter:
    """What can be asked of every content type. All conditions of one filter hold together."""

    ids: list[strawberry.ID] | None = None
    types: list[ContentType] | None = None
    sites: list[str] | None = None
    areas: list[str] | None = strawberry.field(default=None, description="The main area or another.")
    primary_areas: list[str] | None = None
    actors: list[str] | None = None
    participation_forms: list[str] | None = None
    contributors: list[str] | None = None
    beneficiaries: list[str] | None = None
    collaboration_levels: list[str] | None = None
    settings: list[str] | None = None
    tags: list[str] | None = None
    place: str | None = strawberry.field(default=None, description="A place's code or id; what lies in it counts too.")
    include_municipality_wide: bool | None = strawberry.field(
        default=None, description="With place: also what reaches that whole municipality. `scope` tells which is which."
    )
    scopes: list[GeographicScope] | None = None
    near: NearInput | None = None
    published_at: DateTimeRange | None = None
    updated_at: DateTimeRange | None = None
    require_image: ImageRequirement | None = None
    intergenerational: bool | None = None
    low_threshold: bool | None = None

    CONDITIONS: ClassVar[dict[str, tuple[str, Condition]]] = {  # field → the facet it is about, and its meaning
        "ids": ("id", filters.of_ids),
        "types": ("type", filters.of_types),
        "sites": ("site", filters.of_sites),
        "areas": ("area", having("area", "AREA")),
        "primary_areas": ("primary_area", having("primary_area", "AREA")),
        "actors": ("actor", having("actor", "ACTOR")),
        "participation_forms": ("participation_form", having("participation_form", "PARTICIPATION_FORM")),
        "contributors": ("contributor", having("contributor", "TARGET_GROUP")),
        "beneficiaries": ("beneficiary", having("beneficiary", "TARGET_GROUP")),
        "collaboration_levels": ("collaboration_level", having("collaboration_level", "COLLABORATION_LEVEL")),
        "settings": ("setting", having("setting", "SETTING")),
        "tags": ("tag", having("tag")),
        "scopes": ("scope", having("scope")),
        "near": ("near", lambda asker, value: filters.near(asker, value.near())),
        "published_at": ("published_at", lambda asker, value: value.span().holds("published_at")),
        "updated_at": ("updated_at", lambda asker, value: value.span().holds("updated_at")),
        "require_image": ("image", lambda asker, value: filters.with_image(asker, value.wanted())),
        "intergenerational": ("flag", lambda asker, value: filters.flagged("intergenerational", value)),
        "low_threshold": ("flag", lambda asker, value: filters.flagged("low_threshold", value)),
    }

    def condition(self, asker: Asker, depth: int = 1) -> Q:
        """This filter as one question to entries."""
        if depth > filters.DEEPEST:
            raise BadInput(f"The filter is nested more than {filters.DEEPEST} deep.", argument="filter")
        condition = EVERY_ENTRY & self._place(asker)  # an empty filter is every entry, inside or and not too
        said = vars(self)
        for name, (dimension, meaning) in self.CONDITIONS.items():
            value = said[name]
            if value is not None and dimension != asker.without:
                condition &= meaning(asker, plain(name, value))
        for each in self._branches("and_"):
            condition &= each.condition(asker, depth + 1)
        if (alternatives := getattr(self, "or_", None)) is not None:
            if not alternatives:
                raise BadInput("or is empty. Give it at least one filter, or leave it out.", argument="filter")
            either = Q(pk__in=[])
            for each in self._branches("or_"):
                either |= each.condition(asker, depth + 1)
            condition &= either
        if (refused := getattr(self, "not_", None)) is not None:
            condition &= ~refused.condition(asker, depth + 1)
        return condition

    def mentions(self, name: str) -> bool:
        """Whether this filter, or one inside it, says something about a field."""
        return bool(self.said(name))

    def said(self, name: str) -> list[Any]:
        """What this filter, and those inside it, say about a field."""
        inside = [*self._branches("and_"), *self._branches("or_"), getattr(self, "not_", None)]
        own = getattr(self, name, None)
        return [*([] if own is None else [own]), *(value for each in inside if each for value in each.said(name))]

    def _branches(self, name: str) -> "list[SharedFilter]":
        found: list[SharedFilter] = getattr(self, name, None) or []
        filters.check_size(name.rstrip("_"), found)
        return found

    def _place(self, asker: Asker) -> Q:
        if self.place is None:
            if self.include_municipality_wide:
                raise BadInput("includeMunicipalityWide needs place: whose municipality?", argument="place")
            return Q()
        if asker.without == "place":
            return Q()
        return filters.at_place(asker, (self.place, bool(self.include_municipality_wide)))


EVERY_ENTRY = Q(pk__isnull=False)


def plain(name: str, value: Any) -> Any:
    """Values without their enums; lists within bounds."""
    if isinstance(value, list):
        filters.check_size(name, value)
        return [plain(name, each) for each in value]
    return value.value if isinstance(value, Enum) else value


@strawberry.input(
    description="What a mixed list is narrowed by. Opportunities are the open ones unless lifecycle says more."
)
class ContentFilter(SharedFilter):
    and_: "list[ContentFilter] | None" = strawberry.field(name="and", default=None)
    or_: "list[ContentFilter] | None" = strawberry.field(name="or", default=None)
    not_: "ContentFilter | None" = strawberry.field(name="not", default=None)
    lifecycle: list[Lifecycle] | None = None

    CONDITIONS: ClassVar[dict[str, tuple[str, Condition]]] = {
        **SharedFilter.CONDITIONS,
        "lifecycle": ("lifecycle", filters.in_lifecycle),
    }


@strawberry.enum(description="The order of mixed lists, stories and initiatives. Ties are broken by id.")
class ContentOrder(Enum):
    NEWEST = "NEWEST"
    OLDEST = "OLDEST"
    UPDATED = "UPDATED"
    TITLE = "TITLE"
    NEAREST = "NEAREST"
