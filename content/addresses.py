"""Where things are on the web, as seen from where the question was asked.

In production each municipality has its own host. At home and in demos the municipality `randers` answers at
`http://randers.localhost:8000`, and, for programs that cannot resolve that name, at `http://localhost:8000/randers`.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest

if TYPE_CHECKING:
    from content.references import HomeRecord, SiteRecord, Snapshot

LOCAL = ".localhost"
SEARCH = {"da": "soeg", "nb": "sok", "nn": "sok", "en": "search"}  # a site's search page, by language
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:]*)(?::(\d+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Addresses:
    """How to write addresses for one request."""

    scheme: str
    hostname: str
    port: str
    host: str = field(init=False)
    """The root of the host that was asked: `http://localhost:8000`. Pictures, files and the API are there."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "host", f"{self.scheme}://{self._netloc(self.hostname)}")

    def base(self, site: "SiteRecord") -> str:
        """The root of a municipality's site, without a slash at the end."""
        if not settings.LOCAL_SITES:
            standard = site.port in (80, 443)
            return f"{settings.PUBLIC_SCHEME}://{site.hostname}" + ("" if standard else f":{site.port}")
        if self.hostname.endswith(LOCAL):
            return f"{self.scheme}://{self._netloc(site.key + LOCAL)}"
        return f"{self.host}/{site.key}"

    def _netloc(self, hostname: str) -> str:
        return f"{hostname}:{self.port}" if self.port else hostname


def of(request: HttpRequest) -> Addresses:
    match = _HOST.fullmatch(request.get_host())
    hostname, port = (match[1].lower(), match[2] or "") if match else ("localhost", "")
    return Addresses(request.scheme or settings.PUBLIC_SCHEME, hostname, port)


def without_request() -> Addresses:
    """For mails and commands, where nobody asked over HTTP."""
    return Addresses(settings.PUBLIC_SCHEME, f"www{LOCAL}", str(settings.PORT))


def site_asked(request: HttpRequest, snapshot: "Snapshot") -> tuple["SiteRecord | None", str]:
    """The municipality a request is for, and the path within its site."""
    hostname, path = of(request).hostname, request.path_info
    if settings.LOCAL_SITES:
        if hostname.endswith(LOCAL):
            return snapshot.sites.get(hostname.removesuffix(LOCAL)), path
        key, _slash, rest = path.removeprefix("/").partition("/")
        if key in snapshot.sites:
            return snapshot.sites[key], f"/{rest}"
    return next((site for site in snapshot.sites.values() if site.hostname == hostname), None), path


def path_within(url_path: str, home: "HomeRecord", site: "SiteRecord") -> str:
    """A page's path on its site: the language comes first where it is not the site's own."""
    prefix = "/" if home.language == site.language else f"/{home.language}/"
    return prefix + url_path.removeprefix(home.url_path)


def search_path(site: "SiteRecord", language: str) -> str:
    """The path of a site's search page in a language."""
    prefix = "/" if language == site.language else f"/{language}/"
    return f"{prefix}{SEARCH.get(language, SEARCH['en'])}/"
