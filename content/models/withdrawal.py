"""That the people in a photo took their consent back."""

from django.db import models


class Withdrawal(models.Model):
    """One withdrawal. It outlives the photo, so that the file is known when it comes again."""

    photo = models.UUIDField(db_index=True, help_text="The photo's uid.")
    file_hash = models.CharField(max_length=40, blank=True, db_index=True)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    evidence = models.CharField(max_length=120, blank=True, help_text="What it stood on. It proves nothing any more.")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.photo} {self.at}"
