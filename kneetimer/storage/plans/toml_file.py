"""Reads a TOML file that may come from anyone: looks it over first, and only then parses it.

Knows nothing of plans or exercises; toml_table.py reads the fields and each format has its own module.

Why it looks first: `tomllib` takes gigabytes for a dotted key of some 60 KB, runs out of stack on
deep nesting, and needs a third of a second for 128 KiB of tiny values. None of that can be stopped
once parsing has begun, so the limits are checked on the text. The check only has to agree with the
parser up to the first mistake in a file, because the parser goes no further than that.
"""

from __future__ import annotations

import math
import os
import re
import stat
import tomllib
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

MOST_BYTES = 128 * 1024
MOST_LEVELS = 100
MOST_KEY_PARTS = 16
MOST_KEY_CHARACTERS = 200
MOST_ENTRIES = 5_000  # lines, keys, parts of keys, values and brackets; a six-week plan has about 300

Source = Path | Traversable | str | bytes

# Controls, marks that turn or hide text, line separators, byte order marks and tag characters.
_NEVER = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e"
    "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\U000e0000-\\U000e007f"
)
_HOSTILE = re.compile(f"[{_NEVER}]")
_UNSHOWABLE = re.compile(f"[{_NEVER}\\t\\n\\ud800-\\udfff]")

# An unfinished string swallows the rest of the text: the parser stops there too, and looking for
# its end again from every later quote would take quadratic time.
_QUOTED_OR_COMMENT = re.compile(
    r'''
      """ (?: [^"\\]++ | \\. | "{1,2}(?!") )*+ """ "{0,2}
    | \'\'\' .*? \'\'\' '{0,2}
    | (?: """ | \'\'\' ) .*
    | " (?: [^"\\\n]++ | \\[^\n] )*+ "
    | ' [^'\n]*+ '
    | ["'] .*
    | \# [^\n]*+
    ''',
    re.VERBOSE | re.DOTALL,
)
_WORD = r"[^\s\[\]{},=.]"
_LONG_WORD = re.compile(rf"(?<!{_WORD}){_WORD}{{{MOST_KEY_CHARACTERS + 1},}}+")
_DOTTED = re.compile(rf"(?<!{_WORD}){_WORD}++(?:[ \t]*+\.[ \t]*+{_WORD}++)++")
_BRACKET = re.compile(r"[\[\]{}]")
_PARSER_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")


class FileProblem(ValueError):  # noqa: N818  the name says what a person is told
    """Why a file cannot be used; as text, one sentence with the file, the place and the rule.

    `place` is "line 12", or a path of keys counted from 1 such as "blocks 2, doses 1, reps", or
    "" for the file as a whole. The parts can be read and not set. Whatever came from the file is
    shortened and freed of control characters, so the sentence is safe on a screen or a terminal.
    """

    def __init__(self, file: str, place: str, rule: str) -> None:
        super().__init__(shown(file, 80), shown(place, 160), shown(rule, 240))

    @property
    def file(self) -> str:
        return str(self.args[0])

    @property
    def place(self) -> str:
        return str(self.args[1])

    @property
    def rule(self) -> str:
        return str(self.args[2])

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.rule}" if self.rule.endswith("?") else f"{where}: {self.rule}."


def shown(text: str, most: int = 60) -> str:
    """Foreign text made fit for a message: one line of at most `most` characters, nothing hidden."""
    if len(text) > most:
        text = text[: most - 1] + "…"
    return _UNSHOWABLE.sub("\ufffd", text)


def read_toml(source: Source, file: str = "") -> dict[str, object]:
    """The content of a TOML file as plain values.

    A Path or a packaged resource is read; a str or bytes is the text itself. `file` is the name
    for messages where the source has none. Raises FileProblem for whatever is wrong with it:
    unreadable, too large, not UTF-8, hostile characters, too deep, not TOML, or a number that is
    not finite.
    """
    name = file or name_of(source)
    text = _decoded(_bytes_of(source, name), name)
    _look_over(text, name)
    try:
        values: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise _not_toml(str(problem), text, name) from None
    except (ValueError, RecursionError) as problem:  # a date such as 2025-02-30; belt and braces
        raise FileProblem(name, "", f"this is not valid TOML ({problem})") from None
    _check_values(values, name)
    return values


def joined(place: str, part: str) -> str:
    return f"{place}, {part}" if place else part


def name_of(source: Source) -> str:
    """What a source is called in messages."""
    return "the text" if isinstance(source, (str, bytes)) else source.name or str(source)


def _bytes_of(source: Source, name: str) -> bytes:
    try:
        if isinstance(source, str):
            content = source.encode("utf-8")
        elif isinstance(source, bytes):
            content = source
        elif isinstance(source, Path):
            content = _regular_file(source, name)
        else:
            content = source.read_bytes()
    except UnicodeEncodeError:
        raise FileProblem(name, "", "this is not UTF-8 text") from None
    except OSError as problem:
        reason = (problem.strerror or "no reason given").lower()
        raise FileProblem(name, "", f"the file cannot be read ({reason})") from None
    if len(content) > MOST_BYTES:
        raise FileProblem(name, "", f"the file is larger than {MOST_BYTES // 1024} KiB")
    return content


