"""What a reader sees of an entry: an `Item`, the same for the API, the pages and the feeds.

An item's own words come out of its document; terms, places, organisations, contacts, photos and quotes come from the
snapshot by id. What takes a look-up is looked up once for a whole batch, whichever item asks first.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, ClassVar, Self
from uuid import UUID
from weakref import ref

import orjson
from django.utils.translation import gettext

from content import clock, ids, ledger, linked_data, queries, references, renditions, text
from content.addresses import Addresses
from content.days import Span
from content.errors import BadInput
from content.fields import text_in
from content.filters import Near
from content.linked_data import Thing
from content.queries import Found, Languages
from content.references import ContactRecord, PhotoRecord, PlaceRecord, QuoteRecord, SiteRecord, Snapshot, TermRecord
from content.words import Purpose

_ITEM_LINK = re.compile(r"item:([0-9a-f]{8}-[0-9a-f-]{27})")


Rows = Found | Iterable[dict[str, Any]]


@dataclass(slots=True)
class Reader:
    """Who reads: from where, when, and what pictures they may use."""

    addresses: Addresses
    most: str = Purpose.PARTNER_SITES
    now: datetime = field(default_factory=clock.now)
    snapshot: Snapshot = field(default_factory=lambda: references.current()[0])
    label: str = ledger.ANONYMOUS
    handed_out: set[ledger.Handed] = field(default_factory=set)
    _bytes: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)

    def note_photos(self) -> None:
        """Write into the ledger which photos this reader was handed. Once per answer."""
        ledger.note(self.label, self.handed_out, self.now)

    def bytes_of(self, recipe: str, format_name: str) -> dict[str, int]:
        """File sizes of one rendition by photo, looked up once per reader."""
        key = recipe, format_name
        if key not in self._bytes:
            self._bytes[key] = renditions.bytes_of(recipe, format_name)
        return self._bytes[key]

    def items(
        self,
        rows: Rows,
        languages: Languages,
        near: Near | None = None,
        reads: set[str] | None = None,
    ) -> "list[Item]":
        found = rows if isinstance(rows, Found) else _found(rows)
        batch, names = Batch(self, languages, near, reads), _attributes(found.columns)
        kind = found.columns.index("type") if found.rows else 0
        items = [ITEM_TYPES[row[kind]](batch, names, row) for row in found.rows]
        batch.hold(items)
        return items

    def may_use(self, photo: PhotoRecord, asked: str | None = None) -> bool:
        """Whether the people in it agree to this use, now."""
        return photo.may_be_used(references.purposes_for(asked, self.most), self.now)

    def photo(self, uid: str | None, languages: tuple[str, ...], asked: str | None = None) -> "PhotoView | None":
        """The photo, if the people in it agree to this use, now."""
        record = self.snapshot.photos.get(uid or "")
        if record is None:
            return None
        purposes = references.purposes_for(asked, self.most)
        return PhotoView(self, record, purposes, languages) if record.may_be_used(purposes, self.now) else None

    def one(self, rows: Rows, languages: Languages, reads: set[str] | None = None) -> "Item | None":
        return next(iter(self.items(rows, languages, reads=reads)), None)

    def items_by_uid(
        self, uids: Iterable[UUID], languages: Languages, reads: set[str] | None = None
    ) -> "dict[UUID, Item]":
        """Items that may be seen, by uid, in one statement."""
        wanted = list(uids)
        if not wanted:
            return {}
        parts = READ_AT_ONCE if reads is None else reads
        rows = queries.of_items(wanted, self.now, languages, self.snapshot, parts)
        return {item.uid: item for item in self.items(rows, languages, reads=reads)}


READ_AT_ONCE = {"times", "card"}  # the parts of an entry that are read where nobody has learned what is needed
PART_OF = {
    "body_text": "body",
    "card_text": "card",
    **dict.fromkeys(("updated_at", "edited_at", "declared_lifecycle", "over_at", "deadline"), "times"),
}


class Batch:
    """Items that were read together, and whatever one statement can find out for all of them.

    It holds them loosely: they hold it, and what goes round in circles is thrown away late, and at a price.
    """

    def __init__(
        self, reader: Reader, languages: Languages, near: Near | None = None, reads: set[str] | None = None
    ) -> None:
        self.reader, self.languages, self.near, self.reads = reader, languages, near, reads
        self._held: list[ref[Item]] = []
        self._terms: dict[tuple[str, str, str, str], TermView] = {}
        self._bases: dict[str, str] = {}

    def hold(self, items: "list[Item]") -> None:
        self._held = [ref(item) for item in items]

    @property
    def items(self) -> "list[Item]":
        """Those that somebody still looks at."""
        return [item for held in self._held if (item := held()) is not None]

    def term(self, vocabulary: str, code: str, item: "Item") -> "TermView":
        """A word as this item says it: the same object for all that say it in the same language on the same site."""
        key = (vocabulary, code, item.language_code, item.site_key)
        found = self._terms.get(key)
        if found is None:
            record = self.reader.snapshot.terms.get((vocabulary, code))
            found = self._terms[key] = TermView(vocabulary, code, record, item.languages, item.site_key)
        return found

    def base(self, site: SiteRecord) -> str:
        """The root of a site's addresses."""
        if site.key not in self._bases:
            self._bases[site.key] = self.reader.addresses.base(site)
        return self._bases[site.key]

    def read(self, part: str) -> None:
        """A part that was not read with the rest, for all items at once; the next time it will be."""
        if self.reads is not None:
            self.reads.add(part)
        columns = queries.PARTS[part]
        names = _attributes(columns)
        found = queries.parts_of([item.pk for item in self.items], columns, self.reader.now)
        values = {pk: more for pk, *more in found}
        for item in self.items:
            if item.pk in values:
                vars(item).update(zip(names, values[item.pk], strict=True))
            elif part == "body":  # it went while we read
                item.body_text = "[]"

    @cached_property
    def siblings(self) -> dict[UUID, list[dict[str, Any]]]:
        """All translations that may be seen, per item, oldest first."""
        found: dict[UUID, list[dict[str, Any]]] = {}
        for row in queries.translations([item.uid for item in self.items], self.reader.now):
            found.setdefault(row["item"], []).append(row)
        return found

    @cached_property
    def linked(self) -> "dict[UUID, Item]":
        """The items that texts of this batch link to."""
        texts = [words for item in self.items for words in (item.card_text, item.body_text)]
        uids = {UUID(uid) for words in texts for uid in _ITEM_LINK.findall(words)}
        return self.reader.items_by_uid(uids, self.languages)

    @cached_property
    def related(self) -> "dict[UUID, Item]":
        uids = {UUID(uid) for item in self.items for uid in item.card.get("related", [])}
        return self.reader.items_by_uid(uids, self.languages)

    @cached_property
    def ancestors(self) -> dict[tuple[str, str], str]:
        """Titles by site and path of everything above this batch's items."""
        paths = {(item.site_key, path) for item in self.items for path in item.paths_above}
        rows = queries.visible(self.reader.now).filter(path__in={path for _site, path in paths})
        return {
            (site, path): orjson.loads(card)["title"]
            for site, path, card in rows.values_list("site", "path", "card")
            if (site, path) in paths
        }

    def url_of(self, uid: UUID) -> str | None:
        item = self.linked.get(uid)
        return item.url if item else None


