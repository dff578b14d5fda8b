"""The blocks a body is built from.

Each says what it is to editors (label, icon, preview) and to readers: `written(value)` is the block as it stands in a
document, `text` being what a client can show that does not know the type.
"""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from content import text

FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]

Written = dict[str, Any]


class ParagraphBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(features=FEATURES, **options)

    def written(self, value: Any) -> Written:
        rich = text.rich(value.source)
        return {"html": rich["html"], "markdown": rich["markdown"], "text": rich["plainText"]}

    class Meta:
        label = _("Paragraph")
        icon = "pilcrow"
        description = _("Running text, with bold, italic, links and lists.")
        preview_value = "<p>Vi mødes hver torsdag.</p>"


class HeadingBlock(blocks.StructBlock):
    """A heading between paragraphs."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    level = blocks.ChoiceBlock(choices=[("2", _("large")), ("3", _("small"))], default="2", label=_("Size"))

    def written(self, value: Any) -> Written:
        return {
            "text": value["heading"],
            "level": int(value["level"]),
            "anchor": slugify(value["heading"], allow_unicode=True),
        }

    class Meta:
        label = _("Heading")
        icon = "title"
        description = _("A heading between paragraphs.")
        preview_value = {"heading": "Sådan begyndte det", "level": "2"}


class QuoteBlock(blocks.StructBlock):
    """Someone's own words."""

    quote = blocks.TextBlock(max_length=400, label=_("Words"))
    role = blocks.CharBlock(required=False, max_length=100, label=_("Who says it"))

    def written(self, value: Any) -> Written:
        role = value["role"] or None
        return {"quote": value["quote"], "role": role, "text": value["quote"] + (f" – {role}" if role else "")}

    class Meta:
        label = _("Quote")
        icon = "openquote"
        description = _("A short quote, shown large.")
        preview_value = {"quote": "Vi reparerer i stedet for at købe nyt.", "role": "frivillig"}


class PhotoBlock(blocks.StructBlock):
    """A photo, shown only while the people in it agree."""

    photo = ImageChooserBlock(label=_("Photo"))
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    def written(self, value: Any) -> Written:
        return {"photo": str(value["photo"].uid) if value["photo"] else None, "caption": value["caption"] or None}

    class Meta:
        label = _("Photo")
        icon = "image"
        description = _("A photo with a caption. Without consent it is left out, caption and all.")


class GalleryBlock(blocks.StructBlock):
    """Several photos together."""

    photos = blocks.ListBlock(PhotoBlock(), min_num=2, max_num=24, label=_("Photos"))

    def written(self, value: Any) -> Written:
        return {"photos": [PhotoBlock().written(photo) for photo in value["photos"]]}

    class Meta:
        label = _("Gallery")
        icon = "image"
        description = _("Two or more photos side by side.")


class FactsBlock(blocks.StructBlock):
    """A box of facts."""

    heading = blocks.CharBlock(max_length=80, label=_("Heading"))
    facts = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("label", blocks.CharBlock(max_length=60, label=_("What"))),
                ("value", blocks.CharBlock(max_length=200, label=_("Value"))),
            ]
        ),
        min_num=1,
        label=_("Facts"),
    )

    def written(self, value: Any) -> Written:
        facts = [{"label": fact["label"], "value": fact["value"]} for fact in value["facts"]]
        lines = [f"{fact['label']}: {fact['value']}" for fact in facts]
        return {"heading": value["heading"], "facts": facts, "text": "\n".join([value["heading"], *lines])}

    class Meta:
        label = _("Facts")
        icon = "list-ul"
        description = _("A box of short facts.")
        preview_value = {"heading": "Det praktiske", "facts": [{"label": "Hvor", "value": "Biblioteket"}]}


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Document"))

    def written(self, value: Any) -> Written:
        document = value["document"]
        if not document:
            return {"document": None, "text": ""}
        return {
            "document": {
                "title": document.title,
                "path": document.url,
                "extension": document.file_extension.lower(),
                "bytes": document.get_file_size(),
            },
            "text": document.title,
        }

    class Meta:
        label = _("Document")
        icon = "doc-full"
        description = _("A file to download, such as a guide or a form.")


class EmbedBlock(blocks.StructBlock):
    """A film or the like elsewhere, as a link: no third party follows our readers."""

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(max_length=120, label=_("What is there"))

    def written(self, value: Any) -> Written:
        return {"url": value["url"], "title": value["title"], "text": f"{value['title']}: {value['url']}"}

    class Meta:
        label = _("Film or sound elsewhere")
        icon = "media"
        description = _("Shown as a link, so that nobody is followed.")
        preview_value = {"url": "https://video.example/42", "title": "Se filmen om sprogcaféen"}


class CallToActionBlock(blocks.StructBlock):
    """The next step."""

    label = blocks.CharBlock(max_length=60, label=_("On the button"))
    url = blocks.URLBlock(label=_("Address"))

    def written(self, value: Any) -> Written:
        return {"label": value["label"], "url": value["url"], "text": f"{value['label']}: {value['url']}"}

    class Meta:
        label = _("Call to action")
        icon = "pick"
        description = _("One button, one next step.")
        preview_value = {"label": "Meld dig", "url": "https://frivillig.randers.example/tilmeld"}


class ExpectationsBlock(blocks.StructBlock):
    """What you give, what you get, whom to ask."""

    give = blocks.TextBlock(max_length=400, label=_("What you give"))
    get = blocks.TextBlock(max_length=400, label=_("What you get"))
    ask = blocks.TextBlock(max_length=400, label=_("Whom to ask"))

    def written(self, value: Any) -> Written:
        written = {part: value[part] for part in ("give", "get", "ask")}
        return {**written, "text": "\n".join(written.values())}

    class Meta:
        label = _("Expectations")
        icon = "group"
        description = _("Agreed beforehand: what you give, what you get, whom to ask.")
        preview_value = {"give": "En time om ugen", "get": "Oplæring og makker", "ask": "Koordinatoren"}


class BodyBlock(blocks.StreamBlock):
    """A body: these blocks in any order."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    quote = QuoteBlock()
    photo = PhotoBlock()
    gallery = GalleryBlock()
    facts = FactsBlock()
    document = DocumentBlock()
    embed = EmbedBlock()
    call_to_action = CallToActionBlock()
    expectations = ExpectationsBlock()


TYPE_NAMES = {
    "paragraph": "ParagraphBlock",
    "heading": "HeadingBlock",
    "quote": "QuoteBlock",
    "photo": "PhotoBlock",
    "gallery": "GalleryBlock",
    "facts": "FactsBlock",
    "document": "DocumentBlock",
    "embed": "EmbedBlock",
    "call_to_action": "CallToActionBlock",
    "expectations": "ExpectationsBlock",
}


def write(body: Any) -> list[Written]:
    """A StreamField's value as it stands in a document: one dict per block, with its type and id."""
    return [
        {"type": TYPE_NAMES[block.block_type], "id": block.id, **block.block.written(block.value)} for block in body
    ]


def photos_in(written: list[Written]) -> list[str]:
    """The uids of all photos that a written body shows, in order."""
    found = []
    for block in written:
        if block["type"] == "PhotoBlock":
            found.append(block["photo"])
        elif block["type"] == "GalleryBlock":
            found += [photo["photo"] for photo in block["photos"]]
    return [uid for uid in dict.fromkeys(found) if uid]
