"""What was promised to partners: every name is in the schema as it was promised, and answers with the right value.

The values are those of the demo data on Wednesday 18 November 2026 at nine.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from graphql import (
    ArgumentNode,
    DocumentNode,
    EnumValueNode,
    FieldDefinitionNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    InputValueDefinitionNode,
    ObjectFieldNode,
    ObjectTypeDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Undefined,
    Visitor,
    build_schema,
    get_named_type,
    parse,
    print_ast,
    value_from_ast_untyped,
    visit,
)

from tests.graphql_api import contract_names as contract
from tests.running import ROOT, Demo

SCHEMA = build_schema((ROOT / "graphql_api" / "schema.graphql").read_text())
OUTPUT_ONLY = {
    "EventStatus",
    "ResolutionStatus",
    "SnippetField",
    "SuggestionKind",
    "Tristate",
}  # nobody can ask by them; their values are tested

Signature = tuple[dict[str, tuple[str, Any]], str]  # arguments with type and default, and the field's own type

# ── every name is in the printed schema ─────────────────────────────────────────────────────────────────────────────


def promised(fields: contract.Fields) -> dict[str, Signature]:
    lines = "\n".join(f"{name}{signature}" for name, signature in fields.items())
    [definition] = parse(f"type T {{ {lines} }}").definitions
    assert isinstance(definition, ObjectTypeDefinitionNode)
    return {field.name.value: _promised(field) for field in definition.fields or ()}


def _promised(field: FieldDefinitionNode) -> Signature:
    return {each.name.value: _argument(each) for each in field.arguments or ()}, print_ast(field.type)


def _argument(node: InputValueDefinitionNode | None) -> tuple[str, Any]:
    assert node is not None
    default = Undefined if node.default_value is None else value_from_ast_untyped(node.default_value)
    return print_ast(node.type), default


def printed(type_name: str, like: dict[str, Signature]) -> dict[str, Signature]:
    """The same fields as the schema has them, without the arguments that nobody was promised."""
    found = SCHEMA.type_map[type_name]
    assert isinstance(found, (GraphQLObjectType, GraphQLInterfaceType, GraphQLInputObjectType))
    return {
        name: (
            {
                each: _argument(argument.ast_node)
                for each, argument in getattr(found.fields[name], "args", {}).items()
                if each in arguments
            },
            str(found.fields[name].type),
        )
        for name, (arguments, _type) in like.items()
        if name in found.fields
    }


@pytest.mark.parametrize("name", [*contract.TYPES, *contract.INPUTS])
def test_a_type_has_every_field_that_was_promised(name: str) -> None:
    expected = promised({**contract.TYPES, **contract.INPUTS}[name])

    assert printed(name, expected) == expected


@pytest.mark.parametrize("name", contract.IMPLEMENTS)
def test_a_type_is_what_it_was_promised_to_be(name: str) -> None:
    found = SCHEMA.type_map[name]
    assert isinstance(found, (GraphQLObjectType, GraphQLInterfaceType))

    assert {each.name for each in found.interfaces} >= contract.IMPLEMENTS[name]


@pytest.mark.parametrize("name", contract.ENUMS)
def test_a_choice_has_every_member_that_was_promised(name: str) -> None:
    found = SCHEMA.type_map[name]
    assert isinstance(found, GraphQLEnumType)

    assert contract.ENUMS[name] - set(found.values) == set()


@pytest.mark.parametrize("name", sorted(contract.SCALARS))
def test_a_scalar_is_there(name: str) -> None:
    assert isinstance(SCHEMA.type_map[name], GraphQLScalarType)


# ── every name answers ──────────────────────────────────────────────────────────────────────────────────────────────


def asked(demo: Demo, query: str, **variables: Any) -> dict[str, Any]:
    """What a query that stands in this file is answered, without errors."""
    answer = demo.ask(query, **variables)
    assert "errors" not in answer, answer["errors"]
    data: dict[str, Any] = answer["data"]
    return data


def codes(terms: list[dict[str, str]]) -> list[str]:
    return [term["code"] for term in terms]


@pytest.fixture(scope="module")
def ids(demo: Demo) -> dict[str, str]:
    """Everything that was ever published and still answers, by title."""
    nodes = asked(
        demo, "{ content(first: 100, filter: { lifecycle: [OPEN, EXPIRED, CANCELLED] }) { nodes { id title } } }"
    )["content"]["nodes"]
    assert len(nodes) == 22
    return {node["title"]: node["id"] for node in nodes}


ST_01 = "Samme bane, samme trøje"
ST_01_PATH = "/historier/samme-bane-samme-troeje/"
IN_01 = "Fodboldhold for alle i Vorup"
OP_01 = "Bliv rickshawpilot"
OP_05 = "Plant et træ i Langå"
OP_09 = "Mødelokale og en time med regnskabet"
OP_10 = "Trailer, buskrydder og en, der kan reparere den"
OP_12 = "Penge til samskabelsesprojekter (paragraf 18)"


def test_node_and_nodes_give_what_an_id_names_and_null_for_what_is_not_there(demo: Demo, ids: dict[str, str]) -> None:
    answer = asked(
        demo,
        """query ($id: ID!, $ids: [ID!]!) {
          node(id: $id, languages: ["en"]) { __typename id ... on Content { title } }
          nodes(ids: $ids, languages: ["da"]) { __typename id ... on Content { title } } }""",
        id=ids["Rickshaw, vind i håret"],
        ids=[ids[OP_12], "i_AAAAAAAAAAAAAAAAAAAAAA", ids[ST_01]],
    )

    assert answer["node"] == {
        "__typename": "Initiative",
        "id": ids["Rickshaw, vind i håret"],
        "title": "Rickshaw rides, wind in your hair",
    }
    assert answer["nodes"] == [
        {"__typename": "Funding", "id": ids[OP_12], "title": OP_12},
        None,
        {"__typename": "Story", "id": ids[ST_01], "title": ST_01},
    ]


def test_an_id_is_the_same_in_every_language(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ nn: story(site: "vinje", path: "/historier/tretti-lag-rundt-same-bordet/", languages: ["nn"]) { id title }
             nb: story(site: "vinje", path: "/historier/tretti-lag-rundt-same-bordet/", languages: ["nb"]) { id title }
        }""",
    )

    assert answer["nn"]["id"] == answer["nb"]["id"]
    assert [answer[code]["title"] for code in ("nn", "nb")] == [
        "Tretti lag rundt same bordet",
        "Tretti lag rundt samme bord",
    ]


def test_a_story_has_everything_that_all_content_has(demo: Demo, ids: dict[str, str]) -> None:
    story = asked(
        demo,
        """query ($path: String!) { story(site: "randers", path: $path) {
          id title shortTitle(maxLength: 12) full: shortTitle summary slug path url site { key }
          publishedAt updatedAt reviewedAt scope places { code name } primaryArea { code label } areas { code }
          actors { code } participationForms { code } contributors { code } beneficiaries { code }
          collaborationLevel { code } tags organisations { name } contact { isFallback contact { role email } }
          related(first: 1) { __typename title } breadcrumbs { title path url } licence } }""",
        path=ST_01_PATH,
    )["story"]

    assert story == {
        "id": ids[ST_01],
        "title": ST_01,
        "shortTitle": "Samme bane…",
        "full": ST_01,
        "summary": "I Vorup har klubben et fodboldhold, hvor spillere med udviklingshæmning træner og tager til stævner"
        " på lige fod med de andre. Vennerne fra omklædningsrummet ses nu også om søndagen.",
        "slug": "samme-bane-samme-troeje",
        "path": ST_01_PATH,
        "url": f"{demo.url}/randers{ST_01_PATH}",
        "site": {"key": "randers"},
        "publishedAt": "2026-10-05T06:00:00Z",
        "updatedAt": "2026-11-16T10:05:00Z",
        "reviewedAt": None,
        "scope": "LOCALITY",
        "places": [{"code": "VORUP", "name": "Vorup"}],
        "primaryArea": {"code": "CULTURE_LEISURE", "label": "Kultur og Fritid"},
        "areas": [{"code": "CULTURE_LEISURE"}],
        "actors": [{"code": "ASSOCIATION"}],
        "participationForms": [{"code": "COACHING_TEAM_LEADING"}, {"code": "PARTICIPATION"}],
        "contributors": [],
        "beneficiaries": [{"code": "PEOPLE_WITH_INTELLECTUAL_DISABILITIES"}],
        "collaborationLevel": None,
        "tags": [],
        "organisations": [{"name": "Idrætsklubben i Vorup"}],
        "contact": {
            "isFallback": True,
            "contact": {"role": "Frivilligindgangen", "email": "frivillig@randers.example"},
        },
        "related": [{"__typename": "Initiative", "title": IN_01}],
        "breadcrumbs": [
            {"title": "Frivillig i Randers", "path": "/", "url": f"{demo.url}/randers/"},
            {"title": "Gode historier", "path": "/historier/", "url": f"{demo.url}/randers/historier/"},
        ],
        "licence": "CC_BY_4",
    }


def test_a_story_has_what_only_stories_have(demo: Demo, ids: dict[str, str]) -> None:
    answer = asked(
        demo,
        """query ($id: ID!) {
          result: story(id: $id) { topic { code label } discussionPrompt lessonsLearned { plainText } reach { count }
            quotes { text language role name provenance } }
          reach: story(site: "vinje", path: "/historier/tretti-lag-rundt-same-bordet/") {
            topic { code } reach { count unit isApproximate } } }""",
        id=ids[ST_01],
    )

    assert answer == {
        "result": {
            "topic": {"code": "RESULT", "label": "resultat"},
            "discussionPrompt": "Hvem bor to gader fra jeres klubhus og er aldrig blevet spurgt?",
            "lessonsLearned": None,
            "reach": None,
            "quotes": [
                {
                    "text": "Det bedste er, at ingen spørger, hvad jeg ikke kan.",
                    "language": "da",
                    "role": "spiller",
                    "name": None,
                    "provenance": "Sagt ved banen i Vorup",
                }
            ],
        },
        "reach": {"topic": None, "reach": {"count": 30, "unit": "foreiningar", "isApproximate": True}},
    }


