"""The plan and the week in the real window: the same story once by keyboard and once by mouse."""

from __future__ import annotations

from desktop import wait_until
from hands import Hands

from kneetimer.core.run import RunKind, RunState
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import read_plan
from kneetimer.storage.records.history import HistoryReader

MONDAY = "2026-03-02T18:00:00+01:00"
PHASE = "Weeks 1 to 3: Foundation"


def own_plan(person: Hands, name: str) -> list[str]:
    """The strength exercises of week 1 in the file of an own plan."""
    plan = read_plan(person.where.plans_dir / f"{name}.toml", load_exercises())
    blocks = [block for block in plan.blocks_of(1) if block.kind.value == "strength"]
    return [dose.exercise for dose in blocks[0].doses]


def edits_of(person: Hands) -> dict[str, object]:
    with HistoryReader.open(person.where) as reader:
        changed = reader.plan_edits()[0].get("six-week-knee")
    return {} if changed is None else {edit.of: edit for edit in changed.doses.values()}


def kind_of_last_session(person: Hands) -> str:
    with HistoryReader.open(person.where) as reader:
        sessions = reader.sessions()
    return sessions[0].script.kind.value if sessions else ""


FOUR = ["bodyweight-squat", "glute-bridge", "clamshell", "terminal-knee-extension"]


def test_the_plan_is_changed_by_keyboard_alone(hands: Hands) -> None:
    """A dose, a swap, undo, reset, the finisher, an own plan, another plan, a run, a short session."""
    hands.open(at=MONDAY)
    hands.press("ctrl+2")
    hands.use(f"Edit: {PHASE}")
    hands.use("Edit: Bodyweight squats", inside="Bodyweight squats, 2 × 15")
    hands.press("Up")
    hands.sees("Bodyweight squats, 3 × 15")
    hands.sees("One exercise differs from the plan.")
    hands.sees("A session in week 1: 35 → 37 min")
    hands.press("Escape", "ctrl+z")
    hands.sees("Bodyweight squats, 2 × 15")
    hands.use("Swap: Clamshells")
    hands.sees("Use Lateral band walks")
    hands.press("Right")
    hands.sees("Use Side leg raises")
    hands.press("Tab", "Down")
    hands.use("Use Side leg raises")
    hands.sees("Side leg raises, 2 × 15 each leg")
    assert list(edits_of(hands)) == ["clamshell"]
    hands.use("Edit: Side leg raises")
    hands.use("As the plan says")
    hands.sees("Clamshells, 2 × 15 each leg")
    assert edits_of(hands) == {}
    hands.use("Wall sit at the end")
    hands.sees("Finisher, switched off")
    hands.has_stored(finisher=False)

    hands.use("Make a copy to change the exercises")
    hands.go_to("Name of the copy")
    hands.type("Mine")
    hands.press("Return")
    hands.sees("Mine", kind="StaticText")
    hands.use("Add an exercise: Strength")
    hands.pick("Step-ups")
    hands.sees("Added to this plan: Step-ups.")
    assert own_plan(hands, "mine") == [*FOUR, "step-up"]
    hands.use("Move up")
    wait_until(lambda: own_plan(hands, "mine")[3] == "step-up", "the step-ups to move")
    hands.use("Remove")
    hands.sees("Taken out of this plan: Step-ups.")
    assert own_plan(hands, "mine") == FOUR
    hands.press("ctrl+z")
    hands.sees("Step-ups, 2 × 10 each leg")

    hands.use("Other plans")
    hands.pick("Ten essentials at home")
    hands.sees("Ten essentials at home", kind="StaticText")
    hands.use("Other plans")
    hands.pick(r"Mine \(yours\)")
    hands.sees("Step-ups, 2 × 10 each leg")
    hands.press("ctrl+1")
    hands.go_to("This week.*")
    hands.press("Right", "Return")
    hands.use("Add a run: Long run")
    hands.sees("Delete: Long run, planned")
    hands.use("Shorter sessions")
    hands.pick("10 minutes .*")
    hands.sees("Leave")
    wait_until(lambda: kind_of_last_session(hands) == "short-10", "the short session to begin")
    ran_and_stored(hands)


def test_the_plan_is_changed_by_mouse_alone(hands: Hands) -> None:
    """The same with clicks; only the name of the own plan is typed."""
    hands.open(at=MONDAY)
    hands.click("Plan", kind="PageTab")
    hands.click(f"Edit: {PHASE}")
    hands.click("Edit: Bodyweight squats", inside="Bodyweight squats, 2 × 15")
    hands.click("Sets: more")
    hands.sees("Bodyweight squats, 3 × 15")
    hands.sees("A session in week 1: 35 → 37 min")
    hands.click("Undo", inside="Bodyweight squats, .*")
    hands.sees("Bodyweight squats, 2 × 15")
    hands.click("Swap: Clamshells")
    hands.click("Side leg raises", kind="RadioButton")
    hands.click("Weeks 1 to 3, from today")
    hands.click("Use Side leg raises")
    hands.sees("Side leg raises, 2 × 15 each leg")
    hands.click("Edit: Side leg raises")
    hands.click("As the plan says")
    hands.sees("Clamshells, 2 × 15 each leg")
    assert edits_of(hands) == {}
    hands.click("Wall sit at the end", kind="CheckBox")
    hands.sees("Finisher, switched off")

    hands.click("Make a copy to change the exercises")
    hands.has_keys("Name of the copy")
    hands.press("ctrl+a")
    hands.type("Mine")
    hands.click("Make the copy")
    hands.sees("Mine", kind="StaticText")
    hands.click("Add an exercise: Strength")
    hands.click("Step-ups", kind="MenuItem")
    hands.sees("Step-ups, 2 × 10 each leg")
    hands.click("Move up")
    wait_until(lambda: own_plan(hands, "mine")[3] == "step-up", "the step-ups to move")
    hands.click("Remove")
    hands.sees("Taken out of this plan: Step-ups.")
    assert own_plan(hands, "mine") == FOUR
    hands.click("Undo")
    hands.sees("Step-ups, 2 × 10 each leg")

    hands.click("Other plans")
    hands.click("Ten essentials at home", kind="MenuItem")
    hands.sees("Ten essentials at home", kind="StaticText")
    hands.click("Other plans")
    hands.click(r"Mine \(yours\)", kind="MenuItem")
    hands.sees("Step-ups, 2 × 10 each leg")
    hands.click("Today", kind="PageTab")
    hands.bring_into_sight("Tuesday 3: nothing")
    hands.click("Tuesday 3: nothing")
    hands.click("Add a run: Long run")
    hands.sees("Delete: Long run, planned")
    hands.click("Shorter sessions")
    hands.click("10 minutes .*", kind="MenuItem")
    hands.sees("Leave")
    wait_until(lambda: kind_of_last_session(hands) == "short-10", "the short session to begin")
    ran_and_stored(hands)


def ran_and_stored(hands: Hands) -> None:
    """The run is on Tuesday, and after the window is closed everything is still as it was made."""
    hands.close()
    with HistoryReader.open(hands.where) as reader:
        runs = [(run.day.isoformat(), run.kind, run.state) for run in reader.runs()]
    assert runs == [("2026-03-03", RunKind.LONG, RunState.PLANNED)]
    assert own_plan(hands, "mine")[3] == "step-up"
    assert hands.stored().plan == "mine"
