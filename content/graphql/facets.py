"""Counts per choice: on the same filter, minus the choice's own."""

from enum import Enum
from typing import Any, Protocol

import strawberry

from content.fields import text_in
from content.graphql.taxonomy import Place, Term
from content.reading import Reader, TermView


@strawberry.enum(description="What a list can be counted by.")
class FacetField(Enum):
    TYPE = "type"
    SITE = "site"
    LANGUAGE = "language"
    AREA = "area"
    PRIMARY_AREA = "primary_area"
    ACTOR = "actor"
    PARTICIPATION_FORM = "participation_form"
    CONTRIBUTOR = "contributor"
    BENEFICIARY = "beneficiary"
    COLLABORATION_LEVEL = "collaboration_level"
    SETTING = "setting"
    SCOPE = "scope"
    PLACE = "place"
    TAG = "tag"
    TOPIC = "topic"
    PHASE = "phase"
    KIND = "kind"
    REQUIREMENT = "requirement"
    RESOURCE_TYPE = "resource_type"
    DIRECTION = "direction"
    COMMITMENT = "commitment"
    WHEELCHAIR = "wheelchair"
    COST = "cost"


COLUMNS = {FacetField.TYPE, FacetField.SITE, FacetField.LANGUAGE}
VOCABULARIES = {
    "area": "AREA",
    "primary_area": "AREA",
    "actor": "ACTOR",
    "participation_form": "PARTICIPATION_FORM",
    "contributor": "TARGET_GROUP",
    "beneficiary": "TARGET_GROUP",
    "collaboration_level": "COLLABORATION_LEVEL",
    "setting": "SETTING",
    "topic": "STORY_TOPIC",
    "phase": "PHASE",
    "kind": "OPPORTUNITY_KIND",
    "requirement": "REQUIREMENT",
    "resource_type": "RESOURCE_TYPE",
    "commitment": "TIME_COMMITMENT",
}


class Counted(Protocol):
    """Entries that can be counted by a column or a facet."""

    def counts(self, dimension: str, is_column: bool) -> list[tuple[str, int]]: ...


@strawberry.type(description="One choice, and how many items it would leave.")
class FacetValue:
    value: str = strawberry.field(description="What the filter takes: a code, a key; for a place its id.")
    label: str | None = strawberry.field(
        description="In the language of the list. Null where nobody explains the value."
    )
    count: int
    term: Term | None = None
    place: Place | None = None


@strawberry.type(name="Facet", description="The choices of one field, most frequent first.")
class FacetCounts:
    field: FacetField
    values: list[FacetValue]


def count(field: FacetField, among: Counted, reader: Reader, languages: tuple[str, ...]) -> FacetCounts:
    """The choices of a field among these. One statement."""
    rows = among.counts(field.value, is_column=field in COLUMNS)
    values = [_value(field, value, number, reader, languages) for value, number in rows]
    return FacetCounts(field=field, values=sorted(values, key=lambda each: (-each.count, each.value)))


def _value(field: FacetField, value: str, number: int, reader: Reader, languages: tuple[str, ...]) -> FacetValue:
    snapshot = reader.snapshot
    if field is FacetField.SITE:
        return FacetValue(value=value, label=snapshot.sites[value].name, count=number)
    if field is FacetField.PLACE:
        place: Any = snapshot.places.get(value)
        return FacetValue(value=place.id if place else value, label=place and place.name, count=number, place=place)
    if vocabulary := VOCABULARIES.get(field.value):
        record = snapshot.terms.get((vocabulary, value))
        term: Any = TermView(vocabulary, value, record, languages)
        return FacetValue(
            value=value, label=text_in(record.labels, languages) if record else None, count=number, term=term
        )
    return FacetValue(value=value, label=value if field is FacetField.TAG else None, count=number)