def test_a_text_comes_in_all_forms(demo: Demo) -> None:
    text = asked(
        demo,
        """{ story(site: "randers", path: "/historier/langaa-tegnede-selv-sit-torv/") {
          lessonsLearned { html markdown plainText excerpt(maxLength: 30) } } }""",
    )["story"]["lessonsLearned"]
    start = "Spørg også dem, der kun kommer forbi, og gør det fra begyndelsen. Aftal, hvem der vander og luger, "

    assert text == {
        "html": f"<p>{start}<i>før</i> indvielsen er glemt.</p>",
        "markdown": f"{start}*før* indvielsen er glemt.",
        "plainText": f"{start}før indvielsen er glemt.",
        "excerpt": "Spørg også dem, der kun…",
    }


def test_an_initiative_has_what_only_initiatives_have(demo: Demo, ids: dict[str, str]) -> None:
    answer = asked(
        demo,
        """query ($id: ID!) {
          running: initiative(id: $id, languages: ["da"]) { who { plainText } what { html } where { markdown }
            why { excerpt } phase { code label } lessonsLearned { plainText } }
          done: initiative(site: "randers", path: "/initiativer/lokalraad-som-medbygherre-i-langaa/") {
            title phase { code } lessonsLearned { excerpt(maxLength: 20) } } }""",
        id=ids[IN_01],
    )

    assert answer == {
        "running": {
            "who": {"plainText": "Idrætsklubben i Vorup"},
            "what": {"html": "<p>Et hold for voksne med udviklingshæmning, der følger klubbens almindelige rytme</p>"},
            "where": {"markdown": "Fodboldbanen i Vorup"},
            "why": {"excerpt": "Venskaber, bevægelse og en klub, der når flere"},
            "phase": {"code": "RUNNING", "label": "i gang"},
            "lessonsLearned": None,
        },
        "done": {
            "title": "Lokalråd som medbygherre i Langå",
            "phase": {"code": "DONE"},
            "lessonsLearned": {"excerpt": "Driften skal være…"},
        },
    }


def test_a_task_has_everything_that_all_opportunities_have(demo: Demo, ids: dict[str, str]) -> None:
    task = asked(
        demo,
        """query ($id: ID) { opportunity(id: $id) { __typename id kind { code label } lifecycle lifecycleReason
          validThrough deadline closesInDays timeZone commitment { term { code } minutesPerOccurrence note }
          minAge maxAge requirements { code } insurance { by } cost { kind note expensesCovered }
          accessibility { wheelchair hearingLoop toilet quietSpace easyRead }
          need { status asOf evidence placesTotal placesLeft } benefitRule { kind } applyUrl documents { title }
          similar(first: 1) { title } distanceKm ... on VolunteerTask { publishedAt updatedAt
            contact { isFallback contact { role name email phone hours } } } } }""",
        id=ids[OP_01],
    )["opportunity"]

    assert task == {
        "__typename": "VolunteerTask",
        "id": ids[OP_01],
        "kind": {"code": "VOLUNTEER_ROLE", "label": "frivilligopgave"},
        "lifecycle": "OPEN",
        "lifecycleReason": None,
        "validThrough": "2027-03-31T21:59:59Z",
        "deadline": None,
        "closesInDays": 133,
        "timeZone": "Europe/Copenhagen",
        "commitment": {"term": {"code": "WEEKLY"}, "minutesPerOccurrence": 90, "note": None},
        "minAge": 18,
        "maxAge": None,
        "requirements": [{"code": "BICYCLE"}, {"code": "TRAINING_REQUIRED"}],
        "insurance": {"by": "MUNICIPAL"},
        "cost": {"kind": "UNKNOWN", "note": None, "expensesCovered": None},
        "accessibility": dict.fromkeys(("wheelchair", "hearingLoop", "toilet", "quietSpace", "easyRead"), "UNKNOWN"),
        "need": {"status": "NEEDED", "asOf": "2026-11-02", "evidence": "DECLARED", "placesTotal": 6, "placesLeft": 4},
        "benefitRule": {"kind": "ACTIVITY"},
        "applyUrl": "https://frivillig.randers.example/tilmeld/rickshaw",
        "documents": [],
        "similar": [{"title": "Vær vært ved sprogcaféen"}],
        "distanceKm": None,
        "publishedAt": "2026-09-01T06:00:00Z",
        "updatedAt": "2026-11-02T09:00:00Z",
        "contact": {
            "isFallback": False,
            "contact": {
                "role": "Frivilligkoordinator",
                "name": "Maja Holm",
                "email": "frivillig-aeldre@randers.example",
                "phone": "+45 00 00 00 01",
                "hours": "Mandag-torsdag kl. 9-14",
            },
        },
    }


def test_how_far_it_is_is_told_where_the_question_said_near_what(demo: Demo) -> None:
    nodes = asked(
        demo,
        """{ opportunities(filter: { near: { latitude: 56.46, longitude: 10.04, radiusKm: 1 } }, order: NEAREST) {
          nodes { title distanceKm } } }""",
    )["opportunities"]["nodes"]

    assert nodes[0] == {"title": "Julestjerner for store og små", "distanceKm": 0.0}
    assert [node["title"] for node in nodes[1:]] == ["Vær vært ved sprogcaféen"]
    assert nodes[1]["distanceKm"] == pytest.approx(0.484, abs=0.01)


def test_an_offer_and_a_need_find_each_other(demo: Demo, ids: dict[str, str]) -> None:
    offer, need = asked(
        demo,
        """query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Exchange { title direction resourceTypes { code }
          matches(first: 1) { exchange { title direction } shared { code } } } } }""",
        ids=[ids[OP_09], ids[OP_10]],
    )["nodes"]

    assert offer == {
        "title": OP_09,
        "direction": "OFFER",
        "resourceTypes": [{"code": "PREMISES"}, {"code": "SKILL"}],
        "matches": [{"exchange": {"title": OP_10, "direction": "NEED"}, "shared": [{"code": "SKILL"}]}],
    }
    assert need == {
        "title": OP_10,
        "direction": "NEED",
        "resourceTypes": [{"code": "EQUIPMENT"}, {"code": "SKILL"}],
        "matches": [{"exchange": {"title": OP_09, "direction": "OFFER"}, "shared": [{"code": "SKILL"}]}],
    }


def test_an_event_has_its_times_its_venue_and_a_file_for_calendars(demo: Demo) -> None:
    event = asked(
        demo,
        """{ opportunity(site: "randers", path: "/muligheder/julestjerner-for-store-og-smaa/") { ... on Event {
          title eventStatus startsAt endsAt previousStart venue { code name } icsUrl
          occurrences(from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z", first: 5, includeCancelled: true) {
            startsAt endsAt isCancelled } need { placesLeft } cost { kind } closesInDays } } }""",
    )["opportunity"]
    ics_url = event.pop("icsUrl")
    ics = demo.get(ics_url.removeprefix(demo.url))

    assert event == {
        "title": "Julestjerner for store og små",
        "eventStatus": "SCHEDULED",
        "startsAt": "2026-11-21T09:00:00Z",
        "endsAt": "2026-11-21T12:00:00Z",
        "previousStart": None,
        "venue": {"code": "RANDERS_BIBLIOTEK", "name": "Randers Bibliotek"},
        "occurrences": [{"startsAt": "2026-11-21T09:00:00Z", "endsAt": "2026-11-21T12:00:00Z", "isCancelled": False}],
        "need": {"placesLeft": 12},
        "cost": {"kind": "FREE"},
        "closesInDays": 3,
    }
    assert ics_url.startswith(f"{demo.url}/")
    assert (ics.status, ics.headers["Content-Type"].partition(";")[0]) == (200, "text/calendar")
    assert "SUMMARY:Julestjerner for store og små" in ics.text


def test_a_cancelled_event_answers_by_id_says_why_and_takes_nobody(demo: Demo, ids: dict[str, str]) -> None:
    event = asked(
        demo,
        """query ($id: ID!) { opportunity(id: $id) { lifecycle lifecycleReason applyUrl closesInDays
          updatedAt ... on Event { eventStatus startsAt occurrences { startsAt }
          all: occurrences(includeCancelled: true) { startsAt isCancelled } } } }""",
        id=ids[OP_05],
    )["opportunity"]

    assert event == {
        "lifecycle": "CANCELLED",
        "lifecycleReason": "Varsel om storm",
        "applyUrl": None,
        "closesInDays": None,
        "updatedAt": "2026-11-17T15:40:00Z",
        "eventStatus": "CANCELLED",
        "startsAt": "2026-11-21T08:30:00Z",
        "occurrences": [],
        "all": [{"startsAt": "2026-11-21T08:30:00Z", "isCancelled": True}],
    }


def test_what_has_expired_answers_by_id(demo: Demo, ids: dict[str, str]) -> None:
    task = asked(
        demo,
        "query ($id: ID!) { opportunity(id: $id) { lifecycle validThrough applyUrl requirements { code } } }",
        id=ids["Fortæller søges til børnehaven"],
    )["opportunity"]

    assert task == {
        "lifecycle": "EXPIRED",
        "validThrough": "2026-11-15T22:59:59Z",
        "applyUrl": None,
        "requirements": [{"code": "CHILD_CERTIFICATE"}],
    }


