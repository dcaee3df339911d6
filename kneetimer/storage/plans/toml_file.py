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
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

from kneetimer.core.language import tr
from kneetimer.storage.plans import toml_slips
from kneetimer.storage.plans.toml_lines import Lines
from kneetimer.storage.plans.toml_text import HOSTILE, QUOTED_OR_COMMENT, FileProblem, joined, shown

MOST_BYTES = 128 * 1024
MOST_LEVELS = 100
MOST_KEY_PARTS = 16
MOST_KEY_CHARACTERS = 200
MOST_ENTRIES = 5_000  # lines, keys, parts of keys, values and brackets; a six-week plan has about 300

Source = Path | Traversable | str | bytes

_WORD = r"[^\s\[\]{},=.]"
_LONG_WORD = re.compile(rf"(?<!{_WORD}){_WORD}{{{MOST_KEY_CHARACTERS + 1},}}+")
_DOTTED = re.compile(rf"(?<!{_WORD}){_WORD}++(?:[ \t]*+\.[ \t]*+{_WORD}++)++")
_BRACKET = re.compile(r"[\[\]{}]")
_PARSER_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")
# What a file begins with that was saved by a word processor, or packed.
_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF")


def text_of(source: Source, file: str) -> str:
    """The text of a TOML file, found fit for the parser.

    A Path or a packaged resource is read; a str or bytes is the text itself. `file` is the name
    for messages. Raises FileProblem for a file that is unreadable, too large, not UTF-8, too deep,
    or has hostile characters.
    """
    text = _decoded(_bytes_of(source, file), file)
    _look_over(text, file)
    return text


def values_of(text: str, file: str, known: Mapping[str, str] | None = None) -> dict[str, object]:
    """What text_of gave, as plain values. `known` are the fields that a slip may have meant.

    Raises FileProblem where it is not TOML, or has a number that is not finite.
    """
    try:
        values: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise _not_toml(str(problem), text, file, known) from None
    except (ValueError, RecursionError) as problem:  # a date such as 2025-02-30; belt and braces
        raise FileProblem(file, "", tr("this is not valid TOML ({reason})", reason=problem)) from None
    _check_values(values, file, text)
    return values


