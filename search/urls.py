"""Addresses of this room: each site's search page, and what it suggests while somebody types.

`/soeg/`, `/en/search/`; and `/randers/soeg/` where one host serves every site.
"""

from django.conf import settings
from django.urls import path, register_converter

from content import references
from content.addresses import SEARCH
from search import views


class SearchWord:
    """The page's name in one of our languages."""

    regex = "|".join(sorted(set(SEARCH.values())))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class LanguageCode(SearchWord):
    regex = "|".join(SEARCH)


class SiteKey(SearchWord):
    """A site's key; anything else may be a page that happens to be called so."""

    regex = "[a-z0-9-]+"

    def to_python(self, value: str) -> str:
        if not settings.LOCAL_SITES or value not in references.current()[0].sites:
            raise ValueError
        return value


register_converter(SearchWord, "search_word")
register_converter(LanguageCode, "search_language")
register_converter(SiteKey, "search_site")

PREFIXES = ("", "<search_language:language>/", "<search_site:site>/", "<search_site:site>/<search_language:language>/")

urlpatterns = [
    *(path(f"{prefix}<search_word:word>/", views.page) for prefix in PREFIXES),
    *(path(f"{prefix}<search_word:word>/suggest.json", views.suggestions) for prefix in PREFIXES),
]
