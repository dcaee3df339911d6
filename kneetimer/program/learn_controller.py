"""Shows the articles with the person's own numbers in them, and leads from them to where things are done.

Knows where a button leads; what happens there is that place's.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from kneetimer.core.article import Deed, Go
from kneetimer.core.knee import FOOT_NOTE_PAIN, FootNote
from kneetimer.core.language import tr
from kneetimer.core.plan import Plan
from kneetimer.core.plan_edit import set_less
from kneetimer.core.script import SessionKind
from kneetimer.core.steering import latest_level, open_signs
from kneetimer.program.appearance import Appearance
from kneetimer.program.lazy import Lazy
from kneetimer.program.model import Model
from kneetimer.program.page_controller import PageController
from kneetimer.program.plan_changes import PlanChanged
from kneetimer.program.session_entry import SessionEntry
from kneetimer.program.undo import Undo
from kneetimer.storage.errors import StorageError
from kneetimer.storage.plans import library
from kneetimer.storage.plans.articles import load_articles
from kneetimer.ui.learn import words
from kneetimer.ui.learn.page import LearnPage
from kneetimer.ui.learn.view import ArticleView, article_view, found, groups
from kneetimer.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from kneetimer.program.exercises_controller import ExercisesController
    from kneetimer.program.progress_controller import ProgressController
    from kneetimer.program.settings_controller import SettingsController
    from kneetimer.ui.learn.article_sheet import ArticleSheet

SHORTER = (SessionKind.SHORT_20, SessionKind.SHORT_15, SessionKind.SHORT_10)


class LearnController(PageController):
    def __init__(
        self,
        model: Model,
        appearance: Appearance,
        window: MainWindow,
        undo: Undo,
        entry: SessionEntry,
        rooms: tuple[Lazy[SettingsController], Lazy[ExercisesController], Lazy[ProgressController]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(model, parent)
        self._appearance = appearance
        self._window = window
        self._undo = undo
        self._entry = entry
        self._settings, self._exercises, self._progress = rooms
        self._library = load_articles()
        self._origin = ""  # the page from which the open article was asked for
        self._page = page = LearnPage(appearance.theme)
        page.opened.connect(self._show)
        page.searched.connect(self._search)
        page.left.connect(self._go_back)
        page.article.deed_asked.connect(self._do)
        page.article.foot_check.noted.connect(self._noted)
        page.article.foot_check.skipped.connect(page.article.end_foot_check)
        window.page_shown.connect(self._page_shown)
        appearance.changed.connect(self._draw)
        self._draw()

    @property
    def page(self) -> LearnPage:
        return self._page

    def refresh(self) -> None:
        self._search(self._page.search.text())
        if self._page.current():
            self._page.article.show_article(self._view(self._page.current()))
        self._page.article.show_back(self._back_to())

    def open(self, article: str) -> None:
        """Show an article, with the way back to the page that it was asked for on. KeyError if none."""
        self._origin = self._window.current_page()
        if self._origin != "learn":
            self._page.begin_trail()
        self._window.show_page("learn")
        self._show(article)

    def show_over(self, article: str) -> ArticleSheet:
        """Show an article over a session that waits. KeyError if there is none."""
        from kneetimer.ui.learn.article_sheet import ArticleSheet

        look = self._appearance.figure_look
        sheet = ArticleSheet(self._appearance.theme, self._view(article), look, self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()
        return sheet

    def _view(self, article: str) -> ArticleView:
        return article_view(
            self._library.article(article),
            self._library,
            self._model.preferences,
            self._model.outlook.plan,
            self._model.exercises,
            library.kit_label,
        )

    def _back_to(self) -> str:
        return self._window.navigation().title_of(self._origin) if self._origin else tr(words.TITLE)

    @Slot(str)
    def _show(self, article: str) -> None:
        self._page.show_article(self._view(article))
        self._page.article.show_back(self._back_to())

    @Slot(str)
    def _search(self, text: str) -> None:
        if text.strip():
            self._page.show_cards((found(self._library, self._model.preferences, text),))
        else:
            self._page.show_cards(groups(self._library))

    @Slot()
    def _go_back(self) -> None:
        origin, self._origin = self._origin, ""
        self._page.show_all()
        if origin:
            self._window.show_page(origin)

    @Slot(str)
    def _page_shown(self, name: str) -> None:
        if name != "learn":
            self._origin = ""

    @Slot()
    def _draw(self) -> None:
        self._page.article.set_look(self._appearance.figure_look)

    # What the buttons of articles do.

    @Slot(object)
    def _do(self, deed: Deed) -> None:
        match deed.go:
            case Go.GENTLE:
                self._entry.start_kind(SessionKind.GENTLE.value)
            case Go.SHORTER:
                self._start_shorter()
            case Go.FOOT_CHECK:
                self._start_foot_check()
            case Go.SET_LESS:
                self._take_a_set()
            case Go.SETTING | Go.SECTION:
                self._window.show_page("settings")
                self._settings().page.go_to(deed.about)
            case Go.EXERCISE:
                self._window.show_page("exercises")
                self._exercises().page.open_exercise(deed.about)
            case Go.REPORT:
                self._window.show_page("progress")
                self._progress().ask_for_report()
            case Go.WEEK:
                self._window.show_page("today")
            case Go.PLAN | Go.PROGRESS | Go.EXERCISES:
                self._window.show_page(deed.go.value)

    def _start_shorter(self) -> None:
        """The longest of the short forms; where the session has none, it is short already."""
        offered = self._model.choices()
        kind = next((each for each in SHORTER if each in offered), None)
        self._entry.start_kind(kind.value) if kind is not None else self._entry.start()

    def _take_a_set(self) -> None:
        plan, log = self._model.plans.written, self._model.plans.log
        week = self._model.outlook.due.week
        fewer = set_less(plan, log.now, week)
        if fewer == log.now or self._model.queue is None:
            self._page.article.say(tr(words.NO_SET_LESS))
            return
        phase = plan.phase(week)
        said = words.set_less(phase.first_week, phase.last_week)
        self._undo.do(PlanChanged(self._model, log.change(fewer), self._keeps), said)

    def _keeps(self, plan: Plan) -> bool:
        """Never asked: no exercise of a plan changes here, so no file is written."""
        return False

    def _start_foot_check(self) -> None:
        records, checks = self._model.outlook.told, self._model.outlook.checks
        level, signs = latest_level(records, checks), open_signs(records, checks)
        if signs or (level or 0) >= FOOT_NOTE_PAIN:
            self._page.article.say(words.not_now(None if signs else level))
            return
        try:
            notes = self._model.history.foot_notes() if self._model.history is not None else []
        except StorageError as problem:
            self.said.emit(str(problem))
            notes = []
        last = max(notes, key=lambda note: note.at, default=None)
        self._page.article.ask_foot_check(
            words.last_foot_note(last, self._model.outlook.today) if last is not None else ""
        )

    @Slot(object, object)
    def _noted(self, left: int | None, right: int | None) -> None:
        self._page.article.end_foot_check()
        self._model.save(FootNote(uuid.uuid4().hex, self._model.clock.stamp(), left, right))
        self._page.article.say(tr(words.FOOT_KEPT))
