"""Reads the fields of a parsed TOML table, each with its type, its range and its place in the file.

Does not know any format: plan_file.py and library.py say which fields there are.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping

from kneetimer.core.language import mark, tr, trn
from kneetimer.storage.plans.toml_field import Field, FieldWords, TomlText, described, numbers_in, spread
from kneetimer.storage.plans.toml_file import Source, name_of, text_of, values_of
from kneetimer.storage.plans.toml_text import FileProblem, joined, one_bracket, shown


class Items(enum.Enum):
    """What a list has, and what is said where it has too few or too many."""

    NUMBERS = mark("must have {many} numbers, not {length}")
    LINES = mark("must have {many} lines, not {length}")
    WORDS = mark("must have {many} words, not {length}")
    TABLES = mark("must have {many} {items}, not {length}")


def read_table(source: Source | Table, file: str = "", words: FieldWords | None = None) -> Table:
    """The outermost table of a file, or the one given; see text_of for `source` and `file`.

    Raises FileProblem.
    """
    if isinstance(source, Table):
        return source
    name = file or name_of(source)
    words = words or FieldWords()
    text = text_of(source, name)
    values = values_of(text, name, words.by_name)
    if not values:
        rule = tr("the file is empty; it begins with {sample}", sample=words.examples.get("", "..."))
        raise FileProblem(name, "", rule, 1)
    return Table(values, TomlText(name, text, words))


class Table:
    """One table of a file. Each reading method raises FileProblem with the place of the field."""

    def __init__(self, values: Mapping[str, object], file: TomlText, place: str = "", kind: str = "") -> None:
        self._values = values
        self._file = file
        self._place = place
        self.room = file.room  # how much longer than usual lines may be, as in TomlText
        self._kind = kind  # "blocks" or "blocks.doses", as in FieldWords

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def problem(self, key: str, rule: str) -> FileProblem:
        """A problem with one field, or with the table itself where `key` is empty."""
        return self._field(key).problem(rule)

    def written(self, key: str) -> str:
        """A field as it stands in the file, in a few words."""
        return f"{key} = {described(self._values.get(key))}"

    def check_format(self, supported: int) -> None:
        """The version of the format comes first: a newer one may have fields unknown today."""
        if "format" not in self:
            for key, value in self._values.items():
                if isinstance(value, dict) and "format" in value:  # all that follows a heading belongs to it
                    rule = tr(
                        "“[{heading}]” is no heading of this file; delete that line", heading=shown(key, 40)
                    )
                    raise self.problem(key, rule)
        version = self.whole("format", 1, 1_000_000)
        if version > supported:
            rule = tr(
                "this file needs a newer KneeTimer (format {version}; this one reads {supported}); "
                "update KneeTimer first",
                version=version,
                supported=supported,
            )
            raise self.problem("format", rule)

    def only(self, *known: str) -> None:
        """Refuses every field that is not known, so that a slip of the pen is not passed over."""
        for key in self._values:
            if key not in known:
                raise self._field(key).unknown(known)

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        if default is not None and key not in self:
            return default
        return self._field(key).whole(self._value(key), least, most)

    def wholes(self, key: str, least: int, most: int, *, counts: Collection[int]) -> tuple[int, ...]:
        """A list of whole numbers, as many as one of `counts` says; one number alone is a list of one."""
        value, field, longest = self._value(key), self._field(key), max(counts)
        if isinstance(value, list):
            if len(value) not in counts:
                raise field.problem(
                    _wrong_count(counts, len(value), f"{key} = {spread(value, longest, least, most)}")
                )
            return tuple(self._field(key, at).whole(item, least, most) for at, item in enumerate(value, 1))
        near = numbers_in(value, least, most)
        if 1 not in counts:
            instead = spread(near, longest, least, most) if near else ""
            rule = trn(
                "must be a list of one number, not {there}",
                "must be a list of {number} numbers, not {there}",
                longest,
                there=described(value),
            )
            raise field.wrong(rule, instead)
        if isinstance(value, str) and len(near) == 2 and longest > 1:
            rule = tr(
                "must be one whole number, not {there}, or one for each week of the block; write "
                "{one} or {many}",
                there=described(value),
                one=f"{key} = {near[0]}",
                many=f"{key} = {spread(near, longest, least, most)}",
            )
            raise field.problem(rule)
        return (field.whole(value, least, most),)

    def milliseconds(self, key: str, most_s: float, default: int | None = None) -> int:
        """Seconds, whole or not, as whole milliseconds."""
        if default is not None and key not in self:
            return default
        return self._field(key).milliseconds(self._value(key), most_s)

    def milliseconds_each(self, key: str, most_s: float, *, count: int) -> tuple[int, ...]:
        """A list of `count` numbers of seconds, whole or not, as whole milliseconds."""
        value = self._value(key)
        near = numbers_in(value, 0, int(most_s))
        if isinstance(value, str) and len(near) == count:
            rule = tr("must be a list of numbers, not {there}", there=described(value))
            raise self._field(key).wrong(rule, str(near))
        items = self._list(key, count, count, Items.NUMBERS)
        return tuple(self._field(key, at).milliseconds(item, most_s) for at, item in enumerate(items, 1))

    def text(self, key: str, most: int, default: str | None = None) -> str:
        """One line of 1 to `most` characters, without space around it."""
        if default is not None and key not in self:
            return default
        return self._field(key).line(self._value(key), most)

    def texts(self, key: str, most: int, *, least_lines: int, most_lines: int) -> tuple[str, ...]:
        """A list of lines of 1 to `most` characters each."""
        items = self._list(key, least_lines, most_lines, Items.LINES)
        return tuple(self._field(key, at).line(item, most) for at, item in enumerate(items, 1))

    def one_of(self, key: str, allowed: Collection[str], names: Mapping[str, str] | None = None) -> str:
        """A word out of `allowed`; `names` leads from what people call one to the word, for the message."""
        return self._field(key).word(self._value(key), allowed, names or {})

    def some_of(
        self, key: str, allowed: Collection[str], default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        """A list of words out of `allowed`, none of them twice."""
        if default is not None and key not in self:
            return default
        items = self._list(key, 0, len(allowed), Items.WORDS)
        words: list[str] = []
        for at, item in enumerate(items, 1):
            word = self._field(key, at).word(item, allowed, {})
            if word in words:
                rule = tr("“{word}” is here twice; delete one of the two", word=word)
                raise self._field(key, at).problem(rule)
            words.append(word)
        return tuple(words)

    def table(self, key: str) -> Table:
        return self._table(self._field(key), self._value(key))

    def tables(self, key: str, least: int, most: int) -> tuple[Table, ...]:
        if least == 0 and key not in self:
            return ()
        if isinstance(self._value(key), dict) and not self._kind:
            raise self.problem(key, one_bracket(f"[{key}]", f"[[{key}]]"))
        items = self._list(key, least, most, Items.TABLES)
        return tuple(self._table(self._field(key, at), item) for at, item in enumerate(items, 1))

    def _field(self, key: str, at: int = 0) -> Field:
        return Field(self._file, self._place, self._kind, key, at)

    def _value(self, key: str) -> object:
        if key not in self._values:
            raise self._field(key).missing()
        return self._values[key]

    def _list(self, key: str, least: int, most: int, items: Items) -> list[object]:
        value, field = self._value(key), self._field(key)
        if not isinstance(value, list):
            raise field.wrong(tr("must be a list, not {there}", there=described(value)))
        if not least <= len(value) <= most:
            rule = tr(items.value, many=_span(least, most), items=key, length=len(value))
            if len(value) > most:
                rule = tr("{rule}; take {number} out", rule=rule, number=len(value) - most)
                raise field.problem(rule)
            raise field.wrong(rule)
        return value

    def _table(self, field: Field, value: object) -> Table:
        if not isinstance(value, dict):
            raise field.wrong(tr("must be a table, not {there}", there=described(value)))
        place = joined(self._place, f"{field.key} {field.at}" if field.at else field.key)
        return Table(value, self._file, place, f"{self._kind}.{field.key}".lstrip("."))


def _span(least: int, most: int) -> str:
    return f"{least}" if least == most else tr("{least} to {most}", least=least, most=most)


def _wrong_count(counts: Collection[int], length: int, sample: str) -> str:
    """A list of numbers has as many as nothing there takes: there are one or two possible counts."""
    least, most = min(counts), max(counts)
    if least == most:
        return tr(
            "must have {many} numbers, not {length}; for example {sample}",
            many=most,
            length=length,
            sample=sample,
        )
    return tr(
        "must have {one} or {other} numbers, not {length}; for example {sample}",
        one=least,
        other=most,
        length=length,
        sample=sample,
    )
