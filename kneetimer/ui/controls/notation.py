"""How numbers are written in a field: what typed words mean, and how a number is shown. Knows no widget."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from kneetimer.core.duration import parse_duration, span_text
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.preferences import Range
from kneetimer.ui.text import numbers as words

_TYPED = {"×": "x"}  # what keyboards have in place of a sign
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_TIME_OF_DAY = re.compile(r"(\d{1,2})(?:\D?(\d{2}))?", re.ASCII)


class Notation(Protocol):
    def read(self, typed: str) -> float:
        """The number that was typed. Raises ValueError with a sentence for people."""

    def possible(self) -> str:
        """What can be typed, in a sentence."""

    def text(self, least: float, most: float) -> str:
        """A number, or a span of them, as it is shown."""


@dataclass(frozen=True, slots=True)
class PlainNotation:
    """A number with its unit. Times may be typed as people write them: "45", "45 s", "1:30"."""

    allowed: Range

    def read(self, typed: str) -> float:
        allowed = self.allowed
        least, most, unit = allowed.least, allowed.most, allowed.unit
        if self._is_time():
            return parse_duration(typed, int(least), int(most))
        number_alone = typed.removesuffix(unit).removesuffix(_TYPED.get(unit, unit)).strip()
        found = _NUMBER.fullmatch(number_alone)
        if found is None:
            raise ValueError(words.not_a_number(typed, least, most, unit))
        number = float(found.group().replace(",", "."))
        if not least <= number <= most:
            raise ValueError(words.not_possible(least, most, unit))
        kept = allowed.clamped(number)
        if number != kept:
            raise ValueError(words.too_fine(least, most, unit, whole=allowed.is_whole))
        return kept

    def possible(self) -> str:
        least, most = self.allowed.least, self.allowed.most
        if self._is_time():
            return span_text(int(least), int(most))
        return words.not_possible(least, most, self.allowed.unit)

    def text(self, least: float, most: float) -> str:
        shown = "–".join(self._digits(each) for each in dict.fromkeys((least, most)))
        gap = "" if self.allowed.unit == "×" else " "
        return f"{shown}{gap}{self.allowed.unit}".rstrip()

    def _digits(self, number: float) -> str:
        return words.number_text(number, "g" if self.allowed.is_whole else ".1f")

    def _is_time(self) -> bool:
        return self.allowed.unit == "s" and self.allowed.is_whole


@dataclass(frozen=True, slots=True)
class CountNotation:
    """A number with what it counts, as `said` says it: "3 sets". Typed with those words or without."""

    allowed: Range
    said: Callable[[int], str]

    def read(self, typed: str) -> float:
        numbers = range(int(self.allowed.least), int(self.allowed.most) + 1)
        around = dict.fromkeys(self.said(number).partition(str(number))[::2] for number in numbers)
        for before, after in around:
            typed = typed.removeprefix(before.strip()).removesuffix(after.strip()).strip()
        return PlainNotation(self.allowed).read(typed)

    def possible(self) -> str:
        return PlainNotation(self.allowed).possible()

    def text(self, least: float, most: float) -> str:
        return self.said(int(most))


class TimeOfDay:
    """Minutes since midnight: "18:30", "1830" or "18"."""

    def read(self, typed: str) -> float:
        found = _TIME_OF_DAY.fullmatch(typed)
        if found is None or int(found[1]) >= 24 or int(found[2] or 0) >= 60:
            raise ValueError(words.not_a_time_of_day(typed))
        return 60 * int(found[1]) + int(found[2] or 0)

    def possible(self) -> str:
        return str(words.TIME_OF_DAY)

    def text(self, least: float, most: float) -> str:
        return f"{int(least) // 60:02}:{int(least) % 60:02}"
