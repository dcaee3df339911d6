"""What the panel about pain says of the session: where it hurts, and what each way on would mean.

Plain values of the player's state, in this session's own numbers. Asks nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from kneetimer.core.exercise import Exercise, Side
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.player import State
from kneetimer.core.preferences import Knee
from kneetimer.core.record import HurtAnswer
from kneetimer.core.script import Step, StepKind
from kneetimer.ui.session import words
from kneetimer.ui.session.view import dose_words
from kneetimer.ui.text import times
from kneetimer.ui.text.amounts import side_behind
from kneetimer.ui.text.lists import comma_list
from kneetimer.ui.text.loads import load_text


@dataclass(frozen=True, slots=True)
class HurtQuestion:
    """`where` is the place in the session, `working` the knee of the leg that works, None where both do."""

    where: str
    working: Knee | None = None
    stop: str = ""
    skip: str = ""
    ease: str = ""
    go_on: str = ""

    def follows(self, answer: HurtAnswer) -> str:
        """What comes of an answer."""
        return {
            HurtAnswer.STOP: self.stop,
            HurtAnswer.SKIP: self.skip,
            HurtAnswer.EASE: self.ease,
            HurtAnswer.GO_ON: self.go_on,
        }[answer]


def hurt_question(state: State, exercises: Mapping[str, Exercise]) -> HurtQuestion:
    """The question in this state; after an answer that was left open it is about the step of that."""
    kept = state.open_answer
    at = state.index if kept is None else kept.step
    step = state.script.steps[at]
    exercise = exercises[step.exercise]
    whole_ms = sum(planned.length_ms for planned in state.script.planned)
    return HurtQuestion(
        where=_where(state, step, exercise),
        working={Side.LEFT: Knee.LEFT, Side.RIGHT: Knee.RIGHT}.get(step.side) if step.side else None,
        stop=words.kept_minutes(times.minutes(state.active_ms), times.minutes(whole_ms)),
        skip=_skip(state, step, exercises),
        ease=_ease(state, at, exercise),
        go_on=words.same_again(dose_words(_set_at(state, at)), load_text(step.load)),
    )


def _where(state: State, step: Step, exercise: Exercise) -> str:
    parts = [exercise.name]
    if step.side is not None:
        parts.append(side_behind(step.side, exercise.side_word))
    if step is state.step and step.kind is StepKind.WORK and not state.waits_for_done:
        assert step.reps is not None
        parts.append(words.rep_of(min(step.reps, state.reps_completed + 1), step.reps))
    return comma_list(parts)


def _set_at(state: State, at: int) -> Step:
    coming = state.script.coming_set(at)
    return state.script.steps[at if coming is None else coming]


def _skip(state: State, step: Step, exercises: Mapping[str, Exercise]) -> str:
    coming = [each for each in state.script.steps if each.item > step.item]
    if not coming:
        return tr(words.LAST_EXERCISE)
    left = times.minutes(sum(each.length_ms for each in coming))
    return words.next_exercise(exercises[coming[0].exercise].name, left)


def _ease(state: State, at: int, exercise: Exercise) -> str:
    if exercise.id in state.eased:
        return tr(words.EASIER_ALREADY)
    coming = state.script.coming_set(at)
    dose = dose_words(state.easier[at if coming is None else coming]) if state.easier else ""
    return f"{exercise.eased.cue} {words.sentence(dose)}".strip()
