"""A name keeps the capitals that are part of it, wherever it stands."""

from dataclasses import replace
from datetime import date

from kneetimer.core.gate import Gate, GateReason, GateWay, Permission
from kneetimer.core.knee import Change, CheckMoment, Said, Verdict, Why
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import Hurt, HurtAnswer
from kneetimer.core.script import SessionKind, build_script
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.ui.plan import words as plan_words
from kneetimer.ui.session import words as session_words
from kneetimer.ui.settings import words as settings_words
from kneetimer.ui.today import day_words
from kneetimer.ui.today import words as today_words


def test_a_phase_and_a_plan_stand_as_they_were_named() -> None:
    """In titles and in sentences."""
    assert plan_words.phase_title(1, 3, "Kraft") == "Weeks 1 to 3: Kraft"
    assert plan_words.ease_title("VMO") == "Ease into VMO"
    assert plan_words.go_on_with("Knie Reha") == "Go on with Knie Reha"


def test_an_own_exercise_stands_as_it_was_named() -> None:
    """In the plan, in a session and in the settings."""
    said = (
        plan_words.taken_out("VMO squats"),
        session_words.for_exercise("VMO squats"),
        settings_words.rest_of("VMO squats"),
    )
    assert said == ("Taken out of this plan: VMO squats.", "for VMO squats", "Rest of VMO squats")


def test_today_says_a_name_as_it_was_given() -> None:
    """What is swapped for want of kit, what stays, and where an interrupted session stands."""
    pairs = [("VMO squats", "McGill curl-up"), ("Wall sit", "Step-ups")]
    swaps = "2 swaps: VMO squats for McGill curl-up, Wall sit for Step-ups."
    assert today_words.kit_note(True, False, pairs, ()) == swaps
    stays = "Nothing stands in for VMO squats, Wall sit: they stay in."
    assert today_words.kit_note(True, False, (), ["VMO squats", "Wall sit"]) == stays
    assert today_words.with_replaced("each leg", "VMO squats") == "each leg, instead of VMO squats"
    assert today_words.substitutes(pairs[:1]) == "VMO squats instead of McGill curl-up"
    own = replace(load_exercises()["wall-sit"], name="VMO hold")
    script = build_script(load_plan("six-week-knee"), 1, 1, Preferences(), load_exercises())
    step = next(each for each in script.steps if each.exercise == "wall-sit")
    day = date(2026, 3, 2)
    assert "It stopped at VMO hold, set 1 of 2" in today_words.resume_place(step, own, day, day, 5)
    hurt = Hurt(8, 3, Knee.RIGHT, HurtAnswer.STOP)
    assert today_words.resume_hurt(hurt, own) == "You said 3 of 10 at VMO hold, right knee."
    practice = replace(script, steps=(step,), kind=SessionKind.PRACTICE)
    said = Said(day, CheckMoment.BEFORE, 7)
    gate = Gate(Permission.BETTER_NOT, GateReason.OVER_LIMIT, said, Verdict(Change.GO_ON, Why.NOTHING_YET))
    asked = day_words.anyway_question(GateWay.START, practice, {"wall-sit": own}, gate, day)
    assert asked == "Practise VMO hold with your knee at 7 of 10?"
