"""A room or a thing to borrow."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from content.models import Place
from content.models.page import Document
from opportunities.models.opportunity import OpportunityPage


class Weekday(models.IntegerChoices):
    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class FacilityPage(OpportunityPage):
    """A room or a thing to borrow."""

    type_name = "Facility"
    template_name = "opportunities/opportunity.html"

    venue = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    capacity = models.PositiveSmallIntegerField(_("room for"), null=True, blank=True, help_text=_("People."))
    booking_url = models.URLField(_("where to book"), blank=True)

    content_panels = [
        *OpportunityPage.content_panels,
        FieldRowPanel([FieldPanel("venue"), FieldPanel("capacity"), FieldPanel("booking_url")]),
        InlinePanel("hours", heading=_("When it can be used"), label=_("Hours")),
    ]

    class Meta:
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")

    def document(self) -> Document:
        return {
            **self.document_at(self.venue),
            "capacity": self.capacity,
            "bookingUrl": self.booking_url or None,
            "availability": [
                {"weekday": each.weekday, "opens": f"{each.opens:%H:%M}", "closes": f"{each.closes:%H:%M}"}
                for each in self.hours.all()
            ],
        }


class FacilityHours(Orderable):
    """A weekday on which a facility can be used, and from when to when. Local time."""

    page = ParentalKey(FacilityPage, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("to"))

    panels = [FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])]

    def clean(self) -> None:
        super().clean()
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("It must close after it opens.")})
