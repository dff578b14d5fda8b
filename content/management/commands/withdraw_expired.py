"""Enters into the log what time has done: deadlines, expiries and consents that ran out, embargoes that lifted."""

from typing import Any

from django.core.management.base import BaseCommand

from content import log


class Command(BaseCommand):
    help = (
        "Enters into the log what time has done since anybody last asked. Readers see it on the second anyway; this "
        "is for those who only listen. Run it every minute. Twice does no harm."
    )

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        count = log.enter_due()
        self.stdout.write(f"{count} {'moment' if count == 1 else 'moments'} entered into the log.")
