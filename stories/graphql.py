"""Stories and initiatives in the API."""

from typing import Any, ClassVar

import strawberry

from content.filters import Condition, having
from content.graphql.content import Content
from content.graphql.enums import BenefitClass
from content.graphql.filters import SharedFilter
from content.graphql.lists import Connection, many, one
from content.graphql.taxonomy import Term
from content.graphql.text import RichText
from content.references import QuoteRecord
from stories.items import InitiativeItem, StoryItem


@strawberry.type(description="Someone's own words, shown while they agree to it.")
class Quote:
    id: strawberry.ID
    text: str
    language: str
    role: str
    name: str | None

    @strawberry.field(description="Where it was said.")
    def provenance(root: QuoteRecord) -> str | None:
        return root.provenance or None


@strawberry.type(description="How many took part: about thirty associations.")
class Reach:
    count: int
    unit: str | None
    is_approximate: bool


@strawberry.type(description="A good story: something that happened, told so that others want to try.")
class Story(Content):
    topic: Term | None
    quotes: list[Quote]
    discussion_prompt: str | None
    lessons_learned: RichText | None

    @strawberry.field
    def reach(root: StoryItem) -> Reach | None:
        found: dict[str, Any] | None = root.reach
        if found is None:
            return None
        return Reach(count=found["count"], unit=found["unit"], is_approximate=found["isApproximate"])


@strawberry.type(description="An initiative example: who, what, where and why, so that others can copy it.")
class Initiative(Content):
    who: RichText
    what: RichText
    where: RichText
    why: RichText
    phase: Term | None
    lessons_learned: RichText | None

    @strawberry.field(description="First and last year of an agreement with the municipality.")
    def agreement_years(root: InitiativeItem) -> list[int]:
        return [year for year in (root.agreement_from, root.agreement_to) if year is not None]

    @strawberry.field(description="How unemployment and early-retirement rules see the work.")
    def benefit_class(root: InitiativeItem) -> BenefitClass:
        return BenefitClass(root.benefit_class)


@strawberry.input(description="What stories are narrowed by.")
class StoryFilter(SharedFilter):
    and_: "list[StoryFilter] | None" = strawberry.field(name="and", default=None)
    or_: "list[StoryFilter] | None" = strawberry.field(name="or", default=None)
    not_: "StoryFilter | None" = strawberry.field(name="not", default=None)
    topics: list[str] | None = None

    CONDITIONS: ClassVar[dict[str, tuple[str, Condition]]] = {
        **SharedFilter.CONDITIONS,
        "topics": ("topic", having("topic", "STORY_TOPIC")),
    }


@strawberry.input(description="What initiatives are narrowed by.")
class InitiativeFilter(SharedFilter):
    and_: "list[InitiativeFilter] | None" = strawberry.field(name="and", default=None)
    or_: "list[InitiativeFilter] | None" = strawberry.field(name="or", default=None)
    not_: "InitiativeFilter | None" = strawberry.field(name="not", default=None)
    phases: list[str] | None = None

    CONDITIONS: ClassVar[dict[str, tuple[str, Condition]]] = {
        **SharedFilter.CONDITIONS,
        "phases": ("phase", having("phase", "PHASE")),
    }


@strawberry.type
class Query:
    story: Story | None = one(["Story"], "A story, by id or by site and path.")
    stories: Connection[Story] = many(["Story"], "Good stories.", StoryFilter)
    initiative: Initiative | None = one(["Initiative"], "An initiative, by id or by site and path.")
    initiatives: Connection[Initiative] = many(["Initiative"], "Initiative examples.", InitiativeFilter)


TYPES = [Story, Initiative]
