"""Text out of a TOML file that may come from anyone: the problem with it, and how it may be shown.

Does not read files (toml_file.py) and does not look for what is wrong in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kneetimer.core.language import tr

# Controls, marks that turn or hide text, line separators, byte order marks and tag characters.
_NEVER = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e"
    "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\U000e0000-\\U000e007f"
)
HOSTILE = re.compile(f"[{_NEVER}]")
_UNSHOWABLE = re.compile(f"[{_NEVER}\\t\\n\\u00ad\\ud800-\\udfff]")

# An unfinished string swallows the rest of the text: the parser stops there too, and looking for
# its end again from every later quote would take quadratic time. Only unfinished ones have a name.
QUOTED_OR_COMMENT = re.compile(
    r'''
      """ (?: [^"\\]++ | \\. | "{1,2}(?!") )*+ """ "{0,2}
    | \'\'\' .*? \'\'\' '{0,2}
    | (?P<open_lines> """ | \'\'\' ) .*
    | " (?: [^"\\\n]++ | \\[^\n] )*+ "
    | ' [^'\n]*+ '
    | (?P<open_line> ["'] ) .*
    | \# [^\n]*+
    ''',
    re.VERBOSE | re.DOTALL,
)


class FileProblem(ValueError):  # noqa: N818  the name says what a person is told
    """Why a file cannot be used; as text, one sentence with the file, the line, the place and the rule.

    `place` is a path of keys counted from 1 such as "blocks 2, doses 1, reps", or "" for the file
    as a whole; `line` counts from 1 and is 0 where there is none. The parts can be read and not
    set. Whatever came from the file is shortened and freed of control characters, so the sentence
    is safe on a screen or a terminal.
    """

    def __init__(self, file: str, place: str, rule: str, line: int = 0) -> None:
        super().__init__(shown(file, 80), shown(place, 160), shown(rule, 300), line)

    @property
    def file(self) -> str:
        return str(self.args[0])

    @property
    def place(self) -> str:
        return str(self.args[1])

    @property
    def rule(self) -> str:
        return str(self.args[2])

    @property
    def line(self) -> int:
        return int(self.args[3])

    def __str__(self) -> str:
        fields = {"file": self.file, "line": self.line, "place": self.place, "rule": self.rule}
        if self.rule.endswith("?"):
            return self._asked(fields)
        if self.line and self.place:
            return tr("{file}, line {line} ({place}): {rule}.", **fields)
        if self.line:
            return tr("{file}, line {line}: {rule}.", **fields)
        if self.place:
            return tr("{file}, {place}: {rule}.", **fields)
        return tr("{file}: {rule}.", **fields)

    @staticmethod
    def _asked(fields: dict[str, object]) -> str:
        """The same where the rule ends with a question."""
        if fields["line"] and fields["place"]:
            return tr("{file}, line {line} ({place}): {rule}", **fields)
        if fields["line"]:
            return tr("{file}, line {line}: {rule}", **fields)
        if fields["place"]:
            return tr("{file}, {place}: {rule}", **fields)
        return tr("{file}: {rule}", **fields)


def shown(text: str, most: int = 60) -> str:
    """Foreign text made fit for a message: one line of at most `most` characters, nothing hidden."""
    if len(text) > most:
        text = text[: most - 1] + "…"
    return _UNSHOWABLE.sub("\ufffd", text)


def joined(place: str, part: str) -> str:
    return f"{place}, {part}" if place else part


def one_bracket(there: str, instead: str) -> str:
    return tr("“{there}” has one bracket on each side; write two: {instead}", there=there, instead=instead)


def alike(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """The known word that is most like another one, or ""; `least` is of 1.0 for the very same."""
    import difflib  # costs the first window a moment, and most files have no slip

    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=least)), "")
