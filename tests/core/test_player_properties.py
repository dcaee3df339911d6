"""What holds for every session, whatever a person does and however the clock ticks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import ClassVar

import pytest
from any_session import run, scripts
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from timeline import EXERCISES, plan, strength

from kneetimer.core import player, record
from kneetimer.core.cues import Cue
from kneetimer.core.easing import easier_steps
from kneetimer.core.folding import fold
from kneetimer.core.plan import Block, BlockKind, Dose
from kneetimer.core.player import State, Status
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import HurtAnswer, PauseReason, SetState
from kneetimer.core.script import Script, StepKind, build_script
from kneetimer.storage.records import wire

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@given(
    script=scripts(),
    cuts=st.lists(st.integers(0, 120_000), max_size=30),
    own=st.booleans(),
    overtime=st.booleans(),
)
def test_ticks_may_be_split_anywhere(script: Script, cuts: list[int], own: bool, overtime: bool) -> None:
    """One long tick gives the state and the events of many short ones, across step borders too."""
    session = player.new_session(script, own_pace=own, overtime=overtime)
    started, _ = player.step(session, player.Start())
    whole = run(started, [player.Ticked(sum(cuts))])
    split = run(started, [player.Ticked(cut) for cut in cuts])
    assert split == whole


@settings(max_examples=40)
@given(
    script=scripts(),
    cuts=st.lists(st.integers(0, 60_000), min_size=1, max_size=12),
    easier_at=st.integers(0, 90_000),
    full_after=st.integers(0, 40_000),
)
def test_ticks_may_be_split_anywhere_in_an_easier_set(
    script: Script, cuts: list[int], easier_at: int, full_after: int
) -> None:
    """The same where a set becomes easier at the end of its rep, and is in full again from the next one."""
    session = player.new_session(script, own_pace=False, easier=easier_steps(script, EXERCISES))
    before = [player.Start(), player.Ticked(easier_at), player.SetEasier(on=True)]
    eased, _ = run(session, [*before, player.Ticked(full_after), player.SetEasier(on=False)])
    if eased.is_over:
        return
    whole = run(eased, [player.Ticked(sum(cuts))])
    split = run(eased, [player.Ticked(cut) for cut in cuts])
    assert split == whole


def heard(state: State, ms: int) -> tuple[State, list[Cue]]:
    after, effects = player.step(state, player.Ticked(ms))
    return after, [effect.cue for effect in effects if isinstance(effect, player.PlayCue)]


@given(
    script=scripts(),
    at=st.integers(0, 200_000),
    own=st.booleans(),
    paused=st.booleans(),
    within_ms=st.integers(0, 1_500),
)
def test_the_sounds_that_are_announced_are_those_that_come(
    script: Script, at: int, own: bool, paused: bool, within_ms: int
) -> None:
    """Millisecond by millisecond nothing is heard but the announced sounds, each in its moment."""
    events: list[player.Event] = [player.Start(), player.Ticked(at)]
    events += [player.Pause(), player.GoOn()] if paused else []
    state, _ = run(player.new_session(script, own_pace=own, overtime=True), events)
    announced = [] if state.is_over else list(player.coming_cues(state, within_ms))
    came = []
    for now_ms in range(1, within_ms + 1):
        if state.is_over:
            break
        state, sounds = heard(state, 1)
        came += [(now_ms, sound) for sound in sounds]
    assert came == announced


@given(script=scripts(), at=st.integers(0, 200_000), cuts=st.lists(st.integers(0, 9_000), max_size=9))
def test_ticks_may_be_split_in_a_count_in(script: Script, at: int, cuts: list[int]) -> None:
    """The count-in after a pause is time like any other."""
    started, _ = player.step(player.new_session(script, own_pace=False), player.Start())
    going_on, _ = run(started, [player.Ticked(at), player.Pause(), player.GoOn()])
    if going_on.is_over:
        return
    assert run(going_on, [player.Ticked(cut) for cut in cuts]) == run(going_on, [player.Ticked(sum(cuts))])


@given(script=scripts(), at=st.integers(0, 300_000), away=st.integers(3, 300_000_000))
def test_no_set_completes_by_sleeping(script: Script, at: int, away: int) -> None:
    """However long the machine was away, the session stands where it stood."""
    started, _ = player.step(player.new_session(script, own_pace=False), player.Start())
    before, _ = run(started, [player.Ticked(at)])
    after, events = run(before, [player.Slept(away)])
    assert (after.index, after.position_ms, after.results) == (
        before.index,
        before.position_ms,
        before.results,
    )
    assert not any(isinstance(event, record.SetEnded) for event in events)


@given(script=scripts())
def test_a_session_left_alone_takes_its_planned_time(script: Script) -> None:
    """The steps add up to the session, and at its end every set is done in full."""
    started, _ = player.step(player.new_session(script, own_pace=False), player.Start())
    almost, _ = run(started, [player.Ticked(script.length_ms - 1)])
    assert not almost.is_over
    finished, _ = run(almost, [player.Ticked(1)])
    assert finished.status is Status.FINISHED
    results = [result for result in finished.results if result is not None]
    assert len(results) == sum(step.is_set for step in script.steps)
    assert {result.state for result in results} == {SetState.DONE}


class Session(RuleBasedStateMachine):
    """Any order of events: legal ones keep the invariants, others are refused and change nothing."""

    modes: ClassVar[dict[str, bool]] = {}

    def __init__(self) -> None:
        super().__init__()
        script = build_script(
            plan(
                strength(Dose("squat", 2, (5,), 20), Dose("clam", 1, (3,), 20), Dose("sit", 2, (21,), 0)),
                Block(BlockKind.COOL_DOWN, 1, 6, (Dose("stretch", 1, (10,), 0),)),
            ),
            1,
            1,
            Preferences(rep_pause_s=1.5),
            EXERCISES,
        )
        self.easier = easier_steps(script, EXERCISES)
        self.state = player.new_session(script, own_pace=False, easier=self.easier, **self.modes)
        self.events: list[record.SessionEvent] = [record.Began(script, False, NOON, "UTC", False)]
        self.checkpoint: record.Checkpoint | None = None
        self.best: dict[int, float] = {}

    def send(self, event: player.Event) -> None:
        before = self.state
        try:
            self.state, effects = player.step(before, event)
        except player.IllegalEventError:
            assert self.state == before
            return
        if isinstance(event, player.CorrectLastSet) and before.last_set is not None:
            self.best.pop(before.last_set.step, None)  # what the person says stands
        for effect in effects:
            if isinstance(effect, player.Append):
                self.events.append(effect.event)
            elif isinstance(effect, player.SavePlace):
                place = effect.place
                self.checkpoint = record.Checkpoint(
                    len(self.events),
                    place.step,
                    place.position_ms,
                    place.spent_ms,
                    effect.active_ms,
                    place.own_count,
                )

    @rule(ms=st.one_of(st.integers(0, 4_000), st.integers(0, 90_000)))
    def time_passes(self, ms: int) -> None:
        self.send(player.Ticked(ms))

    @rule(
        event=st.sampled_from(
            [
                player.Start(),
                player.Start(),
                player.Pause(),
                player.Pause(PauseReason.HURTS),
                player.GoOn(),
                player.GoOn(),
                player.GoOn(redo=True),
                player.Done(),
                player.Skip(),
                player.Back(),
                player.AdjustRest(15),
                player.AdjustRest(-15),
                player.CorrectCount(1),
                player.CorrectCount(-1),
                player.CorrectLastSet(1),
                player.CorrectLastSet(-1),
                player.SetPace(own=True),
                player.SetPace(own=False),
                player.SetEasier(on=True),
                player.SetEasier(on=True),
                player.SetEasier(on=False),
                player.SetLoad("8 kg"),
                player.SetLoad(""),
                player.Slept(900),
                player.HurtAnswered(2, Knee.LEFT, HurtAnswer.EASE),
                player.HurtAnswered(4, None, HurtAnswer.SKIP),
                player.HurtAnswered(None, Knee.BOTH, HurtAnswer.GO_ON),
            ]
        )
    )
    def a_person_acts(self, event: player.Event) -> None:
        self.send(event)

    @precondition(lambda self: self.state.index > 6)
    @rule(discard=st.booleans())
    def the_person_leaves(self, discard: bool) -> None:
        self.send(player.Leave(discard))

    @invariant()
    def times_stay_in_their_step(self) -> None:
        state = self.state
        assert 0 <= state.position_ms <= state.length_ms
        assert state.remaining_ms >= 0
        assert 0 <= state.count_in_ms <= player.COUNT_IN_MS
        assert (state.status is Status.PAUSED) == (state.pause is not None)
        assert state.extra_ms == 0 or state.step.kind is StepKind.REST

    @invariant()
    def nothing_done_is_lost(self) -> None:
        for index, result in enumerate(self.state.results):
            if result is not None:
                assert result.share >= self.best.get(index, 0.0)
                self.best[index] = result.share

    def teardown(self) -> None:
        self.the_record_tells_the_same()

    @rule()
    def the_record_tells_the_same(self) -> None:
        told = [wire.event_from_wire(*wire.event_to_wire(event)) for event in self.events]
        folded = fold("x", told, self.checkpoint)
        done = {result.step: result for result in folded.sets}
        for index, result in enumerate(self.state.results):
            if result is not None:
                assert replace(done[index], ms=result.ms) == result
        assert (folded.state is record.SessionState.RUNNING) == (not self.state.is_over)
        assert folded.eased == self.state.eased
        if not self.state.is_over and self.checkpoint is not None:
            assert folded.place.step == self.state.index
            again = player.restored(folded, easier=self.easier, **self.modes)
            assert again.index == self.state.index
            # At most the rep in progress, or two seconds of a hold, are lost. A set that ends with this rep
            # because it is to be easier, and has as many by then, goes on one rep before its new end.
            done = self.state.reps_completed
            if self.state.form is False:
                asked = self.state.easier[self.state.index].reps
                assert asked is not None
                done = min(done, asked - 1)
            assert again.reps_completed == done
            if self.state.step.kind is StepKind.HOLD:
                assert self.state.spent_ms - again.spent_ms < player.CHECKPOINT_MS


class PressedSession(Session):
    """The same where each press counts a rep and the last hold runs over."""

    modes: ClassVar[dict[str, bool]] = {"press_counts": True, "overtime": True}


TestSession = Session.TestCase
TestSession.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
TestPressedSession = PressedSession.TestCase
TestPressedSession.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_scripts_without_steps_are_refused() -> None:
    """An empty plan has no session to play."""
    with pytest.raises(ValueError, match="at least one step"):
        player.new_session(Script("p", 1, 1, ()), own_pace=False)
