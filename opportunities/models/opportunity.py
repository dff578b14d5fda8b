"""What all opportunities share: until when, what it takes, what it costs, whether it is still true."""

from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.models import Orderable, Page

from content import references
from content.fields import TermField, TermsField
from content.models import ContentPage, Place
from content.models.page import Document, iso
from content.words import (
    BenefitClass,
    CostKind,
    Evidence,
    InsuranceBy,
    Known,
    Lifecycle,
    NeedStatus,
    Vocabulary,
)
from opportunities import schedule
from opportunities.schedule import Occurrence, Rhythm

DECLARED = [choice for choice in Lifecycle.choices if choice[0] != Lifecycle.EXPIRED]
FEATURES = ("wheelchair", "hearing_loop", "toilet", "quiet_space", "easy_read")


class OpportunityDate(Orderable):
    """A date of a series that its rhythm does not give: one more, or one that is cancelled."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="opportunity_dates")
    day = models.DateField(_("date"))
    is_cancelled = models.BooleanField(_("cancelled"), default=False)

    panels = [FieldRowPanel([FieldPanel("day"), FieldPanel("is_cancelled")])]


class OpportunityPage(ContentPage):
    """Something a reader can join, borrow, apply for or answer."""

    kind = TermField(
        Vocabulary.OPPORTUNITY_KIND.value, verbose_name=_("kind"), blank=False, help_text=_("What readers call it.")
    )
    lifecycle = models.CharField(_("state"), max_length=12, choices=DECLARED, default=Lifecycle.OPEN)
    lifecycle_reason = models.CharField(
        _("why"), max_length=200, blank=True, help_text=_("Shown to readers: why it is paused, closed or cancelled.")
    )
    valid_through = models.DateTimeField(
        _("valid until"), null=True, blank=True, help_text=_("After this it has expired.")
    )
    deadline = models.DateTimeField(
        _("deadline"), null=True, blank=True, help_text=_("From this moment one can no longer sign up or apply.")
    )
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True, help_text=_("Local time."))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True, help_text=_("Leave empty if it is open-ended."))
    rhythm = models.CharField(_("repeats"), max_length=12, choices=Rhythm, default=Rhythm.ONCE, blank=True)
    repeats_until = models.DateField(_("until"), null=True, blank=True, help_text=_("The last date of the series."))

    commitment = TermField(Vocabulary.TIME_COMMITMENT.value, verbose_name=_("how often"))
    minutes = models.PositiveSmallIntegerField(_("minutes each time"), null=True, blank=True)
    commitment_note = models.CharField(_("about the time"), max_length=200, blank=True)
    min_age = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)
    requirements = TermsField(Vocabulary.REQUIREMENT.value, verbose_name=_("what it takes"))
    insurance = models.CharField(_("insured by"), max_length=12, choices=InsuranceBy, default=InsuranceBy.UNKNOWN)
    cost = models.CharField(_("price"), max_length=8, choices=CostKind, default=CostKind.UNKNOWN)
    cost_note = models.CharField(_("about the price"), max_length=120, blank=True)
    expenses_covered = models.BooleanField(_("expenses are covered"), null=True, blank=True)
    wheelchair = models.CharField(_("wheelchair access"), max_length=7, choices=Known, default=Known.UNKNOWN)
    hearing_loop = models.CharField(_("hearing loop"), max_length=7, choices=Known, default=Known.UNKNOWN)
    toilet = models.CharField(_("accessible toilet"), max_length=7, choices=Known, default=Known.UNKNOWN)
    quiet_space = models.CharField(_("quiet space"), max_length=7, choices=Known, default=Known.UNKNOWN)
    easy_read = models.CharField(_("easy to read"), max_length=7, choices=Known, default=Known.UNKNOWN)
    need = models.CharField(_("still needed"), max_length=8, choices=NeedStatus, default=NeedStatus.UNKNOWN)
    need_as_of = models.DateField(_("as of"), null=True, blank=True, help_text=_("The day somebody last confirmed it."))
    need_evidence = models.CharField(_("how we know"), max_length=8, choices=Evidence, default=Evidence.DECLARED)
    places_total = models.PositiveSmallIntegerField(_("places in all"), null=True, blank=True)
    places_left = models.PositiveSmallIntegerField(_("places left"), null=True, blank=True)
    benefit_class = models.CharField(
        _("effect on benefits"), max_length=24, choices=BenefitClass, default=BenefitClass.NOT_ASSESSED
    )
    apply_url = models.URLField(_("where to sign up"), blank=True)

    when_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("rhythm"), FieldPanel("repeats_until")]),
                InlinePanel("opportunity_dates", label=_("Other date")),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("deadline"), FieldPanel("valid_through")]),
                FieldRowPanel([FieldPanel("lifecycle"), FieldPanel("lifecycle_reason")]),
            ],
            heading=_("Until when"),
        ),
    ]
    takes_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("commitment"), FieldPanel("minutes")]),
                FieldPanel("commitment_note"),
                FieldRowPanel([FieldPanel("min_age"), FieldPanel("max_age")]),
                FieldPanel("requirements"),
            ],
            heading=_("What it takes"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("need"), FieldPanel("need_as_of"), FieldPanel("need_evidence")]),
                FieldRowPanel([FieldPanel("places_total"), FieldPanel("places_left")]),
            ],
            heading=_("The need"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("cost"), FieldPanel("cost_note")]),
                FieldRowPanel([FieldPanel("insurance"), FieldPanel("expenses_covered")]),
                FieldPanel("benefit_class"),
            ],
            heading=_("Terms"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel(feature) for feature in FEATURES])], heading=_("Accessibility")),
    ]
    content_panels = [
        *ContentPage.content_panels[:1],
        FieldPanel("kind"),
        *ContentPage.content_panels[1:],
        FieldPanel("apply_url"),
    ]
    parent_page_types = ["home.IndexPage", "home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    @classmethod
    def extra_tabs(cls) -> list[ObjectList]:
        return [
            ObjectList(cls.when_panels, heading=_("When")),
            ObjectList(cls.takes_panels, heading=_("What it takes")),
        ]

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the page's site."""
        snapshot, _number = references.current()
        home = snapshot.home_of(self.path or "")
        return snapshot.sites[home.site].zone if home else ZoneInfo("Europe/Copenhagen")

    def occurrences(self) -> list[Occurrence]:
        """Every time it takes place, cancelled ones marked."""
        if self.starts_at is None:
            return []
        dates = list(self.opportunity_dates.all())
        return schedule.occurrences(
            self.starts_at,
            self.ends_at,
            self.rhythm,
            self.repeats_until,
            extra=[other.day for other in dates if not other.is_cancelled],
            cancelled=[other.day for other in dates if other.is_cancelled],
            zone=self.zone,
        )

    def over_at(self) -> datetime | None:
        """The moment from which it has expired: what the editor said, else the end of the last occurrence."""
        if self.valid_through:
            return self.valid_through
        times = [each.ends_at or each.starts_at for each in self.occurrences() if not each.is_cancelled]
        return max(times, default=None)

    def columns(self) -> dict[str, Any]:
        return {
            "lifecycle": self.lifecycle,
            "starts_at": self.starts_at,
            "ends_at": self.over_at(),
            "deadline": self.deadline,
            "min_age": self.min_age,
            "max_age": self.max_age,
            "minutes": self.minutes,
        }

    def occasions(self) -> list[tuple[datetime, datetime]]:
        """Cancelled ones left out. What has no end counts for the moment at which it begins."""
        return [
            (each.starts_at, each.ends_at or each.starts_at + timedelta(seconds=1))
            for each in self.occurrences()
            if not each.is_cancelled
        ]

    def document(self) -> Document:
        return {
            **super().document(),
            "kind": self.kind,
            "lifecycleReason": self.lifecycle_reason or None,
            "validThrough": iso(self.over_at()),
            "startsAt": iso(self.starts_at),
            "endsAt": iso(self.ends_at),
            "recurrenceRule": schedule.recurrence_rule(self.rhythm, self.repeats_until),
            "occurrences": [[iso(each.starts_at), iso(each.ends_at), each.is_cancelled] for each in self.occurrences()],
            "commitment": self._commitment(),
            "minAge": self.min_age,
            "maxAge": self.max_age,
            "requirements": self.requirements,
            "insurance": self.insurance,
            "cost": {"kind": self.cost, "note": self.cost_note or None, "expensesCovered": self.expenses_covered},
            "accessibility": {feature: getattr(self, feature) for feature in FEATURES},
            "need": {
                "status": self.need,
                "asOf": self.need_as_of.isoformat() if self.need_as_of else None,
                "evidence": self.need_evidence,
                "placesTotal": self.places_total,
                "placesLeft": self.places_left,
            },
            "benefitClass": self.benefit_class,
            "applyUrl": self.apply_url or None,
            "documents": [
                block["document"]
                for block in self.written_body()
                if block["type"] == "DocumentBlock" and block["document"]
            ],
        }

    def document_at(self, venue: Place | None) -> Document:
        """The document of something that has a venue: one of its places, whether or not an editor says so twice."""
        document = OpportunityPage.document(self)
        uid = str(venue.uid) if venue else None
        places = [each for each in (uid, *document["places"]) if each]
        return {**document, "venue": uid, "places": list(dict.fromkeys(places))}

    def _commitment(self) -> dict[str, Any] | None:
        if not (self.commitment or self.minutes or self.commitment_note):
            return None
        return {"term": self.commitment or None, "minutes": self.minutes, "note": self.commitment_note or None}

    def facets(self, document: Document) -> dict[str, list[str]]:
        return {
            **super().facets(document),
            "kind": [document["kind"]],
            "requirement": document["requirements"],
            "wheelchair": [self.wheelchair],
            "cost": [self.cost],
            "commitment": [self.commitment] if self.commitment else [],
        }

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        if self.ends_at and not self.starts_at:
            wrong["starts_at"] = _("Say when it begins, since you say when it ends.")
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            wrong["ends_at"] = _("It must end after it begins.")
        if self.rhythm and not self.repeats_until:
            wrong["repeats_until"] = _("Say how long the series goes on.")
        if self.rhythm and self.starts_at and self.repeats_until and self.repeats_until < self.starts_at.date():
            wrong["repeats_until"] = _("The series must not end before it begins.")
        if self.min_age is not None and self.max_age is not None and self.max_age < self.min_age:
            wrong["max_age"] = _("The highest age must not be below the lowest.")
        if self.places_total is not None and self.places_left is not None and self.places_left > self.places_total:
            wrong["places_left"] = _("There cannot be more places left than there are.")
        if wrong:
            raise ValidationError(wrong)
