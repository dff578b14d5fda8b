"""The names that partners write into their own code: types, fields, arguments and choices, as plain data.

They must stay as they are. More may be added beside them at any time. A field is written as in a schema: its
arguments with their defaults, then its type.
"""

Fields = dict[str, str]

SCALARS = {"DateTime", "Date", "HTML", "Markdown", "URL"}

_ONE = "(id: ID, site: String, path: String, languages: [String!])"
_PAGES = "first: Int = 20, after: String, last: Int, before: String"
_SHOWN = f"languages: [String!], fallback: Fallback = CHAIN, {_PAGES}"

QUERY: Fields = {
    "node": "(id: ID!, languages: [String!]): Node",
    "nodes": "(ids: [ID!]!, languages: [String!]): [Node]!",
    "content": f"(filter: ContentFilter, order: ContentOrder, {_SHOWN}): ContentConnection!",
    "stories": f"(filter: StoryFilter, order: ContentOrder, {_SHOWN}): StoryConnection!",
    "initiatives": f"(filter: InitiativeFilter, order: ContentOrder, {_SHOWN}): InitiativeConnection!",
    "opportunities": f"(filter: OpportunityFilter, order: OpportunityOrder, {_SHOWN}): OpportunityConnection!",
    "story": f"{_ONE}: Story",
    "initiative": f"{_ONE}: Initiative",
    "opportunity": f"{_ONE}: Opportunity",
    "search": "(query: String!, filter: ContentFilter, languages: [String!], first: Int = 20, after: String):"
    " SearchConnection!",
    "suggest": "(query: String!, site: String, languages: [String!], first: Int = 8): [Suggestion!]!",
    "resolve": "(site: String!, path: String!): Resolution!",
    "contact": "(site: String!, area: String): ContactAnswer!",
    "sites": ": [Site!]!",
    "site": "(key: String!): Site",
    "terms": "(vocabulary: Vocabulary!, site: String, languages: [String!]): [Term!]!",
    "places": "(site: String): [Place!]!",
    "organisations": "(filter: OrganisationFilter, first: Int = 20, after: String): OrganisationConnection!",
    "photo": "(id: ID!): Photo",
    "channels": ": [ChannelRules!]!",
    "followUp": "(site: String!, from: Date!, to: Date!, groupBy: FollowUpGroup = PRIMARY_AREA): FollowUpReport!",
}

CONTENT: Fields = {
    "id": ": ID!",
    "title": ": String!",
    "shortTitle": "(maxLength: Int = 60): String!",
    "summary": ": String!",
    "slug": ": String!",
    "path": ": String!",
    "url": ": URL!",
    "site": ": Site!",
    "language": ": Language!",
    "translations": ": [Translation!]!",
    "publishedAt": ": DateTime!",
    "updatedAt": ": DateTime!",
    "reviewedAt": ": DateTime",
    "image": "(purpose: Purpose, minWidth: Int, orientation: Orientation): PhotoAnswer",
    "body": ": RichContent!",
    "scope": ": GeographicScope!",
    "places": ": [Place!]!",
    "primaryArea": ": Term",
    "areas": ": [Term!]!",
    "actors": ": [Term!]!",
    "participationForms": ": [Term!]!",
    "contributors": ": [Term!]!",
    "beneficiaries": ": [Term!]!",
    "collaborationLevel": ": Term",
    "tags": ": [String!]!",
    "organisations": ": [Organisation!]!",
    "contact": ": ContactAnswer!",
    "related": "(first: Int = 3): [Content!]!",
    "breadcrumbs": ": [Breadcrumb!]!",
    "share": "(channel: Channel!): SharePack!",
    "licence": ": Licence!",
    "jsonLd": ": String!",
}

