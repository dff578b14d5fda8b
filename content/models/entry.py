"""Entries: one published translation each, as readers may see it.

Written by `content/publishing.py` alone, read through `content/queries.py` alone.
"""

from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q

from content.words import Lifecycle


class Entries(models.QuerySet["Entry"]):
    """Entries, and the gate before them."""

    def visible_at(self, moment: datetime) -> "Entries":
        """Those whose time it is at a moment."""
        return self.filter(visible_from__lte=moment).filter(Q(visible_until__isnull=True) | Q(visible_until__gt=moment))


class Entry(models.Model):
    """What readers may see of one published translation, and from when to when.

    `card` is the document without its body, `body` the list of blocks; both are JSON text in the API's own shape, kept
    as text because they are served, never queried. A page has at most two entries: the one that holds now, and the one
    that a schedule will put in its place.
    """

    page_id = models.BigIntegerField()
    is_scheduled = models.BooleanField(default=False)
    item = models.UUIDField(help_text="The translation key: the same for all translations.")
    type = models.CharField(max_length=24)
    is_content = models.BooleanField(default=False, help_text="False for front pages, lists and guides.")
    site = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
    path = models.CharField(max_length=500, help_text="From the site's root: /historier/langaa/.")

    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(null=True, help_text="The first moment at which it is gone.")
    published_at = models.DateTimeField(help_text="The real go-live of this translation.")
    updated_at = models.DateTimeField(help_text="When readers last saw something change, a withdrawn photo included.")
    edited_at = models.DateTimeField(help_text="When an editor last published it.")
    title_key = models.CharField(max_length=160, help_text="Sorts as the language does, in any database.")

    lifecycle = models.CharField(max_length=12, blank=True, choices=Lifecycle)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True, help_text="After this it is EXPIRED.")
    deadline = models.DateTimeField(null=True, help_text="From this moment it is CLOSED.")
    min_age = models.PositiveSmallIntegerField(null=True)
    max_age = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True, help_text="Each time.")

    card = models.TextField()
    body = models.TextField()
    version = models.PositiveSmallIntegerField()

    objects = Entries.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page_id", "is_scheduled"], name="one_entry_now_and_one_to_come"),
            models.CheckConstraint(
                condition=Q(visible_until__isnull=True) | Q(visible_until__gt=F("visible_from")),
                name="an_entry_is_seen_before_it_goes",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "item"], name="newest", condition=Q(is_content=True)),
            models.Index(fields=["-updated_at", "item"], name="updated_last", condition=Q(is_content=True)),
            models.Index(fields=["title_key", "item"], name="by_title", condition=Q(is_content=True)),
            models.Index(fields=["site", "-published_at", "item"], name="newest_of_a_site"),
            models.Index(fields=["type", "-published_at", "item"], name="newest_of_a_type"),
            models.Index(fields=["type", "-updated_at", "item"], name="updated_last_of_a_type"),
            models.Index(fields=["type", "title_key", "item"], name="of_a_type_by_title"),
            models.Index(fields=["item", "language"], name="translations_of_an_item"),
            models.Index(fields=["site", "path"], name="entry_at_a_path"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.item} {self.language}"


class Facet(models.Model):
    """One thing an entry can be found by: ("area", "CULTURE_LEISURE"), ("photo", its uid).

    `type`, `published_at` and `item` are the entry's, so that a filtered list walks one index in the list's order.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="facets", db_index=False)
    dimension = models.CharField(max_length=24)
    value = models.CharField(max_length=64)
    type = models.CharField(max_length=24)
    published_at = models.DateTimeField()
    item = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "dimension", "value"], name="an_entry_has_it_once")]
        indexes = [
            models.Index(fields=["dimension", "value", "-published_at", "item", "type"], name="newest_with"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.value}"


class Occasion(models.Model):
    """One time at which an entry takes place. Cancelled ones are not here. Half-open: it is over at `ends_at`."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="occasions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["ends_at", "starts_at"], name="occasions_in_time"),
            models.Index(fields=["entry", "ends_at", "starts_at"], name="occasions_of_an_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at} – {self.ends_at}"


class FormerPath(models.Model):
    """An address that once led to a published page, or will from a moment on.

    Kept for good, so that it can lead on, or say that it is gone.
    """

    site = models.CharField(max_length=40)
    path = models.CharField(max_length=500)
    page_id = models.BigIntegerField()
    item = models.UUIDField()
    since = models.DateTimeField(default=datetime(2000, 1, 1, tzinfo=UTC))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "path", "page_id"], name="a_page_was_here_once")]

    def __str__(self) -> str:
        return f"{self.site}{self.path}"
