"""The 24 items and their translations: what they say, what they can be found by, and what has happened to them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from cms.demo.records import Lists
from content.models import ContentPage
from content.words import (
    BenefitClass,
    CostKind,
    ExchangeDirection,
    InsuranceBy,
    Known,
    Lifecycle,
    NeedStatus,
    OrganisationRole,
    Scope,
)
from opportunities.models import EventPage, ExchangePage, FundingPage, TaskPage
from opportunities.schedule import Rhythm
from stories.models import InitiativePage, StoryPage

# ── what an item is made of ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Words:
    """An item in one language. Its body is the text that is named after the item and the language."""

    title: str
    summary: str
    more: dict[str, str] = field(default_factory=dict)  # the other fields that are written in a language


@dataclass(frozen=True)
class Published:
    """The moment from which readers see it so: the first time, or with these fields changed."""

    at: datetime
    language: str = ""  # the item's own, where nothing is said
    changes: dict[str, Any] = field(default_factory=dict)
    without: str = ""  # the paragraph that begins so was not written yet


@dataclass(frozen=True)
class Scheduled(Published):
    """Saved now, to be published by itself at a later moment."""

    go_live: datetime = datetime.max


@dataclass(frozen=True)
class Drafted(Published):
    """Saved, and never published."""


@dataclass(frozen=True)
class Moved:
    """From now on it lies under this list, or right under the front page."""

    at: datetime
    to: Lists | None


@dataclass(frozen=True)
class Unpublished:
    at: datetime


Happening = Published | Moved | Unpublished


@dataclass(frozen=True)
class Item:
    """A story, an initiative or an opportunity, with everything that has happened to it."""

    key: str
    site: str
    page: type[ContentPage]
    words: dict[str, Words]  # its own language first
    fields: dict[str, Any]
    history: list[Happening]
    photo: str = ""
    places: list[str] = field(default_factory=list)
    venue: str = ""
    organisers: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    quote: str = ""
    contact: str = ""
    own_texts: dict[str, str] = field(default_factory=dict)  # by channel
    plans: dict[str, datetime] = field(default_factory=dict)  # by channel
    cancelled: list[date] = field(default_factory=list)  # dates of a series that are off
    first_under: Lists | None = None  # the list it was first put under, where that is not the list of its type

    @property
    def language(self) -> str:
        return next(iter(self.words))

    @property
    def under(self) -> Lists:
        if self.first_under:
            return self.first_under
        return {StoryPage: Lists.STORIES, InitiativePage: Lists.INITIATIVES}.get(self.page, Lists.OPPORTUNITIES)

    @property
    def organisations(self) -> list[tuple[str, OrganisationRole]]:
        return [
            *((key, OrganisationRole.ORGANISER) for key in self.organisers),
            *((key, OrganisationRole.PARTNER) for key in self.partners),
        ]


# ── good stories ────────────────────────────────────────────────────────────────────────────────────────────────────

STORIES = [
    Item(
        "ST-01",
        "randers",
        StoryPage,
        {
            "da": Words(
                "Samme bane, samme trøje",
                "I Vorup har klubben et fodboldhold, hvor spillere med udviklingshæmning træner og tager til stævner på"
                " lige fod med de andre. Vennerne fra omklædningsrummet ses nu også om søndagen.",
                {"discussion_prompt": "Hvem bor to gader fra jeres klubhus og er aldrig blevet spurgt?"},
            )
        },
        {
            "scope": Scope.LOCALITY,
            "primary_area": "CULTURE_LEISURE",
            "actors": ["ASSOCIATION"],
            "participation_forms": ["COACHING_TEAM_LEADING", "PARTICIPATION"],
            "beneficiaries": ["PEOPLE_WITH_INTELLECTUAL_DISABILITIES"],
            "topic": "RESULT",
        },
        [Published(datetime(2026, 10, 5, 8, 0))],
        photo="IMG-01",
        places=["VORUP"],
        organisers=["ORG-VORUP"],
        related=["IN-01"],
        quote="Q-01",
        own_texts=dict.fromkeys(("X", "THREADS"), "Holdet vandt 3-2 👨‍👩‍👧‍👦"),
    ),
    Item(
        "ST-02",
        "randers",
        StoryPage,
        {
            "da": Words(
                "Langå tegnede selv sit torv",
                "Da stationspladsen skulle laves om, satte lokalrådet sig til tegnebordet før rådgiverne. Det blev"
                " billigere, det blev mere grønt, og det blev byens eget.",
                {
                    "lessons_learned": "Spørg også dem, der kun kommer forbi, og gør det fra begyndelsen. Aftal, hvem"
                    " der vander og luger, *før* indvielsen er glemt.",
                },
            )
        },
        {
            "scope": Scope.LOCALITY,
            "primary_area": "ENVIRONMENT_TECHNICAL",
            "actors": ["LOCAL_COUNCIL", "ASSOCIATION", "ADMINISTRATION"],
            "participation_forms": ["LOCAL_PLANNING", "CO_CREATION"],
            "collaboration_level": "CO_CREATION",
            "topic": "RENOVATION",
        },
        [
            Published(datetime(2026, 9, 14, 8, 0)),
            Moved(datetime(2026, 10, 20, 10, 0), None),
            Moved(datetime(2026, 11, 13, 10, 0), Lists.STORIES),
        ],
        photo="IMG-03",
        places=["LANGAA"],
        organisers=["B-02"],
        related=["IN-02"],
        quote="Q-02",
        first_under=Lists.INITIATIVES,
        plans={"LINKEDIN": datetime(2026, 11, 26, 10, 0)},
    ),
    Item(
        "ST-03",
        "randers",
        StoryPage,
        {
            "da": Words(
                "Helt stille, nu kommer ulven",
                "Hver torsdag sætter pensionerede Grethe sig på det røde tæppe i Børnehaven Bredstrupsgade og"
                " fortæller. Børnene glemmer at vippe med fødderne.",
            )
        },
        {
            "scope": Scope.VENUE,
            "primary_area": "CHILDREN_SCHOOLS",
            "participation_forms": ["READING_STORYTELLING"],
            "contributors": ["SENIORS"],
            "beneficiaries": ["CHILDREN"],
            "is_intergenerational": True,
            "topic": "ACTIVITY",
        },
        [Published(datetime(2026, 9, 28, 8, 0))],
        photo="IMG-05",
        places=["RANDERS_BY", "BREDSTRUPSGADE"],
        organisers=["ORG-BREDSTRUPSGADE"],
        related=["IN-05", "OP-02"],
    ),
    Item(
        "ST-04",
        "ballerup",
        StoryPage,
        {
            "da": Words(
                "Nøglen til skolen efter klokken fire",
                "En tom klasse blev til korøvelse, lektiehjælp og tirsdagssuppe, fordi tre foreninger deler én nøgle.",
            )
        },
        {
            "scope": Scope.VENUE,
            "primary_area": "CULTURE_LEISURE",
            "actors": ["ASSOCIATION", "MUNICIPAL_INSTITUTION"],
            "collaboration_level": "PARTNERSHIP_AGREEMENT",
            "topic": "OFFER",
        },
        [Scheduled(datetime(2026, 11, 12, 9, 0), go_live=datetime(2026, 11, 20, 6, 0))],
        organisers=["ORG-NOEGLEN"],
        plans={"FACEBOOK": datetime(2026, 11, 20, 9, 0), "LINKEDIN": datetime(2026, 11, 23, 9, 0)},
    ),
    Item(
        "ST-05",
        "vinje",
        StoryPage,
        {
            "nn": Words(
                "Tretti lag rundt same bordet",
                "Foreiningar frå heile kommunen møttest til kafédialog. Ønska var enkle: eit rom, ein kontakt og nokon"
                " å dele kunnskapen med.",
                {"reach_unit": "foreiningar"},
            ),
            "nb": Words(
                "Tretti lag rundt samme bord",
                "Foreninger fra hele kommunen møttes til kafédialog. Ønskene var enkle: et rom, en kontakt og noen å"
                " dele kunnskapen med.",
                {"reach_unit": "foreninger"},
            ),
        },
        {
            "scope": Scope.MUNICIPALITY,
            "primary_area": "CROSS_CUTTING",
            "actors": ["ASSOCIATION", "UMBRELLA_ORGANISATION", "ADMINISTRATION"],
            "participation_forms": ["CONSULTATION", "KNOWLEDGE_SHARING"],
            "collaboration_level": "DIALOGUE",
            "reach_count": 30,
            "reach_is_approximate": True,
        },
        [Published(datetime(2026, 9, 11, 12, 0)), Published(datetime(2026, 9, 15, 12, 0), "nb")],
        photo="IMG-11",
        places=["AAMOT"],
        organisers=["ORG-VINJE-KULTUR"],
        related=["OP-11"],
        quote="Q-03",
    ),
    Item(
        "ST-06",
        "vallensbaek",
        StoryPage,
        {
            "da": Words(
                "Et skulderklap til dem, der låser op",
                "Årets hæder gik til to ildsjæle, der i ni år har åbnet hallen, før nogen andre var vågne.",
            )
        },
        {
            "scope": Scope.MUNICIPALITY,
            "primary_area": "CULTURE_LEISURE",
            "actors": ["ENTHUSIAST"],
            "topic": "RECOGNITION",
        },
        [Published(datetime(2026, 10, 12, 8, 0)), Unpublished(datetime(2026, 11, 10, 9, 15))],
        photo="IMG-12",
        organisers=["ORG-MORGENHOLDET"],
    ),
]

# ── initiative examples ─────────────────────────────────────────────────────────────────────────────────────────────

INITIATIVES = [
    Item(
        "IN-01",
        "randers",
        InitiativePage,
        {
            "da": Words(
                "Fodboldhold for alle i Vorup",
                "Et af klubbens hold er for voksne med udviklingshæmning. Det følger den samme plan som de andre og har"
                " gjort klubben større på mere end én måde.",
                {
                    "who": "Idrætsklubben i Vorup",
                    "what": "Et hold for voksne med udviklingshæmning, der følger klubbens almindelige rytme",
                    "where": "Fodboldbanen i Vorup",
                    "why": "Venskaber, bevægelse og en klub, der når flere",
                },
            )
        },
        {
            "scope": Scope.LOCALITY,
            "primary_area": "CULTURE_LEISURE",
            "actors": ["ASSOCIATION"],
            "collaboration_level": "SELF_RUN",
            "phase": "RUNNING",
        },
        [Published(datetime(2026, 8, 17, 8, 0))],
        photo="IMG-01",
        places=["VORUP"],
        organisers=["ORG-VORUP"],
        related=["ST-01"],
    ),
    Item(
        "IN-02",
        "randers",
        InitiativePage,
        {
            "da": Words(
                "Lokalråd som medbygherre i Langå",
                "Lokalrådet og forvaltningen sad ved det samme bord, fra papiret var hvidt, til pladsen var færdig. Her"
                " er de fem skridt.",
                {
                    "who": "Et valgt lokalråd og byens foreninger",
                    "what": "Planlægger og følger byfornyelsen fra skitse til sidste flise",
                    "where": "Langå",
                    "why": "Indflydelse, ejerskab og mere by for pengene",
                    "lessons_learned": "Driften skal være fordelt, før byggeriet begynder, og de mennesker, der kun"
                    " kommer forbi, skal spørges lige så tidligt som dem, der bor der.",
                },
            )
        },
        {
            "scope": Scope.LOCALITY,
            "primary_area": "ENVIRONMENT_TECHNICAL",
            "actors": ["LOCAL_COUNCIL"],
            "participation_forms": ["LOCAL_PLANNING"],
            "collaboration_level": "CO_CREATION",
            "phase": "DONE",
        },
        [Published(datetime(2026, 8, 17, 8, 5))],
        photo="IMG-03",
        places=["LANGAA"],
        organisers=["B-02"],
        related=["ST-02"],
    ),
    Item(
        "IN-03",
        "randers",
        InitiativePage,
        {
            "da": Words(
                "Rickshaw, vind i håret",
                "Frivillige cykler, og passageren bestemmer vejen: til fjorden, skolen eller den skov, hvor nogen blev"
                " forlovet. Undervejs bliver der talt sammen.",
                {
                    "who": "Ældre borgere og frivillige",
                    "what": "Cykelture i rickshaw, som passageren selv vælger ruten for",
                    "where": "Hele kommunen, by, skov og fjord",
                    "why": "Frisk luft, latter og snak på tværs af alder",
                },
            ),
            "en": Words(
                "Rickshaw rides, wind in your hair",
                "Volunteers pedal, and the passenger chooses the way: to the fjord, the old school or the wood where"
                " somebody got engaged. There is talk all the way.",
                {
                    "who": "Older residents and volunteers",
                    "what": "Rickshaw rides along a route that the passenger chooses",
                    "where": "The whole municipality: town, forest and fjord",
                    "why": "Fresh air, laughter and talk across the generations",
                },
            ),
        },
        {
            "scope": Scope.MUNICIPALITY,
            "settings_in": ["TOWN", "FOREST", "WATERSIDE"],
            "primary_area": "ELDERLY_CARE",
            "areas": ["CULTURE_LEISURE"],
            "participation_forms": ["OUTING_TRANSPORT"],
            "contributors": ["EVERYONE"],
            "beneficiaries": ["OLDER_PEOPLE", "CARE_HOME_RESIDENTS"],
            "is_intergenerational": True,
        },
        [
            Published(datetime(2026, 8, 18, 8, 0), without="Fra i år bliver der også kørt om vinteren."),
            Published(datetime(2026, 8, 25, 8, 0), "en"),
            Published(datetime(2026, 10, 30, 8, 0)),
        ],
        photo="IMG-07",
        organisers=["ORG-RICKSHAW"],
        related=["OP-01"],
    ),
    Item(
        "IN-04",
        "randers",
        InitiativePage,
        {
            "da": Words(
                "Bogvenner",
                "Posen på dørhåndtaget er kun det halve. Det andet halve er samtalen om bøgerne, når døren går op.",
                {
                    "who": "Ældre læsere, frivillige, biblioteket og bogbussen",
                    "what": "Frivillige henter og bringer bøger og tager en snak om dem",
                    "where": "Hele kommunen",
                    "why": "Læselysten holder, også når benene ikke gør",
                },
            )
        },
        {
            "scope": Scope.MUNICIPALITY,
            "primary_area": "ELDERLY_CARE",
            "areas": ["CULTURE_LEISURE"],
            "participation_forms": ["FETCH_AND_DELIVER"],
            "beneficiaries": ["OLDER_PEOPLE"],
        },
        [Published(datetime(2026, 8, 18, 8, 0))],
        photo="IMG-08",
        organisers=["ORG-BIBLIOTEK"],
    ),
    Item(
        "IN-05",
        "randers",
        InitiativePage,
        {
            "da": Words(
                "Fortællestund i børnehaven",
                "Tre kvarter, et tæppe og en stemme. Ældre frivillige fortæller i børnehaven, og børnene hører om en"
                " tid før deres egen.",
                {
                    "who": "Frivillige og børnene i Børnehaven Bredstrupsgade",
                    "what": "Eventyr og fortællinger fra et langt liv",
                    "where": "Børnehaven",
                    "why": "Ro, fordybelse og møde med andre liv end ens eget",
                },
            ),
            "nb": Words(
                "Fortellerstund i barnehagen",
                "Tre kvarter, et teppe og en stemme. Eldre frivillige forteller i barnehagen, og barna hører om en tid"
                " før deres egen.",
                {
                    "who": "Frivillige og barna i Børnehaven Bredstrupsgade",
                    "what": "Eventyr og fortellinger fra et langt liv",
                    "where": "Barnehagen",
                    "why": "Ro, fordypelse og møte med andre liv enn ens eget",
                },
            ),
        },
        {
            "scope": Scope.VENUE,
            "primary_area": "CHILDREN_SCHOOLS",
            "participation_forms": ["READING_STORYTELLING"],
            "collaboration_level": "MUNICIPAL_VOLUNTEERING",
            "contributors": ["SENIORS"],
            "beneficiaries": ["CHILDREN"],
        },
        [Published(datetime(2026, 8, 19, 8, 0)), Drafted(datetime(2026, 11, 9, 13, 0), "nb")],
        photo="IMG-05",
        places=["BREDSTRUPSGADE"],
        organisers=["ORG-BREDSTRUPSGADE"],
        related=["ST-03"],
    ),
    Item(
        "IN-06",
        "vordingborg",
        InitiativePage,
        {
            "da": Words(
                "Stien, vi passer selv",
                "Naboer, løbere og kommune deler pasningen af en natursti efter en treårig aftale. Stien er åben hele"
                " året, og bagefter er der suppe.",
                {
                    "who": "En grundejergruppe, en idrætsforening og kommunen",
                    "what": "Deler pasningen af en natursti efter en treårig aftale",
                    "where": "Kysten ved Vordingborg",
                    "why": "En sti, der er åben hele året, og et fællesskab omkring den",
                },
            )
        },
        {
            "scope": Scope.LOCALITY,
            "primary_area": "ENVIRONMENT_TECHNICAL",
            "actors": ["AD_HOC_GROUP", "ASSOCIATION"],
            "participation_forms": ["MAINTENANCE"],
            "collaboration_level": "PARTNERSHIP_AGREEMENT",
            "agreement_from": 2026,
            "agreement_to": 2029,
            "benefit_class": BenefitClass.OPERATION_MAINTENANCE,
        },
        [Published(datetime(2026, 10, 1, 8, 0))],
        places=["VORDINGBORG_STI"],
        organisers=["ORG-STIGRUPPEN"],
        partners=["ORG-KYST"],
        related=["OP-10"],
    ),
]

# ── opportunities ───────────────────────────────────────────────────────────────────────────────────────────────────

OPPORTUNITIES = [
    Item(
        "OP-01",
        "randers",
        TaskPage,
        {
            "da": Words(
                "Bliv rickshawpilot",
                "En formiddag om ugen, en kaffe og en ældre medpassager, der kender genvejene. Du får oplæring og"
                " makker.",
            )
        },
        {
            "kind": "VOLUNTEER_ROLE",
            "scope": Scope.MUNICIPALITY,
            "primary_area": "ELDERLY_CARE",
            "areas": ["CULTURE_LEISURE"],
            "contributors": ["EVERYONE"],
            "commitment": "WEEKLY",
            "minutes": 90,
            "min_age": 18,
            "requirements": ["BICYCLE", "TRAINING_REQUIRED"],
            "insurance": InsuranceBy.MUNICIPAL,
            "benefit_class": BenefitClass.ACTIVITY,
            "need": NeedStatus.NEEDED,
            "need_as_of": date(2026, 9, 1),
            "places_total": 6,
            "places_left": 6,
            "valid_through": datetime(2027, 3, 31, 23, 59, 59),
            "apply_url": "https://frivillig.randers.example/tilmeld/rickshaw",
        },
        [
            Published(datetime(2026, 9, 1, 8, 0)),
            Published(datetime(2026, 11, 2, 10, 0), changes={"places_left": 4, "need_as_of": date(2026, 11, 2)}),
        ],
        photo="IMG-07",
        organisers=["ORG-RICKSHAW"],
        related=["IN-03"],
        contact="CT-01",
    ),
    Item(
        "OP-02",
        "randers",
        TaskPage,
        {
            "da": Words(
                "Fortæller søges til børnehaven",
                "Torsdage kl. 9.30. Du skal kunne lide stilhed og spørgsmål, der ikke kan besvares.",
            )
        },
        {
            "kind": "VOLUNTEER_ROLE",
            "scope": Scope.VENUE,
            "primary_area": "CHILDREN_SCHOOLS",
            "contributors": ["SENIORS", "EVERYONE"],
            "commitment": "WEEKLY",
            "minutes": 45,
            "min_age": 18,
            "requirements": ["CHILD_CERTIFICATE"],
        },
        [
            Published(datetime(2026, 9, 20, 8, 0)),
            Published(datetime(2026, 10, 1, 8, 0), changes={"valid_through": datetime(2026, 11, 15, 23, 59, 59)}),
        ],
        places=["BREDSTRUPSGADE"],
        organisers=["ORG-BREDSTRUPSGADE"],
        related=["ST-03"],
    ),
    Item(
        "OP-03",
        "randers",
        EventPage,
        {
            "da": Words(
                "Julestjerner for store og små", "Hjælp med at holde limen væk fra reolerne, eller kom og fold med."
            )
        },
        {
            "kind": "EVENT",
            "scope": Scope.VENUE,
            "primary_area": "CULTURE_LEISURE",
            "contributors": ["FAMILIES_WITH_CHILDREN", "EVERYONE"],
            "starts_at": datetime(2026, 11, 21, 10, 0),
            "ends_at": datetime(2026, 11, 21, 13, 0),
            "cost": CostKind.FREE,
            "wheelchair": Known.YES,
            "places_left": 20,
        },
        [
            Published(datetime(2026, 10, 30, 8, 0)),
            Published(datetime(2026, 11, 12, 14, 0), changes={"places_left": 12}),
        ],
        photo="IMG-09",
        venue="RANDERS_BIBLIOTEK",
        organisers=["ORG-BIBLIOTEK"],
        plans={"INSTAGRAM": datetime(2026, 11, 18, 8, 0), "FACEBOOK": datetime(2026, 11, 19, 16, 30)},
    ),
    Item(
        "OP-04",
        "randers",
        TaskPage,
        {"da": Words("Ren by på to timer", "Vi mødes ved banen i Vorup med handsker, sække og kakao.")},
        {
            "kind": "ONE_OFF_TASK",
            "scope": Scope.LOCALITY,
            "primary_area": "ENVIRONMENT_TECHNICAL",
            "participation_forms": ["CLEAN_UP"],
            "contributors": ["FAMILIES_WITH_CHILDREN", "EVERYONE"],
            "starts_at": datetime(2026, 11, 22, 11, 0),
            "ends_at": datetime(2026, 11, 22, 13, 0),
            "wheelchair": Known.UNKNOWN,
        },
        [Published(datetime(2026, 11, 3, 9, 0))],
        photo="IMG-10",
        places=["VORUP_BANE"],
        organisers=["ORG-RENBY"],
        plans={"FACEBOOK": datetime(2026, 11, 20, 15, 0)},
    ),
    Item(
        "OP-05",
        "randers",
        EventPage,
        {"da": Words("Plant et træ i Langå", "Lokalrådet graver for, du planter.")},
        {
            "kind": "EVENT",
            "scope": Scope.VENUE,
            "primary_area": "ENVIRONMENT_TECHNICAL",
            "contributors": ["FAMILIES_WITH_CHILDREN", "EVERYONE"],
            "starts_at": datetime(2026, 11, 21, 9, 30),
            "ends_at": datetime(2026, 11, 21, 12, 0),
        },
        [
            Published(datetime(2026, 10, 28, 8, 0)),
            Published(
                datetime(2026, 11, 17, 16, 40),
                changes={"lifecycle": Lifecycle.CANCELLED, "lifecycle_reason": "Varsel om storm"},
            ),
        ],
        venue="LANGAA_STATIONSPLADS",
        organisers=["B-02"],
    ),
    Item(
        "OP-06",
        "randers",
        EventPage,
        {"da": Words("Sporjagt ved søen", "To timer med lup og gummistøvler sammen med naturvejlederen.")},
        {
            "kind": "EVENT",
            "scope": Scope.VENUE,
            "primary_area": "ENVIRONMENT_TECHNICAL",
            "contributors": ["FAMILIES_WITH_CHILDREN"],
            "starts_at": datetime(2026, 11, 22, 13, 0),
            "ends_at": datetime(2026, 11, 22, 15, 0),
            "min_age": 6,
            "wheelchair": Known.NO,
        },
        [Published(datetime(2026, 10, 25, 8, 0))],
        venue="FUSSINGOE_SOESTI",
        organisers=["ORG-NATUR"],
    ),
    Item(
        "OP-07",
        "vallensbaek",
        EventPage,
        {
            "da": Words(
                "Forenings- og virksomhedsdag",
                "Boder, smagsprøver og hurtige møder mellem dem, der har noget, og dem, der mangler det.",
            )
        },
        {
            "kind": "EVENT",
            "scope": Scope.VENUE,
            "primary_area": "BUSINESS_GROWTH",
            "contributors": ["FAMILIES_WITH_CHILDREN", "BUSINESSES", "ASSOCIATION_PEOPLE"],
            "starts_at": datetime(2026, 11, 21, 10, 0),
            "ends_at": datetime(2026, 11, 21, 15, 0),
            "wheelchair": Known.YES,
        },
        [Published(datetime(2026, 10, 20, 8, 0))],
        venue="VALLENSBAEK_HALLEN",
        organisers=["ORG-ERHVERV"],
    ),
    Item(
        "OP-08",
        "randers",
        TaskPage,
        {
            "en": Words(
                "Host a language café table",
                "Two hours of talk over tea with neighbours who are new to Danish.",
                {"apply_url": "https://frivillig.randers.example/tilmeld/language-cafe"},
            ),
            "da": Words(
                "Vær vært ved sprogcaféen",
                "To timers snak over en kop te med naboer, der er nye i dansk.",
                {"apply_url": "https://frivillig.randers.example/tilmeld/sprogcafe"},
            ),
        },
        {
            "kind": "VOLUNTEER_ROLE",
            "scope": Scope.VENUE,
            "primary_area": "EMPLOYMENT_INTEGRATION",
            "participation_forms": ["MENTORING_LANGUAGE"],
            "contributors": ["EVERYONE"],
            "beneficiaries": ["NEWCOMERS", "REFUGEES"],
            "starts_at": datetime(2026, 9, 2, 15, 0),
            "ends_at": datetime(2026, 9, 2, 17, 0),
            "rhythm": Rhythm.WEEKLY,
            "repeats_until": date(2027, 4, 28),
            "min_age": 16,
            "wheelchair": Known.YES,
        },
        [Published(datetime(2026, 8, 20, 8, 0)), Published(datetime(2026, 8, 22, 8, 0), "da")],
        places=["MEDBORGERHUSET"],
        organisers=["ORG-SPROGCAFE"],
        cancelled=[date(2026, 12, 23), date(2026, 12, 30)],
    ),
    Item(
        "OP-09",
        "ballerup",
        ExchangePage,
        {
            "da": Words(
                "Mødelokale og en time med regnskabet",
                "En lokal virksomhed låner et lokale ud efter fyraften og hjælper med årsregnskabet.",
            )
        },
        {
            "kind": "EXCHANGE_OFFER",
            "direction": ExchangeDirection.OFFER,
            "resource_types": ["PREMISES", "SKILL"],
            "meant_for": ["ASSOCIATION"],
            "scope": Scope.VENUE,
            "primary_area": "BUSINESS_GROWTH",
            "actors": ["BUSINESS"],
            "wheelchair": Known.YES,
            "need": NeedStatus.NEEDED,
            "need_as_of": date(2026, 10, 15),
            "valid_through": datetime(2027, 1, 31, 23, 59, 59),
        },
        [Published(datetime(2026, 10, 15, 8, 0))],
        places=["BALLERUP_ERHVERVSHUS"],
        organisers=["ORG-REGNSKAB"],
    ),
    Item(
        "OP-10",
        "vordingborg",
        ExchangePage,
        {
            "da": Words(
                "Trailer, buskrydder og en, der kan reparere den",
                "Stigruppen mangler grej og håndelag til vinterens pasning.",
            )
        },
        {
            "kind": "EXCHANGE_NEED",
            "direction": ExchangeDirection.NEED,
            "resource_types": ["EQUIPMENT", "SKILL"],
            "scope": Scope.LOCALITY,
            "primary_area": "ENVIRONMENT_TECHNICAL",
            "actors": ["AD_HOC_GROUP"],
            "benefit_class": BenefitClass.OPERATION_MAINTENANCE,
            "need": NeedStatus.NEEDED,
            "need_as_of": date(2026, 10, 28),
            "valid_through": datetime(2026, 12, 15, 23, 59, 59),
        },
        [Published(datetime(2026, 10, 28, 8, 0))],
        places=["VORDINGBORG_STI"],
        organisers=["ORG-STIGRUPPEN"],
        related=["IN-06"],
    ),
    Item(
        "OP-11",
        "vinje",
        TaskPage,
        {
            "nn": Words(
                "Ver med og form frivilligpolitikken",
                "Åtte plassar, fire møte, kaffi og ekte påverknad.",
                {"commitment_note": "Fire møte, kvar fjortande dag dei to første månadene"},
            ),
            "nb": Words(
                "Vær med og form frivillighetspolitikken",
                "Åtte plasser, fire møter, kaffe og reell påvirkning.",
                {"commitment_note": "Fire møter, annenhver uke de to første månedene"},
            ),
        },
        {
            "kind": "REFERENCE_GROUP",
            "scope": Scope.MUNICIPALITY,
            "primary_area": "CROSS_CUTTING",
            "contributors": ["ASSOCIATION_PEOPLE", "YOUNG_PEOPLE"],
            "commitment": "FORTNIGHTLY",
            "places_total": 8,
            "deadline": datetime(2026, 12, 4, 15, 0),
        },
        [Published(datetime(2026, 11, 4, 8, 0)), Published(datetime(2026, 11, 4, 8, 0), "nb")],
        photo="IMG-11",
        organisers=["B-03"],
        related=["ST-05"],
        contact="CT-03",
    ),
    Item(
        "OP-12",
        "randers",
        FundingPage,
        {
            "da": Words(
                "Penge til samskabelsesprojekter (paragraf 18)",
                "Puljen støtter idéer, hvor frivillige og kommunen gør noget sammen, som ingen af dem kan alene.",
                {
                    "eligibility": "Foreninger, netværk og grupper, der er gået sammen om en idé og fører den ud i"
                    " livet sammen med kommunen.",
                },
            )
        },
        {
            "kind": "FUNDING",
            "scope": Scope.MUNICIPALITY,
            "primary_area": "SOCIAL_DISABILITY",
            "meant_for": ["ASSOCIATION", "NETWORK", "AD_HOC_GROUP"],
            "opens_at": datetime(2026, 10, 1, 8, 0),
            "deadline": datetime(2026, 12, 1, 12, 0),
            "max_grant": 40_000,
            "currency": "DKK",
            "legal_basis": "Serviceloven § 18 (lokal pulje)",
            "apply_url": "https://frivillig.randers.example/ansoeg",
        },
        [Published(datetime(2026, 10, 1, 8, 0))],
    ),
]

ITEMS = [*STORIES, *INITIATIVES, *OPPORTUNITIES]
