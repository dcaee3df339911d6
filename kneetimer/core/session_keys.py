"""What a key means in a state of the session: the event it sends, or the question it asks first.

Pure, so that a window, a headset and a test get the same answer. Knows no panels: how a question is put,
and that no key reaches the session while one is open, is the page's.
"""

from __future__ import annotations

import enum

from kneetimer.core import player
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.player import Event, State, Status
from kneetimer.core.record import HurtAnswer, PauseReason
from kneetimer.core.script import StepKind

REST_STEP_S = 15
GET_SET_STEP_S = 20


class SessionKey(enum.IntEnum):
    """What can be asked of a running session, whichever key, button or headset says it.

    Numbers, because button groups of Qt know their buttons by number; in the order in which Tab goes.
    """

    BACK = 0
    MAIN = 1
    SKIP = 2
    REDO = 3
    LESS = 4
    MORE = 5
    LAST_LESS = 6
    LAST_MORE = 7
    PACE = 8
    EASIER = 9
    HURTS = 10
    LEAVE = 11
    KEYS = 12


class Question(enum.Enum):
    """What a person is asked or shown while the session is paused for it."""

    HURT = "hurt"
    HOLD = "hold"  # what to do after an answer that holds the session
    LEAVE = "leave"
    KEYS = "keys"


class HoldAnswer(enum.Enum):
    STOP = "stop"
    AGAIN = "again"
    ANYWAY = "anyway"


class LeaveAnswer(enum.Enum):
    STAY = "stay"
    PARTIAL = "partial"
    DISCARD = "discard"


class MainAction(enum.Enum):
    """What the one key does now."""

    PAUSE = "pause"
    GO_ON = "go-on"
    DONE = "done"
    COUNT = "count"  # one more rep
    DECIDE = "decide"  # after an answer that holds the session
    START = "start"  # while getting set


class Adjust(enum.Enum):
    """What Up and Down do now."""

    NOTHING = "nothing"
    REST = "rest"
    COUNT = "count"
    GET_SET = "get-set"


@dataclass(frozen=True, slots=True)
class Meaning:
    """An event to send, a question to ask after it, both or neither.

    `redo` says that what waits for the answer would begin its step anew.
    """

    event: Event | None = None
    question: Question | None = None
    redo: bool = False


NOTHING = Meaning()


def main_action(state: State) -> MainAction:
    if state.gets_set:
        return MainAction.START
    if state.held is not None and not state.is_over:
        return MainAction.DECIDE
    if state.status is Status.PAUSED:
        return MainAction.GO_ON
    if state.counts_presses:
        return MainAction.COUNT
    return MainAction.DONE if state.waits_for_done else MainAction.PAUSE


def adjusted_by(state: State) -> Adjust:
    step = state.step
    if state.gets_set:
        return Adjust.GET_SET
    if step.kind is StepKind.REST:
        return Adjust.REST
    return Adjust.COUNT if step.kind is StepKind.WORK else Adjust.NOTHING


def of_key(state: State, key: SessionKey) -> Meaning:
    """What a key means; NOTHING where the player would refuse its event."""
    if state.gets_set:
        return _getting_set(key)
    if state.is_over or state.status is Status.WAITING:
        return NOTHING
    match key:
        case SessionKey.MAIN:
            return _main(state)
        case SessionKey.REDO:
            return going_on(state, redo=True)
        case SessionKey.SKIP | SessionKey.BACK:
            # With a sign there are only ways to stop.
            forward = key is SessionKey.SKIP
            return NOTHING if state.must_stop else Meaning(player.Skip() if forward else player.Back())
        case SessionKey.MORE | SessionKey.LESS:
            return _adjusting(state, 1 if key is SessionKey.MORE else -1)
        case SessionKey.LAST_MORE | SessionKey.LAST_LESS:
            by = 1 if key is SessionKey.LAST_MORE else -1
            return NOTHING if state.last_set is None else Meaning(player.CorrectLastSet(by))
        case SessionKey.PACE:
            return Meaning(player.SetPace(not state.own_pace))
        case SessionKey.EASIER:
            easier = player.SetEasier(state.step.exercise not in state.eased)
            return NOTHING if state.must_stop else Meaning(easier)
        case SessionKey.HURTS:
            return _asking(state, Question.HURT, PauseReason.HURTS)
        case SessionKey.LEAVE:
            return _asking(state, Question.LEAVE, PauseReason.LEAVING)
        case SessionKey.KEYS:
            return _asking(state, Question.KEYS, PauseReason.PERSON)


