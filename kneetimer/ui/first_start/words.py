"""What the first start asks."""

from __future__ import annotations

QUESTIONS_TITLE = "Three short questions"
QUESTIONS_NOTE = "You can change each answer later in Settings."
KNEE_QUESTION = "Which knee do you want to keep an eye on?"
SESSIONS_QUESTION = "How many sessions a week suit you?"
SESSIONS = ("2", "3")
COUNT_QUESTION = "Who counts the reps?"
COUNT_NOTE = "The coach counts at a steady tempo. On your own you press Space after the last rep."
READ_TITLE = "Stand where you will train. Can you read 12?"
READ_NUMBER = "12"
READ_NOTE = (
    "This is how large the count will be. Play the sound too: it tells you when to start, stop and rest."
)
SMALLER = "Smaller"
LARGER = "Larger"
PLAY_SOUND = "Play the sound"
BACK = "Back"
GO_ON = "Go on"
FINISH = "Yes, that works"


def step_line(step: int, steps: int) -> str:
    return f"{step} of {steps}"
