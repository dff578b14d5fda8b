"""What editors add to the search, in one call each. No content type lives in this room."""

from typing import Any

from search.models import Promotion, Synonym

SAMPLES: dict[str, Any] = {}


def a_synonym(*words: str) -> Synonym:
    return Synonym.objects.create(words=list(words))


def a_promotion(query: str, page: Any) -> Promotion:
    return Promotion.objects.create(query=query, page_id=page.pk)
