"""A plan as the black and white squares of a QR code, for small plans, and back out of a picture of them.

What a phone reads of it is the plan's own text, with the spaces left out that nobody needs, so that it can be
sent on and taken in like any other. Draws nothing; program/plan_picture.py opens the pictures.
"""

from __future__ import annotations

import re

from kneetimer.core.language import tr, trn
from kneetimer.storage.plans.toml_text import FileProblem, shown

MOST_BYTES = 1732  # version 30 at the lowest correction: a phone still reads its squares from a screen
_AROUND = re.compile(r"\s*([=,\[\]{}])\s*")
_QUOTED = re.compile(r'("(?:[^"\\]|\\.)*")')
_FORMAT = re.compile(r"^\s*format\s*=", re.MULTILINE)

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


def is_like_a_plan(text: str) -> bool:
    """Whether a text can have been meant as a plan; each has a line that names its format."""
    return _FORMAT.search(text) is not None


def plan_in(grey: memoryview, name: str) -> str:
    """The text of the plan whose QR code is in a picture, given as rows of grey with a byte for each pixel.

    `name` is what messages call the picture. Raises FileProblem where there is not exactly one plan in it.
    """
    import zxingcpp  # not before somebody has such a picture

    kinds = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    codes = zxingcpp.read_barcodes(grey, formats=kinds, return_errors=True)
    whole = [code for code in codes if code.valid]
    texts = (code.bytes.decode("utf-8", "replace") for code in whole)
    plans = list(dict.fromkeys(text for text in texts if is_like_a_plan(text)))
    if len(plans) == 1:
        return plans[0]
    if plans:
        rule = trn(
            "one plan is in this picture; cut out its code",
            "{number} plans are in this picture; cut out the code of the one that you want",
            len(plans),
        )
    elif whole:
        said = shown(whole[0].text.strip(), 40)
        rule = tr(
            "its QR code is not that of a plan, it says “{said}”; take a picture of the code that "
            "“Show the plan as a QR code” shows, whole, sharp and with the white around it",
            said=said,
        )
    elif codes:
        rule = tr(
            "its QR code is blurred, covered or cut off; take another picture of the code that "
            "“Show the plan as a QR code” shows, whole, sharp and with the white around it"
        )
    else:
        rule = tr(
            "no QR code can be seen in this picture; take one of the code that "
            "“Show the plan as a QR code” shows, whole, sharp and with the white around it"
        )
    raise FileProblem(name, "", rule)
