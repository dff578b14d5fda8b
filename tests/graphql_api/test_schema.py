"""The schema is a file: what partners will notice is in its diff."""

from django.conf import settings

from graphql_api.schema import schema


def test_the_printed_schema_is_current() -> None:
    printed = (settings.ROOT / "graphql_api" / "schema.graphql").read_text()

    assert printed.strip() == schema.as_str().strip(), "The schema moved: run make schema."
