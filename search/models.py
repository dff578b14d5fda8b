"""What the index holds, and what editors add to it.

`SearchDocument`, `IndexedWord`, `Mention`, `TitlePart` and `NearSpelling` are written by `search/index.py` alone.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from content.fields import WordsField

LETTERS = 80  # of a word, a title's part or a query that are kept


class SearchDocument(models.Model):
    """One entry in the index. Its words are `mentions`; it goes when the entry goes."""

    entry = models.OneToOneField(
        "content.Entry", on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )
    title = models.CharField(max_length=255)
    tongue = models.CharField(max_length=2, help_text="Whose endings its words have: da, no or en.")
    version = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.title


class IndexedWord(models.Model):
    """A word that some entry says, in one tongue; or a thing it refers to, as PLACE:uid in the tongue `id`.

    Keys are hexadecimal: every collation sorts them alike, and what begins alike has keys that begin alike.
    """

    tongue = models.CharField(max_length=2)
    text = models.CharField(max_length=LETTERS, help_text="As it is written, in small letters.")
    folded_key = models.CharField(max_length=4 * LETTERS, blank=True, help_text="The word, folded.")
    root_key = models.CharField(max_length=4 * LETTERS, blank=True, help_text="Its stem, folded.")
    end_key = models.CharField(max_length=4 * LETTERS, blank=True, help_text="The same backwards.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "tongue"], name="a_word_once_per_tongue")]
        indexes = [
            models.Index(fields=["folded_key"], name="words_by_folding"),
            models.Index(fields=["root_key"], name="words_by_root"),
            models.Index(fields=["end_key"], name="words_by_end"),
        ]

    def __str__(self) -> str:
        return self.text


class Mention(models.Model):
    """That an entry says a word, and how much that weighs: the best place where it says it."""

    pk = models.CompositePrimaryKey("document", "word")
    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    # Unchecked by the database: a publication writes a hundred of them, and only the index takes words away.
    word = models.ForeignKey(
        IndexedWord, on_delete=models.CASCADE, related_name="mentions", db_index=False, db_constraint=False
    )
    rank = models.PositiveSmallIntegerField(help_text="Twice the weight, and one more while it is declared open.")
    published_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["word", "-rank", "-published_at", "document"], name="mentions_best_first"),
        ]

    def __str__(self) -> str:
        return f"{self.word_id} in {self.document_id}"


class TitlePart(models.Model):
    """A title from one of its words on, to complete what somebody begins to type."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="title_parts")
    place = models.PositiveSmallIntegerField(help_text="Which word it begins with.")
    key = models.CharField(max_length=4 * LETTERS, help_text="The folded words, in hexadecimal.")

    class Meta:
        indexes = [models.Index(fields=["key", "document"], name="titles_by_part")]

    def __str__(self) -> str:
        return f"{self.document_id} from word {self.place}"


class NearSpelling(models.Model):
    """A word with one letter left out, or none: two words that share one are at most two slips apart."""

    word = models.ForeignKey(IndexedWord, on_delete=models.CASCADE, related_name="near_spellings")
    spelling = models.CharField(max_length=LETTERS)

    class Meta:
        indexes = [models.Index(fields=["spelling", "word"], name="words_by_near_spelling")]

    def __str__(self) -> str:
        return self.spelling


# ── what editors add ────────────────────────────────────────────────────────────────────────────────────────────────


class Synonym(models.Model):
    """Words that mean the same to those who search: who asks for one finds the others too."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    words = WordsField(
        verbose_name=_("words"),
        blank=False,
        help_text=_("Two or more, with commas between: barn, børn. Endings, capitals and å or aa need no synonym."),
    )

    panels = [FieldPanel("words")]

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return ", ".join(self.words)


class Promotion(models.Model):
    """A page that comes first when somebody searches for these words, whether it says them or not."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    query = models.CharField(
        _("search words"), max_length=LETTERS, help_text=_("Small words, endings and capitals do not matter.")
    )
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Shown while readers can see it, in all its languages."),
    )

    panels = [FieldPanel("query"), FieldPanel("page")]

    class Meta:
        verbose_name = _("promoted page")
        verbose_name_plural = _("promoted pages")

    def __str__(self) -> str:
        return f"{self.query} → {self.page}"


class MissedSearch(models.Model):
    """How often a search found nothing on a day. No person, no site, no order; see `search/misses.py`."""

    day = models.DateField()
    query = models.CharField(max_length=LETTERS)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        constraints = [models.UniqueConstraint(fields=["day", "query"], name="a_missed_search_once_a_day")]

    def __str__(self) -> str:
        return self.query
