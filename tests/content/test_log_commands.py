"""The two commands that look after the log."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from content import clock, log, publishing
from content.models import Change
from stories.samples import a_story
from tests.conftest import NOW, Ask

DAY = timedelta(days=1)
CHANGES = """query ($after: String) { changes(after: $after) { nextToken changes {
  ... on Upsert { reason at } ... on Tombstone { reason at } } } }"""


def said(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_what_is_due_is_entered_once_and_counted(site: Any) -> None:
    publishing.publish(a_story(published=False, expire_at=NOW + 2 * DAY), at=NOW + DAY)

    with clock.at(NOW + DAY):
        assert said("withdraw_expired") == "1 moment entered into the log.\n"
        assert said("withdraw_expired") == "0 moments entered into the log.\n"
    with clock.at(NOW + 3 * DAY):
        assert said("withdraw_expired") == "1 moment entered into the log.\n"
    found = Change.objects.filter(subject="Story").order_by("number").values_list("reason", "at")
    assert list(found) == [("CREATED", NOW + DAY), ("EXPIRED", NOW + 2 * DAY)]


def test_old_lines_that_nobody_needs_go_and_an_older_token_is_told_so(ask: Ask, site: Any) -> None:
    page, other = a_story(), a_story(title="Bliver")
    token = ask(CHANGES)["data"]["changes"]["nextToken"]
    publishing.unpublish(page)
    lines = Change.objects.filter(uid=page.translation_key).count()

    with clock.at(NOW + 90 * DAY):
        assert said("prune_changes") == "0 lines taken out of the log.\n"
        assert ask(CHANGES, after=token)["data"]["changes"]["changes"][0]["reason"] == "UNPUBLISHED"
    with clock.at(NOW + 91 * DAY):
        assert said("prune_changes") == f"{lines} lines taken out of the log.\n"
        answer = ask(CHANGES, after=token, errors=True)
        whole = ask(CHANGES)["data"]["changes"]["changes"]
    assert answer["errors"][0]["extensions"]["code"] == "CURSOR_EXPIRED"
    assert [each["reason"] for each in whole] == ["CREATED"]
    assert Change.objects.filter(uid=other.translation_key).count() == 1


@pytest.mark.parametrize("days", ["89", "0", "-1", "999999999999"])
def test_the_log_is_kept_for_ninety_days_at_least(site: Any, days: str) -> None:
    publishing.unpublish(a_story())
    lines = Change.objects.count()

    with clock.at(NOW + 400 * DAY), pytest.raises(CommandError):
        said("prune_changes", f"--days={days}")
    assert Change.objects.count() == lines


def test_a_worker_killed_in_the_middle_leaves_everything_to_the_next(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [a_story(expire_at=NOW + DAY) for _number in range(3)]
    happen, seen = log._happen, []

    def killed_at_the_second(moment: Any) -> None:
        seen.append(moment)
        if len(seen) == 2:
            raise KeyboardInterrupt
        happen(moment)

    with clock.at(NOW + DAY):
        monkeypatch.setattr(log, "_happen", killed_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            said("withdraw_expired")
        assert not Change.objects.filter(reason="EXPIRED").exists()
        monkeypatch.undo()
        assert said("withdraw_expired") == "3 moments entered into the log.\n"
    uids = Change.objects.filter(reason="EXPIRED").order_by("number").values_list("uid", flat=True)
    assert list(uids) == [page.translation_key for page in pages]
