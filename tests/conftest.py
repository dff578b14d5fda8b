"""What tests speak with: `ask` as a partner, `editor` in the admin, a clock that stands still."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from content import clock, references
from content.samples import a_site

NOW = datetime.fromisoformat("2026-11-18T09:00:00+01:00")
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """The snapshot is of one database; the next test has another."""
    references.forget()
    yield
    references.forget()


@pytest.fixture(autouse=True)
def clock_stands_still() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def site(db: None) -> Any:
    """Randers, with its front page."""
    return a_site()


@pytest.fixture
def ask(db: None, client: Client) -> Ask:
    """Ask as a partner does, over HTTP; the whole answer. Errors fail the test unless `errors=True`."""

    def asked(query: str, errors: bool = False, host: str = "localhost:8000", **variables: Any) -> dict[str, Any]:
        response = client.post(
            "/graphql/",
            {"query": query, "variables": variables},
            content_type="application/json",
            headers={"host": host},
        )
        answer: dict[str, Any] = response.json()
        if not errors:
            assert "errors" not in answer, answer["errors"]
        return answer

    return asked


@pytest.fixture
def editor(client: Client, django_user_model: Any) -> Client:
    """Someone who may do everything in the admin, logged in."""
    client.force_login(django_user_model.objects.create_superuser("editor", "editor@randers.example", "en lang kode"))
    return client
