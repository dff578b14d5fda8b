"""What search engines and other machines are told of an item: JSON-LD, in the words of schema.org.

Only what is known is said. The parts that all types share are here; what a type adds stands in its room.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import orjson

from content.references import PlaceRecord
from content.words import Licence, PlaceLevel, Purpose, Scope

if TYPE_CHECKING:
    from content.reading import ContentItem, TermView

Thing = dict[str, Any]

LICENCES = {
    Licence.CC_BY_4: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA_4: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def script_safe(data: Thing) -> str:
    """JSON that can stand inside a script element, whatever an editor wrote."""
    return orjson.dumps(data).decode().translate(_UNSAFE)


def thing(type_: str, **said: Any) -> Thing:
    """A thing of this type, with what is known of it."""
    return {"@type": type_, **{name: value for name, value in said.items() if value not in (None, "", [])}}


# ── a whole item ────────────────────────────────────────────────────────────────────────────────────────────────────


def described(item: "ContentItem", type_: str, **said: Any) -> Thing:
    """The item as a thing of this type. All types have a name, a description, a url, and an image where one may be."""
    shared = {"name": item.title, "description": item.summary, "url": item.url, "image": image(item)}
    return {"@context": "https://schema.org", **thing(type_, **shared, **said)}


def publication(item: "ContentItem") -> Thing:
    """What is true of the text: since when, by whom, in what language, on what terms. For types that are texts."""
    return {
        "datePublished": moment(item, item.published_at),
        "dateModified": moment(item, item.updated_at),
        "inLanguage": item.language_code,
        "publisher": publisher(item),
        "license": LICENCES.get(item.licence),
    }


def page(item: "ContentItem", expires: datetime | None = None) -> Thing:
    """The page about a thing that is no text itself: an event has no licence and no publisher, its page has."""
    return thing("WebPage", url=item.url, **publication(item), expires=moment(item, expires))


# ── who ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def publisher(item: "ContentItem") -> Thing:
    """The municipality."""
    return thing("GovernmentOrganization", name=item.site.name, url=item.reader.addresses.base(item.site) + "/")


def organisations(item: "ContentItem") -> list[Thing]:
    return [thing("Organization", name=each.name, url=each.website) for each in item.organisations]


def behind(item: "ContentItem") -> Thing | list[Thing] | None:
    """Who does it: the organisations named, else the municipality. Nobody where only sorts of actors are named."""
    if not item.organisations and item.actors:
        return None
    return one_or_all(organisations(item)) or publisher(item)


# ── where ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def place(item: "ContentItem", record: PlaceRecord) -> Thing:
    around = item.reader.snapshot.places.get(record.within or "")
    is_point = record.latitude is not None
    return thing(
        "AdministrativeArea" if record.level == PlaceLevel.MUNICIPALITY else "Place",
        name=record.name,
        address=record.address,
        geo=thing("GeoCoordinates", latitude=record.latitude, longitude=record.longitude) if is_point else None,
        containedInPlace=place(item, around) if around else None,
    )


def places(item: "ContentItem") -> list[Thing]:
    return [place(item, record) for record in item.places]


def where(item: "ContentItem") -> Thing | list[Thing] | None:
    """Its places; the municipality, where it is for all of it; nowhere, where it is online."""
    if item.scope == Scope.ONLINE:
        return None
    if not item.places and item.scope == Scope.MUNICIPALITY:
        return thing("AdministrativeArea", name=item.site.name)
    return one_or_all(places(item))


# ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def image(item: "ContentItem") -> Thing | None:
    """The picture that may stand beside a link: what shows links counts as social media. The one previews get."""
    choice = item.image(Purpose.SOCIAL_MEDIA)
    if choice is None or choice.photo is None:
        return None
    photo = choice.photo
    size = photo.rendition("OPEN_GRAPH")
    return thing(
        "ImageObject",
        url=size.url,
        width=size.width,
        height=size.height,
        description=photo.alt,
        caption=photo.caption,
        creditText=photo.record.credit,
        license=LICENCES.get(Licence(photo.record.licence)),
    )


def moment(item: "ContentItem", value: datetime | None) -> str | None:
    """As the clocks show it where the item's site is, with the offset."""
    return value.astimezone(item.site.zone).isoformat(timespec="seconds") if value else None


def word(item: "ContentItem", term: "TermView") -> str:
    """A word in the language of the text, whatever language was asked for."""
    return replace(term, languages=(item.language_code, *item.site.languages)).text


def words(item: "ContentItem", terms: "Iterable[TermView]") -> list[str]:
    return [word(item, term) for term in terms]


def one_or_all(things: list[Thing]) -> Thing | list[Thing] | None:
    """One by itself: most programs expect one place and one organiser."""
    return things[0] if len(things) == 1 else things or None
