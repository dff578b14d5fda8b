"""The site's own pages: the front, the lists, what one should know."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from content import blocks
from content.models import Photo, PublishedPage
from content.models.page import Document, iso


class HomePage(PublishedPage):
    """A municipality's front page."""

    type_name = "HomePage"
    template_name = "home/home.html"

    lead = models.TextField(_("lead"), max_length=400, blank=True, help_text=_("Two or three sentences of welcome."))
    photo = models.ForeignKey(
        Photo, verbose_name=_("photo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("photo")]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def document(self) -> Document:
        return {
            **super().document(),
            "lead": self.lead,
            "photos": [str(self.photo.uid)] if self.photo else [],
        }

    def facets(self, document: Document) -> dict[str, list[str]]:
        return {"photo": document["photos"]}


class IndexPage(PublishedPage):
    """A list of everything of one type that a site has published."""

    type_name = "IndexPage"
    template_name = "home/index.html"

    class Lists(models.TextChoices):
        STORIES = "STORIES", _("good stories")
        INITIATIVES = "INITIATIVES", _("initiative examples")
        OPPORTUNITIES = "OPPORTUNITIES", _("opportunities")

    lists = models.CharField(_("lists"), max_length=16, choices=Lists)
    lead = models.TextField(_("lead"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lists"), FieldPanel("lead")]
    parent_page_types = ["home.HomePage"]

    class Meta:
        verbose_name = _("list")
        verbose_name_plural = _("lists")

    def document(self) -> Document:
        return {**super().document(), "lists": self.lists, "lead": self.lead}


class _TextPage(PublishedPage):
    """A lead and a body."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(blocks.BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.InfoPage"]

    class Meta:
        abstract = True

    def document(self) -> Document:
        return {**super().document(), "lead": self.lead, "photos": blocks.photos_in(self.written_body())}

    def written_body(self) -> list[blocks.Written]:
        return blocks.write(self.body)

    def facets(self, document: Document) -> dict[str, list[str]]:
        return {"photo": document["photos"]}


class InfoPage(_TextPage):
    """What one should know: about the site, privacy, how to take part."""

    type_name = "InfoPage"
    template_name = "home/info.html"

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")


class GuidePage(_TextPage):
    """One place to turn to for one subject: insurance, premises, funding. Says when it was last reviewed."""

    type_name = "GuidePage"
    template_name = "home/guide.html"

    topic = models.CharField(_("subject"), max_length=80, help_text=_("Such as: insurance."))
    reviewed_at = models.DateTimeField(_("last reviewed"), null=True, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("topic"), FieldPanel("reviewed_at")]),
        *_TextPage.content_panels[1:],
    ]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def document(self) -> Document:
        return {**super().document(), "topic": self.topic, "reviewedAt": iso(self.reviewed_at)}
