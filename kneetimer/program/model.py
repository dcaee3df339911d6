"""What is known of the person, and what follows from it: the one owner of both.

Reads the data file and what waits to be written into it, writes through the write queue, and works out
what comes next once after each change. Whoever shows something of it listens to `changed` and keeps no
copy. Shows nothing itself.
"""

from __future__ import annotations

import itertools
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneetimer.core import steering, weight_step
from kneetimer.core.knee import AnswersOpen, KneeCheck, LookedAt
from kneetimer.core.language import tr
from kneetimer.core.outlook import Outlook, decisive_from, is_enough, outlook_of
from kneetimer.core.own_exercise import OwnExercise
from kneetimer.core.plan_edit import EditLog, PlanEdits
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import SessionRecord, SessionState
from kneetimer.core.run import Run
from kneetimer.core.schedule import NextSession, counted_sessions, of_round
from kneetimer.core.script import BOTH_ALIKE, Script, SessionKind, WeakerSides
from kneetimer.core.summary import PastSession, PastSessions, summary_of
from kneetimer.core.weaker import asks_for_weaker, to_compare, weaker_sides
from kneetimer.devices.process.clock import Clock
from kneetimer.program.followed_plan import FollowedPlan
from kneetimer.program.known_exercises import KnownExercises
from kneetimer.program.saver import Saver
from kneetimer.storage.errors import AlreadyOpenError, StorageError
from kneetimer.storage.exchange import rescue
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.plans.plan_repository import PlanRepository
from kneetimer.storage.records import merged
from kneetimer.storage.records.history import History
from kneetimer.storage.records.wire import Entry
from kneetimer.ui.shell import words

SETTLES_MS = 600  # a person who presses again within that is not done choosing

Opened = tuple[Locations, History | None, StorageError | None]


def open_data(data_dir: Path | None, clock: Clock) -> Opened | AlreadyOpenError:
    """The data; without a history where it cannot be used, and why."""
    where = locate(data_dir)
    try:
        return where, History.open_to_write(where, clock.now), None
    except AlreadyOpenError as problem:
        return problem
    except StorageError as problem:
        return where, None, problem


def _taken_in(history: History, where: Locations) -> tuple[str, ...]:
    """Store what an earlier run could not, and a sentence about it."""
    found = rescue.take_in(history, where)
    stays = tuple(words.not_taken_in(each.path, each.trouble) for each in found if each.trouble)
    return (tr(words.TAKEN_IN), *stays) if len(stays) < len(found) else stays


def last_of_plan(model: Model) -> SessionRecord | None:
    """The last session that counted for the plan, with its sets; None where none can be read."""
    return next(iter(newest_of_plan(model, 1)), None)


def newest_of_plan(model: Model, most: int) -> list[SessionRecord]:
    """The last sessions that counted for the plan, with their sets, the newest first."""
    done = reversed(of_round(model.plans.plan, counted_sessions(model.records))[-most:])
    # What came before one that cannot be read would be taken for the last.
    return [each for each in itertools.takewhile(bool, (_with_sets(model, known) for known in done)) if each]


def weight_steps_of(model: Model) -> dict[str, float]:
    """The weights in kg that the coming session proposes; nothing is read where nobody lifts any."""
    if not model.preferences.load_of_exercise:
        return {}
    past = newest_of_plan(model, weight_step.SESSIONS_READ)
    return weight_step.weight_steps(model.outlook, model.script(), past)


def weaker_of(model: Model) -> WeakerSides:
    """What the last sessions say of the sides, for who wants to know. One that cannot be read is left out."""
    if not asks_for_weaker(model.preferences):
        return BOTH_ALIKE
    read = (_with_sets(model, each) for each in to_compare(model.records))
    return weaker_sides(each for each in read if each is not None)


def _stored_answers(
    history: History | None, since: date | None
) -> tuple[list[KneeCheck], list[LookedAt], list[AnswersOpen]]:
    """What was answered about knees and left open, as far as it decides about today. Raises StorageError."""
    if history is None:
        return [], [], []
    return history.decisive_checks(since), history.seen(), history.answers_open()


def _read_past(model: Model) -> None:
    """Have the sessions and the answers that may say something about today."""
    history, since = model.history, decisive_from(model.plans.plan, model.clock.now())
    if history is not None and model.problem is None:
        try:
            running = history.interrupted()  # discards rehearsals that were cut off
            if since is not None and running is not None and running.started < since:
                since = None
            model.records = PastSessions(history.overview(since=since))
            model.complaints += history.unreadable
            model.unread_before = since
        except StorageError as unreadable:
            model.problem = unreadable
    _read_answers(model)
    if model.unread_before is not None and not is_enough(model.records, model.checks, model.unread_before):
        model.know_all()
        _read_answers(model)


def _read_older(model: Model) -> None:
    """Have the sessions, too, of which `_read_past` found that they say nothing about today."""
    before, model.unread_before = model.unread_before, None
    if before is None or model.history is None:
        return
    try:
        older = model.history.overview(before=before)
    except StorageError as problem:
        model.said.emit(str(problem))
        return
    model.records = PastSessions((*model.records, *older))
    if model.history.unreadable:
        model.complaints += model.history.unreadable
        model.said.emit(words.complaints(model.history.unreadable))


