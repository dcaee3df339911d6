"""Own plans as files: copied, imported, exported, deleted; and changes to plans, kept with the data."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stored_sessions import START, StillClock, began, content_of, make_older, store, whole_session

from kneetimer.core.plan import Block, BlockKind, Dose, Phase, Plan
from kneetimer.core.plan_edit import DoseEdit, DosePlace, PlanEdits, dose_at, with_edits
from kneetimer.storage.engine import check
from kneetimer.storage.erase import erase
from kneetimer.storage.errors import PlanNotSavedError
from kneetimer.storage.locations import Locations
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan, plan_ids, read_plan
from kneetimer.storage.plans.plan_repository import PlanRepository, free_id
from kneetimer.storage.plans.plan_writer import plan_text
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.storage.records.history import History, HistoryReader

EXERCISES = load_exercises()
KNEE = load_plan("six-week-knee")
SQUATS = DosePlace("strength", 1, 0)
EDITS = PlanEdits(
    {
        SQUATS: DoseEdit("bodyweight-squat", sets=3, rest_s=30, tempo_ms=(3000, 500, 2000)),
        DosePlace("strength", 1, 2): DoseEdit("clamshell", exercise="side-leg-raise", variant="band"),
    },
    ease=True,
    since=START,
)


@pytest.fixture
def plans(here: Locations) -> PlanRepository:
    return PlanRepository(here.plans_dir, EXERCISES)


@pytest.mark.parametrize("plan_id", plan_ids())
def test_every_plan_survives_being_written(plan_id: str) -> None:
    """A plan that comes with the program is the same plan once it was written and read."""
    plan = load_plan(plan_id)
    text = plan_text(plan, EXERCISES)
    assert read_plan(text, EXERCISES) == plan
    assert text.startswith("format = 1\n")


TEXTS = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\t\n\u200b\ufeff"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() == text and text != "")
DOSES = st.builds(
    Dose,
    exercise=st.sampled_from(["bodyweight-squat", "clamshell", "walking-lunge"]),
    sets=st.integers(1, 10),
    amounts=st.tuples(st.integers(1, 200)) | st.tuples(*[st.integers(1, 200)] * 3),
    rest_s=st.integers(0, 300),
    load=st.just("") | TEXTS,
    tempo_ms=st.none() | st.tuples(*[st.integers(1, 100).map(lambda tenths: tenths * 100)] * 3),
)


@settings(max_examples=60)
@given(doses=st.lists(DOSES, min_size=1, max_size=5), name=TEXTS)
def test_whatever_a_plan_holds_is_read_back(doses: list[Dose], name: str) -> None:
    """Odd names, quotes, growing amounts and tempos come back as they were written."""
    plan = Plan(
        id="mine",
        name=name,
        about=name,
        weeks=3,
        sessions_least=1,
        sessions_most=7,
        rest_exercises_s=0,
        phases=(Phase(name, 1, 3),),
        blocks=(Block(BlockKind.STRENGTH, 1, 3, tuple(doses)),),
    )
    assert read_plan(plan_text(plan, EXERCISES), EXERCISES) == plan


def test_a_copy_has_ones_changes_in_it_and_its_own_history(plans: PlanRepository, here: Locations) -> None:
    """The copy is another plan with a name of its own; the one it was made from is as it was."""
    copied = plans.add(with_edits(KNEE, EDITS, EXERCISES), "My  knee plan")
    assert (copied.id, copied.name) == ("my-knee-plan", "My knee plan")
    assert dose_at(copied, SQUATS).sets == 3
    assert dose_at(copied, SQUATS).tempo_ms == (3000, 500, 2000)
    assert not any(dose.rest_chosen or dose.stands_for for block in copied.blocks for dose in block.doses)
    assert PlanRepository(here.plans_dir, EXERCISES).load("my-knee-plan") == copied
    assert plans.load("six-week-knee") == KNEE
    assert plans.add(KNEE, "My knee plan").id == "my-knee-plan-2"


def test_own_plans_are_closed_to_others(plans: PlanRepository, here: Locations) -> None:
    """The folder and the file can be opened by their owner alone."""
    copied = plans.add(KNEE, "Mine")
    if os.name == "posix":
        assert (here.plans_dir.stat().st_mode & 0o777) == 0o700
        assert ((here.plans_dir / f"{copied.id}.toml").stat().st_mode & 0o777) == 0o600


def test_an_own_plan_is_changed_in_its_file(plans: PlanRepository, here: Locations) -> None:
    """Another plan in the file is read after a restart; one that breaks the rules leaves the file alone."""
    own = plans.add(KNEE, "Mine")
    longer = replace(own, rest_exercises_s=60)
    assert plans.change(longer) == longer
    assert PlanRepository(here.plans_dir, EXERCISES).load("mine") == longer
    with pytest.raises(FileProblem):
        plans.change(replace(own, blocks=own.blocks[:1]))
    assert PlanRepository(here.plans_dir, EXERCISES).load("mine") == longer
    assert [path.name for path in here.plans_dir.iterdir()] == ["mine.toml"]


def test_a_file_that_was_changed_by_hand_is_not_written_over(plans: PlanRepository, here: Locations) -> None:
    """What somebody wrote into their plan while the window was open stays there."""
    own = plans.add(KNEE, "Mine")
    file = here.plans_dir / "mine.toml"
    by_hand = file.read_text().replace("rest_exercises_s = 45", "rest_exercises_s = 50")
    file.write_text(by_hand)
    with pytest.raises(PlanNotSavedError, match="not as KneeTimer left it"):
        plans.change(replace(own, rest_exercises_s=60))
    assert file.read_text() == by_hand


def test_a_plan_goes_to_another_computer_and_is_taken_in_once(plans: PlanRepository, folder: Path) -> None:
    """An exported file is imported elsewhere as the same plan; the second time it is there already."""
    mine = plans.add(with_edits(KNEE, EDITS, EXERCISES), "Mine")
    file = folder / "from a friend.toml"
    plans.export(mine, file)
    other = PlanRepository(folder / "other" / "plans", EXERCISES)
    plan, is_new = other.take_in(file)
    assert is_new and replace(plan, id=mine.id) == mine
    assert other.take_in(file) == (plan, False)
    assert other.ids() == (*plan_ids(), "mine")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"format = 1\n",
        b"\x00\xff",
        b"a." * 30_000 + b"a = 1",
        b"format = 3\n",
        plan_text(KNEE, EXERCISES).replace("sets = 2", "sets = 99").encode(),
        plan_text(KNEE, EXERCISES).replace("six-week-knee", "../../etc/passwd").encode(),
        plan_text(KNEE, EXERCISES).replace("reps = 15", "reps = 15, tempo_s = [2, 0, 2]").encode(),
    ],
)
def test_a_file_that_is_no_plan_is_refused_and_leaves_nothing(
    plans: PlanRepository, here: Locations, folder: Path, content: bytes
) -> None:
    """One sentence that names the file; no file is made and no plan is offered."""
    file = folder / "bad.toml"
    file.write_bytes(content)
    with pytest.raises(FileProblem) as told:
        plans.take_in(file)
    assert str(told.value).startswith("bad.toml")
    assert plans.ids() == plan_ids()
    assert not here.plans_dir.exists()


def test_a_broken_own_plan_is_named_and_kept(plans: PlanRepository, here: Locations) -> None:
    """The others are offered, the broken one is told of and stays where it is."""
    plans.add(KNEE, "Good")
    broken = here.plans_dir / "broken.toml"
    broken.write_text("format = 1\n")
    (here.plans_dir / "other-name.toml").write_text(plan_text(KNEE, EXERCISES))
    again = PlanRepository(here.plans_dir, EXERCISES)
    assert again.ids() == (*plan_ids(), "good")
    assert [line.split(",")[0] for line in again.complaints] == ["broken.toml", "other-name.toml"]
    assert broken.exists()


def test_links_out_of_the_folder_are_not_followed(
    plans: PlanRepository, here: Locations, folder: Path
) -> None:
    """A link to a file elsewhere is told of and not read."""
    plans.add(KNEE, "Good")
    outside = folder / "outside.toml"
    outside.write_text(plan_text(replace(KNEE, id="linked"), EXERCISES))
    (here.plans_dir / "linked.toml").symlink_to(outside)
    again = PlanRepository(here.plans_dir, EXERCISES)
    assert "linked" not in again.ids()
    assert "link" in again.complaints[0]


def test_a_plan_that_cannot_be_written_says_so(plans: PlanRepository, here: Locations) -> None:
    """With a file in the place of the folder nothing is half there, and the sentence names the folder."""
    here.data_dir.mkdir(parents=True)
    here.plans_dir.write_text("in the way")
    with pytest.raises(PlanNotSavedError) as told:
        plans.add(KNEE, "Mine")
    assert str(here.plans_dir) in str(told.value)
    assert plans.ids() == plan_ids()


def test_a_deleted_plan_is_gone_from_the_disk(plans: PlanRepository, here: Locations) -> None:
    """Its file is deleted and it is not offered any more."""
    mine = plans.add(KNEE, "Mine")
    plans.remove(mine.id)
    assert plans.ids() == plan_ids()
    assert list(here.plans_dir.iterdir()) == []


def test_deleting_everything_deletes_own_plans(plans: PlanRepository, here: Locations) -> None:
    """No plan is left, what a crash left of one neither; a stranger's file in the folder stays."""
    with History.open_to_write(here, StillClock()):
        pass
    plans.add(KNEE, "Mine")
    (here.plans_dir / "kneetimer-0a1b2c3d.part").write_text("half a plan")
    stranger = here.plans_dir / "Notes.txt"
    stranger.write_text("not ours")
    erase(here)
    assert [path.name for path in here.plans_dir.iterdir()] == ["Notes.txt"]
    stranger.unlink()
    erase(here)
    assert not here.data_dir.exists()


