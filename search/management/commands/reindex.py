"""Makes the search index anew from the entries."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from content.models import Entry
from content.progress import Progress
from search import index

BATCH = 200


class Command(BaseCommand):
    help = "Makes the search index anew from the entries. Each keeps its old words until it has its new ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--missing", action="store_true", help="Only entries that are not in the index, or in an older one."
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        entries = Entry.objects.order_by("pk")
        if options["missing"]:
            entries = entries.exclude(search_document__version=index.VERSION)
        with Progress("entries", entries.count()) as progress:
            while batch := list(entries[:BATCH]):
                index.write(batch)
                progress.advance(len(batch))
                entries = entries.filter(pk__gt=batch[-1].pk)
        index.forget_unused_words()