def name_of(source: Source) -> str:
    """What a source is called in messages."""
    return tr("the text") if isinstance(source, (str, bytes)) else source.name or str(source)


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
        raise FileProblem(name, "", tr("this is not UTF-8 text")) from None
    except OSError as problem:
        reason = problem.strerror.lower() if problem.strerror else tr("no reason given")
        raise FileProblem(name, "", tr("the file cannot be read ({reason})", reason=reason)) from None
    if len(content) > MOST_BYTES:
        raise FileProblem(name, "", tr("the file is larger than {size} KiB", size=MOST_BYTES // 1024))
    return content


def _regular_file(path: Path, name: str) -> bytes:
    """At most one byte more than allowed, and never from a device or a pipe, which may not end."""
    wait_for_nobody = getattr(os, "O_NONBLOCK", 0)  # opening a pipe would wait for its writer
    try:
        descriptor = os.open(path, os.O_RDONLY | wait_for_nobody | getattr(os, "O_BINARY", 0))
    except ValueError:  # a NUL in the path
        raise FileProblem(name, "", tr("this is not the name of a file")) from None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise FileProblem(name, "", tr("this is not a regular file"))
        parts: list[bytes] = []
        wanted = MOST_BYTES + 1
        while wanted > 0 and (part := os.read(descriptor, wanted)):
            parts.append(part)
            wanted -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _decoded(content: bytes, name: str) -> str:
    if content.startswith(_DOCUMENTS):
        raise FileProblem(
            name, "", tr("this is a document of an office program; save it there as plain text, in UTF-8")
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or b"=\x00" in content[:200]:
        kind = "UTF-32" if b"\x00\x00" in content[:8] else "UTF-16"
        rule = tr(
            "this text is stored as {kind}; save it again in your editor with the encoding UTF-8", kind=kind
        )
        raise FileProblem(name, "", rule, 1)
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        there = content.splitlines()[line - 1] if problem.start else content
        seen = shown(there.decode("cp1252", "replace").strip(), 60)
        rule = tr(
            "this is not UTF-8 text (“{seen}”); save it again in your editor with the encoding UTF-8",
            seen=seen,
        )
        raise FileProblem(name, "", rule, line) from None
    return text.replace("\r\n", "\n")


def _look_over(text: str, name: str) -> None:
    if hostile := HOSTILE.search(text):
        raise _at(text, hostile.start(), name, _hostile_rule(hostile.group(), text, hostile.start()))
    bare = QUOTED_OR_COMMENT.sub(_blanked, text)
    if long_word := _LONG_WORD.search(bare):
        raise _at(
            bare,
            long_word.start(),
            name,
            tr(
                "a key or number has more than {most} characters",
                most=MOST_KEY_CHARACTERS,
            ),
        )
    for dotted in _DOTTED.finditer(bare):
        if dotted.group().count(".") >= MOST_KEY_PARTS:
            raise _at(
                bare,
                dotted.start(),
                name,
                tr("a key has more than {most} parts", most=MOST_KEY_PARTS),
            )
    depth = 0
    for bracket in _BRACKET.finditer(bare):
        depth += 1 if bracket.group() in "[{" else -1
        if depth > MOST_LEVELS:
            raise _at(
                bare,
                bracket.start(),
                name,
                tr("values are nested more than {most} levels deep", most=MOST_LEVELS),
            )
        if depth < 0:
            break  # the parser stops here as well
    if sum(bare.count(sign) for sign in "\n=,.[{") > MOST_ENTRIES:
        raise FileProblem(name, "", tr("the file has more than {most} lines and entries", most=MOST_ENTRIES))


def _blanked(match: re.Match[str]) -> str:
    """A string as one letter, a comment as nothing; both keep their line breaks."""
    text = match.group()
    return "" if text[0] == "#" else "s" + "\n" * text.count("\n")


def _at(text: str, offset: int, name: str, rule: str) -> FileProblem:
    return FileProblem(name, "", rule, text.count("\n", 0, offset) + 1)


def _hostile_rule(character: str, text: str, at: int) -> str:
    if character == "\r":
        return tr(
            "a lone carriage return (U+000D) ends a line; save the file with line ends of Windows or Unix"
        )
    before, after = text[max(0, at - 12) : at].splitlines()[-1:], text[at + 1 : at + 13].splitlines()[:1]
    sign = f"U+{ord(character):04X}"
    left = shown(before[0]) if before else ""
    right = shown(after[0]) if after else ""
    if left and right:
        return tr(
            "an invisible character ({sign}) stands between “{left}” and “{right}”; delete it",
            sign=sign,
            left=left,
            right=right,
        )
    if left:
        return tr("an invisible character ({sign}) stands after “{left}”; delete it", sign=sign, left=left)
    if right:
        return tr(
            "an invisible character ({sign}) stands before “{right}”; delete it", sign=sign, right=right
        )
    return tr("an invisible character ({sign}) stands alone on this line; delete it", sign=sign)


def _not_toml(message: str, text: str, name: str, known: Mapping[str, str] | None) -> FileProblem:
    found = _PARSER_PLACE.search(message)
    if found is None:
        return FileProblem(name, "", tr("this is not valid TOML ({reason})", reason=shown(message, 120)))
    line = int(found.group(1) or text.count("\n") + 1)
    line, rule = toml_slips.explained(text, line, message[: found.start()], known)
    return FileProblem(name, "", rule, line)


def _check_values(values: dict[str, object], name: str, text: str) -> None:
    for place, value in _walk(values):
        if isinstance(value, str) and (hostile := HOSTILE.search(value)):
            rule = _hostile_rule(hostile.group(), value, hostile.start())
            raise FileProblem(name, place, rule, Lines(text).of(place))
        if isinstance(value, float) and not math.isfinite(value):
            rule = tr("must be an ordinary number, not {number}; for example 30", number=value)
            raise FileProblem(name, place, rule, Lines(text).of(place))
        if isinstance(value, dict):
            for key in value:
                inside = joined(place, shown(key))
                if len(key) > MOST_KEY_CHARACTERS:
                    rule = tr(
                        "a key has more than {most} characters",
                        most=MOST_KEY_CHARACTERS,
                    )
                    raise FileProblem(name, inside, rule, Lines(text).of(place))
                if hostile := HOSTILE.search(key):
                    rule = _hostile_rule(hostile.group(), key, hostile.start())
                    raise FileProblem(name, inside, rule, Lines(text).of(place))


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
