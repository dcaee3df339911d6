"""The settings, one a line: what each is called, what is said of it, and how it is chosen.

A plain setting is one line here and one with the preferences, which have its default and its range. Row,
control, search, reset and undo follow from the two; storing, export and import from the preferences alone.
What is no plain number, switch or choice says so with OWN, and its controls are made elsewhere.
"""

from __future__ import annotations

import enum
from collections.abc import Callable

from kneetimer.core.language import Sentence, mark, tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.preferences import (
    RANGES,
    WEAKER,
    WORDS,
    Counting,
    Knee,
    Preferences,
    RunRule,
    Talking,
    ThemeChoice,
    WeekStart,
)
from kneetimer.ui.controls.text import breakable
from kneetimer.ui.settings import section_words, words
from kneetimer.ui.settings.view import SettingsView
from kneetimer.ui.today import run_words

DEFAULTS = Preferences()
SESSIONS = tuple(range(1, 8))  # of which the plan says which ones it is made for

Said = Sentence | Callable[[SettingsView], str]
Choices = tuple[tuple[Sentence, object], ...]


class Control(enum.Enum):
    SWITCH = enum.auto()
    NUMBER = enum.auto()
    BUTTONS = enum.auto()  # a few choices side by side
    MENU = enum.auto()  # choices whose words are too long for that
    OWN = enum.auto()


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the page, called by the name of its preference.

    `plan` are the least and the most that the plan says while nothing is chosen. `sets_length` where it
    changes how long a session takes. `needs` is the switch without which it does nothing.
    """

    name: str
    title: Sentence
    caption: Said
    choices: Choices = ()
    menu: Choices = ()
    own: bool = False
    plan: Callable[[SettingsView], tuple[float, float]] | None = None
    sets_length: bool = False
    needs: str = ""
    back: Sentence = words.RESET

    @property
    def control(self) -> Control:
        if self.own:
            return Control.OWN
        if self.choices or self.menu:
            return Control.BUTTONS if self.choices else Control.MENU
        return Control.NUMBER if self.name in RANGES else Control.SWITCH

    def value(self, view: SettingsView) -> object:
        """What is chosen; None where the plan decides."""
        return view.today_rest_s if self.name == "today_rest_s" else getattr(view.preferences, self.name)

    def said(self, view: SettingsView) -> str:
        """The words under its name."""
        return tr(self.caption) if isinstance(self.caption, Sentence) else self.caption(view)


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the settings: its name, a word about it, and what its line in the list says of its values.

    `more` are settings behind a button.
    """

    name: str
    title: Sentence
    value: Callable[[SettingsView], str]
    settings: tuple[Setting, ...] = ()
    more: tuple[Setting, ...] = ()
    note: Sentence | None = None
    sets_length: bool = False


# What depends on the plan, or on another choice.


def _rest_sets_plan(view: SettingsView) -> tuple[float, float]:
    return view.rest_sets_plan


def _rest_sets_said(view: SettingsView) -> str:
    return words.plan_note(*view.rest_sets_plan, followed=view.preferences.rest_sets_s is None)


def _rest_exercises_plan(view: SettingsView) -> tuple[float, float]:
    return view.rest_exercises_plan, view.rest_exercises_plan


def _rest_exercises_said(view: SettingsView) -> str:
    plan_s = view.rest_exercises_plan
    return words.plan_note(plan_s, plan_s, followed=view.preferences.rest_exercises_s is None)


def _usual_rests(view: SettingsView) -> tuple[float, float]:
    return view.usual_rests


def _rest_today_said(view: SettingsView) -> str:
    return tr(words.REST_TODAY_NOTE if view.today_rest_s is None else words.REST_TODAY_SET)


def _pace_said(view: SettingsView) -> str:
    return words.pace_note(view.preferences.pace)


def _run_rule_said(view: SettingsView) -> str:
    return tr(run_words.RULE_NOTES[tuple(RunRule).index(view.preferences.run_rule)])


def _reminder_said(view: SettingsView) -> str:
    return tr(run_words.REMINDER_ON if view.preferences.reminder_at else run_words.REMINDER_OFF)


def _system_timer_said(view: SettingsView) -> str:
    return run_words.system_timer_note(view.schedule.system_timer, on=bool(view.preferences.reminder_at))


