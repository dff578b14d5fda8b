"""Offers and needs: what one has and another lacks."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from content.fields import TermsField
from content.models.page import Document
from content.words import ExchangeDirection, Vocabulary
from opportunities.models.opportunity import OpportunityPage


class ExchangePage(OpportunityPage):
    """An offer or a need: premises, equipment, skills, hands."""

    type_name = "Exchange"
    template_name = "opportunities/opportunity.html"

    direction = models.CharField(_("offers or needs"), max_length=8, choices=ExchangeDirection)
    resource_types = TermsField(Vocabulary.RESOURCE_TYPE.value, verbose_name=_("what"), blank=False)
    meant_for = TermsField(Vocabulary.ACTOR.value, verbose_name=_("meant for"))

    content_panels = [
        *OpportunityPage.content_panels[:2],
        FieldRowPanel([FieldPanel("direction"), FieldPanel("resource_types"), FieldPanel("meant_for")]),
        *OpportunityPage.content_panels[2:],
    ]

    class Meta:
        verbose_name = _("offer or need")
        verbose_name_plural = _("offers and needs")

    def document(self) -> Document:
        return {
            **super().document(),
            "direction": self.direction,
            "resourceTypes": self.resource_types,
            "meantFor": self.meant_for,
        }

    def facets(self, document: Document) -> dict[str, list[str]]:
        return {
            **super().facets(document),
            "direction": [document["direction"]],
            "resource_type": document["resourceTypes"],
        }
