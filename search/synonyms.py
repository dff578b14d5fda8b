"""The synonyms we ship: what people say in two ways, and what bokmål, nynorsk and Danish each have their own word for.

Editors change them in the admin; a migration brings them once.
"""

SHIPPED = (
    ("barn", "børn", "born"),
    ("byttebørs", "byttetorv", "byttemarked"),
    ("forening", "foreining", "lag"),
    ("ildsjæl", "ildsjel", "eldsjel"),
    ("frivilligportal", "frivillighedsportal", "frivilligsentral"),
    ("frivillighed", "frivillighet", "frivilligheit", "volunteering"),
    (
        "frivilligpolitik",
        "frivillighedspolitik",
        "frivilligpolitikk",
        "frivillighetspolitikk",
        "frivilligheitspolitikk",
    ),
    ("rickshaw", "cykeltaxa", "sykkeltaxi", "cykling uden alder", "sykling uten alder", "cycling without age"),
    ("børnehave", "barnehage", "kindergarten"),
    ("ældre", "eldre", "senior", "pensionist"),
    ("tilskud", "tilskudd", "tilskot", "pulje", "støtte", "penge", "midler"),
    ("affald", "skrald", "oprydning", "søppel", "rydding"),
    ("høring", "høyring"),
    ("regnskab", "regnskap", "rekneskap"),
    ("påvirkning", "påverknad", "indflydelse", "innflytelse"),
    ("lokalråd", "grendelag", "grendeutval"),
    ("skole", "skule", "school"),
    ("hjem", "heim"),
    ("bog", "bok", "book"),
    ("sprogcafé", "språkkafé", "language café"),
    ("flygtning", "flyktning", "refugee"),
    ("møde", "møte", "meeting"),
    ("unge", "ungdom", "youth"),
    ("lokale", "mødelokale", "møterom", "premises"),
)
