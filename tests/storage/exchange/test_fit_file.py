"""A session as a FIT activity, as three decoders read it: the profile's own, fitparse and fitdecode."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import fitdecode
import fitparse
import garmin_fit_sdk
import pytest

from kneetimer.core.folding import fold
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import (
    Began,
    Ended,
    Paused,
    PauseReason,
    SessionEvent,
    SessionState,
    SetEnded,
    SetState,
    WentOn,
)
from kneetimer.core.script import Script, build_script
from kneetimer.storage.exchange import fit_file
from kneetimer.storage.exchange.fit_exercises import FIT_NAMES
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan

EXERCISES = load_exercises()
PLAN = load_plan("six-week-knee")
START = datetime(2026, 11, 20, 18, 40, tzinfo=timezone(timedelta(hours=1)))
SERIAL = 0xC0FFEE01

Messages = dict[str, list[dict[str, Any]]]


def script_of_week_1() -> Script:
    return build_script(PLAN, 1, 1, Preferences(), EXERCISES)


def activity() -> bytes:
    """Two sets of 30 s with a rest of 45 s between, a pause of 5 minutes, and a third set after it."""
    script = script_of_week_1()
    steps = [at for at, step in enumerate(script.steps) if step.is_set][:3]
    at = START.astimezone(UTC)
    told: list[tuple[str, SessionEvent]] = []

    def after(seconds: int, event: SessionEvent) -> None:
        nonlocal at
        at += timedelta(seconds=seconds)
        told.append((at.isoformat(), event))

    after(0, Began(script, False, START, "Europe/Berlin", False))
    after(40, SetEnded(steps[0], 12, 30_000, SetState.DONE))
    after(75, SetEnded(steps[1], 12, 30_000, SetState.DONE))
    after(5, Paused(steps[2], 0, PauseReason.PERSON))
    after(300, WentOn(steps[2], 0, False))
    after(30, SetEnded(steps[2], 11, 30_000, SetState.DONE))
    after(10, Ended(SessionState.PARTIAL, 160_000))
    folded = fold("f" * 32, [event for _, event in told], None)
    return fit_file.write(folded, told, EXERCISES, SERIAL)


def by_fitdecode(content: bytes) -> Messages:
    messages: Messages = {}
    with fitdecode.FitReader(content, check_crc=fitdecode.CrcCheck.RAISE) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                fields = {field.name: field.value for field in frame.fields}
                messages.setdefault(frame.name, []).append(fields)
    return messages


def by_fitparse(content: bytes) -> Messages:
    messages: Messages = {}
    for message in fitparse.FitFile(content, check_crc=True).get_messages():
        messages.setdefault(message.name, []).append(message.get_values())
    return messages


def by_garmin(content: bytes) -> Messages:
    def decoder() -> garmin_fit_sdk.Decoder:
        return garmin_fit_sdk.Decoder(garmin_fit_sdk.Stream.from_byte_array(bytearray(content)))

    assert decoder().check_integrity()
    read, errors = decoder().read()
    assert errors == []
    return {name.removesuffix("_mesgs"): rows for name, rows in read.items()}


decoders = pytest.mark.parametrize("decode", [by_garmin, by_fitparse, by_fitdecode])


def in_utc(moment: datetime) -> datetime:
    """A moment as any of the decoders gives it; fitparse leaves the zone away."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@decoders
def test_the_file_says_who_made_it_and_when(decode: Callable[[bytes], Messages]) -> None:
    """The installation's number stands in the head and with the device; local time is an hour ahead."""
    read = decode(activity())
    (head,), (device,) = read["file_id"], read["device_info"]
    assert head["serial_number"] == device["serial_number"] == SERIAL
    assert head["product_name"] == "KneeTimer" and head["product"] == device["product"]
    (whole,) = read["activity"]
    end = datetime(2026, 11, 20, 17, 47, 40, tzinfo=UTC)
    assert in_utc(whole["timestamp"]) == end
    local = whole["local_timestamp"]
    if isinstance(local, int):  # as the profile has it: seconds since the last day of 1989
        local = datetime(1989, 12, 31) + timedelta(seconds=local)
    assert local.replace(tzinfo=None) == datetime(2026, 11, 20, 18, 47, 40)


@decoders
def test_sets_and_rests_follow_each_other(decode: Callable[[bytes], Messages]) -> None:
    """Active and rest in turn, numbered through, each with the time it had."""
    sets = decode(activity())["set"]
    assert [each["message_index"] for each in sets] == [0, 1, 2, 3, 4]
    assert [each["set_type"] for each in sets] == ["active", "rest", "active", "rest", "active"]
    assert [each["duration"] for each in sets] == [30, 45, 30, 305, 30]
    assert [each.get("repetitions") for each in sets] == [12, None, 12, None, 11]


