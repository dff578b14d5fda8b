"""What people search for in the demo, and what they must and must not find.

A line is a query, the languages it is asked in (none: each site's own), and the items that answer it: those of grade 3
are what was looked for, of 2 good to have, of 1 not wrong. `never` must not be found. What has no line and no grade
counts as noise. Whoever meets a miss in real life adds a line here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Judged:
    query: str
    best: str = ""  # grade 3; must all be found
    good: str = ""  # grade 2
    fair: str = ""  # grade 1
    never: str = ""
    languages: tuple[str, ...] = ()

    @property
    def grades(self) -> dict[str, int]:
        return {key: grade for grade, keys in ((3, self.best), (2, self.good), (1, self.fair)) for key in keys.split()}


HIDDEN = "ST-04 ST-06 OP-02 OP-05"  # scheduled, unpublished, expired, cancelled
NB, NN, EN = ("nb",), ("nn",), ("en",)

DANISH = [
    # one spelling for another
    Judged("Langå", "ST-02 IN-02", never=HIDDEN),
    Judged("Langaa", "ST-02 IN-02", never=HIDDEN),
    Judged("langa", "ST-02 IN-02", never=HIDDEN),
    Judged("LANGÅ", "ST-02 IN-02", never=HIDDEN),
    Judged("lokalråd", "IN-02 ST-02", never=HIDDEN),
    Judged("lokalraad", "IN-02 ST-02", never=HIDDEN),
    Judged("børn", "IN-05 ST-03", "OP-03 OP-04 OP-06", "OP-07 OP-12 ST-02"),
    Judged("born", "IN-05 ST-03", "OP-03 OP-04 OP-06", "OP-07 OP-12 ST-02"),
    Judged("boern", "IN-05 ST-03", "OP-03 OP-04 OP-06", "OP-07 OP-12 ST-02"),
    Judged("Vallensbaek", "OP-07", never="ST-06"),
    Judged("moedelokale", "OP-09", fair="ST-02", never="ST-04"),
    Judged("sprogcafe", "OP-08", never="OP-02"),
    Judged("sprogcafé", "OP-08"),
    Judged("aeldre", "IN-03 IN-04 OP-01 IN-05", "ST-03", "OP-12 OP-02"),
    Judged("fussingo", "OP-06"),
    Judged("söen", "OP-06"),
    # endings, and words in words
    Judged("bogven", "IN-04"),
    Judged("bogvenner", "IN-04"),
    Judged("fodbold", "IN-01 ST-01", never="OP-10"),
    Judged("fodboldhold", "IN-01 ST-01"),
    Judged("fodboldklubber", "IN-01 ST-01"),
    Judged("samskabelse", "OP-12", "IN-02 ST-02"),
    Judged("medborgerhus", "OP-08"),
    Judged("jul", "OP-03", fair="OP-08"),
    Judged("julestjerne", "OP-03"),
    Judged("sti", "IN-06 OP-10", "OP-06", "OP-04 ST-01"),
    Judged("natursti", "IN-06 OP-10"),
    Judged("hold", "IN-01 ST-01", "OP-04", "ST-02 OP-03 OP-08 OP-12 IN-04 IN-06 IN-03 OP-10 OP-01"),
    Judged("barn", "IN-05 ST-03", "OP-03 OP-04 OP-06", "OP-07 OP-12 ST-02 OP-01"),
    Judged("naturvejledere", "OP-06"),
    Judged("virksomhed", "OP-07 OP-09"),
    Judged("virksomheder", "OP-07 OP-09"),
    Judged("regnskabet", "OP-09", fair="OP-12"),
    Judged("buskryddere", "OP-10", "IN-06"),
    Judged("ulv", "ST-03", "IN-05"),
    Judged("eventyret", "IN-05 ST-03", never="OP-02"),
    # the law, and what else has a number
    Judged("§ 18", "OP-12"),
    Judged("§18", "OP-12"),
    Judged("§ 18 S", "OP-12"),
    Judged("paragraf 18", "OP-12"),
    Judged("serviceloven § 18", "OP-12"),
    # in other words
    Judged("cykeltaxa", "IN-03 OP-01"),
    Judged("cykling uden alder", "IN-03 OP-01"),
    Judged("barnehage", "IN-05 ST-03", never="OP-02"),
    Judged("tilskud", "OP-12"),
    Judged("oprydning", "OP-04"),
    Judged("seniorer", "IN-03 ST-03 IN-05", "IN-04 OP-01", "OP-12 OP-02"),
    # several words
    Judged("rickshaw pilot", "OP-01 IN-03"),
    Judged("langå torv", "ST-02"),
    Judged("fodbold vorup", "IN-01 ST-01"),
    Judged("bibliotek randers", "IN-04 OP-03"),
    Judged("hvordan søger jeg penge til et projekt", "OP-12"),
    Judged("bøger til ældre", "IN-04", fair="IN-05"),
    Judged("mødelokale til en forening", "OP-09", never="ST-04"),
    Judged("noget med udviklingshæmning i Vorup", "ST-01 IN-01"),
    # names that entries refer to
    Judged("Vorup", "ST-01 IN-01 OP-04"),
    Judged("Ballerup", "OP-09", never="ST-04"),
    Judged("Vordingborg", "IN-06 OP-10"),
    Judged("stigruppen", "IN-06 OP-10"),
    Judged("børnehaven bredstrupsgade", "IN-05 ST-03", never="OP-02"),
    # what nobody may find
    Judged("Malthe", never="ST-01"),
    Judged("medalje", never="ST-01"),
    Judged("nøglen", never=HIDDEN),
    Judged("lektiehjælp", never=HIDDEN),
    Judged("skulderklap", never=HIDDEN),
    Judged("plant et træ", never=HIDDEN),
    Judged("fortellerstund", never="IN-05 ST-03", languages=("nb", "da")),
    Judged('"; drop table content_entry; --', never="ST-01"),
    Judged("{{7*7}} & | !", never="ST-01"),
]

NORWEGIAN = [
    Judged("forening", "ST-05", fair="OP-11", languages=NB),
    Judged("foreninger", "ST-05", fair="OP-11", languages=NN),
    Judged("foreining", "ST-05", "OP-11", languages=NN),
    Judged("foreiningar", "ST-05", fair="OP-11", languages=NB),
    Judged("lag", "ST-05", "OP-11", languages=NB),
    Judged("frivillighetspolitikk", "OP-11 ST-05", languages=NB),
    Judged("frivillighetspolitikken", "OP-11 ST-05", languages=NN),
    Judged("frivilligpolitikk", "OP-11 ST-05", languages=NN),
    Judged("frivilligheitspolitikk", "OP-11 ST-05"),
    Judged("frivillighedspolitik", "OP-11 ST-05"),
    Judged("høring", "ST-05", languages=NN),
    Judged("hoyring", "ST-05", languages=NN),
    Judged("ungdom", "ST-05 OP-11", languages=NN),
    Judged("påvirkning", "OP-11", languages=NN),
    Judged("korøvelse", never=HIDDEN),
    Judged("kor", "ST-05", never="ST-04", languages=NN),
    Judged("Vinje", "OP-11 ST-05", languages=NB),
    Judged("møter", "OP-11", fair="ST-05", languages=NN),
    Judged("papirduk", "ST-05", languages=NB),
]

ENGLISH = [
    Judged("rickshaw", "IN-03", languages=EN),
    Judged("wind in your hair", "IN-03", languages=EN),
    Judged("language cafe", "OP-08", languages=EN),
    Judged("volunteering", "IN-03", "OP-08", languages=EN),
    Judged("volunteers", "IN-03", "OP-08", languages=EN),
    Judged("older people", "IN-03", languages=EN),
    Judged("refugees", "OP-08", languages=EN),
    Judged("tea with neighbours", "OP-08", languages=EN),
    Judged("bicycle rides for care homes", "IN-03", languages=EN),
]

JUDGED = [*DANISH, *NORWEGIAN, *ENGLISH]
