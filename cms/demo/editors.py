"""Who can log in to the demo. Only there: the password is no secret."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

PASSWORD = "ildsjael-demo"  # noqa: S105 - it is shown to whoever starts the demo
ADMIN, EDITOR = "admin", "redaktor"
LANGUAGE = "da"


def invite() -> None:
    """An administrator and an editor, where nobody has these names already."""
    users = get_user_model()
    for name in (ADMIN, EDITOR):
        if users.objects.filter(username=name).exists():
            continue
        create = users.objects.create_superuser if name == ADMIN else users.objects.create_user
        user = create(username=name, email=_email(name), password=PASSWORD)
        if name == EDITOR:
            user.groups.add(Group.objects.get(name="Editors"))
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": LANGUAGE})


def dismiss() -> None:
    """Take away the two that we made: an account of the same name with another address is somebody else's."""
    for name in (ADMIN, EDITOR):
        get_user_model().objects.filter(username=name, email=_email(name)).delete()


def _email(name: str) -> str:
    return f"{name}@ildsjael.example"
