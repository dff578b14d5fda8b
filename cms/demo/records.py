"""What the demo's items refer to: municipalities, places, contacts, bodies, organisations, quotes and photos.

Persons, mailboxes and numbers are invented; coordinates are rounded.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from content.words import Consent, Known, Licence, PlaceLevel, Purpose
from home.models import GuidePage, IndexPage, InfoPage

Lists = IndexPage.Lists

# ── municipalities ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Front:
    """A front page in one language."""

    title: str
    lead: str


@dataclass(frozen=True)
class Municipality:
    """One site: its settings, and its front page in each language it has pages in, its own language first."""

    key: str
    name: str
    languages: list[str]
    fronts: dict[str, Front]
    codes: list[tuple[str, date | None, date | None]]
    accent_colour: str
    tagline: str
    hashtags: list[str]
    statements: tuple[str, str]  # the addresses of the statements on accessibility and privacy, below the site's own
    zone: str = "Europe/Copenhagen"
    photo: str = ""
    local_labels: dict[str, tuple[str, list[str]]] = field(default_factory=dict)  # label: area, areas it also covers

    @property
    def hostname(self) -> str:
        return f"frivillig.{self.key}.example"


DANISH = ["da", "nb", "nn", "en"]
STATEMENTS = ("tilgaengelighed", "privatliv")

MUNICIPALITIES = [
    Municipality(
        key="randers",
        name="Randers Kommune",
        languages=DANISH,
        fronts={
            "da": Front(
                "Frivillig i Randers",
                "Her begynder du, hvis du vil give en time, søge en pulje eller læse om, hvad andre har fået til at"
                " lykkes. Stoffet kommer fra hele kommunen, også fra det sted, hvor du bor.",
            ),
            "nb": Front(
                "Frivillig i Randers",
                "Her begynner du hvis du vil gi en time, søke om penger eller lese om det andre har fått til."
                " Stoffet kommer fra hele kommunen.",
            ),
            "en": Front(
                "Volunteering in Randers",
                "Start here if you want to give an hour, apply for a grant or read about what others have made"
                " happen. What you find comes from the whole municipality.",
            ),
        },
        codes=[("0730", None, None)],
        accent_colour="#8a3b1e",
        tagline="Den fælles indgang for frivillige",
        hashtags=["FrivilligIRanders"],
        statements=STATEMENTS,
        photo="IMG-04",
        local_labels={
            "Ældre og Kultur": ("ELDERLY_CARE", ["CULTURE_LEISURE"]),
            "Børn og Skole": ("CHILDREN_SCHOOLS", []),
            "Miljø og Teknik": ("ENVIRONMENT_TECHNICAL", []),
        },
    ),
    Municipality(
        key="vordingborg",
        name="Vordingborg Kommune",
        languages=DANISH,
        fronts={
            "da": Front(
                "Frivillig i Vordingborg",
                "Stier, strande og mødesteder holder længere, når nogen tager sig af dem i fællesskab. Se, hvem der"
                " allerede er i gang, og hvor der mangler en hånd.",
            )
        },
        codes=[("0390", None, None)],
        accent_colour="#0b5c8a",
        tagline="Sammen om kyst, by og land",
        hashtags=["FrivilligIVordingborg"],
        statements=STATEMENTS,
    ),
    Municipality(
        key="ballerup",
        name="Ballerup Kommune",
        languages=DANISH,
        fronts={
            "da": Front(
                "Frivillig i Ballerup",
                "Nogle har et lokale, andre har en idé. Her kan I finde hinanden og læse om, hvordan det gik dem,"
                " der prøvede før jer.",
            )
        },
        codes=[("0151", None, None)],
        accent_colour="#1f6b3a",
        tagline="Plads til at gøre noget sammen",
        hashtags=["FrivilligIBallerup"],
        statements=STATEMENTS,
    ),
    Municipality(
        key="vallensbaek",
        name="Vallensbæk Kommune",
        languages=DANISH,
        fronts={
            "da": Front(
                "Frivillig i Vallensbæk",
                "Foreninger, virksomheder og naboer mødes her. Find noget at være med til, eller læs om dem, der"
                " låser op, før andre er vågne.",
            )
        },
        codes=[("0187", None, None)],
        accent_colour="#6b2f7d",
        tagline="Tæt på hinanden",
        hashtags=["FrivilligIVallensbaek"],
        statements=STATEMENTS,
    ),
    Municipality(
        key="vinje",
        name="Vinje kommune",
        languages=["nn", "nb", "da", "en"],
        fronts={
            "nn": Front(
                "Frivillig i Vinje",
                "Her finn du historier frå bygdene og det du kan bli med på no. Har du ein idé eller eit spørsmål,"
                " er frivilligkontakten rette staden å begynne.",
            ),
            "nb": Front(
                "Frivillig i Vinje",
                "Her finner du historier fra bygdene og det du kan bli med på nå. Har du en idé eller et spørsmål,"
                " er frivilligkontakten rette sted å begynne.",
            ),
        },
        codes=[
            ("4036", date(2024, 1, 1), None),
            ("3825", date(2020, 1, 1), date(2023, 12, 31)),
            ("0834", None, date(2019, 12, 31)),
        ],
        accent_colour="#a3262a",
        tagline="Saman om bygdene",
        hashtags=["FrivilligIVinje"],
        statements=("tilgjenge", "personvern"),
        zone="Europe/Oslo",
    ),
]


@dataclass(frozen=True)
class Index:
    """A list page in one language."""

    title: str
    slug: str
    lead: str


INDEXES: dict[Lists, dict[str, Index]] = {
    Lists.STORIES: {
        "da": Index("Gode historier", "historier", "Om det, der lykkedes, og om det, nogen lærte undervejs."),
        "nb": Index("Gode historier", "historier", "Om det som lyktes, og om det noen lærte underveis."),
        "nn": Index("Gode historier", "historier", "Om det som lukkast, og om det nokon lærte på vegen."),
        "en": Index("Good stories", "stories", "About what worked, and what somebody learned along the way."),
    },
    Lists.INITIATIVES: {
        "da": Index("Initiativer", "initiativer", "Hvem gør hvad, hvor og hvorfor? Eksempler til fri efterligning."),
        "nb": Index("Tiltak", "tiltak", "Hvem gjør hva, hvor og hvorfor? Eksempler til fri etterligning."),
        "nn": Index("Tiltak", "tiltak", "Kven gjer kva, kvar og kvifor? Døme til fri etterlikning."),
        "en": Index("Initiatives", "initiatives", "Who does what, where and why? Examples that are free to copy."),
    },
    Lists.OPPORTUNITIES: {
        "da": Index("Muligheder", "muligheder", "Opgaver, arrangementer og puljer, du kan gå ind i lige nu."),
        "nb": Index("Muligheter", "muligheter", "Oppdrag, arrangementer og ordninger du kan bli med på nå."),
        "nn": Index("Moglegheiter", "moglegheiter", "Oppdrag, arrangement og ordningar du kan bli med på no."),
        "en": Index("Opportunities", "opportunities", "Tasks, events and grants that are open right now."),
    },
}


@dataclass(frozen=True)
class TextPage:
    """A page of the site's own. Its text, with its title, is named after its key and its language."""

    key: str
    site: str
    language: str
    page: type[InfoPage] | type[GuidePage]
    slug: str
    published: datetime
    fields: dict[str, Any] = field(default_factory=dict)


