"""Ready to post: an item as a pack for one channel, right to the character.

A text is composed from a template, or is the editor's own; the picture is one whose people said yes to social media, or
a card of words. We post nowhere ourselves. Limits are data, see `models/sharing.py`; how texts are counted stands in
`counting.py`, cards in `cards.py`, what is planned in `queue.py`, what became of a pack in `postings.py`.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

import orjson
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from content import cards, counting, days, renditions, text
from content.counting import Length
from content.errors import BadInput
from content.models.page import ContentPage
from content.models.sharing import CHECK_AFTER
from content.reading import ContentItem, RenditionView
from content.references import ChannelRecord, QuoteRecord, Snapshot
from content.words import Channel, Lifecycle, Purpose

# What is left out first when a text is too long, whole; then what is shortened, and what goes last.
LEFT_OUT = ("question", "quote", "call", "hashtags")
SHORTENED = (("summary", 4), ("where", 0), ("when", 0), ("title", 1))  # to how many words at least; 0: whole or not
# What a post repeats of an item. When one of these changes, a text written before may no longer be true.
REPEATED = (
    *("title", "summary", "discussionPrompt", "who", "what", "where", "why", "kind", "lifecycleReason"),
    *("startsAt", "endsAt", "recurrenceRule", "deadline", "venue", "eventStatus", "applyUrl"),
)
TEMPLATE = "{title}\n\n{summary}\n\n{when}\n{where}\n\n{call}\n{link}\n\n{hashtags}"  # where no row says otherwise
_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
_PHONE = re.compile(r"(?<![\w/.])(?:\+\d{2}[ \u00a0]?)?(?:\d{2}[ \u00a0]?){4}(?![\w/])")


@dataclass(frozen=True, slots=True)
class CardView:
    """A card of words at its address."""

    url: str
    width: int
    height: int
    mime: str = "image/jpeg"
    bytes: int | None = None  # drawn when fetched


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a post, its words, and whose consent it stands on."""

    rendition: RenditionView | CardView
    alt: str
    photo: str | None = None
    quote: str | None = None
    card: cards.Card | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """All that a post on one channel needs."""

    channel: str
    text: str
    url: str
    hashtags: list[str]
    picture: Picture | None
    length: Length
    is_valid: bool
    warnings: list[str]
    is_hand_edited: bool
    is_outdated: bool
    planned_for: datetime | None
    limits_verified_on: date
    quotes: list[str]

    @property
    def image(self) -> RenditionView | CardView | None:
        return self.picture.rendition if self.picture else None

    @property
    def image_alt(self) -> str | None:
        return self.picture.alt if self.picture else None

    @property
    def over_by(self) -> int:
        return max(0, -self.length.remaining)


def pack(item: ContentItem, rules: ChannelRecord, as_draft: bool = False) -> Pack:
    """The item ready to post on a channel. `as_draft`: for its editors, whose card has no public address."""
    own: dict[str, Any] = (item.card.get("share") or {}).get(rules.channel) or {}
    url = link_of(item, rules.channel)
    with translation.override(item.language_code), timezone.override(item.site.zone):
        written = own.get("text", "")
        words = written.replace("{link}", url) if written else composed(item, rules, url)
        picture = picture_of(item, rules, as_draft)
        quotes = [quote.uid for quote in _quotes(item) if quote.text in words]
    length = length_of(words, rules)
    is_outdated = bool(written) and own.get("basis") != basis_of(item.card, item.declared_lifecycle)
    broken = list(_broken(words, rules, length, picture))
    planned_for = own.get("plannedFor")
    return Pack(
        channel=rules.channel,
        text=words,
        url=url,
        hashtags=counting.hashtags(words),
        picture=picture,
        length=length,
        is_valid=not broken,
        warnings=[*broken, *_worth_knowing(item, words, rules, picture, is_outdated)],
        is_hand_edited=bool(written),
        is_outdated=is_outdated,
        planned_for=datetime.fromisoformat(planned_for) if planned_for else None,
        limits_verified_on=rules.verified_on,
        quotes=list(dict.fromkeys([*quotes, *([picture.quote] if picture and picture.quote else [])])),
    )


