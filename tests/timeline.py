"""Sessions told as a line of words, so that a test reads like what happened on the mat.

    session = Timeline(script)
    session.tell("start  5  12  pause  3600  go-on  3  4")
    assert session.shows == "work squat 1/2: rep 4 of 6, 20.0 s left"

A number lets so many seconds pass. Words: start, pause, go-on, redo, done, skip, back, more, less,
up, down, last-up, last-down, own, coach, easier, full, slept-N, leave, discard, ease, stop, skip-exercise,
anyway (go on in spite of what was said). `said-8-skip` answers how much it hurts, with skip, ease, stop,
go-on or open (the panel was closed without a choice); `locks-open` names a sign. A word with
*N behind it is done N times.
"""

from __future__ import annotations

from collections.abc import Mapping

from kneetimer.core import player, record
from kneetimer.core.cues import Cue
from kneetimer.core.easing import easier_steps
from kneetimer.core.exercise import Eased, Exercise, Setup, Side, SideWord, Tempo, Unit
from kneetimer.core.knee import Sign
from kneetimer.core.plan import Block, BlockKind, Dose, Phase, Plan
from kneetimer.core.player import State, Status
from kneetimer.core.preferences import Knee
from kneetimer.core.record import HurtAnswer, PauseReason
from kneetimer.core.script import Script, StepKind
from kneetimer.storage.plans.library import load_exercises


def exercise(name: str, unit: Unit, tempo: tuple[int, int, int] | None, get_ready_s: int = 5) -> Exercise:
    """An exercise with just what sessions are made of; tempo in seconds."""
    return Exercise(
        id=name,
        name=name.capitalize(),
        muscles=(),
        kit=(),
        unit=unit,
        side_word=SideWord.LEG,
        tempo=None if tempo is None else Tempo(*(1000 * part for part in tempo), first_word="Down"),
        get_ready_s=get_ready_s,
        setup=Setup("Stand on your {side} leg.", "Now stand on your {side} leg."),
        cues=("Breathe out.", "Stand tall.", "Knees over toes."),
        eased=Eased("Go half as deep.", "Half as deep.", 50, 67, pace_percent=80),
        steps=("Stand.", "Move."),
        why="It is a test.",
        stop_if="Stop if it hurts.",
    )


EXERCISES = {
    made.id: made
    for made in (
        exercise("swing", Unit.SWINGS, (1, 0, 1)),
        exercise("squat", Unit.REPS, (2, 0, 2)),
        exercise("clam", Unit.REPS_PER_SIDE, (2, 1, 2), get_ready_s=15),
        exercise("lunge", Unit.REPS_ALTERNATING, (2, 0, 2)),
        exercise("walk", Unit.STEPS_PER_DIRECTION, (1, 0, 1)),
        exercise("sit", Unit.SECONDS, None),
        exercise("stretch", Unit.SECONDS_PER_SIDE, None),
    )
}


def plan(*blocks: Block, rest_exercises_s: int = 30) -> Plan:
    return Plan("test", "Test plan", "", 6, 2, 3, rest_exercises_s, (Phase("All", 1, 6),), blocks)


def strength(*doses: Dose) -> Block:
    return Block(BlockKind.STRENGTH, 1, 6, doses)


def dose(name: str, sets: int, amount: int, rest_s: int = 20) -> Dose:
    return Dose(name, sets, (amount,), rest_s)


