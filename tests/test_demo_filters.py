"""Filters on the demo data: what a partner describes is what they get, on Wednesday 18 November 2026 at nine."""

from typing import Any

import pytest

from tests.running import Demo

KEYS = {
    "Bliv rickshawpilot": "OP-01",
    "Fortæller søges til børnehaven": "OP-02",
    "Julestjerner for store og små": "OP-03",
    "Ren by på to timer": "OP-04",
    "Plant et træ i Langå": "OP-05",
    "Sporjagt ved søen": "OP-06",
    "Forenings- og virksomhedsdag": "OP-07",
    "Vær vært ved sprogcaféen": "OP-08",
    "Mødelokale og en time med regnskabet": "OP-09",
    "Trailer, buskrydder og en, der kan reparere den": "OP-10",
    "Ver med og form frivilligpolitikken": "OP-11",
    "Penge til samskabelsesprojekter (paragraf 18)": "OP-12",
    "Samme bane, samme trøje": "ST-01",
    "Langå tegnede selv sit torv": "ST-02",
    "Helt stille, nu kommer ulven": "ST-03",
    "Tretti lag rundt same bordet": "ST-05",
    "Fodboldhold for alle i Vorup": "IN-01",
    "Lokalråd som medbygherre i Langå": "IN-02",
    "Rickshaw, vind i håret": "IN-03",
    "Bogvenner": "IN-04",
    "Fortællestund i børnehaven": "IN-05",
    "Stien, vi passer selv": "IN-06",
}
LISTS = {
    "content": "ContentFilter",
    "stories": "StoryFilter",
    "initiatives": "InitiativeFilter",
    "opportunities": "OpportunityFilter",
}


def found(demo: Demo, name: str, filter_: dict[str, Any] | None = None, order: str | None = None) -> list[str]:
    """The keys of what a list gives, in its order; the total must agree."""
    order_type = "OpportunityOrder" if name == "opportunities" else "ContentOrder"
    query = f"""query ($filter: {LISTS[name]}, $order: {order_type}) {{
      {name}(filter: $filter, order: $order, first: 100) {{ totalCount nodes {{ title }} }} }}"""
    answer = demo.ask(query, filter=filter_, order=order)
    assert "errors" not in answer, answer["errors"]
    listed = answer["data"][name]
    assert listed["totalCount"] == len(listed["nodes"])
    return [KEYS[node["title"]] for node in listed["nodes"]]


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        (None, "01 03 04 06 07 08 09 10 11 12"),
        ({"sites": ["randers"]}, "01 03 04 06 08 12"),
        ({"sites": ["ballerup", "vinje"]}, "09 11"),
        ({"lifecycle": ["EXPIRED"]}, "02"),
        ({"lifecycle": ["CANCELLED"]}, "05"),
        ({"lifecycle": ["OPEN", "EXPIRED", "CANCELLED"], "sites": ["randers"]}, "01 02 03 04 05 06 08 12"),
        ({"includeCancelled": True, "kinds": ["EVENT"]}, "03 05 06 07"),
        ({"window": "THIS_WEEKEND"}, "03 04 06 07"),
        ({"window": "TODAY"}, "08"),
        ({"window": "TOMORROW"}, ""),
        ({"window": "NEXT_7_DAYS"}, "03 04 06 07 08"),
        ({"window": "THIS_WEEKEND", "contributors": ["FAMILIES_WITH_CHILDREN"], "sites": ["randers"]}, "03 04 06"),
        ({"window": "THIS_WEEKEND", "wheelchair": "YES"}, "03 07"),
        ({"window": "THIS_WEEKEND", "wheelchair": "YES_OR_UNKNOWN"}, "03 04 07"),
        ({"window": "THIS_WEEKEND", "age": 5, "sites": ["randers"]}, "03 04"),
        ({"takesPlace": {"from": "2026-11-21T11:30:00+01:00", "to": "2026-11-22T11:00:00+01:00"}}, "03 07"),
        ({"takesPlace": {"from": "2026-11-21T13:00:00+01:00", "to": "2026-11-21T15:00:00+01:00"}}, "07"),
        ({"deadlineBefore": "2026-12-01T12:00:01+01:00"}, "12"),
        ({"deadlineBefore": "2026-12-01T12:00:00+01:00"}, ""),
        ({"kinds": ["VOLUNTEER_ROLE"]}, "01 08"),
        ({"age": 16, "kinds": ["VOLUNTEER_ROLE"]}, "08"),
        ({"maxMinutes": 90}, "01"),
        ({"withoutRequirements": False}, "01"),
        ({"direction": "NEED"}, "10"),
        ({"resourceTypes": ["SKILL"]}, "09 10"),
        ({"free": True}, "03"),
        ({"beneficiaries": ["REFUGEES"]}, "08"),
        ({"primaryAreas": ["CROSS_CUTTING"]}, "11"),
        ({"place": "LANGAA", "includeMunicipalityWide": True}, "01 12"),
        ({"place": "FUSSINGOE"}, "06"),
        ({"and": [{"sites": ["randers"]}, {"not": {"window": "THIS_WEEKEND"}}]}, "01 08 12"),
        ({"or": [{"kinds": ["FUNDING"]}, {"direction": "OFFER"}]}, "09 12"),
        ({"or": [{"kinds": ["FUNDING"]}, {"lifecycle": ["CANCELLED"]}]}, "05 12"),
        ({"sites": []}, ""),
        ({"lifecycle": []}, ""),
        ({"or": [{}], "sites": ["ballerup"]}, "09"),
        ({"not": {}}, ""),
    ],
    ids=str,
)
def test_opportunities_are_what_was_described(demo: Demo, filter_: Any, expected: str) -> None:
    assert sorted(found(demo, "opportunities", filter_)) == [f"OP-{number}" for number in expected.split()]