TEXT_PAGES = [
    TextPage("INFO-ABOUT", "randers", "da", InfoPage, "om", datetime(2026, 8, 10, 9, 0)),
    TextPage(
        "GUIDE-INSURANCE",
        "randers",
        "da",
        GuidePage,
        "forsikring",
        datetime(2026, 10, 6, 9, 0),
        {"topic": "Forsikring", "reviewed_at": datetime(2026, 10, 6, 9, 0)},
    ),
]

# ── places, contacts, organisations, quotes ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Record:
    """One thing by its key: its site, its fields, and the key of the place it lies or works in."""

    key: str
    site: str
    fields: dict[str, Any]
    place: str = ""


def _locality(code: str, name: str) -> Record:
    return Record(code, "randers", {"name": name, "level": PlaceLevel.LOCALITY})


def _venue(
    code: str,
    site: str,
    name: str,
    latitude: float,
    longitude: float,
    wheelchair: Known = Known.UNKNOWN,
    within: str = "",
) -> Record:
    fields = {"name": name, "latitude": latitude, "longitude": longitude, "wheelchair": wheelchair}
    return Record(code, site, fields, within)


PLACES = [
    _locality("RANDERS_BY", "Randers by"),
    _locality("VORUP", "Vorup"),
    _locality("LANGAA", "Langå"),
    _locality("FUSSINGOE", "Fussingø"),
    _venue("RANDERS_BIBLIOTEK", "randers", "Randers Bibliotek", 56.46, 10.04, Known.YES, "RANDERS_BY"),
    _venue("VORUP_BANE", "randers", "Vorup, ved banen", 56.44, 10.015, Known.UNKNOWN, "VORUP"),
    _venue("LANGAA_STATIONSPLADS", "randers", "Langå, stationspladsen", 56.39, 9.895, within="LANGAA"),
    _venue("FUSSINGOE_SOESTI", "randers", "Fussingø, søstien", 56.466, 9.873, Known.NO, "FUSSINGOE"),
    _venue("BREDSTRUPSGADE", "randers", "Børnehaven Bredstrupsgade", 56.465, 10.045, within="RANDERS_BY"),
    _venue("MEDBORGERHUSET", "randers", "Medborgerhuset", 56.458, 10.033, Known.YES, "RANDERS_BY"),
    _venue("VALLENSBAEK_HALLEN", "vallensbaek", "Hallen i Vallensbæk", 55.624, 12.386, Known.YES),
    _venue("BALLERUP_ERHVERVSHUS", "ballerup", "Erhvervshuset i Ballerup", 55.732, 12.363, Known.YES),
    _venue("VORDINGBORG_STI", "vordingborg", "Naturstien ved Vordingborg", 55.008, 11.911),
    _venue("AAMOT", "vinje", "Åmot", 59.573, 7.99),
]


