"""What the Settings page says."""

from __future__ import annotations

from datetime import datetime

from kneetimer.ui.wording.times import time_of_day

TITLE = "Settings"
REST_AND_PACE = "Rest and pace"
SOUND = "Sound"
SESSION = "Session"
LOOK = "Look"
YOU = "You"
DATA = "Your data"
SAFETY = "Safety note"

REST_SETS = "Rest between sets"
REST_EXERCISES = "Rest between exercises"
CHANGE_SIDE = "Time to change sides"
GET_READY = "Get-ready countdown"
GET_READY_NOTE = "at least 15 s for the floor or a band"
PACE = "Rep pace"
WHO_COUNTS = "Who counts the reps"
WHO_COUNTS_NOTE = "I do: press Space after the last rep"
COUNTERS = ("The coach", "I do")
SOUNDS = "Sounds"
VOLUME = "Volume"
TEST_SOUND = "Test sound"
FLASH = "Flash the screen at changes"
FULL_SCREEN = "Sessions in full screen"
FINISHER = "Wall sit at the end"
THEME = "Theme"
THEMES = ("System", "Light", "Dark")
HIGH_CONTRAST = "High contrast"
REDUCED_MOTION = "Less motion"
TEXT_SIZE = "Text size on pages"
SESSION_TEXT_SIZE = "Text size in sessions"
KNEE = "Knee to watch"
KNEES = ("Left", "Right", "Both", "Neither")
KNEE_CHECK = "Knee check"
KNEE_FINE = "Knee pain is fine up to"
KNEE_FINE_NOTE = "above it the dose stays as it is"
KNEE_STOP = "Stop the exercise above"
KNEE_STOP_NOTE = "can be stricter, not looser"
KNEE_WORSE = "A worse morning counts from"
KNEE_WORSE_NOTE = "points more than before the session"
SESSIONS_A_WEEK = "Sessions a week"
ON_THIS_COMPUTER = "On this computer only"
SHOW_FOLDER = "Show folder"
BACKUP = "Backup"
BACK_UP_NOW = "Back up now"
AS_PLANNED = "Plan"
AS_PLANNED_NAME = "as the plan says"


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
    return f"{length_line} · done at {time_of_day(done_at)}"
