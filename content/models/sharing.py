"""What to post where, and where it was posted: the channels' rules, an editor's own texts, postings."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable, Page, Site

from content import clock
from content.fields import TermField, WordsField
from content.words import Channel, Counting, Vocabulary

CHECK_AFTER = timedelta(days=180)
PARTS = ("title", "summary", "when", "where", "quote", "question", "call", "link", "hashtags")


class ChannelRules(models.Model):
    """What a channel allows. Limits change monthly, so they are data: with their source, and the day we last looked."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField(_("channel"), max_length=16, choices=Channel, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    is_on = models.BooleanField(_("we post here"), default=True)

    counting = models.CharField(_("counts"), max_length=16, choices=Counting)
    limit = models.PositiveIntegerField(_("longest text"), validators=[MinValueValidator(50)])
    byte_limit = models.PositiveIntegerField(_("most bytes"), null=True, blank=True)
    readable = models.PositiveIntegerField(
        _("read to the end up to"), null=True, blank=True, help_text=_("Longer texts are allowed, with a warning.")
    )
    link_length = models.PositiveSmallIntegerField(
        _("a link counts as"), null=True, blank=True, help_text=_("For information; the way of counting knows it.")
    )
    most_links = models.PositiveSmallIntegerField(
        _("most links"), null=True, blank=True, help_text=_("0 where links cannot be clicked: then none is put in.")
    )
    most_hashtags = models.PositiveSmallIntegerField(_("most hashtags"), null=True, blank=True)
    hashtags_used = models.PositiveSmallIntegerField(
        _("hashtags we put in"), default=3, help_text=_("In texts that are composed. Few are read, many are spam.")
    )
    warns_of_phone = models.BooleanField(_("refuses phone numbers"), default=False)

    picture_width = models.PositiveSmallIntegerField(_("picture width"), default=1200)
    picture_height = models.PositiveSmallIntegerField(_("picture height"), default=630)
    picture_bytes = models.PositiveIntegerField(
        _("largest file"), default=1_000_000, validators=[MinValueValidator(100_000)], help_text=_("In bytes. JPEG.")
    )
    least_width = models.PositiveSmallIntegerField(_("narrowest picture"), default=320, help_text=_("In pixels."))
    most_width = models.PositiveSmallIntegerField(_("widest picture"), null=True, blank=True)
    least_ratio = models.DecimalField(
        _("tallest shape"), max_digits=4, decimal_places=3, null=True, blank=True, help_text=_("Width by height: 0.8.")
    )
    most_ratio = models.DecimalField(
        _("flattest shape"),
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("Width by height: 1.91."),
    )
    needs_picture = models.BooleanField(_("no post without a picture"), default=False)
    alt_limit = models.PositiveSmallIntegerField(_("longest alternative text"), default=1000)

    source = models.TextField(_("source"), help_text=_("Where the limits were read, one address per line."))
    verified_on = models.DateField(_("last checked"), help_text=_("The day somebody read the source."))
    note = models.TextField(_("note"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("is_on"), FieldPanel("position"), FieldPanel("verified_on")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("counting"), FieldPanel("limit"), FieldPanel("byte_limit")]),
                FieldRowPanel([FieldPanel("readable"), FieldPanel("link_length"), FieldPanel("warns_of_phone")]),
                FieldRowPanel([FieldPanel("most_links"), FieldPanel("most_hashtags"), FieldPanel("hashtags_used")]),
            ],
            heading=_("Text"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("picture_width"), FieldPanel("picture_height"), FieldPanel("picture_bytes")]),
                FieldRowPanel([FieldPanel("least_width"), FieldPanel("most_width"), FieldPanel("needs_picture")]),
                FieldRowPanel([FieldPanel("least_ratio"), FieldPanel("most_ratio"), FieldPanel("alt_limit")]),
            ],
            heading=_("Picture"),
        ),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("note")], heading=_("Source")),
    ]

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")

    def __str__(self) -> str:
        return str(self.get_channel_display())

    @property
    def is_stale(self) -> bool:
        """Whether somebody should look again whether the limits still hold."""
        return clock.now().date() - self.verified_on > CHECK_AFTER

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        ratio = self.picture_width / self.picture_height if self.picture_width and self.picture_height else 0
        if not ratio:
            wrong["picture_width"] = _("Say how wide and how high the picture is to be.")
        elif (self.most_width and self.picture_width > self.most_width) or self.picture_width < self.least_width:
            wrong["picture_width"] = _("The channel would refuse a picture of this width.")
        elif not (self.least_ratio or 0) <= round(ratio, 3) <= (self.most_ratio or ratio):
            wrong["picture_height"] = _("The channel would refuse a picture of this shape.")
        if self.verified_on and self.verified_on > clock.now().date():
            wrong["verified_on"] = _("This day is still to come.")
        if wrong:
            raise ValidationError(wrong)


