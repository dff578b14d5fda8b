"""A body as HTML, Markdown and plain text: the same blocks, three outlets."""

from django.utils.html import escape, format_html, format_html_join

from content import text
from content.reading import Block, PhotoView


def html(blocks: list[Block]) -> str:
    return "\n".join(found for block in blocks if (found := block_html(block)))


def markdown(blocks: list[Block]) -> str:
    return "\n\n".join(found for block in blocks if (found := _markdown(block)))


def plain(blocks: list[Block]) -> str:
    return "\n".join(found for block in blocks if (found := block_plain(block)))


def block_html(block: Block) -> str:
    """One block as semantic HTML, without classes or styles of ours."""
    written = block.written
    match block.type:
        case "ParagraphBlock":
            return paragraph_html(block)
        case "HeadingBlock":
            level = "h2" if written["level"] == 2 else "h3"
            return format_html('<{0} id="{1}">{2}</{0}>', level, written["anchor"], written["text"])
        case "QuoteBlock":
            cite = format_html("<footer>{}</footer>", written["role"]) if written["role"] else ""
            return format_html("<blockquote><p>{}</p>{}</blockquote>", written["quote"], cite)
        case "PhotoBlock":
            return _figure(block.photo, written["caption"]) if block.photo else ""
        case "GalleryBlock":
            return "\n".join(block_html(photo) for photo in block.photos)
        case "FactsBlock":
            facts = [(fact["label"], fact["value"]) for fact in written["facts"]]
            rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", facts)
            return format_html("<h3>{}</h3><dl>{}</dl>", written["heading"], rows)
        case "DocumentBlock":
            document = written["document"]
            host = block.item.reader.addresses.host
            return _link(host + document["path"], document["title"]) if document else ""
        case "EmbedBlock":
            return _link(written["url"], written["title"])
        case "CallToActionBlock":
            return _link(written["url"], written["label"])
        case "ExpectationsBlock":
            return format_html_join("\n", "<p>{}</p>", [(written[part],) for part in ("give", "get", "ask")])
    return text.paragraph(block_plain(block))


def paragraph_html(block: Block) -> str:
    return text.resolve_html(block.written["html"], block.item.batch.url_of, block.item.reader.addresses.host)


def paragraph_markdown(block: Block) -> str:
    return text.resolve_markdown(block.written["markdown"], block.item.batch.url_of, block.item.reader.addresses.host)


def block_plain(block: Block) -> str:
    """A block as plain text; of photos, what they show."""
    if block.type == "PhotoBlock":
        return (block.written["caption"] or block.photo.alt) if block.photo else ""
    if block.type == "GalleryBlock":
        return "\n".join(block_plain(photo) for photo in block.photos)
    return str(block.written["text"])


def _markdown(block: Block) -> str:
    if block.type == "ParagraphBlock":
        return paragraph_markdown(block)
    return text.markdown(block_html(block))


def _figure(photo: PhotoView, caption: str | None) -> str:
    size = photo.rendition(width=1200)
    legend = format_html("<figcaption>{}</figcaption>", caption) if caption else ""
    return format_html(
        '<figure><img src="{}" width="{}" height="{}" alt="{}">{}</figure>',
        size.url,
        size.width,
        size.height,
        photo.alt,
        legend,
    )


def _link(url: str, title: str) -> str:
    return f'<p><a href="{escape(url)}">{escape(title)}</a></p>'
