"""The demo's texts: a small Markdown, turned into the blocks that an editor would have made.

Besides paragraphs, lists, `## headings`, **bold** and *italic* it knows:

    > quote                      :::facts Heading            :::expectations
    > — role                     - Label: value              give: … get: … ask: …  (a line each)
                                 :::                         :::
    ![IMG-02]                    [[button|https://…]]        {{document:guide}}
    [words](item:IN-01)
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from cms.demo.keys import uid

TEXTS = Path(__file__).parent / "texts"

_LINK = re.compile(r"\[([^\]]+)\]\(item:([A-Z0-9-]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"\*(.+?)\*")

Raw = dict[str, Any]


@dataclass(frozen=True)
class Links:
    """Where a text's references lead: a page's, a document's number by key; a photo's number and caption."""

    page: Callable[[str], int]
    photo: Callable[[str], tuple[int, str]]
    document: Callable[[str], int]


def read(name: str) -> list[str]:
    """A text by name, in its parts: what stands between empty lines."""
    text = (TEXTS / f"{name}.md").read_text(encoding="utf-8")
    return re.split(r"\n\s*\n", text.strip())


def stream(parts: list[str], name: str, links: Links) -> str:
    """A body as a StreamField keeps it. Blocks have the ids that follow from the name."""
    blocks = list(_joined(_block_of(part, links) for part in parts))
    for number, block in enumerate(blocks):
        block["id"] = str(uid(f"{name} block {number}"))
        if block["type"] == "facts":
            for place, fact in enumerate(block["value"]["facts"]):
                fact["id"] = str(uid(f"{name} block {number} fact {place}"))
    return json.dumps(blocks)


def rich(words: str) -> str:
    """A line with bold and italic, for a field with formatting."""
    return f"<p>{_formatted(words)}</p>"


def plain(words: str) -> str:
    """The words alone, for a field without formatting."""
    return _ITALIC.sub(r"\1", _BOLD.sub(r"\1", words))


def _joined(blocks: Iterator[Raw]) -> Iterator[Raw]:
    """Running text that stands together is one block, as it is when an editor writes it."""
    held: Raw | None = None
    for block in blocks:
        if held and held["type"] == block["type"] == "paragraph":
            held["value"] += block["value"]
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def _block_of(chunk: str, links: Links) -> Raw:
    first, *rest = lines = chunk.split("\n")
    if first.startswith("## "):
        return _block("heading", {"heading": first.removeprefix("## "), "level": "2"})
    if first.startswith("> "):
        said, _dash, role = "\n".join(line.removeprefix("> ") for line in lines).partition("\n— ")
        return _block("quote", {"quote": said, "role": role})
    if first.startswith("!["):
        number, caption = links.photo(first.removeprefix("![").removesuffix("]"))
        return _block("photo", {"photo": number, "caption": caption})
    if first.startswith(":::facts "):
        facts = [_fact(line) for line in rest if line != ":::"]
        return _block("facts", {"heading": first.removeprefix(":::facts "), "facts": facts})
    if first == ":::expectations":
        parts = [line.partition(": ") for line in rest if line != ":::"]
        return _block("expectations", {part: words for part, _colon, words in parts})
    if first.startswith("[["):
        label, _bar, url = first.removeprefix("[[").removesuffix("]]").partition("|")
        return _block("call_to_action", {"label": label, "url": url})
    if first.startswith("{{document:"):
        return _block("document", {"document": links.document(first.removeprefix("{{document:").removesuffix("}}"))})
    if first.startswith("- "):
        points = "".join(f"<li>{_inline(line.removeprefix('- '), links)}</li>" for line in lines)
        return _block("paragraph", f"<ul>{points}</ul>")
    return _block("paragraph", f"<p>{_inline(' '.join(lines), links)}</p>")


def _block(kind: str, value: Any) -> Raw:
    return {"type": kind, "value": value}


def _fact(line: str) -> Raw:
    label, _colon, value = line.removeprefix("- ").partition(": ")
    return {"type": "item", "value": {"label": label, "value": value}}


def _formatted(words: str) -> str:
    return _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", escape(words, quote=False)))


def _inline(words: str, links: Links) -> str:
    """Bold, italic and links as Wagtail keeps them."""

    def anchor(match: re.Match[str]) -> str:
        return f'<a linktype="page" id="{links.page(match[2])}">{match[1]}</a>'

    return _LINK.sub(anchor, _formatted(words))
