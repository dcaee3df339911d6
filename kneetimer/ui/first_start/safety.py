"""The safety note. Whoever changes what it says gives it a new version, so that it is shown again."""

from __future__ import annotations

SAFETY_VERSION = "1"

TITLE = "Before you start"
INTRODUCTION = (
    "KneeTimer guides strength sessions and keeps a log of them. What it says is general information. "
    "It is not medical advice and does not know your knee."
)
ASK_FIRST_TITLE = "Ask a doctor or physiotherapist first"
ASK_FIRST = (
    "if you are not sure that strength work is right for you,",
    "if you are pregnant, or had an operation or an injury recently.",
)
STOP_TITLE = "Stop at once"
STOP = ("when you feel sharp pain, dizziness or shortness of breath.",)
SEE_SOMEONE_TITLE = "See someone today"
SEE_SOMEONE = (
    "if you cannot put weight on the leg or cannot straighten it,",
    "if the knee locks, gives way, is badly swollen or out of shape,",
    "if it is hot and red and you have a fever,",
    "or if it hurts after a heavy fall.",
)
ACKNOWLEDGE = "I have read this"
IN_SHORT = "General information, not medical advice"
SHOW = "Read it"
HIDE = "Close it"

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (ASK_FIRST_TITLE, ASK_FIRST),
    (STOP_TITLE, STOP),
    (SEE_SOMEONE_TITLE, SEE_SOMEONE),
)
