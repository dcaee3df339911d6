"""The plan that the person follows: as it is written, and with what they changed in it.

Knows the files of plans through the repository. What was changed is stored by the model.
"""

from __future__ import annotations

from collections.abc import Mapping

from kneetimer.core.exercise import Exercise
from kneetimer.core.plan import Plan
from kneetimer.core.plan_edit import EditLog, PlanEdits, with_edits
from kneetimer.core.preferences import Preferences
from kneetimer.storage.plans.plan_repository import PlanRepository

DEFAULT_PLAN = Preferences().plan


class FollowedPlan:
    """`written` is the plan as its file has it, `plan` the same with the changes of `log`.

    `missing` is the id of the plan that the person chose, where its file is gone; else "".
    """

    def __init__(self, repository: PlanRepository, exercises: Mapping[str, Exercise]) -> None:
        self.repository = repository
        self._exercises = exercises
        self._logs: dict[str, EditLog] = {}
        self.written = repository.load(DEFAULT_PLAN)
        self.missing = ""
        self.plan = self.written

    @property
    def log(self) -> EditLog:
        """What was changed in this plan, and in which order."""
        return self.log_of(self.written.id)

    def log_of(self, plan_id: str) -> EditLog:
        return self._logs.get(plan_id, EditLog())

    def begin(self, edits: Mapping[str, PlanEdits], plan_id: str) -> None:
        """Follow a plan in other data, with what was changed in each plan there."""
        self._logs = {each: EditLog(changed) for each, changed in edits.items()}
        self.written = self.repository.load(self._known(plan_id))
        self.missing = "" if self.written.id == plan_id else plan_id
        self.work_out()

    def follow(self, plan_id: str) -> None:
        """Follow the plan of that id, or the usual one where there is none such."""
        if self._known(plan_id) != self.written.id:
            self.written = self.repository.load(self._known(plan_id))
            self.work_out()

    def keep_log(self, log: EditLog, plan_id: str) -> None:
        self._logs[plan_id] = log
        self.work_out()

    def rewrite(self, plan: Plan) -> None:
        """Write an own plan into its file. Raises FileProblem or PlanNotSavedError; then nothing changed."""
        changed = self.repository.change(plan)
        if changed.id == self.written.id:
            self.written = changed
            self.work_out()

    def work_out(self) -> None:
        """Lay the changes over the plan anew."""
        self.plan = with_edits(self.written, self.log.now, self._exercises)

    def _known(self, plan_id: str) -> str:
        return plan_id if plan_id in self.repository.ids() else DEFAULT_PLAN