# ── how an item's attributes come out of its document ───────────────────────────────────────────────────────────────


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)


class FromDocument:
    """An attribute read from the document under its API name."""

    is_plain = False  # whether it is read as it stands

    def __set_name__(self, owner: type, name: str) -> None:
        self.key = _camel(name)

    def __get__(self, item: "Item | None", owner: type) -> Any:
        return self if item is None else self.read(item, item.card.get(self.key))

    def read(self, item: "Item", value: Any) -> Any:
        return value


class Written(FromDocument):
    """The item's own words or facts, as they stand."""

    is_plain = True


class Moment(FromDocument):
    """A moment, with its offset."""

    def read(self, item: "Item", value: Any) -> datetime | None:
        return datetime.fromisoformat(value) if value else None


class Day(FromDocument):
    def read(self, item: "Item", value: Any) -> date | None:
        return date.fromisoformat(value) if value else None


class RichWords(FromDocument):
    """Rich text; None where the editor wrote nothing and the field may be empty."""

    def __init__(self, always: bool = False) -> None:
        self.always = always

    def read(self, item: "Item", value: Any) -> "RichWordsView | None":
        if value and (self.always or value["plainText"]):
            return RichWordsView(item.batch, value)
        return RichWordsView(item.batch, text.EMPTY) if self.always else None


