"""Finds the line of each field in the text of a TOML file, because the parser does not tell.

Is only right for text that the parser accepts, and is asked only after something in it was refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kneetimer.storage.plans.toml_text import QUOTED_OR_COMMENT, joined, shown

_TOKEN = re.compile(
    rf"(?P<quoted>{QUOTED_OR_COMMENT.pattern})|(?P<word>[^\s\[\]{{}},=.\"'\#]+)|(?P<sign>[\[\]{{}},=.\n])",
    re.VERBOSE | re.DOTALL,
)
_END = ("", 0)


class Lines:
    """The lines of a text by places such as "blocks 2, doses 1, reps", as FileProblem has them."""

    def __init__(self, text: str) -> None:
        self._found: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._tokens = list(_tokens(text))
        self._at = 0
        self._read()

    def of(self, place: str) -> int:
        """The line of a field; where it is missing, that of the table it should be in."""
        while place and place not in self._found:
            place = place.rpartition(", ")[0] or place.rpartition(" ")[0]
        return self._found.get(place, 1)

    def _read(self) -> None:
        table = ""
        while self._at < len(self._tokens):
            token, line = self._take()
            if token == "[":
                table = self._heading(line)
            elif token != "\n":
                self._at -= 1
                self._field(table)

    def _peek(self) -> tuple[str, int]:
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def _take(self) -> tuple[str, int]:
        token = self._peek()
        self._at += 1
        return token

    def _heading(self, line: int) -> str:
        is_list = self._peek()[0] == "["
        place = ""
        parts = list(self._until("]", "\n"))
        for at, part in enumerate(part for part in parts if part not in "[."):
            place = joined(place, part)
            last = at == sum(part not in "[." for part in parts) - 1
            self._found.setdefault(place, line)
            if last and is_list:
                self._counts[place] = self._counts.get(place, 0) + 1
            if place in self._counts:
                place = shown(f"{place} {self._counts[place]}", 160)
        self._found.setdefault(place, line)
        for _ in self._until("\n"):
            pass
        return place

    def _until(self, *ends: str) -> Iterator[str]:
        while (token := self._take()[0]) not in (*ends, ""):
            yield _plain(token)

    def _field(self, table: str) -> None:
        place = table
        while (token := self._take())[0] not in ("=", ""):
            if token[0] not in (".", "\n"):
                place = shown(joined(place, _plain(token[0])), 160)
                self._found.setdefault(place, token[1])
        self._value(place)

    def _value(self, place: str) -> None:
        token, _ = self._take()
        if token == "[":
            self._list(place)
        elif token == "{":
            self._inline_table(place)
        else:
            while self._peek()[0] not in (",", "]", "}", "\n", ""):  # a number such as 1.5, a date
                self._at += 1

    def _list(self, place: str) -> None:
        at = 0
        while (token := self._take())[0] not in ("]", ""):
            if token[0] not in (",", "\n"):
                at += 1
                self._at -= 1
                item = shown(f"{place} {at}", 160)
                self._found.setdefault(item, token[1])
                self._value(item)

    def _inline_table(self, place: str) -> None:
        while (token := self._take()[0]) not in ("}", ""):
            if token not in (",", "\n"):
                self._at -= 1
                self._field(place)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line, counted = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        if not match.group().startswith("#"):
            yield match.group(), line


def _plain(token: str) -> str:
    """A key without its quotation marks."""
    return token[1:-1] if len(token) > 1 and token[0] in "\"'" else token
