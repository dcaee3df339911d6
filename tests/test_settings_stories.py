"""Settings in the real window, with a real mouse and a real keyboard: what people come to them for."""

from __future__ import annotations

from pathlib import Path

from desktop import wait_until
from hands import Hands
from icalendar import Calendar

from kneetimer.core.preferences import Preferences

MONDAY = "2026-03-02T18:00:00+01:00"


def minutes(hands: Hands) -> int:
    """How long the next session takes, as Today says it."""
    return int(hands.sees(r"About \d+ min.*").name.split()[1])


def enter(hands: Hands, typed: str) -> None:
    """Type over what stands in the field, and take it."""
    hands.press("ctrl+a")
    hands.type(typed)
    hands.press("Return")


def test_from_today_a_rest_is_changed_in_three_clicks(hands: Hands) -> None:
    """Adjust, plus, and back on Today: the minutes have grown, on both pages, and the rest is stored."""
    hands.open(at=MONDAY)
    before = minutes(hands)
    hands.click("Adjust rest and pace")
    hands.click("Rest between sets: more")
    after = int(hands.sees(rf"{before} → \d+ min, done at 18:\d\d").name.split()[2])
    assert after > before
    assert hands.sees(rf"{before} → {after} min, done at 18:{after:02}")
    hands.click("Today")
    assert minutes(hands) == after
    hands.has_stored(rest_sets_s=50)


def test_the_rests_by_mouse(hands: Hands) -> None:
    """One exercise's rest says that it is its own and goes for all; today alone; one reset and all."""
    hands.open(at=MONDAY)
    hands.click("Settings")
    hands.click("More rests: Show")
    hands.sees("from the plan")
    hands.click("Rest of Clamshells: less")
    hands.sees("your own for this exercise; the plan says 45 s")
    hands.has_stored(rest_of_exercise_s={"clamshell": 40})
    hands.click("Use the rest of Clamshells for all exercises")
    hands.sees("from your setting for all; the plan says 45 s")
    hands.sees_none("your own for this exercise.*")
    hands.has_stored(rest_sets_s=40, rest_of_exercise_s={})
    hands.click("Rest between sets, only today: more")
    hands.sees("gone again after today's session")
    hands.has_stored(today_rest_s=45, today_rest_on="2026-03-02", rest_sets_s=40)
    hands.click("Rep pace: more")
    hands.click("Rep pace: Reset")
    hands.sees("Rep pace is back at its default.")
    hands.click("Undo")
    hands.has_stored(pace=1.1)
    hands.click("Reset all settings", kind="Button")
    hands.sees("All settings are back at their defaults.")
    defaults = Preferences(safety_accepted=hands.stored().safety_accepted)
    wait_until(lambda: hands.stored() == defaults, "the defaults to be stored")


def test_the_rests_by_keyboard(hands: Hands) -> None:
    """A minute and a half is typed for one exercise and used for all; impossible values say why."""
    hands.open(at=MONDAY)
    hands.use("Adjust rest and pace")
    hands.has_keys("Rest between sets")
    for typed, why in (
        ("-5", "A time cannot be less than 0. It can be from 0 s to 5:00 min."),
        ("abc", "“abc” is not a time. Type seconds or minutes, such as 45, 45 s, 1:30 or 1 min 30."),
        ("999", "16:39 min is too long. It can be from 0 s to 5:00 min."),
    ):
        enter(hands, typed)
        hands.sees(why)
    assert hands.stored().rest_sets_s is None
    hands.press("Escape")
    hands.sees("as the plan says")
    hands.use("More rests: Show")
    hands.go_to("Rest of Clamshells")
    enter(hands, "1:30")
    hands.sees("your own for this exercise; the plan says 45 s")
    hands.has_stored(rest_of_exercise_s={"clamshell": 90})
    hands.press("shift+Tab", "space")
    hands.sees("from your setting for all; the plan says 45 s")
    hands.has_stored(rest_sets_s=90, rest_of_exercise_s={})
    hands.press("ctrl+f")
    hands.type("only today")
    hands.press("Tab")
    enter(hands, "20")
    hands.sees("gone again after today's session")
    hands.has_stored(today_rest_s=20)
    hands.press("Escape")
    hands.use("Reset all settings")
    hands.sees("All settings are back at their defaults.")
    hands.press("ctrl+z")
    hands.has_stored(rest_sets_s=90)