class Words(FromDocument):
    """A word of a vocabulary; None where none was chosen."""

    def __init__(self, vocabulary: str) -> None:
        self.vocabulary = vocabulary

    def read(self, item: "Item", value: Any) -> Any:
        return item.term(self.vocabulary, value) if value else None


class WordList(Words):
    def read(self, item: "Item", value: Any) -> Any:
        return [item.term(self.vocabulary, code) for code in value or ()]


class PlaceOf(FromDocument):
    """A place, by its uid."""

    def read(self, item: "Item", value: Any) -> "PlaceRecord | None":
        return item.reader.snapshot.places.get(value) if value else None


# ── views: a reference, as this item's reader sees it ───────────────────────────────────────────────────────────────


@dataclass(slots=True)
class TermView:
    """A word as this reader sees it. A code that nobody explains is served as it is, without a label."""

    vocabulary: str
    code: str
    record: TermRecord | None
    languages: tuple[str, ...]
    site: str | None = None

    @property
    def text(self) -> str:
        """The label a page shows: the municipality's own word, else the language's, else the code."""
        if self.record is None:
            return self.code
        local = self.record.local_labels.get(self.site or "")
        return local or text_in(self.record.labels, self.languages) or self.code


@dataclass(slots=True)
class RichWordsView:
    """Rich text whose links lead to where things are now."""

    batch: Batch
    rich: text.Rich

    @property
    def html(self) -> str:
        return text.resolve_html(self.rich["html"], self.batch.url_of, self.batch.reader.addresses.host)

    @property
    def markdown(self) -> str:
        return text.resolve_markdown(self.rich["markdown"], self.batch.url_of, self.batch.reader.addresses.host)

    @property
    def plain_text(self) -> str:
        return self.rich["plainText"]


@dataclass(slots=True)
class ContactView:
    contact: ContactRecord | None
    is_fallback: bool
    languages: tuple[str, ...]

    @property
    def role(self) -> str | None:
        return text_in(self.contact.role, self.languages) if self.contact else None


@dataclass(slots=True)
class RenditionView:
    reader: Reader
    photo: str
    recipe: str
    format_name: str
    url: str
    width: int
    height: int
    mime: str

    @property
    def bytes(self) -> int | None:
        """The size of the file; None until somebody has fetched it, for only then is it made."""
        return self.reader.bytes_of(self.recipe, self.format_name).get(self.photo)


@dataclass(slots=True)
class PhotoView:
    """A photo that may be used, for these uses, with its words in the reader's language."""

    reader: Reader
    record: PhotoRecord
    purposes: frozenset[str]
    languages: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def alt(self) -> str:
        """What the photo shows, in the reader's language, else in any; empty where it is decoration."""
        return "" if self.record.is_decorative else text_in(self.record.alt, self.languages) or ""

    @property
    def caption(self) -> str | None:
        return text_in(self.record.caption, self.languages)

    def rendition(
        self, preset: str | None = None, width: int | None = None, format_name: str = "JPEG", share: float = 1.0
    ) -> RenditionView:
        if preset and width:
            raise BadInput("Ask for a preset or for a width, not for both.")
        if width is not None and not 1 <= width <= renditions.WIDTHS[-1]:
            raise BadInput(f"width is {width}. It must be from 1 to {renditions.WIDTHS[-1]}.", argument="width")
        if width:
            size = renditions.width_size(self.record, width)
        else:
            size = renditions.preset_size(self.record, preset or "CARD", share)
        return self.of_size(size, format_name)

    def of_size(self, size: renditions.Size, format_name: str = "JPEG") -> RenditionView:
        """A size at its signed address. Whoever is given one is in the ledger."""
        self.reader.handed_out.add((self.record.uid, self.purposes))
        path = renditions.path_of(self.record, size, format_name, self.purposes)
        mime = renditions.FORMATS[format_name][1]
        url = self.reader.addresses.host + path
        return RenditionView(self.reader, self.record.uid, size.recipe, format_name, url, size.width, size.height, mime)

    def src_set(self, preset: str | None = None, format_name: str = "JPEG") -> list[RenditionView]:
        """The same picture in growing widths, each once, never larger than the original."""
        if preset:
            sizes = [
                self.rendition(preset=preset, format_name=format_name, share=share)
                for share in renditions.SHARE_OF_PRESET
            ]
        else:
            steps = [width for width in renditions.WIDTHS if width < self.record.width] or [self.record.width]
            sizes = [self.rendition(width=width, format_name=format_name) for width in steps]
        return list({size.width: size for size in sizes}.values())


