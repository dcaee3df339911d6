"""All plans a person can follow: those that come with the program, and their own files.

Own plans are files `<id>.toml` in one folder. A broken one is passed over with a sentence and
never deleted. Which plan is followed, and what was changed in it, is not known here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from kneetimer.core.exercise import Exercise
from kneetimer.core.language import tr
from kneetimer.core.plan import Plan
from kneetimer.storage import errors
from kneetimer.storage.errors import PlanNotSavedError, explained
from kneetimer.storage.locations import create_folder
from kneetimer.storage.plans import plan_file
from kneetimer.storage.plans.plan_writer import plan_text
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.storage.whole_file import is_unfinished, write_whole

MOST_PLANS = 100
ID_CHARACTERS = 40
NAME_CHARACTERS = 60

_OWN_FILE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.toml")


class PlanRepository:
    """The plans by their ids, built-in ones first. The folder needs not exist."""

    def __init__(self, folder: Path, exercises: Mapping[str, Exercise]) -> None:
        self._folder = folder
        self._built_in_ids = plan_file.plan_ids()
        self._exercises = exercises
        self._built_in: dict[str, Plan] = {}  # read when they are asked for
        self._own: dict[str, Plan] = {}
        self._complaints: tuple[str, ...] = ()
        self.read_again()

    @property
    def complaints(self) -> tuple[str, ...]:
        """A sentence for each of the person's files that cannot be used."""
        return self._complaints

    def read_again(self) -> None:
        """Look at the folder anew."""
        self._own = {}
        complaints = []
        for path in files_in(self._folder)[:MOST_PLANS]:
            if not _OWN_FILE.fullmatch(path.name):
                continue
            try:
                plan = self._read_own(path)
            except FileProblem as problem:
                complaints.append(str(problem))
                continue
            if plan.id in self._built_in_ids:
                complaints.append(
                    str(FileProblem(path.name, "id", tr("a plan of KneeTimer's own has this id")))
                )
            else:
                self._own[plan.id] = plan
        self._complaints = tuple(complaints)

    def ids(self) -> tuple[str, ...]:
        return (*self._built_in_ids, *self._own)

    def is_own(self, plan_id: str) -> bool:
        return plan_id in self._own

    def load(self, plan_id: str) -> Plan:
        """A plan as it came, without anybody's changes. Raises FileProblem where there is none of that id."""
        if plan_id in self._own:
            return self._own[plan_id]
        if plan_id not in self._built_in:
            self._built_in[plan_id] = plan_file.load_plan(plan_id)
        return self._built_in[plan_id]

    def add(self, plan: Plan, name: str, wanted_id: str = "") -> Plan:
        """Store a copy of a plan under a name and an id of its own, the wanted one where it is free.

        Raises PlanNotSavedError.
        """
        name = shown_name(name) or plan.name
        is_free = wanted_id and wanted_id not in self.ids() and not os.path.exists(self._path(wanted_id))
        own_id = wanted_id if is_free else free_id(name, self.ids())
        stored = replace(_without_choices(plan), id=own_id, name=name)
        text = plan_text(stored, self._exercises)
        # Nothing is stored that could not be read back; a name may hold what no plan file may.
        stored = plan_file.read_plan(text, self._exercises, tr("the new plan"))
        try:
            create_folder(self._folder)
        except errors.FolderError as problem:
            raise PlanNotSavedError(str(problem), self._folder) from problem
        _write(self._folder / f"{stored.id}.toml", text)
        self._own[stored.id] = stored
        return stored

    def change(self, plan: Plan) -> Plan:
        """Store an own plan anew in its file, and return it as it was read back.

        A file that somebody changed meanwhile is left alone. Raises PlanNotSavedError, FileProblem for
        a plan that breaks the rules, KeyError where no own plan has that id.
        """
        known = self._own[plan.id]
        path = self._folder / f"{plan.id}.toml"
        text = plan_text(_without_choices(plan), self._exercises)
        stored = plan_file.read_plan(text, self._exercises, path.name)
        try:
            untouched = self._read_own(path) == known
        except FileProblem:
            untouched = False
        if not untouched:
            raise PlanNotSavedError(
                tr(
                    "The plan {path} is not as KneeTimer left it. Start KneeTimer again to use what "
                    "is in it.",
                    path=path,
                ),
                path,
            )
        _write(path, text)
        self._own[plan.id] = stored
        return stored

    def read(self, source: Path | str, name: str = "") -> Plan:
        """The plan of a file, which stays where it is, or of a text, which messages call `name`.

        Raises FileProblem.
        """
        return plan_file.read_plan(source, self._exercises, name)

    def take_in(self, source: Path | str, name: str = "") -> tuple[Plan, bool]:
        """Import a plan, as `read` does; one that is here already is not taken twice. True where it was new.

        Raises FileProblem for what is no plan, PlanNotSavedError.
        """
        return self._take(self.read(source, name))

    def text_of(self, plan: Plan) -> str:
        """A plan as the text of its file, to be sent to somebody."""
        return plan_text(_without_choices(plan), self._exercises)

    def _take(self, plan: Plan) -> tuple[Plan, bool]:
        for known in self.ids():
            if replace(self.load(known), id=plan.id) == plan:
                return self.load(known), False
        # Under its id, what was done with it on another computer belongs to it here too.
        return self.add(plan, plan.name, plan.id), True

    def remove(self, plan_id: str) -> None:
        """Delete an own plan's file; sessions done with it stay. Raises PlanNotSavedError, KeyError."""
        del self._own[plan_id]
        path = self._folder / f"{plan_id}.toml"
        with explained(PlanNotSavedError, path, tr("The plan {path} could not be deleted", path=path)):
            path.unlink(missing_ok=True)

    def export(self, plan: Plan, path: Path) -> None:
        """Write a plan as a file that can be imported elsewhere. Raises PlanNotSavedError."""
        _write(path, self.text_of(plan))

    def _path(self, plan_id: str) -> Path:
        return self._folder / f"{plan_id}.toml"

    def _read_own(self, path: Path) -> Plan:
        if path.is_symlink():
            raise FileProblem(path.name, "", tr("this is a link; copy the file itself into the folder"))
        plan = plan_file.read_plan(path, self._exercises)
        if f"{plan.id}.toml" != path.name:
            raise FileProblem(path.name, "id", tr("must be “{id}”, as in the name of the file", id=path.stem))
        return plan


def files_in(folder: Path) -> list[Path]:
    """The files in the folder of own plans that are KneeTimer's: plans, and what a crash left of one."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [folder / name for name in names if _OWN_FILE.fullmatch(name) or is_unfinished(name)]


def shown_name(typed: str) -> str:
    """A name as a person typed it, on one line and no longer than there is room for."""
    return " ".join(typed.split())[:NAME_CHARACTERS].strip()


def free_id(name: str, taken: Collection[str]) -> str:
    """An id made from a name, with a number where it is taken."""
    base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[: ID_CHARACTERS - 4].strip("-") or "plan"
    found, number = base, 2
    while found in taken:
        found = f"{base}-{number}"
        number += 1
    return found


def _without_choices(plan: Plan) -> Plan:
    """The plan as a file can hold it: whoever reads it has made none of these choices."""
    blocks = tuple(
        replace(
            block,
            doses=tuple(replace(dose, rest_chosen=False, stands_for=None) for dose in block.doses),
        )
        for block in plan.blocks
    )
    return replace(plan, blocks=blocks, since=None)


def _write(path: Path, text: str) -> None:
    with explained(PlanNotSavedError, path, tr("The plan {path} could not be written", path=path)):
        write_whole(path, text.encode("utf-8"))
