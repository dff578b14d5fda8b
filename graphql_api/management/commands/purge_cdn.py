"""Tell the CDN what to drop: once, or for as long as it runs."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from graphql_api import purging

PAUSE, PATIENCE = 1.0, 15.0  # seconds between two looks; after the CDN did not answer


class Command(BaseCommand):
    help = "Tells the CDN at PURGE_URL which answers to drop, going by the log. --follow goes on doing so."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--follow", action="store_true", help="go on until stopped")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.PURGE_URL:
            raise CommandError("PURGE_URL is missing: where does the CDN take purges? .env.example shows examples.")
        while True:
            try:
                told = purging.purge()
                if told or not options["follow"]:
                    self.stdout.write(f"{told} tags named")
                pause = PAUSE
            except OSError as error:
                if not options["follow"]:
                    raise CommandError(
                        f"The CDN did not take it: {error}. What is new will be named next time."
                    ) from error
                self.stderr.write(f"The CDN did not take it: {error}. Trying again in {PATIENCE:.0f} s.")
                pause = PATIENCE
            if not options["follow"]:
                return
            time.sleep(pause)