OPPORTUNITY: Fields = {
    "kind": ": Term!",
    "lifecycle": ": Lifecycle!",
    "lifecycleReason": ": String",
    "validThrough": ": DateTime",
    "deadline": ": DateTime",
    "closesInDays": ": Int",
    "timeZone": ": String!",
    "commitment": ": Commitment",
    "minAge": ": Int",
    "maxAge": ": Int",
    "requirements": ": [Term!]!",
    "insurance": ": Insurance!",
    "cost": ": Cost!",
    "accessibility": ": Accessibility!",
    "need": ": Need!",
    "benefitRule": ": BenefitRule!",
    "applyUrl": ": URL",
    "documents": ": [Document!]!",
    "similar": "(first: Int = 3): [Opportunity!]!",
    "distanceKm": ": Float",
}

_TEXT: Fields = {
    "html": ": HTML!",
    "markdown": ": Markdown!",
    "plainText": ": String!",
    "excerpt": "(maxLength: Int = 200): String!",
}
_BLOCK: Fields = {"id": ": ID!", "text": ": String!"}
BLOCKS = (
    "ParagraphBlock",
    "HeadingBlock",
    "QuoteBlock",
    "PhotoBlock",
    "FactsBlock",
    "DocumentBlock",
    "EmbedBlock",
    "CallToActionBlock",
)


def _connection(name: str) -> dict[str, Fields]:
    return {
        f"{name}Connection": {
            "edges": f": [{name}Edge!]!",
            "nodes": f": [{name}!]!",
            "pageInfo": ": PageInfo!",
            "totalCount": ": Int!",
            "facets": "(fields: [FacetField!]!): [Facet!]!",
        },
        f"{name}Edge": {"cursor": ": String!", "node": f": {name}!"},
    }


def _filter(name: str) -> Fields:
    return {
        "and": f": [{name}!]",
        "or": f": [{name}!]",
        "not": f": {name}",
        "ids": ": [ID!]",
        "types": ": [ContentType!]",
        "sites": ": [String!]",
        "areas": ": [String!]",
        "primaryAreas": ": [String!]",
        "actors": ": [String!]",
        "participationForms": ": [String!]",
        "contributors": ": [String!]",
        "beneficiaries": ": [String!]",
        "collaborationLevels": ": [String!]",
        "tags": ": [String!]",
        "place": ": String",
        "includeMunicipalityWide": ": Boolean",
        "scopes": ": [GeographicScope!]",
        "near": ": NearInput",
        "publishedAt": ": DateTimeRange",
        "updatedAt": ": DateTimeRange",
        "requireImage": ": ImageRequirement",
    }


