"""Searches that found nothing, so that editors learn what people look for: counts per day and query, and nothing else.

What somebody typed may be about a person. So what looks like a number of a person, an address or a whole sentence is
never kept; the rest is kept as bare words, without time of day, site, language or caller, is shown only when it was
searched for several times, and goes after three months.
"""

import logging
import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F, Max, Sum

from content import clock
from search.models import LETTERS, MissedSearch
from search.words import composed, spans

KEPT_DAYS = 90
MOST_A_DAY = 1_000  # different ones; a flood of nonsense fills no table
LEAST_SHOWN = 3
MOST_WORDS = 4
_PERSONAL = re.compile(r"@|\d{4}|\d\D{0,2}\d\D{0,2}\d\D{0,2}\d\D{0,2}\d")

log = logging.getLogger("search")


@dataclass(frozen=True, slots=True)
class Missed:
    """A query that found nothing, how often, and when last."""

    query: str
    count: int
    last_on: date


def kept_as(query: str) -> str | None:
    """The words of a query as they are counted; None where they are not to be."""
    if _PERSONAL.search(query):
        return None
    words = [span.text for span in spans(composed(query))]
    kept = " ".join(words)
    return kept if 0 < len(words) <= MOST_WORDS and len(kept) <= LETTERS else None


def record(query: str) -> None:
    """Count a search that found nothing. A reader gets the answer also where it cannot be counted."""
    kept = kept_as(query)
    if kept is None:
        return
    try:
        _count(kept, clock.now().date())
    except DatabaseError:
        log.exception("A search without result could not be counted.")


@transaction.atomic
def _count(query: str, day: date) -> None:
    today = MissedSearch.objects.filter(day=day)
    if today.filter(query=query).update(count=F("count") + 1):
        return
    found = today.count()
    if found == 0:
        MissedSearch.objects.filter(day__lte=day - timedelta(days=KEPT_DAYS)).delete()
    if found < MOST_A_DAY:
        MissedSearch.objects.bulk_create(
            [MissedSearch(day=day, query=query, count=1)],
            update_conflicts=True,  # somebody else was faster: at worst one is not counted
            unique_fields=["day", "query"],
            update_fields=["query"],
        )


def shown() -> list[Missed]:
    """What editors see: searched for several times, the most frequent first."""
    since = clock.now().date() - timedelta(days=KEPT_DAYS)
    rows = (
        MissedSearch.objects.filter(day__gt=since)
        .values("query")
        .annotate(total=Sum("count"), last=Max("day"))
        .filter(total__gte=LEAST_SHOWN)
        .order_by("-total", "query")
    )
    return [Missed(row["query"], row["total"], row["last"]) for row in rows]
