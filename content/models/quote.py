"""Someone's own words."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.words import Consent


class Quote(models.Model):
    """Someone's own words, who they are, and whether they said yes to being quoted."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("words"), max_length=400, help_text=_("Put your own additions in (brackets)."))
    language = models.CharField(
        _("language"),
        max_length=5,
        default="da",
        choices=[("da", "dansk"), ("nb", "bokmål"), ("nn", "nynorsk"), ("en", "English")],
    )
    role = models.CharField(_("who says it"), max_length=100, help_text=_("The role: player, neighbour, head teacher."))
    name = models.CharField(_("name"), max_length=100, blank=True)
    publish_name = models.BooleanField(_("show the name"), default=False)
    provenance = models.CharField(_("said where"), max_length=160, blank=True)
    consent = models.CharField(_("consent"), max_length=12, choices=Consent, default=Consent.PENDING)

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("language")]),
        MultiFieldPanel([FieldPanel("name"), FieldPanel("publish_name")], heading=_("Person")),
        FieldRowPanel([FieldPanel("provenance"), FieldPanel("consent")]),
    ]

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")

    def __str__(self) -> str:
        return f"{self.text[:60]} ({self.role})"
