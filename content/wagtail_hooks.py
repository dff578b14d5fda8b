"""The floor in the admin: words, places, organisations, contacts and quotes; and the operation that strips EXIF."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.images.image_operations import FilterOperation
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content.models import Body, ContactPoint, LocalLabel, Organisation, Place, Quote, Term


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
