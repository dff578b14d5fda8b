"""Stories and initiatives in the words of schema.org."""

from typing import TYPE_CHECKING

from content.linked_data import (
    Thing,
    behind,
    described,
    organisations,
    page,
    places,
    publication,
    publisher,
    thing,
    where,
    word,
)

if TYPE_CHECKING:
    from stories.items import InitiativeItem, StoryItem


def story(item: "StoryItem") -> Thing:
    topic = [thing("DefinedTerm", name=word(item, item.topic), termCode=item.topic.code)] if item.topic else []
    return described(
        item,
        "NewsArticle",
        headline=item.title,
        **publication(item),
        author=publisher(item),
        about=[*topic, *organisations(item)],
        contentLocation=places(item),
        keywords=item.tags,
    )


def initiative(item: "InitiativeItem") -> Thing:
    """A Project, "an enterprise, typically collaborative, planned to achieve a particular aim": that is what it is.

    Not a GovernmentService, for it is mostly citizens who do it; not a CreativeWork, for that is our page about it.
    """
    return described(
        item,
        "Project",
        member=behind(item),
        location=where(item),
        keywords=item.tags,
        mainEntityOfPage=page(item),
    )
