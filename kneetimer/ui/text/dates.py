"""Days, dates and small numbers in words, in the language that is spoken."""

from __future__ import annotations

from datetime import date, timedelta

from kneetimer.core.language import language_in_use, mark, tr

NUMBERS = (
    mark("no"),
    mark("one"),
    mark("two"),
    mark("three"),
    mark("four"),
    mark("five"),
    mark("six"),
    mark("seven"),
    mark("eight"),
    mark("nine"),
    mark("ten"),
    mark("eleven"),
    mark("twelve"),
)
OPENING_NUMBERS = (
    mark("No"),
    mark("One"),
    mark("Two"),
    mark("Three"),
    mark("Four"),
    mark("Five"),
    mark("Six"),
    mark("Seven"),
    mark("Eight"),
    mark("Nine"),
    mark("Ten"),
    mark("Eleven"),
    mark("Twelve"),
)
ORDINALS = (
    mark("first"),
    mark("second"),
    mark("third"),
    mark("fourth"),
    mark("fifth"),
    mark("sixth"),
    mark("seventh"),
)


def long_date(day: date) -> str:
    """ "Thursday 26 November"."""
    return tr("{weekday} {day} {month}", weekday=weekday(day), day=day.day, month=month_name(day))


def weekday(day: date) -> str:
    """ "Thursday"."""
    return language_in_use().days[day.weekday()]


def month_name(day: date) -> str:
    """ "November"."""
    return language_in_use().months[day.month - 1]


def short_day(day: date) -> str:
    """ "Thu"."""
    return language_in_use().short_days[day.weekday()]


def short_month(day: date) -> str:
    """ "Nov"."""
    return language_in_use().short_months[day.month - 1]


def short_date(day: date) -> str:
    """ "26 Nov"."""
    return tr("{day} {month}", day=day.day, month=short_month(day))


def day_and_date(day: date) -> str:
    """ "Thu 26 Nov"."""
    return tr("{weekday} {date}", weekday=short_day(day), date=short_date(day))


def number_word(number: int) -> str:
    """ "two" up to twelve, digits from there on."""
    return tr(NUMBERS[number]) if 0 <= number < len(NUMBERS) else str(number)


def opening_number(number: int) -> str:
    """As it begins a sentence: "Two" up to twelve, digits from there on."""
    return tr(OPENING_NUMBERS[number]) if 0 <= number < len(OPENING_NUMBERS) else str(number)


def ordinal_word(place: int) -> str:
    """ "first" for 0, "second" for 1, up to "seventh"."""
    return tr(ORDINALS[place])


def coming_day(day: date, today: date) -> str:
    """A day from today on: "today", "tomorrow", "Friday", or "Friday 4 December" when further away."""
    if day == today:
        return tr("today")
    if day == today + timedelta(days=1):
        return tr("tomorrow")
    return weekday(day) if day - today < timedelta(days=7) else long_date(day)


def past_day(day: date, today: date) -> str:
    """A day up to today: "today", "yesterday", "on Friday", or "on Friday 4 December"."""
    if day == today:
        return tr("today")
    if day == today - timedelta(days=1):
        return tr("yesterday")
    if today - day < timedelta(days=7):
        return tr("on {weekday}", weekday=weekday(day))
    return tr("on {date}", date=long_date(day))


def opening_coming_day(day: date, today: date) -> str:
    """As `coming_day`, where it begins a sentence or a line: "Today", "Tomorrow", "Friday"."""
    if day == today:
        return tr("Today")
    return tr("Tomorrow") if day == today + timedelta(days=1) else coming_day(day, today)


def opening_past_day(day: date, today: date) -> str:
    """As `past_day`, where it begins a sentence or a line: "Today", "Yesterday", "On Friday"."""
    if day == today:
        return tr("Today")
    if day == today - timedelta(days=1):
        return tr("Yesterday")
    if today - day < timedelta(days=7):
        return tr("On {weekday}", weekday=weekday(day))
    return tr("On {date}", date=long_date(day))