def _read_answers(model: Model) -> None:
    """Have the answers that may say something about today, those that wait to be stored too."""
    try:
        checks, seen, later = _stored_answers(model.history, steering.decisive_since(model.records))
    except StorageError as problem:
        model.said.emit(str(problem))
        checks, seen, later = model.checks, _listed(model.seen), _listed(model.open_answers)
    model.checks = merged.answers(checks, KneeCheck, model.queue)
    model.seen = _newest(merged.answers(seen, LookedAt, model.queue))
    model.open_answers = _newest(merged.answers(later, AnswersOpen, model.queue))


_Told = TypeVar("_Told", LookedAt, AnswersOpen)


def _listed(told: _Told | None) -> list[_Told]:
    return [] if told is None else [told]


def _newest(told: list[_Told]) -> _Told | None:
    return max(told, key=lambda each: each.at, default=None)


def _with_sets(model: Model, known: PastSession) -> SessionRecord | None:
    try:
        return known if isinstance(known, SessionRecord) else model.record_of(known.id)
    except (KeyError, StorageError):
        return None


def _in_few_words(known: PastSession) -> PastSession:
    """A session before the last one, as a start reads it: all sets of hundreds would fill the memory."""
    if isinstance(known, SessionRecord) and known.state is not SessionState.RUNNING:
        return summary_of(known)
    return known