TYPES: dict[str, Fields] = {
    "SharePack": {
        "channel": ": Channel!",
        "text": ": String!",
        "url": ": URL!",
        "hashtags": ": [String!]!",
        "image": ": Rendition",
        "imageAlt": ": String",
        "length": ": TextLength!",
        "isValid": ": Boolean!",
        "overBy": ": Int!",
        "warnings": ": [String!]!",
        "isHandEdited": ": Boolean!",
        "limitsVerifiedOn": ": Date!",
    },
    "TextLength": {"value": ": Int!", "unit": ": String!", "limit": ": Int!", "remaining": ": Int!"},
    "ChannelRules": {"channel": ": Channel!", "limit": ": Int!", "unit": ": String!", "verifiedOn": ": Date!"},
    "Query": QUERY,
    "Node": {"id": ": ID!"},
    "Content": CONTENT,
    "Story": {
        **CONTENT,
        "topic": ": Term",
        "quotes": ": [Quote!]!",
        "discussionPrompt": ": String",
        "lessonsLearned": ": RichText",
        "reach": ": Reach",
    },
    "Initiative": {
        **CONTENT,
        "who": ": RichText!",
        "what": ": RichText!",
        "where": ": RichText!",
        "why": ": RichText!",
        "phase": ": Term",
        "lessonsLearned": ": RichText",
    },
    "Opportunity": {**CONTENT, **OPPORTUNITY},
    "VolunteerTask": {**CONTENT, **OPPORTUNITY},
    "Exchange": {
        **CONTENT,
        **OPPORTUNITY,
        "direction": ": ExchangeDirection!",
        "resourceTypes": ": [Term!]!",
        "matches": "(first: Int = 3): [ExchangeMatch!]!",
    },
    "Event": {
        **CONTENT,
        **OPPORTUNITY,
        "eventStatus": ": EventStatus!",
        "startsAt": ": DateTime!",
        "endsAt": ": DateTime",
        "previousStart": ": DateTime",
        "venue": ": Place",
        "occurrences": "(from: DateTime, to: DateTime, first: Int = 10, includeCancelled: Boolean = false):"
        " [Occurrence!]!",
        "icsUrl": ": URL!",
    },
    "Consultation": {
        **CONTENT,
        **OPPORTUNITY,
        "phase": ": Term",
        "decisionOn": ": Date",
        "inputSummary": ": RichText",
        "outcome": ": RichText",
    },
    "Funding": {
        **CONTENT,
        **OPPORTUNITY,
        "opensAt": ": DateTime",
        "maxGrant": ": Money",
        "eligibility": ": RichText",
        "legalBasis": ": String",
    },
    "Facility": {
        **CONTENT,
        **OPPORTUNITY,
        "capacity": ": Int",
        "availability": ": [Availability!]!",
        "bookingUrl": ": URL",
        "venue": ": Place",
    },
    "Language": {
        "code": ": String!",
        "requested": ": [String!]!",
        "isFallback": ": Boolean!",
        "isOutdated": ": Boolean!",
        "available": ": [String!]!",
    },
    "Term": {
        "code": ": String!",
        "label": "(languages: [String!]): String!",
        "localLabel": "(site: String!): String",
        "vocabulary": ": Vocabulary!",
        "exactMatch": ": [URL!]!",
    },
    "Need": {"status": ": NeedStatus!", "asOf": ": Date", "evidence": ": Evidence!", "placesLeft": ": Int"},
    "RichText": _TEXT,
    "RichContent": {**_TEXT, "blocks": ": [Block!]!", "links": ": [ContentLink!]!"},
    "Block": _BLOCK,
    **dict.fromkeys(BLOCKS, _BLOCK),
    "PhotoAnswer": {"photo": ": Photo", "isFallback": ": Boolean!", "reason": ": String"},
    "Photo": {
        "id": ": ID!",
        "alt": ": String!",
        "isDecorative": ": Boolean!",
        "caption": ": String",
        "credit": ": String",
        "licence": ": Licence",
        "width": ": Int!",
        "height": ": Int!",
        "focalPoint": ": FocalPoint",
        "rendition": "(preset: ImagePreset, width: Int, format: ImageFormat): Rendition!",
        "srcSet": "(preset: ImagePreset): [Rendition!]!",
        "placeholder": ": Placeholder!",
    },
    "Placeholder": {"blurhash": ": String!", "dominantColor": ": String!"},
    "Rendition": {"url": ": URL!", "width": ": Int!", "height": ": Int!", "mime": ": String!", "bytes": ": Int"},
    **_connection("Content"),
    **_connection("Story"),
    **_connection("Initiative"),
    **_connection("Opportunity"),
    **_connection("Organisation"),
    "SearchConnection": {
        "edges": ": [SearchEdge!]!",
        "nodes": ": [Content!]!",
        "pageInfo": ": PageInfo!",
        "totalCount": ": Int!",
        "facets": "(fields: [FacetField!]!): [Facet!]!",
        "didYouMean": ": String",
    },
    "SearchEdge": {"cursor": ": String!", "node": ": Content!", "snippets": ": [Snippet!]!"},
    "Snippet": {"field": ": SnippetField!", "text": ": String!", "matches": ": [MatchRange!]!"},
    "MatchRange": {"start": ": Int!", "end": ": Int!"},
    "Suggestion": {"kind": ": SuggestionKind!", "text": ": String!"},
    "Resolution": {"status": ": ResolutionStatus!", "node": ": Content", "url": ": URL"},
    "ContactAnswer": {"contact": ": ContactPoint", "isFallback": ": Boolean!"},
}

