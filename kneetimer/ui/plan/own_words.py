"""What is said where a person makes an exercise of their own."""

from __future__ import annotations

from kneetimer.core.language import mark, markc, tr

OPEN = mark("Your own")
NEW = mark("Make a new one…")
TITLE_NEW = mark("An exercise of your own")
NAME = mark("Name")
NAME_HINT = mark("Heel slide")
COUNTS = mark("What it counts")
COUNTED = (mark("Reps"), mark("Seconds"))
SIDES = mark("Sides")
SIDED = (mark("Both at once"), mark("One side, then the other"), mark("In turn"))
TEMPO = mark("Tempo of one rep")
FIRST = markc("a part of a rep", "There")
HOLD = markc("a part of a rep", "Hold")
SECOND = markc("a part of a rep", "Back")
KIT = mark("What it needs")
STEPS = mark("Three steps")
STEP_HINTS = (
    mark("Lie on your back."),
    mark("Slide one heel towards you."),
    mark("Slide it back slowly."),
)
PICTURE = mark("Picture")
NO_PICTURE = mark("Without one, a session shows the three steps in large letters.")
CHOOSE = mark("Choose a picture…")
CHOOSE_TITLE = mark("Choose a picture")
DROP = mark("Without a picture")
SPOKEN = mark(
    "The system's voice says its name and its steps. The recorded voice cannot, and says “Next exercise”."
)
SAVE = mark("Save exercise")
CANCEL = mark("Cancel")
RETIRE = mark("Take out of the library")
TEMPO_WORDS = (
    markc("a part of a rep", "Move"),
    markc("a part of a rep", "Hold"),
    markc("a part of a rep", "Back"),
)


def pictures() -> str:
    """What can be chosen, as a file dialog asks it."""
    pictures = tr("Pictures ({kinds})", kinds="*.png *.jpg *.jpeg *.bmp")
    return f"{pictures};;{tr('All files ({kinds})', kinds='*')}"


def change(name: str) -> str:
    return tr("Change {exercise}…", exercise=name)


def title(name: str) -> str:
    return tr("Change {exercise}", exercise=name)


def step(number: int) -> str:
    return tr("Step {number}", number=number)


def no_picture(file: str) -> str:
    return tr("{file} is no picture that KneeTimer can read. Choose a PNG or a JPEG file.", file=file)


def name_taken(name: str) -> str:
    return tr("There is an exercise called {exercise} already. Give yours another name.", exercise=name)


def saved(name: str) -> str:
    return tr("{exercise} is in the library", exercise=name)


def retired(name: str) -> str:
    return tr("{exercise} is out of the library. Plans and sessions that have it keep it.", exercise=name)
