"""Makes all entries anew from the pages."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand
from wagtail.models import Page

from content import publishing
from content.checks import page_types
from content.progress import Progress

BATCH = 200


class Command(BaseCommand):
    help = "Makes all entries anew from the pages, after the shape of documents has changed. Safe while readers read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from-page", type=int, default=0, metavar="N", help="Go on at this page number, where a run was stopped."
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        types = ContentType.objects.get_for_models(*page_types()).values()
        pages = Page.objects.filter(content_type__in=types, pk__gte=options["from_page"]).order_by("pk")
        publishing.expect_all()
        with Progress("entries", pages.count()) as progress:
            while batch := list(pages[:BATCH].specific()):
                publishing.refresh_many(batch)
                last = batch[-1].pk
                progress.advance(len(batch), f"page {last}")
                pages = pages.filter(pk__gt=last)