INPUTS: dict[str, Fields] = {
    "ContentFilter": _filter("ContentFilter"),
    "StoryFilter": {**_filter("StoryFilter"), "topics": ": [String!]"},
    "InitiativeFilter": {**_filter("InitiativeFilter"), "phases": ": [String!]"},
    "OpportunityFilter": {
        **_filter("OpportunityFilter"),
        "kinds": ": [String!]",
        "lifecycle": ": [Lifecycle!]",
        "includeCancelled": ": Boolean",
        "window": ": TimeWindow",
        "takesPlace": ": DateTimeRange",
        "deadlineBefore": ": DateTime",
        "age": ": Int",
        "withoutRequirements": ": Boolean",
        "maxMinutes": ": Int",
        "wheelchair": ": WheelchairAccess",
        "direction": ": ExchangeDirection",
        "resourceTypes": ": [String!]",
        "free": ": Boolean",
    },
    "NearInput": {"latitude": ": Float!", "longitude": ": Float!", "radiusKm": ": Float"},
}

IMPLEMENTS: dict[str, set[str]] = {
    "Content": {"Node"},
    "Story": {"Content", "Node"},
    "Initiative": {"Content", "Node"},
    "Opportunity": {"Content", "Node"},
    "VolunteerTask": {"Opportunity", "Content", "Node"},
    "Exchange": {"Opportunity", "Content", "Node"},
    "Event": {"Opportunity", "Content", "Node"},
    "Consultation": {"Opportunity", "Content", "Node"},
    "Funding": {"Opportunity", "Content", "Node"},
    "Facility": {"Opportunity", "Content", "Node"},
    "Photo": {"Node"},
    **{name: {"Block"} for name in BLOCKS},
}

ENUMS: dict[str, set[str]] = {
    name: set(members.split())
    for name, members in {
        "Fallback": "CHAIN NONE",
        "Lifecycle": "OPEN FULL PAUSED CLOSED EXPIRED CANCELLED POSTPONED",
        "EventStatus": "SCHEDULED CANCELLED POSTPONED RESCHEDULED MOVED_ONLINE",
        "GeographicScope": "VENUE LOCALITY MUNICIPALITY MULTI_MUNICIPALITY ONLINE",
        "ExchangeDirection": "OFFER NEED",
        "Purpose": "OWN_WEBSITE PARTNER_SITES SOCIAL_MEDIA PRINT",
        "Vocabulary": "ACTOR PARTICIPATION_FORM TARGET_GROUP AREA OPPORTUNITY_KIND TIME_COMMITMENT"
        " COLLABORATION_LEVEL STORY_TOPIC RESOURCE_TYPE REQUIREMENT SETTING PHASE",
        "ImagePreset": "CARD HERO OPEN_GRAPH SQUARE PORTRAIT SIGNAGE THUMBNAIL",
        "ImageFormat": "JPEG WEBP AVIF",
        "ContentOrder": "NEWEST OLDEST UPDATED TITLE NEAREST",
        "OpportunityOrder": "SOONEST DEADLINE NEWEST NEAREST TITLE",
        "ResolutionStatus": "FOUND MOVED GONE NOT_FOUND",
        "TimeWindow": "TODAY THIS_WEEKEND NEXT_7_DAYS",
        "WheelchairAccess": "YES YES_OR_UNKNOWN",
        "FollowUpGroup": "PRIMARY_AREA",
        "SnippetField": "TITLE SUMMARY BODY",
        "SuggestionKind": "PLACE ORGANISATION TERM TITLE DID_YOU_MEAN",
        "Tristate": "YES NO UNKNOWN",
        "Channel": "FACEBOOK INSTAGRAM THREADS LINKEDIN X MASTODON BLUESKY",
    }.items()
}
