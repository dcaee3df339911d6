"""Words of the session screen that only a pointer or a screen reader meets, and those of its panels."""

from __future__ import annotations

REHEARSAL_MARK = "REHEARSAL"
CLOSE = "Close"
STAGE = "Session"
COUNT = "Count"
STRIP = "Exercises of this session"
LEVELS = "Pain from 0 to 10"

TIP_BACK = "Go back one step"
TIP_MAIN = {
    "pause": "Pause the session",
    "go-on": "Go on with the session",
    "done": "This set is done",
    "count": "Count one rep",
    "start": "Start the session now",
    "decide": "Say how to go on after what you said about your knee",
}
TIP_MORE_TIME = "20 seconds more to get set"
TIP_WAIT = "Wait until you start"
TIP_LEAVE_UNBEGUN = "Back to Today; nothing is kept"
TIP_REDO = "Do this step again from its start"
TIP_SKIP = "Skip to the next step"
TIP_LESS_REST = "Rest 15 seconds less"
TIP_MORE_REST = "Rest 15 seconds more"
TIP_LESS_COUNT = "Count one rep less"
TIP_MORE_COUNT = "Count one rep more"
TIP_LAST_LESS = "The last set had one rep less"
TIP_LAST_MORE = "The last set had one rep more"
TIP_LIGHTER = "Lighter, or the band before"
TIP_HEAVIER = "Heavier, or the next band"
LOAD = "What you do it with"
TIP_OWN_PACE = "Count at your own pace"
TIP_COACH_PACE = "Let the coach count"
TIP_EASIER = "Do this exercise in its easier form"
TIP_IN_FULL = "Do this exercise in full again"
TIP_HURTS = "Pause and say what hurts"
TIP_LEAVE = "Leave the session"

TIP_STAY = "Go on with the session"
TIP_PARTIAL = "End here and keep what you have done"
TIP_DISCARD = "End here and keep nothing of this session"
TIP_DISCARD_SURE = "Press again to discard this session for good"

TIP_ANSWER_AGAIN = "Change what you said about your knee"
TIP_ANYWAY = "Go on with the session in spite of it: click, or Tab and Enter"
HEARD = {"sounds": "Beeps", "voice": "Voice"}
HEARD_TIPS = {"sounds": "Beeps on or off, for this session", "voice": "Voice on or off, for this session"}

TIP_READ = "Read the answer; the session waits"
TIP_STOP = "End the session here and keep what you have done"
HURT_TIPS = {
    "stop": TIP_STOP,
    "skip": "Leave out the rest of this exercise",
    "ease": "Do this exercise in its easier form",
    "go-on": "Go on without a change",
}


def tip_with_key(tip: str, key: str) -> str:
    return f"{tip} ({key})" if key else tip


def described(phase: str, title: str, side: str, dose: str) -> str:
    """The step as a screen reader says it: "Reps. Clamshells. Left leg. 15 reps, set 1 of 2."."""
    parts = (phase.capitalize(), title, side.capitalize(), dose)
    return " ".join(f"{part}." for part in parts if part)
