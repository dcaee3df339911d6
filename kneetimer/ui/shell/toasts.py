"""What went well, said quietly: cards over the free lower part of the navigation, with one action each.

They lie over no page and move nothing. What went wrong is no toast: it stays in a banner, or where it failed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QRectF, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QAccessible, QDesktopServices, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.spoken import announce, set_role
from kneetimer.ui.controls.text import Text, elided_words
from kneetimer.ui.shell import words
from kneetimer.ui.shell.banner import CloseButton
from kneetimer.ui.shell.theme import Theme

STAYS_MS = 8_000
STAYS_WITH_UNDO_MS = 20_000  # to notice a slip takes longer than to read a sentence
LOOK_AGAIN_MS = 500  # at a toast that would go and is pointed at, or has the keyboard
MOST = 2
MOST_OF_WINDOW = 0.4  # that they may cover of its height; the newest alone may cover more
RADIUS = 12
SPACING = 6  # between the words and the buttons
BESIDE = 4  # from the action to the cross
APART = 8  # from toast to toast
EDGE = 12  # between the toasts and the edges of the navigation
WIDEST = 360  # over a navigation of icons alone


class Toast(QWidget):
    """A sentence, at most one action, and a cross. `gone` says that it is to be taken away."""

    acted = Signal()
    gone = Signal()

    def __init__(self, theme: Theme, sentence: str, action: str, key: str, stays_ms: int) -> None:
        super().__init__()
        self._theme = theme
        self.sentence = sentence
        set_role(self, QAccessible.Role.Notification)
        self.setAccessibleName(sentence)
        self._text = Text(theme, sentence, role="on_ink", wrap=True)
        self.action = Button(theme, action, ButtonKind.ON_INK, key=key, compact=True)
        self.action.setVisible(bool(action))
        self.cross = CloseButton(theme, tr(words.CLOSE_MESSAGE), role="on_ink")
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.setInterval(stays_ms)
        row = QHBoxLayout()
        row.setSpacing(BESIDE)
        row.addWidget(self.action, 1)
        row.addWidget(self.cross)
        column = QVBoxLayout(self)
        self._margins = QMargins(12, 10, 8, 8)
        column.setContentsMargins(self._margins)
        column.setSpacing(SPACING)
        column.addWidget(self._text)
        column.addLayout(row)
        self.action.clicked.connect(self._act)
        self.cross.clicked.connect(self.gone)
        self._stay.timeout.connect(self._look)
        theme.changed.connect(self.update)
        self._stay.start()

    def least_width(self) -> int:
        """Of its two buttons beside each other."""
        margins = self._margins
        action = self.action.sizeHint().width() + BESIDE if self.action.isVisibleTo(self) else 0
        return margins.left() + action + self.cross.sizeHint().width() + margins.right()

    def take_width(self, width: int) -> int:
        """Be as wide as that, and as high as the words then need; the height."""
        margins = self._margins
        room = width - margins.left() - margins.right()
        # A name of one endless word would take lines that the navigation has no room for.
        self._text.setText(elided_words(self.sentence, self._text.fontMetrics(), room))
        words_high = self._text.heightForWidth(room)
        buttons_high = max(self.action.sizeHint().height(), self.cross.sizeHint().height())
        height = margins.top() + words_high + SPACING + buttons_high + margins.bottom()
        self.setFixedSize(width, height)
        return height

    @Slot()
    def _act(self) -> None:
        self.acted.emit()
        self.gone.emit()

    @Slot()
    def _look(self) -> None:
        focus = self.window().focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._stay.start(LOOK_AGAIN_MS)
        else:
            self.gone.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.gone.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("ink"))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)


class Toasts(QWidget):
    """At most two toasts, the newest below. `undo_asked` is the press of a way back."""

    undo_asked = Signal()

    def __init__(self, theme: Theme, around: QWidget, beside: QWidget, above: QWidget) -> None:
        """Lies in `around`, as wide as `beside`, and over what `above` has at its foot."""
        super().__init__(around)
        self._theme = theme
        self._around, self._beside, self._above = around, beside, above
        self._folders: dict[QObject, str] = {}
        self._undo: Toast | None = None
        self._aside = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(APART)
        for watched in (around, beside, above):
            watched.installEventFilter(self)
        self.hide()

    @Slot(str, str)
    def tell(self, sentence: str, folder: str = "") -> None:
        """Say that something went well, with the way to the folder that it is in."""
        toast = self._add(sentence, tr(words.SHOW_FOLDER) if folder else "", "", STAYS_MS)
        if folder:
            self._folders[toast] = folder
            toast.acted.connect(self._show_folder)

    def offer_undo(self, sentence: str) -> None:
        """Say what was done, with the way back; only the newest change has one."""
        self.withdraw_undo()
        self._undo = self._add(sentence, tr(words.UNDO), words.UNDO_KEY, STAYS_WITH_UNDO_MS)
        self._undo.acted.connect(self.undo_asked)

    def withdraw_undo(self) -> None:
        """The change that was offered to be undone is not the newest any more."""
        if self._undo is not None:
            self._take_away(self._undo)

    def step_aside(self, aside: bool) -> None:
        """Say nothing while something else fills the window."""
        self._aside = aside
        self._place()

    def toasts(self) -> list[Toast]:
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        return [toast for item in items if item and isinstance(toast := item.widget(), Toast)]

    @Slot()
    def take_focus(self) -> None:
        """Bring the keyboard to the newest toast."""
        for toast in self.toasts()[-1:]:
            target = toast.action if toast.action.isVisibleTo(toast) else toast.cross
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self, sentence: str, action: str, key: str, stays_ms: int) -> Toast:
        for old in self.toasts()[: -(MOST - 1)]:
            self._take_away(old)
        toast = Toast(self._theme, sentence, action, key, stays_ms)
        toast.gone.connect(self._gone)
        self._column.addWidget(toast)
        self._place()
        announce(self, sentence)
        return toast

    @Slot()
    def _gone(self) -> None:
        toast = self.sender()
        assert isinstance(toast, Toast)
        self._take_away(toast)

    @Slot()
    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folders[self.sender()]))

    def _take_away(self, toast: Toast) -> None:
        if toast is self._undo:
            self._undo = None
        self._folders.pop(toast, None)
        self._column.removeWidget(toast)
        toast.hide()
        toast.deleteLater()
        self._place()

    def _place(self) -> None:
        """Over the lower part of the navigation; where that is narrow, in the window's lower left corner."""
        self.setVisible(bool(self.toasts()) and not self._aside)
        if not self.isVisible():
            return
        bare = not self._above.isVisible()  # icons alone have no foot
        room = min(self._theme.px(WIDEST), self._around.width()) if bare else self._beside.width()
        shown = self.toasts()
        width = max(room - 2 * EDGE, *(toast.least_width() for toast in shown))
        height = sum(toast.take_width(width) for toast in shown) + APART * (len(shown) - 1)
        if len(shown) > 1 and height > MOST_OF_WINDOW * self._around.height():
            self._take_away(shown[0])
            return
        foot = EDGE if bare else self._beside.height() - self._above.y() + EDGE
        self.setFixedSize(width, height)
        self.move(EDGE, self._around.height() - foot - height)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return super().eventFilter(watched, event)