@dataclass(slots=True)
class PhotoChoice:
    """The photo for a use, or why there is none."""

    photo: PhotoView | None
    is_fallback: bool
    reason: str | None


@dataclass(slots=True)
class LinkView:
    """A link in a text: where to, in what words, and the item it leads to where it is one of ours."""

    url: str
    text: str
    node: "Item | None"


class Block:
    """One block of a body, as this reader sees it."""

    def __init__(self, item: "Item", written: dict[str, Any]) -> None:
        self.item, self.written = item, written

    @property
    def type(self) -> str:
        return str(self.written["type"])

    @property
    def id(self) -> str:
        return str(self.written["id"])

    def __getattr__(self, name: str) -> Any:
        """A field of the block as it was written."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self.written.get(_camel(name))

    @cached_property
    def photo(self) -> PhotoView | None:
        return self.item.photo_of(self.written["photo"])

    @property
    def photos(self) -> "list[Block]":
        found = [
            Block(self.item, {**photo, "type": "PhotoBlock", "id": f"{self.id}-{number}"})
            for number, photo in enumerate(self.written["photos"])
        ]
        return [block for block in found if block.photo]

    @property
    def is_shown(self) -> bool:
        """A photo without consent is left out, caption and all."""
        if self.type == "PhotoBlock":
            return self.photo is not None
        return bool(self.photos) if self.type == "GalleryBlock" else True


# ── the item ────────────────────────────────────────────────────────────────────────────────────────────────────────

ITEM_TYPES: "dict[str, type[Item]]" = {}
ATTRIBUTE_OF = {  # columns that have another name here
    "item": "uid",
    "site": "site_key",
    "language": "language_code",
    "lifecycle": "declared_lifecycle",
    "ends_at": "over_at",
    "card": "card_text",
    "body": "body_text",
}


@lru_cache
def _attributes(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(ATTRIBUTE_OF.get(column, column) for column in columns)


def _found(rows: Iterable[dict[str, Any]]) -> Found:
    rows = list(rows)
    return Found(tuple(rows[0]) if rows else (), [tuple(row.values()) for row in rows])


def types_listed_as(kind: str) -> list[str]:
    """The names of the types that stand in one of the site's lists."""
    return [name for name, item in ITEM_TYPES.items() if item.listed_as == kind]