def going_on(state: State, *, redo: bool = False, anyway: bool = False) -> Meaning:
    """Go on after a pause; where something was said that holds the session, ask what to do instead.

    `anyway` is the deliberate second step, which a sign does not know.
    """
    if state.status is not Status.PAUSED:
        return NOTHING
    if state.held is not None and (state.must_stop or not anyway):
        return Meaning(question=Question.HOLD, redo=redo)
    return Meaning(player.GoOn(redo, anyway))


def after_hurt(state: State, answer: HurtAnswer) -> Meaning:
    """What follows an answer to "how much does it hurt?", in the state that it made.

    Closing the panel decides nothing. After an answer that holds the session, skipping the exercise is an
    answer to what to do, and the session waits before the next one.
    """
    if answer is HurtAnswer.OPEN or (state.held is not None and answer is HurtAnswer.SKIP):
        return NOTHING
    return going_on(state)


def of_hold_answer(state: State, answer: HoldAnswer, *, redo: bool) -> Meaning:
    """`redo` is what waited for the answer."""
    said = state.said
    if said is None or state.is_over:
        return NOTHING
    match answer:
        case HoldAnswer.ANYWAY:
            return going_on(state, redo=redo, anyway=True)
        case HoldAnswer.AGAIN:
            return Meaning(question=Question.HURT)
        case HoldAnswer.STOP:
            return Meaning(player.HurtAnswered(said.level, said.knee, HurtAnswer.STOP, said.signs))


def of_leave_answer(state: State, answer: LeaveAnswer) -> Meaning:
    if answer is LeaveAnswer.STAY:
        return going_on(state)
    return Meaning(player.Leave(discard=answer is LeaveAnswer.DISCARD))


def _main(state: State) -> Meaning:
    match main_action(state):
        case MainAction.GO_ON | MainAction.DECIDE:
            return going_on(state)
        case MainAction.PAUSE:
            return Meaning(player.Pause())
        case MainAction.START:
            return Meaning(player.Start())
        case MainAction.DONE | MainAction.COUNT:
            # While counting in, the set is not there yet to be done.
            return Meaning(player.Done()) if state.status is Status.RUNNING else NOTHING


def _getting_set(key: SessionKey) -> Meaning:
    """Before a session begins. Leaving asks nothing, because nothing would be lost."""
    match key:
        case SessionKey.MAIN | SessionKey.SKIP:
            return Meaning(player.Start())
        case SessionKey.MORE:
            return Meaning(player.AdjustRest(GET_SET_STEP_S))
        case SessionKey.PACE:
            return Meaning(player.Pause())
        case SessionKey.LEAVE:
            return Meaning(player.Leave())
        case SessionKey.KEYS:
            return Meaning(player.Pause(), Question.KEYS)
        case _:
            return NOTHING


def _adjusting(state: State, direction: int) -> Meaning:
    match adjusted_by(state):
        case Adjust.REST:
            return Meaning(player.AdjustRest(REST_STEP_S * direction))
        case Adjust.COUNT:
            return Meaning(player.CorrectCount(direction))
        case Adjust.NOTHING | Adjust.GET_SET:
            return NOTHING


def _asking(state: State, question: Question, reason: PauseReason) -> Meaning:
    """Pause and ask. A session that was paused already keeps its reason, and what is offered for it."""
    return Meaning(None if state.status is Status.PAUSED else player.Pause(reason), question)
