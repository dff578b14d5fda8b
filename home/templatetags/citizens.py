"""What the citizens' pages say with: pictures, dates as people write them, texts, addresses to write to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils import translation
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext, pgettext_lazy

from content import addresses, days, linked_data, markup
from content.reading import Block, Item, PhotoView, RichWordsView, TermView
from content.references import PlaceRecord, SiteRecord
from content.words import Purpose
from home import lists, theme

register = template.Library()

CURRENCIES = {"DKK": pgettext_lazy("currency", "DKK"), "NOK": pgettext_lazy("currency", "NOK")}


# ── the frame ───────────────────────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag(takes_context=True)
def own_pages(context: Context) -> lists.OwnPages | None:
    """The pages that the frame leads to; None where no municipality was asked for."""
    site: SiteRecord | None = context.get("site")
    language = (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return lists.own_pages(context["reader"], site, language) if site else None


@register.simple_tag
def colours_address(site: SiteRecord | None) -> str:
    """The stylesheet with a municipality's colours. Another colour is another address, so it may be kept."""
    if not site:  # the overview of all
        return "/theme.css"
    colour = site.accent_colour.removeprefix("#")
    return "/theme.css?" + urlencode({"site": site.key, "v": f"{theme.VERSION}-{colour}"})


@register.simple_tag(takes_context=True)
def search_address(context: Context) -> str:
    """The search page of the site one is on, in the page's language; nothing where no municipality was asked for."""
    site: SiteRecord | None = context.get("site")
    if not site:
        return ""
    language = (translation.get_language() or site.language).split("-")[0]
    return f"{context['reader'].addresses.base(site)}{addresses.search_path(site, language)}"


@register.simple_tag
def letter(email: str, subject: str = "", about: str = "") -> str:
    """A mailto address; `about` is the page one writes about."""
    parts = {"subject": subject, "body": f"\n\n{about}" if about else ""}
    said = "&".join(f"{name}={quote(value)}" for name, value in parts.items() if value)
    return f"mailto:{email}" + (f"?{said}" if said else "")


@register.simple_tag
def shared_picture(item: Item | None) -> PhotoView | None:
    """The picture that social media may show of a page: only one whose people said yes to that."""
    if item is None:
        return None
    photos = (item.photo_of(uid, Purpose.SOCIAL_MEDIA) for uid in item.card.get("photos", ()))
    return next((photo for photo in photos if photo), None)


@register.simple_tag
def rendition(photo: PhotoView, preset: str) -> Any:
    """One rendition of a picture."""
    return photo.rendition(preset=preset)


@register.filter
def script_safe(data: linked_data.Thing) -> SafeString:
    """JSON-LD for a script element. Browsers run nothing of it, so it needs no leave from the security policy."""
    return SafeString(linked_data.script_safe(data))


# ── pictures ────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("home/_picture.html")
def picture(photo: PhotoView, preset: str, sizes: str, eager: bool = False) -> dict[str, Any]:
    """A picture in every format and width a browser may want. Without a preset, the whole picture, not a crop of it."""
    formats = [photo.src_set(preset or None, name) for name in ("AVIF", "WEBP", "JPEG")]
    return {
        "sources": [(found[0].mime, ", ".join(f"{each.url} {each.width}w" for each in found)) for found in formats],
        "shown": formats[-1][-1] if preset else photo.rendition(width=min(1200, photo.record.width)),
        "photo": photo,
        "sizes": sizes,
        "eager": eager,
    }


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.filter
def rich(words: RichWordsView) -> SafeString:
    """Rich text as HTML. It was made safe when it was published."""
    return SafeString(words.html)


@register.filter
def paragraph(block: Block) -> SafeString:
    return SafeString(markup.paragraph_html(block))


@dataclass(frozen=True, slots=True)
class Anchored:
    """A block, and where on the page it can be linked to."""

    block: Block
    anchor: str | None


@register.filter
def anchored(blocks: Iterable[Block]) -> list[Anchored]:
    """Blocks with their anchors, each anchor once."""
    seen: dict[str, int] = {}
    found = []
    for block in blocks:
        anchor = block.anchor or (slugify(block.heading) if block.type == "FactsBlock" else None)
        if anchor:
            seen[anchor] = seen.get(anchor, 0) + 1
            anchor += f"-{seen[anchor]}" if seen[anchor] > 1 else ""
        found.append(Anchored(block, anchor))
    return found


@register.filter
def autonym(language: str) -> str:
    """What a language calls itself."""
    names = {"da": "Dansk", "nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
    return names.get(language, language)


@register.filter
def named_language(language: str) -> str:
    """What a language is called in the reader's: dansk."""
    return str(dict(settings.LANGUAGES).get(language, language))


@register.filter
def locale_name(language: str) -> str:
    """How social media write a language: da_DK"""
    return f"{language}_{({'da': 'DK', 'en': 'GB'}).get(language, 'NO')}"


@register.filter
def host_of(url: str) -> str:
    """Where a link leads: frivillig.randers.example"""
    return (urlsplit(url).hostname or url).removeprefix("www.")


@register.filter
def unique_words(terms: Iterable[TermView]) -> list[str]:
    """The words of these terms, each once: a municipality may call two areas by one name."""
    return list(dict.fromkeys(term.text for term in terms))


@register.filter
def money(sum_of: dict[str, Any]) -> str:
    """40.000 kr., as the reader's language writes it."""
    amount = number_format(sum_of["amount"], use_l10n=True, force_grouping=True)
    return f"{amount} {CURRENCIES.get(sum_of['currency'], sum_of['currency'])}"


@register.filter
def map_of(place: PlaceRecord) -> str:
    """A map of a place, as a link. Nothing is fetched from there by us."""
    if place.latitude is None or place.longitude is None:
        return ""
    at = f"{place.latitude:.4f}", f"{place.longitude:.4f}"
    return f"https://www.openstreetmap.org/?mlat={at[0]}&mlon={at[1]}#map=16/{at[0]}/{at[1]}"


# ── days and times, local and in the reader's language ─────────────────────────────────────────────────────────────


for _name in ("day", "weekday", "hour", "hours", "same_day", "capitalised"):
    register.filter(_name, getattr(days, _name))


@register.filter
def in_days(count: int) -> str:
    """today, tomorrow, in 13 days"""
    if count == 0:
        return gettext("today")
    if count == 1:
        return gettext("tomorrow")
    return gettext("in %(days)s days") % {"days": count}


@register.filter
def machine(moment: date | datetime) -> str:
    """For <time datetime>."""
    found = days.local(moment)
    return found.isoformat(timespec="minutes") if isinstance(found, datetime) else found.isoformat()
