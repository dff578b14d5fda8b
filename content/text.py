"""Text is safe: one sanitiser between what editors write and every outlet.

HTML, Markdown and plain text are made from the same tree, when something is published. Links to our own pages stay
references (`item:<uid>`) until someone reads: then they lead to where the page is, or are plain words if it is gone.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape
from typing import TypedDict
from uuid import UUID

import nh3
from django.utils.text import Truncator
from markdownify import markdownify
from wagtail.documents.models import Document
from wagtail.models import Page

TAGS = {
    "p",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "strong",
    "b",
    "em",
    "i",
    "a",
    "br",
    "span",
    "blockquote",
    "sub",
    "sup",
}
ATTRIBUTES = {
    "a": {"href", "hreflang", "lang"},
    "span": {"lang"},
    "p": {"lang"},
    "blockquote": {"lang"},
    "li": {"lang"},
}
SCHEMES = {"http", "https", "mailto", "tel", "item"}

_EDITOR_LINK = re.compile(r'<a\b[^>]*\blinktype="(page|document)"[^>]*>')
_EDITOR_ID = re.compile(r'\bid="(\d+)"')
_ITEM_ANCHOR = re.compile(r'<a href="item:([0-9a-f-]{36})"[^>]*>(.*?)</a>', re.DOTALL)
_ITEM_MARKDOWN = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(item:([0-9a-f-]{36})\)")
_OWN_FILE = re.compile(r'(<a href="|\]\()(/documents/)')


class Rich(TypedDict):
    """A rich text as it stands in a document."""

    html: str
    markdown: str
    plainText: str


EMPTY: Rich = {"html": "", "markdown": "", "plainText": ""}


def rich(source: str) -> Rich:
    """An editor's rich text (Wagtail's database HTML), made safe."""
    html = sanitise(_with_references(source))
    return {"html": html, "markdown": markdown(html), "plainText": plain(html)}


def sanitise(html: str) -> str:
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None).strip()


@lru_cache(maxsize=256)  # one publication asks for the same paragraph up to three times
def markdown(html: str) -> str:
    return markdownify(html, heading_style="ATX", bullets="-").strip()


def plain(html: str) -> str:
    """The words alone, a line per paragraph."""
    lined = re.sub(r"</(?:p|h2|h3|h4|li|blockquote)>|<br ?/?>", "\n", html)
    text = unescape(re.sub(r"<[^>]+>", "", lined))
    return "\n".join(line for raw in text.split("\n") if (line := " ".join(raw.split())))


def paragraph(words: str) -> str:
    """Plain words as HTML."""
    return f"<p>{escape(words)}</p>"


def excerpt(words: str, length: int) -> str:
    """At most so many characters, cut at a word's end, with an ellipsis where something is missing."""
    flat = " ".join(words.split())
    if len(flat) <= length:
        return flat
    cut = flat[: max(length - 1, 0)]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut and not flat[len(cut)].isspace() else cut
    return Truncator(at_word.rstrip(" ,.;:–-") + "…").chars(length) if length > 0 else ""


_ANCHOR = re.compile(r'<a href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


def links_in(html: str) -> list[tuple[str, str]]:
    """Where a text links to, and the words it does so with, in order."""
    return [(unescape(match[1]), plain(match[2])) for match in _ANCHOR.finditer(html)]


def resolve_html(html: str, url_of: Callable[[UUID], str | None], host: str) -> str:
    """Links lead to where things are now; a link to something gone becomes plain words."""

    def anchor(match: re.Match[str]) -> str:
        url = url_of(UUID(match[1]))
        return f'<a href="{escape(url)}">{match[2]}</a>' if url else match[2]

    return _OWN_FILE.sub(rf"\g<1>{host}\g<2>", _ITEM_ANCHOR.sub(anchor, html))


def resolve_markdown(source: str, url_of: Callable[[UUID], str | None], host: str) -> str:
    def link(match: re.Match[str]) -> str:
        url = url_of(UUID(match[2]))
        return f"[{match[1]}]({url})" if url else match[1]

    return _OWN_FILE.sub(rf"\g<1>{host}\g<2>", _ITEM_MARKDOWN.sub(link, source))


def _with_references(source: str) -> str:
    """Wagtail's links to pages and documents as references of our own."""
    tags = list(_EDITOR_LINK.finditer(source or ""))
    ids: dict[str, set[int]] = {"page": set(), "document": set()}
    for tag in tags:
        if found := _EDITOR_ID.search(tag[0]):
            ids[tag[1]].add(int(found[1]))
    items = dict(Page.objects.filter(pk__in=ids["page"]).values_list("pk", "translation_key")) if ids["page"] else {}
    files = {file.pk: file.url for file in Document.objects.filter(pk__in=ids["document"])} if ids["document"] else {}

    def reference(tag: re.Match[str]) -> str:
        found = _EDITOR_ID.search(tag[0])
        key = int(found[1]) if found else 0
        if tag[1] == "page" and key in items:
            return f'<a href="item:{items[key]}">'
        if tag[1] == "document" and key in files:
            return f'<a href="{escape(files[key])}">'
        return "<a>"

    return _EDITOR_LINK.sub(reference, source or "")
