"""Money one can apply for."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from content import text
from content.fields import TermsField
from content.models.page import Document, iso
from content.words import Vocabulary
from opportunities.models.opportunity import OpportunityPage


class FundingPage(OpportunityPage):
    """Money one can apply for, until a deadline."""

    type_name = "Funding"
    template_name = "opportunities/opportunity.html"

    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    max_grant = models.PositiveIntegerField(_("largest grant"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=[("DKK", "DKK"), ("NOK", "NOK")], default="DKK")
    eligibility = RichTextField(_("who can apply"), features=["bold", "italic", "link", "ul"], blank=True)
    meant_for = TermsField(Vocabulary.ACTOR.value, verbose_name=_("meant for"))
    legal_basis = models.CharField(_("legal basis"), max_length=120, blank=True)

    content_panels = [
        *OpportunityPage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("max_grant"), FieldPanel("currency")]),
                FieldPanel("meant_for"),
                FieldPanel("eligibility"),
                FieldPanel("legal_basis"),
            ],
            heading=_("The fund"),
        ),
    ]

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")

    def document(self) -> Document:
        return {
            **super().document(),
            "opensAt": iso(self.opens_at),
            "maxGrant": {"amount": self.max_grant, "currency": self.currency} if self.max_grant is not None else None,
            "eligibility": text.rich(self.eligibility),
            "meantFor": self.meant_for,
            "legalBasis": self.legal_basis or None,
        }

    def clean(self) -> None:
        super().clean()
        if self.opens_at and self.deadline and self.deadline <= self.opens_at:
            raise ValidationError({"deadline": _("The deadline must be after the fund opens.")})
