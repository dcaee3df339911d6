"""The end of a session, in the whole program: what is seen and said of it, and of the next day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from on_screen import reads
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from test_program import Person, person

from kneetimer.core.plan import BlockKind
from kneetimer.core.player import Status
from kneetimer.core.script import Script, StepKind
from kneetimer.core.utterance import Spoken
from kneetimer.devices.audio.voice import Voice
from kneetimer.program.program import Program

__all__ = ["person"]


def one_set(script: Script) -> Script:
    """The session with one strength set in it, which is its whole strength work."""
    first = next(at for at, step in enumerate(script.steps) if step.block is BlockKind.STRENGTH)
    return replace(script, steps=script.steps[first : first + 2])


def done(person: Person, qtbot: QtBot, *keys: Qt.Key) -> Program:
    """The moment after such a session, in which these keys were pressed."""
    program = person.open(voice=True)
    program.sessions().play(one_set(program.model.script()), rehearsal=False)
    person.wait_until(StepKind.WORK)
    person.press(*keys)
    while person.status is Status.RUNNING:
        person.wait(2)
    qtbot.waitUntil(program.summary().page.isVisible)
    return program


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that the voice is given to say."""
    heard: list[str] = []

    def say(voice: Voice, spoken: Spoken, delay_ms: int = 0) -> bool:
        heard.append(spoken.text)
        return True

    monkeypatch.setattr(Voice, "say", say)
    return heard


def test_the_end_names_the_next_day_on_the_screen_and_aloud(
    person: Person, qtbot: QtBot, said: list[str]
) -> None:
    """On a Monday evening the first session is done: one of twelve, and the next is on Wednesday."""
    page = done(person, qtbot).summary().page
    assert reads(page, "Next: Wednesday 4 March")
    assert reads(page, "1 of 12 sessions")
    assert reads(page, "Session 1 of week 1 is done")
    assert said[-1] == "That was session one of week one. Next: Wednesday."


def test_nobody_speaks_at_the_end_where_the_voice_was_off(
    person: Person, qtbot: QtBot, said: list[str]
) -> None:
    """V in the session holds to its last moment, though the voice is on again for the next one."""
    program = done(person, qtbot, Qt.Key.Key_V)
    assert not any("That was" in words or "finished" in words for words in said)
    assert program.sessions().audio.voice_on
