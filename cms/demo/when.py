"""When things happen in the demo: as its data says, or whole weeks earlier or later.

The data says it by the clock on the wall; moved by weeks, nine o'clock stays nine o'clock when the clocks change.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

NOW = datetime(2026, 11, 18, 9, 0)
OPENING = datetime(2026, 8, 3, 8, 0)  # the sites open; all that follows is published after this
ZONE = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True)
class Calendar:
    """The data's days and times where the clocks show this zone's time, moved by so many weeks."""

    weeks: int
    zone: ZoneInfo = ZONE

    def moment(self, wall: datetime) -> datetime:
        return (wall + timedelta(weeks=self.weeks)).replace(tzinfo=self.zone)

    def of(self, value: Any) -> Any:
        """A day or a moment, moved; anything else as it is."""
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return value + timedelta(weeks=self.weeks)
        return value

    def fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        return {name: self.of(value) for name, value in fields.items()}


def weeks_until(present: datetime) -> int:
    """By how many whole weeks the demo's now can move without passing this moment."""
    return (present.astimezone(ZONE).replace(tzinfo=None) - NOW) // timedelta(weeks=1)