@given(name=st.text(max_size=80), taken=st.sets(st.sampled_from(["plan", "plan-2", "a", "my-plan"])))
def test_any_name_gives_an_id_that_a_plan_may_have(name: str, taken: set[str]) -> None:
    """Small letters, digits and hyphens, at most 40 of them, and none that is taken."""
    found = free_id(name, taken)
    assert found not in taken
    text = plan_text(replace(KNEE, id=found), EXERCISES)
    assert read_plan(text, EXERCISES).id == found


def test_changes_are_read_back_after_a_restart(here: Locations) -> None:
    """Doses, substitutes, the eased phase and the new round come back equal, each with its plan."""
    with History.open_to_write(here, StillClock()) as history:
        history.save_plan_edits("six-week-knee", EDITS)
        history.save_plan_edits("mine", PlanEdits(ease=True))
    with HistoryReader.open(here) as reader:
        assert reader.plan_edits() == ({"six-week-knee": EDITS, "mine": PlanEdits(ease=True)}, ())
    assert check.verify(here.database) == []


def test_changes_that_were_all_taken_back_leave_no_row(here: Locations) -> None:
    """As the plan says is as if nothing had ever been changed."""
    with History.open_to_write(here, StillClock()) as history:
        history.save_plan_edits("six-week-knee", EDITS)
        history.save_plan_edits("six-week-knee", PlanEdits())
        assert history.plan_edits() == ({}, ())
    assert content_of(here.database)["plan_edit"] == []


