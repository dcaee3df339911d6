"""Arithmetic with moments that is right in the nights when the clocks are changed.

Knows no zone by itself: it comes with the moments, and a moment without one raises ValueError. Python's own
sums are about what the hands of a clock show where both moments are in one zone: 01:55 and 35 minutes make
02:30 there, also in a night that has no 02:30. Hours that pass are counted here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo


def later(moment: datetime, by: timedelta) -> datetime:
    """When so much time has passed since the moment, as the clocks of its zone show it then."""
    return (_in_utc(moment) + by).astimezone(moment.tzinfo)


def passed(since: datetime, until: datetime) -> timedelta:
    """The time from one moment to another; negative where `until` is the earlier one."""
    return _in_utc(until) - _in_utc(since)


def stamp(moment: datetime) -> datetime:
    """The moment with the offset that holds at it and no other, as it is stored.

    Stamps compare and subtract as moments do, also in the hour that a night has twice.
    """
    offset = moment.utcoffset()
    if offset is None:  # Python would take it for one in the zone of the machine
        raise ValueError(f"{moment} has no zone")
    return moment.replace(tzinfo=timezone(offset), fold=0)


def in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    """The stored moment with the rules of the zone, where it was that zone by which it was stamped.

    A moment from a journey keeps its own offset: what was done at seven in the morning stays there.
    """
    moved = moment.astimezone(zone)
    return moved if moved.utcoffset() == moment.utcoffset() else moment


def shown(on_the_clock: datetime, zone: tzinfo | None) -> datetime:
    """The moment at which clocks of the zone show so: the first of two; after the gap where they skip it."""
    return _in_utc(on_the_clock.replace(tzinfo=zone)).astimezone(zone)


def _in_utc(moment: datetime) -> datetime:
    return stamp(moment).astimezone(UTC)
