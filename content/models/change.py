"""The log: one numbered line per publication or withdrawal, in the order in which it became true for readers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.words import Reason


class Change(models.Model):
    """One line of the log. Append-only: nothing is ever edited or taken out."""

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(_("at"), help_text=_("When it became true for readers."))
    reason = models.CharField(_("reason"), max_length=24, choices=Reason)
    subject = models.CharField(_("subject"), max_length=24, help_text=_("The type: Story, Event, Photo, Term."))
    uid = models.UUIDField(_("id"), help_text=_("The item's or thing's own id, never a title."))
    site = models.CharField(_("site"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    is_reference = models.BooleanField(
        default=False,
        help_text=_("True for what entries refer to: terms, places, organisations, contacts, photos, sites."),
    )

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [
            models.Index(fields=["number"], name="reference_changes", condition=models.Q(is_reference=True)),
            models.Index(fields=["uid", "number"], name="changes_of_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.reason} {self.subject}"
