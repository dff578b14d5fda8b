"""The ledger's lines: who was handed which photo."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.words import Purpose


class PhotoUse(models.Model):
    """A reader was handed a photo for a purpose, or fetched it so: the first and the last time.

    It knows readers by a label, never a person: no address, no browser, no name of anybody. It outlives the photo.
    Written by `content/ledger.py` alone.
    """

    photo = models.UUIDField(help_text="The photo's uid.")
    reader = models.CharField(_("reader"), max_length=100)
    purpose = models.CharField(_("used for"), max_length=13, choices=Purpose)
    first_at = models.DateTimeField(_("first time"))
    last_at = models.DateTimeField(_("last time"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["photo", "reader", "purpose"], name="a_use_of_a_photo_is_one_line")
        ]

    def __str__(self) -> str:
        return f"{self.photo} {self.reader} {self.purpose}"