class kept:  # noqa: N801 - used as cached_property is, which takes a lock each time before Python 3.12
    """An attribute worked out when it is first asked for."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self.make, self.name, self.__doc__ = make, make.__name__, make.__doc__

    def __get__(self, owner: Any, kind: type) -> Any:
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.make(owner)
        return value


class Item:
    """One published translation, as one reader sees it. Each content type has a subclass, named by `type_name`."""

    type_name: ClassVar[str] = ""
    listed_as: ClassVar[str] = ""  # which of the site's lists it stands in
    template_name: ClassVar[str] = ""

    title: Any = Written()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "type_name" in cls.__dict__:
            ITEM_TYPES[cls.type_name] = cls

    batch: Batch
    pk: int
    uid: UUID
    site_key: str
    language_code: str
    path: str
    published_at: datetime
    updated_at: datetime
    edited_at: datetime
    declared_lifecycle: str
    deadline: datetime | None
    over_at: datetime | None
    card_text: str
    body_text: str

    def __init__(self, batch: Batch, names: tuple[str, ...], row: Sequence[Any]) -> None:
        self.batch, self.reader = batch, batch.reader
        self.__dict__.update(zip(names, row))  # noqa: B905 - the same number, for every row of a statement

    def __getattr__(self, name: str) -> Any:
        """What was not read with the rest is read when it is first asked for."""
        if name not in PART_OF:
            raise AttributeError(f"{type(self).__name__} has no {name}")
        self.batch.read(PART_OF[name])
        return self.__dict__[name]

    @kept
    def card(self) -> dict[str, Any]:
        return orjson.loads(self.card_text)

    @kept
    def written_body(self) -> list[dict[str, Any]]:
        return orjson.loads(self.body_text)

    @property
    def id(self) -> str:
        return ids.public_id(ids.ITEM, self.uid)

    @kept
    def site(self) -> SiteRecord:
        return self.reader.snapshot.sites[self.site_key]

    @kept
    def languages(self) -> tuple[str, ...]:
        """For labels: the languages asked for, else the item's own, then the site's chain."""
        return self.batch.languages.requested or (self.language_code, *self.site.languages)

    @property
    def slug(self) -> str:
        return self.path.rstrip("/").rpartition("/")[2]

    @property
    def url(self) -> str:
        return self.batch.base(self.site) + self.path

    @property
    def today(self) -> date:
        """The day it is where the item's site is."""
        return self.reader.now.astimezone(self.site.zone).date()

    # language

    @property
    def translations(self) -> list[dict[str, Any]]:
        """Every translation that may be seen, this one included, in the site's order of languages."""
        rows = self.batch.siblings.get(self.uid, [])
        order = {code: place for place, code in enumerate(self.site.languages)}
        base = self.batch.base(self.site)
        found = [{"language": row["language"], "path": row["path"], "url": base + row["path"]} for row in rows]
        return sorted(found, key=lambda row: order.get(row["language"], 99))

    @property
    def is_fallback(self) -> bool:
        wanted = self.batch.languages.requested or tuple(self.site.languages)
        return self.language_code != wanted[0]

    @property
    def is_outdated(self) -> bool:
        """Whether the original was edited after this translation last was."""
        rows = self.batch.siblings.get(self.uid, [])
        return bool(rows) and rows[0]["language"] != self.language_code and rows[0]["edited_at"] > self.edited_at

    # text

    @property
    def blocks(self) -> list[Block]:
        """The body, without what may not be shown now."""
        blocks = [Block(self, written) for written in self.written_body]
        return [block for block in blocks if block.is_shown]

    @property
    def links(self) -> "list[LinkView]":
        """Where the body leads to. What is gone is no link any more."""
        found = []
        for block in self.blocks:
            for href, words in text.links_in(str(block.written.get("html", ""))):
                item = self.batch.linked.get(UUID(href.removeprefix("item:"))) if href.startswith("item:") else None
                if item is not None:
                    found.append(LinkView(item.url, words, item))
                elif not href.startswith("item:"):
                    host = self.reader.addresses.host if href.startswith("/") else ""
                    found.append(LinkView(host + href, words, None))
        return found

    @property
    def paths_above(self) -> list[str]:
        parts = [part for part in self.path.split("/") if part][:-1]
        return ["/", *("/" + "/".join(parts[: end + 1]) + "/" for end in range(len(parts)))]

    @property
    def breadcrumbs(self) -> list[dict[str, str]]:
        """The way from the front page down to, not including, this page."""
        base, titles = self.batch.base(self.site), self.batch.ancestors
        return [
            {"title": titles[self.site_key, path], "path": path, "url": base + path}
            for path in self.paths_above
            if (self.site_key, path) in titles and path != self.path
        ]

    # references

    def term(self, vocabulary: str, code: str) -> TermView:
        return self.batch.term(vocabulary, code, self)

    def photo_of(self, uid: str | None, asked: str | None = None) -> PhotoView | None:
        """The photo, if the people in it agree to this use, now."""
        return self.reader.photo(uid, (self.language_code, *self.languages), asked)

    @classmethod
    def draft(cls, reader: Reader, page: Any, path: str, site: str) -> Self:
        """What readers would see of an unpublished page. For previews only."""
        stamp = page.last_published_at or reader.now
        row = {
            "pk": 0,
            "item": page.translation_key,
            "site": site,
            "language": page.locale.language_code,
            "path": path,
            "published_at": page.first_published_at or reader.now,
            "updated_at": stamp,
            "edited_at": stamp,
            **{"lifecycle": "", "starts_at": None, "ends_at": None, "deadline": None, **page.columns()},
            "type": cls.type_name,
            "card": orjson.dumps(page.document()).decode(),
            "body": orjson.dumps(page.written_body()).decode(),
        }
        return reader.items([row], Languages())[0]  # type: ignore[return-value]


