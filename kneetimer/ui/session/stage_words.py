"""Words of the session screen that only a pointer or a screen reader meets, and those of its panels."""

from __future__ import annotations

from kneetimer.core.language import mark, markc, tr

REHEARSAL_MARK = mark("Rehearsal")
CLOSE = mark("Close")
STAGE = mark("Session")
COUNT = markc("what was counted", "Count")
STRIP = mark("Exercises of this session")
LEVELS = mark("Pain from 0 to 10")

TIP_BACK = mark("Go back one step")
TIP_MAIN = {
    "pause": mark("Pause the session"),
    "go-on": mark("Go on with the session"),
    "done": mark("This set is done"),
    "count": mark("Count one rep"),
    "start": mark("Start the session now"),
    "decide": mark("Say how to go on after what you said about your knee"),
}
TIP_MORE_TIME = mark("20 seconds more to get set")
TIP_WAIT = mark("Wait until you start")
TIP_LEAVE_UNBEGUN = mark("Back to Today; nothing is kept")
TIP_REDO = mark("Do this step again from its start")
TIP_SKIP = mark("Skip to the next step")
TIP_LESS_REST = mark("Rest 15 seconds less")
TIP_MORE_REST = mark("Rest 15 seconds more")
TIP_LESS_COUNT = mark("Count one rep less")
TIP_MORE_COUNT = mark("Count one rep more")
TIP_LAST_LESS = mark("The last set had one rep less")
TIP_LAST_MORE = mark("The last set had one rep more")
TIP_LIGHTER = mark("Lighter, or the band before")
TIP_HEAVIER = mark("Heavier, or the next band")
TIP_OWN_PACE = mark("Count at your own pace")
TIP_COACH_PACE = mark("Let the coach count")
TIP_EASIER = mark("Do this exercise in its easier form")
TIP_IN_FULL = mark("Do this exercise in full again")
TIP_HURTS = mark("Pause and say what hurts")
TIP_LEAVE = mark("Leave the session")

TIP_STAY = mark("Go on with the session")
TIP_PARTIAL = mark("End here and keep what you have done")
TIP_DISCARD = mark("End here and keep nothing of this session")
TIP_DISCARD_SURE = mark("Press again to discard this session for good")

TIP_ANSWER_AGAIN = mark("Change what you said about your knee")
TIP_ANYWAY = mark("Go on with the session in spite of it: click, or Tab and Enter")
HEARD = {"sounds": mark("Beeps"), "voice": mark("Voice")}
HEARD_TIPS = {
    "sounds": mark("Beeps on or off, for this session"),
    "voice": mark("Voice on or off, for this session"),
}

TIP_READ = mark("Read the answer; the session waits")
TIP_STOP = mark("End the session here and keep what you have done")
HURT_TIPS = {
    "stop": TIP_STOP,
    "skip": mark("Leave out the rest of this exercise"),
    "ease": mark("Do this exercise in its easier form"),
    "go-on": mark("Go on without a change"),
}


def tip_with_key(tip: str, key: str) -> str:
    return tr("{tip} ({key})", tip=tip, key=key) if key else tip


def answer_to(question: str, answer: str) -> str:
    """What a screen reader says of an answer: "Which knee? Left"."""
    return tr("{question} {answer}", question=question, answer=answer)


def described(phase: str, title: str, side: str, dose: str) -> str:
    """The step as a screen reader says it: "Reps. Clamshells. Left leg. 15 reps, set 1 of 2."."""
    return " ".join(tr("{words}.", words=part) for part in (phase, title, side, dose) if part)


def load_name(load: str) -> str:
    """What a screen reader says of what the set is done with."""
    return tr("What you do it with: {load}", load=load)
