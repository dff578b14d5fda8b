"""The only reader of the environment: typed, and loud about nonsense.

Every variable is listed in `.env.example`; a test keeps the two alike.
"""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]


def text(name: str, default: str | None = None) -> str:
    """A string; without a default it must be there."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(
            f"{name} is missing. Set it in the environment; .env.example shows what it looks like."
        )
    return default


def flag(name: str, default: bool = False) -> bool:
    """On or off, in one spelling each."""
    value = text(name, "on" if default else "off").lower()
    if value not in {"on", "off"}:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be 'on' or 'off'.")
    return value == "on"


def number(name: str, default: int, least: int, most: int) -> int:
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be a whole number from {least} to {most}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """Words with commas between them."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def moment(name: str) -> datetime | None:
    """A moment with its offset from UTC, such as 2026-11-18T09:00:00+01:00."""
    value = text(name, "")
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} is {value!r}. It must be an ISO 8601 moment such as 2026-11-18T09:00:00+01:00."
        ) from error
    if found.tzinfo is None:
        raise ImproperlyConfigured(f"{name} is {value!r}. It needs an offset, such as {value}+01:00.")
    return found


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).expanduser().resolve()


def database(name: str, default: str) -> dict[str, Any]:
    """A database address: sqlite:///file or postgres://user:password@host:port/name."""
    url = text(name, default)
    scheme = url.partition(":")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} starts with {scheme!r}. It must start with 'sqlite:' or 'postgres:'.")
    try:
        return dict(environ.Env.db_url_config(url))
    except Exception as error:  # whatever the parser trips over, the operator needs one sentence
        raise ImproperlyConfigured(
            f"{name} cannot be read. It should look like sqlite:///var/db.sqlite3 or postgres://user:password@host:5432/name."
        ) from error