def _general_contact(key: str, site: str) -> Record:
    role = {"da": "Frivilligkontakten", "en": "Volunteer contact"}
    return Record(key, site, {"role": role, "email": f"frivillig@{site}.example"})


CONTACTS = [
    Record("CT-00", "randers", {"role": {"da": "Frivilligindgangen"}, "email": "frivillig@randers.example"}),
    Record(
        "CT-01",
        "randers",
        {
            "area": "ELDERLY_CARE",
            "role": {"da": "Frivilligkoordinator", "nb": "Frivilligkoordinator", "en": "Volunteer coordinator"},
            "email": "frivillig-aeldre@randers.example",
            "phone": "+45 00 00 00 01",
            "hours": "Mandag-torsdag kl. 9-14",
            "name": "Maja Holm",
            "publish_name": True,
        },
    ),
    Record(
        "CT-02",
        "randers",
        {
            "area": "ENVIRONMENT_TECHNICAL",
            "role": {"da": "Kontaktperson", "nb": "Kontaktperson", "en": "Contact"},
            "name": "Bo Lind",
            "valid_to": date(2026, 10, 31),
        },
    ),
    Record(
        "CT-03",
        "vinje",
        {"role": {"nn": "Frivilligkontakt", "nb": "Frivilligkontakt"}, "email": "frivillig@vinje.example"},
    ),
    _general_contact("CT-04", "vordingborg"),
    _general_contact("CT-05", "ballerup"),
    _general_contact("CT-06", "vallensbaek"),
]

BODIES = [
    Record(
        "B-01",
        "randers",
        {
            "name": "Medborgerskabsrådet",
            "kind": "ADVISORY_BODY",
            "remit": "Rådgiver byrådet om, hvordan borgere og kommune kan gøre mere sammen.",
        },
    ),
    Record(
        "B-02",
        "randers",
        {
            "name": "Langå lokalråd",
            "kind": "LOCAL_COUNCIL",
            "remit": "Taler byens sag over for kommunen og samler foreningerne om byens planer.",
        },
        "LANGAA",
    ),
    Record(
        "B-03",
        "vinje",
        {
            "name": "Referansegruppa for frivillig politikk",
            "kind": "REFERENCE_GROUP",
            "remit": "Les utkasta til frivilligpolitikken og kjem med tilrådingar.",
        },
    ),
]


def _organisation(key: str, site: str, name: str, kind: str, description: str, place: str = "") -> Record:
    return Record(key, site, {"name": name, "kind": kind, "description": description}, place)


