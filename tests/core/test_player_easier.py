"""An exercise in its easier form: what the set becomes, when, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from timeline import EXERCISES, Timeline, dose, plan, strength

from kneetimer.core import player, record
from kneetimer.core.cues import Cue
from kneetimer.core.easing import begun_easier, easier_steps
from kneetimer.core.folding import fold
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import SessionState, SetState
from kneetimer.core.script import Script, StepKind, build_script
from kneetimer.storage.records import wire

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def script_of(*parts: str) -> Script:
    """Each part an exercise, its sets and its amount: "squat 2x6"."""
    doses = []
    for part in parts:
        name, amount = part.split()
        sets, each = amount.split("x")
        doses.append(dose(name, int(sets), int(each)))
    return build_script(plan(strength(*doses)), 1, 1, Preferences(), EXERCISES)


SQUATS = script_of("squat 2x6")  # ready 5 s, reps of 4 s; easier 4 reps of 5 s


def folded(script: Script, session: Timeline) -> record.SessionRecord:
    """What is kept, by way of how it is written."""
    began = record.Began(script.as_planned(), False, NOON, "UTC", False)
    told = [wire.event_from_wire(*wire.event_to_wire(event)) for event in (began, *session.events)]
    return fold("x", told)


def test_a_set_becomes_easier_at_the_end_of_its_rep() -> None:
    """Pressed in the second squat of six, that one is done as it began, then four slow ones count."""
    session = Timeline(SQUATS).tell("start 5 6 easier 1.9")
    assert session.shows == "work squat 1/2: rep 2 of 6, 16.1 s left"
    session.tell("0.1 0.1")
    assert session.shows == "work squat 1/2: rep 3 of 4, 9.9 s left"


def test_a_set_that_has_enough_already_ends_after_the_rep() -> None:
    """In the fifth squat of six nothing is left of four: the rest begins when it is done, with its sound."""
    session = Timeline(SQUATS).tell("start 5 18 easier")
    assert session.heard("2.5")[-1] is Cue.REST
    assert session.shows == "rest squat 2/2: 19.5 s left"
    assert session.sets == ["squat 5 partial"]


def test_before_its_first_rep_a_set_is_easier_at_once() -> None:
    """In the time to get ready the coming set has four reps."""
    session = Timeline(SQUATS).tell("start 3 easier 2")
    assert session.shows == "work squat 1/2: rep 1 of 4, 20.0 s left"


def test_it_stays_for_the_exercise_and_no_other() -> None:
    """The second set of squats is easier too, the clamshells after them are not."""
    session = Timeline(script_of("squat 2x6", "clam 1x3")).tell("start 5 easier skip skip")
    assert session.state.step.reps == 4
    session.tell("skip skip skip")
    assert (session.state.step.exercise, session.state.step.reps) == ("clam", 3)


def test_in_full_again_from_the_next_set() -> None:
    """What was begun easier is ended so; the next set has all of its reps."""
    session = Timeline(SQUATS).tell("start 5 easier 6 full 1")
    assert session.shows == "work squat 1/2: rep 2 of 4, 13.0 s left"
    session.tell("13 20")
    assert session.shows == "work squat 2/2: rep 1 of 6, 24.0 s left"


def test_pressed_twice_nothing_has_changed() -> None:
    """E and E again within a rep: six squats, as the plan has them."""
    session = Timeline(SQUATS).tell("start 5 6 easier 1 full 2")
    assert session.shows == "work squat 1/2: rep 3 of 6, 15.0 s left"


def test_after_a_pause_the_rep_begins_anew_and_easier() -> None:
    """Somebody whom it hurt in the second squat does not finish it as deep as it began."""
    session = Timeline(SQUATS).tell("start 5 6 ask-hurt said-4-ease go-on 3")
    assert session.shows == "work squat 1/2: rep 2 of 4, 15.0 s left"


def test_a_hold_is_shorter_and_over_where_it_was_long_enough() -> None:
    """Thirty seconds become twenty; after twenty-five the rest begins."""
    holds = script_of("sit 2x30")
    assert Timeline(holds).tell("start 5 10 easier").shows == "hold sit 1/2: 10.0 s left"
    assert Timeline(holds).tell("start 5 25 easier").shows == "rest sit 2/2: 20.0 s left"


def test_at_your_own_pace_the_set_asks_for_fewer() -> None:
    """Four at the own pace; of six pressed ones the fifth press is one more than enough and ends the set."""
    assert Timeline(SQUATS, own_pace=True).tell("start 5 4 easier").shows == "work squat 1/2: own pace, 4"
    pressed = Timeline(SQUATS, own_pace=True, press_counts=True).tell("start 5 done*4 easier done")
    assert pressed.sets == ["squat 5 partial"]


def test_the_record_says_what_was_easier_against_the_plan() -> None:
    """Four of six, easier, then six of six."""
    session = Timeline(SQUATS).tell("start 5 easier 25 full 40")
    kept = folded(SQUATS, session)
    assert [(each.reps, each.target_reps, each.eased) for each in kept.sets] == [(4, 6, True), (6, 6, False)]
    assert [each.state for each in kept.sets] == [SetState.PARTIAL, SetState.DONE]


def test_a_whole_easier_session_is_a_finished_one() -> None:
    """Two thirds of everything is more than half of the plan's work."""
    script = begun_easier(script_of("squat 2x6", "clam 1x6", "sit 2x30"), EXERCISES, EXERCISES)
    session = Timeline(script).tell("start 2000")
    kept = folded(script, session)
    assert kept.state is SessionState.FINISHED
    assert kept.counts()
    assert all(each.eased for each in kept.sets)


