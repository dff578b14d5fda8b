"""The floor in the admin: words, places, people, consent, channels, the sharing board; what pictures are made with."""

from io import BytesIO
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.documents.models import Document
from wagtail.images.image_operations import FilterOperation
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content import clock, queries, sharing_views
from content.consent_report import ConsentReport
from content.models import (
    Body,
    ChannelRules,
    ContactPoint,
    LocalLabel,
    Organisation,
    Photo,
    Place,
    Quote,
    ShareTemplate,
    Term,
    ThemeHashtags,
)
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


class AtMost(FilterOperation):
    """Image operation `atmost-1000000`: as good a JPEG as so many bytes hold; smaller sooner than unreadable."""

    QUALITIES = (88, 82, 76, 70, 64, 58)

    def construct(self, most_bytes: str) -> None:
        self.most_bytes = int(most_bytes)

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        while True:
            for quality in self.QUALITIES:
                file = BytesIO()
                shown = willow.set_background_color_rgb((255, 255, 255)) if willow.has_alpha() else willow
                shown.save_as_jpeg(file, quality=quality, progressive=True, optimize=True)
                if file.tell() <= self.most_bytes:
                    env["jpeg-quality"] = quality
                    return willow
            width, height = willow.get_size()
            willow = willow.resize((round(width * 0.85), round(height * 0.85)))


@hooks.register("register_image_operations")
def image_operations() -> list[tuple[str, type[FilterOperation]]]:
    return [("bare", Bare), ("atmost", AtMost)]


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


class ChannelPermissions(ModelPermissionPolicy):
    """Channels are words of ours: their rules are changed, none is added or taken away."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return super().user_has_any_permission(user, set(actions) - {"add", "delete"})


class ChannelViewSet(SnippetViewSet):
    model = ChannelRules
    icon = "share"
    list_display = ["__str__", "is_on", "limit", "verified_on", BooleanColumn("is_stale", label=_("Check again"))]
    ordering = ["position"]
    copy_view_enabled = False


class ShareTemplateViewSet(SnippetViewSet):
    model = ShareTemplate
    icon = "doc-full"
    list_display = ["type_name", "language", "site"]
    ordering = ["type_name", "language"]


class ThemeHashtagsViewSet(SnippetViewSet):
    model = ThemeHashtags
    icon = "tag"
    list_display = ["area", "site", "__str__"]


class ChannelsGroup(SnippetViewSetGroup):
    menu_label = _("Channels")
    menu_icon = "share"
    menu_order = 330
    items = (ChannelViewSet, ShareTemplateViewSet, ThemeHashtagsViewSet)


@hooks.register("register_admin_urls")
def sharing_urls() -> list[URLPattern]:
    views, non_atomic = sharing_views, transaction.non_atomic_requests
    new = "sharing/new/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/packs/"
    return [
        path("sharing/", views.board, name="sharing_board"),
        path("sharing/card/", views.card, name="sharing_card"),
        # They write nothing, and must not wait for whoever does.
        path("sharing/<int:page_id>/packs/", non_atomic(views.PacksOfPage.as_view()), name="sharing_packs"),
        path(new, non_atomic(views.PacksOfNewPage.as_view()), name="sharing_packs_new"),
        path("sharing/<int:page_id>/record/", views.record, name="sharing_record"),
        path("sharing/taken-down/<int:posting_id>/", views.taken_down, name="sharing_taken_down"),
    ]


@hooks.register("register_admin_menu_item")
def sharing_menu() -> MenuItem:
    return MenuItem(_("Sharing"), reverse_lazy("sharing_board"), icon_name="share", order=140)


@hooks.register("insert_global_admin_css")
def sharing_look() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("content/share.css"))


@hooks.register("insert_editor_js")
def sharing_script() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("content/share.js"))


@hooks.register("register_icons")
def icons(known: list[str]) -> list[str]:
    return [*known, "content/sharing/share.svg"]


register_permission_policy(ChannelRules, ChannelPermissions(ChannelRules))
register_snippet(ChannelsGroup)
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


# ── documents ───────────────────────────────────────────────────────────────────────────────────────────────────────


@hooks.register("before_serve_document")
def only_what_readers_are_offered(document: Document, request: HttpRequest) -> None:
    """A file is public for as long as something public links to it. Editors may always look."""
    user: Any = getattr(request, "user", None)
    if not (user and user.has_perm("wagtailadmin.access_admin")) and not queries.offers(document.pk, clock.now()):
        raise Http404
