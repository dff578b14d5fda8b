"""What an answer depends on in the words of a CDN: tags that a purge can name.

An answer carries the tags of all that it depends on; a line of the log names those of all that it may concern. Coarser
than our own cache: a list is known by site and type, not by its filter.
"""

from collections.abc import Iterable

from django.conf import settings

from content import ids
from content.interests import SITES, Condition, Interests, Line

LONGEST = 4_000  # characters; what would be longer is dropped at every change
ALL, ANY_LINE = "all", "any-change"


def of_answer(noted: Interests) -> list[str]:
    """The tags of an answer, each once."""
    found = [ALL]
    if noted.is_everything:
        return [*found, ANY_LINE]
    found += (ids.public_id(ids.ITEM, uid) for uid in sorted(noted.items))
    found += sorted({_at(site) for site, _path in noted.paths})
    found += sorted(noted.references)
    lists = [(each.types, _sites(each.condition)) for each in noted.lists]
    found += sorted({_list(kind, site) for types, sites in lists for kind in types for site in sites})
    return found if sum(map(len, found)) + len(found) <= LONGEST else [ALL, ANY_LINE]


def of_line(line: Line) -> list[str]:
    """The tags of all answers that a line may concern."""
    if line.is_reference:
        return [ALL] if line.subject in SITES or line.takes_word_away else [line.subject, ANY_LINE]
    sites = sorted(line.ever.columns["site"])
    lists = [_list(line.subject, site) for site in (*sites, "")]
    return [ids.public_id(ids.ITEM, line.uid), *map(_at, sites), *lists, ANY_LINE]


def header(noted: Interests) -> str:
    """The tags as one header: with commas for `Cache-Tag`, with spaces for all others."""
    return ("," if settings.TAGS_HEADER.lower() == "cache-tag" else " ").join(of_answer(noted))


def _at(site: str) -> str:
    return f"at-{site}"


def _list(kind: str, site: str) -> str:
    return f"{kind}-{site}" if site else f"{kind}-anywhere"


def _sites(condition: Condition) -> Iterable[str]:
    """The sites that a list is narrowed to; one empty word where it is not."""
    for part in condition[1:] if condition and condition[0] == "and" else ():
        if part[0] == "is" and part[1] == "site":
            return part[2]
        if part[0] == "and" and (inner := tuple(_sites(part))) != ("",):
            return inner
    return ("",)
