"""The floor's own questions: any content, sites, terms, places, organisations, photos, anything by id."""

from typing import Any

import strawberry
from strawberry.types import Info

from content import ids
from content.errors import PageTooLarge
from content.graphql.content import Content
from content.graphql.context import known_site, languages_of, reader_of
from content.graphql.enums import Vocabulary
from content.graphql.lists import Connection, many
from content.graphql.node import Node
from content.graphql.photos import Photo
from content.graphql.taxonomy import Place, Site, Term
from content.interests import PHOTOS, SITES
from content.queries import LARGEST_PAGE, Languages
from content.reading import ContentItem, Reader, TermView


def any_by_id(reader: Reader, wanted: list[str], languages: Languages) -> list[Any]:
    """Whatever these ids name and may be seen, in the same order; None for the rest. One statement."""
    parsed = [ids.parse_id(each) for each in wanted]
    items = reader.items_by_uid(
        [uid for found in parsed if found for kind, uid in [found] if kind == ids.ITEM], languages
    )
    return [_found(reader, items, languages, *found) if found else None for found in parsed]


def _found(reader: Reader, items: Any, languages: Languages, kind: str, uid: Any) -> Any:
    snapshot = reader.snapshot
    if kind == ids.PHOTO:
        reader.interests.refers(*PHOTOS)
        return reader.photo(str(uid), languages.requested or ANY_LANGUAGE)
    kept: dict[str, Any] = {ids.PLACE: snapshot.places, ids.ORGANISATION: snapshot.organisations}
    if kind in kept:
        reader.interests.refers("Place", "Organisation", "Body", "Term", "LocalLabel")
        return kept[kind].get(str(uid))
    found = items.get(uid)
    return found if isinstance(found, ContentItem) else None


ANY_LANGUAGE = ("da", "nb", "nn", "en")


@strawberry.type
class Query:
    content: Connection[Content] = many(None, "Stories, initiatives and opportunities together.")

    @strawberry.field(description="Anything by its id. Null for what is not there, or not to be seen.")
    def node(self, info: Info[Any, Any], id: strawberry.ID, languages: list[str] | None = None) -> Node | None:
        return any_by_id(reader_of(info), [id], languages_of(languages))[0]

    @strawberry.field(description="Several by their ids, in the same order, null for what is not there. At most 100.")
    def nodes(
        self,
        info: Info[Any, Any],
        ids: list[strawberry.ID],
        languages: list[str] | None = None,
    ) -> list[Node | None]:
        if len(ids) > LARGEST_PAGE:
            raise PageTooLarge(
                f"You asked for {len(ids)} ids. At most {LARGEST_PAGE} go in one request.", limit=LARGEST_PAGE
            )
        return any_by_id(reader_of(info), list(ids), languages_of(languages))

    @strawberry.field(description="The municipalities served here.")
    def sites(self, info: Info[Any, Any]) -> list[Site]:
        reader_of(info).interests.refers(*SITES)
        found: Any = sorted(reader_of(info).snapshot.sites.values(), key=lambda site: site.key)
        return found

    @strawberry.field
    def site(self, info: Info[Any, Any], key: str) -> Site | None:
        reader_of(info).interests.refers(*SITES)
        return reader_of(info).snapshot.sites.get(key)  # type: ignore[return-value]

    @strawberry.field(
        description="A vocabulary, in its own order. With a site, labels begin with that site's languages."
    )
    def terms(
        self,
        info: Info[Any, Any],
        vocabulary: Vocabulary,
        site: str | None = None,
        languages: list[str] | None = None,
    ) -> list[Term]:
        snapshot = reader_of(info).snapshot
        reader_of(info).interests.refers("Term", "LocalLabel")
        record = known_site(info, site) if site is not None else None
        wanted = languages_of(languages).requested or tuple(record.languages if record else ANY_LANGUAGE)
        return [
            TermView(term.vocabulary, term.code, term, wanted, site)  # type: ignore[misc]
            for (name, _code), term in snapshot.terms.items()
            if name == vocabulary.value
        ]

    @strawberry.field
    def places(self, info: Info[Any, Any], site: str | None = None) -> list[Place]:
        if site is not None:
            known_site(info, site)
        reader_of(info).interests.refers("Place")
        places = [place for place in reader_of(info).snapshot.places.values() if site in (None, place.site)]
        found: Any = sorted(places, key=lambda place: (place.site, place.code))
        return found

    @strawberry.field(description="Null where there is no such photo, or it may not be used.")
    def photo(self, info: Info[Any, Any], id: strawberry.ID) -> Photo | None:
        uid = ids.uid_of(ids.PHOTO, id)
        reader_of(info).interests.refers(*PHOTOS)
        return reader_of(info).photo(str(uid), ANY_LANGUAGE) if uid else None  # type: ignore[return-value]