def test_a_grant_has_what_only_grants_have_and_closes_in_13_days(demo: Demo) -> None:
    grant = asked(
        demo,
        """{ opportunity(
            site: "randers", path: "/muligheder/penge-til-samskabelsesprojekter-paragraf-18/", languages: ["da"]) {
          __typename title deadline closesInDays applyUrl documents { title extension }
          ... on Funding { opensAt maxGrant { amount currency } eligibility { plainText } legalBasis } } }""",
    )["opportunity"]

    assert grant == {
        "__typename": "Funding",
        "title": OP_12,
        "deadline": "2026-12-01T11:00:00Z",
        "closesInDays": 13,
        "applyUrl": "https://frivillig.randers.example/ansoeg",
        "documents": [{"title": "Vejledning til ansøgning om § 18-midler", "extension": "pdf"}],
        "opensAt": "2026-10-01T06:00:00Z",
        "maxGrant": {"amount": 40_000, "currency": "DKK"},
        "eligibility": {
            "plainText": "Foreninger, netværk og grupper, der er gået sammen om en idé og fører den ud i livet sammen"
            " med kommunen."
        },
        "legalBasis": "Serviceloven § 18 (lokal pulje)",
    }


def test_hearings_and_premises_can_be_asked_for_before_there_are_any(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ content(filter: { types: [CONSULTATION, FACILITY] }) { totalCount nodes {
          ... on Consultation { phase { code } decisionOn inputSummary { html } outcome { html } }
          ... on Facility { capacity availability { weekday opens closes } bookingUrl venue { code } } } } }""",
    )

    assert answer == {"content": {"totalCount": 0, "nodes": []}}


def test_the_language_that_was_asked_for_is_answered_and_said(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ nb: story(site: "vinje", path: "/historier/tretti-lag-rundt-same-bordet/", languages: ["nb"]) {
            language { code requested isFallback isOutdated available } translations { language path url } }
          fallback: story(site: "randers", path: "/historier/samme-bane-samme-troeje/", languages: ["en", "da"]) {
            language { code requested isFallback isOutdated available } }
          outdated: initiative(site: "randers", path: "/initiativer/rickshaw-vind-i-haaret/", languages: ["en"]) {
            language { code requested isFallback isOutdated available } } }""",
    )

    assert answer["nb"] == {
        "language": {
            "code": "nb",
            "requested": ["nb"],
            "isFallback": False,
            "isOutdated": False,
            "available": ["nn", "nb"],
        },
        "translations": [
            {
                "language": "nn",
                "path": "/historier/tretti-lag-rundt-same-bordet/",
                "url": f"{demo.url}/vinje/historier/tretti-lag-rundt-same-bordet/",
            },
            {
                "language": "nb",
                "path": "/nb/historier/tretti-lag-rundt-samme-bord/",
                "url": f"{demo.url}/vinje/nb/historier/tretti-lag-rundt-samme-bord/",
            },
        ],
    }
    assert answer["fallback"]["language"] == {
        "code": "da",
        "requested": ["en", "da"],
        "isFallback": True,
        "isOutdated": False,
        "available": ["da"],
    }
    assert answer["outdated"]["language"] == {
        "code": "en",
        "requested": ["en"],
        "isFallback": False,
        "isOutdated": True,
        "available": ["da", "en"],
    }


