"""What a filter means, the same for partners and for citizens: each condition as a question to entries.

Conditions are plain Python values; the API's inputs (`content/graphql/filters.py`) and the site's forms both end here.
A question is a `Q` over an entry's columns, with two words of our own that `queries.narrowed` spells out: `has`, a
dimension and the values of which the entry has one (None: any), and `occurs`, a stretch within which it takes place.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from content import ids
from content.errors import BadInput, UnknownTerm
from content.references import PhotoRecord, PlaceRecord, Snapshot
from content.words import Lifecycle, Scope

EARTH_KM = 6371.0
MOST_VALUES, MOST_RADIUS_KM, DEEPEST = 200, 500.0, 5
STILL_OPEN = (Lifecycle.OPEN, Lifecycle.FULL)


@dataclass(frozen=True, slots=True)
class Near:
    """A point and a radius, in degrees and kilometres."""

    latitude: float
    longitude: float
    radius_km: float

    def __post_init__(self) -> None:
        for name, value, most in (("latitude", self.latitude, 90), ("longitude", self.longitude, 180)):
            if not -most <= value <= most:
                raise BadInput(f"{name} is {value}. It must be from -{most} to {most}.", argument=name)
        if not 0 < self.radius_km <= MOST_RADIUS_KM:
            raise BadInput(
                f"radiusKm is {self.radius_km:g}. It must be above 0 and at most {MOST_RADIUS_KM:g}.",
                argument="radiusKm",
            )

    def distance_km(self, place: PlaceRecord) -> float | None:
        """Kilometres as the crow flies; None for a place without coordinates."""
        if place.latitude is None or place.longitude is None:
            return None
        here, there = radians(self.latitude), radians(place.latitude)
        half_north, half_east = (there - here) / 2, radians(place.longitude - self.longitude) / 2
        chord = sin(half_north) ** 2 + cos(here) * cos(there) * sin(half_east) ** 2
        return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))

    def within(self, snapshot: Snapshot) -> dict[str, float]:
        """The places inside the radius, and how far they are."""
        found = {uid: self.distance_km(place) for uid, place in snapshot.places.items()}
        return {uid: far for uid, far in found.items() if far is not None and far <= self.radius_km}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, half-open: from is in it, to is not. Either end may be open."""

    since: datetime | None
    until: datetime | None

    def __post_init__(self) -> None:
        for name, moment in (("from", self.since), ("to", self.until)):
            if moment is not None and moment.tzinfo is None:
                raise BadInput(f"{name} needs an offset, such as {moment.isoformat()}Z.", argument=name)
        if self.since and self.until and self.since > self.until:
            raise BadInput("from is after to. Swap them.", argument="from")

    def holds(self, column: str) -> Q:
        condition = Q()
        if self.since:
            condition &= Q(**{f"{column}__gte": self.since})
        if self.until:
            condition &= Q(**{f"{column}__lt": self.until})
        return condition

    def overlaps(self) -> Q:
        """Entries that take place at some time within: begun before its end, not over at its beginning."""
        return Q(occurs=(self.since, self.until))


@dataclass(slots=True)
class Asker:
    """Whom a filter is worked out for: the moment, the snapshot, and the photos that may be used."""

    now: datetime
    snapshot: Snapshot
    may_use: Callable[[PhotoRecord, str | None], bool]
    without: str | None = None  # the dimension to leave out, for a facet's own counts
    near: Near | None = field(default=None)  # found on the way, for distances and NEAREST

    def zones(self) -> dict[str, list[str]]:
        """Site keys by time zone."""
        found: dict[str, list[str]] = {}
        for site in self.snapshot.sites.values():
            found.setdefault(site.zone.key, []).append(site.key)
        return found


Condition = Callable[[Asker, Any], Q]


def having(dimension: str, vocabulary: str | None = None) -> Condition:
    """Entries with one of these values; codes of a vocabulary are checked."""

    def condition(asker: Asker, values: list[str]) -> Q:
        if vocabulary:
            known_terms(asker.snapshot, vocabulary, values)
        return with_facet(dimension, values)

    return condition


def with_facet(dimension: str, values: Collection[str]) -> Q:
    return Q(has=(dimension, list(values)))


def known_terms(snapshot: Snapshot, vocabulary: str, codes: Iterable[str]) -> None:
    for code in codes:
        if (vocabulary, code) not in snapshot.terms:
            raise UnknownTerm(
                f"{code[:64]!r} is no term of {vocabulary}. `terms(vocabulary: {vocabulary})` lists them.",
                term=code[:64],
                vocabulary=vocabulary,
            )


# ── conditions that every content type shares ───────────────────────────────────────────────────────────────────────


def of_ids(asker: Asker, values: list[str]) -> Q:
    return Q(item__in=[uid for value in values if (uid := ids.uid_of(ids.ITEM, value))])


def of_types(asker: Asker, values: list[str]) -> Q:
    return Q(type__in=values)


def of_sites(asker: Asker, values: list[str]) -> Q:
    for key in values:
        if key not in asker.snapshot.sites:
            known = ", ".join(sorted(asker.snapshot.sites))
            raise BadInput(f"There is no site {key[:40]!r}. Sites here: {known}.", argument="sites")
    return Q(site__in=values)


