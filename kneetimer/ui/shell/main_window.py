"""The window: the navigation at the side, the pages beside it, and what fills the window alone.

Knows pages by name and nothing of what they show. A session, its summary and the first start
fill the window without navigation.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QCloseEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.ui.controls.focus_ring import FocusRings
from kneetimer.ui.controls.key_place import digit_with_ctrl, key_meant
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell import icons, words
from kneetimer.ui.shell.banner import Banner
from kneetimer.ui.shell.first_second import FirstSecond
from kneetimer.ui.shell.held_place import HeldPlace
from kneetimer.ui.shell.letter_keys import LetterKeys
from kneetimer.ui.shell.nav_button import NavButton
from kneetimer.ui.shell.theme import Theme, font
from kneetimer.ui.shell.toasts import Toasts

PROGRAM = "KneeTimer"
DEFAULT_SIZE = QSize(1280, 800)
NARROW = 900  # below this the navigation gives its words' room to the page
FRAME = QSize(2, 40)  # more than the title bars of common desktops; the real one is known only later
LEAST_SIZE = QSize(560, 340)  # half of a small screen, or one of 1366 x 768 at 200 %
NAV_WIDTH = 208
KEYS_KEY = (Qt.Key.Key_Question,)
SETTINGS = "settings"
LEARN = "learn"


@dataclass(frozen=True, slots=True)
class NavPage:
    """A page of the navigation: its name in the program, its word and icon, and its widget.

    Instead of the widget, what gives it: asked each time the page is shown, for the one that is wanted then.
    """

    name: str
    title: str
    icon: str
    widget: QWidget | Callable[[], QWidget]

    def content(self) -> QWidget:
        made = self.widget if isinstance(self.widget, QWidget) else self.widget()
        if not made.accessibleName():
            # It has the keyboard until somebody goes to one of its controls.
            set_role(made, QAccessible.Role.Grouping)
            made.setAccessibleName(self.title)
        return made


class MainWindow(QMainWindow):
    """`page_shown` names a page each time it is about to come up, so that its view can be made anew.

    `undo_asked` is Ctrl+Z on a page, where no field of it had a typed word to take back, and `keys_asked`
    is ? there.
    """

    page_shown = Signal(str)
    closing = Signal()
    undo_asked = Signal()
    keys_asked = Signal()

    def __init__(
        self, theme: Theme, pages: Sequence[NavPage], seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """`seconds` is a clock that never runs backwards."""
        super().__init__()
        self._theme = theme
        self._pages = tuple(pages)
        self._nav = Navigation(theme, self._pages)
        self._stack = QStackedWidget()
        self._alone: QWidget | None = None
        self._page = ""
        self.banner = Banner(theme)
        self._mark = Text(theme, px=14, role="faint")
        self._page_actions: list[QAction] = []
        self._first_second = FirstSecond(seconds, self)
        self._letter_keys = LetterKeys(theme, self)
        self._held_place = HeldPlace(self)
        self.setWindowTitle(PROGRAM)
        self.setWindowIcon(icons.program_icon())
        self.setMinimumSize(LEAST_SIZE)
        self.resize(_fitting(DEFAULT_SIZE, self.screen().availableGeometry().size()))
        self._lay_out()
        self._add_actions()
        FocusRings(theme, self)
        self._nav.page_chosen.connect(self.show_page)
        theme.changed.connect(self._restyle)
        self._restyle()
        if self._pages:
            self._nav.show_chosen(self._pages[0].name)

    def current_page(self) -> str:
        """The page that is open, or "" while something fills the window alone."""
        if self._alone is not None:
            return ""
        return self._page

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Open a page, with the navigation beside it. Raises KeyError for a name that is no page."""
        for page in self._pages:
            if page.name == name:
                break
        else:
            raise KeyError(name)
        self._first_second.end()
        self._alone = None
        for action in self._page_actions:
            action.setEnabled(True)
        self.banner.come_back()
        self.toasts.step_aside(False)
        self._nav.show_chosen(name)
        self._nav.show()
        self._page = name
        content = page.content()
        self.page_shown.emit(name)  # filled out of sight: what is added to a page in sight flickers
        self._bring_up(content)

    def show_session(self, widget: QWidget) -> None:
        """Give the whole window to a widget, until a page is shown again.

        The widget stays in the window, out of sight, until whoever made it deletes it: taking it
        out and in again would cost it its fonts, which Qt's style sheets put back to old ones.
        """
        self._alone = widget
        self._nav.hide()
        self.toasts.step_aside(True)
        for action in self._page_actions:
            action.setEnabled(False)
        self._bring_up(widget)

    @Slot()
    def opened_by_itself(self) -> None:
        """What is shown came without being asked for: it takes no key and no click for a second."""
        self._first_second.begin()

    @Slot()
    def bring_to_front(self) -> None:
        """Show the window in front of others, also where it was minimized."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_full_screen(self, on: bool) -> None:
        """Fill the screen, or go back to the size from before."""
        if on != self.isFullScreen():
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot(str)
    def show_banner(self, text: str) -> None:
        """Say in one line at the top what needs the person."""
        self.banner.show_message(text)

    def show_mark(self, text: str) -> None:
        """Say something above every page, those that fill the window alone too, until the window closes."""
        self._mark.setText(text)
        self._mark.show()
        self.setWindowTitle(f"{PROGRAM}: {text}")

    def show_footer(self, lines: Sequence[str]) -> None:
        """What stands at the foot of the navigation."""
        self._nav.show_footer(lines)

    def navigation(self) -> Navigation:
        return self._nav

    def _bring_up(self, widget: QWidget) -> None:
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._mark)
        right.addWidget(self.banner)
        right.addWidget(self._stack, 1)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._mark.setMargin(4)
        self._mark.hide()
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._nav)
        row.addLayout(right, 1)
        self.setCentralWidget(middle)
        self.toasts = Toasts(self._theme, middle, self._nav, self._nav.footer)

    def _add_actions(self) -> None:
        for number, page in enumerate(self._pages, start=1):
            action = QAction(page.title, self)
            shortcuts = [QKeySequence(f"Ctrl+{number}")] if number <= 9 else []
            if page.name == SETTINGS:
                shortcuts += _standard(QKeySequence.StandardKey.Preferences, "Ctrl+,")
            if page.name == LEARN:
                shortcuts += _standard(QKeySequence.StandardKey.HelpContents, "F1")
            action.setShortcuts(shortcuts)
            action.setData(page.name)
            action.triggered.connect(self._page_action)
            self._page_actions.append(action)
            self.addAction(action)
        to_toast = QAction(tr(words.TO_MESSAGE), self)
        to_toast.setShortcut(QKeySequence("F6"))
        to_toast.triggered.connect(self.toasts.take_focus)
        self.addAction(to_toast)
        leave = QAction(tr(words.QUIT), self)
        leave.setShortcuts(_standard(QKeySequence.StandardKey.Quit, "Ctrl+Q"))
        leave.triggered.connect(self.close)
        self.addAction(leave)

    @Slot()
    def _page_action(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.show_page(str(action.data()))

    @Slot()
    def _restyle(self) -> None:
        self._nav.set_bare(self.width() < self._theme.px(NARROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._nav.set_bare(self.width() < self._theme.px(NARROW))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first_second.watch(self.windowHandle())
        self._letter_keys.watch(self.windowHandle())
        self._held_place.watch(self.windowHandle())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Here, not as a shortcut: what a page or a field does with these keys comes before.
        digit = digit_with_ctrl(event)
        if self.current_page() and event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif self.current_page() and key_meant(event, KEYS_KEY) in KEYS_KEY:
            self.keys_asked.emit()
        elif digit is not None and 1 <= digit <= len(self._page_actions):
            self._page_actions[digit - 1].trigger()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


class Navigation(QWidget):
    """The mark, an entry a page, and two lines at the foot."""

    page_chosen = Signal(str)

    def __init__(self, theme: Theme, pages: Sequence[NavPage], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages = tuple(pages)
        self._group = QButtonGroup(self)
        set_role(self, QAccessible.Role.PageTabList)
        self.setAccessibleName(tr(words.PAGES))
        self.footer = Text(theme, px=14, role="faint")
        self._brand = _Brand(theme)
        self._bare = False
        self._shown = ""
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(13, 18, 14, 22)
        column.setSpacing(3)
        column.addWidget(self._brand)
        column.addSpacing(16)
        for number, page in enumerate(self._pages):
            button = NavButton(theme, page.title, page.icon)
            self._group.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self.footer)
        self.footer.setIndent(13)
        # Assistive technology toggles where a mouse clicks; both choose.
        self._group.idToggled.connect(self._toggled)
        theme.changed.connect(self._restyle)
        self._restyle()

    def buttons(self) -> list[NavButton]:
        return [button for button in self._group.buttons() if isinstance(button, NavButton)]

    def title_of(self, name: str) -> str:
        """What a page is called. Raises KeyError for a name that is no page."""
        return {page.name: page.title for page in self._pages}[name]

    def show_chosen(self, name: str) -> None:
        self._shown = name
        for number, page in enumerate(self._pages):
            if page.name == name:
                self._group.button(number).setChecked(True)

    def show_footer(self, lines: Sequence[str]) -> None:
        self.footer.setText("\n".join(lines))
        self._restyle()

    def set_bare(self, bare: bool) -> None:
        """Show icons alone, where the page needs the room."""
        if bare != self._bare:
            self._bare = bare
            for button in self.buttons():
                button.set_bare(bare)
            self._brand.setVisible(not bare)
            self.footer.setVisible(not bare)
            self._restyle()

    @Slot(int, bool)
    def _toggled(self, number: int, chosen: bool) -> None:
        name = self._pages[number].name
        if chosen and name != self._shown:
            self.page_chosen.emit(name)

    @Slot()
    def _restyle(self) -> None:
        needed = self._column.sizeHint().width()
        self.setFixedWidth(needed if self._bare else max(NAV_WIDTH, needed))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("raised"))
            painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.color("line"))


class _Brand(QWidget):
    """The mark and the name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_role(self, QAccessible.Role.Graphic)
        self.setAccessibleName(PROGRAM)
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return font(self._theme.px(18), QFont.Weight.DemiBold)

    def _mark_px(self) -> int:
        return self._theme.px(30)

    def sizeHint(self) -> QSize:
        name = QFontMetricsF(self._font()).horizontalAdvance(PROGRAM)
        return QSize(11 + self._mark_px() + 10 + round(name) + 8, max(40, self._mark_px()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._mark_px()
        with QPainter(self) as painter:
            top = round((self.height() - px) / 2)
            painter.drawPixmap(11, top, icons.mark(self._theme.palette, px, self.devicePixelRatioF()))
            painter.setFont(self._font())
            painter.setPen(self._theme.color("ink"))
            words = QRectF(11 + px + 10, 0, self.width(), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, PROGRAM)


def _standard(key: QKeySequence.StandardKey, also: str) -> list[QKeySequence]:
    """The platform's own keys for something, and ours where it has none or others."""
    keys = list(QKeySequence.keyBindings(key))
    ours = QKeySequence(also)
    return keys if ours in keys else [*keys, ours]


def _fitting(wanted: QSize, available: QSize) -> QSize:
    """The size of a new window, which leaves room for the frame that the desktop puts round it."""
    return wanted.boundedTo(available - FRAME).expandedTo(LEAST_SIZE)
