"""A hearing before something is decided."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField

from content import text
from content.fields import TermField
from content.models.page import Document
from content.words import Vocabulary
from opportunities.models.opportunity import OpportunityPage

FEATURES = ["bold", "italic", "link", "document-link", "ul", "ol"]


class ConsultationPage(OpportunityPage):
    """A hearing before something is decided, and what came of it."""

    type_name = "Consultation"
    template_name = "opportunities/opportunity.html"

    phase = TermField(Vocabulary.PHASE.value, verbose_name=_("phase"))
    decision_on = models.DateField(_("decided on"), null=True, blank=True)
    input_summary = RichTextField(_("what people said"), features=FEATURES, blank=True)
    outcome = RichTextField(_("what came of it"), features=FEATURES, blank=True)

    content_panels = [
        *OpportunityPage.content_panels,
        FieldRowPanel([FieldPanel("phase"), FieldPanel("decision_on")]),
        FieldPanel("input_summary"),
        FieldPanel("outcome"),
    ]

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")

    def document(self) -> Document:
        return {
            **super().document(),
            "phase": self.phase or None,
            "decisionOn": self.decision_on.isoformat() if self.decision_on else None,
            "inputSummary": text.rich(self.input_summary),
            "outcome": text.rich(self.outcome),
        }

    def facets(self, document: Document) -> dict[str, list[str]]:
        return {**super().facets(document), "phase": [document["phase"]] if document["phase"] else []}

    def clean(self) -> None:
        super().clean()
        if self.decision_on and self.deadline and self.decision_on <= self.deadline.date():
            raise ValidationError({"decision_on": _("People must be heard before it is decided.")})
