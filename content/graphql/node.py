"""Anything with an id."""

import strawberry


@strawberry.interface(
    description="Anything with an id: opaque, never reused, the same over moves, renames and translations."
)
class Node:
    id: strawberry.ID
