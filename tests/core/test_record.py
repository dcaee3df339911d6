"""Corrections of a session: what they change, what they keep, and sessions written down later."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest
from small_plan import EXERCISES, PLAN
from stored_sessions import as_it_happened

from kneetimer.core.folding import fold
from kneetimer.core.knee import Sign
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import (
    Answered,
    Edited,
    Ended,
    Hurt,
    HurtAnswer,
    LoadEdit,
    Removed,
    SessionEvent,
    SessionState,
    SetEdit,
    SetState,
)
from kneetimer.core.script import StepKind, build_script
from kneetimer.core.session_edit import SessionEdit, taken_back
from kneetimer.core.written_down import written_down
from kneetimer.storage.records.wire import canonical, event_from_wire, event_to_wire

SCRIPT = build_script(PLAN, 1, 1, Preferences(), EXERCISES)
STARTED = datetime(2026, 11, 2, 18, tzinfo=timezone(timedelta(hours=1)))
SETS = [index for index, step in enumerate(SCRIPT.steps) if step.is_set]
HOLD = next(index for index in SETS if SCRIPT.steps[index].kind is StepKind.HOLD)


def at(minutes: int) -> datetime:
    return STARTED + timedelta(minutes=minutes)


def told() -> list[SessionEvent]:
    return written_down(SCRIPT, STARTED, "Europe/Berlin", 1_800_000, Answered(4, 2, "Windy"))


def test_a_session_written_down_is_done_as_prescribed() -> None:
    """Every set has its dose, the session is finished and marked as added by hand."""
    record = fold("s", told())
    assert record.by_hand
    assert record.state is SessionState.FINISHED
    assert all(result.state is SetState.DONE and result.share == 1 for result in record.sets)
    assert (record.effort, record.pain, record.note, record.active_ms) == (4, 2, "Windy", 1_800_000)
    assert record.edited is None


def test_a_session_written_down_with_less_is_partial() -> None:
    """With less than half of its strength work it is partial; a step that is no set is refused."""
    strength, *others = [i for i in SETS if SCRIPT.steps[i].block.value == "strength"]
    less = {strength: 7, HOLD: 0, **dict.fromkeys(others, 0)}
    record = fold("s", written_down(SCRIPT, STARTED, "", 1, Answered(None, None, ""), less))
    assert record.state is SessionState.PARTIAL
    results = {result.step: result for result in record.sets}
    assert (results[strength].reps, results[strength].state) == (7, SetState.PARTIAL)
    assert (results[HOLD].ms, results[HOLD].state) == (0, SetState.SKIPPED)
    with pytest.raises(ValueError, match="not a set"):
        written_down(SCRIPT, STARTED, "", 1, Answered(None, None, ""), {0: 3})


def test_a_correction_changes_what_it_names_and_nothing_else() -> None:
    """Fewer reps, a shorter hold, another note; the other sets and what really happened stay."""
    original = fold("s", told())
    edit = Edited(at(60), (SetEdit(SETS[0], 4), SetEdit(HOLD, 5_000)), Answered(6, 2, "Wet"))
    events = [*told(), edit]
    record = fold("s", events)
    results = {result.step: result for result in record.sets}
    assert (results[SETS[0]].reps, results[SETS[0]].state) == (4, SetState.PARTIAL)
    assert (results[HOLD].ms, results[HOLD].state) == (5_000, SetState.PARTIAL)
    assert (record.effort, record.pain, record.note) == (6, 2, "Wet")
    assert record.edited == at(60)
    others = [result for result in original.sets if result.step not in (SETS[0], HOLD)]
    assert [result for result in record.sets if result.step not in (SETS[0], HOLD)] == others
    assert fold("s", as_it_happened(events)) == original


def test_a_weight_is_corrected_apart_from_the_reps() -> None:
    """One computer puts the reps right and another one the weight: both stand, and nothing else moves."""
    original = fold("s", told())
    reps = Edited(at(60), (SetEdit(SETS[0], 4),))
    weight = Edited(at(70), loads=(LoadEdit(SETS[0], "12.5 kg"), LoadEdit(HOLD, "red band")))
    for events in ([*told(), reps, weight], [*told(), weight, reps]):
        record = fold("s", events)
        results = {result.step: result for result in record.sets}
        assert (results[SETS[0]].reps, results[SETS[0]].load) == (4, "12.5 kg")
        assert (results[HOLD].load, results[HOLD].state) == ("red band", SetState.DONE)
        untouched = [result for result in original.sets if result.step not in (SETS[0], HOLD)]
        assert [result for result in record.sets if result.step not in (SETS[0], HOLD)] == untouched
    assert fold("s", as_it_happened([*told(), weight])) == original
    with pytest.raises(ValueError, match="not a set"):
        fold("s", [*told(), Edited(at(60), loads=(LoadEdit(0, "1 kg"),))])


def test_a_correction_of_a_weight_is_taken_back() -> None:
    """Undo gives each set what it was done with before, the words of the plan too."""
    events = [*told(), Edited(at(60), loads=(LoadEdit(SETS[1], "8 kg"),))]
    before = fold("s", events)
    edit = SessionEdit("s", loads=(LoadEdit(SETS[0], "10 kg"), LoadEdit(SETS[1], "")))
    after = [*events, edit.event(at(70))]
    assert [result.load for result in fold("s", after).sets[:2]] == ["10 kg", ""]
    back = taken_back(edit, before, ())
    assert fold("s", [*after, back.event(at(80))]).sets == before.sets


def test_a_correction_without_weights_is_written_as_it_always_was() -> None:
    """The same event keeps its digest, and an older program meets no new name in it."""
    _, plain = event_to_wire(Edited(at(60), (SetEdit(SETS[0], 4),)))
    assert set(plain) == {"at", "sets", "answers", "state"}


def test_an_answer_can_be_taken_back() -> None:
    """A pain that was entered by mistake becomes unanswered, not 0."""
    record = fold("s", [*told(), Edited(at(60), answers=Answered(4, None, "Windy"))])
    assert record.pain is None


def test_the_later_correction_counts_in_whatever_order_they_are_stored() -> None:
    """Two computers that each corrected the session agree once they have each other's corrections."""
    early = Edited(at(60), (SetEdit(SETS[0], 4),), Answered(1, 1, "early"))
    late = Edited(at(90), answers=Answered(2, 2, "late"))
    gone, back = Removed(at(70)), Removed(at(80), removed=False)
    one = fold("s", [*told(), early, gone, back, late])
    other = fold("s", [*told(), late, back, early, gone])
    assert one == other
    assert (one.note, one.sets[0].reps, one.removed) == ("late", 4, False)


