"""What every page of ours has, and what every content type has beyond that."""

from datetime import UTC, datetime
from functools import cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from content import blocks
from content.fields import TermField, TermsField, WordsField
from content.models.organisation import ContactPoint, Organisation
from content.models.photo import Photo
from content.models.taxonomy import Place
from content.sharing_panel import ShareForm, SharePanel, ShareTab
from content.words import Licence, OrganisationRole, Scope, Vocabulary

Document = dict[str, Any]


class PublishedPage(Page):
    """A page that readers see through its entry, and in no other way."""

    type_name: ClassVar[str] = ""
    template_name: ClassVar[str] = ""
    is_content: ClassVar[bool] = False

    facet_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = Page.settings_panels

    class Meta:
        abstract = True

    @classmethod
    @cache
    def get_edit_handler(cls) -> Any:
        """Wagtail's tabs, with one of our own for who, where and for whom."""
        tabs = [
            (cls.content_panels, _("Content")),
            (cls.facet_panels, _("Who, where, for whom")),
            (cls.promote_panels, _("Address")),
            (cls.settings_panels, _("Settings")),
        ]
        lists = [ObjectList(panels, heading=heading) for panels, heading in tabs if panels]
        lists[1:1] = cls.extra_tabs()
        lists[-1:-1] = cls.share_tabs()
        return TabbedInterface(lists, base_form_class=cls.base_form_class).bind_to_model(cls)

    @classmethod
    def extra_tabs(cls) -> list[ObjectList]:
        """Tabs after the first that only some types have."""
        return []

    @classmethod
    def share_tabs(cls) -> list[ObjectList]:
        """Before the last tab, where a page can be shared: what it looks like on each channel."""
        return []

    def document(self) -> Document:
        """What readers see, without the body, in the API's own shape."""
        return {"title": self.title}

    def written_body(self) -> list[blocks.Written]:
        """The blocks of the body, in the API's own shape."""
        return []

    def facets(self, document: Document) -> dict[str, list[str]]:
        """What it can be found by: values per dimension."""
        return {}

    def columns(self) -> dict[str, Any]:
        """The entry's columns that only some types fill: lifecycle, starts_at, ends_at, deadline."""
        return {}

    def occasions(self) -> list[tuple[datetime, datetime]]:
        """The times at which it takes place, from when to when."""
        return []

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Where readers find it: our own paths, with a language in front only where it is not the site's own."""
        from content import addresses, references

        snapshot = references.of(request) if request else references.current()[0]
        home = snapshot.home_of(self.path)
        if home is None:
            return None
        found = addresses.of(request) if request else addresses.without_request()
        site = snapshot.sites[home.site]
        return home.site_id, found.base(site), addresses.path_within(self.url_path, home, site)

    def serve(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Never called for readers: they are served entries. See `home/views.py`."""
        raise NotImplementedError("Pages are served from their entries.")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from content import pages

        return pages.preview(request, self)


class PagePlace(Orderable):
    """A place that a page is about."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="page_places")
    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("place")]


class PageOrganisation(Orderable):
    """An organisation behind a page, and its part in it."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="page_organisations")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="+"
    )
    role = models.CharField(_("part"), max_length=12, choices=OrganisationRole, default=OrganisationRole.ORGANISER)

    panels = [FieldRowPanel([FieldPanel("organisation"), FieldPanel("role")])]


class PageRelation(Orderable):
    """A page worth reading next."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="page_relations")
    related = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("related")]


