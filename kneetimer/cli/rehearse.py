"""The command that plays a session in the terminal: `kneetimer rehearse --no-window`.

The shell of a session without a window: the same driver, and nothing of Qt. Plays no sound, stores nothing
and takes no key.
"""

from __future__ import annotations

import json
from pathlib import Path

from kneetimer.cli.commands import outlook_now, script_of, step_words
from kneetimer.cli.printed import printed_record
from kneetimer.core import player, record
from kneetimer.core.cues import Cue
from kneetimer.core.folding import fold
from kneetimer.core.language import mark
from kneetimer.core.narrator import Narrator
from kneetimer.core.outlook import Outlook
from kneetimer.core.player import State
from kneetimer.core.script import Script
from kneetimer.core.session_keys import Question
from kneetimer.core.speech import Talk
from kneetimer.core.utterance import Utterance
from kneetimer.devices.audio.clips import Clips, recorded
from kneetimer.devices.process.clock import Clock
from kneetimer.program.known_exercises import as_spoken
from kneetimer.program.session_driver import SessionDriver
from kneetimer.ui.summary.view import summary_view
from kneetimer.ui.text.spoken_english import SpokenEnglish

NOTHING_KEPT = mark("Nothing of this rehearsal is kept.")


def rehearse(
    data_dir: Path | None,
    clock: Clock,
    week: int | None,
    session: int | None,
    speed: float,
    *,
    as_json: bool,
) -> int:
    """Play a session `speed` times faster and print each step as it begins, or at the end all of it."""
    outlook = outlook_now(data_dir, clock.now())
    shell = TerminalShell(script_of(outlook, week, session), outlook, clock, speed, is_quiet=as_json)
    shell.run()
    ended = fold("rehearsal", shell.events)
    if as_json:
        print(json.dumps(printed_record(ended), indent=2))
        return 0
    summary = summary_view(ended, outlook)
    print(f"\n\n{summary.title}: {', '.join(summary.facts)}. {NOTHING_KEPT}")
    return 0


class TerminalShell:
    """Prints a line a step, and in it what is said during the step. Keeps the events of the session."""

    def __init__(
        self, script: Script, outlook: Outlook, clock: Clock, speed: float, *, is_quiet: bool
    ) -> None:
        self.events: list[record.SessionEvent] = [
            record.Began(script, True, clock.stamp().replace(microsecond=0), clock.zone(), False)
        ]
        self._state = player.new_session(script, own_pace=False)
        self._exercises = outlook.exercises
        self._clock = clock
        self._is_quiet = is_quiet
        self._printed: int | None = None
        self._wake_ms: float | None = None
        self._driver = SessionDriver(clock, self, speed=speed)
        self._language = SpokenEnglish(as_spoken(outlook.exercises))
        chosen = outlook.preferences
        if chosen.voice:
            talk = Talk(chosen.counting, chosen.form_cues, chosen.talking)
            self._driver.narrator = Narrator(outlook.exercises, self._length_of, talk)

    def run(self) -> None:
        """Play the session to its end."""
        self._driver.begin(self._state, self)
        while self._driver.is_running():
            if self._wake_ms is None:
                self._driver.go_on(redo=False)  # the machine slept, and nobody is here to say so
                continue
            self._clock.wait(self._wake_ms)
            self._driver.tick()

    def append(self, *events: record.SessionEvent, place: player.SavePlace | None = None) -> None:
        self.events += events

    def show(self, state: State) -> None:
        if state.index != self._printed and not state.is_over:
            name = self._exercises[state.step.exercise].name
            self._print(("" if self._printed is None else "\n") + step_words(state.step, name))
            self._printed = state.index

    def speak(self, messages: Utterance, delay_ms: int) -> None:
        if self._driver.state is not None:
            self.show(self._driver.state)  # a sentence can be the first thing of its step
        spoken = self._language.spoken(messages)
        if spoken is not None:
            self._print(f"  “{spoken.text}”")

    def _length_of(self, messages: Utterance) -> int | None:
        """As long as the recorded voice takes; the list of the clips is read without Qt."""
        spoken = self._language.spoken(messages)
        return None if spoken is None else Clips(recorded(), compressed=True).length_ms(spoken)

    def wake_in(self, ms: float | None) -> None:
        self._wake_ms = ms

    def _print(self, text: str) -> None:
        if not self._is_quiet:
            print(text, end="", flush=True)

    # What only a screen and a loudspeaker can carry out.

    def play(self, cue: Cue) -> None: ...

    def announce(self, cue: Cue, in_ms: float) -> None: ...

    def take_back(self) -> None: ...

    def hush(self) -> None: ...

    def ask(self, question: Question) -> None: ...

    def end(self) -> None: ...
