"""Builds the demo, or takes it away."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.demo import clear
from cms.demo.build import build
from cms.demo.when import weeks_until
from content import clock
from content.checks import page_types


class Command(BaseCommand):
    help = "Builds the demo: five municipalities with 24 items, the same every time, and as if they were published now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--clear", action="store_true", help="Take away what the demo made, and nothing else.")
        parser.add_argument(
            "--scale",
            type=int,
            default=0,
            metavar="N",
            help="Generate N more items, for load tests. Not in the admin's search.",
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        if options["clear"]:
            clear.clear(self.stdout.write)
            return
        if not clock.is_ours():
            raise CommandError("The demo needs a clock that it can stop. Run it with DEMO=on.")
        if any(page.objects.exists() for page in page_types()):
            raise CommandError("There is content here already; `seed_demo --clear` takes away what the demo made.")
        weeks = 0 if settings.CLOCK else weeks_until(clock.now())
        build(weeks, options["scale"], self.stdout.write)
