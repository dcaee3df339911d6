"""What the Learn page says around the articles, and what fills the places they leave open."""

from __future__ import annotations

from datetime import date

from kneetimer.core.article import Topic
from kneetimer.core.knee import FOOT_NOTE_PAIN, FootNote, Limits
from kneetimer.core.language import mark, markc, tr, trn
from kneetimer.ui.text.dates import number_word, past_day

TITLE = mark("Learn")
NOTE = mark("Short answers, one minute each.")
SEARCH = mark("Search, such as “swollen”")
SEARCH_NAME = mark("Search all answers")
NOTHING_FOUND = mark("Nothing about that here. Try one word, such as band.")
FOUND = mark("Found")
TOPICS = {
    Topic.KNEE: mark("Your knee"),
    Topic.TRAINING: mark("Your training"),
    Topic.READY: mark("Getting ready"),
}
NOT_ADVICE = mark("General information, not medical advice.")
SAFETY_NOTE = mark("Read the safety note")
BACK_TO_SESSION = mark("Back to the session")
DOES = mark("What KneeTimer does with it")
NEXT = mark("Read next")
SOURCES = mark("Sources")
WITHOUT = mark("What the plan does without it")
NOTHING_REPLACES = mark("Nothing else fits, so it stays in the plan.")
KEYS_IN_SESSION = mark("In a session")
KEYS_ON_PAGES = mark("On the pages")
PAGE_KEYS = (
    (("Space", "Enter"), mark("press the button that stands out, or the one with the ring")),
    (("0 to 10",), mark("on Today: how your knee is")),
    (("P",), mark("on Exercises: practise one set")),
    (("/", "Ctrl+F"), mark("search on Exercises, Learn and Settings")),
    (("Ctrl+1", "Ctrl+6"), mark("the first page to the last")),
    (("Ctrl+,",), mark("settings")),
    (("F1",), mark("Learn")),
    (("?",), mark("this list")),
    (("Esc", "Alt+←"), mark("one step back")),
    (("Ctrl+Z",), mark("undo the last change")),
    (("Ctrl+Q",), mark("quit")),
)
ZONES = (
    (markc("what a number for pain means", "Fine"), mark("The plan goes on as it is written.")),
    (mark("Same dose"), mark("Nothing grows. Take the easier version where it hurts.")),
    (markc("what a number for pain means", "Stop"), mark("Leave the exercise, or end the session.")),
)


def levels(first: int, last: int) -> str:
    """ "0 to 2", or "0" where there is only one."""
    return str(first) if first == last else tr("{first} to {last}", first=first, last=last)


def filled_in(limits: Limits, sessions: int) -> dict[str, str]:
    """What the person's choices put into the places that texts leave open."""
    fine, stop, worse = limits.fine_up_to, limits.stop_above, limits.worse_by
    return {
        "fine": levels(0, fine),
        "middle": levels(fine + 1, stop),
        "stop": levels(stop + 1, 10),
        "worse": trn("{number} point", "{number} points", worse, number=number_word(worse)),
        "sessions": trn("{number} session", "{number} sessions", sessions, number=number_word(sessions)),
    }


def instead(exercise: str, of: str) -> str:
    return tr("{exercise} instead of {replaced}.", exercise=exercise, replaced=of)


def plain_instead(of: str) -> str:
    return tr("{exercise} without it.", exercise=of)


def cited(cite: str, found: str) -> str:
    return f"{cite}. {found}"


def not_now(level: int | None) -> str:
    """Why the knee-over-foot check waits."""
    if level is None:
        return tr("Not while one of the signs is there: have your knee looked at first.")
    return tr(
        "Your knee was at {level} of 10. Do the check when it is below {limit}.",
        level=level,
        limit=FOOT_NOTE_PAIN,
    )


def last_foot_note(note: FootNote, today: date) -> str:
    """ "Last time, on Thursday: left 4 of 5, right 3 of 5." """
    day, left, right = past_day(note.at.date(), today), note.left, note.right
    if right is None:
        return tr("Last time, {day}: left {left} of 5.", day=day, left=left)
    if left is None:
        return tr("Last time, {day}: right {right} of 5.", day=day, right=right)
    return tr("Last time, {day}: left {left} of 5, right {right} of 5.", day=day, left=left, right=right)


def set_less(first_week: int, last_week: int) -> str:
    """What is said after one set fewer was taken."""
    if first_week == last_week:
        return tr("One set fewer of each exercise in week {week}.", week=first_week)
    return tr("One set fewer of each exercise in weeks {first} to {last}.", first=first_week, last=last_week)


NO_SET_LESS = mark("Each exercise has one set already.")
FOOT_KEPT = mark("The note is kept.")