def test_a_chain_of_languages_leaves_nothing_out_and_none_only_what_is_in_another(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ chain: initiatives(languages: ["en", "da"], fallback: CHAIN) { totalCount }
          none: initiatives(languages: ["en", "da"], fallback: NONE) { nodes { title } }
          content(languages: ["nb", "da"], fallback: NONE) { nodes { title } }
          stories(languages: ["nb", "nn"], fallback: NONE) { nodes { title } }
          opportunities(languages: ["en", "da"], fallback: NONE) { nodes { title } } }""",
    )

    assert answer == {
        "chain": {"totalCount": 6},
        "none": {"nodes": [{"title": "Rickshaw rides, wind in your hair"}]},
        "content": {
            "nodes": [{"title": "Vær med og form frivillighetspolitikken"}, {"title": "Tretti lag rundt samme bord"}]
        },
        "stories": {"nodes": [{"title": "Tretti lag rundt samme bord"}]},
        "opportunities": {"nodes": [{"title": "Host a language café table"}]},
    }


# ── bodies ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_body_has_blocks_of_every_kind(demo: Demo, ids: dict[str, str]) -> None:
    nodes = asked(
        demo,
        """query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Content { body { blocks { __typename id text
          ... on ParagraphBlock { id text html markdown }
          ... on HeadingBlock { id text level anchor }
          ... on QuoteBlock { id text quote role }
          ... on PhotoBlock { id text photo { alt } caption }
          ... on GalleryBlock { id text photos { id } }
          ... on FactsBlock { id text heading facts { label value } }
          ... on ExpectationsBlock { id text give get ask }
          ... on DocumentBlock { id text document { title url extension bytes } }
          ... on EmbedBlock { id text url title }
          ... on CallToActionBlock { id text label url } } } } } }""",
        ids=[ids[ST_01], ids["Helt stille, nu kommer ulven"], ids[OP_01], ids[OP_12]],
    )["nodes"]
    story, photos, task, grant = (list(node["body"]["blocks"]) for node in nodes)
    everything = [*story, *photos, *task, *grant]

    assert len({block["id"] for block in everything}) == len(everything)
    assert [block["__typename"] for block in task] == [
        "ParagraphBlock",
        "QuoteBlock",
        "HeadingBlock",
        "ParagraphBlock",
        "HeadingBlock",
        "ParagraphBlock",
        "ExpectationsBlock",
        "CallToActionBlock",
    ]
    assert without_id(task[2]) == {
        "__typename": "HeadingBlock",
        "text": "Sådan kommer du i gang",
        "level": 2,
        "anchor": "sådan-kommer-du-i-gang",
    }
    assert task[5]["html"].startswith("<ul><li>Du er fyldt 18 år og tryg ved at cykle i trafik.</li>")
    assert task[5]["markdown"].startswith("- Du er fyldt 18 år og tryg ved at cykle i trafik.\n- Du gennemfører")
    assert task[5]["text"].startswith("Du er fyldt 18 år og tryg ved at cykle i trafik.\nDu gennemfører")
    assert without_id(task[7]) == {
        "__typename": "CallToActionBlock",
        "text": "Meld dig som rickshawpilot: https://frivillig.randers.example/tilmeld/rickshaw",
        "label": "Meld dig som rickshawpilot",
        "url": "https://frivillig.randers.example/tilmeld/rickshaw",
    }
    assert without_id(story[1]) == {
        "__typename": "QuoteBlock",
        "text": "Det bedste er, at ingen spørger, hvad jeg ikke kan. – spiller",
        "quote": "Det bedste er, at ingen spørger, hvad jeg ikke kan.",
        "role": "spiller",
    }
    assert "PhotoBlock" not in {block["__typename"] for block in story}  # its consent was withdrawn
    [photo] = [block for block in photos if block["__typename"] == "PhotoBlock"]
    alt = "En hånddukke, der er en grå ulv, holder om en opslået billedbog."
    assert (photo["photo"], photo["caption"]) == ({"alt": alt}, "Ulven har et slidt øre.")
    assert photo["text"] == photo["caption"]
    [facts] = [block for block in grant if block["__typename"] == "FactsBlock"]
    assert facts["heading"] == "Puljen kort"
    assert facts["facts"][1] == {"label": "Beløb", "value": "højst 40.000 kr."}
    assert "Beløb: højst 40.000 kr." in facts["text"]
    [document] = [block for block in grant if block["__typename"] == "DocumentBlock"]
    assert (document["text"], document["document"]["extension"]) == ("Vejledning til ansøgning om § 18-midler", "pdf")
    guide = demo.get(document["document"]["url"].removeprefix(demo.url))
    assert (guide.status, len(guide.body)) == (200, document["document"]["bytes"])


def without_id(block: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in block.items() if name != "id"}


def test_a_body_comes_in_all_forms_and_tells_where_its_links_lead(demo: Demo, ids: dict[str, str]) -> None:
    body = asked(
        demo,
        """query ($id: ID!) { story(id: $id) { body { html markdown plainText excerpt(maxLength: 40)
          long: excerpt links { url text node { __typename id title } } } } }""",
        id=ids[ST_01],
    )["story"]["body"]
    url = f"{demo.url}/randers/initiativer/fodboldhold-for-alle-i-vorup/"

    assert body["html"].startswith("<p>Regnen er lige holdt op, og græsset i Vorup dufter af våd jord.")
    assert f'<a href="{url}">opskriften på holdet</a>' in body["html"]
    assert '<h2 id="en-seddel-i-klubhuset">En seddel i klubhuset</h2>' in body["html"]
    assert f"[opskriften på holdet]({url})" in body["markdown"]
    assert "\n\n## En seddel i klubhuset\n\n" in body["markdown"]
    assert "\nEn seddel i klubhuset\n" in body["plainText"]
    assert "<" not in body["plainText"]
    assert body["excerpt"] == "Regnen er lige holdt op, og græsset i…"
    assert 150 < len(body["long"]) <= 200
    assert body["links"] == [
        {
            "url": url,
            "text": "opskriften på holdet",
            "node": {"__typename": "Initiative", "id": ids[IN_01], "title": IN_01},
        }
    ]


def test_json_ld_is_ready_for_a_script_element(demo: Demo, ids: dict[str, str]) -> None:
    nodes = asked(
        demo,
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Content { url jsonLd } } }",
        ids=[ids[ST_01], ids[OP_05]],
    )["nodes"]
    story, event = (orjson.loads(node["jsonLd"]) for node in nodes)

    assert not any("<" in node["jsonLd"] for node in nodes)
    assert (story["@context"], story["@type"], story["headline"]) == ("https://schema.org", "NewsArticle", ST_01)
    assert (story["url"], story["inLanguage"]) == (nodes[0]["url"], "da")
    assert (event["@type"], event["name"]) == ("Event", OP_05)
    assert event["eventStatus"] == "https://schema.org/EventCancelled"


# ── photos ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_photo_has_everything_that_is_needed_to_show_it(demo: Demo, ids: dict[str, str]) -> None:
    answer = asked(
        demo,
        """query ($id: ID!) { story(id: $id) {
          image(purpose: PARTNER_SITES, minWidth: 4800, orientation: LANDSCAPE) { isFallback reason photo {
            id alt isDecorative caption credit licence width height focalPoint { x y width height }
            rendition(preset: CARD, format: JPEG) { url width height mime bytes }
            srcSet(preset: CARD) { url width height mime bytes } placeholder { blurhash dominantColor } } } } }""",
        id=ids[ST_01],
    )["story"]["image"]
    photo = answer["photo"]
    again = asked(demo, "query ($id: ID!) { photo(id: $id) { id alt } }", id=photo["id"])["photo"]
    rendition, source_set = photo["rendition"], photo["srcSet"]
    picture = demo.get(rendition["url"].removeprefix(demo.url))

    assert (answer["isFallback"], answer["reason"]) == (False, None)
    assert again == {
        "id": photo["id"],
        "alt": "Fire spillere i rødhvide trøjer står tæt i en rundkreds midt på en grøn bane.",
    }
    assert {name: photo[name] for name in ("isDecorative", "caption", "credit", "licence", "width", "height")} == {
        "isDecorative": False,
        "caption": None,
        "credit": "Ildsjæl",
        "licence": "ALL_RIGHTS",
        "width": 4800,
        "height": 3200,
    }
    assert photo["focalPoint"] == {"x": 2400, "y": 1728, "width": 2240, "height": 2304}
    assert [rendition[name] for name in ("width", "height", "mime")] == [800, 600, "image/jpeg"]
    assert (picture.status, picture.headers["Content-Type"]) == (200, "image/jpeg")
    assert rendition["bytes"] in (None, len(picture.body))
    assert [each["width"] for each in source_set] == sorted({each["width"] for each in source_set})
    assert (source_set[-1]["width"], source_set[-1]["height"]) == (800, 600)
    assert len(photo["placeholder"]["blurhash"]) == 28
    assert photo["placeholder"]["dominantColor"] == "#5e9a5b"


def test_a_photo_comes_in_every_preset_format_and_width(demo: Demo, ids: dict[str, str]) -> None:
    photo = asked(
        demo,
        """query ($id: ID!) { story(id: $id) { image { photo {
          card: rendition(preset: CARD) { width height mime }
          hero: rendition(preset: HERO) { width height mime }
          openGraph: rendition(preset: OPEN_GRAPH) { width height mime }
          square: rendition(preset: SQUARE) { width height mime }
          portrait: rendition(preset: PORTRAIT) { width height mime }
          signage: rendition(preset: SIGNAGE) { width height mime }
          thumbnail: rendition(preset: THUMBNAIL) { width height mime }
          wide: rendition(width: 320) { width height mime }
          jpeg: rendition(preset: CARD, format: JPEG) { url mime }
          webp: rendition(preset: CARD, format: WEBP) { url mime }
          avif: rendition(preset: CARD, format: AVIF) { url mime } } } } }""",
        id=ids[ST_01],
    )["story"]["image"]["photo"]

    sizes = {name: (each["width"], each["height"]) for name, each in photo.items() if "width" in each}
    assert sizes == {
        "card": (800, 600),
        "hero": (1600, 900),
        "openGraph": (1200, 630),
        "square": (1080, 1080),
        "portrait": (1080, 1350),
        "signage": (1920, 1080),
        "thumbnail": (240, 180),
        "wide": (320, 213),
    }
    assert [photo[name]["mime"] for name in ("jpeg", "webp", "avif")] == ["image/jpeg", "image/webp", "image/avif"]
    for name in ("webp", "avif"):
        picture = demo.get(photo[name]["url"].removeprefix(demo.url))
        assert (picture.status, picture.headers["Content-Type"]) == (200, f"image/{name}")


def test_a_photo_that_may_not_be_used_gives_way_to_the_next_and_says_so(demo: Demo, ids: dict[str, str]) -> None:
    story, task, none = asked(
        demo,
        """query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Content { own: image(purpose: OWN_WEBSITE) { ...P }
          social: image(purpose: SOCIAL_MEDIA) { ...P } print: image(purpose: PRINT) { ...P }
          wide: image(minWidth: 9000) { ...P } upright: image(orientation: PORTRAIT) { ...P } } } }
          fragment P on PhotoAnswer { photo { alt caption licence } isFallback reason }""",
        ids=[ids["Helt stille, nu kommer ulven"], ids["Ren by på to timer"], ids["Stien, vi passer selv"]],
    )["nodes"]
    wolf = {
        "photo": {
            "alt": "En hånddukke, der er en grå ulv, holder om en opslået billedbog.",
            "caption": "Ulven har et slidt øre.",
            "licence": "CC_BY_4",
        },
        "isFallback": True,
        "reason": "The first photo may not be used for this purpose, or does not fit.",
    }
    nothing = {
        "photo": None,
        "isFallback": False,
        "reason": "No photo of this item may be used for this purpose and fits.",
    }

    assert (story["own"], story["social"], story["print"], story["wide"]) == (wolf, wolf, wolf, nothing)
    assert set(map(str, task.values())) == {str(nothing)}
    assert set(none.values()) == {None}


# ── the frame ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_story_is_ready_to_post_on_every_channel(demo: Demo, ids: dict[str, str]) -> None:
    answer = asked(
        demo,
        """query ($id: ID!) { channels { channel limit unit verifiedOn } story(id: $id) {
          facebook: share(channel: FACEBOOK) {
          channel text url hashtags image { url width height mime bytes } imageAlt length { value unit limit remaining }
          isValid overBy warnings isHandEdited limitsVerifiedOn }
          instagram: share(channel: INSTAGRAM) { isValid } threads: share(channel: THREADS) { text isHandEdited }
          linkedin: share(channel: LINKEDIN) { isValid } x: share(channel: X) { text isHandEdited length { value } }
          mastodon: share(channel: MASTODON) { isValid } bluesky: share(channel: BLUESKY) { isValid } } }""",
        id=ids[ST_01],
    )

    assert answer["channels"][4] == {"channel": "X", "limit": 280, "unit": "WEIGHTED", "verifiedOn": "2026-09-11"}
    story, pack = answer["story"], answer["story"]["facebook"]
    assert pack["text"].startswith("Samme bane, samme trøje\n\nI Vorup har klubben et fodboldhold")
    assert pack["url"].endswith("/randers/historier/samme-bane-samme-troeje/?utm_source=facebook&utm_medium=social")
    assert (pack["channel"], pack["hashtags"]) == ("FACEBOOK", ["FrivilligIRanders"])
    assert (pack["image"]["width"], pack["image"]["height"], pack["image"]["mime"]) == (1200, 630, "image/jpeg")
    assert pack["imageAlt"] == "Fire spillere i rødhvide trøjer står tæt i en rundkreds midt på en grøn bane."
    assert pack["length"]["remaining"] == 63206 - pack["length"]["value"]
    assert (pack["isValid"], pack["overBy"], pack["warnings"], pack["isHandEdited"]) == (True, 0, [], False)
    assert pack["limitsVerifiedOn"] == "2026-09-11"
    own = "Holdet vandt 3-2 👨‍👩‍👧‍👦"
    assert story["x"] == {"text": own, "isHandEdited": True, "length": {"value": 19}}
    assert story["threads"] == {"text": own, "isHandEdited": True}
    assert all(story[name]["isValid"] for name in ("instagram", "linkedin", "mastodon", "bluesky"))


def test_the_municipalities_with_their_codes_and_languages(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ sites { key name url language } site(key: "vinje") { key name languages timeZone hashtags tagline
          municipalityCodes { code validFrom validTo } } none: site(key: "aarhus") { key } }""",
    )

    assert answer == {
        "sites": [
            {"key": key, "name": name, "url": f"{demo.url}/{key}/", "language": language}
            for key, name, language in [
                ("ballerup", "Ballerup Kommune", "da"),
                ("randers", "Randers Kommune", "da"),
                ("vallensbaek", "Vallensbæk Kommune", "da"),
                ("vinje", "Vinje kommune", "nn"),
                ("vordingborg", "Vordingborg Kommune", "da"),
            ]
        ],
        "site": {
            "key": "vinje",
            "name": "Vinje kommune",
            "languages": ["nn", "nb", "da", "en"],
            "timeZone": "Europe/Oslo",
            "hashtags": ["FrivilligIVinje"],
            "tagline": "Saman om bygdene",
            "municipalityCodes": [
                {"code": "4036", "validFrom": "2024-01-01", "validTo": None},
                {"code": "3825", "validFrom": "2020-01-01", "validTo": "2023-12-31"},
                {"code": "0834", "validFrom": None, "validTo": "2019-12-31"},
            ],
        },
        "none": None,
    }


LOCAL = {
    "CHILDREN_SCHOOLS": "Børn og Skole",
    "ELDERLY_CARE": "Ældre og Kultur",
    "CULTURE_LEISURE": "Ældre og Kultur",
    "ENVIRONMENT_TECHNICAL": "Miljø og Teknik",
}
AREAS = {
    "CHILDREN_SCHOOLS": "Børn og Skole",
    "ELDERLY_CARE": "Ældre og Omsorg",
    "CULTURE_LEISURE": "Kultur og Fritid",
    "ENVIRONMENT_TECHNICAL": "Miljø og Teknik",
    "SOCIAL_DISABILITY": "Social og Handicap",
    "HEALTH_PREVENTION": "Sundhed og Forebyggelse",
    "EMPLOYMENT_INTEGRATION": "Beskæftigelse og Integration",
    "BUSINESS_GROWTH": "Erhverv og Udvikling",
    "ADULT_EDUCATION": "Folkeoplysning",
    "DEMOCRACY_SECRETARIAT": "Byråd og Sekretariat",
    "CROSS_CUTTING": "På tværs",
}


