"""Who stands behind it, and whom to ask."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Site

from content.fields import LocalisedText, TermField, text_in
from content.models.taxonomy import Place
from content.words import Vocabulary


class Organisation(models.Model):
    """An association, a network, a business or a part of the municipality."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(
        Site, verbose_name=_("site"), null=True, blank=True, on_delete=models.SET_NULL, related_name="organisations"
    )
    name = models.CharField(_("name"), max_length=160)
    kind = TermField(Vocabulary.ACTOR.value, verbose_name=_("kind"), blank=False)
    description = models.TextField(_("description"), max_length=600, blank=True)
    website = models.URLField(_("website"), blank=True)
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    welcomes_new_volunteers = models.BooleanField(
        _("welcomes new volunteers"), default=False, help_text=_("They told us so themselves.")
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("site")]),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("website"), FieldPanel("place")]),
        FieldPanel("welcomes_new_volunteers"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class Body(Organisation):
    """A council, committee or reference group: an organisation that the municipality has given a task."""

    remit = models.TextField(_("remit"), max_length=600, blank=True, help_text=_("What it is there for."))

    panels = [*Organisation.panels, FieldPanel("remit")]

    class Meta:
        verbose_name = pgettext_lazy("council or committee", "body")
        verbose_name_plural = pgettext_lazy("councils and committees", "bodies")


class ContactPoint(models.Model):
    """Whom to ask: a function with a mailbox, and for as long as it holds, perhaps a name."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="contacts")
    area = TermField(
        Vocabulary.AREA.value,
        verbose_name=_("area"),
        help_text=_("Leave empty for the municipality's general contact."),
    )
    role = LocalisedText(verbose_name=_("function"), max_length=80, help_text=_("Such as: volunteer coordinator."))
    name = models.CharField(_("name"), max_length=100, blank=True)
    publish_name = models.BooleanField(_("show the name"), default=False)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    hours = models.CharField(_("hours"), max_length=100, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("The last day it holds."))

    panels = [
        FieldRowPanel([FieldPanel("site"), FieldPanel("area")]),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("hours"),
        MultiFieldPanel([FieldPanel("name"), FieldPanel("publish_name")], heading=_("Person")),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    ]

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")) | Q(valid_from__isnull=True) | Q(valid_to__isnull=True),
                name="a_contact_ends_after_it_begins",
                violation_error_message=_("The last day must not be before the first."),
            )
        ]

    def __str__(self) -> str:
        return text_in(self.role, ["da", "nb"]) or self.email
