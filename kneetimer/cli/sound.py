"""`kneetimer doctor --sound`: plays every cue and a sentence, and prints what each one is."""

from __future__ import annotations

from kneetimer.core.utterance import Kind, Message, Spoken
from kneetimer.storage.plans.library import load_exercises
from kneetimer.ui.text.spoken_english import CODE, LOCALES, SpokenEnglish

SAID = (
    (Message(Kind.TRY_IT),),
    (
        Message(Kind.NAME, ("clamshell",)),
        Message(Kind.SIDE, ("leg", "left")),
        Message(Kind.DOSE, ("reps-per-side", 15)),
    ),
)


def listen() -> int:
    """Play everything that can be heard. Returns 0, or 1 where nothing can."""
    # Qt takes a moment to load, and the other commands do without it.
    from PySide6.QtCore import QCoreApplication

    from kneetimer.devices.audio.loudspeaker import Loudspeaker
    from kneetimer.devices.audio.sound import SoundPlayer
    from kneetimer.devices.audio.sound_check import SoundCheck
    from kneetimer.devices.audio.voice import Voice

    running = QCoreApplication.instance() or QCoreApplication(["kneetimer"])
    speaker = Loudspeaker()
    sound, voice = SoundPlayer(speaker=speaker), Voice(speaker, LOCALES)
    sound.prime()
    voice.prime()
    check = SoundCheck(sound, voice, sentences())
    check.named.connect(_tell)
    if not sound.available:
        _tell(sound.reason)
        return 1
    check.finished.connect(running.quit)
    check.run()
    running.exec()
    voice.release()
    sound.release()
    return 0


def sentences() -> list[Spoken]:
    """What the voice says for a trial."""
    language = SpokenEnglish(load_exercises(CODE))
    return [spoken for each in SAID if (spoken := language.spoken(each))]


def _tell(sentence: str) -> None:
    print(sentence, flush=True)
