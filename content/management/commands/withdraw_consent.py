"""Withdraws the consent to a photo, from the command line."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from content import ids, publishing
from content.models import Photo


class Command(BaseCommand):
    help = "Withdraws the consent to a photo: from now on it is shown nowhere, and the files of its sizes are deleted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("photo", help="its number in the admin, its id in the API (p_…), its uid, or its title")
        parser.add_argument("--reason", required=True, help="why; kept with the photo. Write no names.")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        reason = options["reason"].strip()
        if not reason:
            raise CommandError("The reason is empty. Say why, such as --reason 'Mother called on 16 November'.")
        photo = _named(options["photo"].strip())
        withdrawn = publishing.withdraw_consent(photo, reason)
        if not withdrawn:
            self.stdout.write(f"Consent to {photo} was withdrawn already. Nothing was changed.")
        for each in withdrawn:
            self.stdout.write(f"Consent to {each} (number {each.pk}, {each.uid}) is withdrawn.")


def _named(name: str) -> Photo:
    """The one photo that is called so."""
    found = list(Photo.objects.filter(**_asked(name)).order_by("pk"))
    if not found:
        raise CommandError(f"There is no photo {name!r}. Give its number, its id, its uid or its whole title.")
    if len(found) > 1:
        numbers = ", ".join(str(photo.pk) for photo in found)
        raise CommandError(f"{len(found)} photos are called {name!r}. Give one of their numbers: {numbers}.")
    return found[0]


def _asked(name: str) -> dict[str, Any]:
    if name.isascii() and name.isdigit() and len(name) < 19:
        return {"pk": int(name)}
    if uid := ids.uid_of(ids.PHOTO, name):
        return {"uid": uid}
    try:
        return {"uid": UUID(name)}
    except ValueError:
        return {"title": name}