class ShareTemplate(models.Model):
    """What a post is composed of, for one type of content. A paragraph whose words are missing is left out."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    type_name = models.CharField(_("for"), max_length=24, help_text=_("The type's name in the API: Story, Event."))
    language = models.CharField(
        _("language"), max_length=5, blank=True, choices=settings.LANGUAGES, help_text=_("Empty: every language.")
    )
    site = models.ForeignKey(
        Site,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Empty: every municipality."),
    )
    text = models.TextField(
        _("text"),
        help_text=_(
            "A paragraph for each part, with an empty line between them. In braces what is filled in: {title}, "
            "{summary}, {when}, {where}, {quote}, {question}, {call}, {link}, {hashtags}."
        ),
    )

    panels = [FieldRowPanel([FieldPanel("type_name"), FieldPanel("language"), FieldPanel("site")]), FieldPanel("text")]

    class Meta:
        verbose_name = _("text template")
        verbose_name_plural = _("text templates")
        constraints = [
            models.UniqueConstraint(fields=["type_name", "language", "site"], name="one_template_per_site"),
            models.UniqueConstraint(
                fields=["type_name", "language"], name="one_template_for_all_sites", condition=Q(site__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.type_name, self.language, str(self.site or "")]))

    def clean(self) -> None:
        super().clean()
        from content import sharing

        wrong: dict[str, Any] = {}
        unknown = [name for name in sharing.placeholders(self.text) if name not in PARTS]
        if unknown:
            wrong["text"] = _("There is nothing called {%(name)s}. There is: %(known)s.") % {
                "name": unknown[0],
                "known": ", ".join(f"{{{part}}}" for part in PARTS),
            }
        elif "title" not in sharing.placeholders(self.text):
            wrong["text"] = _("A post needs its {title}.")
        if self.type_name not in sharing.type_names():
            wrong["type_name"] = _("There is no type of this name. There is: %(known)s.") % {
                "known": ", ".join(sharing.type_names())
            }
        if wrong:
            raise ValidationError(wrong)


class ThemeHashtags(models.Model):
    """The hashtags of a theme: what a municipality, or all of them, write beside posts about an area."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area = TermField(Vocabulary.AREA.value, verbose_name=_("area"), blank=False)
    site = models.ForeignKey(
        Site,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Empty: every municipality."),
    )
    hashtags = WordsField(verbose_name=_("hashtags"), blank=False)

    panels = [FieldRowPanel([FieldPanel("area"), FieldPanel("site")]), FieldPanel("hashtags")]

    class Meta:
        verbose_name = _("hashtags of a theme")
        verbose_name_plural = _("hashtags of themes")
        constraints = [
            models.UniqueConstraint(fields=["area", "site"], name="hashtags_of_a_theme_per_site"),
            models.UniqueConstraint(
                fields=["area"], name="hashtags_of_a_theme_for_all_sites", condition=Q(site__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {' '.join('#' + word for word in self.hashtags)}"


class ShareText(Orderable):
    """What an editor wants said of a page on one channel, and when. Part of the page: it is published with it."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="share_texts")
    channel = models.CharField(_("channel"), max_length=16, choices=Channel)
    text = models.TextField(_("own text"), blank=True, help_text=_("Empty: composed from the page."))
    basis = models.CharField(max_length=16, blank=True, help_text="What the page said when the text was written.")
    planned_for = models.DateTimeField(_("planned for"), null=True, blank=True)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "channel"], name="one_text_per_page_and_channel")]


class Posting(models.Model):
    """One line of the ledger: what was posted where, and whose picture or words it shows. It outlives the page."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.UUIDField()
    language = models.CharField(max_length=5)
    site = models.CharField(max_length=40)
    title = models.CharField(max_length=255)
    channel = models.CharField(_("channel"), max_length=16, choices=Channel)
    place = models.CharField(_("where"), max_length=120, blank=True, help_text=_("A group's or an event's name."))
    url = models.URLField(_("address of the post"), max_length=500, blank=True)
    at = models.DateTimeField(_("posted at"))
    photo = models.UUIDField(null=True, blank=True)
    quotes = models.JSONField(default=list, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_by = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "channel", "url"], name="a_posting_is_recorded_once", condition=~Q(url="")
            ),
            models.UniqueConstraint(
                fields=["item", "channel", "place", "at"], name="a_posting_without_address_once", condition=Q(url="")
            ),
        ]
        indexes = [models.Index(fields=["item", "channel"], name="postings_of_an_item")]

    def __str__(self) -> str:
        return f"{self.title} · {self.get_channel_display()}"
