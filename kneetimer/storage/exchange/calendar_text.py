"""A calendar file as the bytes it has, in which single events can be changed and all else stays.

Finds the lines and the events in them. Reads no values and does not know whose an event is; a file in
an encoding of old times, with properties of any program, comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_NAME = re.compile(rb"(?:\xef\xbb\xbf)?([A-Za-z0-9-]+)")


class NotACalendar(Exception):  # noqa: N818  the name says what is wrong
    """The parts of the file do not begin and end in turn."""


@dataclass(frozen=True, slots=True)
class Spell:
    """The lines of one event; a folded line is one of them."""

    first: int
    lines: Sequence[bytes]

    @property
    def content(self) -> bytes:
        return b"".join(self.lines)

    def folded(self, name: str) -> bytes:
        """A property as it stands there, with its line end; nothing where there is none."""
        own = (self.lines[at] for at in self._own())
        return next((line for line in own if _name_of(line) == name), b"")

    def unfolded(self, name: str) -> bytes:
        return re.sub(rb"\r?\n[ \t]", b"", self.folded(name)).rstrip(b"\r\n")

    def changed(self, changes: Mapping[str, bytes]) -> bytes:
        """The event with other lines for some properties; those it had not come before its end."""
        own = self._own()
        waiting = dict(changes)
        lines: list[bytes] = []
        for at, line in enumerate(self.lines[:-1]):
            name = _name_of(line)
            if at not in own or name not in changes:
                lines.append(line)
            elif name in waiting:
                lines.append(waiting.pop(name))
        # Before an alarm or another part inside of it, where some readers want all properties.
        inner = next((n for n, line in enumerate(lines) if n and _name_of(line) == "BEGIN"), len(lines))
        lines[inner:inner] = waiting.values()
        return b"".join([*lines, self.lines[-1]])

    def _own(self) -> list[int]:
        """Which lines are properties of the event itself, not of an alarm inside of it."""
        depth, own = 0, []
        for at, line in enumerate(self.lines[1:-1], 1):
            name = _name_of(line)
            depth += name == "BEGIN"
            if not depth:
                own.append(at)
            depth -= name == "END"
        return own


class CalendarText:
    """The file. Raises NotACalendar where a part of it has no beginning or no end."""

    def __init__(self, raw: bytes) -> None:
        self._lines: list[bytes] = []
        for line in raw.splitlines(keepends=True):
            if line[:1] in (b" ", b"\t") and self._lines:
                self._lines[-1] += line
            else:
                self._lines.append(line)
        self._is_unix = b"\r\n" not in raw
        self._events: list[Spell] = []
        self._calendar_end = -1
        self._added: list[bytes] = []
        self._replaced: dict[int, tuple[int, bytes]] = {}
        self._find()

    def events(self) -> Sequence[Spell]:
        """All events, of every calendar in the file."""
        return tuple(self._events)

    def replace(self, spell: Spell, content: bytes) -> None:
        """Put other bytes in the place of an event; none take it out."""
        self._replaced[spell.first] = (len(spell.lines), self._as_here(spell, content))

    def add(self, content: bytes) -> None:
        """Put an event at the end of the file's first calendar."""
        self._added.append(content.replace(b"\r\n", b"\n") if self._is_unix else content)

    def joined(self) -> bytes:
        parts: list[bytes] = []
        at = 0
        while at < len(self._lines):
            if at == self._calendar_end:
                parts += self._added
            count, content = self._replaced.get(at, (1, self._lines[at]))
            parts.append(content)
            at += count
        return b"".join(parts)

    def _as_here(self, spell: Spell, content: bytes) -> bytes:
        if content == spell.content or not self._is_unix:
            return content
        return content.replace(b"\r\n", b"\n")

    def _find(self) -> None:
        opened: list[tuple[bytes, int]] = []
        for at, line in enumerate(self._lines):
            name = _name_of(line)
            if name == "BEGIN":
                opened.append((_kind_of(line), at))
            elif name == "END":
                if not opened or opened[-1][0] != _kind_of(line):
                    raise NotACalendar(f"line {at + 1} ends what has not begun")
                kind, first = opened.pop()
                if kind == b"VEVENT" and len(opened) == 1:
                    self._events.append(Spell(first, self._lines[first : at + 1]))
                elif kind == b"VCALENDAR" and self._calendar_end < 0:
                    self._calendar_end = at
        if opened or self._calendar_end < 0:
            raise NotACalendar("something has no end")


def _name_of(line: bytes) -> str:
    found = _NAME.match(line)
    return found.group(1).decode("ascii").upper() if found else ""


def _kind_of(line: bytes) -> bytes:
    return line.partition(b":")[2].strip().upper()
