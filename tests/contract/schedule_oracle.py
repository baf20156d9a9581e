"""Windows of fleet files, by Python's zoneinfo: what holds at an instant, and when that changes.

Written from the description of the fleet file, minute by minute, and not from the code of the binary.
"""

import zoneinfo
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

# Only the tzdata package of the environment, whatever the machine has.
zoneinfo.reset_tzpath(to=[])

WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
HORIZON = timedelta(days=400)


@dataclass(frozen=True)
class Part:
    """One table of a window."""

    zone: str
    days: frozenset[int]
    # Minutes of the day; an end before its start is on the next date.
    hours: tuple[tuple[int, int], ...]
    # Pairs of (year or None, month, day); None without dates.
    dates: tuple[tuple, ...] | None
    excepted: tuple[tuple, ...]

    def begins_on(self, day: date) -> bool:
        """Whether its hours begin on a date."""
        if day.weekday() not in self.days:
            return False
        if self.dates is not None and not any(lies_in(day, span) for span in self.dates):
            return False
        return not any(lies_in(day, span) for span in self.excepted)

    def holds(self, instant: datetime) -> bool:
        local = instant.astimezone(zoneinfo.ZoneInfo(self.zone))
        minute, today = local.hour * 60 + local.minute, local.date()
        for start, end in self.hours:
            if end > start:
                if start <= minute < end and self.begins_on(today):
                    return True
            elif minute >= start and self.begins_on(today):
                return True
            elif minute < end and self.begins_on(today - DAY):
                return True
        return False

    def may_change_near(self, day: date) -> bool:
        """Whether it may hold at some minute of a date or of the dates beside it, in any zone."""
        return any(self.begins_on(day + offset * DAY) for offset in (-2, -1, 0, 1))

    def candidates(self, day: date) -> list[datetime]:
        """Every instant of a local date at which it may begin or end."""
        zone = zoneinfo.ZoneInfo(self.zone)
        midnight = datetime(day.year, day.month, day.day)
        minutes = {minute for pair in self.hours for minute in pair}
        found = []
        for minute in minutes:
            for fold in (0, 1):
                local = (midnight + minute * MINUTE).replace(tzinfo=zone, fold=fold)
                found.append(local.astimezone(UTC))
        return found + offset_changes(self.zone, day)


def lies_in(day: date, span: tuple) -> bool:
    (first_year, *first), (last_year, *last) = span
    if first_year is not None:
        return date(first_year, *first) <= day <= date(last_year, *last)
    here = [day.month, day.day]
    if first <= last:
        return first <= here <= last
    return here >= first or here <= last


_changes: dict[tuple[str, date], list[datetime]] = {}


def offset_changes(zone: str, day: date) -> list[datetime]:
    """The minutes around a date at which the offset of a zone changes."""
    key = (zone, day)
    if key not in _changes:
        tz = zoneinfo.ZoneInfo(zone)
        offset = lambda instant: instant.astimezone(tz).utcoffset()  # noqa: E731
        start = datetime(day.year, day.month, day.day, tzinfo=UTC) - DAY
        hours = [start + timedelta(hours=hour) for hour in range(73)]
        found = []
        for before, after in zip(hours, hours[1:], strict=False):
            if offset(before) != offset(after):
                inside = [before + minute * MINUTE for minute in range(1, 61)]
                found.append(next(one for one in inside if offset(one) != offset(before)))
        _changes[key] = found
    return _changes[key]


@dataclass
class Pool:
    """A pool with windows: names, their parts, and the merged sizes."""

    outside: tuple[int, int]
    windows: dict[str, list[Part]]
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)

    def state(self, instant: datetime) -> tuple[str | None, tuple[int, int]]:
        """The name of what holds, and the size."""
        holding = {
            name
            for name, parts in self.windows.items()
            if any(part.holds(instant) for part in parts)
        }
        dated = {name for name in holding if self.windows[name][0].dates is not None}
        names = sorted(dated or holding)
        if not names:
            return None, self.outside
        sizes = [self.sizes[name] for name in names]
        return "+".join(names), (max(low for low, _ in sizes), max(high for _, high in sizes))

    def next_edge(self, instant: datetime) -> datetime | None:
        """The first instant after another from which a window of another name holds."""
        now = self.state(instant)[0]
        last = instant + HORIZON
        parts = [part for parts in self.windows.values() for part in parts]
        # Two days of slack for the zones.
        for offset in range(-1, HORIZON.days + 2):
            day = instant.date() + offset * DAY
            if not any(part.may_change_near(day) for part in parts):
                continue
            candidates = {one for part in parts for one in part.candidates(day)}
            # A local date in one zone overlaps two dates of another.
            for following in (day + DAY, day + 2 * DAY):
                candidates |= {one for part in parts for one in part.candidates(following)}
            # From here on the next date may have begun in the easternmost zone.
            end = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=58)
            for candidate in sorted(one for one in candidates if one < end):
                if instant < candidate <= last and self.state(candidate)[0] != now:
                    return candidate
        return None
