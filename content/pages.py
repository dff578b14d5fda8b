"""A page for citizens: an item in its room's template."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from content import addresses, interests, ledger, references
from content.models.page import PublishedPage
from content.reading import ITEM_TYPES, Item, Reader
from content.words import Purpose


def reader_of(request: HttpRequest) -> Reader:
    """A citizen on the municipality's own site."""
    reader = Reader(
        addresses.of(request),
        Purpose.OWN_WEBSITE,
        snapshot=references.of(request),
        label=ledger.PUBLIC_SITE,
        interests=interests.of(request),
    )
    reader.depends_on_the_day()  # a page writes dates as one does today
    return reader


def respond(request: HttpRequest, item: Item, status: int = 200, **context: Any) -> HttpResponse:
    """The item's page, in its language and its site's time."""
    with translation.override(item.language_code), timezone.override(item.site.zone):
        base = item.reader.addresses.base(item.site)
        found = {"item": item, "site": item.site, "base": base, "reader": item.reader, **context}
        response = render(request, item.template_name, found, status=status)
    response["Content-Language"] = item.language_code
    return response


def preview(request: HttpRequest, page: PublishedPage) -> HttpResponse:
    """What an editor has on screen, as readers would see it."""
    snapshot = references.of(request)
    home = snapshot.home_of(page.path or page.get_parent().path)
    if home is None:
        return HttpResponse("This page hangs under no municipality's front page.", status=404)
    path = addresses.path_within(page.url_path or "", home, snapshot.sites[home.site])
    item = ITEM_TYPES[page.type_name].draft(reader_of(request), page, path, home.site)
    response = respond(request, item, is_preview=True)
    response["Cache-Control"] = "private, no-store"
    return response
