"""What the list of sections says of the values in each, in a few words."""

from __future__ import annotations

from kneetimer import __version__
from kneetimer.core.preferences import Knee, ThemeChoice
from kneetimer.figure.palette import SkinTone
from kneetimer.ui.settings import words
from kneetimer.ui.settings.view import SettingsView


def rests_now(view: SettingsView) -> str:
    least, most = view.usual_rests
    rest = f"{least} s" if least == most else f"{least} to {most} s"
    pace = view.preferences.pace
    return f"{rest}, normal pace" if pace == 1 else f"{rest}, pace {pace:g}×"


def counting_now(view: SettingsView) -> str:
    return "the coach" if view.preferences.coach_counts else "you, with Space"


def sound_now(view: SettingsView) -> str:
    chosen = view.preferences
    if chosen.sounds:
        return f"on, {chosen.volume} %" if chosen.voice else f"{chosen.volume} %, no voice"
    return "voice alone" if chosen.voice else "off"


def look_now(view: SettingsView) -> str:
    theme = dict(zip(ThemeChoice, words.THEMES, strict=True))[view.preferences.theme]
    return f"{theme}, {'full screen' if view.preferences.full_screen else 'in the window'}"


def figures_now(view: SettingsView) -> str:
    return f"{SkinTone(view.preferences.skin_tone).label} skin"


def days_now(view: SettingsView) -> str:
    least, most = view.sessions_plan
    number = min(max(view.preferences.sessions_a_week, least), most)
    at = view.preferences.reminder_at
    return f"{number} a week, {at}" if at else f"{number} a week"


def knee_now(view: SettingsView) -> str:
    knee = dict(zip((Knee.LEFT, Knee.RIGHT, Knee.BOTH, Knee.NEITHER), words.KNEES, strict=True))
    return f"{knee[view.preferences.knee]}, stop above {view.preferences.knee_stop}"


def kit_now(view: SettingsView) -> str:
    there = sum(not line.missing for line in view.kit)
    return f"{there} of {len(view.kit)} things"


def data_now(view: SettingsView) -> str:
    return view.data.last_backup


def about_now(view: SettingsView) -> str:
    return words.version(__version__)
