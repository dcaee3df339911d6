"""What the session screen says at moments of a session, without a window."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from timeline import EXERCISES, Timeline, dose, plan, strength

from kneetimer.core.exercise import Side
from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.core.plan import Block, BlockKind
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import PauseReason
from kneetimer.core.script import Script, build_script
from kneetimer.core.session_keys import Adjust, MainAction
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.ui.session.phase_style import PhaseStyle
from kneetimer.ui.session.view import Pose, RingKind, SessionView, view_of

SEVEN = datetime(2026, 3, 2, 19, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def session(*doses: object, cool_down: tuple[object, ...] = (), **modes: bool) -> Timeline:
    blocks = [strength(*doses)] if doses else []  # type: ignore[arg-type]
    if cool_down:
        blocks.append(Block(BlockKind.COOL_DOWN, 1, 6, cool_down))  # type: ignore[arg-type]
    return Timeline(build_script(plan(*blocks), 1, 1, Preferences(), EXERCISES), **modes)


def seen(timeline: Timeline) -> SessionView:
    return view_of(timeline.state, EXERCISES, SEVEN)


def test_a_set_of_reps() -> None:
    """The digits are the rep in progress, the ring fills by reps, the word says what to do."""
    view = seen(session(dose("squat", 2, 6)).tell("start 5 9"))
    assert (view.style, view.pill, view.title) == (PhaseStyle.REPS, "Reps", "Squat")
    assert (view.digits, view.unit, view.word) == ("3", "of 6", "Down")
    assert (view.ring.kind, view.ring.parts, view.ring.filled) == (RingKind.SEGMENTS, 6, 2.25)
    assert view.line == "Set 1 of 2 · 0:59 left · done at 19:00"
    assert view.figure.moment == RepMoment(RepPhase.FIRST, 0.5)
    assert (view.main, view.adjust) == (MainAction.PAUSE, Adjust.COUNT)


def test_a_session_is_done_when_the_clock_will_show_it() -> None:
    """35 minutes from 01:55 on it is half past three in a night without a half past two."""
    timeline = session(dose("squat", 40, 6, 24)).tell("start 5 9")
    left = timedelta(milliseconds=timeline.state.session_remaining_ms)
    assert timedelta(minutes=30) < left < timedelta(minutes=40)
    now = datetime(2027, 3, 28, 2, 30, tzinfo=timezone(timedelta(hours=1))) - left
    view = view_of(timeline.state, EXERCISES, now.astimezone(ZoneInfo("Europe/Berlin")))
    assert view.line.endswith("done at 03:30")


def test_a_rest_shows_what_comes_next() -> None:
    """The title, the badge and the dose are those of the set after the rest; dashes go out one by one."""
    view = seen(session(dose("squat", 1, 6), dose("clam", 1, 15)).tell("start 29 15"))
    assert (view.style, view.title) == (PhaseStyle.REST, "Next: Clam")
    assert (view.digits, view.unit) == ("15", "seconds")
    assert view.badge is not None
    assert (view.badge.text, view.badge.side) == ("Next: left leg", Side.LEFT)
    assert view.line.startswith("Set 1 of 1 · 15 reps")
    assert (view.ring.kind, view.ring.filled) == (RingKind.DASHES, 18)
    assert view.figure.moment is Pose.START
    assert view.adjust is Adjust.REST


def test_a_change_of_side_names_the_coming_side() -> None:
    """Badge, figure and sentence are those of the right side while the person changes to it."""
    view = seen(session(cool_down=(dose("stretch", 1, 30),)).tell("start 5 30 3"))
    assert (view.style, view.pill, view.digits) == (PhaseStyle.SIDE, "Change sides", "5")
    assert view.badge is not None
    assert (view.badge.text, view.figure.mirrored) == ("Right leg", False)
    assert view.cue == "Now stand on your right leg."


def test_the_left_side_is_mirrored() -> None:
    """The figure of the left side is the mirror image."""
    view = seen(session(cool_down=(dose("stretch", 1, 30),)).tell("start 5 3"))
    assert view.figure.mirrored
    assert (view.figure.moment, view.unit, view.ring.kind) == (Pose.STILL, "seconds", RingKind.SOLID)


def test_alternating_reps_change_the_leg_with_each_rep() -> None:
    """A set of lunges shows the left leg first, then the right one, and has no badge."""
    timeline = session(dose("lunge", 1, 5)).tell("start 5 1")
    legs = []
    for _ in range(4):
        view = seen(timeline)
        legs.append(view.figure.mirrored)
        timeline.tell("4")
    assert legs == [True, False, True, False]
    assert view.badge is None


def test_a_pause_says_what_space_does() -> None:
    """Paused in a hold: grey ring, seconds left, and that three seconds are counted in."""
    view = seen(session(dose("sit", 2, 30)).tell("start 5 12 pause"))
    assert (view.style, view.digits, view.unit) == (PhaseStyle.PAUSED, "18", "seconds left")
    assert view.cue == "Press Space to go on in 3 seconds."
    assert view.line == "Set 1 of 2 · 1:08 left"
    assert view.main is MainAction.GO_ON


def test_sleep_is_explained() -> None:
    """After the machine slept the screen says for how long, and where the hold can go on."""
    view = seen(session(dose("sit", 1, 30)).tell("start 5 12 slept-720"))
    assert view.pause is PauseReason.SLEPT
    assert view.pause_text == "The computer was asleep for 12 min. Redo this hold, or go on from 0:18."


def test_going_on_counts_three_two_one() -> None:
    """While counting in, the screen is that of getting ready, with 3, 2, 1."""
    view = seen(session(dose("sit", 1, 30)).tell("start 5 12 pause go-on 1.2"))
    assert (view.style, view.digits, view.unit) == (PhaseStyle.READY, "2", "")


def test_own_pace_shows_the_dose_and_done() -> None:
    """At the person's own pace the digits are the dose, the one key is Done, nothing moves."""
    timeline = session(dose("squat", 1, 6), own_pace=True).tell("start 5 30")
    view = seen(timeline)
    assert (view.digits, view.unit, view.word) == ("6", "reps to do", "")
    assert view.main is MainAction.DONE
    assert seen(timeline.tell("down")).digits == "5"


