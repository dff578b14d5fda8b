"""What can go wrong for a caller: a code that programs can rely on, and a sentence for people.

Anywhere below the API may raise one; `graphql_api/errors.py` turns it into an answer.
"""

from typing import Any


class ApiError(Exception):
    """Something the caller can put right. The message says what was wrong and what would be right."""

    code = "BAD_USER_INPUT"

    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message)
        self.details = details


class BadInput(ApiError):
    """An argument that cannot be used."""


class PageTooLarge(ApiError):
    code = "PAGE_TOO_LARGE"


class CursorInvalid(ApiError):
    code = "CURSOR_INVALID"


class CursorExpired(ApiError):
    """A place that the log no longer knows. Only a full read helps."""

    code = "CURSOR_EXPIRED"


class UnknownTerm(ApiError):
    code = "UNKNOWN_TERM"