def rules_for(snapshot: Snapshot, channel: str) -> ChannelRecord:
    """The channel's rules; an error that lists the others where we do not post there."""
    rules = snapshot.channels.get(channel)
    if rules is None or not rules.is_on:
        known = ", ".join(each.channel for each in snapshot.channels.values() if each.is_on)
        raise BadInput(f"{channel} is switched off here. Channels that are on: {known}.", argument="channel")
    return rules


def length_of(words: str, rules: ChannelRecord) -> Length:
    return counting.length_of(words, rules.counting, rules.limit, rules.byte_limit)


def basis_of(card: dict[str, Any], lifecycle: str) -> str:
    """A fingerprint of what a post repeats of an item, to tell whether that has changed since a text was written."""
    said = {name: card.get(name) for name in REPEATED} | {"lifecycle": lifecycle}
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def basis_of_page(page: ContentPage) -> str:
    """The same of a page as an editor has it before them."""
    return basis_of(orjson.loads(orjson.dumps(page.document())), page.columns().get("lifecycle", ""))


def link_of(item: ContentItem, source: str) -> str:
    """The item's own address. It says which channel it was shared on, unless the municipality wants it bare."""
    if not item.site.tracks_links:
        return item.url
    return f"{item.url}?{urlencode({'utm_source': source.lower(), 'utm_medium': 'social'})}"


# ── text ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def composed(item: ContentItem, rules: ChannelRecord, url: str) -> str:
    """The template filled in, and made to fit: whole parts go first, then words from the end."""
    parts = words_of(item, rules, url)
    return fitted(template_for(item), parts, lambda words: length_of(words, rules).remaining >= 0)


def words_of(item: ContentItem, rules: ChannelRecord, url: str) -> dict[str, str]:
    """What the placeholders of a template stand for."""
    quote = next(iter(_quotes(item)), None)
    links = rules.most_links != 0
    tags = hashtags_for(item)[: min(rules.hashtags_used, rules.most_hashtags or rules.hashtags_used)]
    return {
        **{name: _flat(words) for name, words in item.words_to_share.items()},
        "quote": f"{quoted(quote)} – {_speaker(quote)}" if quote else "",
        "link": url if links else "",
        "hashtags": " ".join(f"#{tag}" for tag in tags),
        **({} if links else {"call": ""}),
    }


def fitted(template: str, parts: dict[str, str], fits: Callable[[str], bool]) -> str:
    """As much of a template as fits. No word is cut; what fits in no way is given back whole, and is too long."""
    kept = dict(parts)
    for name in ("", *LEFT_OUT):
        kept[name] = ""
        if fits(found := filled(template, kept)):
            return found
    for name, least in SHORTENED:
        whole = kept.get(name, "")
        shorter = _shortened(whole, least, partial(_fits_with, template, kept, name, fits)) if least else ""
        if shorter:
            return filled(template, kept | {name: shorter})
        kept[name] = ""
        if fits(found := filled(template, kept)):
            return found
    return filled(template, kept)


def _fits_with(template: str, parts: dict[str, str], name: str, fits: Callable[[str], bool], words: str) -> bool:
    return fits(filled(template, parts | {name: words}))


def filled(template: str, parts: dict[str, str]) -> str:
    """The template with its parts. A line that lacks one of its parts is left out, and with it an empty paragraph."""
    paragraphs = []
    for paragraph in re.split(r"\n\s*\n", template.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in paragraph.split("\n")]
        found = [
            _PLACEHOLDER.sub(lambda match: parts[match[1]], line)
            for line in lines
            if all(parts.get(name) for name in placeholders(line))
        ]
        if found:
            paragraphs.append("\n".join(found))
    return "\n\n".join(paragraphs)


def placeholders(template: str) -> list[str]:
    """The names in braces."""
    return _PLACEHOLDER.findall(template)