@pytest.mark.parametrize(
    ("name", "filter_", "expected"),
    [
        ("content", {"sites": ["vinje"]}, "OP-11 ST-05"),
        ("content", {"types": ["STORY", "FUNDING"], "sites": ["randers"]}, "OP-12 ST-01 ST-02 ST-03"),
        ("content", {"areas": ["ENVIRONMENT_TECHNICAL"], "types": ["STORY", "INITIATIVE"]}, "IN-02 IN-06 ST-02"),
        ("content", {"intergenerational": True}, "IN-03 ST-03"),
        ("stories", {"topics": ["RENOVATION"]}, "ST-02"),
        ("stories", {"place": "VORUP"}, "ST-01"),
        ("stories", {"requireImage": {"purpose": "PARTNER_SITES"}}, "ST-01 ST-02 ST-03 ST-05"),
        ("stories", {"requireImage": {"minWidth": 4500}}, "ST-01"),
        ("initiatives", {"phases": ["DONE"]}, "IN-02"),
        ("initiatives", {"place": "LANGAA", "includeMunicipalityWide": True}, "IN-02 IN-03 IN-04"),
        ("initiatives", {"scopes": ["MUNICIPALITY"]}, "IN-03 IN-04"),
        ("initiatives", {"collaborationLevels": ["PARTNERSHIP_AGREEMENT"]}, "IN-06"),
        ("initiatives", {"publishedAt": {"from": "2026-08-18T06:00:00Z", "to": "2026-08-19T06:00:00Z"}}, "IN-03 IN-04"),
        ("initiatives", {"near": {"latitude": 56.46, "longitude": 10.04, "radiusKm": 5}}, "IN-05"),
    ],
    ids=str,
)
def test_stories_and_initiatives_are_what_was_described(demo: Demo, name: str, filter_: Any, expected: str) -> None:
    assert sorted(found(demo, name, filter_)) == expected.split()


def test_opportunities_come_soonest_first_without_asking(demo: Demo) -> None:
    order = "08 03 07 04 06 12 11 10 09 01"

    assert found(demo, "opportunities") == [f"OP-{number}" for number in order.split()]
    assert found(demo, "opportunities", order="DEADLINE")[0] == "OP-03"


