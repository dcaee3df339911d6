"""The way through a session: from the wish for one, through it and its summary, back to a page.

Begins nothing itself: whether a session may begin, session_entry.py asks; playing it is the session
controller's, and what is answered afterwards the summary controller's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneetimer.core.script import Script
from kneetimer.devices.desktop.bus import SessionBus
from kneetimer.program.appearance import Appearance
from kneetimer.program.backups import Backups
from kneetimer.program.lazy import Lazy
from kneetimer.program.model import Model
from kneetimer.program.session_entry import SessionEntry
from kneetimer.program.today_controller import TodayController
from kneetimer.ui.shell import words
from kneetimer.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from kneetimer.program.session_controller import SessionController
    from kneetimer.program.summary_controller import SummaryController
    from kneetimer.ui.first_start.page import FirstAnswers, FirstStartPage

SUMMARY_OF_REHEARSAL_MS = 1_500


class SessionFlow(QObject):
    """`sessions`, `summary` and `first_start` are made when they are first wanted.

    `busy_changed` says whether a session or its summary fills the window, `article_asked` carries the
    id of an answer that is to be read over it.
    """

    busy_changed = Signal(bool)
    article_asked = Signal(str)

    def __init__(
        self,
        model: Model,
        appearance: Appearance,
        window: MainWindow,
        today: TodayController,
        bus: SessionBus | None,
        *,
        speed: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._appearance = appearance
        self._window = window
        self._today = today
        self._bus = bus
        self._speed = speed
        self._rehearsing = self._summary_stays = False
        self._starts_at_once = False
        self.backups = Backups(model, self)
        self.backups.said.connect(window.show_banner)
        self.backups.over.connect(window.banner.take_back)
        self.sessions = Lazy(self._make_sessions)
        self.summary = Lazy(self._make_summary)
        self.first_start = Lazy(self._make_first_start)
        self.entry = SessionEntry(model, today, self.sessions, self)
        self.entry.said.connect(window.show_banner)
        self.entry.today_wanted.connect(self._open_today)
        self.entry.beginning.connect(self._begin)
        today.page.answer_wanted.connect(self._ask_later)

    def rehearse(self, script: Script, *, stay: bool = False) -> None:
        """Play a script that is marked as a rehearsal, then its summary, then end.

        With `stay` the person closes the summary.
        """
        self._rehearsing, self._summary_stays = True, stay
        self.entry.rehearse(script)

    def ask_first(self, *, start: bool) -> None:
        """Show what is asked and said at the first start; with `start` the first session follows."""
        self._starts_at_once = start
        self.first_start().show_step(0)
        self._window.show_session(self.first_start())

    def finish(self) -> None:
        """Keep what is done and answered, because the window closes."""
        if self.summary.made is not None:
            self.summary.made.finish()
        if self.sessions.made is not None:
            self.sessions.made.release()

    def _make_sessions(self) -> SessionController:
        from kneetimer.program.session_controller import SessionController

        made = SessionController(
            self._model, self._appearance, self._window, self._bus, speed=self._speed, parent=self
        )
        made.began.connect(self._today.knee.session_began)
        made.ended.connect(self._end)
        for says in (made, made.audio):
            says.said.connect(self._window.show_banner)
        made.page.panels.article_asked.connect(self.article_asked)
        made.hands_free.raise_asked.connect(self._window.bring_to_front)
        return made

    def _make_summary(self) -> SummaryController:
        from kneetimer.program.summary_controller import SummaryController

        made = SummaryController(
            self._appearance, self._model, self.sessions(), self._today.knee, self.backups, self
        )
        made.shown.connect(self._show_summary)
        made.left.connect(self._leave)
        return made

    def _make_first_start(self) -> FirstStartPage:
        from kneetimer.ui.first_start.page import FirstStartPage

        page = FirstStartPage(self._appearance.theme)
        page.finished.connect(self._first_answers)
        page.sound_test_requested.connect(self.test_sound)
        return page

    @Slot()
    def test_voice(self) -> None:
        self.sessions().audio.test_voice()

    @Slot()
    def test_sound(self) -> None:
        self.sessions().audio.test_sound()

    @Slot()
    def _open_today(self) -> None:
        self._window.show_page("today")

    @Slot()
    def _begin(self) -> None:
        self._model.flush()
        self.busy_changed.emit(True)

    @Slot()
    def _ask_later(self) -> None:
        self._model.flush()
        self.summary().ask_later()
        self.busy_changed.emit(self.summary().page.isVisible())

    @Slot()
    def _end(self) -> None:
        self.summary().show_session()

    @Slot()
    def _show_summary(self) -> None:
        self._window.show_session(self.summary().page)
        self._window.opened_by_itself()
        if self._rehearsing and not self._summary_stays:
            QTimer.singleShot(SUMMARY_OF_REHEARSAL_MS, self._window, self._window.close)

    @Slot(str)
    def _leave(self, page: str) -> None:
        if self._rehearsing:
            self._window.close()
            return
        self.busy_changed.emit(False)
        self._window.show_full_screen(False)
        self._window.show_page(page)
        self._model.has_changed()  # the day may have turned meanwhile
        self._window.opened_by_itself()

    @Slot(object)
    def _first_answers(self, answers: FirstAnswers) -> None:
        self._model.choose(
            self._model.preferences.with_(
                knee=answers.knee,
                sessions_a_week=answers.sessions_a_week,
                coach_counts=answers.coach_counts,
                session_text_size=answers.session_text_size,
                safety_accepted=words.accepted(answers.safety_version, self._model.clock.now()),
            )
        )
        self._model.flush()
        if self._starts_at_once:
            self._starts_at_once = False
            self.entry.start()
        else:
            self._leave("today")
