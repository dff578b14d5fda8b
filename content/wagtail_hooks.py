"""The floor in the admin: words, places, organisations, contacts, quotes, consent; the operation that strips EXIF."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.images.image_operations import FilterOperation
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content.consent_report import ConsentReport
from content.models import Body, ContactPoint, LocalLabel, Organisation, Photo, Place, Quote, Term
from content.photo_pages import PhotoUses, WithdrawConsent


class Bare(FilterOperation):
    """Image operation `bare`: leaves out what the camera wrote into the file (EXIF, with its place and time)."""

    def construct(self, *_args: str) -> None:
        """No parameters."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        picture = willow.image
        picture.info.pop("exif", None)
        picture.info.pop("xmp", None)
        return willow


@hooks.register("register_image_operations")
def image_operations() -> list[tuple[str, type[FilterOperation]]]:
    return [("bare", Bare)]


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    list_display = ["__str__", "code", "vocabulary", "position"]
    list_filter = ["vocabulary"]
    list_per_page = 50
    ordering = ["vocabulary", "position"]
    search_fields = ["code"]


class LocalLabelViewSet(SnippetViewSet):
    model = LocalLabel
    icon = "tag"
    list_display = ["label", "area", "site"]
    list_filter = ["site"]


class WordsGroup(SnippetViewSetGroup):
    menu_label = _("Words")
    menu_icon = "tag"
    menu_order = 320
    items = (TermViewSet, LocalLabelViewSet)


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "site"
    list_display = ["name", "level", "site", "wheelchair"]
    list_filter = ["site", "level"]
    search_fields = ["name", "code"]
    ordering = ["name"]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "kind", "site"]
    list_filter = ["site"]
    search_fields = ["name"]
    ordering = ["name"]


class BodyViewSet(SnippetViewSet):
    model = Body
    icon = "group"
    list_display = ["name", "kind", "site"]
    list_filter = ["site"]
    search_fields = ["name"]
    ordering = ["name"]


class ContactViewSet(SnippetViewSet):
    model = ContactPoint
    icon = "mail"
    list_display = ["__str__", "area", "site", "email", "valid_to"]
    list_filter = ["site", "area"]
    search_fields = ["email", "name"]


class QuoteViewSet(SnippetViewSet):
    model = Quote
    icon = "openquote"
    list_display = ["__str__", "role", "consent", "language"]
    list_filter = ["consent", "language"]
    search_fields = ["text", "role"]


class DirectoryGroup(SnippetViewSetGroup):
    menu_label = _("Places and people")
    menu_icon = "group"
    menu_order = 310
    items = (PlaceViewSet, OrganisationViewSet, BodyViewSet, ContactViewSet, QuoteViewSet)


register_snippet(DirectoryGroup)
register_snippet(WordsGroup)


# ── consent ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@hooks.register("register_admin_urls")
def photo_urls() -> list[URLPattern]:
    return [
        path("photos/<int:pk>/withdraw/", WithdrawConsent.as_view(), name="photo_withdraw"),
        path("photos/<int:pk>/uses/", PhotoUses.as_view(), name="photo_uses"),
        path("reports/consent/", ConsentReport.as_view(), name="consent_report"),
        path("reports/consent/results/", ConsentReport.as_view(results_only=True), name="consent_report_results"),
    ]


class ConsentReportItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        policy = policy_registry.get_by_type(Photo)
        return bool(policy.user_has_any_permission(request.user, ConsentReport.any_permission_required))


@hooks.register("register_reports_menu_item")
def consent_report_item() -> MenuItem:
    return ConsentReportItem(
        ConsentReport.page_title, reverse("consent_report"), name="consent", icon_name="time", order=650
    )


class ConsentFormatter(LogFormatter):
    """Says in the history why, or on what."""

    def format_comment(self, log_entry: Any) -> str:
        return str(log_entry.data.get("reason") or log_entry.data.get("evidence") or "")


@hooks.register("register_log_actions")
def consent_actions(actions: LogActionRegistry) -> None:
    @actions.register_action("content.withdraw_consent")
    class Withdrawn(ConsentFormatter):
        label = _("Withdraw consent")
        message = _("Consent withdrawn")

    @actions.register_action("content.renew_consent")
    class Renewed(ConsentFormatter):
        label = _("Renew consent")
        message = _("Consent renewed")
