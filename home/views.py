"""The citizens' site: whatever is at an address, read through the gate like everything else."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from content import addresses, pages, queries, references
from content.interests import SITES
from content.queries import Languages
from content.reading import Item, Reader
from content.references import SiteRecord
from home import lists, theme


@transaction.non_atomic_requests
@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """A page of one municipality's site; on a host that is nobody's, the overview of all."""
    reader = pages.reader_of(request)
    site, inner = addresses.site_asked(request, reader.snapshot)
    if site is None:
        return _overview(request, reader) if inner == "/" else _missing(request, reader, None, 404)
    if not inner.endswith("/"):
        return HttpResponsePermanentRedirect(f"{reader.addresses.base(site)}{inner}/")
    item = _item_at(reader, site, inner)
    if item is None:
        moved, was_here = queries.former(site.key, inner, reader.now)
        if moved is not None:
            return HttpResponsePermanentRedirect(reader.addresses.base(reader.snapshot.sites[moved.site]) + moved.path)
        return _missing(request, reader, site, 410 if was_here else 404)
    response = pages.respond(request, item, **lists.of(item, request.GET))
    reader.note_photos()
    return response


@transaction.non_atomic_requests
@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """A municipality's colours; without `site`, those of all of them. The pages' one stylesheet needs nothing else."""
    sites = references.of(request).sites
    site = sites.get(request.GET.get("site", ""))
    css = theme.css([], site.accent_colour) if site else theme.css(sites.values())
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=86400"  # the address changes with the colour
    return response


def _item_at(reader: Reader, site: SiteRecord, path: str) -> Item | None:
    reader.interests.at(site.key, path)
    rows = queries.at_path(site.key, path, reader.now).values(*queries.COLUMNS)[:1]
    found = list(rows)
    return reader.one(found, Languages((found[0]["language"],))) if found else None


def _overview(request: HttpRequest, reader: Reader) -> HttpResponse:
    reader.interests.refers(*SITES)
    sites = sorted(reader.snapshot.sites.values(), key=lambda site: site.name)
    links = [
        {
            "key": site.key,
            "name": site.name,
            "url": reader.addresses.base(site) + "/",
            "tagline": site.tagline,
            "languages": site.languages,
        }
        for site in sites
    ]
    with translation.override("da"):
        return render(request, "home/overview.html", {"links": links, "host": reader.addresses.host, "reader": reader})


def _missing(request: HttpRequest, reader: Reader, site: SiteRecord | None, status: int) -> HttpResponse:
    context: dict[str, Any] = {"site": site, "status": status, "reader": reader}
    context["address"] = request.build_absolute_uri(request.path)
    context["base"] = reader.addresses.base(site) if site else reader.addresses.host
    with translation.override(site.language if site else "da"):
        return render(request, "home/missing.html", context, status=status)
