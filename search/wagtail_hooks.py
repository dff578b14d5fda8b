"""Search in the admin: what people looked for and did not find, synonyms, and pages that come first."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from search import misses
from search.models import Promotion, Synonym


class PrefilledCreateView(CreateView):
    """A new record that begins with what the address says: from a search without result to its synonym."""

    prefilled = ""

    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()
        if query := self.request.GET.get("query", "")[:80]:
            initial[self.prefilled] = [query] if self.prefilled == "words" else query
        return initial


class CreateSynonym(PrefilledCreateView):
    prefilled = "words"


class CreatePromotion(PrefilledCreateView):
    prefilled = "query"


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "list-ul"
    add_view_class = CreateSynonym
    list_per_page = 100


class PromotionViewSet(SnippetViewSet):
    model = Promotion
    icon = "pick"
    add_view_class = CreatePromotion
    list_display = ["query", "page"]
    search_fields = ["query"]
    ordering = ["query"]


class SearchGroup(SnippetViewSetGroup):
    menu_label = _("Search")
    menu_icon = "search"
    menu_order = 330
    items = (SynonymViewSet, PromotionViewSet)


register_snippet(SearchGroup)


@permission_required("search.add_synonym", login_url="wagtailadmin_login")
def missed_searches(request: HttpRequest) -> HttpResponse:
    """What was searched for several times in the last months and not found, with what an editor can do about it."""
    rows = [(missed, urlencode({"query": missed.query})) for missed in misses.shown()]
    context = {"rows": rows, "least": misses.LEAST_SHOWN, "days": misses.KEPT_DAYS}
    return render(request, "search/missed.html", context)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [path("search/missed/", missed_searches, name="missed_searches")]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return MenuItem(_("Searches without result"), reverse("missed_searches"), icon_name="search", order=900)