def test_areas_have_the_words_a_municipality_has_for_them(demo: Demo) -> None:
    terms = asked(
        demo,
        """{ terms(vocabulary: AREA, site: "randers", languages: ["da"]) { code label localLabel(site: "randers")
          elsewhere: localLabel(site: "vinje") vocabulary exactMatch } }""",
    )["terms"]

    assert terms == [
        {
            "code": code,
            "label": label,
            "localLabel": LOCAL.get(code),
            "elsewhere": None,
            "vocabulary": "AREA",
            "exactMatch": [],
        }
        for code, label in AREAS.items()
    ]


def test_every_vocabulary_explains_the_codes_that_the_data_use(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ ACTOR: terms(vocabulary: ACTOR) { code label(languages: ["da"]) vocabulary }
          PARTICIPATION_FORM: terms(vocabulary: PARTICIPATION_FORM) { code label(languages: ["da"]) vocabulary }
          TARGET_GROUP: terms(vocabulary: TARGET_GROUP) { code label(languages: ["da"]) vocabulary }
          AREA: terms(vocabulary: AREA) { code label(languages: ["da"]) vocabulary }
          OPPORTUNITY_KIND: terms(vocabulary: OPPORTUNITY_KIND) { code label(languages: ["da"]) vocabulary }
          TIME_COMMITMENT: terms(vocabulary: TIME_COMMITMENT) { code label(languages: ["da"]) vocabulary }
          COLLABORATION_LEVEL: terms(vocabulary: COLLABORATION_LEVEL) { code label(languages: ["da"]) vocabulary }
          STORY_TOPIC: terms(vocabulary: STORY_TOPIC) { code label(languages: ["da"]) vocabulary }
          RESOURCE_TYPE: terms(vocabulary: RESOURCE_TYPE) { code label(languages: ["da"]) vocabulary }
          REQUIREMENT: terms(vocabulary: REQUIREMENT) { code label(languages: ["da"]) vocabulary }
          SETTING: terms(vocabulary: SETTING) { code label(languages: ["da"]) vocabulary }
          PHASE: terms(vocabulary: PHASE) { code label(languages: ["da"]) vocabulary } }""",
    )
    found = {(name, term["code"]): term["label"] for name, terms in answer.items() for term in terms}

    assert {name: {term["vocabulary"] for term in terms} for name, terms in answer.items()} == {
        name: {name} for name in contract.ENUMS["Vocabulary"]
    }
    assert all(found.values())
    assert {
        ("ACTOR", "ASSOCIATION"): "forening",
        ("STORY_TOPIC", "RESULT"): "resultat",
        ("OPPORTUNITY_KIND", "VOLUNTEER_ROLE"): "frivilligopgave",
        ("TIME_COMMITMENT", "WEEKLY"): "ugentligt",
        ("RESOURCE_TYPE", "PREMISES"): "lokaler",
        ("PHASE", "RUNNING"): "i gang",
        ("TARGET_GROUP", "OLDER_PEOPLE"): "ældre",
        ("AREA", "CROSS_CUTTING"): "På tværs",
    }.items() <= found.items()
    assert found.keys() >= {
        ("PARTICIPATION_FORM", "CLEAN_UP"),
        ("COLLABORATION_LEVEL", "CO_CREATION"),
        ("REQUIREMENT", "CHILD_CERTIFICATE"),
        ("SETTING", "FOREST"),
    }


def test_the_places_of_a_site(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ places(site: "ballerup") { code name level latitude longitude site { key } within { code }
          accessibility { wheelchair } } all: places { code within { code } } }""",
    )

    assert answer["places"] == [
        {
            "code": "BALLERUP_ERHVERVSHUS",
            "name": "Erhvervshuset i Ballerup",
            "level": "VENUE",
            "latitude": 55.732,
            "longitude": 12.363,
            "site": {"key": "ballerup"},
            "within": None,
            "accessibility": {"wheelchair": "YES"},
        }
    ]
    assert len(answer["all"]) == 14
    assert {"code": "MEDBORGERHUSET", "within": {"code": "RANDERS_BY"}} in answer["all"]


def test_organisations_come_in_pages_with_counts(demo: Demo) -> None:
    page = asked(
        demo,
        """{ organisations(filter: { sites: ["randers"] }, first: 2) { totalCount edges { cursor node { name } }
          nodes { id name kind { code } place { code } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          facets(fields: [SITE]) { field values { value label count } } } }""",
    )["organisations"]
    next_page = asked(
        demo,
        """query ($after: String) { organisations(filter: { sites: ["randers"] }, first: 20, after: $after) {
          nodes { name } pageInfo { hasNextPage } } }""",
        after=page["pageInfo"]["endCursor"],
    )["organisations"]

    assert page["totalCount"] == 9
    assert [edge["node"]["name"] for edge in page["edges"]] == [node["name"] for node in page["nodes"]]
    assert page["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": page["edges"][0]["cursor"],
        "endCursor": page["edges"][1]["cursor"],
    }
    assert page["nodes"][0]["name"] == "Biblioteket og bogbussen"
    assert page["nodes"][0]["kind"] == {"code": "MUNICIPAL_INSTITUTION"}
    assert page["nodes"][0]["place"] == {"code": "RANDERS_BIBLIOTEK"}
    assert page["facets"] == [
        {
            "field": "SITE",
            "values": [
                {"value": "randers", "label": "Randers Kommune", "count": 9},
                {"value": "ballerup", "label": "Ballerup Kommune", "count": 2},
                {"value": "vallensbaek", "label": "Vallensbæk Kommune", "count": 2},
                {"value": "vinje", "label": "Vinje kommune", "count": 2},
                {"value": "vordingborg", "label": "Vordingborg Kommune", "count": 2},
            ],
        }
    ]
    assert next_page["pageInfo"] == {"hasNextPage": False}
    assert sorted(node["name"] for node in [*page["nodes"], *next_page["nodes"]]) == [
        "Biblioteket og bogbussen",
        "Børnehaven Bredstrupsgade",
        "Idrætsklubben i Vorup",
        "Langå lokalråd",
        "Medborgerskabsrådet",
        "Naturvejlederne",
        "Ren by-gruppen",
        "Rickshawpiloterne",
        "Sprogcaféen i Medborgerhuset",
    ]


def test_whom_to_ask_falls_back_and_says_so(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ area: contact(site: "randers", area: "ELDERLY_CARE") { isFallback
            contact { role name email phone hours } }
          vacant: contact(site: "randers", area: "ENVIRONMENT_TECHNICAL") { isFallback contact { role name email } }
          general: contact(site: "randers") { isFallback contact { role name email } }
          vinje: contact(site: "vinje") { isFallback contact { role name email } } }""",
    )
    general = {"role": "Frivilligindgangen", "name": None, "email": "frivillig@randers.example"}

    assert answer == {
        "area": {
            "isFallback": False,
            "contact": {
                "role": "Frivilligkoordinator",
                "name": "Maja Holm",
                "email": "frivillig-aeldre@randers.example",
                "phone": "+45 00 00 00 01",
                "hours": "Mandag-torsdag kl. 9-14",
            },
        },
        "vacant": {"isFallback": True, "contact": general},
        "general": {"isFallback": False, "contact": general},
        "vinje": {
            "isFallback": False,
            "contact": {"role": "Frivilligkontakt", "name": None, "email": "frivillig@vinje.example"},
        },
    }


TORV = ("Langå tegnede selv sit torv", "/historier/langaa-tegnede-selv-sit-torv/")


@pytest.mark.parametrize(
    ("path", "status", "leads_to"),
    [
        (ST_01_PATH, "FOUND", (ST_01, ST_01_PATH)),
        (TORV[1], "FOUND", TORV),
        ("/langaa-tegnede-selv-sit-torv/", "MOVED", TORV),
        ("/initiativer/langaa-tegnede-selv-sit-torv/", "MOVED", TORV),
        ("/INITIATIVER/Langaa-Tegnede-selv-sit-torv", "MOVED", TORV),
        ("/Historier/Samme-Bane-samme-TROEJE/", "FOUND", (ST_01, ST_01_PATH)),
        ("/historier/samme-bane-samme-troeje", "FOUND", (ST_01, ST_01_PATH)),
        ("/historier/samme-bane-samme-troeje/?utm_source=x", "FOUND", (ST_01, ST_01_PATH)),
        ("/da/historier/samme-bane-samme-troeje/", "MOVED", (ST_01, ST_01_PATH)),
        ("/historier/findes-ikke/", "NOT_FOUND", None),
    ],
)
def test_an_address_is_found_however_it_is_written_and_wherever_it_lay(
    demo: Demo, path: str, status: str, leads_to: tuple[str, str] | None
) -> None:
    found = asked(
        demo,
        'query ($path: String!) { resolve(site: "randers", path: $path) { status url node { title } } }',
        path=path,
    )["resolve"]

    assert found == {
        "status": status,
        "url": leads_to and f"{demo.url}/randers{leads_to[1]}",
        "node": leads_to and {"title": leads_to[0]},
    }


def test_an_address_in_another_language_and_one_that_is_gone(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ en: resolve(site: "randers", path: "/en/initiatives/rickshaw-rides-wind-in-your-hair/") {
            status url node { __typename language { code } } }
          gone: resolve(site: "vallensbaek", path: "/historier/et-skulderklap-til-dem-der-laaser-op/") {
            status url node { id } } }""",
    )

    assert answer == {
        "en": {
            "status": "FOUND",
            "url": f"{demo.url}/randers/en/initiatives/rickshaw-rides-wind-in-your-hair/",
            "node": {"__typename": "Initiative", "language": {"code": "en"}},
        },
        "gone": {"status": "GONE", "url": None, "node": None},
    }


