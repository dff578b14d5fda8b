"""Words and places: what content is sorted by."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Site

from content.fields import LocalisedText, TermField, TermsField, WordsField, text_in, validate_code
from content.words import Known, PlaceLevel, Vocabulary


class Term(models.Model):
    """A word of a shared vocabulary. The code never changes; the labels may."""

    vocabulary = models.CharField(_("vocabulary"), max_length=24, choices=Vocabulary)
    code = models.CharField(
        _("code"),
        max_length=64,
        validators=[validate_code],
        help_text=_("In capitals, such as CLEAN_UP. Partners write it into their programs: it can never change."),
    )
    labels = LocalisedText(verbose_name=_("labels"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Low numbers come first."))
    broader = models.ForeignKey(
        "self",
        verbose_name=_("broader term"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="narrower",
    )
    exact_match = WordsField(
        verbose_name=_("same as"), help_text=_("Addresses of the same word in other vocabularies (KLE, Los).")
    )

    panels = [
        FieldRowPanel([FieldPanel("vocabulary"), FieldPanel("code")]),
        FieldPanel("labels"),
        FieldRowPanel([FieldPanel("position"), FieldPanel("broader")]),
        FieldPanel("exact_match"),
    ]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="a_code_is_used_once_per_vocabulary")
        ]

    def __str__(self) -> str:
        return self.label(get_language() or "da")

    def label(self, language: str) -> str:
        return text_in(self.labels, [language.split("-")[0]]) or self.code


class LocalLabel(models.Model):
    """What one municipality calls one or more administration areas: Randers says "Ældre og Kultur"."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="local_labels")
    label = models.CharField(_("label"), max_length=80)
    area = TermField(Vocabulary.AREA.value, verbose_name=_("area"), blank=False)
    also = TermsField(Vocabulary.AREA.value, verbose_name=_("also covers"))

    panels = [FieldPanel("site"), FieldPanel("label"), FieldPanel("area"), FieldPanel("also")]

    class Meta:
        verbose_name = _("local label")
        verbose_name_plural = _("local labels")
        constraints = [models.UniqueConstraint(fields=["site", "area"], name="one_local_label_per_area")]

    def __str__(self) -> str:
        return self.label


class Place(models.Model):
    """Somewhere: a venue, a local area, or the whole municipality. Coordinates are WGS 84 degrees."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="places")
    level = models.CharField(_("level"), max_length=12, choices=PlaceLevel, default=PlaceLevel.VENUE)
    code = models.CharField(
        _("code"),
        max_length=64,
        validators=[validate_code],
        help_text=_("In capitals, such as LANGAA. Unique per site."),
    )
    name = models.CharField(_("name"), max_length=120)
    within = models.ForeignKey(
        "self", verbose_name=_("lies in"), null=True, blank=True, on_delete=models.SET_NULL, related_name="contains"
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    wheelchair = models.CharField(_("wheelchair access"), max_length=7, choices=Known, default=Known.UNKNOWN)
    hearing_loop = models.CharField(_("hearing loop"), max_length=7, choices=Known, default=Known.UNKNOWN)
    toilet = models.CharField(_("accessible toilet"), max_length=7, choices=Known, default=Known.UNKNOWN)
    quiet_space = models.CharField(_("quiet space"), max_length=7, choices=Known, default=Known.UNKNOWN)

    panels = [
        FieldPanel("site"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
        FieldRowPanel([FieldPanel("level"), FieldPanel("within")]),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("wheelchair"), FieldPanel("hearing_loop")]),
                FieldRowPanel([FieldPanel("toilet"), FieldPanel("quiet_space")]),
            ],
            heading=_("Accessibility"),
        ),
    ]

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(fields=["site", "code"], name="a_place_code_is_used_once_per_site"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="a_place_has_both_coordinates_or_none",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
