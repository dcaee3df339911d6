"""A plan of six weeks with three exercises, and records of its sessions, for tests of what is built on them.

The real plan and its doses are in resources/; nothing here depends on them.
"""

from datetime import datetime

from kneetimer.core.exercise import Eased, Exercise, Setup, SideWord, Tempo, Unit
from kneetimer.core.folding import fold
from kneetimer.core.plan import Block, BlockKind, Dose, Phase, Plan
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import (
    Answered,
    Began,
    Ended,
    SessionEvent,
    SessionRecord,
    SessionState,
    SetEnded,
    state_of_set,
)
from kneetimer.core.script import StepKind, build_script


def _exercise(name: str, unit: Unit, kit: tuple[str, ...]) -> Exercise:
    tempo = None if unit.is_timed else Tempo(2000, 0, 2000)
    return Exercise(
        id=name.lower().replace(" ", "-"),
        name=name,
        muscles=("quads",),
        kit=kit,
        unit=unit,
        side_word=SideWord.LEG,
        tempo=tempo,
        get_ready_s=5,
        setup=Setup("Stand."),
        cues=("Slowly.",),
        eased=Eased("Less deep.", "Less deep."),
        steps=("Stand.",),
        why="Works the legs.",
        stop_if="Stop if it hurts.",
    )


EXERCISES = {
    exercise.id: exercise
    for exercise in (
        _exercise("Squats", Unit.REPS, ()),
        _exercise("Clamshells", Unit.REPS_PER_SIDE, ("mat", "mini-band")),
        _exercise("Lunges", Unit.REPS_ALTERNATING, ()),
        _exercise("Wall sit", Unit.SECONDS, ("wall",)),
        _exercise("Quad stretch", Unit.SECONDS_PER_SIDE, ("support",)),
    )
}

PLAN = Plan(
    id="small",
    name="Small plan",
    about="",
    weeks=6,
    sessions_least=2,
    sessions_most=3,
    rest_exercises_s=45,
    phases=(Phase("Foundation", 1, 3), Phase("Strengthening", 4, 6)),
    blocks=(
        Block(BlockKind.WARM_UP, 1, 6, (Dose("squats", 1, (10,), 0), Dose("lunges", 1, (5,), 0))),
        Block(
            BlockKind.STRENGTH,
            1,
            6,
            (Dose("squats", 2, (15,), 45), Dose("clamshells", 2, (12,), 60, load="light band")),
        ),
        Block(BlockKind.FINISHER, 1, 6, (Dose("wall-sit", 2, (20, 22, 24, 26, 28, 30), 45),)),
        Block(BlockKind.COOL_DOWN, 1, 6, (Dose("quad-stretch", 1, (30,), 0),)),
    ),
)


def session(
    week: int,
    number: int,
    started: datetime,
    *,
    state: SessionState = SessionState.FINISHED,
    share: float = 1.0,
    rehearsal: bool = False,
    pain: int | None = None,
) -> SessionRecord:
    """A session of which the first `share` of all sets was done in full, and the rest not at all."""
    script = build_script(PLAN, week, number, Preferences(), EXERCISES)
    events: list[SessionEvent] = [Began(script, rehearsal, started, "Europe/Berlin", False)]
    sets = [index for index, step in enumerate(script.steps) if step.is_set]
    worked_ms = 0
    for index in sets[: round(share * len(sets))]:
        step = script.steps[index]
        reps = None if step.kind is StepKind.HOLD else step.reps
        done = state_of_set(step, reps, step.length_ms)
        events.append(SetEnded(index, reps, step.length_ms, done))
        worked_ms += step.length_ms
    if state is not SessionState.RUNNING:
        events.append(Ended(state, worked_ms))
    if pain is not None:
        events.append(Answered(None, pain, ""))
    return fold(f"{started:%Y%m%d%H%M}", events)