def _start_side_said(view: SettingsView) -> str:
    weaker = view.preferences.start_side == WEAKER
    return tr(words.START_SIDE_WEAKER if weaker else words.START_SIDE_NOTE)


# The notes may name a file again, with the reason why it cannot be used.


def _watched_said(view: SettingsView) -> str:
    return _file_said(
        view.preferences.watched_folder, view.schedule.folder_note or tr(run_words.WATCHED_NOTE)
    )


def _calendar_said(view: SettingsView) -> str:
    return _file_said(
        view.preferences.calendar_file, view.schedule.calendar_note or tr(run_words.CALENDAR_NOTE)
    )


def _second_place_said(view: SettingsView) -> str:
    return _file_said(
        view.preferences.backup_folder, view.data.second_place_trouble or tr(words.SECOND_PLACE_NOTE)
    )


def _shared_said(view: SettingsView) -> str:
    return _file_said(view.preferences.shared_folder, view.data.shared_note or tr(words.SHARED_NOTE))


def _file_said(file: str, note: str) -> str:
    return breakable("\n".join(line for line in (file, note) if line))


# Not one of them is left out of this list but what is chosen on pages of its own, which a test holds.
SECTIONS = (
    Section("rests", words.REST_AND_PACE, section_words.rests_now, (
        Setting("rest_sets_s", mark("Rest between sets"), _rest_sets_said, plan=_rest_sets_plan,
                sets_length=True, back=words.AS_PLANNED),
        Setting("rest_exercises_s", mark("Rest between exercises"), _rest_exercises_said,
                plan=_rest_exercises_plan, sets_length=True, back=words.AS_PLANNED),
        Setting("change_side_s", mark("Time to change sides"), mark("to turn over or to change legs"),
                sets_length=True),
        Setting("get_set_s", mark("Time to get set"),
                mark("after Start, to fetch your kit; not in its minutes")),
        Setting("get_ready_s", mark("Get-ready countdown"), mark("at least 15 s for the floor or a band"),
                sets_length=True),
        Setting("pace", mark("Rep pace"), _pace_said, sets_length=True),
        Setting("rep_pause_s", mark("Pause after each rep"),
                mark("at any pace; none after the last rep of a set"), sets_length=True),
        Setting("finisher", mark("Wall sit at the end"), mark("two holds after the strength work"),
                sets_length=True),
    ), (
        Setting("today_rest_s", words.REST_TODAY, _rest_today_said, plan=_usual_rests, sets_length=True,
                back=words.CLEAR),
    ), words.REST_AND_PACE_NOTE, sets_length=True),
    Section("who_counts", mark("Who counts"), section_words.counting_now, (
        Setting("coach_counts", mark("Who counts the reps"), mark("I do: press Space after the last rep"),
                choices=tuple(zip(words.COUNTERS, (True, False), strict=True))),
        Setting("counting", mark("Count aloud"), mark("of a set that the coach counts"),
                menu=tuple(zip(words.COUNTINGS, Counting, strict=True))),
        Setting("press_counts", mark("At my pace, each press is a rep"), mark("off: one press ends the set")),
        Setting("start_side", mark("Side to start with"), _start_side_said,
                choices=tuple(zip(words.SIDES, WORDS["start_side"], strict=True))),
        Setting("extra_weaker_set", mark("One set more for the weaker side"), words.EXTRA_SET_NOTE,
                sets_length=True),
        Setting("overtime", mark("The last hold goes on until Done"),
                mark("counts on past its time, for those who can")),
    )),
    Section("sound", mark("Sound and voice"), section_words.sound_now, (
        Setting("sounds", mark("Sounds"), mark("at each start, end, rest and change of side")),
        Setting("volume", mark("Volume"), mark("of the sounds"), needs="sounds"),
        Setting("voice", mark("Voice"), mark("says what comes, which side and how long")),
        Setting("voice_volume", mark("Volume of the voice"), mark("the sounds step back while it speaks"),
                needs="voice"),
        Setting("system_voice", mark("Who speaks"), mark("names of your own plans need the computer's"),
                menu=tuple(zip(words.SYSTEM_VOICES, (None, True, False), strict=True))),
        Setting("talking", mark("How much it says"), mark("quiet: what comes, which side and how long"),
                needs="voice", choices=tuple(zip(words.TALKING, Talking, strict=True))),
        Setting("form_cues", mark("Reminders of form"), mark("one a set is spoken")),
        Setting("flash", mark("Flash the screen at changes"),
                mark("one soft flash, for rooms without sound")),
    )),
    Section("look", mark("Look"), section_words.look_now, (
        Setting("theme", mark("Theme"), mark("System follows your desktop"),
                choices=tuple(zip(words.THEMES, ThemeChoice, strict=True))),
        Setting("high_contrast", mark("High contrast"), mark("stronger colours and lines")),
        Setting("reduced_motion", mark("Less motion"), mark("figures fade or wait instead of moving")),
        Setting("text_size", mark("Text size on pages"), mark("everywhere but in a session")),
        Setting("session_text_size", mark("Text size in sessions"), mark("read from two metres")),
        Setting("full_screen", mark("Sessions in full screen"), mark("a session fills the screen")),
        Setting("keep_awake", mark("Keep the screen on"), mark("while a session runs")),
        Setting("letter_keys", mark("Keys of one letter or digit"),
                mark("off: only keys with names, such as Space, or with Ctrl")),
    )),
    Section("figures", mark("Your figures"), section_words.figures_now, (
        Setting("body_shape", mark("Body shape"), mark("of the figures on every page"),
                menu=tuple((words.BUILDS[value], value) for value in WORDS["body_shape"])),
        Setting("skin_tone", mark("Skin tone"), mark("of the figures on every page"),
                menu=tuple((words.SKIN_TONES[value], value) for value in WORDS["skin_tone"])),
    )),
    Section("days", mark("Days and runs"), section_words.days_now, (
        Setting("sessions_a_week", mark("Sessions a week"), mark("what your weeks are measured by"),
                choices=tuple((Sentence(str(number)), number) for number in SESSIONS)),
        Setting("wish_days", run_words.WISH_DAYS, run_words.WISH_DAYS_NOTE, own=True),
        Setting("run_rule", run_words.RUN_RULE, _run_rule_said,
                choices=tuple(zip(run_words.RULES, RunRule, strict=True))),
        Setting("watched_folder", run_words.WATCHED, _watched_said, own=True, back=words.STOP),
        Setting("reminder_at", run_words.REMINDER, _reminder_said, own=True),
        Setting("system_timer", run_words.SYSTEM_TIMER, _system_timer_said, own=True),
        Setting("calendar_file", run_words.CALENDAR, _calendar_said, own=True, back=words.STOP),
        Setting("week_starts", mark("First day of the week"), mark("in the calendar and in every chart"),
                menu=tuple(zip(words.WEEK_DAYS, WeekStart, strict=True))),
    )),
    Section("knee", mark("Your knee"), section_words.knee_now, (
        Setting("knee", mark("Knee to watch"), mark("the one you are asked about"),
                choices=tuple(zip(words.KNEES, Knee, strict=True))),
        Setting("knee_fine", mark("Knee pain is fine up to"), mark("above it the dose stays as it is")),
        Setting("knee_stop", mark("Stop the exercise above"), mark("can be stricter, not looser")),
        Setting("knee_worse", mark("A worse morning counts from"),
                mark("points more than before the session")),
    )),
    Section("kit", words.KIT, section_words.kit_now, sets_length=True),
    Section("data", words.DATA, section_words.data_now, (
        Setting("backup_folder", words.SECOND_PLACE, _second_place_said, own=True, back=words.STOP),
        Setting("shared_folder", words.SHARED, _shared_said, own=True, back=words.STOP),
    )),
    Section("about", words.ABOUT, section_words.about_now),
)  # fmt: skip
BY_SECTION = {section.name: section for section in SECTIONS}
BY_NAME = {each.name: each for section in SECTIONS for each in (*section.settings, *section.more)}


def section_of(name: str) -> Section:
    """Where a setting stands. Raises KeyError for a name that has no line."""
    for section in SECTIONS:
        if any(each.name == name for each in (*section.settings, *section.more)):
            return section
    raise KeyError(name)
