"""Scalars of the API, and how they are written."""

from datetime import UTC, datetime
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition


def _write_moment(value: datetime) -> str:
    here = value if value.tzinfo is UTC else value.astimezone(UTC)
    return here.isoformat(timespec="seconds")[:-6] + "Z"


HTML = NewType("HTML", str)
Markdown = NewType("Markdown", str)
URL = NewType("URL", str)

SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment, ISO 8601, in UTC.",
        serialize=_write_moment,
        parse_value=datetime.fromisoformat,
    ),
    HTML: strawberry.scalar(
        name="HTML",
        description="Sanitised: no script, style, event handler or iframe; lang attributes are kept.",
        serialize=str,
    ),
    Markdown: strawberry.scalar(
        name="Markdown", description="CommonMark, made from the same text as the HTML.", serialize=str
    ),
    URL: strawberry.scalar(name="URL", description="Absolute; https in production.", serialize=str),
}