def test_what_is_near_comes_nearest_first_with_its_distance(demo: Demo) -> None:
    answer = demo.ask(
        """{ opportunities(order: NEAREST, filter: { near: { latitude: 56.46, longitude: 10.04, radiusKm: 10 } }) {
          nodes { title distanceKm } } }"""
    )["data"]["opportunities"]["nodes"]

    assert [KEYS[node["title"]] for node in answer] == ["OP-03", "OP-08", "OP-04"]
    assert [node["distanceKm"] for node in answer] == pytest.approx([0.0, 0.484, 2.7], abs=0.1)


def test_facets_count_on_the_same_filter_minus_their_own(demo: Demo) -> None:
    answer = demo.ask(
        """{ opportunities(filter: { sites: ["randers"] }, languages: ["da"]) { totalCount
          facets(fields: [SITE, TYPE, KIND]) { field values { value label count } } } }"""
    )["data"]["opportunities"]
    counted = {facet["field"]: {each["value"]: each["count"] for each in facet["values"]} for facet in answer["facets"]}

    assert answer["totalCount"] == 6
    assert counted["SITE"] == {"randers": 6, "ballerup": 1, "vallensbaek": 1, "vordingborg": 1}
    assert counted["TYPE"] == {"VolunteerTask": 3, "Event": 2, "Funding": 1}
    assert counted["KIND"] == {"VOLUNTEER_ROLE": 2, "EVENT": 2, "ONE_OFF_TASK": 1, "FUNDING": 1}
    assert answer["facets"][2]["values"][0] == {"value": "EVENT", "label": "arrangement", "count": 2}


@pytest.mark.parametrize(
    ("filter_", "code", "says"),
    [
        ({"kinds": ["PARTY"]}, "UNKNOWN_TERM", "'PARTY' is no term of OPPORTUNITY_KIND"),
        ({"areas": ["culture_leisure"]}, "UNKNOWN_TERM", "culture_leisure"),
        ({"sites": ["aarhus"]}, "BAD_USER_INPUT", "Sites here: ballerup, randers"),
        ({"place": "NOWHERE"}, "BAD_USER_INPUT", "`places` lists them"),
        ({"includeMunicipalityWide": True}, "BAD_USER_INPUT", "needs place"),
        ({"near": {"latitude": 91, "longitude": 10}}, "BAD_USER_INPUT", "latitude is 91.0"),
        ({"near": {"latitude": 56, "longitude": 10, "radiusKm": 501}}, "BAD_USER_INPUT", "at most 500"),
        ({"near": {"latitude": 56, "longitude": 10, "radiusKm": 0}}, "BAD_USER_INPUT", "above 0"),
        ({"takesPlace": {"from": "2026-11-22T00:00:00Z", "to": "2026-11-21T00:00:00Z"}}, "BAD_USER_INPUT", "Swap them"),
        ({"takesPlace": {"from": "2026-11-22T00:00:00"}}, "BAD_USER_INPUT", "needs an offset"),
        ({"deadlineBefore": "2026-11-22T00:00:00"}, "BAD_USER_INPUT", "needs an offset"),
        ({"age": -1}, "BAD_USER_INPUT", "from 0 to 130"),
        ({"maxMinutes": 0}, "BAD_USER_INPUT", "from 1 to 1440"),
        ({"or": []}, "BAD_USER_INPUT", "or is empty"),
        ({"tags": ["x"] * 201}, "BAD_USER_INPUT", "At most 200"),
        ({"not": {"not": {"not": {"not": {"not": {"free": True}}}}}}, "BAD_USER_INPUT", "more than 5 deep"),
        ({"window": "SOON"}, "BAD_USER_INPUT", "TimeWindow"),
        ({"deadlineBefore": "tomorrow"}, "BAD_USER_INPUT", "DateTime"),
    ],
    ids=str,
)
def test_a_filter_that_cannot_be_used_says_what_would_be_right(demo: Demo, filter_: Any, code: str, says: str) -> None:
    query = "query ($filter: OpportunityFilter) { opportunities(filter: $filter) { totalCount } }"
    error = demo.ask(query, filter=filter_)["errors"][0]

    assert error["extensions"]["code"] == code
    assert says in error["message"]


def test_nearest_needs_to_know_to_what(demo: Demo) -> None:
    error = demo.ask("{ opportunities(order: NEAREST) { totalCount } }")["errors"][0]

    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "filter.near" in error["message"]
