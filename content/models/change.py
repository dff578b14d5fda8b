"""The log: one numbered line per publication or withdrawal, in the order in which it became true for readers.

Written by `content/log.py` alone.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.models.entry import Entry
from content.words import Reason


class Change(models.Model):
    """One line of the log. Never edited; old ones go when `prune_changes` says so, and `Pruned` remembers how far."""

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
    touches = models.TextField(
        default="",
        blank=True,
        help_text="What the entry could be found by before and after, as JSON: sites, and values per dimension. "
        "Empty where its place in lists did not change.",
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


class DueMoment(models.Model):
    """A moment at which time alone changes what readers see. Entered into the log once, by whoever comes first."""

    class What(models.TextChoices):
        """What the moment does."""

        APPEARS = "APPEARS"
        GOES = "GOES"
        CLOSES = "CLOSES"
        EXPIRES = "EXPIRES"
        CONSENT_ENDS = "CONSENT_ENDS"
        CONTACT_CHANGES = "CONTACT_CHANGES"

    at = models.DateTimeField()
    what = models.CharField(max_length=16, choices=What)
    entry = models.ForeignKey(Entry, null=True, on_delete=models.CASCADE, related_name="moments")
    uid = models.UUIDField(null=True, help_text="Of the photo or the contact.")
    is_entered = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(entry__isnull=False, uid__isnull=True)
                | models.Q(entry__isnull=True, uid__isnull=False),
                name="a_moment_is_of_an_entry_or_of_a_reference",
            )
        ]
        indexes = [
            models.Index(fields=["at"], name="moments_to_come", condition=models.Q(is_entered=False)),
            models.Index(fields=["at"], name="moments_entered", condition=models.Q(is_entered=True)),
            models.Index(fields=["uid"], name="moments_of_a_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.what}"


class Pruned(models.Model):
    """How far the log has been pruned: a token from before this number is too old. At most one row."""

    number = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.number)
