"""What would break for partners: the schema as it is, against main's or another revision's."""

import subprocess
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from graphql import build_schema
from graphql.utilities import find_breaking_changes, find_dangerous_changes

from graphql_api.schema import schema

FILE = "graphql_api/schema.graphql"


class Command(BaseCommand):
    help = "Names breaking and dangerous changes of the schema. Fails when there are breaking ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("against", nargs="?", default="main", help="a git revision, main by default")

    def handle(self, *args: Any, **options: Any) -> None:
        before = subprocess.run(  # noqa: S603 - the developer's own git, on their own revision
            ["git", "show", f"{options['against']}:{FILE}"],  # noqa: S607
            cwd=settings.ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if before.returncode:
            raise CommandError(f"There is no {FILE} in {options['against']!r}: {before.stderr.strip()}")
        old, new = build_schema(before.stdout), build_schema(schema.as_str())
        breaking, dangerous = find_breaking_changes(old, new), find_dangerous_changes(old, new)
        for risk in dangerous:
            self.stdout.write(f"dangerous  {risk.description}")
        for change in breaking:
            self.stdout.write(f"BREAKING   {change.description}")
        if breaking:
            raise CommandError(f"{len(breaking)} breaking changes against {options['against']}.")
        self.stdout.write(f"Nothing breaks against {options['against']}.")
