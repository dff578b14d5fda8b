"""Ids as partners see them: opaque, stable, and telling us which kind of thing they name.

An item's id comes from its translation key, so it is the same over moves, renames and translations.
"""

import base64
import binascii
from uuid import UUID

ITEM, PHOTO, PLACE, ORGANISATION, CONTACT, QUOTE = "i", "p", "l", "o", "c", "q"


def public_id(kind: str, uid: UUID) -> str:
    """`i_3q2-7w…`: the kind's letter, then 22 characters."""
    return f"{kind}_{base64.urlsafe_b64encode(uid.bytes).rstrip(b'=').decode()}"


def parse_id(value: str) -> tuple[str, UUID] | None:
    """The kind and the uid behind a public id; None for anything that never was one."""
    kind, separator, rest = value.partition("_")
    if not separator or len(kind) != 1 or len(rest) != 22 or not rest.isascii():
        return None
    try:
        uid = UUID(bytes=base64.b64decode(rest + "==", altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        return None
    return (kind, uid) if public_id(kind, uid) == value else None


def uid_of(kind: str, value: str) -> UUID | None:
    """The uid behind a public id of this kind."""
    found = parse_id(value)
    return found[1] if found and found[0] == kind else None