def places_named(snapshot: Snapshot, value: str) -> list[PlaceRecord]:
    """The place with this id, or the places with this code on any site, and all that lie in them."""
    uid = ids.uid_of(ids.PLACE, value)
    named = [place for place in snapshot.places.values() if place.code == value or (uid and place.uid == str(uid))]
    if not named:
        raise BadInput(f"There is no place {value[:64]!r}. `places` lists them, by code and id.", argument="place")
    found = {place.uid: place for place in named}
    while inner := [p for p in snapshot.places.values() if p.within in found and p.uid not in found]:
        found |= {place.uid: place for place in inner}
    return list(found.values())


def at_place(asker: Asker, value: tuple[str, bool]) -> Q:
    """At a place or in it; with the second part, what reaches that place's whole municipality too."""
    name, municipality_wide = value
    places = places_named(asker.snapshot, name)
    condition = with_facet("place", [place.uid for place in places])
    if municipality_wide:
        wide = Q(site__in=sorted({place.site for place in places})) & with_facet("scope", [Scope.MUNICIPALITY])
        condition |= wide
    return condition


def near(asker: Asker, value: Near) -> Q:
    asker.near = value
    return with_facet("place", value.within(asker.snapshot))


def with_image(asker: Asker, value: tuple[str | None, Callable[[PhotoRecord], bool]]) -> Q:
    """Entries with a photo that may be used for the purpose, now, and fits."""
    purpose, fits = value
    photos = [p.uid for p in asker.snapshot.photos.values() if asker.may_use(p, purpose) and fits(p)]
    return with_facet("photo", photos)


def in_lifecycle(asker: Asker, values: Iterable[str]) -> Q:
    """Opportunities that stand so at this moment, dates counted in; everything else passes."""
    values, now = list(values), asker.now
    if not values:
        return Q(pk__in=[])
    announced = Q(lifecycle=Lifecycle.CANCELLED) | Q(lifecycle=Lifecycle.POSTPONED) | Q(lifecycle="")
    over, lasting = Q(ends_at__lte=now), Q(ends_at__isnull=True) | Q(ends_at__gt=now)
    shut, taking = Q(deadline__lte=now), Q(deadline__isnull=True) | Q(deadline__gt=now)
    condition = Q(lifecycle="")
    for value in values:
        if value in (Lifecycle.CANCELLED, Lifecycle.POSTPONED):
            condition |= Q(lifecycle=value)
        elif value == Lifecycle.EXPIRED:
            condition |= ~announced & over
        elif value == Lifecycle.CLOSED:
            condition |= ~announced & lasting & (shut | Q(lifecycle=Lifecycle.CLOSED))
        else:
            condition |= Q(lifecycle=value) & lasting & taking
    return condition


def flagged(name: str, wanted: bool) -> Q:
    """Entries that say so of themselves, or do not."""
    found = with_facet("flag", [name])
    return found if wanted else ~found


# ── conditions of opportunities ─────────────────────────────────────────────────────────────────────────────────────


def for_age(asker: Asker, age: int) -> Q:
    """Open to someone of this age. A missing limit is no limit."""
    if not 0 <= age <= 130:
        raise BadInput(f"age is {age}. It must be from 0 to 130.", argument="age")
    return (Q(min_age__isnull=True) | Q(min_age__lte=age)) & (Q(max_age__isnull=True) | Q(max_age__gte=age))


def without_requirements(asker: Asker, wanted: bool) -> Q:
    some = Q(has=("requirement", None))
    return ~some if wanted else some


def at_most_minutes(asker: Asker, minutes: int) -> Q:
    """Known to take no longer. What does not say how long it takes is left out."""
    if not 1 <= minutes <= 1440:
        raise BadInput(f"maxMinutes is {minutes}. It must be from 1 to 1440.", argument="maxMinutes")
    return Q(minutes__isnull=False, minutes__lte=minutes)


def wheelchair(asker: Asker, wanted: str) -> Q:
    return with_facet("wheelchair", ["YES"] if wanted == "YES" else ["YES", "UNKNOWN"])


def free(asker: Asker, wanted: bool) -> Q:
    return with_facet("cost", ["FREE"] if wanted else ["PAID"])


def deadline_before(asker: Asker, moment: datetime) -> Q:
    if moment.tzinfo is None:
        raise BadInput(f"deadlineBefore needs an offset, such as {moment.isoformat()}Z.", argument="deadlineBefore")
    return Q(deadline__isnull=False, deadline__lt=moment)


def in_window(asker: Asker, window: str) -> Q:
    """Takes place within the window, by the clock and calendar of the item's own site."""
    condition = Q(pk__in=[])
    for zone, sites in asker.zones().items():
        condition |= Q(site__in=sites) & Span(*window_of(window, asker.now, ZoneInfo(zone))).overlaps()
    return condition


def window_of(window: str, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """A window's beginning and end, local midnights but for the NEXT_ ones, which begin now."""
    here = now.astimezone(zone)
    today = here.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    windows = {
        "TODAY": (today, today + timedelta(days=1)),
        "TOMORROW": (today + timedelta(days=1), today + timedelta(days=2)),
        "THIS_WEEK": (monday, monday + timedelta(days=7)),
        "THIS_WEEKEND": (monday + timedelta(days=5), monday + timedelta(days=7)),
        "NEXT_WEEK": (monday + timedelta(days=7), monday + timedelta(days=14)),
        "NEXT_7_DAYS": (here, here + timedelta(days=7)),
        "NEXT_30_DAYS": (here, here + timedelta(days=30)),
    }
    return windows[window]


def check_size(name: str, values: Collection[Any]) -> None:
    if len(values) > MOST_VALUES:
        raise BadInput(f"{name} has {len(values)} values. At most {MOST_VALUES} go in one filter.", argument=name)
