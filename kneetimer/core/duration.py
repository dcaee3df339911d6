"""Lengths of time as people type them: "45", "45s", "1:30", "1 min 30".

Gives whole seconds, or a sentence that says what can be typed. Knows no setting.
"""

from __future__ import annotations

import re

_NUMBER = r"(\d{1,5})"
_SECONDS = r"(?:s|sec|secs|second|seconds|\"|″)"
_MINUTES = r"(?:m|min|mins|minute|minutes|'|′)"
_FORMS = (
    re.compile(rf"{_NUMBER}\s*{_SECONDS}?\.?"),
    re.compile(rf"(\d{{1,3}}):([0-5]\d)(?:\s*{_MINUTES}\.?)?"),
    re.compile(rf"{_NUMBER}\s*{_MINUTES}\.?(?:\s*{_NUMBER}\s*{_SECONDS}?\.?)?"),
)
HELP = "Type seconds or minutes, such as 45, 45 s, 1:30 or 1 min 30."


class DurationError(ValueError):
    """What was typed is no length of time, or not a possible one; the text is a sentence for people."""


def parse_duration(text: str, least_s: int, most_s: int) -> int:
    """The seconds that a text means. Raises DurationError where it means none from least to most."""
    typed = " ".join(text.casefold().split())
    if not typed:
        raise DurationError(HELP)
    if typed.startswith(("-", "−")):
        raise DurationError(f"A time cannot be less than 0. {span_text(least_s, most_s)}")
    seconds = _seconds(typed)
    if seconds is None:
        raise DurationError(f"“{text.strip()[:20]}” is not a time. {HELP}")
    if not least_s <= seconds <= most_s:
        too = "short" if seconds < least_s else "long"
        raise DurationError(f"{duration_text(seconds)} is too {too}. {span_text(least_s, most_s)}")
    return seconds


def duration_text(seconds: int) -> str:
    """A length as it is shown: "45 s", "1:30 min"."""
    if seconds < 60:
        return f"{seconds} s"
    return f"{seconds // 60}:{seconds % 60:02} min"


def span_text(least_s: int, most_s: int) -> str:
    """Which lengths are possible, as a sentence."""
    return f"It can be from {duration_text(least_s)} to {duration_text(most_s)}."


def _seconds(typed: str) -> int | None:
    seconds, clock, minutes = (form.fullmatch(typed) for form in _FORMS)
    if seconds:
        return int(seconds[1])
    if clock:
        return int(clock[1]) * 60 + int(clock[2])
    if minutes:
        return int(minutes[1]) * 60 + int(minutes[2] or 0)
    return None
