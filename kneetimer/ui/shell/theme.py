"""The look: bundled fonts, the palette in force, and the one style sheet of the pages.

Follows the system's light or dark while the window is open, unless the person chose one, and its
wish for more contrast.
Widgets that paint themselves ask `theme.palette` and repaint on `changed`.
"""

from __future__ import annotations

import functools
from importlib import resources

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from kneetimer.core.preferences import ThemeChoice
from kneetimer.ui.shell import palette as palettes
from kneetimer.ui.shell.palette import Palette

TEXT_FAMILY = "Inter"
DISPLAY_FAMILY = "Inter Display"


def load_fonts() -> None:
    """Make the bundled fonts known to Qt, so that every machine shows the same letters."""
    for entry in resources.files("kneetimer.resources").joinpath("fonts").iterdir():
        if entry.name.endswith(".ttf"):
            QFontDatabase.addApplicationFontFromData(entry.read_bytes())


def font(px: float, weight: QFont.Weight = QFont.Weight.Normal, *, display: bool = False) -> QFont:
    """The interface font at a pixel size, with digits of one width so that counting does not jump."""
    return QFont(_font(max(1, round(px)), weight, display))


# A page asks for hundreds. Copies share what Qt finds out about the letters, which is most of a font's cost.
@functools.lru_cache(maxsize=256)
def _font(px: int, weight: QFont.Weight, display: bool) -> QFont:
    chosen = QFont(DISPLAY_FAMILY if display else TEXT_FAMILY)
    chosen.setPixelSize(px)
    chosen.setWeight(weight)
    chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


class Theme(QObject):
    """The palette in force. `changed` is emitted after the application has taken it on."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = ThemeChoice.SYSTEM
        self._high_contrast = False
        self._text_size = 100
        self.letter_keys = True  # whether keys of one letter, digit or sign are shown, and do something
        self._system_dark: bool | None = None
        self._system_contrast = False
        self._told_qt = Qt.ColorScheme.Unknown
        self.palette: Palette = palettes.LIGHT
        self._applied: tuple[Palette, int] | None = None
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        if hasattr(hints, "accessibility"):  # Qt tells of contrast from 6.10 on
            hints.accessibility().contrastPreferenceChanged.connect(self._apply)

    def choose(self, choice: ThemeChoice, *, high_contrast: bool, text_size: int) -> None:
        """Take on the person's choices. `text_size` is in percent and applies to pages."""
        self._choice = choice
        self._high_contrast = high_contrast
        self._text_size = text_size
        self._apply()

    def use_letter_keys(self, on: bool) -> None:
        """Show keys of one letter beside what they press, or only those that have a name."""
        if on != self.letter_keys:
            self.letter_keys = on
            self.changed.emit()

    def follow_system(self, dark: bool | None, *, contrast: bool) -> None:
        """Take on what the system says beside Qt: `dark` None where it says nothing of that."""
        self._system_dark, self._system_contrast = dark, contrast
        self._apply()

    def px(self, design_px: float) -> int:
        """A size of the page design in the person's text size."""
        return round(design_px * self._text_size / 100)

    def color(self, role: str) -> QColor:
        """The colour of a plain role such as "ink"."""
        return QColor(getattr(self.palette, role))

    @Slot()
    def _apply(self) -> None:
        self.palette = palettes.choose(self._is_dark(), self._is_high_contrast())
        if self._applied == (self.palette, self._text_size):
            return  # a style sheet costs a tenth of a second once there are pages
        self._applied = (self.palette, self._text_size)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._tell_qt()
            application.setPalette(self._qt_palette())
            application.setFont(font(self.px(16)))
            application.setStyleSheet(self._style_sheet())
        self.changed.emit()

    def _tell_qt(self) -> None:
        """Title bars and dialogs of the system go along with a choice of light or dark (Qt 6.8)."""
        schemes = {ThemeChoice.LIGHT: Qt.ColorScheme.Light, ThemeChoice.DARK: Qt.ColorScheme.Dark}
        scheme = schemes.get(self._choice, Qt.ColorScheme.Unknown)
        if scheme is not self._told_qt:
            self._told_qt = scheme
            QGuiApplication.styleHints().setColorScheme(scheme)

    def _is_dark(self) -> bool:
        if self._choice is ThemeChoice.SYSTEM:
            if self._system_dark is not None:
                return self._system_dark
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice is ThemeChoice.DARK

    def _is_high_contrast(self) -> bool:
        # Asked anew each time: what `accessibility` gives does not outlive these hints.
        hints = QGuiApplication.styleHints()
        asked_for = self._high_contrast or self._system_contrast
        if asked_for or not hasattr(hints, "accessibility"):
            return asked_for
        return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast

    @Slot()
    def _system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()

    def _qt_palette(self) -> QPalette:
        p = self.palette
        qt = QPalette()
        roles = {
            QPalette.ColorRole.Window: p.background,
            QPalette.ColorRole.WindowText: p.ink,
            QPalette.ColorRole.Base: p.surface,
            QPalette.ColorRole.AlternateBase: p.raised,
            QPalette.ColorRole.Text: p.ink,
            QPalette.ColorRole.Button: p.surface,
            QPalette.ColorRole.ButtonText: p.ink,
            QPalette.ColorRole.ToolTipBase: p.surface,
            QPalette.ColorRole.ToolTipText: p.ink,
            QPalette.ColorRole.PlaceholderText: p.faint,
            QPalette.ColorRole.Highlight: p.focus,
            QPalette.ColorRole.HighlightedText: p.on_accent,
        }
        for role, value in roles.items():
            qt.setColor(role, QColor(value))
        return qt

    def _style_sheet(self) -> str:
        p = self.palette
        return f"""
        QToolTip {{ background: {p.surface}; color: {p.ink}; border: 1px solid {p.edge}; padding: 4px; }}
        QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
        QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
        QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
        QScrollBar::handle {{ background: {p.edge}; border-radius: 4px; margin: 2px; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
        QProgressBar {{ background: {p.rest.track}; border: none; border-radius: 5px; }}
        QProgressBar::chunk {{ background: {p.rest.accent}; border-radius: 5px; }}
        QPlainTextEdit[readOnly="true"] {{ background: {p.surface}; color: {p.ink};
            border: 1px solid {p.edge}; border-radius: 12px; padding: 8px; }}
        """
