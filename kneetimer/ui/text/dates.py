"""Days, dates and small numbers in words.

The names are our own: the system's language must not mix into English sentences, and QLocale, which has them
too, would have the commands without a window load Qt.
"""

from __future__ import annotations

from datetime import date, timedelta

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


def long_date(day: date) -> str:
    """ "Thursday 26 November"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """ "Thu"."""
    return DAYS[day.weekday()][:3]


def short_month(day: date) -> str:
    """ "Nov"."""
    return MONTHS[day.month - 1][:3]


def short_date(day: date) -> str:
    """ "26 Nov"."""
    return f"{day.day} {short_month(day)}"


def day_and_date(day: date) -> str:
    """ "Thu 26 Nov"."""
    return f"{short_day(day)} {short_date(day)}"


def number_word(number: int) -> str:
    """ "two" up to twelve, digits from there on."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def counted(number: int, noun: str) -> str:
    """ "one day", "two days"."""
    return f"{number_word(number)} {noun}" if number == 1 else f"{number_word(number)} {noun}s"


def in_digits(number: int, noun: str) -> str:
    """ "1 session", "2 sessions"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def coming_day(day: date, today: date) -> str:
    """A day from today on: "today", "tomorrow", "Friday", or "Friday 4 December" when further away."""
    if day == today:
        return "today"
    if day == today + timedelta(days=1):
        return "tomorrow"
    return DAYS[day.weekday()] if day - today < timedelta(days=7) else long_date(day)


def past_day(day: date, today: date) -> str:
    """A day up to today: "today", "yesterday", "on Friday", or "on Friday 4 December"."""
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    return f"on {DAYS[day.weekday()]}" if today - day < timedelta(days=7) else f"on {long_date(day)}"