def test_a_setting_is_searched_and_changed(hands: Hands) -> None:
    """Ctrl+F, a word, Tab and a key, or the mouse; a search that finds nothing says so."""
    hands.open(at=MONDAY)
    hands.press("ctrl+comma", "ctrl+f")
    hands.type("weather")
    hands.sees("No setting has these words.")
    hands.press("Escape")
    hands.type("less motion")
    hands.sees_none("Rep pace")
    hands.press("Tab", "space")
    hands.has_stored(reduced_motion=True)
    hands.click("Search the settings")
    hands.press("ctrl+a")
    hands.type("mini band")
    hands.sees_none("Less motion")
    hands.click("I have this: Mini band")
    hands.sees("in your plan: Side leg raises instead of Clamshells.*")
    hands.has_stored(missing_kit=("mini-band",))


def test_days_reminder_and_calendar_by_mouse(hands: Hands) -> None:
    """From Today to the days; a day, a reminder, its time, and a calendar file with the coming sessions."""
    hands.open(at=MONDAY)
    hands.click("Days and reminder")
    hands.click("Tuesday")
    hands.click("Reminder", kind="CheckBox")
    hands.click("Time of the reminder: more")
    hands.has_stored(reminder_at="18:15")
    hands.has_stored(wish_days=(1,))
    hands.click("Calendar file: Choose file")
    hands.has_keys("File name:")
    file = hands.folder.parent / "knee.ics"
    hands.press("ctrl+a")
    hands.type(str(file))
    hands.sees("File name:", kind="EditableText", value=str(file))
    hands.click("Save", kind="Button")
    hands.sees(r"(?s).*The calendar file has \d+ coming sessions\.")
    starts = calendar_starts(file)
    assert (starts[0], {start[-5:] for start in starts}) == ("2026-03-03 18:15", {"18:15"})
    hands.click("Time of the reminder: more")
    wait_until(lambda: calendar_starts(file)[0] == "2026-03-03 18:30", "the file to follow")
    assert len(calendar_starts(file)) == len(starts)
    hands.click("Calendar file: Stop")
    hands.has_stored(calendar_file="")


def test_days_and_reminder_by_keyboard(hands: Hands) -> None:
    """The same with keys alone; a time that is none is refused with a sentence and not stored."""
    hands.open(at=MONDAY)
    hands.use("Days and reminder")
    hands.has_keys("Monday")
    hands.press("space")
    hands.use("Reminder", kind="CheckBox")
    hands.go_to("Time of the reminder", key="shift+Tab")
    enter(hands, "25:00")
    hands.sees("“25:00” is not a time of day.*")
    hands.has_stored(reminder_at="18:00")
    enter(hands, "18:30")
    hands.has_stored(reminder_at="18:30")
    hands.has_stored(wish_days=(0,))


def test_the_reminder_is_noticed_without_notifications(hands: Hands) -> None:
    """Where the desktop shows none, the window asks for attention in the taskbar and says it at its top."""
    hands.open(at="2026-03-02T18:29:55+01:00", reminder_at="18:30")
    assert hands.window is not None
    hands.desktop.screen.xdotool("windowminimize", "--sync", str(hands.window.id))
    wait_until(lambda: "DEMANDS_ATTENTION" in window_state(hands), "the window to ask for attention")
    assert hands.sees(r"Your knee session is next\. It takes about \d+ min\.")


def window_state(hands: Hands) -> str:
    assert hands.window is not None
    return hands.desktop.screen.run("xprop", "-id", str(hands.window.id), "_NET_WM_STATE").stdout


def calendar_starts(file: Path) -> list[str]:
    """When the events of a calendar file begin."""
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return sorted(f"{event.decoded('DTSTART'):%Y-%m-%d %H:%M}" for event in events)