def template_for(item: ContentItem) -> str:
    """The template for the item's type: the municipality's own before everybody's, in its language before in any."""
    templates, name = item.reader.snapshot.share_templates, item.type_name
    wanted = [(name, language, site) for site in (item.site_key, None) for language in (item.language_code, "")]
    return next((templates[key] for key in wanted if key in templates), TEMPLATE)


def type_names() -> list[str]:
    """The types of content that a template can be for."""
    from content.checks import page_types

    return sorted(model.type_name for model in page_types() if model.is_content)


def hashtags_for(item: ContentItem) -> list[str]:
    """The theme's hashtags, the municipality's, then the item's own tags."""
    themes = item.reader.snapshot.theme_hashtags
    areas = item.card["areas"]
    of_theme = [tag for area in areas for site in (item.site_key, None) for tag in themes.get((area, site), [])]
    found = [hashtag(words) for words in (*of_theme, *item.site.hashtags, *item.tags)]
    return list({tag.casefold(): tag for tag in reversed(found) if tag}.values())[::-1]


def hashtag(words: str) -> str:
    """Words as one hashtag, without the sign: åbne døre → ÅbneDøre. Nothing where no letter is left."""
    found = re.findall(r"\w+", words)
    tag = found[0] if len(found) == 1 else "".join(word[:1].upper() + word[1:] for word in found)
    return tag if any(character.isalpha() for character in tag) else ""


def quoted(quote: QuoteRecord) -> str:
    return gettext("“%(words)s”") % {"words": quote.text}


def _speaker(quote: QuoteRecord) -> str:
    return f"{quote.name}, {quote.role}" if quote.name else quote.role


def _quotes(item: ContentItem) -> list[QuoteRecord]:
    return item.quotes_of(item.card.get("quotes") or [])


def _shortened(words: str, least: int, fits: Callable[[str], bool]) -> str:
    """The longest beginning that fits, cut between words; nothing where that would be too little to read."""
    found = words.split()
    low, high = 0, len(found) - 1  # words kept; the whole was tried already
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(_beginning(found, middle)) else (low, middle - 1)
    return _beginning(found, low) if low >= least and fits(_beginning(found, low)) else ""


def _beginning(words: list[str], count: int) -> str:
    return " ".join(words[:count]).rstrip(" ,.;:–-") + "…"


def _flat(words: str) -> str:
    return " ".join(words.split())


# ── the picture ─────────────────────────────────────────────────────────────────────────────────────────────────────


def picture_of(item: ContentItem, rules: ChannelRecord, as_draft: bool = False) -> Picture | None:
    """The first photo that may be shown here and is large enough, with words; else a card of words."""
    width, height = rules.picture_width, rules.picture_height
    for uid in item.card["photos"]:
        photo = item.photo_of(uid, Purpose.SOCIAL_MEDIA)
        if photo is None or not photo.alt:
            continue
        size = renditions.post_size(photo.record, width, height, rules.picture_bytes)
        if size.width < rules.least_width:
            continue
        return Picture(photo.of_size(size), text.excerpt(photo.alt, rules.alt_limit), photo=uid)
    quote = next((quote for quote in _quotes(item) if card_of(item, quote).said), None)
    words = card_of(item, quote)
    what = quote.id if quote else cards.TITLE
    path = (
        f"{reverse('sharing_card')}?{urlencode({'said': words.said, 'who': words.who, 'site': item.site_key})}"
        f"&{urlencode({'quote': int(words.is_quote), 'width': width, 'height': height})}"
        if as_draft
        else cards.path_of(item.uid, item.language_code, what, width, height)
    )
    view = CardView(item.reader.addresses.host + path, width, height)
    return Picture(view, text.excerpt(words.alt, rules.alt_limit), quote=quote.uid if quote else None, card=words)


def card_of(item: ContentItem, quote: QuoteRecord | None) -> cards.Card:
    """The item's card: this quote and who says it, or the title."""
    sender, colour = item.site.name, item.site.accent_colour
    with translation.override(item.language_code), timezone.override(item.site.zone):
        if quote:
            return cards.card(quote.text, _speaker(quote), sender, colour, is_quote=True)
        words = item.words_to_share
        return cards.card(words["title"], words.get("when", ""), sender, colour)