class ContentPage(PublishedPage):
    """What every content type has: the words, the picture, who stands behind it, where and for whom."""

    is_content = True
    base_form_class = ShareForm
    exclude_fields_in_copy: ClassVar[list[str]] = ["share_texts"]  # last year's post is not this year's

    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("Two or three sentences. Shown in lists, on partner sites and when shared."),
    )
    photo = models.ForeignKey(
        Photo, verbose_name=_("photo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(blocks.BodyBlock(), verbose_name=_("body"), blank=True)

    scope = models.CharField(_("reaches"), max_length=20, choices=Scope, default=Scope.MUNICIPALITY)
    settings_in = TermsField(
        Vocabulary.SETTING.value,
        verbose_name=_("setting"),
        help_text=_("Town, forest, waterside: where it takes place."),
    )
    primary_area = TermField(
        Vocabulary.AREA.value, verbose_name=_("main area"), help_text=_("The part of the administration it belongs to.")
    )
    areas = TermsField(Vocabulary.AREA.value, verbose_name=_("other areas"))
    actors = TermsField(Vocabulary.ACTOR.value, verbose_name=_("who is behind it"))
    participation_forms = TermsField(Vocabulary.PARTICIPATION_FORM.value, verbose_name=_("forms of participation"))
    contributors = TermsField(
        Vocabulary.TARGET_GROUP.value, verbose_name=_("who contributes"), help_text=_("Those who do something.")
    )
    beneficiaries = TermsField(
        Vocabulary.TARGET_GROUP.value, verbose_name=_("who benefits"), help_text=_("Those it is done for or with.")
    )
    collaboration_level = TermField(Vocabulary.COLLABORATION_LEVEL.value, verbose_name=_("level of collaboration"))
    is_intergenerational = models.BooleanField(_("across generations"), default=False)
    is_low_threshold = models.BooleanField(
        _("easy to begin"), default=False, help_text=_("No experience, no long commitment needed.")
    )
    tags = WordsField(verbose_name=_("tags"))
    contact = models.ForeignKey(
        ContactPoint,
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty to use the contact of the main area."),
    )
    licence = models.CharField(_("licence of the text"), max_length=12, choices=Licence, default=Licence.CC_BY_4)
    reviewed_at = models.DateTimeField(_("last reviewed"), null=True, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("photo"), FieldPanel("body")]
    facet_panels = [
        MultiFieldPanel(
            [FieldPanel("scope"), InlinePanel("page_places", label=_("Place")), FieldPanel("settings_in")],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [FieldPanel("primary_area"), FieldPanel("areas"), FieldPanel("contact")], heading=_("Administration")
        ),
        MultiFieldPanel(
            [
                FieldPanel("actors"),
                InlinePanel("page_organisations", label=_("Organisation")),
                FieldPanel("collaboration_level"),
            ],
            heading=_("Who is behind it"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("participation_forms"),
                FieldPanel("contributors"),
                FieldPanel("beneficiaries"),
                FieldRowPanel([FieldPanel("is_intergenerational"), FieldPanel("is_low_threshold")]),
            ],
            heading=_("For whom, with whom"),
        ),
        MultiFieldPanel(
            [InlinePanel("page_relations", label=_("Related page")), FieldPanel("tags")], heading=_("Connections")
        ),
    ]
    settings_panels = [
        *Page.settings_panels,
        FieldRowPanel([FieldPanel("licence"), FieldPanel("reviewed_at")]),
    ]

    class Meta:
        abstract = True

    @classmethod
    def share_tabs(cls) -> list[ObjectList]:
        return [ShareTab([SharePanel()], heading=_("Share"))]

    def document(self) -> Document:
        places = [link.place for link in self.page_places.select_related("place")]
        organisations = [link.organisation for link in self.page_organisations.select_related("organisation")]
        written = self.written_body()
        photos = ([str(self.photo.uid)] if self.photo else []) + blocks.photos_in(written)
        return {
            **super().document(),
            "summary": self.summary,
            "photos": list(dict.fromkeys(photos)),
            "scope": self.scope,
            "settings": self.settings_in,
            "places": [str(place.uid) for place in places],
            "primaryArea": self.primary_area or None,
            "areas": list(dict.fromkeys([code for code in [self.primary_area, *self.areas] if code])),
            "actors": self.actors,
            "participationForms": self.participation_forms,
            "contributors": self.contributors,
            "beneficiaries": self.beneficiaries,
            "collaborationLevel": self.collaboration_level or None,
            "isIntergenerational": self.is_intergenerational,
            "isLowThreshold": self.is_low_threshold,
            "tags": self.tags,
            "organisations": [str(organisation.uid) for organisation in organisations],
            "contact": str(self.contact.uid) if self.contact else None,
            "related": [str(link.related.translation_key) for link in self.page_relations.select_related("related")],
            "licence": self.licence,
            "reviewedAt": iso(self.reviewed_at),
            "share": {
                own.channel: {"text": own.text, "basis": own.basis, "plannedFor": iso(own.planned_for)}
                for own in self.share_texts.all()
            },
        }

    def written_body(self) -> list[blocks.Written]:
        return blocks.write(self.body)

    def facets(self, document: Document) -> dict[str, list[str]]:
        return {
            "area": document["areas"],
            "primary_area": [document["primaryArea"]] if document["primaryArea"] else [],
            "actor": document["actors"],
            "participation_form": document["participationForms"],
            "contributor": document["contributors"],
            "beneficiary": document["beneficiaries"],
            "collaboration_level": [document["collaborationLevel"]] if document["collaborationLevel"] else [],
            "setting": document["settings"],
            "scope": [document["scope"]],
            "tag": document["tags"],
            "place": document["places"],
            "organisation": document["organisations"],
            "photo": document["photos"],
            "contact": [document["contact"]] if document["contact"] else [],
            "planned": [
                f"{own['plannedFor']} {channel}" for channel, own in document["share"].items() if own["plannedFor"]
            ],
            "flag": [
                name
                for name, holds in (
                    ("intergenerational", self.is_intergenerational),
                    ("low_threshold", self.is_low_threshold),
                )
                if holds
            ],
        }

    def clean(self) -> None:
        super().clean()
        if self.pk and any(link.related_id == self.pk for link in self.page_relations.all()):
            raise ValidationError(_("A page cannot be related to itself."))


def iso(moment: datetime | None) -> str | None:
    """A moment as documents keep it: UTC, to the second."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
