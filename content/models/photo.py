"""A photo, its sizes, and the consent of the people in it."""

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from content import placeholder
from content.fields import ListField, LocalisedText, text_in
from content.words import Consent, Licence, Purpose


class PurposesField(ListField):
    """What a photo may be used for, by code."""

    def formfield(self, **options: Any) -> Any:
        from django import forms

        return forms.MultipleChoiceField(
            choices=Purpose.choices,
            required=False,
            label=str(self.verbose_name).capitalize(),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


class Photo(AbstractImage):
    """A photo with its words in each language, and what the people in it have said yes to."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    alt = LocalisedText(
        verbose_name=_("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What one would say on the telephone. Needed in each language the photo is shown in."),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It says nothing that the text does not say. Screen readers skip it."),
    )
    caption = LocalisedText(verbose_name=_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("photographer"), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=12, choices=Licence, default=Licence.ALL_RIGHTS)

    consent = models.CharField(_("consent"), max_length=12, choices=Consent, default=Consent.PENDING)
    persons = models.PositiveSmallIntegerField(_("recognisable people"), default=0)
    by_guardian = models.BooleanField(
        _("given by a guardian"), default=False, help_text=_("Children: under 15 in Norway, by judgement in Denmark.")
    )
    special_category = models.BooleanField(
        _("reveals health, disability, faith or origin"),
        default=False,
        help_text=_("Then an assessment is not enough: it takes explicit consent (GDPR article 9)."),
    )
    is_explicit = models.BooleanField(_("explicit consent"), default=False)
    purposes = PurposesField(verbose_name=_("may be used for"))
    consent_expires_at = models.DateTimeField(_("consent ends"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("consent withdrawn at"), null=True, blank=True, editable=False)
    evidence = models.CharField(
        _("evidence"), max_length=120, blank=True, help_text=_("A case or journal number. Never a name.")
    )

    blurhash = models.CharField(max_length=40, blank=True, editable=False)
    dominant_colour = models.CharField(max_length=7, blank=True, editable=False)

    CONSENT_FIELDS: ClassVar[tuple[str, ...]] = (
        "consent",
        "persons",
        "by_guardian",
        "special_category",
        "is_explicit",
        "purposes",
        "consent_expires_at",
        "evidence",
    )
    admin_form_fields = (
        *(field for field in Image.admin_form_fields if field != "description"),
        "alt",
        "is_decorative",
        "caption",
        "credit",
        "licence",
        *CONSENT_FIELDS,
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        permissions: ClassVar = [("choose_image", "Can choose image")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def default_alt_text(self) -> str:
        return text_in(self.alt, []) or str(self.title)

    def clean(self) -> None:
        super().clean()
        if self.consent == Consent.GRANTED and not self.purposes:
            raise ValidationError({"purposes": _("Say what they have said yes to: tick at least one use.")})
        if self.special_category and self.consent == Consent.ASSESSED_OK:
            raise ValidationError(
                {"consent": _("A picture that reveals health, disability, faith or origin takes explicit consent.")}
            )
        if self.special_category and self.consent == Consent.GRANTED and not self.is_explicit:
            raise ValidationError(
                {"is_explicit": _("Tick this only when the consent names this use in so many words.")}
            )

    def _set_image_file_metadata(self) -> None:
        """Wagtail calls this for each new file."""
        super()._set_image_file_metadata()
        self.blurhash, self.dominant_colour = placeholder.of(self.file)


class Rendition(AbstractRendition):
    """One size of a photo, kept once made. Readers get it through a signed address, never by its file name."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")
    bytes = models.PositiveIntegerField(null=True, editable=False, help_text="The size of the file.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="a_size_of_a_photo_is_kept_once"
            )
        ]