# ── what is wrong, and what is worth knowing ────────────────────────────────────────────────────────────────────────


def _broken(words: str, rules: ChannelRecord, length: Length, picture: Picture | None) -> Iterable[str]:
    """The channel's rules that a pack breaks."""
    if not words.strip():
        yield gettext("There is no text.")
    if length.remaining < 0 and length.unit == "BYTES":
        yield gettext("Too long by %(count)s bytes.") % {"count": -length.remaining}
    elif length.remaining < 0:
        yield gettext("Too long by %(count)s.") % {"count": -length.remaining}
    links, tags = counting.links(words) or counting.SCHEMED.findall(words), counting.hashtags(words)
    if rules.most_links == 0 and links:
        yield gettext("%(channel)s shows links as plain words: leave them out.") % {"channel": rules.name}
    elif rules.most_links is not None and len(links) > rules.most_links:
        yield ngettext(
            "%(channel)s allows %(count)s link.", "%(channel)s allows %(count)s links.", rules.most_links
        ) % {"channel": rules.name, "count": rules.most_links}
    if rules.most_hashtags is not None and len(tags) > rules.most_hashtags:
        yield ngettext(
            "%(channel)s allows %(count)s hashtag.", "%(channel)s allows %(count)s hashtags.", rules.most_hashtags
        ) % {"channel": rules.name, "count": rules.most_hashtags}
    if rules.needs_picture and picture is None:
        yield gettext("%(channel)s takes no post without a picture.") % {"channel": rules.name}


def _worth_knowing(
    item: ContentItem, words: str, rules: ChannelRecord, picture: Picture | None, is_outdated: bool
) -> Iterable[str]:
    lifecycle = getattr(item, "lifecycle", "")
    if lifecycle in (Lifecycle.EXPIRED, Lifecycle.CLOSED):
        yield gettext("One can no longer take part.")
    if is_outdated:
        yield gettext("The page has changed since this text was written.")
    if rules.readable and len(counting.graphemes(words)) > rules.readable:
        yield gettext("Few read more than %(count)s characters here.") % {"count": rules.readable}
    if rules.warns_of_phone and _PHONE.search(words):
        yield gettext("%(channel)s may refuse a post with a phone number.") % {"channel": rules.name}
    if item.card["photos"] and (picture is None or picture.card):
        yield gettext("No photo of it may be shown here, or none has alternative text; a card of words stands in.")
    if item.reader.now.date() - rules.verified_on > CHECK_AFTER:
        yield gettext("The limits were last checked on %(day)s.") % {"day": rules.verified_on.isoformat()}


# ── kits: what can only be posted by hand ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class KitField:
    """One field of somebody else's form, and what goes there."""

    label: str
    value: str


def group_text(item: ContentItem) -> str:
    """What to write in a Facebook group: no program may post there."""
    rules = item.reader.snapshot.channels[Channel.FACEBOOK]
    url = link_of(item, "facebook_group")
    with translation.override(item.language_code), timezone.override(item.site.zone):
        return composed(item, rules, url)


def event_kit(item: ContentItem) -> list[KitField]:
    """The fields of Facebook's form for an event, in the order of the form; none for what does not take place."""
    span = item.takes_place
    if span is None:
        return []
    said = item.words_to_share
    with translation.override(item.language_code), timezone.override(item.site.zone):
        url = link_of(item, "facebook_event")
        fields = [
            (gettext("Event name"), text.excerpt(item.title, 100)),
            (gettext("Start date"), days.day(span.starts_at)),
            (gettext("Start time"), days.hour(span.starts_at)),
            (gettext("End date"), days.day(span.ends_at)),
            (gettext("End time"), days.hour(span.ends_at)),
            (gettext("Location"), said.get("where", "")),
            (gettext("Details"), "\n\n".join(filter(None, (item.summary, f"{said['call']} {url}")))),
        ]
    return [KitField(label, value) for label, value in fields if value]
