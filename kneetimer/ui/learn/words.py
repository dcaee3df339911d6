"""What the Learn page says around the articles, and what fills the places they leave open."""

from __future__ import annotations

from datetime import date

from kneetimer.core.article import Topic
from kneetimer.core.knee import FOOT_NOTE_PAIN, FootNote, Limits
from kneetimer.ui.text.dates import counted, past_day
from kneetimer.ui.text.names import within

TITLE = "Learn"
NOTE = "Short answers, one minute each."
SEARCH = "Search, such as “swollen”"
SEARCH_NAME = "Search all answers"
NOTHING_FOUND = "Nothing about that here. Try one word, such as band."
FOUND = "Found"
TOPICS = {Topic.KNEE: "Your knee", Topic.TRAINING: "Your training", Topic.READY: "Getting ready"}
NOT_ADVICE = "General information, not medical advice."
SAFETY_NOTE = "Read the safety note"
BACK_TO_SESSION = "Back to the session"
DOES = "What KneeTimer does with it"
NEXT = "Read next"
SOURCES = "Sources"
WITHOUT = "What the plan does without it"
NOTHING_REPLACES = "Nothing else fits, so it stays in the plan."
KEYS_IN_SESSION = "In a session"
KEYS_ON_PAGES = "On the pages"
PAGE_KEYS = (
    (("Space", "Enter"), "press the button that stands out, or the one with the ring"),
    (("0 to 10",), "on Today: how your knee is"),
    (("P",), "on Exercises: practise one set"),
    (("/", "Ctrl+F"), "search on Exercises, Learn and Settings"),
    (("Ctrl+1", "Ctrl+6"), "the first page to the last"),
    (("Ctrl+,",), "settings"),
    (("F1",), "Learn"),
    (("?",), "this list"),
    (("Esc", "Alt+←"), "one step back"),
    (("Ctrl+Z",), "undo the last change"),
    (("Ctrl+Q",), "quit"),
)
ZONES = (
    ("Fine", "The plan goes on as it is written."),
    ("Same dose", "Nothing grows. Take the easier version where it hurts."),
    ("Stop", "Leave the exercise, or end the session."),
)


def levels(first: int, last: int) -> str:
    """ "0 to 2", or "0" where there is only one."""
    return str(first) if first == last else f"{first} to {last}"


def filled_in(limits: Limits, sessions: int) -> dict[str, str]:
    """What the person's choices put into the places that texts leave open."""
    fine, stop = limits.fine_up_to, limits.stop_above
    return {
        "fine": levels(0, fine),
        "middle": levels(fine + 1, stop),
        "stop": levels(stop + 1, 10),
        "worse": counted(limits.worse_by, "point"),
        "sessions": counted(sessions, "session"),
    }


def instead(exercise: str, of: str) -> str:
    return f"{exercise} instead of {within(of)}"


def plain_instead(of: str) -> str:
    return f"{of} without it"


def cited(cite: str, found: str) -> str:
    return f"{cite}. {found}"


def not_now(level: int | None) -> str:
    """Why the knee-over-foot check waits."""
    if level is None:
        return "Not while one of the signs is there: have your knee looked at first."
    return f"Your knee was at {level} of 10. Do the check when it is below {FOOT_NOTE_PAIN}."


def last_foot_note(note: FootNote, today: date) -> str:
    """ "Last time, on Thursday: left 4 of 5, right 3 of 5." """
    sides = [
        f"{name} {count} of 5"
        for name, count in (("left", note.left), ("right", note.right))
        if count is not None
    ]
    return f"Last time, {past_day(note.at.date(), today)}: {', '.join(sides)}."


def set_less(first_week: int, last_week: int) -> str:
    """What is said after one set fewer was taken."""
    if first_week == last_week:
        return f"One set fewer of each exercise in week {first_week}."
    return f"One set fewer of each exercise in weeks {first_week} to {last_week}."


NO_SET_LESS = "Each exercise has one set already."
FOOT_KEPT = "The note is kept."
