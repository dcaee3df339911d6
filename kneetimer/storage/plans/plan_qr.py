"""A plan as the black and white squares of a QR code, for small plans.

What a phone reads of it is the plan's own text, with the spaces left out that nobody needs, so that it can be
sent on and taken in like any other. Draws nothing and reads no pictures.
"""

from __future__ import annotations

import re

MOST_BYTES = 1732  # version 30 at the lowest correction: a phone still reads its squares from a screen
_AROUND = re.compile(r"\s*([=,\[\]{}])\s*")
_QUOTED = re.compile(r'("(?:[^"\\]|\\.)*")')

Modules = tuple[tuple[bool, ...], ...]


class PlanTooLargeError(ValueError):
    """The plan has more text than a code can hold that is still read. `size` and `most` are in bytes."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"{size} bytes, of at most {most}")
        self.size, self.most = size, most


def squeezed(text: str) -> str:
    """The text of a plan file without the spaces and line breaks that say nothing; the same plan."""
    lines = []
    for line in text.replace(",\n]", "]").splitlines():
        parts = _QUOTED.split(line.strip())
        lines.append("".join(each if at % 2 else _AROUND.sub(r"\1", each) for at, each in enumerate(parts)))
    joined = "\n".join(line for line in lines if line)
    return re.sub(r"(?<=[\[,])\n(?=\{)|(?<=\})\n(?=\])", "", joined) + "\n"


def modules_of(text: str) -> Modules:
    """The rows of squares, True for black, without the white margin. Raises PlanTooLargeError."""
    import segno  # not before somebody wants to see a code

    content = squeezed(text).encode("utf-8")
    if len(content) > MOST_BYTES:
        raise PlanTooLargeError(len(content), MOST_BYTES)
    code = segno.make_qr(content, error="l", boost_error=True, encoding="utf-8")
    return tuple(tuple(bool(square) for square in row) for row in code.matrix)