ORGANISATIONS = [
    _organisation(
        "ORG-VORUP", "randers", "Idrætsklubben i Vorup", "ASSOCIATION", "Klubben med banen midt i kvarteret.", "VORUP"
    ),
    _organisation(
        "ORG-BREDSTRUPSGADE",
        "randers",
        "Børnehaven Bredstrupsgade",
        "MUNICIPAL_INSTITUTION",
        "Børnehave med et rødt tæppe og gæster, der fortæller.",
        "BREDSTRUPSGADE",
    ),
    _organisation(
        "ORG-RICKSHAW", "randers", "Rickshawpiloterne", "NETWORK", "Frivillige, der cykler, og dem, der viser vej."
    ),
    _organisation(
        "ORG-BIBLIOTEK",
        "randers",
        "Biblioteket og bogbussen",
        "MUNICIPAL_INSTITUTION",
        "Udlån i byen og på hjul.",
        "RANDERS_BIBLIOTEK",
    ),
    _organisation("ORG-RENBY", "randers", "Ren by-gruppen", "AD_HOC_GROUP", "Naboer med handsker og sække.", "VORUP"),
    _organisation(
        "ORG-NATUR", "randers", "Naturvejlederne", "ADMINISTRATION", "Viser rundt i skoven og ved vandet.", "FUSSINGOE"
    ),
    _organisation(
        "ORG-SPROGCAFE",
        "randers",
        "Sprogcaféen i Medborgerhuset",
        "NETWORK",
        "Te og samtaler på dansk hver onsdag.",
        "MEDBORGERHUSET",
    ),
    _organisation(
        "ORG-NOEGLEN", "ballerup", "Foreningerne om nøglen", "NETWORK", "Et kor, lektiehjælpen og suppen om tirsdagen."
    ),
    _organisation(
        "ORG-REGNSKAB",
        "ballerup",
        "Regnskab & Rum",
        "BUSINESS",
        "Lokal virksomhed med plads efter fyraften.",
        "BALLERUP_ERHVERVSHUS",
    ),
    _organisation(
        "ORG-MORGENHOLDET",
        "vallensbaek",
        "Morgenholdet i hallen",
        "ASSOCIATION",
        "Idræt, før solen står op.",
        "VALLENSBAEK_HALLEN",
    ),
    _organisation(
        "ORG-ERHVERV",
        "vallensbaek",
        "Foreninger og Erhverv i Vallensbæk",
        "UMBRELLA_ORGANISATION",
        "Samler foreninger og virksomheder om et bord.",
    ),
    _organisation(
        "ORG-STIGRUPPEN",
        "vordingborg",
        "Stigruppen",
        "AD_HOC_GROUP",
        "Grundejere og naboer, der passer naturstien.",
        "VORDINGBORG_STI",
    ),
    _organisation(
        "ORG-KYST", "vordingborg", "Idrætsforeningen ved kysten", "ASSOCIATION", "Løber i skoven og passer den."
    ),
    _organisation(
        "ORG-VINJE-KULTUR", "vinje", "Kulturkontoret i Vinje", "ADMINISTRATION", "Bed laga til bords og lyttar."
    ),
]

QUOTES = [
    Record(
        "Q-01",
        "randers",
        {
            "text": "Det bedste er, at ingen spørger, hvad jeg ikke kan.",
            "language": "da",
            "role": "spiller",
            "provenance": "Sagt ved banen i Vorup",
        },
    ),
    Record(
        "Q-02",
        "randers",
        {
            "text": "Vi tegnede, de regnede, og så gravede vi sammen.",
            "language": "da",
            "role": "medlem af lokalrådet",
            "provenance": "Sagt på stationspladsen i Langå",
        },
    ),
    Record(
        "Q-03",
        "vinje",
        {
            "text": "Et bord med kaffi er raskare enn ti brev.",
            "language": "nn",
            "role": "lagsleiar",
            "provenance": "Sagt på kafédialogen",
        },
    ),
]

# ── photos ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Picture:
    """A photo: what it shows, and what the people in it have said yes to."""

    key: str
    title: str
    alt: dict[str, str]
    consent: Consent
    purposes: list[Purpose] = field(default_factory=list)
    caption: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    withdrawn: datetime | None = None

    @property
    def licence(self) -> Licence:
        """Only a picture that everyone may use is given away."""
        return Licence.CC_BY_4 if len(self.purposes) == len(Purpose) else Licence.ALL_RIGHTS