def _regular_file(path: Path, name: str) -> bytes:
    """At most one byte more than allowed, and never from a device or a pipe, which may not end."""
    wait_for_nobody = getattr(os, "O_NONBLOCK", 0)  # opening a pipe would wait for its writer
    try:
        descriptor = os.open(path, os.O_RDONLY | wait_for_nobody | getattr(os, "O_BINARY", 0))
    except ValueError:  # a NUL in the path
        raise FileProblem(name, "", "this is not the name of a file") from None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise FileProblem(name, "", "this is not a regular file")
        parts: list[bytes] = []
        wanted = MOST_BYTES + 1
        while wanted > 0 and (part := os.read(descriptor, wanted)):
            parts.append(part)
            wanted -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _decoded(content: bytes, name: str) -> str:
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise FileProblem(
            name, "line 1", "the file starts with a byte order mark; save it as UTF-8 without one"
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise FileProblem(name, f"line {line}", "this is not UTF-8 text") from None
    return text.replace("\r\n", "\n")


def _look_over(text: str, name: str) -> None:
    if hostile := _HOSTILE.search(text):
        raise _at(text, hostile.start(), name, _hostile_rule(hostile.group()))
    bare = _QUOTED_OR_COMMENT.sub(_blanked, text)
    if long_word := _LONG_WORD.search(bare):
        raise _at(
            bare, long_word.start(), name, f"a key or number has more than {MOST_KEY_CHARACTERS} characters"
        )
    for dotted in _DOTTED.finditer(bare):
        if dotted.group().count(".") >= MOST_KEY_PARTS:
            raise _at(bare, dotted.start(), name, f"a key has more than {MOST_KEY_PARTS} parts")
    depth = 0
    for bracket in _BRACKET.finditer(bare):
        depth += 1 if bracket.group() in "[{" else -1
        if depth > MOST_LEVELS:
            raise _at(bare, bracket.start(), name, f"values are nested more than {MOST_LEVELS} levels deep")
        if depth < 0:
            break  # the parser stops here as well
    if sum(bare.count(sign) for sign in "\n=,.[{") > MOST_ENTRIES:
        raise FileProblem(name, "", f"the file has more than {MOST_ENTRIES} lines and entries")


def _blanked(match: re.Match[str]) -> str:
    """A string as one letter, a comment as nothing; both keep their line breaks."""
    text = match.group()
    return "" if text[0] == "#" else "s" + "\n" * text.count("\n")


def _at(text: str, offset: int, name: str, rule: str) -> FileProblem:
    line = text.count("\n", 0, offset) + 1
    return FileProblem(name, f"line {line}", rule)


def _hostile_rule(character: str) -> str:
    return f"the invisible character U+{ord(character):04X} is not allowed"


def _not_toml(message: str, text: str, name: str) -> FileProblem:
    found = _PARSER_PLACE.search(message)
    if found is None:
        return FileProblem(name, "", f"this is not valid TOML ({shown(message, 120)})")
    line = found.group(1) or str(text.count("\n") + 1)
    reason = shown(message[: found.start()], 120)
    return FileProblem(name, f"line {line}", f"this is not valid TOML ({reason})")


def _check_values(values: dict[str, object], name: str) -> None:
    for place, value in _walk(values):
        if isinstance(value, str) and (hostile := _HOSTILE.search(value)):
            raise FileProblem(name, place, _hostile_rule(hostile.group()))
        if isinstance(value, float) and not math.isfinite(value):
            raise FileProblem(name, place, f"must be an ordinary number, not {value}")
        if isinstance(value, dict):
            for key in value:
                if len(key) > MOST_KEY_CHARACTERS:
                    rule = f"a key has more than {MOST_KEY_CHARACTERS} characters"
                    raise FileProblem(name, joined(place, shown(key)), rule)
                if hostile := _HOSTILE.search(key):
                    raise FileProblem(name, joined(place, shown(key)), _hostile_rule(hostile.group()))


def _walk(values: dict[str, object]) -> Iterator[tuple[str, object]]:
    """Every value with its place, level by level.

    Not by recursion: dotted keys inside of nested tables may go deeper than Python's stack.
    Places are cut off, because the full ones of a deep file would take quadratic memory.
    """
    waiting: list[tuple[str, object]] = [("", values)]
    for place, value in waiting:
        yield place, value
        if isinstance(value, dict):
            waiting.extend((shown(joined(place, key), 160), item) for key, item in value.items())
        elif isinstance(value, list):
            waiting.extend((shown(f"{place} {at}", 160), item) for at, item in enumerate(value, 1))
