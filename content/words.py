"""The closed lists: words that only we can add to, because code depends on each of them.

Open vocabularies are terms, see `models/taxonomy.py`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Vocabulary(models.TextChoices):
    ACTOR = "ACTOR", _("Actors")
    PARTICIPATION_FORM = "PARTICIPATION_FORM", _("Forms of participation")
    TARGET_GROUP = "TARGET_GROUP", _("Target groups")
    AREA = "AREA", _("Administration areas")
    OPPORTUNITY_KIND = "OPPORTUNITY_KIND", _("Kinds of opportunity")
    TIME_COMMITMENT = "TIME_COMMITMENT", _("Time commitments")
    COLLABORATION_LEVEL = "COLLABORATION_LEVEL", _("Levels of collaboration")
    STORY_TOPIC = "STORY_TOPIC", _("Story topics")
    RESOURCE_TYPE = "RESOURCE_TYPE", _("Resources to exchange")
    REQUIREMENT = "REQUIREMENT", _("Requirements")
    SETTING = "SETTING", _("Settings")
    PHASE = "PHASE", _("Phases")


class Scope(models.TextChoices):
    """How far something reaches."""

    VENUE = "VENUE", _("one place")
    LOCALITY = "LOCALITY", _("a local area")
    MUNICIPALITY = "MUNICIPALITY", _("the whole municipality")
    MULTI_MUNICIPALITY = "MULTI_MUNICIPALITY", _("several municipalities")
    ONLINE = "ONLINE", _("online")


class PlaceLevel(models.TextChoices):
    VENUE = "VENUE", _("venue")
    LOCALITY = "LOCALITY", _("local area")
    MUNICIPALITY = "MUNICIPALITY", _("municipality")


class Known(models.TextChoices):
    """Yes, no, or nobody has told: unknown is neither."""

    YES = "YES", _("yes")
    NO = "NO", _("no")
    UNKNOWN = "UNKNOWN", _("unknown")


class Licence(models.TextChoices):
    CC_BY_4 = "CC_BY_4", "CC BY 4.0"
    CC_BY_SA_4 = "CC_BY_SA_4", "CC BY-SA 4.0"
    CC0 = "CC0", "CC0 1.0"
    ALL_RIGHTS = "ALL_RIGHTS", _("all rights reserved")


class Purpose(models.TextChoices):
    """What a picture of people may be used for."""

    OWN_WEBSITE = "OWN_WEBSITE", _("own website")
    PARTNER_SITES = "PARTNER_SITES", _("partner sites")
    SOCIAL_MEDIA = "SOCIAL_MEDIA", _("social media")
    PRINT = "PRINT", _("print")


class Consent(models.TextChoices):
    """Where a picture stands with the people in it."""

    NOT_REQUIRED = "NOT_REQUIRED", _("not needed: nobody can be recognised")
    ASSESSED_OK = "ASSESSED_OK", _("assessed: may be shown, the note is on file")
    GRANTED = "GRANTED", _("consent given")
    PENDING = "PENDING", _("waiting for consent")
    EXPIRED = "EXPIRED", _("consent has ended")
    WITHDRAWN = "WITHDRAWN", _("consent withdrawn")


TRUSTED = frozenset({Consent.NOT_REQUIRED, Consent.ASSESSED_OK, Consent.GRANTED})


class Lifecycle(models.TextChoices):
    """Where an opportunity stands. EXPIRED follows from its dates; the others are said by an editor."""

    OPEN = "OPEN", _("open")
    FULL = "FULL", pgettext_lazy("opportunity", "full")
    PAUSED = "PAUSED", _("paused")
    CLOSED = "CLOSED", _("closed")
    EXPIRED = "EXPIRED", _("expired")
    CANCELLED = "CANCELLED", _("cancelled")
    POSTPONED = "POSTPONED", _("postponed")


class EventStatus(models.TextChoices):
    SCHEDULED = "SCHEDULED", _("as planned")
    CANCELLED = "CANCELLED", _("cancelled")
    POSTPONED = "POSTPONED", _("postponed")
    RESCHEDULED = "RESCHEDULED", _("moved to another time")
    MOVED_ONLINE = "MOVED_ONLINE", _("moved online")


class NeedStatus(models.TextChoices):
    NEEDED = "NEEDED", _("needed")
    FILLED = "FILLED", _("filled")
    UNKNOWN = "UNKNOWN", _("unknown")


class Evidence(models.TextChoices):
    DECLARED = "DECLARED", _("they told us")
    OBSERVED = "OBSERVED", _("we saw it ourselves")


class InsuranceBy(models.TextChoices):
    MUNICIPAL = "MUNICIPAL", _("the municipality")
    ORGANISATION = "ORGANISATION", _("the organisation")
    OWN = "OWN", _("the volunteer")
    UNKNOWN = "UNKNOWN", _("unknown")


class CostKind(models.TextChoices):
    FREE = "FREE", pgettext_lazy("price", "free")
    PAID = "PAID", _("costs money")
    UNKNOWN = "UNKNOWN", _("unknown")


class BenefitClass(models.TextChoices):
    """How Danish unemployment and early-retirement rules see the work."""

    ACTIVITY = "ACTIVITY", _("an activity: no effect")
    UNPAID_WORK = "UNPAID_WORK", _("voluntary unpaid work: up to a monthly limit")
    OPERATION_MAINTENANCE = "OPERATION_MAINTENANCE", _("operation and maintenance: always deducted")
    NOT_ASSESSED = "NOT_ASSESSED", _("not assessed")


class ExchangeDirection(models.TextChoices):
    OFFER = "OFFER", _("offers")
    NEED = "NEED", _("needs")


class OrganisationRole(models.TextChoices):
    ORGANISER = "ORGANISER", _("organiser")
    INITIATOR = "INITIATOR", _("initiator")
    COORDINATOR = "COORDINATOR", _("coordinator")
    OWNER = "OWNER", _("owner")
    PARTNER = "PARTNER", _("partner")


class Reason(models.TextChoices):
    """Why the log has a line."""

    CREATED = "CREATED", _("published")
    UPDATED = "UPDATED", _("changed")
    MOVED = "MOVED", _("moved")
    UNPUBLISHED = "UNPUBLISHED", _("unpublished")
    DELETED = "DELETED", _("deleted")
    EXPIRED = "EXPIRED", _("expired")
    CANCELLED = "CANCELLED", _("cancelled")
    RESTRICTED = "RESTRICTED", _("made private")
    IMAGE_CONSENT_WITHDRAWN = "IMAGE_CONSENT_WITHDRAWN", _("consent to a picture withdrawn")
    IMAGE_CONSENT_EXPIRED = "IMAGE_CONSENT_EXPIRED", _("consent to a picture ended")
    TRANSLATION_ADDED = "TRANSLATION_ADDED", _("translation added")


class Channel(models.TextChoices):
    """Where a post can go. Another channel is a word here and a row of its rules."""

    FACEBOOK = "FACEBOOK", "Facebook"
    INSTAGRAM = "INSTAGRAM", "Instagram"
    THREADS = "THREADS", "Threads"
    LINKEDIN = "LINKEDIN", "LinkedIn"
    X = "X", "X"
    MASTODON = "MASTODON", "Mastodon"
    BLUESKY = "BLUESKY", "Bluesky"
    GOOGLE_BUSINESS = "GOOGLE_BUSINESS", "Google Business Profile"


class Counting(models.TextChoices):
    """The ways in which channels count a text; each is a function in `counting.py`."""

    CHARACTERS = "CHARACTERS", _("characters")
    WEIGHTED = "WEIGHTED", _("X's weights: links 23, emoji 2")
    MASTODON = "MASTODON", _("characters people see; links 23")
    EMOJI_AS_BYTES = "EMOJI_AS_BYTES", _("characters; emoji as bytes")
    GRAPHEMES = "GRAPHEMES", _("characters people see")
