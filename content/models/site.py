"""One municipality: its key, its languages, its time, its colours."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from content.fields import LanguagesField, WordsField


def validate_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(
            _("%(value)s is not a time zone. Write one such as Europe/Copenhagen."), params={"value": value}
        )


@register_setting(icon="home")
class SiteSettings(BaseSiteSetting, ClusterableModel):
    """What is true of one municipality's site, whoever writes there."""

    key = models.SlugField(
        _("key"), max_length=40, unique=True, help_text=_("The municipality's short name in addresses and in the API.")
    )
    name = models.CharField(_("name"), max_length=100, help_text=_("As citizens say it: Randers Kommune."))
    languages = LanguagesField(
        verbose_name=_("languages"),
        blank=False,
        help_text=_("Best first, such as da, nb, nn, en. The first is the site's own language."),
    )
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Europe/Copenhagen", validators=[validate_time_zone]
    )
    tagline = models.CharField(_("tagline"), max_length=140, blank=True, help_text=_("One line under the name."))
    accent_colour = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#8a3b1e",
        validators=[RegexValidator(r"^#[0-9a-f]{6}$", _("Write the colour as #rrggbb, such as #8a3b1e."))],
        help_text=_("Used for links and buttons. It must be readable on white."),
    )
    hashtags = WordsField(verbose_name=_("hashtags"))
    tracks_links = models.BooleanField(
        _("say in shared links where they were shared"),
        default=True,
        help_text=_("Adds utm_source and utm_medium, so that your statistics can tell. Nothing about the reader."),
    )
    feedback_email = models.EmailField(_("e-mail for feedback"), blank=True)
    accessibility_statement_url = models.URLField(_("accessibility statement"), blank=True)
    privacy_statement_url = models.URLField(_("privacy statement"), blank=True)

    panels = [
        MultiFieldPanel([FieldPanel("key"), FieldPanel("name"), FieldPanel("tagline")], heading=_("Name")),
        MultiFieldPanel([FieldPanel("languages"), FieldPanel("time_zone")], heading=_("Language and time")),
        InlinePanel("codes", heading=_("Municipality codes"), help_text=_("Codes change; keep the old ones.")),
        MultiFieldPanel([FieldPanel("accent_colour")], heading=_("Look")),
        MultiFieldPanel([FieldPanel("hashtags"), FieldPanel("tracks_links")], heading=_("Sharing")),
        MultiFieldPanel(
            [
                FieldPanel("feedback_email"),
                FieldPanel("accessibility_statement_url"),
                FieldPanel("privacy_statement_url"),
            ],
            heading=_("Statements"),
        ),
    ]

    class Meta:
        verbose_name = _("municipality")

    def __str__(self) -> str:
        return self.name

    @property
    def language(self) -> str:
        """The site's own language."""
        return self.languages[0]


class MunicipalityCode(models.Model):
    """The state's number for a municipality. A string: it may begin with a zero, and it may change."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(_("code"), max_length=4, validators=[RegexValidator(r"^\d{4}$", _("Four digits."))])
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return self.code
