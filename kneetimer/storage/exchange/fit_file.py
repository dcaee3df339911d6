"""A session as a FIT activity of strength training, with one set message for each set that was done.

FIT knows no sides: the left and the right side are two sets after each other. Pain, effort and
notes are left out, because activity files are made to be shared. Reads and writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.event_message import EventMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.lap_message import LapMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.messages.set_message import SetMessage
from fit_tool.profile.profile_type import (
    Activity,
    Event,
    EventType,
    ExerciseCategory,
    FileType,
    Manufacturer,
    SetType,
    Sport,
    SubSport,
)

from kneetimer.core.record import SessionEvent, SessionRecord, SetEnded, SetResult, SetState

_CATEGORIES: Mapping[str, ExerciseCategory] = {
    "bodyweight-squat": ExerciseCategory.SQUAT,
    "terminal-knee-extension": ExerciseCategory.BANDED_EXERCISES,
    "glute-bridge": ExerciseCategory.HIP_RAISE,
    "single-leg-glute-bridge": ExerciseCategory.HIP_RAISE,
    "single-leg-rdl": ExerciseCategory.DEADLIFT,
    "clamshell": ExerciseCategory.HIP_STABILITY,
    "lateral-band-walk": ExerciseCategory.HIP_STABILITY,
    "leg-swing-forward": ExerciseCategory.HIP_SWING,
    "leg-swing-sideways": ExerciseCategory.HIP_SWING,
    "walking-lunge": ExerciseCategory.LUNGE,
    "step-up": ExerciseCategory.SQUAT,
    "deadlift": ExerciseCategory.DEADLIFT,
    "leg-press": ExerciseCategory.SQUAT,
    "side-leg-raise": ExerciseCategory.HIP_STABILITY,
    "calf-raise": ExerciseCategory.CALF_RAISE,
    "wall-sit": ExerciseCategory.SQUAT,
    "hamstring-curl": ExerciseCategory.LEG_CURL,
    "quad-stretch": ExerciseCategory.WARM_UP,
    "hamstring-stretch": ExerciseCategory.WARM_UP,
    "figure-four-stretch": ExerciseCategory.WARM_UP,
}
_UNKNOWN_CATEGORY = 65534
_MOST_REPS = 65534
_LEAST_S = 1  # a session message needs a length


@dataclass(frozen=True, slots=True)
class _TimedSet:
    result: SetResult
    start: datetime


def name_of(record: SessionRecord) -> str:
    """A file name that sorts by time and tells two sessions of one minute apart."""
    return f"kneetimer-{record.started:%Y-%m-%d-%H%M}-{record.id[:8]}.fit"


def write(record: SessionRecord, told: Iterable[tuple[str, SessionEvent]]) -> bytes:
    """The bytes of the activity. `told` are the session's events with their moments in UTC."""
    timed = _timed(record, told)
    length = timedelta(seconds=max(_LEAST_S, record.active_ms / 1000))
    ends = [each.start + timedelta(milliseconds=each.result.ms) for each in timed]
    end = max([record.started + length, *ends])
    elapsed_s = (end - record.started).total_seconds()
    timer_s = min(length.total_seconds(), elapsed_s)

    builder = FitFileBuilder(auto_define=True)
    file_id = FileIdMessage()
    file_id.type = FileType.ACTIVITY
    file_id.manufacturer = Manufacturer.DEVELOPMENT.value
    file_id.time_created = _ms(record.started)
    builder.add(file_id)
    builder.add(_timer(record.started, EventType.START))
    for number, each in enumerate(timed):
        builder.add(_set(number, each))
    builder.add(_timer(end, EventType.STOP_ALL))
    lap = LapMessage()
    session = SessionMessage()
    for part in (lap, session):
        part.timestamp = _ms(end)
        part.start_time = _ms(record.started)
        part.total_elapsed_time = elapsed_s
        part.total_timer_time = timer_s
        part.sport = Sport.TRAINING
        part.sub_sport = SubSport.STRENGTH_TRAINING
        part.event_type = EventType.STOP
    lap.event = Event.LAP
    session.event = Event.SESSION
    session.first_lap_index = 0
    session.num_laps = 1
    builder.add(lap)
    builder.add(session)
    activity = ActivityMessage()
    activity.timestamp = _ms(end)
    activity.total_timer_time = timer_s
    activity.num_sessions = 1
    activity.type = Activity.MANUAL
    activity.event = Event.ACTIVITY
    activity.event_type = EventType.STOP
    builder.add(activity)
    return bytes(builder.build().to_bytes())


def _timed(record: SessionRecord, told: Iterable[tuple[str, SessionEvent]]) -> list[_TimedSet]:
    """The sets that were done, with when each began.

    A session that was written down later has no times of its own: its sets follow each other.
    """
    ended = {
        event.step: datetime.fromisoformat(at)
        for at, event in told
        if isinstance(event, SetEnded) and not record.by_hand
    }
    timed: list[_TimedSet] = []
    offset_ms = 0
    for index, step in enumerate(record.script.steps):
        result = next((each for each in record.sets if each.step == index), None)
        if result is not None and result.state is not SetState.SKIPPED:
            start = record.started + timedelta(milliseconds=offset_ms)
            if index in ended:
                start = max(record.started, ended[index] - timedelta(milliseconds=result.ms))
            timed.append(_TimedSet(result, start))
        offset_ms += step.length_ms
    return sorted(timed, key=lambda each: each.start)


def _set(number: int, timed: _TimedSet) -> SetMessage:
    result = timed.result
    message = SetMessage()
    message.message_index = number
    message.start_time = _ms(timed.start)
    message.timestamp = _ms(timed.start + timedelta(milliseconds=result.ms))
    message.duration = result.ms / 1000
    if result.reps is not None:
        message.repetitions = min(result.reps, _MOST_REPS)
    message.set_type = SetType.ACTIVE.value
    category = _CATEGORIES.get(result.exercise)
    message.category = [category.value if category else _UNKNOWN_CATEGORY]
    return message


def _timer(at: datetime, kind: EventType) -> EventMessage:
    event = EventMessage()
    event.timestamp = _ms(at)
    event.event = Event.TIMER
    event.event_type = kind
    return event


def _ms(moment: datetime) -> int:
    """Milliseconds since 1970, which is how the library takes times; FIT keeps whole seconds."""
    return round(moment.timestamp()) * 1000
