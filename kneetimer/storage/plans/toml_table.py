"""Reads the fields of a parsed TOML table, each with its type, its range and its place in the file.

Does not know any format: plan_file.py and library.py say which fields there are.
"""

from __future__ import annotations

import datetime
import difflib
import math
from collections.abc import Collection, Mapping

from kneetimer.storage.plans.toml_file import FileProblem, joined, shown


class Table:
    """One table of a file. Each reading method raises FileProblem with the place of the field."""

    def __init__(self, values: Mapping[str, object], file: str, place: str = "") -> None:
        self._values = values
        self._file = file
        self._place = place

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def problem(self, key: str, rule: str) -> FileProblem:
        """A problem with one field, or with the table itself where `key` is empty."""
        return FileProblem(self._file, joined(self._place, key) if key else self._place, rule)

    def check_format(self, supported: int) -> None:
        """The version of the format comes first: a newer one may have fields unknown today."""
        version = self.whole("format", 1, 1_000_000)
        if version > supported:
            raise self.problem(
                "format", f"this file needs a newer KneeTimer (format {version}; this one reads {supported})"
            )

    def only(self, *known: str) -> None:
        """Refuses every field that is not known, so that a slip of the pen is not passed over."""
        for key in self._values:
            if key not in known:
                raise self.problem(shown(key), f"there is no such field{suggestion(key, known)}")

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        if default is not None and key not in self:
            return default
        return self._in_range(key, self._value(key), least, most)

    def wholes(self, key: str, least: int, most: int, *, counts: Collection[int]) -> tuple[int, ...]:
        """A list of whole numbers, as many as one of `counts` says; one number alone is a list of one."""
        value = self._value(key)
        if isinstance(value, list):
            if len(value) not in counts:
                raise self.problem(
                    key,
                    f"must have {' or '.join(str(n) for n in sorted(set(counts)))} numbers, not {len(value)}",
                )
            return tuple(self._in_range(f"{key} {at}", item, least, most) for at, item in enumerate(value, 1))
        if 1 not in counts:
            raise self.problem(key, f"must be a list, not {described(value)}")
        return (self._in_range(key, value, least, most),)

    def milliseconds(self, key: str, most_s: float, default: int | None = None) -> int:
        """Seconds, whole or not, as whole milliseconds."""
        if default is not None and key not in self:
            return default
        return self._milliseconds(key, self._value(key), most_s)

    def milliseconds_each(self, key: str, most_s: float, *, count: int) -> tuple[int, ...]:
        """A list of `count` numbers of seconds, whole or not, as whole milliseconds."""
        items = self._list(key, count, count, "numbers")
        return tuple(self._milliseconds(f"{key} {at}", item, most_s) for at, item in enumerate(items, 1))

    def text(self, key: str, most: int, default: str | None = None) -> str:
        """One line of 1 to `most` characters, without space around it."""
        if default is not None and key not in self:
            return default
        return self._line(key, self._value(key), most)

    def texts(self, key: str, most: int, *, least_lines: int, most_lines: int) -> tuple[str, ...]:
        """A list of lines of 1 to `most` characters each."""
        items = self._list(key, least_lines, most_lines, "lines")
        return tuple(self._line(f"{key} {at}", item, most) for at, item in enumerate(items, 1))

    def one_of(self, key: str, allowed: Collection[str]) -> str:
        return self._known(key, self._value(key), allowed)

    def some_of(
        self, key: str, allowed: Collection[str], default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        """A list of words out of `allowed`, none of them twice."""
        if default is not None and key not in self:
            return default
        items = self._list(key, 0, len(allowed), "words")
        words: list[str] = []
        for at, item in enumerate(items, 1):
            word = self._known(f"{key} {at}", item, allowed)
            if word in words:
                raise self.problem(f"{key} {at}", f"“{word}” is here twice")
            words.append(word)
        return tuple(words)

    def table(self, key: str) -> Table:
        return self._table(key, self._value(key))

    def tables(self, key: str, least: int, most: int) -> tuple[Table, ...]:
        if least == 0 and key not in self:
            return ()
        items = self._list(key, least, most, "tables")
        return tuple(self._table(f"{key} {at}", item) for at, item in enumerate(items, 1))

    def _value(self, key: str) -> object:
        if key not in self._values:
            raise self.problem(key, "this field is missing")
        return self._values[key]

    def _milliseconds(self, place: str, value: object, most_s: float) -> int:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.problem(place, f"must be a number of seconds, not {described(value)}")
        if not 0 <= value <= most_s or not math.isfinite(value):
            raise self.problem(place, f"must be from 0 to {most_s:g}, not {described(value)}")
        return round(value * 1000)

    def _in_range(self, place: str, value: object, least: int, most: int) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.problem(place, f"must be a whole number, not {described(value)}")
        if not least <= value <= most:
            raise self.problem(place, f"must be from {least} to {most}, not {described(value)}")
        return value

    def _line(self, place: str, value: object, most: int) -> str:
        if not isinstance(value, str):
            raise self.problem(place, f"must be text, not {described(value)}")
        if "\n" in value or "\t" in value:
            raise self.problem(place, "must be one line without tabs")
        line = value.strip()
        if not line:
            raise self.problem(place, "must not be empty")
        if len(line) > most:
            raise self.problem(place, f"must have at most {most} characters, not {len(line)}")
        return line

    def _known(self, place: str, value: object, allowed: Collection[str]) -> str:
        if not isinstance(value, str):
            raise self.problem(place, f"must be text, not {described(value)}")
        if value not in allowed:
            raise self.problem(place, f"“{shown(value, 40)}” is not known{suggestion(value, allowed)}")
        return value

    def _list(self, key: str, least: int, most: int, noun: str) -> list[object]:
        value = self._value(key)
        if not isinstance(value, list):
            raise self.problem(key, f"must be a list, not {described(value)}")
        if not least <= len(value) <= most:
            many = f"{least}" if least == most else f"{least} to {most}"
            raise self.problem(key, f"must have {many} {noun}, not {len(value)}")
        return value

    def _table(self, place: str, value: object) -> Table:
        if not isinstance(value, dict):
            raise self.problem(place, f"must be a table, not {described(value)}")
        return Table(value, self._file, joined(self._place, place))


def described(value: object) -> str:
    """A wrong value in a few words; a long number is not written out."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**12 else "a number of more than 12 digits"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str):
        return f"“{shown(value, 40)}”"
    if isinstance(value, (datetime.date, datetime.time)):
        return "a date or time"
    return "a list" if isinstance(value, list) else "a table"


def suggestion(word: str, known: Collection[str]) -> str:
    """The end of a sentence that offers the nearest known word, or nothing where none is near."""
    near = difflib.get_close_matches(word[:60], known, n=1)
    return f"; did you mean “{near[0]}”?" if near else ""
