"""The program by keyboard alone, in one real window: no click from the first setting to the export."""

from __future__ import annotations

from pathlib import Path

from desktop import wait_until
from hands import Hands

from kneetimer.core.record import SessionState
from kneetimer.storage.records.history import HistoryReader


def test_everything_is_done_by_keyboard_in_one_window(hands: Hands) -> None:
    """A setting is changed, a plan edited, a session run to its summary and answered, an export made."""
    hands.open()
    _change_a_setting(hands)
    _edit_the_plan(hands)
    _run_a_session(hands)
    _export(hands)


def _change_a_setting(hands: Hands) -> None:
    hands.press("ctrl+comma")
    hands.go_to("Rest between sets", kind="SpinBox")
    hands.press("Up")
    wait_until(lambda: hands.stored().rest_sets_s is not None, "the rest to be stored")


def _edit_the_plan(hands: Hands) -> None:
    hands.press("ctrl+2")
    hands.use("Edit: Weeks 1 to 3: Foundation")
    hands.use("Edit: Bodyweight squats", inside="Bodyweight squats, 2 × 15")
    hands.go_to("Sets", kind="SpinBox")
    hands.press("Up")

    def sets() -> list[int | None]:
        with HistoryReader.open(hands.where) as history:
            changed = history.plan_edits()[0].get("six-week-knee")
        return [] if changed is None else [edit.sets for edit in changed.doses.values()]

    wait_until(lambda: sets() == [3], "the plan to be stored")


def _run_a_session(hands: Hands) -> None:
    hands.press("ctrl+1")
    hands.use("Shorter sessions", kind="ButtonMenu")
    hands.pick("10 minutes.*")
    hands.sees("Pause", kind="Button")
    wait_until(lambda: hands.all("Reps|Hold", kind="StaticText"), "the first set")
    began = hands.sees("Session").about
    wait_until(lambda: hands.sees("Session").about != began, "a rep to be done")
    while not hands.all("Three questions", kind="Button"):
        hands.press(*["Right"] * 5)
    hands.insist(lambda: hands.press("space"), lambda: bool(hands.all("How hard was it.*", kind="Slider")))
    for question, digit in (("How hard.*", "6"), ("Worst knee pain.*", "2"), ("Knee pain now.*", "0")):
        hands.sees(question, kind="Slider")
        hands.press(digit)
    hands.sees("Note.*")
    hands.press("ctrl+Return")
    hands.sees("Today")

    def newest() -> tuple[SessionState, int | None, int | None]:
        with HistoryReader.open(hands.where) as history:
            session = history.sessions()[0]
        return session.state, session.effort, session.pain

    wait_until(lambda: newest() == (SessionState.PARTIAL, 6, 2), "the session with its answers")


def _export(hands: Hands) -> None:
    def files() -> set[Path]:
        return set(Path.home().rglob("*.json"))

    before = files()
    hands.press("ctrl+3")
    hands.use("Export", kind="ButtonMenu")
    hands.pick("Everything as tables and JSON…")
    # Into the folder that is offered: a list of others comes up while one types, and takes the next key.
    hands.use("Choose", kind="Button")
    wait_until(lambda: files() - before, "the export")
