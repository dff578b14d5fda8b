"""Takes out lines of the log that nobody needs any more."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content import log


class Command(BaseCommand):
    help = (
        "Takes out lines of the log that are superseded or about what is gone, once they are old. A mirror whose token "
        "is older still is told to start again from a full read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        least = log.KEPT.days
        parser.add_argument(
            "--days", type=int, default=least, metavar="N", help=f"Keep lines for so many days, at least {least}."
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        try:
            count = log.prune(timedelta(days=options["days"]))
        except (ValueError, OverflowError) as error:
            raise CommandError(error if isinstance(error, ValueError) else "--days is too large.") from error
        self.stdout.write(f"{count} {'line' if count == 1 else 'lines'} taken out of the log.")
