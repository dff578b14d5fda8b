"""What a resolver may know about the request."""

from typing import Any

from strawberry.types import Info

from content.errors import BadInput
from content.graphql.enums import Fallback
from content.queries import Languages
from content.reading import Reader
from content.references import SiteRecord


def reader_of(info: Info[Any, Any]) -> Reader:
    return info.context.reader


def reads_of(info: Info[Any, Any]) -> set[str] | None:
    """What a plan has learned that its items are read for; None where there is no plan."""
    return getattr(info, "reads", None)


EACH_SITES_OWN = Languages()


def languages_of(languages: list[str] | None, fallback: Fallback | None = Fallback.CHAIN) -> Languages:
    """The languages a caller asked for, checked. `nb-NO` is understood as `nb`, `no` as `nb`."""
    if languages is None and fallback is not Fallback.NONE:
        return EACH_SITES_OWN
    found = []
    for tag in languages or []:
        code = tag.strip().replace("_", "-").split("-")[0].lower()
        code = "nb" if code == "no" else code
        if not code.isascii() or not code.isalpha() or not 2 <= len(code) <= 3:
            raise BadInput(f"{tag[:40]!r} is not a language. Use a tag such as da, nb, nn or en.", argument="languages")
        found.append(code)
    if languages is not None and not found:
        raise BadInput("languages is empty. Leave it out to take each site's own chain.", argument="languages")
    if len(found) > 10:
        raise BadInput("languages has more than 10 entries.", argument="languages")
    return Languages(tuple(dict.fromkeys(found)), strict=fallback == Fallback.NONE)


def known_site(info: Info[Any, Any], key: str) -> SiteRecord:
    """The site with this key; an error that lists the sites there are, where there is none."""
    sites = reader_of(info).snapshot.sites
    if key not in sites:
        raise BadInput(f"There is no site {key[:40]!r}. Sites here: {', '.join(sorted(sites))}.", argument="site")
    return sites[key]
