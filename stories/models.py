"""Good stories, and initiative examples that others can copy."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from content import text
from content.fields import TermField
from content.models import ContentPage, Quote
from content.models.page import Document
from content.words import BenefitClass, Vocabulary

SHORT = ["bold", "italic", "link"]


class StoryPage(ContentPage):
    """A good story: something that happened, told so that others want to try."""

    type_name = "Story"
    template_name = "stories/story.html"

    topic = TermField(Vocabulary.STORY_TOPIC.value, verbose_name=_("topic"))
    discussion_prompt = models.CharField(
        _("question for discussion"), max_length=200, blank=True, help_text=_("Shared with the story, to begin a talk.")
    )
    lessons_learned = RichTextField(_("lessons learned"), features=SHORT, blank=True)
    reach_count = models.PositiveIntegerField(_("how many took part"), null=True, blank=True)
    reach_unit = models.CharField(_("of what"), max_length=60, blank=True, help_text=_("Associations, people, homes."))
    reach_is_approximate = models.BooleanField(_("roughly"), default=False)

    content_panels = [
        *ContentPage.content_panels,
        InlinePanel("story_quotes", heading=_("Quotes"), label=_("Quote")),
        FieldRowPanel([FieldPanel("topic"), FieldPanel("discussion_prompt")]),
        FieldPanel("lessons_learned"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("reach_count"), FieldPanel("reach_unit"), FieldPanel("reach_is_approximate")])],
            heading=_("Reach"),
        ),
    ]
    parent_page_types = ["home.IndexPage", "home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("good story")
        verbose_name_plural = _("good stories")

    def document(self) -> Document:
        quotes = [link.quote for link in self.story_quotes.select_related("quote")]
        reach = {
            "count": self.reach_count,
            "unit": self.reach_unit or None,
            "isApproximate": self.reach_is_approximate,
        }
        return {
            **super().document(),
            "topic": self.topic or None,
            "quotes": [str(quote.uid) for quote in quotes],
            "discussionPrompt": self.discussion_prompt or None,
            "lessonsLearned": text.rich(self.lessons_learned),
            "reach": reach if self.reach_count is not None else None,
        }

    def facets(self, document: Document) -> dict[str, list[str]]:
        return {
            **super().facets(document),
            "topic": [document["topic"]] if document["topic"] else [],
            "quote": document["quotes"],
        }


class StoryQuote(Orderable):
    """A quote that belongs to a story."""

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="story_quotes")
    quote = models.ForeignKey(Quote, verbose_name=_("quote"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("quote")]


class InitiativePage(ContentPage):
    """An initiative example: who, what, where and why, so that others can copy it."""

    type_name = "Initiative"
    template_name = "stories/initiative.html"

    who = RichTextField(_("who"), features=SHORT, help_text=_("The people and organisations who do it."))
    what = RichTextField(_("what"), features=SHORT, help_text=_("What they do."))
    where = RichTextField(_("where"), features=SHORT, help_text=_("Where it takes place."))
    why = RichTextField(_("why"), features=SHORT, help_text=_("What comes of it."))
    phase = TermField(Vocabulary.PHASE.value, verbose_name=_("phase"))
    lessons_learned = RichTextField(_("lessons learned"), features=SHORT, blank=True)
    agreement_from = models.PositiveSmallIntegerField(_("agreement from (year)"), null=True, blank=True)
    agreement_to = models.PositiveSmallIntegerField(_("agreement to (year)"), null=True, blank=True)
    benefit_class = models.CharField(
        _("effect on benefits"), max_length=24, choices=BenefitClass, default=BenefitClass.NOT_ASSESSED
    )

    content_panels = [
        *ContentPage.content_panels[:2],
        MultiFieldPanel(
            [FieldPanel("who"), FieldPanel("what"), FieldPanel("where"), FieldPanel("why")], heading=_("At a glance")
        ),
        *ContentPage.content_panels[2:],
        FieldPanel("phase"),
        FieldPanel("lessons_learned"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("agreement_from"), FieldPanel("agreement_to")]),
                FieldPanel("benefit_class"),
            ],
            heading=_("Agreement"),
        ),
    ]
    parent_page_types = ["home.IndexPage", "home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("initiative example")
        verbose_name_plural = _("initiative examples")

    def document(self) -> Document:
        return {
            **super().document(),
            **{part: text.rich(getattr(self, part)) for part in ("who", "what", "where", "why")},
            "phase": self.phase or None,
            "lessonsLearned": text.rich(self.lessons_learned),
            "agreementFrom": self.agreement_from,
            "agreementTo": self.agreement_to,
            "benefitClass": self.benefit_class,
        }

    def facets(self, document: Document) -> dict[str, list[str]]:
        return {**super().facets(document), "phase": [document["phase"]] if document["phase"] else []}

    def clean(self) -> None:
        super().clean()
        if self.agreement_from and self.agreement_to and self.agreement_to < self.agreement_from:
            raise ValidationError({"agreement_to": _("The agreement must not end before it begins.")})
