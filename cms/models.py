"""Who logs in: an editor. Ours from the first migration, so that it can grow."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Someone who writes, edits or approves in the admin."""
