"""Asks where exports, reports and activities go, where an import is, and for a session done elsewhere.

Nobody waits in a dialog: the window lives on under it, and so does whoever opened it by assistive technology.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core.language import tr
from kneetimer.devices.process.clock import Clock
from kneetimer.program.file_dialog import ask_for
from kneetimer.storage.exchange.csv_files import TableStyle
from kneetimer.ui.progress.page import ProgressPage
from kneetimer.ui.shell import words


class ProgressDialogs(QObject):
    """Each signal says what was chosen: paths, and what is to be written there."""

    export_chosen = Signal(object, bool, object)  # the folder, with FIT or not, the style of the tables
    import_chosen = Signal(object)
    report_chosen = Signal(object)
    fit_chosen = Signal(str, object)  # the session, the file

    def __init__(self, page: ProgressPage, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._clock = clock
        page.all_sessions.add_requested.connect(self._ask_for_session)
        self._kind = ""  # of the export that is asked about
        self._session = ""  # that becomes an activity

    @Slot(str)
    def ask_for_files(self, what: str) -> None:
        if what == "import":
            asked = ask_for(self._page, tr(words.IMPORT_FROM), tr(words.IMPORT_FILES))
            asked.fileSelected.connect(self._chose_import)
        else:
            self._kind = what
            ask_for(self._page, tr(words.EXPORT_TO)).fileSelected.connect(self._chose_folder)

    @Slot()
    def ask_for_report(self) -> None:
        asked = ask_for(self._page, tr(words.REPORT_TO), "PDF (*.pdf)", save_as=words.REPORT_NAME)
        asked.fileSelected.connect(self._chose_report)

    @Slot()
    def _ask_for_session(self) -> None:
        """Ask for a session done elsewhere, which may have ended just now: the page was filled before."""
        self._page.sheets.ask_for_session(self._clock.now())

    def ask_for_fit(self, session: str, name: str) -> None:
        """Ask where the activity of a session goes; `name` is what it would be called."""
        self._session = session
        window = self._page.sheets.sheet() or self._page
        ask_for(window, tr(words.FIT_TO), "FIT (*.fit)", save_as=name).fileSelected.connect(self._chose_fit)

    @Slot(str)
    def _chose_import(self, file: str) -> None:
        self.import_chosen.emit(Path(file))

    @Slot(str)
    def _chose_folder(self, folder: str) -> None:
        style = TableStyle.COMMA if self._kind == "comma" else TableStyle.POINT
        self.export_chosen.emit(Path(folder), self._kind == "fit", style)

    @Slot(str)
    def _chose_report(self, file: str) -> None:
        self.report_chosen.emit(Path(file).with_suffix(".pdf"))

    @Slot(str)
    def _chose_fit(self, file: str) -> None:
        self.fit_chosen.emit(self._session, Path(file).with_suffix(".fit"))
