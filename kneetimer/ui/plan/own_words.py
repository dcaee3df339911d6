"""What is said where a person makes an exercise of their own."""

from __future__ import annotations

OPEN = "Your own"
NEW = "Make a new one…"
TITLE_NEW = "An exercise of your own"
NAME = "Name"
NAME_HINT = "Heel slide"
COUNTS = "What it counts"
COUNTED = ("Reps", "Seconds")
SIDES = "Sides"
SIDED = ("Both at once", "One side, then the other", "In turn")
TEMPO = "Tempo of one rep"
FIRST, HOLD, SECOND = "There", "Hold", "Back"
KIT = "What it needs"
STEPS = "Three steps"
STEP_HINTS = ("Lie on your back.", "Slide one heel towards you.", "Slide it back slowly.")
PICTURE = "Picture"
NO_PICTURE = "Without one, a session shows the three steps in large letters."
CHOOSE = "Choose a picture…"
CHOOSE_TITLE = "Choose a picture"
PICTURES = "Pictures (*.png *.jpg *.jpeg *.bmp);;All files (*)"
DROP = "Without a picture"
SPOKEN = (
    "The system's voice says its name and its steps. The recorded voice cannot, and says “Next exercise”."
)
SAVE = "Save exercise"
CANCEL = "Cancel"
RETIRE = "Take out of the library"
TEMPO_WORDS = ("Move", "Hold", "Back")


def change(name: str) -> str:
    return f"Change {name}…"


def title(name: str) -> str:
    return f"Change {name}"


def step(number: int) -> str:
    return f"Step {number}"


def no_picture(file: str) -> str:
    return f"{file} is no picture that KneeTimer can read. Choose a PNG or a JPEG file."


def name_taken(name: str) -> str:
    return f"There is an exercise called {name} already. Give yours another name."


def saved(name: str) -> str:
    return f"{name} is in the library"


def retired(name: str) -> str:
    return f"{name} is out of the library. Plans and sessions that have it keep it."
