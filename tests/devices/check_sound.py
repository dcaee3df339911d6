"""A program for the sound tests: runs the sound check with short pauses and prints what it names."""

import sys

from PySide6.QtCore import QCoreApplication, QTimer

from kneetimer.cli.sound import sentences
from kneetimer.devices.audio.loudspeaker import Loudspeaker
from kneetimer.devices.audio.sound import SoundPlayer
from kneetimer.devices.audio.sound_check import SoundCheck
from kneetimer.devices.audio.voice import Voice
from kneetimer.ui.text.spoken_english import LOCALES


def main() -> None:
    app = QCoreApplication(sys.argv[:1])
    speaker = Loudspeaker()
    sound, voice = SoundPlayer(speaker=speaker), Voice(speaker, LOCALES)
    sound.prime()
    voice.prime()
    check = SoundCheck(sound, voice, sentences(), gap_ms=60, voice_gap_ms=60)
    check.named.connect(print)
    check.finished.connect(app.quit)
    QTimer.singleShot(0, check.run)
    app.exec()
    voice.release()
    sound.release()


main()
