"""Lengths of time as people type them: "45", "45s", "1:30", "1 min 30".

Gives whole seconds, or a sentence that says what can be typed. Knows no setting.
"""

from __future__ import annotations

import re

from kneetimer.core.language import mark, tr

_NUMBER = r"(\d{1,5})"
_SECONDS = r"(?:s|sec|secs|second|seconds|\"|″)"
_MINUTES = r"(?:m|min|mins|minute|minutes|'|′)"
_FORMS = (
    re.compile(rf"{_NUMBER}\s*{_SECONDS}?\.?"),
    re.compile(rf"(\d{{1,3}}):([0-5]\d)(?:\s*{_MINUTES}\.?)?"),
    re.compile(rf"{_NUMBER}\s*{_MINUTES}\.?(?:\s*{_NUMBER}\s*{_SECONDS}?\.?)?"),
)
HELP = mark("Type seconds or minutes, such as 45, 45 s, 1:30 or 1 min 30.")


class DurationError(ValueError):
    """What was typed is no length of time, or not a possible one; the text is a sentence for people."""


def parse_duration(text: str, least_s: int, most_s: int) -> int:
    """The seconds that a text means. Raises DurationError where it means none from least to most."""
    typed = " ".join(text.casefold().split())
    if not typed:
        raise DurationError(tr(HELP))
    if typed.startswith(("-", "−")):
        raise DurationError(f"{tr('A time cannot be less than 0.')} {span_text(least_s, most_s)}")
    seconds = _seconds(typed)
    if seconds is None:
        wrong = tr("“{typed}” is not a time.", typed=text.strip()[:20])
        raise DurationError(f"{wrong} {HELP}")
    if not least_s <= seconds <= most_s:
        if seconds < least_s:
            wrong = tr("{time} is too short.", time=duration_text(seconds))
        else:
            wrong = tr("{time} is too long.", time=duration_text(seconds))
        raise DurationError(f"{wrong} {span_text(least_s, most_s)}")
    return seconds


def duration_text(seconds: int) -> str:
    """A length as it is shown: "45 s", "1:30 min"."""
    if seconds < 60:
        return tr("{seconds} s", seconds=seconds)
    return tr("{minutes}:{seconds} min", minutes=seconds // 60, seconds=f"{seconds % 60:02}")


def span_text(least_s: int, most_s: int) -> str:
    """Which lengths are possible, as a sentence."""
    return tr("It can be from {least} to {most}.", least=duration_text(least_s), most=duration_text(most_s))


def _seconds(typed: str) -> int | None:
    seconds, clock, minutes = (form.fullmatch(typed) for form in _FORMS)
    if seconds:
        return int(seconds[1])
    if clock:
        return int(clock[1]) * 60 + int(clock[2])
    if minutes:
        return int(minutes[1]) * 60 + int(minutes[2] or 0)
    return None
