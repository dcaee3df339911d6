"""Which sessions are done: the last step was reached, and half of the strength work was really done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timeline import EXERCISES, Timeline, dose, plan, strength

from kneetimer.core.folding import fold
from kneetimer.core.plan import Block, BlockKind
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import (
    Began,
    Ended,
    SessionEvent,
    SessionRecord,
    SessionState,
    SetEnded,
    SetState,
)
from kneetimer.core.schedule import next_session
from kneetimer.core.script import Script, SessionKind, build_script, practice_script
from kneetimer.core.session_facts import facts_of
from kneetimer.core.short import chosen_script
from kneetimer.core.summary import summary_of
from kneetimer.storage.records import wire

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLAN = plan(
    Block(BlockKind.WARM_UP, 1, 6, (dose("swing", 1, 10, 0),)),
    strength(dose("squat", 2, 6), dose("clam", 1, 4)),
    Block(BlockKind.FINISHER, 1, 6, (dose("sit", 2, 20),)),
    Block(BlockKind.COOL_DOWN, 1, 6, (dose("stretch", 1, 10, 0),)),
)
FULL = build_script(PLAN, 1, 1, Preferences(), EXERCISES)


def chosen(kind: SessionKind) -> Script:
    script = chosen_script(kind, PLAN, 1, 1, Preferences(), EXERCISES)
    assert script is not None
    return script


def led(script: Script, done: set[int], *, reps: int | None = None) -> SessionRecord:
    """A session led to its last step: the sets in `done` were done, all other steps skipped at once.

    With `reps` the sets in `done` are skipped after so many reps.
    """
    session = Timeline(script, own_pace=False).tell("start")
    while not session.state.is_over:
        step = session.state.step
        if session.state.index not in done:
            session.tell("skip")
        elif reps is None or step.tempo is None:
            session.tell(str(step.length_ms / 1000))
        else:
            session.tell(f"{reps * step.tempo.rep_ms / 1000} skip")
    began = Began(script, False, NOON, "UTC", False)
    told = [wire.event_from_wire(*wire.event_to_wire(each)) for each in session.events]
    return fold("x", [began, *told])


def sets_of(script: Script, *blocks: BlockKind) -> list[int]:
    return [i for i, step in enumerate(script.steps) if step.is_set and (not blocks or step.block in blocks)]


def test_everything_skipped_is_partial_everywhere() -> None:
    """A session skipped through in a minute moves no plan on, and is told as partial by every reader."""
    told = led(FULL, set())
    assert told.state is SessionState.PARTIAL
    assert summary_of(told).state is SessionState.PARTIAL
    assert not told.counts()
    facts = facts_of(told)
    assert (facts.partial, facts.counts, facts.trained) == (True, False, False)
    coming = next_session(PLAN, [told], 2, date(2026, 3, 3))
    assert (coming.week, coming.session, coming.rest.last) == (1, 1, None)


def test_warm_up_and_stretches_alone_do_not_finish_a_full_session() -> None:
    """Only strength work counts where there is some."""
    others = sets_of(FULL, BlockKind.WARM_UP, BlockKind.FINISHER, BlockKind.COOL_DOWN)
    assert led(FULL, set(others)).state is SessionState.PARTIAL


def test_half_of_the_strength_work_finishes() -> None:
    """Two of four strength sets are enough, one is not; half of the reps of each are, too."""
    work = sets_of(FULL, BlockKind.STRENGTH)
    assert len(work) == 4
    assert led(FULL, set(work[:2])).state is SessionState.FINISHED
    assert led(FULL, set(work[:1])).state is SessionState.PARTIAL
    assert led(FULL, set(work), reps=3).state is SessionState.FINISHED
    assert led(FULL, set(work), reps=1).state is SessionState.PARTIAL


def test_leaving_early_is_partial_however_much_was_done() -> None:
    """The last step was not reached, so it is partial; with half of the work it still counts for the plan."""
    session = Timeline(FULL).tell("start")
    while session.state.step.block is not BlockKind.COOL_DOWN:
        session.tell("1")
    session.tell("leave")
    told = fold("x", [Began(FULL, False, NOON, "UTC", False), *session.events])
    assert told.state is SessionState.PARTIAL
    assert told.counts()


@pytest.mark.parametrize(
    "script",
    [
        chosen(SessionKind.WARM_UP),
        chosen(SessionKind.COOL_DOWN),
        replace(
            build_script(plan(strength(dose("clam", 2, 6))), 1, 1, Preferences(), EXERCISES),
            kind=SessionKind.GENTLE,
        ),
        practice_script("test", 1, dose("clam", 1, 6, 0), Preferences(), EXERCISES),
        build_script(
            plan(Block(BlockKind.FINISHER, 1, 6, (dose("sit", 2, 20),))), 1, 1, Preferences(), EXERCISES
        ),
    ],
    ids=["warm-up", "cool-down", "gentle", "practice", "finisher alone"],
)
def test_a_session_without_strength_work_goes_by_all_its_sets(script: Script) -> None:
    """A warm-up, stretches, a gentle session or a practice is done from half of its own sets on."""
    sets = sets_of(script)
    assert led(script, set(sets)).state is SessionState.FINISHED
    assert led(script, set(sets[: len(sets) // 2])).state is SessionState.FINISHED
    assert led(script, set()).state is SessionState.PARTIAL


@given(data=st.data())
def test_the_state_is_what_a_direct_reckoning_says(data: st.DataObject) -> None:
    """Whatever is skipped: finished exactly where half of the strength work, set by set, was done."""
    work = sets_of(FULL, BlockKind.STRENGTH)
    done = data.draw(st.sets(st.sampled_from(sets_of(FULL))))
    reps = data.draw(st.sampled_from([None, 1, 2, 3]))
    told = led(FULL, done, reps=reps)
    amounts = {result.step: result for result in told.sets}
    share = sum((Fraction(amounts[i].reps or 0, FULL.steps[i].reps or 1) for i in work), Fraction(0))
    assert (told.state is SessionState.FINISHED) == (share >= Fraction(len(work), 2))
    assert told.counts() == (told.state is SessionState.FINISHED)
    assert summary_of(told).counts() == told.counts() == facts_of(told).counts


def recorded(state: SessionState, done: set[int]) -> list[SessionEvent]:
    """A session as an older version stored it."""
    events: list[SessionEvent] = [Began(FULL, False, NOON, "UTC", False)]
    for index in sets_of(FULL):
        step = FULL.steps[index]
        if index in done:
            events.append(SetEnded(index, step.reps, step.length_ms, SetState.DONE))
        else:
            events.append(SetEnded(index, None if step.reps is None else 0, 0, SetState.SKIPPED))
    return [*events, Ended(state, 60_000)]


@pytest.mark.parametrize("done", [set(), {1}], ids=["all skipped", "warm-up alone"])
def test_what_older_versions_called_finished_stays_finished(done: set[int]) -> None:
    """A sealed record keeps its state, and the plan that went on from it does not go back."""
    told = fold("old", recorded(SessionState.FINISHED, done))
    assert told.state is SessionState.FINISHED
    assert told.counts()
    assert summary_of(told).counts()
    assert next_session(PLAN, [told], 2, date(2026, 3, 4)).session == 2


def test_what_older_versions_called_partial_stays_partial() -> None:
    """The same the other way round."""
    told = fold("old", recorded(SessionState.PARTIAL, set(sets_of(FULL))))
    assert told.state is SessionState.PARTIAL
