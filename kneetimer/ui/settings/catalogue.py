"""What can be chosen on the Settings page, by the names of the preferences, with its words and order.

Widgets are made of it in settings.py; ranges and defaults stand with the preferences.
"""

from __future__ import annotations

from kneetimer.core.preferences import WORDS, Counting, Knee, RunRule, WeekStart
from kneetimer.core.preferences import Theme as ThemeChoice
from kneetimer.figure.body import Build
from kneetimer.figure.palette import SkinTone
from kneetimer.ui.settings import words
from kneetimer.ui.today import run_words

# What changes the length of a session, and so has a consequence to tell.
LENGTH_CHOICES = (
    "rest_sets_s",
    "today_rest_s",
    "rest_exercises_s",
    "change_side_s",
    "get_ready_s",
    "pace",
    "finisher",
    "missing_kit",
)
STEPPERS = {
    "rest_sets_s": words.REST_SETS,
    "today_rest_s": words.REST_TODAY,
    "rest_exercises_s": words.REST_EXERCISES,
    "change_side_s": words.CHANGE_SIDE,
    "get_ready_s": words.GET_READY,
    "pace": words.PACE,
    "rep_pause_s": words.REP_PAUSE,
    "volume": words.VOLUME,
    "voice_volume": words.VOICE_VOLUME,
    "text_size": words.TEXT_SIZE,
    "session_text_size": words.SESSION_TEXT_SIZE,
    "knee_fine": words.KNEE_FINE,
    "knee_stop": words.KNEE_STOP,
    "knee_worse": words.KNEE_WORSE,
}
SWITCHES = {
    "finisher": words.FINISHER,
    "press_counts": words.PRESS_COUNTS,
    "overtime": words.OVERTIME,
    "keep_awake": words.KEEP_AWAKE,
    "sounds": words.SOUNDS,
    "voice": words.VOICE,
    "form_cues": words.FORM_CUES,
    "flash": words.FLASH,
    "high_contrast": words.HIGH_CONTRAST,
    "reduced_motion": words.REDUCED_MOTION,
    "full_screen": words.FULL_SCREEN,
}
# The choices in the order of their buttons.
COUNTERS = (True, False)
THEMES = (ThemeChoice.SYSTEM, ThemeChoice.LIGHT, ThemeChoice.DARK)
KNEES = (Knee.LEFT, Knee.RIGHT, Knee.BOTH, Knee.NEITHER)
SESSIONS = tuple(range(1, 8))  # of which the plan says which ones it is made for
RULES = (RunRule.STACK, RunRule.APART)
CHOICES: dict[str, tuple[str, tuple[str, ...], tuple[object, ...]]] = {
    "coach_counts": (words.WHO_COUNTS, words.COUNTERS, COUNTERS),
    "theme": (words.THEME, words.THEMES, THEMES),
    "knee": (words.KNEE, words.KNEES, KNEES),
    "sessions_a_week": (words.SESSIONS_A_WEEK, tuple(map(str, SESSIONS)), SESSIONS),
    "run_rule": (run_words.RUN_RULE, run_words.RULES, RULES),
}
# The same for choices whose words are too long to stand side by side.
MENUS: dict[str, tuple[str, tuple[str, ...], tuple[object, ...]]] = {
    "counting": (words.COUNTING, words.COUNTINGS, tuple(Counting)),
    "system_voice": (words.SYSTEM_VOICE, words.SYSTEM_VOICES, (None, True, False)),
    "week_starts": (words.WEEK_STARTS, words.WEEK_DAYS, tuple(WeekStart)),
    "body_shape": (
        words.BODY_SHAPE,
        tuple(Build(value).label for value in WORDS["body_shape"]),
        WORDS["body_shape"],
    ),
    "skin_tone": (
        words.SKIN_TONE,
        tuple(SkinTone(value).label for value in WORDS["skin_tone"]),
        WORDS["skin_tone"],
    ),
}
# What the plan decides while the person chose nothing, and the words of the button that gives it back.
FROM_PLAN = {
    "rest_sets_s": words.AS_PLANNED,
    "rest_exercises_s": words.AS_PLANNED,
    "today_rest_s": words.CLEAR,
}

# What is stopped rather than reset: there is no default file or folder.
STOPPED = ("watched_folder", "calendar_file")