def test_a_session_that_begins_easier_can_be_done_in_full() -> None:
    """What was chosen for next time is no promise: E in the time to get ready brings the six back."""
    script = begun_easier(SQUATS, ["squat"], EXERCISES)
    assert script.length_ms < SQUATS.length_ms
    session = Timeline(script)
    assert session.tell("start 5").state.step.reps == 4
    assert Timeline(script).tell("start 1 full 4").state.step.reps == 6
    assert folded(script, session).eased == {"squat"}


def test_an_interrupted_session_goes_on_as_easy_as_it_was() -> None:
    """After a power cut in the third of four slow squats, two are done and two are left."""
    session = Timeline(SQUATS).tell("start 5 easier 12 pause")
    again = player.restored(folded(SQUATS, session), easier=easier_steps(SQUATS, EXERCISES))
    session = Timeline(SQUATS, state=again).tell("go-on 3")
    assert session.shows == "work squat 1/2: rep 3 of 4, 8.0 s left"


def test_a_record_from_before_there_were_easier_forms_reads_as_it_did() -> None:
    """An answer that eased an exercise marked it, and its sets have their reps of then."""
    told = [
        record.Began(SQUATS, False, NOON, "UTC", False),
        record.Hurt(1, 4, None, record.HurtAnswer.EASE),
        wire.event_from_wire("set-ended", {"step": 1, "reps": 6, "ms": 24_000, "state": "done"}),
    ]
    kept = fold("x", told)
    assert kept.eased == {"squat"}
    assert (kept.sets[0].reps, kept.sets[0].state, kept.sets[0].eased) == (6, SetState.DONE, False)


def test_sets_in_full_are_written_as_they_always_were() -> None:
    """Whoever eases nothing has the same file as before."""
    ended = record.SetEnded(1, 6, 24_000, SetState.DONE)
    assert wire.event_to_wire(ended)[1].keys() == {"step", "reps", "ms", "state"}
    assert wire.event_to_wire(replace(ended, eased=True))[1]["eased"] is True
    assert "eased" not in wire.script_to_wire(SQUATS)


@pytest.mark.parametrize("kind", [StepKind.READY, StepKind.REST])
def test_rests_are_as_long(kind: StepKind) -> None:
    """Only sets change."""
    eased = begun_easier(SQUATS, ["squat"], EXERCISES)
    lengths = [[step.length_ms for step in each.steps if step.kind is kind] for each in (SQUATS, eased)]
    assert lengths[0] == lengths[1]
