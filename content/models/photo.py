"""A photo, its sizes, and the consent of the people in it."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.log_actions import log
from wagtail.utils.file import hash_filelike

from content import clock, placeholder
from content.fields import ListField, LocalisedText, text_in
from content.models.withdrawal import Withdrawal
from content.words import TRUSTED, Consent, Licence, Purpose


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
    consent_given_on = models.DateField(_("consent given on"), null=True, blank=True)

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
        "consent_given_on",
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
        if self.special_category and self.consent in (Consent.ASSESSED_OK, Consent.NOT_REQUIRED):
            raise ValidationError(
                {"consent": _("A picture that reveals health, disability, faith or origin takes explicit consent.")}
            )
        if self.special_category and self.consent == Consent.GRANTED and not self.is_explicit:
            raise ValidationError(
                {"is_explicit": _("Tick this only when the consent names this use in so many words.")}
            )
        if self.consent == Consent.NOT_REQUIRED and self.persons:
            raise ValidationError({"consent": _("Where people can be recognised, consent or an assessment is needed.")})
        if self.consent_given_on and self.consent_given_on > _day(clock.now()):
            raise ValidationError({"consent_given_on": _("This day has not come yet.")})
        if problems := self.return_problems():
            raise ValidationError(problems)

    # withdrawn for good, until there is new evidence

    def withdrawals(self) -> models.QuerySet[Withdrawal]:
        """The withdrawals of this photo, and of any photo with the same file, the newest first."""
        found = models.Q(photo=self.uid)
        if file_hash := self._hash_now():
            found |= models.Q(file_hash=file_hash)
        return Withdrawal.objects.filter(found)

    def with_same_file(self) -> models.QuerySet["Photo"]:
        """This photo, and the same file uploaded again."""
        found = models.Q(pk=self.pk)
        if self.file_hash:
            found |= models.Q(file_hash=self.file_hash)
        return Photo.objects.filter(found)

    def return_problems(self) -> dict[str, Any]:
        """What is still missing before a withdrawn picture may be shown again, by field."""
        was_withdrawn = Photo.objects.filter(pk=self.pk, consent=Consent.WITHDRAWN).exists()
        if self.consent == Consent.WITHDRAWN or not (was_withdrawn or self.consent in TRUSTED):
            return {}
        withdrawals = list(self.withdrawals())
        if not withdrawals:
            return {}
        since = _day(withdrawals[0].at)
        said = {"day": date_format(since, "DATE_FORMAT")}
        if self.consent != Consent.GRANTED:
            message = _(
                "The people in this picture withdrew their consent on %(day)s. It comes back only as “consent given”, "
                "with new evidence."
            )
            return {"consent": message % said}
        problems: dict[str, Any] = {}
        spent = {withdrawal.evidence.strip().casefold() for withdrawal in withdrawals}
        if not self.evidence.strip() or self.evidence.strip().casefold() in spent:
            message = _("Consent was withdrawn on %(day)s. Write the case or journal number of the new consent.")
            problems["evidence"] = message % said
        if self.consent_given_on is None or self.consent_given_on < since:
            message = _("Say when the new consent was given: on %(day)s, the day of the withdrawal, or later.")
            problems["consent_given_on"] = message % said
        return problems

    def save(self, *args: Any, withdrawal_reason: str = "", **options: Any) -> None:
        """Whoever saves it, from wherever: what was withdrawn comes back with new evidence only."""
        fields = options.get("update_fields")
        if fields is not None and not {"consent", "file", "file_hash", "evidence", "consent_given_on"} & set(fields):
            super().save(*args, **options)
            return
        with transaction.atomic():
            stored = Photo.objects.select_for_update().filter(pk=self.pk).values_list("consent", flat=True)
            before = next(iter(stored), None)
            if problems := self.return_problems():
                if before is not None:
                    raise ValidationError(problems)
                self.consent = Consent.PENDING  # uploaded again: it waits, and its page says why
            withdrawn = self.consent == Consent.WITHDRAWN and before != Consent.WITHDRAWN
            renewed = before == Consent.WITHDRAWN != self.consent
            if withdrawn or renewed:
                self.withdrawn_at = clock.now() if withdrawn else None
                if fields is not None:
                    options["update_fields"] = {*fields, "withdrawn_at"}
            super().save(*args, **options)
            if withdrawn:
                self._tell_of_withdrawal(withdrawal_reason)
            elif renewed:
                log(self, "content.renew_consent", data={"evidence": self.evidence})

    def _tell_of_withdrawal(self, reason: str) -> None:
        at = self.withdrawn_at or clock.now()
        told = Withdrawal.objects.create(
            photo=self.uid, file_hash=self.file_hash, at=at, reason=reason, evidence=self.evidence
        )
        log(self, "content.withdraw_consent", data={"reason": reason, "withdrawal": told.pk})

    def _hash_now(self) -> str:
        """The file's hash, also of a file that a form has just brought."""
        if self.file and not getattr(self.file, "_committed", True):
            return str(hash_filelike(self.file.file))
        return str(self.file_hash)

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


def _day(moment: Any) -> date:
    return timezone.localtime(moment).date()
