"""What is like an opportunity, and what an offer or a need could meet: chosen among what is open, for a whole batch.

Likeness is what two have in common: kind, then area, people and place. Only the opportunities that come soonest are
compared, so that the cost stays the same however many there are.
"""

from content import filters, queries
from content.filters import Asker
from content.queries import Paging
from content.reading import Batch, Item, types_listed_as

COMPARED = 100


def candidates(batch: Batch) -> list[Item]:
    """The open opportunities that others are compared with. One statement for a batch."""
    found: list[Item] | None = getattr(batch, "_candidates", None)
    if found is None:
        reader = batch.reader
        asker = Asker(reader.now, reader.snapshot, reader.may_use)
        entries = queries.visible(reader.now).filter(type__in=types_listed_as("OPPORTUNITIES"))
        entries = queries.in_one_language(entries, reader.now, batch.languages, reader.snapshot)
        entries = entries.filter(filters.in_lifecycle(asker, filters.STILL_OPEN))
        ordered = queries.with_order(entries, "SOONEST", reader.now)
        soonest = queries.page(ordered, "SOONEST", Paging(COMPARED, None, None, None), "compared")
        reader.interests.lists_page(types_listed_as("OPPORTUNITIES"), soonest.found, "SOONEST")
        reader.depends_on_occasions()
        found = reader.items(soonest.rows, batch.languages)
        batch._candidates = found  # type: ignore[attr-defined]
    return found


def similar(item: Item, first: int) -> list[Item]:
    """Other open opportunities, the most alike first."""
    scored = [(likeness(item, other), place, other) for place, other in enumerate(candidates(item.batch))]
    alike = [(-score, place, other) for score, place, other in scored if score and other.uid != item.uid]
    return [other for _score, _place, other in sorted(alike, key=lambda each: each[:2])[:first]]


def likeness(one: Item, other: Item) -> int:
    """How much two have in common; nothing where neither kind, area, people nor place is shared."""
    mine, theirs = one.card, other.card
    score = 4 * (mine["kind"] == theirs["kind"])
    for weight, key in ((3, "areas"), (3, "places"), (2, "participationForms"), (1, "contributors")):
        score += weight * len(set(mine[key]) & set(theirs[key]))
    return score + (one.site_key == other.site_key) if score else 0


def matches(item: Item, first: int) -> list[tuple[Item, list[str]]]:
    """Open offers for a need, and needs for an offer, with the resources they share; the most shared first."""
    wanted = item.card["resourceTypes"]
    found = []
    for place, other in enumerate(candidates(item.batch)):
        if other.type_name == "Exchange" and other.card["direction"] != item.card["direction"]:
            shared = [code for code in wanted if code in other.card["resourceTypes"]]
            if shared:
                found.append((-len(shared), other.site_key != item.site_key, place, other, shared))
    return [(other, shared) for *_order, other, shared in sorted(found, key=lambda each: each[:3])[:first]]