BY_AREA = {  # stories, initiatives, opportunities that Randers has published since August, by their main area
    "CHILDREN_SCHOOLS": (1, 1, 1),
    "ELDERLY_CARE": (0, 2, 1),
    "CULTURE_LEISURE": (1, 1, 1),
    "ENVIRONMENT_TECHNICAL": (1, 1, 3),
    "SOCIAL_DISABILITY": (0, 0, 1),
    "EMPLOYMENT_INTEGRATION": (0, 0, 1),
}


def follow_up_rows(counts: dict[str, tuple[int, int, int]]) -> list[dict[str, Any]]:
    rows = [({"code": code}, LOCAL.get(code, label), counts.get(code, (0, 0, 0))) for code, label in AREAS.items()]
    return [
        {
            "term": term,
            "label": label,
            "stories": numbers[0],
            "initiatives": numbers[1],
            "opportunities": numbers[2],
            "total": sum(numbers),
        }
        for term, label, numbers in [*rows, (None, None, (0, 0, 0))]
    ]


def test_what_a_municipality_has_published_is_counted_by_main_area(demo: Demo) -> None:
    report = asked(
        demo,
        """{ followUp(site: "randers", from: "2026-08-01", to: "2026-11-18", groupBy: PRIMARY_AREA) {
          site { key } from to groupBy total countsOverlap
          rows { term { code } label stories initiatives opportunities total } } }""",
    )["followUp"]

    assert report == {
        "site": {"key": "randers"},
        "from": "2026-08-01",
        "to": "2026-11-18",
        "groupBy": "PRIMARY_AREA",
        "total": 16,
        "countsOverlap": False,
        "rows": follow_up_rows(BY_AREA),
    }
    assert sum(row["total"] for row in report["rows"]) == report["total"]


def test_counted_by_every_area_the_counts_overlap(demo: Demo) -> None:
    report = asked(
        demo,
        """{ followUp(site: "randers", from: "2026-08-01", to: "2026-11-18", groupBy: AREA) {
          total countsOverlap rows { term { code } label stories initiatives opportunities total } } }""",
    )["followUp"]

    assert (report["total"], report["countsOverlap"]) == (16, True)
    assert report["rows"] == follow_up_rows({**BY_AREA, "CULTURE_LEISURE": (1, 3, 2)})


# ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_list_comes_in_pages_with_totals_and_counts(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ content(first: 1, order: OLDEST, languages: ["da", "nn"]) { totalCount edges { cursor node { title } }
            nodes { title } pageInfo { hasNextPage endCursor }
            facets(fields: [TYPE]) { field values { value count } } }
          stories(first: 1, order: OLDEST) { totalCount edges { cursor node { title } }
            nodes { title } pageInfo { hasNextPage endCursor }
            facets(fields: [TOPIC]) { field values { value label count } } }
          initiatives(first: 1, order: TITLE) { totalCount edges { cursor node { title } }
            nodes { title } pageInfo { hasNextPage endCursor }
            facets(fields: [PHASE]) { field values { value label count } } }
          opportunities(first: 1, order: SOONEST) { totalCount edges { cursor node { title } }
            nodes { title } pageInfo { hasNextPage endCursor }
            facets(fields: [KIND, SITE]) { field values { value count } } } }""",
    )
    for connection in answer.values():
        [edge] = connection["edges"]
        assert connection["nodes"] == [edge["node"]]
        assert connection["pageInfo"] == {"hasNextPage": True, "endCursor": edge["cursor"]}

    def counted(name: str, facet: int = 0) -> dict[str, int]:
        return {each["value"]: each["count"] for each in answer[name]["facets"][facet]["values"]}

    assert {name: (each["totalCount"], each["nodes"][0]["title"]) for name, each in answer.items()} == {
        "content": (20, IN_01),
        "stories": (4, "Tretti lag rundt same bordet"),
        "initiatives": (6, "Bogvenner"),
        "opportunities": (10, "Vær vært ved sprogcaféen"),
    }
    assert counted("content") == {
        "Initiative": 6,
        "Story": 4,
        "VolunteerTask": 4,
        "Event": 3,
        "Exchange": 2,
        "Funding": 1,
    }
    assert answer["stories"]["facets"] == [
        {
            "field": "TOPIC",
            "values": [
                {"value": "ACTIVITY", "label": "aktivitet", "count": 1},
                {"value": "RENOVATION", "label": "renovering", "count": 1},
                {"value": "RESULT", "label": "resultat", "count": 1},
            ],
        }
    ]
    assert counted("initiatives") == {"DONE": 1, "RUNNING": 1}
    assert counted("opportunities") == {
        "VOLUNTEER_ROLE": 2,
        "ONE_OFF_TASK": 1,
        "EVENT": 3,
        "EXCHANGE_OFFER": 1,
        "EXCHANGE_NEED": 1,
        "REFERENCE_GROUP": 1,
        "FUNDING": 1,
    }
    assert counted("opportunities", 1) == {"randers": 6, "ballerup": 1, "vallensbaek": 1, "vinje": 1, "vordingborg": 1}


PAGES: dict[str, Callable[[Demo, str | None], tuple[dict[str, Any], dict[str, Any]]]] = {
    "content": lambda demo, cursor: _both(
        asked(
            demo,
            """query ($c: String, $b: String) { f: content(first: 2, after: $c) { ...P } l: content(last: 2, before: $b)
              { ...P } } fragment P on ContentConnection { nodes { id } pageInfo {
              hasNextPage hasPreviousPage startCursor endCursor } }""",
            c=cursor,
            b=cursor,
        )
    ),
    "stories": lambda demo, cursor: _both(
        asked(
            demo,
            """query ($c: String, $b: String) { f: stories(first: 2, after: $c) { ...P } l: stories(last: 2, before: $b)
              { ...P } } fragment P on StoryConnection { nodes { id } pageInfo {
              hasNextPage hasPreviousPage startCursor endCursor } }""",
            c=cursor,
            b=cursor,
        )
    ),
    "initiatives": lambda demo, cursor: _both(
        asked(
            demo,
            """query ($c: String, $b: String) { f: initiatives(first: 2, after: $c) { ...P }
              l: initiatives(last: 2, before: $b) { ...P } } fragment P on InitiativeConnection { nodes { id }
              pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }""",
            c=cursor,
            b=cursor,
        )
    ),
    "opportunities": lambda demo, cursor: _both(
        asked(
            demo,
            """query ($c: String, $b: String) { f: opportunities(first: 2, after: $c) { ...P }
              l: opportunities(last: 2, before: $b) { ...P } } fragment P on OpportunityConnection { nodes { id }
              pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }""",
            c=cursor,
            b=cursor,
        )
    ),
}


def _both(answer: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    return answer["f"], answer["l"]


@pytest.mark.parametrize("name", PAGES)
def test_a_list_is_read_on_and_back_from_a_cursor(demo: Demo, name: str) -> None:
    first, _last = PAGES[name](demo, None)
    second, _before = PAGES[name](demo, first["pageInfo"]["endCursor"])
    _after, back = PAGES[name](demo, second["pageInfo"]["startCursor"])

    assert not {node["id"] for node in first["nodes"]} & {node["id"] for node in second["nodes"]}
    assert (first["pageInfo"]["hasNextPage"], first["pageInfo"]["hasPreviousPage"]) == (True, False)
    assert back["nodes"] == first["nodes"]


def test_every_order_puts_the_right_one_first(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ newest: content(order: NEWEST, first: 1) { nodes { title } }
          oldest: content(order: OLDEST, first: 1) { nodes { title } }
          updated: content(order: UPDATED, first: 1) { nodes { title } }
          title: content(order: TITLE, first: 1) { nodes { title } }
          nearest: content(order: NEAREST, first: 1, filter: { near: { latitude: 55.0, longitude: 11.9 } }) {
            nodes { title } }
          soonest: opportunities(order: SOONEST, first: 1) { nodes { title } }
          deadline: opportunities(order: DEADLINE, first: 1) { nodes { title } }
          newestOpportunity: opportunities(order: NEWEST, first: 1) { nodes { title } }
          nearestOpportunity: opportunities(order: NEAREST, first: 1,
            filter: { near: { latitude: 55.73, longitude: 12.36 } }) { nodes { title } }
          titleOpportunity: opportunities(order: TITLE, first: 1) { nodes { title } } }""",
    )

    assert {name: found["nodes"][0]["title"] for name, found in answer.items()} == {
        "newest": "Ver med og form frivilligpolitikken",
        "oldest": IN_01,
        "updated": ST_01,
        "title": OP_01,
        "nearest": "Stien, vi passer selv",
        "soonest": "Vær vært ved sprogcaféen",
        "deadline": "Julestjerner for store og små",
        "newestOpportunity": "Ver med og form frivilligpolitikken",
        "nearestOpportunity": OP_09,
        "titleOpportunity": OP_01,
    }


def totals(answer: dict[str, Any]) -> dict[str, int]:
    return {name: each["totalCount"] for name, each in answer.items()}


