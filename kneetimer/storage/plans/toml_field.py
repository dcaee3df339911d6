"""Checks the value of one field of a TOML table, and says what to write where it is wrong.

Does not read tables (toml_table.py) and does not know any format.
"""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kneetimer.core.language import tr
from kneetimer.storage.plans.toml_lines import Lines
from kneetimer.storage.plans.toml_text import FileProblem, alike, joined, shown


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

    def sample(self, value: str = "") -> str:
        """The whole field to copy; "" where the format has no examples."""
        example = self.example
        if not example or example.startswith("[["):
            return example
        return f"{self.key} = {value if value and not self.at else example}"

    def with_sample(self, rule: str, value: str = "") -> str:
        """A rule and what to write instead, where that is known."""
        sample = self.sample(value)
        return tr("{rule}; for example {sample}", rule=rule, sample=sample) if sample else rule

    def wrong(self, rule: str, instead: str = "") -> FileProblem:
        return self.problem(self.with_sample(rule, instead))

    def missing(self) -> FileProblem:
        if sample := self.sample():
            return self.problem(tr("this field is missing; add it, for example {sample}", sample=sample))
        return self.problem(tr("this field is missing"))

    def unknown(self, known: Collection[str]) -> FileProblem:
        plain = plain_word(self.key)
        meant = self.file.words.other_names.get(plain, "")
        if meant not in known:
            meant = nearest(plain, known)
        there = shown(self.key, 40)
        if not meant:
            rule = tr(
                "there is no field “{field}” here; take it out, or use one of {fields}",
                field=there,
                fields=", ".join(known),
            )
        elif sample := Field(self.file, self.place, self.kind, meant).sample():
            rule = tr(
                "there is no field “{field}”; did you mean “{near}”, for example {sample}?",
                field=there,
                near=meant,
                sample=sample,
            )
        else:
            rule = tr("there is no field “{field}”; did you mean “{near}”?", field=there, near=meant)
        return self.problem(rule)

    def whole(self, value: object, least: int, most: int) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # 2.0 is a whole number to everybody but a computer
        near = numbers_in(value, least, most)
        instead = str(near[0]) if near else ""
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(tr("must be a whole number, not {there}", there=described(value)), instead)
        if not least <= value <= most:
            raise self.wrong(_out_of_range(least, most, value), instead)
        return value

    def milliseconds(self, value: object, most_s: float) -> int:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.wrong(tr("must be a number of seconds, not {there}", there=described(value)))
        if not 0 <= value <= most_s or not math.isfinite(value):
            raise self.wrong(_out_of_range(0, most_s, value))
        return round(value * 1000)

    def line(self, value: object, most: int) -> str:
        if not isinstance(value, str):
            raise self.wrong(_no_text(value), f'"{value}"' if _is_number(value) else "")
        if "\n" in value or "\t" in value:
            raise self.wrong(tr("must be one line without tabs, and a backslash (\\) is written twice"))
        line, most = value.strip(), int(most * self.file.room)
        if not line:
            raise self.wrong(tr("must not be empty"))
        if len(line) > most:
            rule = tr(
                "must have at most {most} characters, not {length}; shorten “{there}”",
                most=most,
                length=len(line),
                there=shown(line, 40),
            )
            raise self.problem(rule)
        return line

    def word(self, value: object, allowed: Collection[str], names: Mapping[str, str]) -> str:
        if not isinstance(value, str):
            raise self.wrong(_no_text(value))
        if value in allowed:
            return value
        there = shown(value, 40)
        if not allowed:
            rule = tr(
                "“{there}” is not known; there are none to choose from, take {field} out",
                there=there,
                field=self.key,
            )
            raise self.problem(rule)
        if near := names.get(value.strip().casefold()) or nearest(value, allowed):
            raise self.problem(tr("“{there}” is not known; did you mean “{near}”?", there=there, near=near))
        choices = ", ".join(f"“{word}”" for word in allowed)
        if len(choices) > 100:
            some = choices[:80].rpartition(",")[0]
            rule = tr("“{there}” is not known; write one of {choices} and so on", there=there, choices=some)
            raise self.problem(rule)
        raise self.problem(tr("“{there}” is not known; write one of {choices}", there=there, choices=choices))


def _out_of_range(least: float, most: float, value: object) -> str:
    return tr(
        "must be from {least} to {most}, not {there}",
        least=f"{least:g}",
        most=f"{most:g}",
        there=described(value),
    )


def _no_text(value: object) -> str:
    return tr("must be text in quotation marks, not {there}", there=described(value))


def described(value: object) -> str:
    """A wrong value in a few words; a long number is not written out."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**12 else tr("a number of more than 12 digits")
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str):
        return f"“{shown(value, 40)}”"
    if isinstance(value, (datetime.date, datetime.time)):
        return tr("a date or time")
    return tr("a list") if isinstance(value, list) else tr("a table")


def nearest(word: str, known: Collection[str]) -> str:
    """The known word that was probably meant: the same but for spelling, alike, or one it is a part of."""
    plain = plain_word(word)
    by_plain = {plain_word(one): one for one in known}
    if plain in by_plain:
        return by_plain[plain]
    if near := alike(plain, by_plain):
        return by_plain[near]
    whole_words = [one for there, one in by_plain.items() if plain and f"_{plain}_" in f"_{there}_"]
    return min(whole_words, key=len, default="")


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
