"""A report for editors: the photos whose consent ends soon, or has ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from content import clock, queries, spreadsheets
from content.models import Photo
from content.words import TRUSTED, Consent

SOON = timedelta(days=30)


@dataclass(frozen=True)
class EndingConsent:
    """A line of the report."""

    photo: Photo
    shown_in: list[str]
    days_left: int | None  # whole days of the calendar: 0 on the last, negative after; None where none was written

    @property
    def time_left(self) -> str:
        """The days in words, and in a colour that says nothing the words do not."""
        days = self.days_left
        if days is not None and days < 0:
            ended = ngettext("ended %(days)s day ago", "ended %(days)s days ago", -days) % {"days": -days}
            return _coloured("ended", ended)
        if days is None or self.photo.consent == Consent.EXPIRED:
            return _coloured("ended", gettext("ended"))
        if days == 0:
            has_ended = self.photo.consent_expires_at and self.photo.consent_expires_at <= clock.now()
            return _coloured("ended", gettext("ended today")) if has_ended else _coloured("soon", gettext("ends today"))
        left = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
        return _coloured("soon" if days <= 7 else "later", left)


def _coloured(state: str, words: str) -> str:
    return format_html('<span class="time-left time-left-{}">{}</span>', state, words)


class ConsentReport(ReportView):
    """Photos whose consent ends within thirty days, and those whose consent has ended, the first to end first."""

    model = Photo
    page_title = _("Consents that end")
    header_icon = "time"
    any_permission_required = ["add", "change", "delete"]
    index_url_name = "consent_report"
    index_results_url_name = "consent_report_results"
    list_export = ["photo.title", "photo.get_consent_display", "photo.consent_expires_at", "shown_in", "days_left"]
    export_headings = {
        "photo.title": _("Photo"),
        "photo.get_consent_display": _("Basis"),
        "photo.consent_expires_at": _("Consent ends"),
        "shown_in": _("Shown in"),
        "days_left": _("Days left"),
    }

    def get_queryset(self) -> QuerySet[Photo]:
        policy = policy_registry.get_by_type(Photo)
        mine = policy.instances_user_has_any_permission_for(self.request.user, ["change", "delete"])
        return mine.filter(
            Q(consent=Consent.EXPIRED) | Q(consent__in=TRUSTED, consent_expires_at__lte=clock.now() + SOON)
        ).order_by("consent_expires_at", "title")

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(_lines(object_list))

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        return _lines(object_list) if self.is_export else object_list

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "title",
                label=_("Photo"),
                accessor="photo.title",
                get_url=lambda row: reverse("wagtailimages:edit", args=[row.photo.pk]),
            ),
            Column("basis", label=_("Basis"), accessor="photo.get_consent_display"),
            Column("ends", label=_("Consent ends"), accessor=lambda row: _written(row.photo.consent_expires_at)),
            Column("shown_in", label=_("Shown in"), accessor=lambda row: ", ".join(row.shown_in) or "–"),
            Column("time_left", label=_("Days left")),
        ]

    def get_filename(self) -> str:
        return f"consent-{timezone.localtime(clock.now()):%Y-%m-%d}"

    def write_csv_response(self, queryset: Any) -> HttpResponse:
        headings = [str(self.export_headings[name]) for name in self.list_export]
        rows = [self.to_row_dict(row) for row in queryset]
        cells = [[", ".join(value) if isinstance(value, list) else value for value in row.values()] for row in rows]
        return spreadsheets.download(self.get_filename(), [headings, *cells])


def _lines(photos: Iterable[Photo]) -> list[EndingConsent]:
    listed, now = list(photos), clock.now()
    showing = queries.showing([str(photo.uid) for photo in listed], now)
    return [
        EndingConsent(photo, [each.title for each in showing.get(str(photo.uid), [])], _days_left(photo, now))
        for photo in listed
    ]


def _days_left(photo: Photo, now: datetime) -> int | None:
    ends = photo.consent_expires_at
    return (timezone.localtime(ends).date() - timezone.localtime(now).date()).days if ends else None


def _written(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else "–"
