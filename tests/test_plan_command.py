"""`kneetimer plan check` and the preview of changed plans, as they are typed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import pytest
from fakes import StandingClock

from kneetimer.__main__ import main
from kneetimer.core.plan_edit import DoseEdit, DosePlace, PlanEdits
from kneetimer.core.preferences import Preferences
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.plans.plan_repository import PlanRepository
from kneetimer.storage.records.history import History

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def built_in(plan_id: str) -> str:
    return (resources.files("kneetimer.resources") / "plans" / f"{plan_id}.toml").read_text()


@pytest.mark.parametrize("plan_id", ["six-week-knee", "ten-essentials-home", "ten-essentials-gym"])
def test_a_plan_in_order_is_said_to_be(
    plan_id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence with the name of the plan, and the exit code 0."""
    file = tmp_path / "mine.toml"
    file.write_text(built_in(plan_id))
    assert main(["plan", "check", str(file)], StandingClock(NOW)) == 0
    told = capsys.readouterr()
    assert told.out.startswith("mine.toml is in order: ") and told.out.count("\n") == 1
    assert told.err == ""


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("sets = 2", "sets = 0", "mine.toml, line 34 (blocks 2, doses 1, sets): must be from 1 to 10"),
        ('"strength"', '"strenght"', "mine.toml, line 31 (blocks 2, kind): “strenght” is not known"),
        ("weeks = 6", "weeks = nan", "mine.toml, line 5 (weeks): must be an ordinary number, not nan"),
    ],
)
def test_what_is_wrong_is_named_with_file_place_and_rule(
    old: str, new: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, the exit code 1, and the file is as it was."""
    file = tmp_path / "mine.toml"
    text = built_in("six-week-knee").replace(old, new, 1)
    file.write_text(text)
    assert main(["plan", "check", str(file)], StandingClock(NOW)) == 1
    told = capsys.readouterr().out
    assert told.startswith(sentence) and told.count("\n") == 1
    assert file.read_text() == text


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback and no folder made."""
    assert main(["plan", "check", str(tmp_path / "gone.toml")], StandingClock(NOW)) == 1
    assert capsys.readouterr().out.startswith("gone.toml: the file cannot be read")
    assert list(tmp_path.iterdir()) == []


def test_doctor_names_a_broken_plan_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever misses a plan finds out what is wrong with its file."""
    plans = locate(tmp_path).plans_dir
    plans.mkdir(parents=True)
    (plans / "mine.toml").write_text("format = 1\n")
    main(["doctor", "--data-dir", str(tmp_path)], StandingClock(NOW))
    told = capsys.readouterr().out
    assert "your plans DOES NOT WORK: mine.toml, line 1 (weeks): this field is missing" in told


def previewed(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main(["preview", "--json", "--data-dir", str(folder), *words], StandingClock(NOW)) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_preview_shows_the_plan_as_it_was_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Three sets of squats where the plan says two; the shape of the answer is the documented one."""
    edits = PlanEdits({DosePlace("strength", 1, 0): DoseEdit("bodyweight-squat", sets=3)})
    before = previewed(tmp_path, capsys)
    with History.open_to_write(locate(tmp_path), lambda: NOW) as history:
        history.save_plan_edits("six-week-knee", edits)
    after = previewed(tmp_path, capsys)
    assert set(after) == set(before)

    def squats(told: dict[str, object]) -> int:
        steps = told["steps"]
        assert isinstance(steps, list)
        return sum(
            (step["exercise"], step["block"], step["kind"]) == ("bodyweight-squat", "strength", "work")
            for step in steps
        )

    assert (squats(before), squats(after)) == (2, 3)


def test_preview_knows_own_plans(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plan of one's own is shown by its id, and by itself where it is the one that is followed."""
    where = locate(tmp_path)
    with History.open_to_write(where, lambda: NOW) as history:
        history.save_preferences(Preferences(plan="mine"))
    PlanRepository(where.plans_dir, load_exercises()).add(load_plan("ten-essentials-gym"), "Mine")
    assert previewed(tmp_path, capsys)["plan"] == "mine"
    assert previewed(tmp_path, capsys, "--plan", "ten-essentials-home")["plan"] == "ten-essentials-home"