def test_a_deleted_session_counts_for_nothing_until_it_is_back() -> None:
    """Deleting is a mark: the sets stay, the plan does not see them, and undo brings all of it back."""
    gone = [*told(), Removed(at(60))]
    assert fold("s", gone).removed
    assert not fold("s", gone).counts()
    back = fold("s", [*gone, Removed(at(61), removed=False)])
    assert back == fold("s", told())


def test_only_a_session_that_is_over_can_be_corrected() -> None:
    """A correction in a running or discarded session, or of a step that is no set, is refused."""
    running = told()[:-2]
    with pytest.raises(ValueError, match="over"):
        fold("s", [*running, Edited(at(60))])
    with pytest.raises(ValueError, match="over"):
        fold("s", [*running, Ended(SessionState.DISCARDED, 0), Removed(at(60))])
    with pytest.raises(ValueError, match="not a set"):
        fold("s", [*told(), Edited(at(60), (SetEdit(0, 3),))])
    with pytest.raises(ValueError, match="finished or partial"):
        Edited(at(60), state=SessionState.RUNNING)
    with pytest.raises(ValueError, match="-1"):
        SetEdit(3, -1)


@pytest.mark.parametrize(
    "event",
    [
        Hurt(1, 4, Knee.LEFT, HurtAnswer.STOP, (Sign.SHARP, Sign.SWELLING)),
        Edited(at(60), (SetEdit(3, 4), SetEdit(5, 6)), Answered(None, 3, "a"), SessionState.PARTIAL),
        Edited(at(60)),
        Edited(at(60), loads=(LoadEdit(3, "7.5 kg"), LoadEdit(5, ""))),
        Removed(at(60)),
        told()[0],
    ],
)
def test_new_events_survive_being_written_as_json(event: SessionEvent) -> None:
    """What is read back from JSON is what was written."""
    kind, plain = event_to_wire(event)
    assert event_from_wire(kind, json.loads(canonical(plain))) == event


def test_events_of_older_versions_are_still_read() -> None:
    """A pain and a start as the first version stored them have no signs and were not added by hand."""
    old = {"step": 1, "level": 6, "knee": "left", "answer": "stop"}
    assert event_from_wire("hurt", old) == Hurt(1, 6, Knee.LEFT, HurtAnswer.STOP)
    kind, plain = event_to_wire(told()[0])
    del plain["by_hand"]
    began = event_from_wire(kind, plain)
    assert not fold("s", [began]).by_hand
