"""Checks the value of one field of a TOML table, and says what to write where it is wrong.

Does not read tables (toml_table.py) and does not know any format.
"""

from __future__ import annotations

import datetime
import difflib
import math
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kneetimer.storage.plans.toml_lines import Lines
from kneetimer.storage.plans.toml_text import FileProblem, joined, shown


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What messages know of a format: a value for each field to copy, and other names people give it.

    `examples` has the fields with their tables, such as "blocks.weeks"; `other_names` leads from a
    plain name, small letters a to z, to the field's own.
    """

    examples: Mapping[str, str] = field(default_factory=dict)
    other_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def by_name(self) -> dict[str, str]:
        """The examples by the names of their fields alone."""
        return {key.rpartition(".")[2]: example for key, example in self.examples.items()}


@dataclass(frozen=True, slots=True)
class TomlText:
    """A file that was parsed: its name, its text and the words of its format.

    `room` is how much longer than usual its lines may be.
    """

    name: str
    text: str
    words: FieldWords
    room: float = 1.0


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a table at `place` of a file, or item `at` of the list in it; 0 is no item.

    `kind` is the table's name without numbers, as in FieldWords. Each check raises FileProblem.
    """

    file: TomlText
    place: str
    kind: str
    key: str
    at: int = 0

    def problem(self, rule: str) -> FileProblem:
        name = f"{self.key} {self.at}" if self.at else self.key
        place = joined(self.place, name) if name else self.place
        return FileProblem(self.file.name, place, rule, Lines(self.file.text).of(place))

    @property
    def example(self) -> str:
        """A value to copy, or a whole heading; "" where the format has none."""
        return self.file.words.examples.get(f"{self.kind}.{self.key}".lstrip("."), "")

    def sample(self, value: str = "", before: str = "; for example ") -> str:
        """The end of a sentence that has the whole field to copy; "" where the format has no examples."""
        example = self.example
        if not example:
            return ""
        if example.startswith("[["):
            return before + example
        return f"{before}{self.key} = {value if value and not self.at else example}"

    def wrong(self, must: str, value: object, instead: str = "") -> FileProblem:
        return self.problem(f"{must}, not {described(value)}{self.sample(instead)}")

    def missing(self) -> FileProblem:
        return self.problem(f"this field is missing{self.sample(before='; add it, for example ')}")

    def unknown(self, known: Collection[str]) -> FileProblem:
        plain = plain_word(self.key)
        meant = self.file.words.other_names.get(plain, "")
        if meant not in known:
            meant = nearest(plain, known)
        there = f"there is no field “{shown(self.key, 40)}”"
        if not meant:
            return self.problem(f"{there} here; take it out, or use one of {', '.join(known)}")
        sample = Field(self.file, self.place, self.kind, meant).sample(before=", for example ")
        return self.problem(f"{there}; did you mean “{meant}”{sample}?")

    def whole(self, value: object, least: int, most: int) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # 2.0 is a whole number to everybody but a computer
        near = numbers_in(value, least, most)
        instead = str(near[0]) if near else ""
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong("must be a whole number", value, instead)
        if not least <= value <= most:
            raise self.wrong(f"must be from {least} to {most}", value, instead)
        return value

    def milliseconds(self, value: object, most_s: float) -> int:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.wrong("must be a number of seconds", value)
        if not 0 <= value <= most_s or not math.isfinite(value):
            raise self.wrong(f"must be from 0 to {most_s:g}", value)
        return round(value * 1000)

    def line(self, value: object, most: int) -> str:
        if not isinstance(value, str):
            raise self.wrong(
                "must be text in quotation marks", value, f'"{value}"' if _is_number(value) else ""
            )
        if "\n" in value or "\t" in value:
            raise self.problem(
                f"must be one line without tabs, and a backslash (\\) is written twice{self.sample()}"
            )
        line, most = value.strip(), int(most * self.file.room)
        if not line:
            raise self.problem(f"must not be empty{self.sample()}")
        if len(line) > most:
            rule = f"must have at most {most} characters, not {len(line)}; shorten “{shown(line, 40)}”"
            raise self.problem(rule)
        return line

    def word(self, value: object, allowed: Collection[str], names: Mapping[str, str]) -> str:
        if not isinstance(value, str):
            raise self.wrong("must be text in quotation marks", value)
        if value in allowed:
            return value
        there = f"“{shown(value, 40)}” is not known"
        if not allowed:
            raise self.problem(f"{there}; there are none to choose from, take {self.key} out")
        if near := names.get(value.strip().casefold()) or nearest(value, allowed):
            raise self.problem(f"{there}; did you mean “{near}”?")
        choices = ", ".join(f"“{word}”" for word in allowed)
        if len(choices) > 100:
            choices = f"{choices[:80].rpartition(',')[0]} and so on"
        raise self.problem(f"{there}; write one of {choices}")


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


def nearest(word: str, known: Collection[str]) -> str:
    """The known word that was probably meant: the same but for spelling, alike, or one it is a part of."""
    plain = plain_word(word)
    by_plain = {plain_word(one): one for one in known}
    if plain in by_plain:
        return by_plain[plain]
    if near := difflib.get_close_matches(plain, by_plain, n=1):
        return by_plain[near[0]]
    whole_words = [one for there, one in by_plain.items() if plain and f"_{plain}_" in f"_{there}_"]
    return min(whole_words, key=len, default="")


def suggestion(word: str, known: Collection[str]) -> str:
    """The end of a sentence that offers the nearest known word, or nothing where none is near."""
    near = nearest(word, known)
    return f"; did you mean “{near}”?" if near else ""


def numbers_in(value: object, least: int, most: int) -> list[int]:
    """The whole numbers in a wrong value that would be in range; for 1.5 it is the next one up."""
    if isinstance(value, str) and (clock := re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", value.strip())):
        found = [int(clock.group(1)) * 60 + int(clock.group(2))]
    elif isinstance(value, str):
        found = [int(digits) for digits in re.findall(r"(?<!\d)[0-9]{1,6}(?!\d)", value[:60])]
    elif isinstance(value, (int, float)) and _is_number(value):
        found = [math.ceil(abs(value))]
    else:
        found = []
    return [number for number in found if least <= number <= most]


def spread(numbers: Collection[object], count: int, least: int, most: int) -> str:
    """A list to copy: `count` numbers that go evenly from the smallest to the largest that was written."""
    whole = [n for n in numbers if isinstance(n, int) and least <= n <= most] or [least]
    first, last = min(whole), max(whole)
    return str([first + round((last - first) * at / max(count - 1, 1)) for at in range(count)])


def plain_word(word: str) -> str:
    """A word in small letters a to z, digits and _, as names of fields are."""
    spelled = word.strip()[:60].casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    ascii_only = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[\s_-]+", "_", ascii_only)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 10**9
