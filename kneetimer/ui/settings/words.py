"""What the Settings page says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kneetimer.core.language import Sentence, mark, markc, tr, trn
from kneetimer.ui.text.lists import and_list, comma_list
from kneetimer.ui.text.numbers import number_text
from kneetimer.ui.text.times import time_of_day

MOST_NAMES = 3  # of exercises in one line

TITLE = mark("Settings")
REST_AND_PACE = mark("Rests and pace")
REST_AND_PACE_NOTE = mark("For every session, unless your plan sets its own.")
SECTIONS_NAME = mark("Sections of the settings")
NEXT_SESSION = mark("Your next session, with these settings")
NO_CONSEQUENCE = mark("Nothing here changes your session.")
LEARN = {
    "rests": ("how-much", mark("How much, and when more?")),
    "days": ("strength-and-runs", mark("Strength and runs in one week")),
    "knee": ("train-with-pain", mark("Can I train with knee pain?")),
    "kit": ("kit", mark("Kit, and what replaces it")),
}
KIT = mark("Kit that you have")
DATA = mark("Your data")
SAFETY = mark("Safety note")

COUNTERS = (markc("who counts", "The coach"), markc("who counts", "I do"))
TEST_SOUND = mark("Test sound")
TEST_VOICE = mark("Test voice")
COUNTINGS = (
    markc("counted aloud", "Every rep"),
    markc("counted aloud", "The last three"),
    markc("counted aloud", "Nothing"),
)
TALKING = (
    markc("how much is said", "Much"),
    markc("how much is said", "Normal"),
    markc("how much is said", "Little"),
)
SYSTEM_VOICES = (mark("Whichever sounds better"), mark("The computer's voice"), mark("The recorded voice"))
THEMES = (markc("a theme", "System"), markc("a theme", "Light"), markc("a theme", "Dark"))
SIDES = (markc("a side", "Left"), markc("a side", "Right"), markc("a side", "Weaker first"))
START_SIDE_NOTE = mark("of what is done left and right")
START_SIDE_WEAKER = mark("the one that did a tenth less in your last six sessions; left until one did")
EXTRA_SET_NOTE = mark("where your last sessions show one; not on days on which your knee holds the dose")
BUILDS = {"a": mark("Broad shoulders, short hair"), "b": mark("Wide hips, ponytail")}
SKIN_TONES = {
    "light": markc("a skin", "Light"),
    "fair": markc("a skin", "Fair"),
    "medium": markc("a skin", "Medium"),
    "brown": markc("a skin", "Brown"),
    "dark": markc("a skin", "Dark"),
}
SKINS = {
    "light": mark("Light skin"),
    "fair": mark("Fair skin"),
    "medium": mark("Medium skin"),
    "brown": mark("Brown skin"),
    "dark": mark("Dark skin"),
}
KNEES = (
    markc("a knee", "Left"),
    markc("a knee", "Right"),
    markc("a knee", "Both"),
    markc("a knee", "Neither"),
)
ON_THIS_COMPUTER = mark("On this computer only")
SHOW_FOLDER = mark("Show folder")
BACKUP = mark("Backup")
BACK_UP_NOW = mark("Back up now")
STILL_BACKING_UP = mark(
    "A backup is still being written: the disk takes long to answer. Try again in a moment."
)
CHOOSE_BACKUP = mark("Choose")
RESTORE = mark("Go back to a backup")
RESTORE_NOTE = mark("what it replaces is kept beside the backups")
RESTORE_YES = mark("Put it back")
RESTORE_NO = mark("Leave it")
PUT_BACK = mark("Put back")
NO_BACKUPS = mark("There is no backup yet.")
FORGET_TITLE = mark("Deleted sessions")
FORGET_NOTE = mark("kept out of sight, so that Undo and your other computers know of them")
FORGET = mark("Forget for good")
FORGET_YES = mark("Forget for good")
FORGET_NO = mark("Keep")
NOTHING_TO_FORGET = mark("No deleted session is kept.")
ERASE_TITLE = mark("Delete everything")
ERASE_NOTE = mark("sessions, answers, settings and all backups")
ERASE = mark("Delete")
ERASE_WORD = markc("a word to be typed", "delete")
ERASE_YES = mark("Delete everything")
ERASE_NO = mark("Keep it")
SECOND_PLACE = mark("Second place for backups")
SECOND_PLACE_NOTE = mark("a folder on another disk, or one that a sync program carries")
SHARED = mark("Two computers, one folder")
SHARED_NOTE = mark(
    "a folder that a sync program carries; each computer keeps a file there and reads the others'"
)
CHOOSE_FOLDER = mark("Choose folder")
SPOILED = mark("Something in this backup was changed or damaged.")
READING_BACKUP = mark("looking into it")
NO_GOOD_BACKUP = mark("cannot be put back: it is damaged, or not made by this KneeTimer")
ERASED = mark("Everything is deleted. KneeTimer starts as new.")

STOP = mark("Stop")

SEARCH = mark("Find a setting")
SEARCH_NAME = mark("Search the settings")
NOTHING_FOUND = mark("No setting has these words.")
MORE_RESTS = mark("More rests")
MORE_RESTS_NOTE = mark("only today, and for single exercises")
EACH_EXERCISE = mark("Rest of single exercises")
SHOW_EACH = mark("Show")
HIDE_EACH = mark("Hide")
FOR_ALL = mark("For all")
APPLY_TO_ALL = mark("Apply to all")
REST_TODAY = mark("Rest between sets, only today")
REST_TODAY_NOTE = mark("for today alone, over all other rests")
REST_TODAY_SET = mark("gone again after today's session")
CLEAR = markc("a rest for today", "Clear")
IN_YOUR_PLAN = mark("chosen in your plan, which stands over this page")
FROM_THE_PLAN = mark("from the plan")
RESET = mark("Reset")
RESET_ALL = mark("Reset all settings")
RESET_NOTE = mark("your plan, knee, kit and sessions a week stay")
ALL_ARE_RESET = mark("All settings are back at their defaults.")
UNDO = mark("Undo")
UNDO_KEY = "Ctrl+Z"
WEEK_DAYS = (mark("Monday"), mark("Saturday"), mark("Sunday"))
AS_PLANNED = markc("back to what the plan says", "Plan")
AS_PLANNED_NAME = mark("as the plan says")

ABOUT = mark("About KneeTimer")
SHOW_LICENCES = mark("Show licences")
HIDE_LICENCES = mark("Hide licences")
LICENCES = mark("Licences")
OWN_LICENCE = mark("Free under the MIT licence. What others made has licences of its own.")


def erase_prompt() -> str:
    return tr("Type the word {word}", word=tr(ERASE_WORD))


def erase_question() -> str:
    return tr(
        "This deletes all your sessions, answers, settings and every backup for good. "
        "Type the word {word} to go on.",
        word=tr(ERASE_WORD),
    )


def made_when(day: str, time: str) -> str:
    """ "On Friday, 19:05", of a day such as "on Friday" or "Today"."""
    return tr("{day}, {time}", day=day, time=time)


def restore_question(made: str, findings: Sequence[str] = ()) -> str:
    """`made` is "on Friday, 19:05"."""
    asked = tr("Put back the backup made {when}? What you have now is kept beside the backups.", when=made)
    return f"{tr(SPOILED)} {_first(findings)} {asked}" if findings else asked


def backup_content(sessions: int, last: str, *, wrong: bool, is_last_good: bool) -> str:
    """What a backup holds; `last` is the day of its last session, "" where it has none."""
    said = trn("{number} session", "{number} sessions", sessions)
    if last:
        said = trn(
            "{number} session, the last {day}", "{number} sessions, the last {day}", sessions, day=last
        )
    if wrong:
        state = tr("something in it was changed or damaged")
    else:
        state = tr("the last one in order") if is_last_good else tr("in order")
    return f"{said}; {state}"


def backup_said(content: str, folder: Path | None, *, is_replaced: bool) -> str:
    """What stands under a backup; `folder` where it is in the second place."""
    said = tr("replaced by a backup; {content}", content=content) if is_replaced else content
    return f"{said}\n{tr('in {folder}', folder=folder)}" if folder is not None else said


def not_put_back(findings: Sequence[str]) -> str:
    """A backup turned out to be damaged when it was to be put back."""
    nothing, again = tr("Nothing was put back."), tr("Choose it again to put it back all the same.")
    return f"{nothing} {tr(SPOILED)} {_first(findings)} {again}"


def _first(findings: Sequence[str]) -> str:
    if len(findings) == 1:
        return findings[0]
    more = trn(
        "And {number} more: “kneetimer verify” lists them.",
        "And {number} more: “kneetimer verify” lists them.",
        len(findings) - 1,
    )
    return f"{findings[0]} {more}"


def put_back_name(made: str) -> str:
    return tr("Put back the backup made {when}", when=made)


def restored(kept: str, findings: Sequence[str] = ()) -> str:
    """What came of putting a backup back, and what is wrong in it."""
    said = tr("The backup is back.")
    if kept:
        said = tr("The backup is back. What it replaced is kept in {file}.", file=kept)
    return f"{said} {tr(SPOILED)} {_first(findings)}" if findings else said


def forget_question(sessions: int) -> str:
    return trn(
        "This takes {number} deleted session out of your data for good, with the answers about the knee. "
        "Backups made until now keep it, and a computer that does not know of the deletion brings it back "
        "with its export.",
        "This takes {number} deleted sessions out of your data for good, with the answers about the knee. "
        "Backups made until now keep them, and a computer that does not know of the deletion brings them "
        "back with its export.",
        sessions,
    )


def forgotten(sessions: int) -> str:
    return trn("{number} session is forgotten.", "{number} sessions are forgotten.", sessions)


def rest_of(name: str) -> str:
    return tr("Rest of {exercise}", exercise=name)


def for_all_name(name: str) -> str:
    return tr("Use the rest of {exercise} for all exercises", exercise=name)


def have_kit(label: str) -> str:
    """What a screen reader says of the switch of a piece of kit."""
    return tr("I have this: {kit}", kit=label)


def kit_for(names: Sequence[str]) -> str:
    """What a piece of kit is for."""
    return tr("for {exercises}", exercises=_some_of(names))


def kit_for_variants(names: Sequence[str]) -> str:
    return tr("for other ways to do {exercises}", exercises=_some_of(names))


def kit_missing(changes: Sequence[tuple[str, str]], stays: Sequence[str]) -> str:
    """What the plan does without a piece of kit: (what is done, in whose place), and what stays."""
    said = []
    for new, old in changes:
        if new == old:
            said.append(tr("{exercise} without it", exercise=old))
        else:
            said.append(tr("{exercise} instead of {replaced}", exercise=new, replaced=old))
    if stays:
        said.append(tr("{exercises} as planned, because nothing else fits", exercises=_some_of(stays)))
    return (
        tr("in your plan: {changes}", changes=comma_list(said)) if said else tr("your plan does not need it")
    )


def _some_of(names: Sequence[str]) -> str:
    """ "Clamshells, Lunges and 2 more"."""
    shown = [name.replace(",", "") for name in names[:MOST_NAMES]]
    if len(names) > MOST_NAMES:
        more = len(names) - MOST_NAMES
        some = comma_list(shown)
        return trn("{exercises} and {number} more", "{exercises} and {number} more", more, exercises=some)
    return and_list(shown)


def named_action(title: str, action: str) -> str:
    """What a screen reader says of a button that stands for more than its word: "Rep pace: Reset"."""
    return tr("{setting}: {action}", setting=title, action=action)


def back_name(title: str, word: Sentence = RESET) -> str:
    """What a screen reader says of the button that gives a setting back."""
    return named_action(title, tr(AS_PLANNED_NAME if word == AS_PLANNED else word))


def is_reset(title: str) -> str:
    return tr("{setting} is back at its default.", setting=title)


def from_this_exercise(plan_s: int) -> str:
    """Where the rest of one exercise comes from, and what else there is."""
    return tr("your own for this exercise; the plan says {seconds} s", seconds=plan_s)


def from_your_setting(plan_s: int) -> str:
    return tr("from your setting for all; the plan says {seconds} s", seconds=plan_s)


def own_rests(count: int) -> str:
    """How many exercises have a rest of their own."""
    if count == 0:
        return tr("all follow the rest between sets")
    return trn("{number} has a rest of its own", "{number} have a rest of their own", count)


def plan_note(least_s: int, most_s: int, *, followed: bool) -> str:
    """What the plan itself says about a rest."""
    if followed:
        return tr(AS_PLANNED_NAME)
    if least_s == most_s:
        return tr("the plan says {seconds} s", seconds=least_s)
    return tr("the plan says {least} to {most} s", least=least_s, most=most_s)


def pace_note(pace: float) -> str:
    """What a pace makes of a movement of two seconds."""
    return tr("a squat takes {seconds} s down, {seconds} s up", seconds=number_text(round(2 / pace, 1)))


def length(before_min: int, after_min: int) -> str:
    """What a change does to the length of the next session."""
    if before_min == after_min:
        return tr("{minutes} min", minutes=after_min)
    return tr("{before} → {after} min", before=before_min, after=after_min)


def consequence(length_line: str, done_at: datetime) -> str:
    """The length of the next session and when it would be over."""
    return tr("{length}, done at {time}", length=length_line, time=time_of_day(done_at))


def version(number: str) -> str:
    return tr("Version {number}", number=number)