def test_pressed_reps_count_down() -> None:
    """Where each press is a rep, the digits say how many are to go and the ring fills with presses."""
    view = seen(session(dose("squat", 2, 6), own_pace=True, press_counts=True).tell("start 5 9 done*2"))
    assert (view.digits, view.unit, view.main) == ("4", "reps to go", MainAction.COUNT)
    assert (view.ring.kind, view.ring.filled) == (RingKind.SEGMENTS, 2.0)


def test_overtime_counts_up() -> None:
    """Past the target the digits say how far, and the one key ends the hold."""
    view = seen(session(dose("sit", 1, 30), overtime=True).tell("start 35 12.3"))
    assert (view.style, view.digits, view.unit) == (PhaseStyle.HOLD, "+12", "seconds over")
    assert view.main is MainAction.DONE


def test_a_rest_shows_the_count_of_the_set_before_it() -> None:
    """The count can be corrected while it rests, and no longer once the next set runs."""
    timeline = session(dose("squat", 2, 6), own_pace=True).tell("start 5 9")
    assert seen(timeline).last_reps is None
    assert seen(timeline.tell("done last-down")).last_reps == 5
    assert seen(timeline.tell("20")).last_reps is None


def test_cues_change_at_rep_borders_only() -> None:
    """One cue stands for five reps; it never changes within a rep."""
    timeline = session(dose("squat", 1, 15)).tell("start 5")
    shown = []
    for _ in range(150):
        shown.append(seen(timeline).cue)
        timeline.tell("0.4")
    changes = [at for at in range(1, 150) if shown[at] != shown[at - 1]]
    assert changes == [50, 100]


def test_a_cue_stands_while_a_hold_counts_down() -> None:
    """In the last seconds of a hold the sentence does not change."""
    timeline = session(dose("sit", 1, 22)).tell("start 5")
    shown = []
    for _ in range(220):
        shown.append(seen(timeline).cue)
        timeline.tell("0.1")
    assert len(set(shown[-40:])) == 1
    assert len(set(shown)) == 2


def test_an_eased_exercise_says_how() -> None:
    """After "make it easier" the cue is the easier way."""
    view = seen(session(dose("squat", 2, 6)).tell("start 5 9 ask-hurt ease go-on 3"))
    assert view.cue == "Go half as deep."


def test_the_strip_fills_with_time() -> None:
    """Exercises behind are full, the current one by its time, coming ones empty."""
    view = seen(session(dose("squat", 1, 6), dose("sit", 1, 30)).tell("start 29 30 5 15"))
    assert view.item == 1
    assert view.shares[0] == 1.0
    assert view.shares[1] == pytest.approx(50 / 65)


def _real(week: int) -> Script:
    return build_script(load_plan("six-week-knee"), week, 1, Preferences(), load_exercises())


@pytest.mark.parametrize("week", [1, 4])
@pytest.mark.parametrize("own_pace", [False, True])
def test_every_moment_of_a_real_session_can_be_shown(week: int, own_pace: bool) -> None:
    """Each second of the six-week plan has a title, a pill, one short cue and digits that fit."""
    timeline = Timeline(_real(week), own_pace=own_pace, exercises=load_exercises()).tell("start")
    for _ in range(4000):
        view = view_of(timeline.state, load_exercises(), SEVEN)
        assert view.title
        assert view.pill
        assert 1 <= len(view.digits) <= 3
        assert 0 < len(view.cue) <= 60
        assert len(view.line) <= 48
        if timeline.state.is_over:
            break
        timeline.tell("1.7")
        if not timeline.state.is_over and timeline.state.waits_for_done:
            timeline.tell("done")
    assert timeline.shows == "finished"
