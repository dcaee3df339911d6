"""What the first start asks."""

from __future__ import annotations

from kneetimer.core.language import mark, tr

QUESTIONS_TITLE = mark("Three short questions")
QUESTIONS_NOTE = mark("You can change each answer later in Settings.")
KNEE_QUESTION = mark("Which knee do you want to keep an eye on?")
SESSIONS_QUESTION = mark("How many sessions a week suit you?")
SESSIONS = ("2", "3")
COUNT_QUESTION = mark("Who counts the reps?")
COUNT_NOTE = mark("The coach counts at a steady tempo. On your own you press Space after the last rep.")
READ_TITLE = mark("Stand where you will train. Can you read 12?")
READ_NUMBER = "12"
READ_NOTE = mark(
    "This is how large the count will be. Play the sound too: it tells you when to start, stop and rest."
)
SMALLER = mark("Smaller")
LARGER = mark("Larger")
PLAY_SOUND = mark("Play the sound")
BACK = mark("Back")
GO_ON = mark("Go on")
FINISH = mark("Yes, that works")


def step_line(step: int, steps: int) -> str:
    return tr("{step} of {steps}", step=step, steps=steps)
