"""Two pages for editors about one photo: withdraw its consent, and see who has it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry
from wagtail.permissions import policy_registry

from content import addresses, clock, ledger, publishing, queries, references, spreadsheets
from content.models import Photo, PhotoUse, Rendition, Withdrawal
from content.words import Consent

READERS: dict[str, str | Promise] = {
    ledger.PUBLIC_SITE: _("public site"),
    ledger.ANONYMOUS: _("anonymous"),
}


def may_change(user: Any, photo: Photo) -> bool:
    return bool(policy_registry.get_by_type(Photo).user_has_permission_for_instance(user, "change", photo))


class Reason(forms.Form):
    """Why a consent is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the photo, for you and your colleagues. Write no names."),
    )


class PhotoPage(WagtailAdminTemplateMixin, View):
    """A page about one photo, for those who may edit it."""

    header_icon = "image"

    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        self.photo = get_object_or_404(Photo, pk=options["pk"])
        if not may_change(request.user, self.photo):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    def get_page_subtitle(self) -> str:
        return str(self.photo)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse_lazy("wagtailimages:index"), "label": _("Images")},
            {"url": reverse("wagtailimages:edit", args=[self.photo.pk]), "label": str(self.photo)},
            {"url": "", "label": self.get_page_title()},
        ]


class WithdrawConsent(PhotoPage):
    """Says what withdrawing will do, asks why, and does it."""

    template_name = "content/photos/withdraw.html"
    page_title = _("Withdraw consent")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=Reason()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = Reason(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        withdrawn = publishing.withdraw_consent(self.photo, form.cleaned_data["reason"])
        if withdrawn:
            count = len(withdrawn)
            said = ngettext(
                "Consent is withdrawn. %(count)s photo is shown nowhere any more.",
                "Consent is withdrawn. %(count)s photos are shown nowhere any more.",
                count,
            )
            messages.success(request, said % {"count": count})
        else:
            messages.warning(request, gettext("Consent to this photo was withdrawn already. Nothing was changed."))
        return HttpResponseRedirect(reverse("wagtailimages:edit", args=[pk]))

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        copies = list(self.photo.with_same_file().exclude(consent=Consent.WITHDRAWN).order_by("pk"))
        uids = [photo.uid for photo in copies]
        return super().get_context_data(
            photo=self.photo,
            copies=[photo for photo in copies if photo.pk != self.photo.pk],
            is_withdrawn=self.photo.consent == Consent.WITHDRAWN,
            shown_in=self._shown_in([str(uid) for uid in uids]),
            files=Rendition.objects.filter(image__in=copies).order_by("file").values_list("file", flat=True),
            uses=uses_of(*uids),
            **more,
        )

    def _shown_in(self, photos: list[str]) -> list[dict[str, Any]]:
        """Every entry that shows it, with its municipality, language and address."""
        sites, found = references.of(self.request).sites, addresses.of(self.request)
        showing = queries.showing(photos, clock.now())
        entries = {each.entry.pk: each for listed in showing.values() for each in listed}
        return [
            {
                "title": each.title,
                "site": sites[each.entry.site].name,
                "language": each.entry.language,
                "is_scheduled": each.entry.is_scheduled,
                "url": found.base(sites[each.entry.site]) + each.entry.path,
            }
            for each in entries.values()
        ]


class PhotoUses(PhotoPage):
    """Who was handed the photo: a table, and the same to download."""

    template_name = "content/photos/uses.html"
    page_title = _("Who has this photo")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        uses = uses_of(self.photo.uid)
        if request.GET.get("export") != "csv":
            return self.render_to_response(self.get_context_data(photo=self.photo, uses=uses))
        headings = [_("Photo"), _("Reader"), _("Used for"), _("First time"), _("Last time")]
        rows = [
            [str(self.photo), named(use.reader), use.get_purpose_display(), use.first_at, use.last_at] for use in uses
        ]
        return spreadsheets.download(f"photo-{self.photo.pk}", [[str(each) for each in headings], *rows])


def uses_of(*photos: Any) -> list[PhotoUse]:
    """The ledger's lines about these photos, the latest first."""
    return list(PhotoUse.objects.filter(photo__in=photos).order_by("-last_at", "reader", "purpose"))


def named(reader: str) -> str:
    """A reader in the editor's words; a partner by its own name."""
    return str(READERS.get(reader, reader))


@dataclass(frozen=True)
class WithdrawalTold:
    """A withdrawal as its photo's page tells of it."""

    withdrawal: Withdrawal
    by: str
    is_of_another: bool


class ConsentState:
    """What a photo's page in the admin says of its consent."""

    def __init__(self, photo: Photo) -> None:
        self.photo = photo

    @property
    def is_withdrawn(self) -> bool:
        return self.photo.consent == Consent.WITHDRAWN

    @cached_property
    def withdrawals(self) -> list[WithdrawalTold]:
        withdrawals = list(self.photo.withdrawals())
        photos = Photo.objects.filter(uid__in=[each.photo for each in withdrawals])
        logged = [entry for photo in photos for entry in registry.get_logs_for_instance(photo)]
        by = {entry.data.get("withdrawal"): str(entry.user_display_name) for entry in logged}
        return [WithdrawalTold(each, by.get(each.pk, ""), each.photo != self.photo.uid) for each in withdrawals]

    @property
    def waits_for_evidence(self) -> bool:
        """Whether the file is known to be withdrawn, and nothing newer allows it."""
        return bool(self.withdrawals) and self.photo.consent in (Consent.WITHDRAWN, Consent.PENDING, Consent.EXPIRED)

    @cached_property
    def uses(self) -> list[PhotoUse]:
        return uses_of(self.photo.uid)
