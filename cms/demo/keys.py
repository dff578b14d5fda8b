"""One key, one id: whatever the demo makes is the same thing in every demo."""

from uuid import UUID, uuid5

from django.utils.text import slugify

NAMESPACE = UUID("1d5a31de-de30-5eed-9c1e-0000000000a1")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def uid(key: str) -> UUID:
    """The id of what is called so: of the item `ST-01`, the photo `IMG-01`, the front pages `home randers`."""
    return uuid5(NAMESPACE, key)


def slug_of(title: str) -> str:
    """A title as an address: Langå tegnede selv sit torv → langaa-tegnede-selv-sit-torv."""
    return slugify(title.lower().translate(_LETTERS))
