"""A session as a FIT activity of strength training, with a message for each set and each rest that was.

Follows the FIT profile: the workout and its exercises by title, sets and rests one after the other,
pauses as stops and starts of the timer, local time, and which program on which installation made it.
FIT knows no sides: the left and the right side are two sets after each other. Pain, effort and
notes are left out, because activity files are made to be shared. Reads and writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.device_info_message import DeviceInfoMessage
from fit_tool.profile.messages.event_message import EventMessage
from fit_tool.profile.messages.exercise_title_message import ExerciseTitleMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.lap_message import LapMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.messages.set_message import SetMessage
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
from fit_tool.profile.profile_type import (
    Activity,
    Event,
    EventType,
    FileType,
    FitBaseUnit,
    Intensity,
    Manufacturer,
    SetType,
    SourceType,
    Sport,
    SubSport,
    WorkoutStepDuration,
    WorkoutStepTarget,
)

from kneetimer import __version__
from kneetimer.core.exercise import Exercise
from kneetimer.core.moments import in_zone
from kneetimer.core.plan import BlockKind
from kneetimer.core.record import (
    Ended,
    Paused,
    PauseReason,
    SessionEvent,
    SessionRecord,
    SetEnded,
    SetResult,
    SetState,
    WentOn,
)
from kneetimer.core.weights import kg_of
from kneetimer.storage.exchange.fit_exercises import FIT_NAMES, UNKNOWN

_PRODUCT = 1  # ours among those of the manufacturer "development", which the profile has for everybody
_EPOCH_S = 631_065_600  # local times are plain seconds since the last day of 1989
_MOST_REPS = 65534
_LEAST_S = 1  # a session message needs a length
_YEARS = range(1999, 2126)  # before, FIT counts from when a watch was switched on; later it has no numbers
# When an event may be, counted from the start of its session: FIT has no number for a longer rest.
_EARLIEST, _LATEST = timedelta(days=-1), timedelta(days=49)


_INTENSITIES = {BlockKind.WARM_UP: Intensity.WARMUP, BlockKind.COOL_DOWN: Intensity.COOLDOWN}


@dataclass(frozen=True, slots=True)
class _TimedSet:
    result: SetResult
    start: datetime

    @property
    def end(self) -> datetime:
        return self.start + timedelta(milliseconds=self.result.ms)


def name_of(record: SessionRecord) -> str:
    """A file name that sorts by time and tells two sessions of one minute apart."""
    return f"kneetimer-{record.started:%Y-%m-%d-%H%M}-{record.id[:8]}.fit"


def may_tell(record: SessionRecord) -> bool:
    """Whether FIT has a number for the day of a session. A clock without a battery starts in 1970."""
    return record.started.year in _YEARS


def write(
    record: SessionRecord,
    told: Iterable[tuple[str, SessionEvent]],
    exercises: Mapping[str, Exercise],
    serial: int,
) -> bytes:
    """The bytes of the activity.

    `told` are the session's events with their moments in UTC; `serial` tells the installation, 1 to
    2**32 - 2. Where the clock was put right by more than weeks meanwhile, their moments say nothing.
    """
    events = list(told)
    if not _follows(record.started, events):
        events = []
    timed = _timed(record, events)
    length = timedelta(seconds=max(_LEAST_S, record.active_ms / 1000))
    stops = [] if record.by_hand else _stops(events)
    is_stopped = bool(stops) and stops[-1][1] is EventType.STOP_ALL
    end = max([record.started + length, *(each.end for each in timed), *(at for at, _ in stops)])
    if not is_stopped and not record.by_hand:
        end = max([end, *(datetime.fromisoformat(at) for at, event in events if isinstance(event, Ended))])

    builder = FitFileBuilder(auto_define=True)
    builder.add(_file_id(record, serial))
    builder.add(_device(record, serial))
    for about in _workout(record, exercises):
        builder.add(about)
    timeline: list[tuple[datetime, EventMessage | SetMessage]] = []
    timeline += [(at, _timer(at, kind)) for at, kind in stops]
    timeline += list(_sets(timed, _steps_of(record)))
    builder.add(_timer(record.started, EventType.START))
    for _, message in sorted(timeline, key=lambda each: each[0]):
        builder.add(message)
    if not is_stopped:
        builder.add(_timer(end, EventType.STOP_ALL))
    elapsed_s = (end - record.started).total_seconds()
    timer_s = min(length.total_seconds(), elapsed_s)
    for total in _totals(record, end, elapsed_s, timer_s):
        builder.add(total)
    return bytes(builder.build().to_bytes())


def _file_id(record: SessionRecord, serial: int) -> FileIdMessage:
    file_id = FileIdMessage()
    file_id.type = FileType.ACTIVITY
    file_id.manufacturer = Manufacturer.DEVELOPMENT.value
    file_id.product = _PRODUCT
    file_id.product_name = "KneeTimer"
    file_id.serial_number = serial
    file_id.time_created = _ms(record.started)
    return file_id


def _device(record: SessionRecord, serial: int) -> DeviceInfoMessage:
    device = DeviceInfoMessage()
    device.timestamp = _ms(record.started)
    device.device_index = 0  # the one that made the file
    device.manufacturer = Manufacturer.DEVELOPMENT.value
    device.product = _PRODUCT
    device.product_name = "KneeTimer"
    device.serial_number = serial
    major, minor = [*__version__.split("."), "0"][:2]
    device.software_version = float(f"{major}.{minor}")
    device.source_type = SourceType.LOCAL
    return device


def _steps_of(record: SessionRecord) -> list[str]:
    """The exercises of the session in the order in which they come first; each is a step of the workout."""
    return list(dict.fromkeys(result.exercise for result in record.sets))


def _workout(
    record: SessionRecord, exercises: Mapping[str, Exercise]
) -> Iterator[WorkoutMessage | WorkoutStepMessage | ExerciseTitleMessage]:
    steps = _steps_of(record)
    workout = WorkoutMessage()
    workout.message_index = 0
    workout.sport = Sport.TRAINING
    workout.sub_sport = SubSport.STRENGTH_TRAINING
    script = record.script
    workout.workout_name = f"KneeTimer {script.plan}, week {script.week}, session {script.session}"
    workout.num_valid_steps = len(steps)
    yield workout
    first = {result.exercise: result for result in reversed(record.sets)}
    for number, exercise in enumerate(steps):
        category, name = FIT_NAMES.get(exercise, UNKNOWN)
        title = exercises[exercise].name if exercise in exercises else exercise
        prescribed = first[exercise]
        step = WorkoutStepMessage()
        step.message_index = number
        step.workout_step_name = title
        step.intensity = _INTENSITIES.get(prescribed.block, Intensity.ACTIVE)
        step.target_type = WorkoutStepTarget.OPEN
        if prescribed.target_reps is not None:
            step.duration_type = WorkoutStepDuration.REPS
            step.duration_reps = prescribed.target_reps
        else:
            step.duration_type = WorkoutStepDuration.TIME
            step.duration_time = (prescribed.target_ms or 0) / 1000
        step.exercise_category = category
        step.exercise_name = name
        yield step
        named = ExerciseTitleMessage()
        named.message_index = number
        named.exercise_category = category
        named.exercise_name = name
        named.workout_step_name = title
        yield named


def _totals(
    record: SessionRecord, end: datetime, elapsed_s: float, timer_s: float
) -> Iterator[LapMessage | SessionMessage | ActivityMessage]:
    lap, session = LapMessage(), SessionMessage()
    for part in (lap, session):
        part.message_index = 0
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
    activity = ActivityMessage()
    activity.timestamp = _ms(end)
    activity.local_timestamp = _local_s(end, record)
    activity.total_timer_time = timer_s
    activity.num_sessions = 1
    activity.type = Activity.MANUAL
    activity.event = Event.ACTIVITY
    activity.event_type = EventType.STOP
    yield from (lap, session, activity)


def _local_s(moment: datetime, record: SessionRecord) -> int:
    """What the clock on the wall showed, as FIT counts it."""
    try:
        started = in_zone(record.started, ZoneInfo(record.zone))
    except (KeyError, ValueError, OSError):  # no such zone here: the offset of the start is nearly right
        started = record.started
    offset = moment.astimezone(started.tzinfo).utcoffset() or timedelta()
    return round(moment.timestamp() + offset.total_seconds()) - _EPOCH_S


def _follows(started: datetime, told: Iterable[tuple[str, SessionEvent]]) -> bool:
    """Whether all that happened in a session was in the weeks after its start."""
    return all(
        _EARLIEST <= datetime.fromisoformat(at) - started <= _LATEST
        for at, event in told
        if isinstance(event, SetEnded | Paused | WentOn | Ended)
    )


def _stops(told: Sequence[tuple[str, SessionEvent]]) -> list[tuple[datetime, EventType]]:
    """When the timer was stopped and went on, in turn: of two pauses in a row the first counts."""
    stops: list[tuple[datetime, EventType]] = []
    paused: Paused | None = None
    for at, event in told:
        stopped = bool(stops) and stops[-1][1] is EventType.STOP_ALL
        if isinstance(event, Paused) and not stopped:
            stops.append((datetime.fromisoformat(at), EventType.STOP_ALL))
            paused = event
        elif isinstance(event, WentOn) and stopped:
            stops.append((datetime.fromisoformat(at), EventType.START))
            paused = None
    # What was interrupted and never went on was stored at the next start, perhaps days later.
    if stops and paused is not None and paused.reason is PauseReason.INTERRUPTED:
        stops.pop()
    return stops


def _timed(record: SessionRecord, told: Sequence[tuple[str, SessionEvent]]) -> list[_TimedSet]:
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


def _sets(timed: Sequence[_TimedSet], steps: Sequence[str]) -> Iterator[tuple[datetime, SetMessage]]:
    """A message for each set and for the rest before it, numbered through, with when it was over."""
    number = 0
    before: _TimedSet | None = None
    for each in timed:
        if before is not None and _ms(each.start) > _ms(before.end):
            rest = _spell(number, before.end, (each.start - before.end).total_seconds())
            rest.set_type = SetType.REST.value
            yield each.start, rest
            number += 1
        active = _spell(number, each.start, each.result.ms / 1000)
        active.set_type = SetType.ACTIVE.value
        if each.result.reps is not None:
            active.repetitions = min(each.result.reps, _MOST_REPS)
        kg = kg_of(each.result.load)
        if kg is not None:
            active.weight = kg
            active.weight_display_unit = FitBaseUnit.KILOGRAM.value
        category, name = FIT_NAMES.get(each.result.exercise, UNKNOWN)
        active.category = [category]
        active.category_subtype = [name]
        active.workout_step_index = steps.index(each.result.exercise)
        yield each.end, active
        number += 1
        before = each


def _spell(number: int, start: datetime, seconds: float) -> SetMessage:
    message = SetMessage()
    message.message_index = number
    message.start_time = _ms(start)
    message.timestamp = _ms(start + timedelta(seconds=seconds))
    message.duration = seconds
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
