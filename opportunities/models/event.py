"""Something that happens at a time and a place."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.models import Place
from content.models.page import Document, iso
from content.words import EventStatus, Lifecycle
from opportunities.models.opportunity import OpportunityPage


class EventPage(OpportunityPage):
    """Something that happens at a time and a place, open to all."""

    type_name = "Event"
    template_name = "opportunities/opportunity.html"

    venue = models.ForeignKey(
        Place, verbose_name=_("venue"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    previous_start = models.DateTimeField(
        _("was to begin"), null=True, blank=True, help_text=_("Fill in when it is moved to another time.")
    )
    is_moved_online = models.BooleanField(_("moved online"), default=False)

    content_panels = [
        *OpportunityPage.content_panels[:2],
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]), FieldPanel("venue")],
            heading=_("When and where"),
        ),
        *OpportunityPage.content_panels[2:],
    ]
    when_panels = [
        MultiFieldPanel(
            [
                *OpportunityPage.when_panels[0].children[1:],
                FieldRowPanel([FieldPanel("previous_start"), FieldPanel("is_moved_online")]),
            ],
            heading=_("Series and changes"),
        ),
        *OpportunityPage.when_panels[1:],
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @property
    def status(self) -> EventStatus:
        """Follows from what else is said, so that the two can never disagree."""
        if self.lifecycle in (Lifecycle.CANCELLED, Lifecycle.POSTPONED):
            return EventStatus(self.lifecycle)
        if self.is_moved_online:
            return EventStatus.MOVED_ONLINE
        return EventStatus.RESCHEDULED if self.previous_start else EventStatus.SCHEDULED

    def document(self) -> Document:
        return {
            **self.document_at(self.venue),
            "eventStatus": self.status,
            "previousStart": iso(self.previous_start),
        }

    def clean(self) -> None:
        super().clean()
        if self.starts_at is None:
            raise ValidationError({"starts_at": _("An event needs a beginning.")})
