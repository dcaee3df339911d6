"""What the list of sections says of the values in each, in a few words."""

from __future__ import annotations

from kneetimer import __version__
from kneetimer.core.language import tr, trn
from kneetimer.core.preferences import Knee, ThemeChoice
from kneetimer.ui.settings import words
from kneetimer.ui.settings.view import SettingsView
from kneetimer.ui.text.numbers import number_text


def rests_now(view: SettingsView) -> str:
    least, most = view.usual_rests
    if least == most:
        rest = tr("{seconds} s", seconds=least)
    else:
        rest = tr("{least} to {most} s", least=least, most=most)
    pace = view.preferences.pace
    if pace == 1:
        return tr("{rest}, normal pace", rest=rest)
    return tr("{rest}, pace {pace}×", rest=rest, pace=number_text(pace))


def counting_now(view: SettingsView) -> str:
    return tr("the coach") if view.preferences.coach_counts else tr("you, with Space")


def sound_now(view: SettingsView) -> str:
    chosen = view.preferences
    if chosen.sounds and chosen.voice:
        return tr("on, {percent} %", percent=chosen.volume)
    if chosen.sounds:
        return tr("{percent} %, no voice", percent=chosen.volume)
    return tr("voice alone") if chosen.voice else tr("off")


def look_now(view: SettingsView) -> str:
    theme = dict(zip(ThemeChoice, words.THEMES, strict=True))[view.preferences.theme]
    place = tr("full screen") if view.preferences.full_screen else tr("in the window")
    return f"{tr(theme)}, {place}"


def figures_now(view: SettingsView) -> str:
    return tr(words.SKINS[view.preferences.skin_tone])


def days_now(view: SettingsView) -> str:
    least, most = view.sessions_plan
    number = min(max(view.preferences.sessions_a_week, least), most)
    said = trn("{number} a week", "{number} a week", number)
    at = view.preferences.reminder_at
    return f"{said}, {at}" if at else said


def knee_now(view: SettingsView) -> str:
    knees = dict(zip((Knee.LEFT, Knee.RIGHT, Knee.BOTH, Knee.NEITHER), words.KNEES, strict=True))
    knee = tr(knees[view.preferences.knee])
    return tr("{knee}, stop above {pain}", knee=knee, pain=view.preferences.knee_stop)


def kit_now(view: SettingsView) -> str:
    there = sum(not line.missing for line in view.kit)
    return tr("{number} of {all} things", number=there, all=len(view.kit))


def data_now(view: SettingsView) -> str:
    return view.data.last_backup


def about_now(view: SettingsView) -> str:
    return words.version(__version__)