class Timeline:
    """One session, its state and everything it asked for."""

    def __init__(
        self,
        script: Script,
        *,
        own_pace: bool = False,
        press_counts: bool = False,
        overtime: bool = False,
        state: State | None = None,
        exercises: Mapping[str, Exercise] | None = None,
    ) -> None:
        self.state = state or player.new_session(
            script,
            own_pace=own_pace,
            press_counts=press_counts,
            overtime=overtime,
            easier=easier_steps(script, exercises or {**load_exercises(), **EXERCISES}),
        )
        self.cues: list[Cue] = []
        self.events: list[record.SessionEvent] = []
        self.places: list[record.Place] = []

    def tell(self, story: str) -> Timeline:
        for word in story.split():
            name, _, times = word.partition("*")
            for _ in range(int(times or 1)):
                self.event(_event(name))
        return self

    def event(self, event: player.Event) -> None:
        self.state, effects = player.step(self.state, event)
        for effect in effects:
            match effect:
                case player.PlayCue(cue):
                    self.cues.append(cue)
                case player.Append(stored):
                    self.events.append(stored)
                case player.SavePlace(place):
                    self.places.append(place)

    def heard(self, story: str) -> list[Cue]:
        """The cues of this part of the story alone."""
        before = len(self.cues)
        self.tell(story)
        return self.cues[before:]

    @property
    def shows(self) -> str:
        """The state in words."""
        state = self.state
        if state.is_over:
            return state.status.value
        step = state.step
        side = f" {step.side.value}" if step.side else ""
        text = f"{step.kind.value} {step.exercise}{side} {step.set}/{step.sets}: "
        if state.counts_presses:
            text += f"own pace, {state.reps_completed} of {step.reps} pressed"
        elif state.in_overtime:
            text += f"{state.overtime_ms / 1000} s over"
        elif step.kind is StepKind.WORK and state.waits_for_done:
            text += f"own pace, {step.reps if state.own_count is None else state.own_count}"
        elif step.kind is StepKind.WORK:
            text += f"rep {state.reps_completed + 1} of {step.reps}, {state.remaining_ms / 1000} s left"
        else:
            text += f"{state.remaining_ms / 1000} s left"
        if state.status is Status.PAUSED:
            text += ", paused"
        if state.status is Status.COUNT_IN:
            text += f", going on in {state.count_in_ms / 1000} s"
        return text

    @property
    def sets(self) -> list[str]:
        """The results so far: "squat 6 done", "stretch left 12.0 s partial"."""
        told = []
        for result in self.state.results:
            if result is not None:
                side = f" {result.side.value}" if result.side else ""
                amount = f"{result.ms / 1000} s" if result.reps is None else str(result.reps)
                told.append(f"{result.exercise}{side} {amount} {result.state.value}")
        return told


_EVENTS: dict[str, player.Event] = {
    "start": player.Start(),
    "pause": player.Pause(),
    "go-on": player.GoOn(),
    "anyway": player.GoOn(anyway=True),
    "redo": player.GoOn(redo=True),
    "done": player.Done(),
    "skip": player.Skip(),
    "back": player.Back(),
    "more": player.AdjustRest(15),
    "less": player.AdjustRest(-15),
    "up": player.CorrectCount(1),
    "down": player.CorrectCount(-1),
    "last-up": player.CorrectLastSet(1),
    "last-down": player.CorrectLastSet(-1),
    "own": player.SetPace(own=True),
    "coach": player.SetPace(own=False),
    "leave": player.Leave(),
    "discard": player.Leave(discard=True),
    "easier": player.SetEasier(on=True),
    "full": player.SetEasier(on=False),
    "ask-hurt": player.Pause(PauseReason.HURTS),
    "ease": player.HurtAnswered(3, None, HurtAnswer.EASE),
    "stop": player.HurtAnswered(7, None, HurtAnswer.STOP),
    "skip-exercise": player.HurtAnswered(4, None, HurtAnswer.SKIP),
}


def _event(word: str) -> player.Event:
    if word in _EVENTS:
        return _EVENTS[word]
    if word.startswith("slept-"):
        return player.Slept(int(word.removeprefix("slept-")))
    if word.startswith("said-"):
        _, level, answer = word.split("-", 2)
        return player.HurtAnswered(int(level), Knee.RIGHT, HurtAnswer(answer))
    if word.startswith("locks-"):
        answer = word.removeprefix("locks-")
        return player.HurtAnswered(None, Knee.RIGHT, HurtAnswer(answer), (Sign.LOCKING,))
    return player.Ticked(round(float(word) * 1000))


LEFT, RIGHT = Side.LEFT, Side.RIGHT
