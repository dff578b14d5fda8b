"""Moving and finding: where an address leads now, and whom to ask."""

from enum import Enum
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

import strawberry
from strawberry.types import Info

from content import filters, queries
from content.errors import BadInput
from content.graphql.content import Content
from content.graphql.context import known_site, reader_of
from content.graphql.organisations import ContactAnswer
from content.graphql.scalars import URL
from content.models.entry import Entry
from content.queries import Languages
from content.reading import ContactView, ContentItem, Reader
from content.references import SiteRecord

LONGEST_PATH = 500


@strawberry.enum(description="What became of an address. GONE: something was there and has been withdrawn.")
class ResolutionStatus(Enum):
    FOUND = "FOUND"
    MOVED = "MOVED"
    GONE = "GONE"
    NOT_FOUND = "NOT_FOUND"


@strawberry.type(description="Where an address leads now, in one hop.")
class Resolution:
    status: ResolutionStatus
    node: Content | None = strawberry.field(
        description="Null for front pages, lists and guides, which have only a url."
    )
    url: URL | None


def resolve_path(reader: Reader, site: SiteRecord, asked: str) -> Resolution:
    """A missing slash, capitals, a query string, or a language that makes no difference here, make no difference."""
    path = normal(asked)
    for candidate in dict.fromkeys((path, without_language(path, site))):
        reader.interests.at(site.key, candidate)
        if entry := queries.at_path(site.key, candidate, reader.now).first():
            return _led_to(reader, entry, ResolutionStatus.FOUND if candidate == path else ResolutionStatus.MOVED)
    was_here = False
    for candidate in dict.fromkeys((path, without_language(path, site))):
        moved, known = queries.former(site.key, candidate, reader.now)
        was_here = was_here or known
        if known:
            reader.interests.shows(queries.once_at(site.key, candidate))
        if moved is not None:
            return _led_to(reader, moved, ResolutionStatus.MOVED)
    status = ResolutionStatus.GONE if was_here else ResolutionStatus.NOT_FOUND
    return Resolution(status=status, node=None, url=None)


def normal(asked: str) -> str:
    """A path as we write them: lower case, a slash at both ends, nothing after a question mark."""
    if not asked.strip():
        raise BadInput("path is empty. Give a path such as /historier/langaa/.", argument="path")
    if len(asked) > LONGEST_PATH:
        raise BadInput(f"path is longer than {LONGEST_PATH} characters.", argument="path")
    parts = [part for part in unquote(urlsplit(f"/{asked.strip().lstrip('/')}").path).lower().split("/") if part]
    return "/" + "".join(f"{part}/" for part in parts)


def without_language(path: str, site: SiteRecord) -> str:
    first, _slash, rest = path.removeprefix("/").partition("/")
    return f"/{rest}" if first in site.languages else path


def _led_to(reader: Reader, entry: Entry, status: ResolutionStatus) -> Resolution:
    site = reader.snapshot.sites[entry.site]
    rows = queries.visible(reader.now).filter(pk=entry.pk).values(*queries.COLUMNS)
    reader.interests.shows([entry.item])
    item = reader.one(rows, Languages((entry.language,)))
    node: Any = item if isinstance(item, ContentItem) else None
    return Resolution(status=status, node=node, url=URL(reader.addresses.base(site) + entry.path))


@strawberry.type
class Query:
    @strawberry.field(description="Follows every move of a page in one hop, and knows what is gone.")
    def resolve(self, info: Info[Any, Any], site: str, path: str) -> Resolution:
        return resolve_path(reader_of(info), known_site(info, site), path)

    @strawberry.field(description="Whom to ask about an area: its own contact, else the municipality's general one.")
    def contact(
        self,
        info: Info[Any, Any],
        site: str,
        area: Annotated[str | None, strawberry.argument(description="A code of the AREA vocabulary.")] = None,
    ) -> ContactAnswer:
        record, reader = known_site(info, site), reader_of(info)
        if area is not None:
            filters.known_terms(reader.snapshot, "AREA", [area])
        reader.interests.refers("ContactPoint", "Term")
        reader.depends_on_the_day()
        today = reader.now.astimezone(record.zone).date()
        contact, is_fallback = reader.snapshot.contact_for(record.key, area, None, today)
        found: Any = ContactView(contact, is_fallback, tuple(record.languages))
        return found
