"""Holds the tests' own desktop to what it promises, with a small window of Qt. Tests nothing of KneeTimer."""

import sys
import wave
from pathlib import Path

import pytest
from desktop import SOUND_RATE, Desktop, DesktopError, Screen, wait_until
from PySide6.QtGui import QColor

# A blue window that turns green at a click, writes down the keys it gets, and may play a sound.
WINDOW = """
import sys
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

class Sheet(QWidget):
    def paintEvent(self, event):
        from PySide6.QtGui import QPainter
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(self.colour))
    def mousePressEvent(self, event):
        self.colour = "#00ff00" if event.position().toPoint().x() == 30 else "#ff0000"
        self.update()
    def keyPressEvent(self, event):
        print("key", event.text() or event.key(), flush=True)
        if event.text() == "p":
            self.effect.play()

app = QApplication(sys.argv)
sheet = Sheet()
sheet.colour = "#0000ff"
sheet.setWindowTitle("Blue sheet")
sheet.resize(400, 300)
if len(sys.argv) > 1:
    from PySide6.QtMultimedia import QSoundEffect
    sheet.effect = QSoundEffect()
    sheet.effect.setSource(QUrl.fromLocalFile(sys.argv[1]))
sheet.show()
sys.exit(app.exec())
"""


def test_a_click_lands_where_the_picture_shows_the_window(desktop: Desktop) -> None:
    """A window's place is where its content is seen, and a click inside reaches that very pixel."""
    desktop.start(sys.executable, "-c", WINDOW)
    window = desktop.wait_for_window("^Blue sheet$")
    wait_until(lambda: desktop.screenshot(window).pixelColor(1, 1) == QColor("#0000ff"), "the blue sheet")
    assert (window.width, window.height) == (400, 300)
    assert desktop.screenshot(window).pixelColor(399, 299) == QColor("#0000ff")
    assert desktop.screenshot().pixelColor(window.x - 3, window.y + 9) != QColor("#0000ff")
    desktop.click(30, 40, window)
    wait_until(lambda: desktop.screenshot(window).pixelColor(9, 9) == QColor("#00ff00"), "the green sheet")


def test_keys_and_typed_text_reach_the_active_window(desktop: Desktop) -> None:
    """Keys arrive in order, special ones too, and closing the window ends its program."""
    program = desktop.start(sys.executable, "-c", WINDOW)
    window = desktop.wait_for_window("Blue")
    desktop.key("a", "F11")
    desktop.type("z 9")
    wait_until(lambda: program.said().count("key") == 5, "five keys")
    assert program.said().split("\n")[:5] == ["key a", "key 16777274", "key z", "key  ", "key 9"]
    desktop.close(window)
    assert program.wait() == 0
    desktop.wait_until_gone("Blue")


def test_a_program_that_fails_is_named_with_its_last_words(desktop: Desktop) -> None:
    """Waiting for a window of a crashed program fails at once and shows what it printed."""
    desktop.start(sys.executable, "-c", "import sys; sys.exit('no such plan')")
    with pytest.raises(DesktopError, match="no such plan"):
        desktop.wait_for_window("Blue")


def test_programs_are_ended_and_leave_an_empty_screen(screen: Screen, tmp_path: Path) -> None:
    """What one test leaves open is gone before the next one looks."""
    first = Desktop(screen, tmp_path)
    program = first.start(sys.executable, "-c", WINDOW)
    first.wait_for_window("Blue")
    first.end_programs()
    assert program.process.poll() is not None
    first.wait_until_gone("Blue")


def test_what_a_program_plays_is_recorded(desktop_with_sound: Desktop, tmp_path: Path) -> None:
    """A tone that a window plays is in the recording; silence before it is not."""
    tone = tmp_path / "tone.wav"
    _write_square_wave(tone)
    desktop_with_sound.start(sys.executable, "-c", WINDOW, str(tone))
    desktop_with_sound.wait_for_window("Blue")
    assert desktop_with_sound.sound
    before = desktop_with_sound.sound.recording()
    wait_until(lambda: len(before.samples()) > SOUND_RATE // 10, "a tenth of a second of silence")
    assert not any(before.samples())
    heard = desktop_with_sound.sound.recording()
    desktop_with_sound.key("p")
    wait_until(lambda: any(heard.samples()), "the tone")
    assert max(heard.samples()) > 8_000


def _write_square_wave(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes((b"\x00\x40" * 50 + b"\x00\xc0" * 50) * 200)
