"""The codes partners can rely on; everything else is hidden behind one sentence and a number to ask about."""

import logging
import secrets
from typing import Any

from graphql import GraphQLError

from content.errors import ApiError

log = logging.getLogger("graphql_api")


def shown(error: GraphQLError) -> GraphQLError:
    """An error as a stranger may see it: no stack, SQL or file path ever leaves."""
    cause = error.original_error
    if cause is None or isinstance(cause, GraphQLError):
        extensions = {"code": "BAD_USER_INPUT", **(error.extensions or {})}
        return _copy(error, error.message, extensions)
    if isinstance(cause, ApiError):
        return _copy(error, str(cause), {"code": cause.code, **cause.details})
    number = secrets.token_hex(4)
    log.error("incident %s", number, exc_info=cause)
    message = f"Something went wrong on our side. If it lasts, tell us this number: {number}."
    return _copy(error, message, {"code": "INTERNAL", "incident": number})


def _copy(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )
