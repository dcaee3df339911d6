"""A session as the person on the mat lives through it, told as timelines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from timeline import EXERCISES, Timeline, dose, plan, strength

from kneetimer.core import player, record
from kneetimer.core.cues import Cue
from kneetimer.core.folding import fold
from kneetimer.core.plan import Block, BlockKind
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import PauseReason, SessionState
from kneetimer.core.script import Script, build_script


def script_of(*doses: object, cool_down: tuple[object, ...] = ()) -> Script:
    blocks = [strength(*doses)] if doses else []  # type: ignore[arg-type]
    if cool_down:
        blocks.append(Block(BlockKind.COOL_DOWN, 1, 6, cool_down))  # type: ignore[arg-type]
    return build_script(plan(*blocks), 1, 1, Preferences(), EXERCISES)


_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SQUATS = script_of(dose("squat", 2, 6))  # ready 5, work 24, rest 20, work 24
STRETCH = script_of(cool_down=(dose("stretch", 1, 30),))  # ready 5, left 30, side 8, right 30
SIT = script_of(dose("sit", 2, 30))  # ready 5, hold 30, rest 20, hold 30


def test_a_session_runs_to_its_end_without_a_key() -> None:
    """From start to end nothing but time is needed, and every set is recorded as done."""
    session = Timeline(SQUATS).tell("start  5")
    assert session.shows == "work squat 1/2: rep 1 of 6, 24.0 s left"
    assert session.tell("24").shows == "rest squat 2/2: 20.0 s left"
    assert session.tell("20 23.9").shows == "work squat 2/2: rep 6 of 6, 0.1 s left"
    assert session.tell("0.1").shows == "finished"
    assert session.sets == ["squat 6 done", "squat 6 done"]
    assert session.events[-1] == record.Ended(SessionState.FINISHED, 73_000)


def test_a_long_tick_runs_across_step_borders() -> None:
    """A tick that spans the whole session ends it exactly as many small ones do."""
    session = Timeline(SQUATS).tell("start 73")
    assert session.shows == "finished"
    assert session.sets == ["squat 6 done", "squat 6 done"]


def test_a_paused_hold_goes_on_where_it_was() -> None:
    """An hour of pause changes nothing; after a count-in of three seconds the hold continues."""
    session = Timeline(SIT).tell("start 5 12 pause")
    assert session.shows == "hold sit 1/2: 18.0 s left, paused"
    session.tell("3600 go-on")
    assert session.shows == "hold sit 1/2: 18.0 s left, going on in 3.0 s"
    assert session.tell("3").shows == "hold sit 1/2: 18.0 s left"
    assert session.tell("17.5").shows == "hold sit 1/2: 0.5 s left"


def test_pausing_a_count_in_keeps_the_place() -> None:
    """A second pause during the count-in loses nothing and starts the count-in anew."""
    session = Timeline(SIT).tell("start 5 12 pause go-on 1.5 pause go-on")
    assert session.shows == "hold sit 1/2: 18.0 s left, going on in 3.0 s"


def test_a_rest_goes_on_without_a_count_in() -> None:
    """Nobody needs to get into position for a rest."""
    session = Timeline(SIT).tell("start 35 5 pause go-on 5")
    assert session.shows == "rest sit 2/2: 10.0 s left"


def test_sleep_pauses_and_offers_to_redo() -> None:
    """Time that the machine slept is not training: the hold waits where it was and can be redone."""
    session = Timeline(SIT).tell("start 5 12 slept-720")
    assert session.shows == "hold sit 1/2: 18.0 s left, paused"
    assert session.state.pause is PauseReason.SLEPT
    assert session.state.slept_s == 720
    assert session.tell("redo 3").shows == "hold sit 1/2: 30.0 s left"


def test_redoing_never_records_less_than_was_done() -> None:
    """A hold that is redone and then left early keeps the longer of both times."""
    session = Timeline(SIT).tell("start 5 12 pause redo 3 4 leave")
    assert session.sets == ["sit 12.0 s partial"]


def test_own_pace_waits_for_done() -> None:
    """At the person's own pace no time ends a set; Done records the prescribed reps and the time."""
    session = Timeline(SQUATS, own_pace=True).tell("start 5 400")
    assert session.shows == "work squat 1/2: own pace, 6"
    assert session.tell("done").shows == "rest squat 2/2: 20.0 s left"
    assert session.events[-1] == record.SetEnded(1, 6, 400_000, record.SetState.DONE)


def test_own_count_is_corrected_before_done() -> None:
    """Down twice records two reps fewer, and the set as partial."""
    session = Timeline(SQUATS, own_pace=True).tell("start 5 30 down*2 done")
    assert session.sets == ["squat 4 partial"]


def test_an_early_skip_at_own_pace_stores_the_real_count() -> None:
    """Skipping without a count records nothing as done; with a count it records that count."""
    assert Timeline(SQUATS, own_pace=True).tell("start 5 9 skip").sets == ["squat 0 skipped"]
    assert Timeline(SQUATS, own_pace=True).tell("start 5 9 down*3 skip").sets == ["squat 3 partial"]


def test_the_pace_switches_in_the_middle_of_a_set() -> None:
    """Coach to own keeps what was counted; own to coach goes on counting from there."""
    session = Timeline(SQUATS).tell("start 5 8 own 60 coach")
    assert session.shows == "work squat 1/2: rep 3 of 6, 16.0 s left"
    assert session.tell("16").sets == ["squat 6 done"]


def test_the_count_is_corrected_at_coach_pace() -> None:
    """Up counts one rep more at the same place in the rep, down one less, never below none."""
    session = Timeline(SQUATS).tell("start 5 5 up")
    assert session.shows == "work squat 1/2: rep 3 of 6, 15.0 s left"
    assert session.tell("down*5").shows == "work squat 1/2: rep 1 of 6, 24.0 s left"


def test_correcting_up_to_the_last_rep_ends_the_set() -> None:
    """When the corrected count reaches the dose the set is done."""
    session = Timeline(SQUATS).tell("start 5 5 up*5")
    assert session.shows == "rest squat 2/2: 20.0 s left"
    assert session.sets == ["squat 6 done"]


def test_each_press_counts_one_rep() -> None:
    """Where presses count, six presses are six reps, and the sixth ends the set."""
    session = Timeline(SQUATS, own_pace=True, press_counts=True).tell("start 5 3 done 4 done")
    assert session.shows == "work squat 1/2: own pace, 2 of 6 pressed"
    assert session.tell("2 done*4").shows == "rest squat 2/2: 20.0 s left"
    assert session.events[-1] == record.SetEnded(1, 6, 9_000, record.SetState.DONE)


def test_a_pressed_rep_is_heard() -> None:
    """Lying on the side, the beat says that the press was taken."""
    session = Timeline(SQUATS, own_pace=True, press_counts=True).tell("start 5")
    assert session.heard("3 done") == [Cue.BEAT]


def test_a_missed_press_is_put_right() -> None:
    """Up counts a rep that was not pressed, down takes one back; skipping keeps what was counted."""
    session = Timeline(SQUATS, own_pace=True, press_counts=True).tell("start 5 done*2 up*2 down 9 skip")
    assert session.sets == ["squat 3 partial"]


def test_the_coach_goes_on_from_the_pressed_count() -> None:
    """Two reps pressed, then the coach counts: the third comes next."""
    session = Timeline(SQUATS, own_pace=True, press_counts=True).tell("start 5 9 done*2 coach")
    assert session.shows == "work squat 1/2: rep 3 of 6, 16.0 s left"


def test_the_coach_count_goes_on_by_presses() -> None:
    """Three reps with the coach, then own pace: the next press is the fourth."""
    session = Timeline(SQUATS, press_counts=True).tell("start 5 12 own done")
    assert session.shows == "work squat 1/2: own pace, 4 of 6 pressed"


def test_the_last_set_is_corrected_in_the_rest_after_it() -> None:
    """Two fewer make the set partial, one more of those makes it five: what the person says stands."""
    session = Timeline(SQUATS, own_pace=True).tell("start 5 30 done 3 last-down*2")
    assert session.sets == ["squat 4 partial"]
    assert session.tell("last-up").events[-1] == record.SetCorrected(1, 5, record.SetState.PARTIAL)
    assert session.tell("last-up*3").sets == ["squat 8 done"]
    assert session.shows == "rest squat 2/2: 17.0 s left"


def test_a_corrected_set_is_what_the_record_tells() -> None:
    """The stored session has the corrected count, also where it is lower than the counted one."""
    session = Timeline(SQUATS).tell("start 29 1 last-down*2")
    told = fold("x", [record.Began(SQUATS, False, _NOON, "UTC", False), *session.events])
    assert [result.reps for result in told.sets] == [4, 0]


def test_a_pause_between_reps_comes_before_all_but_the_first() -> None:
    """Six squats of four seconds with two seconds between them take 34 seconds; each counts when done."""
    script = build_script(plan(strength(dose("squat", 1, 6))), 1, 1, Preferences(rep_pause_s=2.0), EXERCISES)
    session = Timeline(script).tell("start 5 4.5")
    assert session.shows == "work squat 1/1: rep 2 of 6, 29.5 s left"
    assert session.tell("29.4").shows == "work squat 1/1: rep 6 of 6, 0.1 s left"
    assert session.tell("0.1").sets == ["squat 6 done"]


def test_the_last_hold_runs_over_until_done() -> None:
    """With overtime the last hold sounds its end, goes on, and is stored as long as it was held."""
    session = Timeline(SIT, overtime=True).tell("start 85")
    assert session.shows == "hold sit 2/2: 0.0 s over"
    assert session.tell("12.5").shows == "hold sit 2/2: 12.5 s over"
    session.tell("done")
    assert session.shows == "finished"
    assert session.sets == ["sit 30.0 s done", "sit 42.5 s done"]


def test_reaching_the_target_of_the_last_hold_is_heard() -> None:
    """Who holds on past the target knows when it was reached."""
    session = Timeline(SIT, overtime=True).tell("start 84.9")
    assert session.heard("0.1 60") == [Cue.END]


def test_overtime_survives_a_pause_and_a_restart() -> None:
    """What was held past the target is not lost when the window closes."""
    session = Timeline(SIT, overtime=True).tell("start 85 12 pause")
    began = record.Began(SIT, False, _NOON, "UTC", False)
    place = session.places[-1]
    checkpoint = record.Checkpoint(9, place.step, place.position_ms, place.spent_ms, 0, place.own_count)
    folded = fold("x", [began, *session.events], checkpoint)
    again = Timeline(SIT, state=player.restored(folded, overtime=True)).tell("go-on 3 done")
    assert again.sets == ["sit 30.0 s done", "sit 45.0 s done"]


def test_stretches_never_run_over() -> None:
    """Overtime is for the last hold of the strength work; a cool-down ends by itself."""
    assert Timeline(STRETCH, overtime=True).tell("start 73").shows == "finished"


def test_rest_is_made_longer_and_shorter() -> None:
    """Each press is 15 s; taking off more than is left ends the rest."""
    session = Timeline(SQUATS).tell("start 29 5 more")
    assert session.shows == "rest squat 2/2: 30.0 s left"
    assert session.tell("less").shows == "rest squat 2/2: 15.0 s left"
    assert session.tell("less").shows == "work squat 2/2: rep 1 of 6, 24.0 s left"


def test_skipping_a_set_keeps_the_reps_that_were_done() -> None:
    """Three and a half reps are three reps, recorded as partial."""
    session = Timeline(SQUATS).tell("start 5 14 skip")
    assert session.sets == ["squat 3 partial"]
    assert session.shows == "rest squat 2/2: 20.0 s left"


def test_going_back_redoes_a_set_and_keeps_the_better_result() -> None:
    """A finished set that is entered again and skipped at once stays done."""
    session = Timeline(SQUATS).tell("start 5 24 back")
    assert session.shows == "work squat 1/2: rep 1 of 6, 24.0 s left"
    assert session.tell("4 skip").sets == ["squat 6 done"]


def test_going_back_out_of_a_set_keeps_what_was_done() -> None:
    """Reps of a set that is left backwards are kept until the set is done better."""
    session = Timeline(SQUATS).tell("start 5 8 back")
    assert session.shows == "ready squat 1/2: 5.0 s left"
    assert session.sets == ["squat 2 partial"]


def test_back_at_the_first_step_starts_it_again() -> None:
    """There is nothing before the first step."""
    assert Timeline(SQUATS).tell("start 4 back").shows == "ready squat 1/2: 5.0 s left"


def test_skipping_while_paused_stays_paused() -> None:
    """A person who paused decides when time runs again."""
    session = Timeline(SQUATS).tell("start 5 4 pause skip")
    assert session.shows == "rest squat 2/2: 20.0 s left, paused"


def test_leaving_keeps_the_set_in_progress() -> None:
    """Leaving as partial records the reps of the set in progress and ends the session."""
    session = Timeline(SQUATS).tell("start 5 9 pause leave")
    assert session.shows == "left"
    assert session.sets == ["squat 2 partial"]
    assert session.events[-1] == record.Ended(SessionState.PARTIAL, 14_000)


def test_discarding_is_recorded_as_discarded() -> None:
    """A discarded session ends as such."""
    session = Timeline(SQUATS).tell("start 5 9 pause discard")
    assert session.events[-1] == record.Ended(SessionState.DISCARDED, 14_000)


def test_skipping_everything_is_not_a_finished_session() -> None:
    """Reaching the end with nothing done is partial."""
    session = Timeline(SQUATS).tell("start skip*4")
    assert session.events[-1] == record.Ended(SessionState.PARTIAL, 0)


def test_easing_replaces_the_exercise_for_the_rest_of_the_session() -> None:
    """After "make it easier" the session goes on with the exercise marked as eased."""
    session = Timeline(SQUATS).tell("start 5 8 ask-hurt ease go-on")
    assert session.state.eased == {"squat"}


def test_stopping_for_pain_keeps_what_was_done() -> None:
    """Stopping ends as partial, with the answer before it."""
    session = Timeline(SQUATS).tell("start 5 8 ask-hurt stop")
    assert session.shows == "left"
    assert isinstance(session.events[-3], record.Hurt)
    assert session.sets == ["squat 2 partial"]


def test_skipping_an_exercise_that_hurts_goes_to_the_next_one() -> None:
    """All sets that are left of the exercise are skipped; the session waits before the next one."""
    session = Timeline(script_of(dose("squat", 3, 6), dose("sit", 1, 20)))
    session.tell("start 5 8 ask-hurt skip-exercise")
    assert session.shows == "rest sit 1/1: 30.0 s left, paused"
    assert session.sets == ["squat 2 partial", "squat 0 skipped", "squat 0 skipped"]


@pytest.mark.parametrize(
    ("story", "event"),
    [
        ("", player.Pause()),
        ("start", player.Start()),
        ("start", player.GoOn()),
        ("start", player.Done()),
        ("start", player.AdjustRest(15)),
        ("start 29", player.CorrectCount(1)),
        ("start 5", player.Done()),
        ("start 73", player.Ticked(10)),
        ("start leave", player.GoOn()),
    ],
)
def test_an_event_without_meaning_raises(story: str, event: player.Event) -> None:
    """An event that makes no sense is refused and the state stays as it was."""
    session = Timeline(SQUATS).tell(story)
    before = session.state
    with pytest.raises(player.IllegalEventError):
        session.event(event)
    assert session.state == before


class TestCues:
    """What is heard."""

    def test_each_phase_has_its_own_sound(self) -> None:
        """Start before a set, rest after it, the end after the last one."""
        session = Timeline(SQUATS)
        assert session.heard("start 2") == [Cue.COUNT]
        assert session.heard("1 1") == [Cue.COUNT, Cue.COUNT]
        assert session.heard("1") == [Cue.START]
        assert session.heard("23.9 0.1")[-1] is Cue.REST
        assert session.heard("20")[-1] is Cue.START
        assert session.heard("24")[-1] is Cue.END

    def test_a_change_of_side_has_its_own_sound(self) -> None:
        """Left ends with the sound that says: change sides."""
        assert Timeline(STRETCH).tell("start 5 29.9").heard("0.1") == [Cue.SIDE]

    def test_reps_beat_at_each_turn(self) -> None:
        """One sound at the start of each rep, another at its turn; the first rep has the start sound."""
        session = Timeline(SQUATS).tell("start 5")
        assert session.heard("2") == [Cue.TURN]
        assert session.heard("2") == [Cue.BEAT]
        assert session.heard("1") == []

    def test_a_hold_says_half_way_and_counts_its_last_seconds(self) -> None:
        """Half-way at 15 of 30 s, then three counts."""
        session = Timeline(SIT).tell("start 5")
        assert session.heard("14.9") == []
        assert session.heard("0.1") == [Cue.HALF]
        assert session.heard("11 1 1 1") == [Cue.COUNT, Cue.COUNT, Cue.COUNT]
        assert session.heard("0.9 0.1")[-1] is Cue.REST

    def test_a_late_tick_plays_the_latest_cue_only(self) -> None:
        """A tick that crosses several cues plays one sound, not a chord."""
        assert Timeline(SIT).tell("start 5 26.5").heard("2") == [Cue.COUNT]

    def test_a_cue_that_is_too_late_is_dropped(self) -> None:
        """More than a second after its moment a cue says something untrue."""
        assert Timeline(SIT).tell("start 5 14").heard("2.5") == []

    def test_own_pace_has_no_beats(self) -> None:
        """A person who counts is not counted at."""
        assert Timeline(SQUATS, own_pace=True).tell("start 5").heard("4 4 4") == []

    def test_going_on_counts_in(self) -> None:
        """Three counts and the start sound bring the person back into the hold."""
        session = Timeline(SIT).tell("start 5 12 pause")
        assert session.heard("go-on 1 1 1") == [Cue.COUNT, Cue.COUNT, Cue.COUNT, Cue.START]


class TestRestored:
    """A session that the window or the machine left behind."""

    def test_it_waits_where_it_was(self) -> None:
        """It comes back paused at the last place that was saved, with its sets."""
        session = Timeline(SQUATS).tell("start 5 24 20 9")
        began = record.Began(SQUATS, False, _NOON, "UTC", False)
        checkpoint = record.Checkpoint(
            after=1 + len(session.events),
            step=session.places[-1].step,
            position_ms=session.places[-1].position_ms,
            spent_ms=session.places[-1].spent_ms,
            active_ms=session.state.active_ms,
            own_count=None,
        )
        saved = fold("x", [began, *session.events], checkpoint)
        again = Timeline(SQUATS, state=player.restored(saved))
        assert again.shows == "work squat 2/2: rep 3 of 6, 15.0 s left, paused"
        assert again.sets == ["squat 6 done"]
        assert again.tell("go-on 3 15").shows == "finished"

    def test_a_checkpoint_older_than_the_last_event_is_ignored(self) -> None:
        """When the set's end was stored and the next place was not, the session stands after the set."""
        session = Timeline(SQUATS).tell("start 5 24")
        began = record.Began(SQUATS, False, _NOON, "UTC", False)
        stale = record.Checkpoint(1, 1, 20_000, 20_000, 25_000, None)
        saved = fold("x", [began, *session.events], stale)
        assert Timeline(SQUATS, state=player.restored(saved)).shows == "rest squat 2/2: 20.0 s left, paused"