def test_damaged_changes_cost_only_themselves(here: Locations) -> None:
    """One plan is as it came and a sentence says so; the other plan's changes and the sessions stay."""
    with History.open_to_write(here, StillClock()) as history:
        history.save_plan_edits("six-week-knee", EDITS)
        history.save_plan_edits("mine", PlanEdits(ease=True))
    with closing(sqlite3.connect(here.database)) as connection, connection:
        connection.execute(
            "UPDATE plan_edit SET content = replace(content, '30', '35') WHERE plan = 'six-week-knee'"
        )
    with HistoryReader.open(here) as reader:
        found, complaints = reader.plan_edits()
    assert found == {"mine": PlanEdits(ease=True)}
    assert len(complaints) == 1 and "six-week-knee" in complaints[0]
    (finding,) = check.verify(here.database)
    assert "six-week-knee" in finding.sentence


def test_a_file_of_the_version_before_takes_changes(here: Locations) -> None:
    """It is brought up to date with its sessions as they were."""
    clock = StillClock()
    with History.open_to_write(here, clock) as old:
        store(old, whole_session(began(), "as it was"))
        before = old.sessions()
    make_older(here.database, 2)
    clock.now += timedelta(days=1)
    with History.open_to_write(here, clock) as history:
        assert history.sessions() == before
        history.save_plan_edits("six-week-knee", EDITS)
        assert history.plan_edits()[0] == {"six-week-knee": EDITS}
    assert check.verify(here.database) == []