ALL = list(Purpose)
SHARED = [Purpose.OWN_WEBSITE, Purpose.PARTNER_SITES, Purpose.SOCIAL_MEDIA]

PHOTOS = [
    Picture(
        "IMG-01",
        "Holdet i rundkreds",
        {
            "da": "Fire spillere i rødhvide trøjer står tæt i en rundkreds midt på en grøn bane.",
            "nb": "Fire spillere i røde og hvite drakter står tett i ring midt på en grønn bane.",
            "nn": "Fire spelarar i raude og kvite drakter står tett i ring midt på ein grøn bane.",
            "en": "Four players in red and white shirts huddle in the middle of a green pitch.",
        },
        Consent.GRANTED,
        SHARED,
        fields={
            "persons": 4,
            "special_category": True,
            "is_explicit": True,
            "consent_expires_at": datetime(2028, 10, 1, 23, 59, 59),
            "evidence": "Sag 2026-1001",
        },
    ),
    Picture(
        "IMG-02",
        "Portræt af en spiller",
        {
            "da": "En ung spiller smiler til kameraet med en medalje om halsen.",
            "nb": "En ung spiller smiler til kameraet med en medalje rundt halsen.",
            "nn": "Ein ung spelar smiler til kameraet med ein medalje rundt halsen.",
            "en": "A young player smiles at the camera with a medal round his neck.",
        },
        Consent.GRANTED,
        SHARED,
        caption={"da": "Malthe med medaljen fra sit første stævne."},
        fields={
            "persons": 1,
            "by_guardian": True,
            "special_category": True,
            "is_explicit": True,
            "evidence": "Sag 2026-1002",
        },
        withdrawn=datetime(2026, 11, 16, 11, 5),
    ),
    Picture(
        "IMG-03",
        "Tegninger på et bord",
        {
            "da": "Tegninger af en plads, træer og et hus ligger på et træbord med farveblyanter, briller og kaffe.",
            "nb": "Tegninger av en plass, trær og et hus ligger på et trebord med fargeblyanter, briller og kaffe.",
            "nn": "Teikningar av ein plass, tre og eit hus ligg på eit trebord med fargeblyantar, briller og kaffi.",
            "en": "Drawings of a square, trees and a house on a wooden table with pencils, glasses and coffee.",
        },
        Consent.NOT_REQUIRED,
        ALL,
    ),
    Picture(
        "IMG-04",
        "Mange mennesker på torvet",
        {
            "da": "Et torv med boder, flag og mange mennesker, set langt fra.",
            "nb": "Et torg med boder, flagg og mange mennesker, sett på lang avstand.",
            "nn": "Eit torg med buer, flagg og mange menneske, sett på lang avstand.",
            "en": "A square with stalls, flags and a crowd, seen from far away.",
        },
        Consent.ASSESSED_OK,
        ALL,
        caption={"da": "Pladsen på indvielsesdagen.", "en": "The square on its opening day."},
        fields={"evidence": "Notat 2026-1004"},
    ),
    Picture(
        "IMG-05",
        "Fem børn lytter",
        {
            "da": "Fem børn sidder på et rødt tæppe og lytter med åben mund.",
            "nb": "Fem barn sitter på et rødt teppe og lytter med åpen munn.",
            "nn": "Fem barn sit på eit raudt teppe og lyttar med open munn.",
            "en": "Five children sit on a red carpet and listen, open-mouthed.",
        },
        Consent.GRANTED,
        [Purpose.OWN_WEBSITE],
        fields={"persons": 5, "by_guardian": True, "evidence": "Sag 2026-1005"},
    ),
    Picture(
        "IMG-06",
        "Hånddukke og bog",
        {
            "da": "En hånddukke, der er en grå ulv, holder om en opslået billedbog.",
            "nb": "En hånddukke som er en grå ulv, holder rundt en oppslått bildebok.",
            "nn": "Ei handdokke som er ein grå ulv, held rundt ei oppslått biletbok.",
            "en": "A hand puppet, a grey wolf, holds an open picture book.",
        },
        Consent.NOT_REQUIRED,
        ALL,
        caption={"da": "Ulven har et slidt øre.", "nb": "Ulven har et slitt øre."},
    ),
    Picture(
        "IMG-07",
        "To griner i en rickshaw",
        {
            "da": "En ældre kvinde med et tæppe over knæene griner i en rød rickshaw. Manden bag hende griner også.",
            "nb": "En eldre kvinne med et teppe over knærne ler i en rød rickshaw. Mannen bak henne ler også.",
            "nn": "Ei eldre kvinne med eit teppe over knea ler i ein raud rickshaw. Mannen bak henne ler òg.",
            "en": "An older woman with a blanket over her knees laughs in a red rickshaw. So does the man behind her.",
        },
        Consent.GRANTED,
        SHARED,
        fields={
            "persons": 2,
            "consent_expires_at": datetime(2026, 11, 30, 23, 59, 59),
            "evidence": "Sag 2026-1007",
        },
    ),
    Picture(
        "IMG-08",
        "Stofpose på et dørhåndtag",
        {"da": "En stofpose med bøger hænger på håndtaget af en grøn dør."},
        Consent.NOT_REQUIRED,
        ALL,
    ),
    Picture(
        "IMG-09",
        "Læsehjørne",
        {
            "da": "En grøn lænestol med en opslået bog, og stjerner, der hænger i vinduet bag den.",
            "nb": "En grønn lenestol med en oppslått bok, og stjerner som henger i vinduet bak den.",
            "nn": "Ein grøn lenestol med ei oppslått bok, og stjerner som heng i vindauget bak han.",
            "en": "A green armchair with an open book, and stars hanging in the window behind it.",
        },
        Consent.NOT_REQUIRED,
        ALL,
    ),
    Picture(
        "IMG-10",
        "Tre med gribetænger",
        {
            "da": "To voksne og et barn samler affald mellem efterårsblade.",
            "nb": "To voksne og et barn plukker søppel blant høstblader.",
            "nn": "To vaksne og eit barn plukkar søppel mellom haustblad.",
            "en": "Two adults and a child pick up litter among autumn leaves.",
        },
        Consent.PENDING,
        fields={"persons": 3},
    ),
    Picture(
        "IMG-11",
        "Borde set bagfra",
        {
            "da": "Mange mennesker ved små borde, set bagfra, foran store vinduer mod fjeldet.",
            "nb": "Mange mennesker ved små bord, sett bakfra, foran store vinduer mot fjellet.",
            "nn": "Mange menneske ved små bord, sett bakfrå, framfor store vindauge mot fjellet.",
            "en": "Many people at small tables, seen from behind, in front of large windows facing the mountains.",
        },
        Consent.NOT_REQUIRED,
        ALL,
    ),
    Picture(
        "IMG-12",
        "Håndtryk ved prisen",
        {
            "da": "To mennesker giver hinanden hånden på en scene. Den ene har en buket blomster i armen.",
            "nb": "To mennesker gir hverandre hånden på en scene. Den ene har en bukett blomster i armen.",
            "nn": "To menneske gir kvarandre handa på ei scene. Den eine har ein bukett blomar i armen.",
            "en": "Two people shake hands on a stage. One of them holds a bunch of flowers.",
        },
        Consent.GRANTED,
        SHARED,
        fields={"persons": 2, "evidence": "Sag 2026-1012"},
    ),
]


@dataclass(frozen=True)
class Posted:
    """A post that an editor wrote down, and the photo it shows."""

    item: str
    site: str
    channel: str
    at: datetime
    url: str
    photo: str = ""
    place: str = ""
    language: str = "da"
    by: str = "maja"


POSTED = [
    Posted(
        "ST-01", "randers", "FACEBOOK", datetime(2026, 10, 5, 10, 0), "https://facebook.example/randers/101", "IMG-01"
    ),
    Posted("ST-01", "randers", "INSTAGRAM", datetime(2026, 10, 6, 17, 0), "https://instagram.example/p/a1", "IMG-02"),
    Posted(
        "ST-02", "randers", "FACEBOOK", datetime(2026, 9, 15, 12, 0), "https://facebook.example/randers/88", "IMG-03"
    ),
    Posted(
        "ST-02",
        "randers",
        "FACEBOOK",
        datetime(2026, 9, 16, 19, 0),
        "https://facebook.example/groups/langaa/7",
        "IMG-03",
        place="Langå nu og før",
    ),
    Posted("OP-03", "randers", "MASTODON", datetime(2026, 11, 2, 9, 0), "https://social.example/@randers/42", "IMG-09"),
]
