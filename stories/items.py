"""Stories and initiatives as readers see them."""

from typing import Any

from django.utils.translation import gettext

from content.linked_data import Thing
from content.reading import ContentItem, RichWords, Words, Written
from content.references import QuoteRecord
from stories import linked_data


class StoryItem(ContentItem):
    type_name = "Story"
    template_name = "stories/story.html"
    listed_as = "STORIES"

    topic = Words("STORY_TOPIC")
    discussion_prompt = Written()
    lessons_learned = RichWords()
    reach: Any = Written()

    @property
    def words_to_share(self) -> dict[str, str]:
        question = self.discussion_prompt or ""
        return {**super().words_to_share, "question": question, "call": gettext("Read the whole story:")}

    @property
    def json_ld(self) -> Thing:
        return linked_data.story(self)

    @property
    def quotes(self) -> list[QuoteRecord]:
        """The quotes whose speakers agree to be quoted."""
        return self.quotes_of(self.card["quotes"])

    @property
    def quotes_beside_text(self) -> list[QuoteRecord]:
        """The quotes that the body does not show already."""
        shown = {block.quote for block in self.blocks if block.type == "QuoteBlock"}
        return [quote for quote in self.quotes if quote.text not in shown]


class InitiativeItem(ContentItem):
    type_name = "Initiative"
    template_name = "stories/initiative.html"
    listed_as = "INITIATIVES"

    who = RichWords(always=True)
    what = RichWords(always=True)
    where = RichWords(always=True)
    why = RichWords(always=True)
    phase = Words("PHASE")
    lessons_learned = RichWords()
    agreement_from = Written()
    agreement_to = Written()
    benefit_class = Written()

    @property
    def words_to_share(self) -> dict[str, str]:
        return {**super().words_to_share, "call": gettext("See how they do it:")}

    @property
    def json_ld(self) -> Thing:
        return linked_data.initiative(self)
