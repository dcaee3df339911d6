"""Exercises in the real window, with a real mouse and a real keyboard: found, understood, practised."""

from __future__ import annotations

from desktop import wait_until
from hands import Hands

from kneetimer.storage.records.history import HistoryReader

INSTEAD = "without the kit: Side leg raises, 2 × 15 each leg"  # on Plan, under the clamshells
MONDAY = "2026-03-02T18:00:00+01:00"


def tiles(hands: Hands) -> list[str]:
    """The exercises that are listed."""
    inside = [seen for seen in hands.look() if seen.inside[-1:] == ("Exercises",)]
    return [seen.name for seen in inside if seen.kind == "RadioButton"]


def turn_wheel_at(hands: Hands, name: str) -> None:
    """Scroll down to the end where this is shown."""
    place = hands.sees(name).middle
    hands.desktop.screen.xdotool("mousemove", *map(str, place), "click", "--repeat", "12", "5")


def test_exercises_are_found_and_kit_is_marked_by_mouse(hands: Hands) -> None:
    """Filters and search narrow the list; a missing band is replaced on Plan; one set is practised."""
    hands.open(at=MONDAY, coach_counts=False)
    hands.click("Exercises")
    wait_until(lambda: len(tiles(hands)) == 20, "all exercises")
    hands.click("Muscle: All muscles")
    hands.click("Gluteus medius", kind="MenuItem")
    hands.click("Kit: All kit")
    hands.click("Mini band", kind="MenuItem")
    wait_until(lambda: tiles(hands) == ["Clamshells", "Lateral band walks"], "two exercises")
    hands.click("Plan: All plans")
    hands.click("Ten essentials at the gym", kind="MenuItem")
    hands.sees("Nothing found")
    hands.click("Show all exercises")
    wait_until(lambda: len(tiles(hands)) == 20, "all exercises")
    hands.click("Search the exercises")
    hands.type("clam")
    wait_until(lambda: tiles(hands) == ["Clamshells"], "one exercise")
    hands.click("Clamshells", kind="RadioButton")
    for said in ("Step by step", "When to stop", "What you need", "Figure: Clamshells, .*", "Gluteus medius"):
        hands.sees(said)
    turn_wheel_at(hands, "Figure: Clamshells, .*")
    hands.click("I do not have this: Mini band")
    hands.sees("In your plan you do Side leg raises instead.")
    hands.click("Plan", kind="PageTab")
    hands.sees(INSTEAD)
    hands.click("Exercises", kind="PageTab")
    turn_wheel_at(hands, "Step by step")
    hands.click("I have this: Mini band")
    hands.sees_none("In your plan you do .*")
    hands.has_stored(missing_kit=())
    hands.click("Search the exercises")
    hands.press("ctrl+a", "BackSpace")
    hands.click("Bodyweight squats", kind="RadioButton")
    for pressed in ("Practise one set", "Skip", "Done"):
        hands.click(pressed, kind="Button")
    hands.sees("Practice of Bodyweight squats is done")
    done = hands.bring_into_sight("Done", kind="Button")
    hands.insist(lambda: hands.desktop.click(*done.middle), lambda: not hands.all("Done", kind="Button"))
    hands.sees("Bodyweight squats", kind="RadioButton")


def test_an_exercise_is_found_and_practised_by_keyboard(hands: Hands) -> None:
    """The same with keys alone; a practice to its end counts for nothing and leads back."""
    hands.open(at=MONDAY, coach_counts=False)
    hands.press("ctrl+4")
    wait_until(lambda: len(tiles(hands)) == 20, "all exercises")
    hands.use("Kit: All kit", key="Return")
    hands.sees("Only what I have", kind="MenuItem")
    hands.press("Down", "Return")
    hands.sees("Kit: Only what I have")
    hands.press("slash")
    hands.type("clam")
    wait_until(lambda: tiles(hands) == ["Clamshells"], "one exercise")
    hands.press("Down")
    hands.use("I do not have this: Mini band")
    hands.sees("Nothing found")
    hands.has_stored(missing_kit=("mini-band",))
    hands.press("ctrl+2")
    hands.sees(INSTEAD)
    hands.press("ctrl+4")
    hands.use("Show all exercises")
    hands.type("squats")
    wait_until(lambda: tiles(hands) == ["Bodyweight squats"], "one exercise")
    hands.press("Down", "Return")
    hands.go_to("I do not have this: .*|Practise one set")
    hands.press("p")
    hands.sees("Set 1 of 1 .*")
    hands.press("Right", "space")
    hands.sees("Practice of Bodyweight squats is done")
    hands.insist(lambda: hands.press("ctrl+Return"), lambda: tiles(hands) == ["Bodyweight squats"])
    with HistoryReader.open(hands.where) as reader:
        (kept,) = reader.sessions()
    assert kept.is_practice
    assert [(done.reps, done.target_reps) for done in kept.sets] == [(15, 15)]
    hands.press("ctrl+1")
    hands.sees("Week 1 of 6\n0 done, 12 to go")