class ContentItem(Item):
    """What every content type shows."""

    summary = Written()
    scope = Written()
    settings = WordList("SETTING")
    primary_area = Words("AREA")
    areas = WordList("AREA")
    actors = WordList("ACTOR")
    participation_forms = WordList("PARTICIPATION_FORM")
    contributors = WordList("TARGET_GROUP")
    beneficiaries = WordList("TARGET_GROUP")
    collaboration_level = Words("COLLABORATION_LEVEL")
    is_intergenerational = Written()
    is_low_threshold = Written()
    tags = Written()
    licence = Written()
    reviewed_at = Moment()

    @property
    def places(self) -> list[PlaceRecord]:
        places = self.reader.snapshot.places
        return [places[uid] for uid in self.card["places"] if uid in places]

    @property
    def organisations(self) -> list[references.OrganisationRecord]:
        organisations = self.reader.snapshot.organisations
        return [organisations[uid] for uid in self.card["organisations"] if uid in organisations]

    @property
    def contact(self) -> ContactView:
        contact, is_fallback = self.reader.snapshot.contact_for(
            self.site_key, self.card["primaryArea"], self.card["contact"], self.today
        )
        return ContactView(contact, is_fallback, (self.language_code, *self.languages))

    @property
    def distance_km(self) -> float | None:
        """To the nearest of its places; None where nobody asked for what is near."""
        near = self.batch.near
        if near is None:
            return None
        found = [far for place in self.places if (far := near.distance_km(place)) is not None]
        return round(min(found), 3) if found else None

    def related(self, first: int = 3) -> "list[Item]":
        found = [self.batch.related.get(UUID(uid)) for uid in self.card["related"]]
        return [item for item in found if item is not None][:first]

    def image(
        self,
        purpose: str | None = None,
        min_width: int | None = None,
        fits: Callable[[PhotoRecord], bool] = lambda photo: True,
    ) -> PhotoChoice | None:
        """The first of the item's photos that may be used so, and is large enough; None where it has no photos."""
        uids = self.card["photos"]
        if not uids:
            return None
        for place, uid in enumerate(uids):
            photo = self.photo_of(uid, purpose)
            if photo and photo.record.width >= (min_width or 0) and fits(photo.record):
                reason = None if place == 0 else "The first photo may not be used for this purpose, or does not fit."
                return PhotoChoice(photo, is_fallback=place > 0, reason=reason)
        return PhotoChoice(
            None, is_fallback=False, reason="No photo of this item may be used for this purpose and fits."
        )

    @property
    def words_to_share(self) -> dict[str, str]:
        """What a post about it may say, by the names that templates use. Types that have more to say add to it."""
        return {"title": self.title, "summary": self.summary, "call": gettext("Read more:")}

    @property
    def takes_place(self) -> Span | None:
        """When it next does, for what does."""
        return None

    @property
    def json_ld(self) -> Thing:
        """The item in the words of schema.org; a type that has better words says them itself."""
        return linked_data.described(self, "CreativeWork", **linked_data.publication(self))

    def quotes_of(self, uids: Iterable[str]) -> list[QuoteRecord]:
        quotes = self.reader.snapshot.quotes
        return [quotes[uid] for uid in uids if uid in quotes]
