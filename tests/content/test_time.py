"""Exact time: an embargo lifts and an expiry bites on the second, with no job run."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from content import clock, publishing
from content.models import Change
from stories.samples import a_story
from tests.conftest import NOW, Ask

LIST = "{ stories { totalCount nodes { title publishedAt } } }"
SECOND = timedelta(seconds=1)
LIFTS = NOW + timedelta(days=2)


def count(ask: Ask, moment: datetime) -> int:
    with clock.at(moment):
        found: int = ask(LIST)["data"]["stories"]["totalCount"]
        return found


def test_an_embargo_lifts_on_the_second(ask: Ask, client: Client, site: Any) -> None:
    page = a_story(published=False, slug="embargo")
    publishing.publish(page, at=LIFTS)

    assert [count(ask, LIFTS - SECOND), count(ask, LIFTS), count(ask, LIFTS + SECOND)] == [0, 1, 1]
    with clock.at(LIFTS - SECOND):
        assert client.get("/randers/embargo/").status_code == 404
    with clock.at(LIFTS):
        assert client.get("/randers/embargo/").status_code == 200


def test_the_go_live_is_the_schedules_even_when_the_job_comes_late(ask: Ask, site: Any) -> None:
    publishing.publish(a_story(published=False), at=LIFTS)
    with clock.at(LIFTS + timedelta(minutes=37)):
        before = ask(LIST)["data"]["stories"]["nodes"]
        call_command("publish_scheduled")
        after = ask(LIST)["data"]["stories"]["nodes"]

    assert before == after
    assert after[0]["publishedAt"] == "2026-11-20T08:00:00Z"


def test_an_expiry_bites_on_the_second(ask: Ask, site: Any) -> None:
    a_story(expire_at=LIFTS)

    assert [count(ask, LIFTS - SECOND), count(ask, LIFTS), count(ask, LIFTS + SECOND)] == [1, 0, 0]


def test_an_edit_can_wait_for_its_hour(ask: Ask, site: Any) -> None:
    page = a_story(title="Nu")
    page.title = "Senere"
    publishing.publish(page, at=LIFTS)

    def title(moment: datetime) -> str:
        with clock.at(moment):
            nodes = ask(LIST)["data"]["stories"]["nodes"]
            assert len(nodes) == 1
            found: str = nodes[0]["title"]
            return found

    assert [title(NOW), title(LIFTS - SECOND), title(LIFTS)] == ["Nu", "Nu", "Senere"]


def test_a_schedule_taken_back_never_happens(ask: Ask, site: Any) -> None:
    page = a_story(published=False)
    publishing.publish(page, at=LIFTS)
    revision = page.__class__.objects.get(pk=page.pk).scheduled_revision
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])

    assert count(ask, LIFTS + SECOND) == 0


def test_a_schedule_leaves_no_line_in_the_log_before_its_hour(site: Any) -> None:
    page = a_story(published=False)
    publishing.publish(page, at=LIFTS)

    assert not Change.objects.filter(uid=page.translation_key).exists()


def test_the_clock_cannot_be_stopped_without_an_offset() -> None:
    with pytest.raises(ValueError, match="offset"), clock.at(datetime(2026, 11, 18, 9)):
        pass
