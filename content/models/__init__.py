"""The floor's models, one file per thing."""

from content.models.change import Change, DueMoment, Pruned
from content.models.entry import Entry, Facet, FormerPath, Occasion
from content.models.organisation import Body, ContactPoint, Organisation
from content.models.page import ContentPage, PageOrganisation, PagePlace, PageRelation, PublishedPage
from content.models.photo import Photo, Rendition
from content.models.photo_use import PhotoUse
from content.models.quote import Quote
from content.models.sharing import ChannelRules, Posting, ShareTemplate, ShareText, ThemeHashtags
from content.models.site import MunicipalityCode, SiteSettings
from content.models.taxonomy import LocalLabel, Place, Term
from content.models.withdrawal import Withdrawal

__all__ = [
    "Body",
    "Change",
    "ChannelRules",
    "ContactPoint",
    "ContentPage",
    "DueMoment",
    "Entry",
    "Facet",
    "FormerPath",
    "LocalLabel",
    "MunicipalityCode",
    "Occasion",
    "Organisation",
    "PageOrganisation",
    "PagePlace",
    "PageRelation",
    "Photo",
    "PhotoUse",
    "Place",
    "Posting",
    "Pruned",
    "PublishedPage",
    "Quote",
    "Rendition",
    "ShareTemplate",
    "ShareText",
    "SiteSettings",
    "Term",
    "ThemeHashtags",
    "Withdrawal",
]