def test_everything_can_be_narrowed_by_what_it_is_about(demo: Demo, ids: dict[str, str]) -> None:
    answer = asked(
        demo,
        """query ($ids: [ID!]) { ids: content(filter: { ids: $ids }) { totalCount }
          types: content(filter: { types: [STORY] }) { totalCount }
          sites: content(filter: { sites: ["vinje"] }) { totalCount }
          areas: content(filter: { areas: ["CULTURE_LEISURE"] }) { totalCount }
          primaryAreas: content(filter: { primaryAreas: ["CULTURE_LEISURE"] }) { totalCount }
          actors: content(filter: { actors: ["LOCAL_COUNCIL"] }) { totalCount }
          participationForms: content(filter: { participationForms: ["READING_STORYTELLING"] }) { totalCount }
          contributors: content(filter: { contributors: ["SENIORS"] }) { totalCount }
          beneficiaries: content(filter: { beneficiaries: ["CHILDREN"] }) { totalCount }
          collaborationLevels: content(filter: { collaborationLevels: ["CO_CREATION"] }) { totalCount }
          tags: content(filter: { tags: ["NONE"] }) { totalCount }
          place: content(filter: { place: "LANGAA" }) { totalCount }
          wide: content(filter: { place: "LANGAA", includeMunicipalityWide: true }) { totalCount }
          near: content(filter: { near: { latitude: 55.732, longitude: 12.363, radiusKm: 1 } }) { totalCount }
          published: content(filter: { publishedAt: { from: "2026-11-01T00:00:00Z" } }) { totalCount }
          updated: content(filter: { updatedAt: { from: "2026-11-16T00:00:00Z" } }) { totalCount }
          image: content(filter: { requireImage: { purpose: PRINT } }) { totalCount }
          and: content(filter: { and: [{ sites: ["randers"] }, { types: [STORY] }] }) { totalCount }
          or: content(filter: { or: [{ sites: ["vinje"] }, { types: [FUNDING] }] }) { totalCount }
          not: content(filter: { not: { sites: ["randers"] } }) { totalCount } }""",
        ids=[ids[ST_01], ids[IN_01]],
    )

    assert totals(answer) == {
        "ids": 2,
        "types": 4,
        "sites": 2,
        "areas": 6,  # ST-01, IN-01, OP-03, and IN-03, IN-04, OP-01 beside their main one
        "primaryAreas": 3,
        "actors": 2,
        "participationForms": 2,
        "contributors": 2,
        "beneficiaries": 2,
        "collaborationLevels": 2,
        "tags": 0,
        "place": 2,
        "wide": 6,
        "near": 1,
        "published": 2,
        "updated": 1,
        "image": 8,
        "and": 3,
        "or": 3,
        "not": 6,
    }


def test_everything_can_be_narrowed_by_how_far_it_reaches(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ venue: content(filter: { scopes: [VENUE] }) { totalCount }
          locality: content(filter: { scopes: [LOCALITY] }) { totalCount }
          municipality: content(filter: { scopes: [MUNICIPALITY] }) { totalCount }
          several: content(filter: { scopes: [MULTI_MUNICIPALITY] }) { totalCount }
          online: content(filter: { scopes: [ONLINE] }) { totalCount } }""",
    )

    assert totals(answer) == {"venue": 7, "locality": 7, "municipality": 6, "several": 0, "online": 0}


def test_stories_can_be_narrowed(demo: Demo, ids: dict[str, str]) -> None:
    answer = asked(
        demo,
        """query ($ids: [ID!]) { ids: stories(filter: { ids: $ids }) { totalCount }
          sites: stories(filter: { sites: ["randers"] }) { totalCount }
          areas: stories(filter: { areas: ["CULTURE_LEISURE"] }) { totalCount }
          primaryAreas: stories(filter: { primaryAreas: ["CROSS_CUTTING"] }) { totalCount }
          actors: stories(filter: { actors: ["ASSOCIATION"] }) { totalCount }
          participationForms: stories(filter: { participationForms: ["CO_CREATION"] }) { totalCount }
          contributors: stories(filter: { contributors: ["SENIORS"] }) { totalCount }
          beneficiaries: stories(filter: { beneficiaries: ["CHILDREN"] }) { totalCount }
          collaborationLevels: stories(filter: { collaborationLevels: ["DIALOGUE"] }) { totalCount }
          tags: stories(filter: { tags: ["NONE"] }) { totalCount }
          place: stories(filter: { place: "RANDERS_BY", includeMunicipalityWide: true }) { totalCount }
          scopes: stories(filter: { scopes: [LOCALITY] }) { totalCount }
          near: stories(filter: { near: { latitude: 59.573, longitude: 7.99, radiusKm: 1 } }) { totalCount }
          published: stories(filter: { publishedAt: { from: "2026-10-01T00:00:00Z" } }) { totalCount }
          updated: stories(filter: { updatedAt: { from: "2026-11-16T00:00:00Z" } }) { totalCount }
          image: stories(filter: { requireImage: { purpose: PRINT, orientation: LANDSCAPE } }) { totalCount }
          and: stories(filter: { and: [{ topics: ["RESULT"] }, { sites: ["vinje"] }] }) { totalCount }
          or: stories(filter: { or: [{ topics: ["RESULT"] }, { sites: ["vinje"] }] }) { totalCount }
          not: stories(filter: { not: { topics: ["RESULT"] } }) { totalCount } }""",
        ids=[ids[ST_01], ids[IN_01]],
    )

    assert totals(answer) == {
        "ids": 1,
        "sites": 3,
        "areas": 1,
        "primaryAreas": 1,
        "actors": 3,
        "participationForms": 1,
        "contributors": 1,
        "beneficiaries": 1,
        "collaborationLevels": 1,
        "tags": 0,
        "place": 1,
        "scopes": 2,
        "near": 1,
        "published": 1,
        "updated": 1,
        "image": 3,  # ST-02, ST-05, and ST-03 with its second photo
        "and": 0,
        "or": 2,
        "not": 3,
    }


def test_initiatives_can_be_narrowed(demo: Demo, ids: dict[str, str]) -> None:
    answer = asked(
        demo,
        """query ($ids: [ID!]) { ids: initiatives(filter: { ids: $ids }) { totalCount }
          sites: initiatives(filter: { sites: ["vordingborg"] }) { totalCount }
          areas: initiatives(filter: { areas: ["CULTURE_LEISURE"] }) { totalCount }
          primaryAreas: initiatives(filter: { primaryAreas: ["ELDERLY_CARE"] }) { totalCount }
          actors: initiatives(filter: { actors: ["ASSOCIATION"] }) { totalCount }
          participationForms: initiatives(filter: { participationForms: ["MAINTENANCE"] }) { totalCount }
          contributors: initiatives(filter: { contributors: ["EVERYONE"] }) { totalCount }
          beneficiaries: initiatives(filter: { beneficiaries: ["OLDER_PEOPLE"] }) { totalCount }
          collaborationLevels: initiatives(filter: { collaborationLevels: ["SELF_RUN"] }) { totalCount }
          tags: initiatives(filter: { tags: ["NONE"] }) { totalCount }
          place: initiatives(filter: { place: "LANGAA", includeMunicipalityWide: true }) { totalCount }
          scopes: initiatives(filter: { scopes: [MUNICIPALITY] }) { totalCount }
          near: initiatives(filter: { near: { latitude: 55.008, longitude: 11.911, radiusKm: 1 } }) { totalCount }
          published: initiatives(filter: { publishedAt: { from: "2026-10-01T00:00:00Z" } }) { totalCount }
          updated: initiatives(filter: { updatedAt: { from: "2026-10-30T00:00:00Z" } }) { totalCount }
          image: initiatives(filter: { requireImage: { purpose: PRINT } }) { totalCount }
          phases: initiatives(filter: { phases: ["RUNNING"] }) { totalCount }
          and: initiatives(filter: { and: [{ phases: ["DONE"] }, { sites: ["randers"] }] }) { totalCount }
          or: initiatives(filter: { or: [{ phases: ["DONE"] }, { phases: ["RUNNING"] }] }) { totalCount }
          not: initiatives(filter: { not: { phases: ["DONE"] } }) { totalCount } }""",
        ids=[ids[ST_01], ids[IN_01]],
    )

    assert totals(answer) == {
        "ids": 1,
        "sites": 1,
        "areas": 3,
        "primaryAreas": 2,
        "actors": 2,
        "participationForms": 1,
        "contributors": 1,
        "beneficiaries": 2,
        "collaborationLevels": 1,
        "tags": 0,
        "place": 3,
        "scopes": 2,
        "near": 1,
        "published": 1,
        "updated": 1,
        "image": 3,  # IN-02, IN-04, and IN-05 with its second photo
        "phases": 1,
        "and": 1,
        "or": 2,
        "not": 5,
    }


def test_opportunities_can_be_narrowed_like_everything_else(demo: Demo, ids: dict[str, str]) -> None:
    answer = asked(
        demo,
        """query ($ids: [ID!]) { ids: opportunities(filter: { ids: $ids }) { totalCount }
          sites: opportunities(filter: { sites: ["randers"] }) { totalCount }
          areas: opportunities(filter: { areas: ["CULTURE_LEISURE"] }) { totalCount }
          primaryAreas: opportunities(filter: { primaryAreas: ["CULTURE_LEISURE"] }) { totalCount }
          actors: opportunities(filter: { actors: ["BUSINESS"] }) { totalCount }
          participationForms: opportunities(filter: { participationForms: ["CLEAN_UP"] }) { totalCount }
          contributors: opportunities(filter: { contributors: ["FAMILIES_WITH_CHILDREN"] }) { totalCount }
          beneficiaries: opportunities(filter: { beneficiaries: ["REFUGEES"] }) { totalCount }
          collaborationLevels: opportunities(filter: { collaborationLevels: ["SELF_RUN"] }) { totalCount }
          tags: opportunities(filter: { tags: ["NONE"] }) { totalCount }
          place: opportunities(filter: { place: "RANDERS_BY", includeMunicipalityWide: true }) { totalCount }
          scopes: opportunities(filter: { scopes: [LOCALITY] }) { totalCount }
          near: opportunities(filter: { near: { latitude: 55.732, longitude: 12.363, radiusKm: 1 } }) { totalCount }
          published: opportunities(filter: { publishedAt: { from: "2026-11-01T00:00:00Z" } }) { totalCount }
          updated: opportunities(filter: { updatedAt: { from: "2026-11-01T00:00:00Z" } }) { totalCount }
          image: opportunities(filter: { requireImage: { purpose: PRINT } }) { totalCount }
          and: opportunities(filter: { and: [{ sites: ["randers"] }, { kinds: ["EVENT"] }] }) { totalCount }
          or: opportunities(filter: { or: [{ sites: ["vinje"] }, { kinds: ["FUNDING"] }] }) { totalCount }
          not: opportunities(filter: { not: { sites: ["randers"] } }) { totalCount } }""",
        ids=[ids[OP_01], ids[IN_01]],
    )

    assert totals(answer) == {
        "ids": 1,
        "sites": 6,
        "areas": 2,
        "primaryAreas": 1,
        "actors": 1,
        "participationForms": 1,
        "contributors": 4,
        "beneficiaries": 1,
        "collaborationLevels": 0,
        "tags": 0,
        "place": 4,  # OP-03, OP-08, and all over Randers OP-01, OP-12
        "scopes": 2,
        "near": 1,
        "published": 2,
        "updated": 4,
        "image": 2,
        "and": 2,
        "or": 2,
        "not": 4,
    }


def test_opportunities_can_be_narrowed_by_what_they_ask_of_people(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ kinds: opportunities(filter: { kinds: ["EVENT"] }) { totalCount }
          cancelled: opportunities(filter: { kinds: ["EVENT"], includeCancelled: true }) { totalCount }
          today: opportunities(filter: { window: TODAY }) { totalCount }
          weekend: opportunities(filter: { window: THIS_WEEKEND }) { totalCount }
          week: opportunities(filter: { window: NEXT_7_DAYS }) { totalCount }
          takesPlace: opportunities(filter: { takesPlace: {
            from: "2026-11-22T12:00:00+01:00", to: "2026-11-22T13:00:00+01:00" } }) { totalCount }
          deadline: opportunities(filter: { deadlineBefore: "2026-12-05T00:00:00Z" }) { totalCount }
          age: opportunities(filter: { age: 5, window: THIS_WEEKEND }) { totalCount }
          requirements: opportunities(filter: { withoutRequirements: true }) { totalCount }
          minutes: opportunities(filter: { maxMinutes: 90 }) { totalCount }
          wheelchair: opportunities(filter: { wheelchair: YES, window: THIS_WEEKEND }) { totalCount }
          perhaps: opportunities(filter: { wheelchair: YES_OR_UNKNOWN, window: THIS_WEEKEND }) { totalCount }
          offers: opportunities(filter: { direction: OFFER }) { nodes { title } totalCount }
          needs: opportunities(filter: { direction: NEED }) { nodes { title } totalCount }
          resources: opportunities(filter: { resourceTypes: ["SKILL"] }) { totalCount }
          free: opportunities(filter: { free: true }) { totalCount } }""",
    )

    assert totals(answer) == {
        "kinds": 3,
        "cancelled": 4,
        "today": 1,
        "weekend": 4,
        "week": 5,
        "takesPlace": 1,
        "deadline": 2,
        "age": 3,
        "requirements": 9,
        "minutes": 1,
        "wheelchair": 2,
        "perhaps": 3,
        "offers": 1,
        "needs": 1,
        "resources": 2,
        "free": 1,
    }
    assert (answer["offers"]["nodes"], answer["needs"]["nodes"]) == ([{"title": OP_09}], [{"title": OP_10}])