class Model(QObject):
    """`changed` comes after anything that may change what a page shows.

    `preferences_changed` comes before it, for what follows the choices at once: look, sound, voice.
    `replaced` says that everything is of another data file, or of another state of it. `said` is a
    trouble, as a sentence for the person.

    `saving_changed` says that something waits to be stored, or no more; why, `queue.trouble` has.

    The attributes are for reading. `history` and `queue` are None where the data cannot be used,
    `problem` says why. `records` are all sessions; after a start only those that say something about today,
    until `know_all`, which every change asks for: `unread_before` is when the others began. `checks` are the
    answers about the knee that may say something about today (steering.decisive_since), `seen` the last look
    that somebody had at a knee, `open_answers` what was left for later, `runs` all runs. `complaints` say
    what could not be read.
    """

    changed = Signal()
    preferences_changed = Signal()
    replaced = Signal()
    saving_changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        where: Locations,
        history: History | None,
        problem: StorageError | None,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.where, self.clock = where, clock
        self.known = KnownExercises(history)  # before any plan that has one of them is read
        self.exercises = self.known.all
        self.plans = FollowedPlan(PlanRepository(where.plans_dir, self.exercises), self.exercises)
        self._outlook: Outlook | None = None
        self._scripts: dict[tuple[NextSession, date], Script] = {}
        self._choices: dict[tuple[NextSession, date], dict[SessionKind, Script]] = {}
        self._chose = False  # and that is not stored yet
        self._settles = QTimer(self)
        self._settles.setSingleShot(True)
        self._settles.setInterval(SETTLES_MS)
        self._settles.timeout.connect(self.flush)
        self._read(history, problem)

    # The data file.

    def _read(self, history: History | None, problem: StorageError | None) -> None:
        """Take over what is in a data file."""
        self.history, self.problem = history, problem
        self.saver = Saver(history, self.where, self.clock, self) if history is not None else None
        self.queue = self.saver.queue if self.saver is not None else None
        if self.saver is not None:
            self.saver.changed.connect(self.saving_changed)
        self.preferences = Preferences()
        self.records = PastSessions()
        self.unread_before: datetime | None = None
        self.checks: list[KneeCheck] = []
        self.seen: LookedAt | None = None
        self.open_answers: AnswersOpen | None = None
        self.runs: tuple[Run, ...] = ()
        self.complaints: tuple[str, ...] = ()
        edits: dict[str, PlanEdits] = {}
        if history is not None:
            try:
                self.complaints = _taken_in(history, self.where)
                self.preferences, unread = history.preferences()
                edits, broken = history.plan_edits()
                self.runs = tuple(history.runs())
                self.complaints += (*unread, *broken)
            except StorageError as unreadable:
                self.problem = unreadable
        self.plans.begin(edits, self.preferences.plan)
        if self.plans.missing:
            self.complaints += (words.plan_is_gone(self.plans.missing, self.plans.written.name),)
        _read_past(self)
        self._forget_outlook()

    @Slot()
    def know_all(self) -> None:
        """Read the sessions that say nothing about today too. Nothing that follows from all is another."""
        if self.unread_before is not None:
            _read_older(self)
            self._outlook = None

    def let_go(self) -> None:
        """Close the data file, with all that could be written in it."""
        self.flush()
        saver, history = self.saver, self.history
        self.saver = self.queue = self.history = None
        if saver is not None and history is not None:
            if not saver.finish():
                saver.rescue()
            if saver.close():  # else its thread has the file still, and takes it along at the end
                history.close()
            saver.deleteLater()

    def open_again(self) -> None:
        """Open the data file anew, after `let_go`."""
        opened = open_data(self.where.data_dir, self.clock)
        history, problem = (None, opened) if isinstance(opened, StorageError) else opened[1:]
        self.known.read(history)
        self.plans.repository.read_again()
        self._read(history, problem)
        # What waited before is stored now, put aside or given up.
        for tell in (self.replaced, self.preferences_changed, self.changed, self.saving_changed):
            tell.emit()

    # What follows from it.

    @property
    def outlook(self) -> Outlook:
        """What comes next, worked out once after each change; asked again a second later, with that time."""
        now = self.clock.now()
        known = self._outlook
        if known is None or known.now.replace(microsecond=0) != now.replace(microsecond=0):
            known = self._outlook = outlook_of(
                self.plans.plan,
                self.preferences,
                self.records,
                self.exercises,
                now,
                self.runs,
                self.checks,
                weaker_of(self),
                self.seen,
            )
        return known

    def script(self) -> Script:
        """The script of the session that comes next, as it would be done today."""
        session = (self.outlook.due, self.outlook.today)
        if session not in self._scripts:
            self._scripts[session] = self.outlook.script()
        return self._scripts[session]

    def choices(self) -> dict[SessionKind, Script]:
        """What else a person may choose of that session, the longest first."""
        session = (self.outlook.due, self.outlook.today)
        if session not in self._choices:
            self._choices[session] = self.outlook.choices()
        return self._choices[session]

    def _forget_outlook(self) -> None:
        self._outlook = None
        self._scripts.clear()
        self._choices.clear()

    @Slot()
    def has_changed(self) -> None:
        """Something is not what it was, be it only the day: whoever shows it shows it anew."""
        self.know_all()
        self._forget_outlook()
        self.changed.emit()

    # The person's choices.

    def choose(self, preferences: Preferences) -> None:
        """Follow other choices at once. They are stored when the person has stopped choosing."""
        if preferences == self.preferences:
            return
        self.know_all()
        self.preferences = preferences
        self.plans.follow(preferences.plan)
        self._chose = True
        self._settles.start()
        self._forget_outlook()
        self.preferences_changed.emit()
        self.changed.emit()

    @Slot()
    def flush(self) -> None:
        """Store the choices that are not stored yet."""
        self._settles.stop()
        if self._chose and self.queue is not None:
            self.queue.save_preferences(self.preferences)
        self._chose = False

    def keep_plan_log(self, log: EditLog, plan_id: str | None = None) -> None:
        """Store what was changed in a plan: in the one that is followed, unless one is named."""
        plan_id = plan_id or self.plans.written.id
        self.plans.keep_log(log, plan_id)
        if self.queue is not None:
            self.queue.save_plan_edits(plan_id, log.now)
        self.has_changed()

    # Sessions, answers and runs.

    def record_of(self, session_id: str) -> SessionRecord:
        """A session as it was done, stored or not. Raises KeyError or StorageError where nobody knows."""
        if self.history is None or self.queue is None:
            raise KeyError(session_id)
        return merged.record_of(session_id, self.history, self.queue)

    @property
    def not_saved(self) -> str:
        """Why something is not stored yet, in a sentence; "" when all is."""
        return str(self.queue.trouble or "") if self.queue is not None else ""

    def rewrote(self, session_id: str) -> None:
        """A session that is over was corrected in the data file. Raises StorageError."""
        assert self.history is not None
        if self.queue is not None:
            self.queue.forget(session_id)
        self.remember(self.history.record_of(session_id))

    def remember(self, record: SessionRecord) -> None:
        """A session is so now: it is over, or something about it was answered or corrected."""
        self.know_all()
        others = [_in_few_words(known) for known in self.records if known.id != record.id]
        self.records = PastSessions(others if record.removed else (record, *others))
        _read_answers(self)
        self.has_changed()

    def save(self, *entries: Entry, tell: bool = True) -> None:
        """Store answers about the knee, runs or own exercises, in place of those with the same ids.

        Without `tell` whoever saves says `has_changed` later, once for many.
        """
        if self.queue is not None:
            for each in entries:
                self.queue.save_answer(each)
            self._take_in(entries, (), tell=tell)

    def remove(self, *entries: Entry) -> None:
        """Delete answers about the knee, or runs."""
        if self.queue is not None:
            for each in entries:
                self.queue.remove_answer(each)
            self._take_in((), entries, tell=True)

    def _take_in(self, kept: tuple[Entry, ...], gone: tuple[Entry, ...], *, tell: bool) -> None:
        runs = [each for each in kept if isinstance(each, Run)]
        touched = {each.id for each in (*kept, *gone) if isinstance(each, Run)}
        if touched:
            listed = [*(known for known in self.runs if known.id not in touched), *runs]
            self.runs = tuple(sorted(listed, key=lambda run: (run.day, str(run.started or ""), run.id)))
        own = [each for each in kept if isinstance(each, OwnExercise)]
        for each in own:
            self.known.keep(each)
        checks = any(isinstance(each, KneeCheck | LookedAt | AnswersOpen) for each in (*kept, *gone))
        if checks:
            self.know_all()
            _read_answers(self)
        if touched or checks or own:
            self._forget_outlook()
            if tell:
                self.changed.emit()
