"""What the Settings page says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kneetimer.ui.text.names import within
from kneetimer.ui.text.times import time_of_day

MOST_NAMES = 3  # of exercises in one line

TITLE = "Settings"
REST_AND_PACE = "Rests and pace"
REST_AND_PACE_NOTE = "For every session, unless your plan sets its own."
SECTIONS_NAME = "Sections of the settings"
NEXT_SESSION = "Your next session, with these settings"
NO_CONSEQUENCE = "Nothing here changes your session."
LEARN = {
    "rests": ("how-much", "How much, and when more?"),
    "days": ("strength-and-runs", "Strength and runs in one week"),
    "knee": ("train-with-pain", "Can I train with knee pain?"),
    "kit": ("kit", "Kit, and what replaces it"),
}
KIT = "Kit that you have"
DATA = "Your data"
SAFETY = "Safety note"

COUNTERS = ("The coach", "I do")
TEST_SOUND = "Test sound"
TEST_VOICE = "Test voice"
COUNTINGS = ("Every rep", "The last three", "Nothing")
TALKING = ("Much", "Normal", "Little")
SYSTEM_VOICES = ("Whichever sounds better", "The computer's voice", "The recorded voice")
THEMES = ("System", "Light", "Dark")
SIDES = ("Left", "Right", "Weaker first")
START_SIDE_NOTE = "of what is done left and right"
START_SIDE_WEAKER = "the one that did a tenth less in your last six sessions; left until one did"
EXTRA_SET_NOTE = "where your last sessions show one; not on days on which your knee holds the dose"
KNEES = ("Left", "Right", "Both", "Neither")
ON_THIS_COMPUTER = "On this computer only"
SHOW_FOLDER = "Show folder"
BACKUP = "Backup"
BACK_UP_NOW = "Back up now"
STILL_BACKING_UP = "A backup is still being written: the disk takes long to answer. Try again in a moment."
CHOOSE_BACKUP = "Choose"
RESTORE = "Go back to a backup"
RESTORE_NOTE = "what it replaces is kept beside the backups"
RESTORE_YES = "Put it back"
RESTORE_NO = "Leave it"
PUT_BACK = "Put back"
NO_BACKUPS = "There is no backup yet."
FORGET_TITLE = "Deleted sessions"
FORGET_NOTE = "kept out of sight, so that Undo and your other computers know of them"
FORGET = "Forget for good"
FORGET_YES = "Forget for good"
FORGET_NO = "Keep"
NOTHING_TO_FORGET = "No deleted session is kept."
ERASE_TITLE = "Delete everything"
ERASE_NOTE = "sessions, answers, settings and all backups"
ERASE = "Delete"
ERASE_WORD = "delete"
ERASE_PROMPT = "Type the word delete"
ERASE_QUESTION = (
    "This deletes all your sessions, answers, settings and every backup for good. "
    "Type the word delete to go on."
)
ERASE_YES = "Delete everything"
ERASE_NO = "Keep it"
SECOND_PLACE = "Second place for backups"
SECOND_PLACE_NOTE = "a folder on another disk, or one that a sync program carries"
SHARED = "Two computers, one folder"
SHARED_NOTE = "a folder that a sync program carries; each computer keeps a file there and reads the others'"
CHOOSE_FOLDER = "Choose folder"
SPOILED = "Something in this backup was changed or damaged."
READING_BACKUP = "looking into it"
NO_GOOD_BACKUP = "cannot be put back: it is damaged, or not made by this KneeTimer"
ERASED = "Everything is deleted. KneeTimer starts as new."

STOP = "Stop"

SEARCH = "Find a setting"
SEARCH_NAME = "Search the settings"
NOTHING_FOUND = "No setting has these words."
MORE_RESTS = "More rests"
MORE_RESTS_NOTE = "only today, and for single exercises"
EACH_EXERCISE = "Rest of single exercises"
SHOW_EACH = "Show"
HIDE_EACH = "Hide"
FOR_ALL = "For all"
APPLY_TO_ALL = "Apply to all"
REST_TODAY = "Rest between sets, only today"
REST_TODAY_NOTE = "for today alone, over all other rests"
REST_TODAY_SET = "gone again after today's session"
CLEAR = "Clear"
IN_YOUR_PLAN = "chosen in your plan, which stands over this page"
FROM_THE_PLAN = "from the plan"
RESET = "Reset"
RESET_ALL = "Reset all settings"
RESET_NOTE = "your plan, knee, kit and sessions a week stay"
ALL_ARE_RESET = "All settings are back at their defaults."
UNDO = "Undo"
UNDO_KEY = "Ctrl+Z"
WEEK_DAYS = ("Monday", "Saturday", "Sunday")
AS_PLANNED = "Plan"
AS_PLANNED_NAME = "as the plan says"

ABOUT = "About KneeTimer"
SHOW_LICENCES = "Show licences"
HIDE_LICENCES = "Hide licences"
LICENCES = "Licences"
OWN_LICENCE = "Free under the MIT licence. What others made has licences of its own."


def restore_question(label: str, findings: Sequence[str] = ()) -> str:
    asked = f"Put back the backup made {_small(label)}? What you have now is kept beside the backups."
    return f"{SPOILED} {_first(findings)} {asked}" if findings else asked


def backup_content(sessions: int, last: str, *, wrong: bool, is_last_good: bool) -> str:
    """What a backup holds; `last` is the day of its last session, "" where it has none."""
    said = "1 session" if sessions == 1 else f"{sessions} sessions"
    if last:
        said += f", the last {last}"
    if wrong:
        return f"{said}; something in it was changed or damaged"
    return f"{said}; the last one in order" if is_last_good else f"{said}; in order"


def backup_said(content: str, folder: Path | None, *, is_replaced: bool) -> str:
    """What stands under a backup; `folder` where it is in the second place."""
    said = f"replaced by a backup; {content}" if is_replaced else content
    return f"{said}\nin {folder}" if folder is not None else said


def not_put_back(findings: Sequence[str]) -> str:
    """A backup turned out to be damaged when it was to be put back."""
    return f"Nothing was put back. {SPOILED} {_first(findings)} Choose it again to put it back all the same."


def _first(findings: Sequence[str]) -> str:
    more = f" And {len(findings) - 1} more: “kneetimer verify” lists them." if len(findings) > 1 else ""
    return findings[0] + more


def put_back_name(label: str) -> str:
    return f"Put back the backup made {_small(label)}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def restored(kept: str, findings: Sequence[str] = ()) -> str:
    """What came of putting a backup back, and what is wrong in it."""
    said = "The backup is back." + (f" What it replaced is kept in {kept}." if kept else "")
    if not findings:
        return said
    return f"{said} {SPOILED} {_first(findings)}"


def forget_question(sessions: int) -> str:
    them = "1 deleted session" if sessions == 1 else f"{sessions} deleted sessions"
    return (
        f"This takes {them} out of your data for good, with the answers about the knee. Backups made "
        "until now keep it, and a computer that does not know of the deletion brings it back with its export."
    )


def forgotten(sessions: int) -> str:
    return "1 session is forgotten." if sessions == 1 else f"{sessions} sessions are forgotten."


def rest_of(name: str) -> str:
    return f"Rest of {within(name)}"


def for_all_name(name: str) -> str:
    return f"Use the rest of {within(name)} for all exercises"


def have_kit(label: str) -> str:
    """What a screen reader says of the switch of a piece of kit."""
    return f"I have this: {label.lower()}"


def kit_for(names: Sequence[str]) -> str:
    """What a piece of kit is for."""
    return f"for {_some_of(names)}"


def kit_for_variants(names: Sequence[str]) -> str:
    return f"for other ways to do {_some_of(names)}"


def kit_missing(changes: Sequence[tuple[str, str]], stays: Sequence[str]) -> str:
    """What the plan does without a piece of kit: (what is done, in whose place), and what stays."""
    said = []
    for new, old in changes:
        if new == old:
            said.append(f"{within(old)} without it")
        else:
            said.append(f"{within(new)} instead of {within(old)}")
    if stays:
        said.append(f"{_some_of(stays)} as planned, because nothing else fits")
    return f"in your plan: {', '.join(said)}" if said else "your plan does not need it"


def _some_of(names: Sequence[str]) -> str:
    """ "clamshells, lunges and 2 more"."""
    shown = [within(name).replace(",", "") for name in names[:MOST_NAMES]]
    if len(names) > MOST_NAMES:
        return f"{', '.join(shown)} and {len(names) - MOST_NAMES} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def back_name(title: str, word: str = RESET) -> str:
    """What a screen reader says of the button that gives a setting back."""
    return f"{title}: {AS_PLANNED_NAME if word == AS_PLANNED else word.lower()}"


def is_reset(title: str) -> str:
    return f"{title} is back at its default."


def from_this_exercise(plan_s: int) -> str:
    """Where the rest of one exercise comes from, and what else there is."""
    return f"your own for this exercise; the plan says {plan_s} s"


def from_your_setting(plan_s: int) -> str:
    return f"from your setting for all; the plan says {plan_s} s"


def own_rests(count: int) -> str:
    """How many exercises have a rest of their own."""
    if count == 0:
        return "all follow the rest between sets"
    return "1 has a rest of its own" if count == 1 else f"{count} have a rest of their own"


def plan_note(least_s: int, most_s: int, *, followed: bool) -> str:
    """What the plan itself says about a rest."""
    if followed:
        return "as the plan says"
    span = f"{least_s} s" if least_s == most_s else f"{least_s} to {most_s} s"
    return f"the plan says {span}"


def pace_note(pace: float) -> str:
    """What a pace makes of a movement of two seconds."""
    seconds = f"{2 / pace:.1f}".removesuffix(".0")
    return f"a squat takes {seconds} s down, {seconds} s up"


def length(before_min: int, after_min: int) -> str:
    """What a change does to the length of the next session."""
    return f"{after_min} min" if before_min == after_min else f"{before_min} → {after_min} min"


def consequence(length_line: str, done_at: datetime) -> str:
    """The length of the next session and when it would be over."""
    return f"{length_line}, done at {time_of_day(done_at)}"


def version(number: str) -> str:
    return f"Version {number}"
