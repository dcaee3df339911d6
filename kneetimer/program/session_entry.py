"""All ways into a session: each ends here, is asked the one gate, and only then leads on.

Which session comes next, the model says; whether it may begin, core/gate.py. Playing it is the
session controller's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core.gate import Gate, GateStep, GateWay, step_for
from kneetimer.core.language import tr
from kneetimer.core.script import Script, SessionKind
from kneetimer.program.lazy import Lazy
from kneetimer.program.model import Model
from kneetimer.program.today_controller import TodayController
from kneetimer.ui.today import day_words, words
from kneetimer.ui.today.view import interrupted_session

if TYPE_CHECKING:
    from kneetimer.program.session_controller import SessionController


class SessionEntry(QObject):
    """`today_wanted` asks for the page that says why, `beginning` comes just before a session does.

    `said` is a sentence for the person.
    """

    today_wanted = Signal()
    beginning = Signal()
    said = Signal(str)

    def __init__(
        self,
        model: Model,
        today: TodayController,
        sessions: Lazy[SessionController],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._today = today
        self._sessions = sessions
        # What was asked for and waits for the second step, with the verdict that it was asked about.
        self._wished: tuple[GateWay, Script, Gate] | None = None
        page = today.page
        page.kind_requested.connect(self.start_kind)
        page.start_requested.connect(self.start)
        page.confirmed.connect(self._begin_anyway)
        page.resume_requested.connect(self.resume)

    @Slot()
    def start(self) -> None:
        """Start the session that comes next."""
        self._begin(GateWay.START, self._model.script())

    @Slot(str)
    def start_kind(self, kind: str) -> None:
        """Start a shorter form of the session that comes next, or the gentle one."""
        script = self._model.choices().get(SessionKind(kind))
        if script is not None:
            self._begin(GateWay.GENTLE if script.gentle else GateWay.SHORTER, script)

    @Slot(object)
    def practise(self, script: Script) -> None:
        self._begin(GateWay.PRACTICE, script)

    @Slot(str)
    def resume(self, how: str) -> None:
        """Answer the interrupted session: "go-on", "redo", "partial" or "discard"."""
        saved = interrupted_session(self._model.records)
        if saved is None:
            return
        if how in (GateWay.GO_ON.value, GateWay.REDO.value):
            self._begin(GateWay(how), saved.script)
        else:
            self._answer_interrupted(how)

    def rehearse(self, script: Script) -> None:
        """Play a script that is marked as a rehearsal."""
        self._begin(GateWay.REHEARSAL, script)

    @Slot()
    def _begin_anyway(self) -> None:
        """The second, deliberate step to what was asked for last: one only while the knee is as it was."""
        if self._wished is not None:
            way, script, gate = self._wished
            self._begin(way, script, confirmed=gate == self._model.outlook.gate)

    def _begin(self, way: GateWay, script: Script, *, confirmed: bool = False) -> None:
        """Take a way into a session as far as the knee allows.

        `script` is that of the session, of the interrupted one too.
        """
        self._wished = None
        if self._model.problem is not None or self._model.queue is None:
            self.said.emit(str(self._model.problem))
            return
        gate = self._model.outlook.gate
        step = step_for(way, gate.permission, confirmed=confirmed)
        if step is GateStep.BEGIN:
            self._play(way, script, decided=confirmed)
            return
        if not self._today.page.isVisible():
            self.today_wanted.emit()
        if step is GateStep.CONFIRM:
            self._wished = (way, script, gate)
            exercises, today = self._model.exercises, self._model.outlook.today
            goes_on = way in (GateWay.GO_ON, GateWay.REDO)
            self._today.page.ask_anyway(
                day_words.anyway_question(way, script, exercises, gate, today),
                tr(words.GO_ON_ANYWAY if goes_on else words.START_ANYWAY),
            )

    def _play(self, way: GateWay, script: Script, *, decided: bool) -> None:
        if way in (GateWay.GO_ON, GateWay.REDO):
            self._answer_interrupted(way.value, decided=decided)
        else:
            self.beginning.emit()
            self._sessions().play(script, rehearsal=way is GateWay.REHEARSAL)

    def _answer_interrupted(self, how: str, *, decided: bool = False) -> None:
        saved = interrupted_session(self._model.records)
        if saved is not None and self._model.queue is not None:
            self.beginning.emit()
            self._sessions().answer_interrupted(saved, how, decided=decided)
