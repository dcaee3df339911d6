"""The safety note. Whoever changes what it says gives it a new version, so that it is shown again."""

from __future__ import annotations

from kneetimer.core.language import Sentence, mark

SAFETY_VERSION = "1"

TITLE = mark("Before you start")
INTRODUCTION = mark(
    "KneeTimer guides strength sessions and keeps a log of them. What it says is general information. "
    "It is not medical advice and does not know your knee."
)
ASK_FIRST_TITLE = mark("Ask a doctor or physiotherapist first")
ASK_FIRST = (
    mark("if you are not sure that strength work is right for you,"),
    mark("if you are pregnant, or had an operation or an injury recently."),
)
STOP_TITLE = mark("Stop at once")
STOP = (mark("when you feel sharp pain, dizziness or shortness of breath."),)
SEE_SOMEONE_TITLE = mark("See someone today")
SEE_SOMEONE = (
    mark("if you cannot put weight on the leg or cannot straighten it,"),
    mark("if the knee locks, gives way, is badly swollen or out of shape,"),
    mark("if it is hot and red and you have a fever,"),
    mark("or if it hurts after a heavy fall."),
)
ACKNOWLEDGE = mark("I have read this")
IN_SHORT = mark("General information, not medical advice")
SHOW = mark("Read it")
HIDE = mark("Close it")

SECTIONS: tuple[tuple[Sentence, tuple[Sentence, ...]], ...] = (
    (ASK_FIRST_TITLE, ASK_FIRST),
    (STOP_TITLE, STOP),
    (SEE_SOMEONE_TITLE, SEE_SOMEONE),
)
