"""A site's search page, read through the gate like everything else. It works without script and remembers nothing."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from content import addresses, filters, pages, queries
from content.errors import ApiError, BadInput
from content.filters import Asker
from content.models.entry import Entry
from content.queries import Languages, Paging
from content.reading import Item, Reader, types_listed_as
from content.references import SiteRecord
from search import misses, snippets, suggest
from search.query import LONGEST, Search, checked

PAGE, SUGGESTIONS = 12, 8
OWN_PAGES = ("InfoPage", "GuidePage")  # of the site's own pages, those with something to read
KINDS = {
    "STORIES": _("Good stories"),
    "INITIATIVES": _("Initiatives"),
    "OPPORTUNITIES": _("Opportunities"),
    "PAGES": _("Information"),
}


@dataclass(frozen=True, slots=True)
class Where:
    """Whose search page was asked for, and in what language."""

    reader: Reader
    site: SiteRecord
    language: str

    @property
    def languages(self) -> Languages:
        return Languages(tuple(dict.fromkeys((self.language, *self.site.languages))))

    @property
    def url(self) -> str:
        return self.reader.addresses.base(self.site) + addresses.search_path(self.site, self.language)

    @property
    def asker(self) -> Asker:
        return Asker(self.reader.now, self.reader.snapshot, self.reader.may_use)

    def entries(self) -> QuerySet[Entry]:
        """What the site shows, each item in one language; opportunities only while open."""
        found = queries.visible(self.reader.now).filter(Q(is_content=True) | Q(type__in=OWN_PAGES), site=self.site.key)
        found = queries.in_one_language(found, self.reader.now, self.languages, self.reader.snapshot)
        return found.filter(filters.in_lifecycle(self.asker, filters.STILL_OPEN))


@dataclass(frozen=True, slots=True)
class Result:
    """An item that was found: its title and a stretch of its text, with the words that were searched for."""

    item: Item
    title: snippets.Snippet
    stretch: snippets.Snippet


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind of result, and how many there are of it."""

    label: str
    count: int
    url: str
    is_chosen: bool


@transaction.non_atomic_requests
@require_safe
def page(request: HttpRequest, word: str, language: str | None = None, site: str | None = None) -> HttpResponse:
    """The search page, with what was found where something was asked."""
    where = _where(request, language)
    if where is None:
        return HttpResponseRedirect("/")
    if word != addresses.SEARCH[where.language] or language == where.site.language:
        asked = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(where.url + (f"?{asked}" if asked else ""))
    with translation.override(where.language), timezone.override(where.site.zone):
        context = {
            "site": where.site,
            "base": where.reader.addresses.base(where.site),
            "reader": where.reader,
            "url": where.url,
            **_found(where, request.GET.get("q", ""), request.GET.get("kind", ""), request.GET.get("after") or None),
        }
        response = render(request, "search/page.html", context)
    response["Content-Language"] = where.language
    response["Cache-Control"] = "private, no-store"
    return response


@transaction.non_atomic_requests
@require_safe
def suggestions(request: HttpRequest, word: str, language: str | None = None, site: str | None = None) -> HttpResponse:
    """What a query that somebody is typing may become: a list of texts."""
    where = _where(request, language)
    found: list[suggest.Suggestion] = []
    if where is not None:
        try:
            text = checked(_text(request.GET.get("q", "")))
        except BadInput:  # nothing typed yet: nothing to suggest
            text = ""
        if text:
            found = suggest.suggestions(text, where.entries(), where.asker, where.languages.requested[:1], SUGGESTIONS)
    texts = list(dict.fromkeys(each.text for each in found))
    response = JsonResponse(texts, safe=False)
    response["Cache-Control"] = "private, no-store"
    return response


def _where(request: HttpRequest, language: str | None) -> Where | None:
    reader = pages.reader_of(request)
    site, _inner = addresses.site_asked(request, reader.snapshot)
    return Where(reader, site, language or site.language) if site else None


def _text(query: str) -> str:
    """The query as it can be stored and sent; a reader's slip of the mouse is no error."""
    kept = "".join(letter for letter in query if letter.isprintable())
    return " ".join(kept.split())[:LONGEST].strip()


def _found(where: Where, query: str, kind: str, after: str | None) -> dict[str, Any]:
    text = _text(query)
    context: dict[str, Any] = {"query": text, "is_asked": bool(text)}
    try:
        search = Search(text, where.entries(), where.asker)
    except BadInput:
        return {**context, "is_too_short": bool(text)}
    counts = _counts(search)
    kind = kind if kind in KINDS else ""
    search.entries = search.entries.filter(_of_kind(kind)) if kind else search.entries
    try:
        found = search.page(Paging(PAGE, after, None, None), f"page|{text}|{kind}")
    except ApiError:  # an old or damaged link: the beginning says more than an error would
        after = None
        found = search.page(Paging(PAGE, None, None, None), f"page|{text}|{kind}")
    total = counts[kind] if kind else sum(counts.values())
    if not total and not after:
        misses.record(text)
    return {
        **context,
        "results": _results(where, search, found.rows),
        "total": total,
        "choices": _choices(where, text, kind, counts),
        "next": f"{where.url}?{urlencode(_asked(text, kind, found.cursors[-1]))}" if found.has_next else None,
        "start": f"{where.url}?{urlencode(_asked(text, kind))}" if after else None,
        "meant": None if total else suggest.did_you_mean(text, search.entries, where.asker),
    }


def _results(where: Where, search: Search, rows: list[dict[str, Any]]) -> list[Result]:
    wanted = {text for each in search.sought for text in each.texts}
    found = []
    for item in where.reader.items(rows, where.languages):
        stretches = snippets.snippets(item, wanted)
        found.append(Result(item, snippets.title_of(item, wanted), stretches[-1]))
    return found


def _counts(search: Search) -> dict[str, int]:
    """How many results there are of each kind."""
    rows = search.entries.filter(search.condition).order_by().values_list("type").annotate(count=Count("pk"))
    by_type = dict(rows)
    return {
        kind: sum(by_type.get(name, 0) for name in (OWN_PAGES if kind == "PAGES" else types_listed_as(kind)))
        for kind in KINDS
    }


def _of_kind(kind: str) -> Q:
    return Q(type__in=OWN_PAGES if kind == "PAGES" else types_listed_as(kind))


def _choices(where: Where, text: str, chosen: str, counts: dict[str, int]) -> list[Choice]:
    all_of_them = Choice(
        str(_("Everything")), sum(counts.values()), f"{where.url}?{urlencode(_asked(text))}", not chosen
    )
    return [
        all_of_them,
        *(
            Choice(str(label), counts[kind], f"{where.url}?{urlencode(_asked(text, kind))}", kind == chosen)
            for kind, label in KINDS.items()
            if counts[kind] or kind == chosen
        ),
    ]


def _asked(text: str, kind: str = "", after: str = "") -> dict[str, str]:
    return {name: value for name, value in (("q", text), ("kind", kind), ("after", after)) if value}