def test_opportunities_can_be_narrowed_by_where_they_are_in_their_life(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ open: opportunities(filter: { lifecycle: [OPEN] }) { totalCount }
          full: opportunities(filter: { lifecycle: [FULL] }) { totalCount }
          paused: opportunities(filter: { lifecycle: [PAUSED] }) { totalCount }
          closed: opportunities(filter: { lifecycle: [CLOSED] }) { totalCount }
          expired: opportunities(filter: { lifecycle: [EXPIRED] }) { totalCount }
          cancelled: opportunities(filter: { lifecycle: [CANCELLED] }) { totalCount }
          postponed: opportunities(filter: { lifecycle: [POSTPONED] }) { totalCount } }""",
    )

    assert totals(answer) == {
        "open": 10,
        "full": 0,
        "paused": 0,
        "closed": 0,
        "expired": 1,
        "cancelled": 1,
        "postponed": 0,
    }


def test_every_list_can_be_narrowed_to_types(demo: Demo) -> None:
    answer = asked(
        demo,
        """{ stories(filter: { types: [STORY] }) { totalCount }
          initiatives(filter: { types: [STORY] }) { totalCount }
          opportunities(filter: { types: [VOLUNTEER_TASK, EXCHANGE] }) { totalCount } }""",
    )

    assert totals(answer) == {"stories": 4, "initiatives": 0, "opportunities": 6}


# ── nothing was forgotten ───────────────────────────────────────────────────────────────────────────────────────────


def queries() -> Iterator[str]:
    """Every query that this file sends with `asked`."""
    for node in ast.walk(ast.parse(Path(__file__).read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "asked":
            query = node.args[1]
            assert isinstance(query, ast.Constant), f"line {query.lineno}: write the query where it is asked"
            assert isinstance(query.value, str)
            yield query.value


class Types(TypeInfo):
    """TypeInfo that also tells in which field it stands."""

    def __init__(self, schema: GraphQLSchema) -> None:
        super().__init__(schema)
        self.fields: list[str] = []

    def enter_field(self, node: FieldNode) -> None:
        super().enter_field(node)
        self.fields.append(node.name.value)

    def leave_field(self) -> None:
        super().leave_field()
        self.fields.pop()


class Asked(Visitor):
    """Collects what a document names: (type, field), (type, field, argument), (input, field), (choice, member)."""

    def __init__(self, types: Types) -> None:
        super().__init__()
        self.types = types
        self.names: set[tuple[str, ...]] = set()

    def enter_field(self, node: FieldNode, *_rest: Any) -> None:
        if parent := self.types.get_parent_type():
            self.names.add((parent.name, node.name.value))

    def enter_argument(self, node: ArgumentNode, *_rest: Any) -> None:
        if parent := self.types.get_parent_type():
            self.names.add((parent.name, self.types.fields[-1], node.name.value))

    def enter_object_field(self, node: ObjectFieldNode, *_rest: Any) -> None:
        if parent := self.types.get_parent_input_type():
            self.names.add((get_named_type(parent).name, node.name.value))

    def enter_enum_value(self, node: EnumValueNode, *_rest: Any) -> None:
        if choice := self.types.get_input_type():
            self.names.add((get_named_type(choice).name, node.value))


def names_in(documents: list[DocumentNode]) -> set[tuple[str, ...]]:
    names: set[tuple[str, ...]] = set()
    for document in documents:
        types = Types(SCHEMA)
        visitor = Asked(types)
        visit(document, TypeInfoVisitor(types, visitor))
        names |= visitor.names
    return names


def equals(type_name: str, field: str) -> set[str]:
    """The types on which asking for the field asks the same promise: its interface and all that implement it."""
    found = SCHEMA.type_map[type_name]
    assert isinstance(found, (GraphQLObjectType, GraphQLInterfaceType))
    owners = [each for each in [found, *found.interfaces] if field in each.fields]
    interfaces = [each for each in owners if isinstance(each, GraphQLInterfaceType)]
    implementing = [SCHEMA.get_implementations(each) for each in interfaces]
    return {
        *(each.name for each in owners),
        *(each.name for kind in implementing for each in [*kind.objects, *kind.interfaces]),
    }


def test_a_search_finds_says_where_and_leads_on(demo: Demo) -> None:
    found = asked(
        demo,
        """query ($after: String) { search(query: "ældre", filter: { sites: ["randers"] }, languages: ["da"], first: 2,
          after: $after) { totalCount didYouMean nodes { title } pageInfo { hasNextPage endCursor }
          facets(fields: [TYPE]) { field values { value count } }
          edges { cursor node { title } snippets { field text matches { start end } } } } }""",
    )["search"]

    assert found["totalCount"] == 5
    assert found["didYouMean"] is None
    assert [node["title"] for node in found["nodes"]] == [edge["node"]["title"] for edge in found["edges"]]
    assert found["pageInfo"] == {"hasNextPage": True, "endCursor": found["edges"][1]["cursor"]}
    assert sum(each["count"] for each in found["facets"][0]["values"]) == 5
    snippet = found["edges"][0]["snippets"][-1]
    assert snippet["field"] in ("SUMMARY", "BODY")
    assert [snippet["text"][each["start"] : each["end"]] for each in snippet["matches"]] == ["ældre"]


def test_what_somebody_is_typing_is_completed(demo: Demo) -> None:
    found = asked(
        demo,
        """{ suggest(query: "fussing", site: "randers", languages: ["da"], first: 3) {
          kind text place { name } organisation { name } term { code } } }""",
    )["suggest"]

    by_the_lake = {"kind": "PLACE", "text": "Fussingø, søstien", "place": {"name": "Fussingø, søstien"}}
    assert found[0] == {**by_the_lake, "organisation": None, "term": None}


def test_every_name_that_was_promised_is_asked_in_this_file() -> None:
    names = names_in([parse(query) for query in queries()])
    missing: list[tuple[str, ...]] = []
    for type_name, fields in contract.TYPES.items():
        for field, (arguments, _type) in promised(fields).items():
            same = equals(type_name, field)
            missing += [
                (type_name, *name)
                for name in [(field,), *((field, argument) for argument in arguments)]
                if not any((each, *name) in names for each in same)
            ]
    for type_name, fields in contract.INPUTS.items():
        missing += [(type_name, field) for field in fields if (type_name, field) not in names]
    for choice, members in contract.ENUMS.items():
        if choice not in OUTPUT_ONLY:
            missing += [(choice, member) for member in sorted(members) if (choice, member) not in names]

    assert missing == []
