"""What follows a session: its summary, and the answers that are given there.

Each answer is stored as it is given: the program may be gone before the summary is closed.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core import speech
from kneetimer.core.knee import AnswersOpen, CheckMoment
from kneetimer.core.open_answers import still_open
from kneetimer.core.record import Answered, SessionRecord, SessionState
from kneetimer.core.steering import level_of
from kneetimer.program.appearance import Appearance
from kneetimer.program.backups import Backups
from kneetimer.program.knee_controller import KneeController
from kneetimer.program.model import Model
from kneetimer.program.session_controller import SessionController
from kneetimer.storage.errors import StorageError
from kneetimer.ui.shell import words
from kneetimer.ui.summary.page import SummaryPage
from kneetimer.ui.summary.view import SummaryView, summary_view


class SummaryController(QObject):
    """`shown` says that the summary has something to show, `left` with which page the person goes on."""

    shown = Signal()
    left = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        model: Model,
        sessions: SessionController,
        knee: KneeController,
        backups: Backups,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._model = model
        self._sessions = sessions
        self._knee = knee
        self._backups = backups
        self._session = ""  # of which the summary is shown
        self.page = SummaryPage(appearance.theme)
        self.page.answered.connect(self._keep_answers)
        self.page.after_answered.connect(self._keep_after)
        self.page.easier.chosen.connect(self._choose_easier)
        self.page.closed.connect(self._close)
        model.saving_changed.connect(self._show_saving)
        self._show_saving()

    def show_session(self) -> None:
        """The session that ran is over."""
        self._session = self._sessions.session
        ended = self._record()
        if ended is None:
            self.left.emit("today")
            return
        self._model.remember(ended)
        chosen = self._model.preferences
        if chosen.today_rest_s is not None and not ended.is_practice:
            self._model.choose(chosen.with_(today_rest_s=None, today_rest_on=""))
        if ended.state is SessionState.DISCARDED:
            self.left.emit(_page_after(ended))
            return
        view = self._show(ended)
        if self._sessions.tells_end:
            script, day = ended.script, view.next.weekday if view.next is not None else ""
            counts = ended.state is SessionState.FINISHED and view.next is not None
            told = speech.ending(script.week, script.session, day) if counts else ()
            self._sessions.audio.tell_end(told)
        self.shown.emit()

    def ask_later(self) -> None:
        """Ask what was left for later after the last session; nothing where that cannot be asked any more."""
        model = self._model
        found = still_open(model.open_answers, model.records, model.clock.now())
        if found is None:
            model.has_changed()  # the page that offers it is of before
            return
        left, _ = found
        self._session = left.session
        record = self._record()
        if record is None:
            return
        self._show(record)
        self.page.ask_later(left.questions)
        self.shown.emit()

    def _show(self, record: SessionRecord) -> SummaryView:
        model = self._model
        after = level_of(record.id, CheckMoment.AFTER, model.checks)
        self.page.set_reduced_motion(self._appearance.reduced_motion)
        view = summary_view(record, model.outlook, self._before(record), after)
        self.page.show_view(view)
        return view

    def _before(self, ended: SessionRecord) -> SessionRecord | None:
        """The session of the same plan before one, to hold it against; None where there is none to read."""
        earlier = [
            each
            for each in self._model.records
            if each.script.plan == ended.script.plan
            and each.state in (SessionState.FINISHED, SessionState.PARTIAL)
            and each.started < ended.started
            and not (each.rehearsal or each.is_practice)
        ]
        if not earlier or ended.is_practice:
            return None
        try:
            return self._model.record_of(max(earlier, key=lambda each: each.started).id)
        except (StorageError, KeyError):
            return None

    def _record(self) -> SessionRecord | None:
        """The session of the summary, stored or not."""
        try:
            return self._model.record_of(self._session)
        except (StorageError, KeyError):
            return None

    @Slot()
    def _show_saving(self) -> None:
        self.page.show_unsaved(words.not_saved_yet(self._model.not_saved))

    @Slot(object, object, str)
    def _keep_answers(self, effort: int | None, pain: int | None, note: str) -> None:
        known = self._record()
        queue = self._model.queue
        if known is None or queue is None or (known.effort, known.pain, known.note) == (effort, pain, note):
            return
        queue.append(self._session, Answered(effort, pain, note))
        answered = self._record()
        if answered is not None:
            self._model.remember(answered)

    @Slot(str, bool)
    def _choose_easier(self, exercise: str, eased: bool) -> None:
        self._model.choose(self._model.preferences.with_eased(exercise, eased=eased))

    @Slot(object)
    def _keep_after(self, level: int | None) -> None:
        shown = self._record()
        if shown is not None and not shown.rehearsal:
            self._knee.keep_after(self._session, level)

    @Slot(object, object, str)
    def _close(self, effort: int | None, pain: int | None, note: str) -> None:
        self._keep_answers(effort, pain, note)
        ended = self._record()
        if ended is not None and not ended.rehearsal:
            self._leave_for_later()
        self._backups.back_up()
        self.left.emit("today" if ended is None else _page_after(ended))

    def _leave_for_later(self) -> None:
        """Remember what nobody has come to, and forget what has been asked by now."""
        questions, known = self.page.left(), self._model.open_answers
        if questions:
            self._model.save(AnswersOpen(self._session, self._model.clock.stamp(), questions))
        elif known is not None and known.session == self._session:
            self._model.remove(known)

    def finish(self) -> None:
        """Keep what is answered, because the window closes."""
        if self.page.isVisible():
            self.page.finish()


def _page_after(ended: SessionRecord) -> str:
    """Back to where it was begun: a practice comes from the exercises."""
    return "exercises" if ended.is_practice else "today"