@decoders
def test_a_pause_stops_the_timer(decode: Callable[[bytes], Messages]) -> None:
    """Start, stop at the pause, start five minutes later, stop at the end; the timer's time leaves it out."""
    read = decode(activity())
    timer = [each for each in read["event"] if each["event"] == "timer"]
    assert [each["event_type"] for each in timer] == ["start", "stop_all", "start", "stop_all"]
    moments = [in_utc(each["timestamp"]) for each in timer]
    assert moments[2] - moments[1] == timedelta(minutes=5)
    (session,) = read["session"]
    assert (session["total_elapsed_time"], session["total_timer_time"]) == (460, 160)


@decoders
def test_the_workout_and_its_exercises_have_titles(decode: Callable[[bytes], Messages]) -> None:
    """Each set leads to a step of the workout, whose title is the name of the exercise in the program."""
    read = decode(activity())
    (workout,) = read["workout"]
    name = workout["wkt_name"]
    assert name == "KneeTimer six-week-knee, week 1, session 1"
    titles = {each["message_index"]: each["wkt_step_name"] for each in read["exercise_title"]}
    first = next(each for each in read["set"] if each["set_type"] == "active")
    script = script_of_week_1()
    exercise = next(step for step in script.steps if step.is_set).exercise
    name = titles[first["wkt_step_index"]]
    assert (name[0] if isinstance(name, (list, tuple)) else name) == EXERCISES[exercise].name
    # Services find a title by category and subtype, which must be the same in the set and beside its title.
    pair = first["category"], first["category_subtype"]
    (titled,) = (each for each in read["exercise_title"] if each["wkt_step_name"] == name)
    assert (titled["exercise_category"], titled["exercise_name"]) == pair
    assert len(titles) == workout["num_valid_steps"] == len({s.exercise for s in script.steps if s.is_set})


def test_every_exercise_has_a_name_of_its_own_in_the_profile() -> None:
    """Two exercises under one name would take each other's title."""
    assert set(FIT_NAMES) == set(EXERCISES)
    assert len(set(FIT_NAMES.values())) == len(FIT_NAMES)


def test_a_session_that_ends_in_a_pause_stops_once() -> None:
    """Whoever finishes from a pause has no second stop."""
    script = script_of_week_1()
    step = next(at for at, step in enumerate(script.steps) if step.is_set)
    began = Began(script, False, START, "", False)
    events: list[SessionEvent] = [began, SetEnded(step, 12, 30_000, SetState.DONE)]
    events += [Paused(step + 1, 0, PauseReason.LEAVING), Ended(SessionState.PARTIAL, 40_000)]
    told = [((START + timedelta(seconds=40 * at)).isoformat(), event) for at, event in enumerate(events)]
    folded = replace(fold("f" * 32, events, None))
    read = by_fitdecode(fit_file.write(folded, told, EXERCISES, SERIAL))
    assert [each["event_type"] for each in read["event"]] == ["start", "stop_all"]


@pytest.mark.parametrize("years", [-26, 26])
@decoders
def test_a_clock_that_was_put_right_in_a_session_moves_no_set_by_years(
    decode: Callable[[bytes], Messages], years: int
) -> None:
    """Of a computer that learned the date after the first set, the sets follow each other from the start."""
    script = script_of_week_1()
    steps = [at for at, step in enumerate(script.steps) if step.is_set][:2]
    events: list[SessionEvent] = [Began(script, False, START, "Europe/Berlin", False)]
    events += [SetEnded(at, 12, 30_000, SetState.DONE) for at in steps]
    events += [Ended(SessionState.PARTIAL, 160_000)]
    moments = [START, *[START + timedelta(days=365 * years, minutes=n) for n in range(3)]]
    told = [(at.astimezone(UTC).isoformat(), event) for at, event in zip(moments, events, strict=True)]
    read = decode(fit_file.write(fold("f" * 32, events, None), told, EXERCISES, SERIAL))
    active = [each for each in read["set"] if each.get("repetitions")]
    assert len(active) == 2
    assert all(in_utc(each["start_time"]) - START < timedelta(hours=1) for each in active)
    assert read["session"][0]["total_elapsed_time"] < 3600


@decoders
def test_a_set_has_its_weight(decode: Callable[[bytes], Messages]) -> None:
    """A squat with 7.5 kg is one with 7.5 kg in the file, and one without has none."""
    chosen = Preferences(load_of_exercise={"bodyweight-squat": "7.5 kg"})
    script = build_script(PLAN, 1, 1, chosen, EXERCISES)
    squats = [
        at for at, step in enumerate(script.steps) if step.is_set and step.exercise == "bodyweight-squat"
    ]
    events: list[SessionEvent] = [Began(script, False, START, "Europe/Berlin", False)]
    events += [SetEnded(at, 15, 30_000, SetState.DONE) for at in squats]
    events.append(Ended(SessionState.PARTIAL, 160_000))
    told = [((START + timedelta(minutes=n)).isoformat(), event) for n, event in enumerate(events)]
    sets = decode(fit_file.write(fold("f" * 32, events, None), told, EXERCISES, SERIAL))["set"]
    weights = [each.get("weight") for each in sets if each.get("repetitions")]
    assert weights == [None, 7.5, 7.5]  # the first is of the warm-up
