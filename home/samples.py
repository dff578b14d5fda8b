"""A municipality's own pages in one call each."""

from typing import Any

from content import publishing
from content.models import SiteSettings
from content.samples import a_locale, a_page, a_site
from home.models import GuidePage, HomePage, IndexPage, InfoPage


def a_front_page(site: SiteSettings | None = None, **fields: Any) -> HomePage:
    """The site's root becomes a published front page."""
    site = site or a_site()
    values = {"title": f"Frivillig i {site.key.title()}", "slug": f"{site.key}-forside", **fields}
    page = HomePage(locale=a_locale(site.language), live=False, **values)
    site.site.root_page.get_parent().add_child(instance=page)
    site.site.root_page = page
    site.site.save()
    page.save_revision(clean=False)
    found: HomePage = publishing.publish(page)
    return found


def an_index(lists: str = "STORIES", **fields: Any) -> IndexPage:
    values = {"title": "Historier", "slug": "historier", "lists": lists, **fields}
    found: IndexPage = a_page(IndexPage, **values)
    return found


def an_info_page(**fields: Any) -> InfoPage:
    found: InfoPage = a_page(InfoPage, **fields)
    return found


def a_guide(**fields: Any) -> GuidePage:
    found: GuidePage = a_page(GuidePage, **{"topic": "forsikring", **fields})
    return found
