"""The slips in a line of a TOML file that are one sign: a quotation mark, a space, a digit of another kind.

Each function knows one of them, says it in everyday words, and says "" where it is none of its own. The slips
of whole lines are in toml_slips.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from kneetimer.core.language import tr
from kneetimer.storage.plans.toml_text import shown

NAME = r"[A-Za-z_][\w-]*"
_ORDINARY = dict(zip("−，、،；＝：｛｝［］", "-,,,;=:{}[]", strict=True))
_CURLY = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛", "'")})


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A line that was refused: `code` is it with strings as "sss" and comments as spaces, same places."""

    text: str
    code: str
    known: Mapping[str, str]
    in_list: bool = False

    def part(self, match: re.Match[str], group: int | str = 0) -> str:
        return shown(self.text[match.start(group) : match.end(group)].strip(), 40)

    def found(self, pattern: str) -> re.Match[str] | None:
        return re.search(pattern, self.code)


def curly_quotes(here: SlipLine) -> str:
    if not here.found("[“”„‟«»‘’‚‛]"):
        return ""
    straight = re.search(rf"""{NAME}\s*=\s*(?:"[^"]*"|'[^']*')""", _straightened(here))
    curly = here.found("[“”„‟«»‘’‚‛][^“”„‟«»‘’‚‛,]*[“”„‟«»‘’‚‛]?")
    there = here.part(curly) if curly else shown(here.text.strip(), 40)
    instead = straight.group() if straight else 'name = "My plan"'
    return tr(
        "{there} has curly quotation marks; write straight ones, for example {instead}",
        there=there,
        instead=shown(instead, 60),
    )


def accents(here: SlipLine) -> str:
    quoted = here.found(rf"(?:({NAME})\s*=\s*)?[`´]([^`´,]*)[`´]")
    if quoted is None:
        return ""
    name, words = here.part(quoted, 1) or "name", here.part(quoted, 2)
    instead = f'{name} = "{words}"'
    return tr(
        "“{there}” stands between accents; write quotation marks, {instead}", there=words, instead=instead
    )


def _straightened(here: SlipLine) -> str:
    signs = (new if code == old else old for old, code, new in zip(
        here.text, here.code, here.text.translate(_CURLY), strict=True))  # fmt: skip
    return "".join(signs)


def odd_space(here: SlipLine) -> str:
    space = here.found(r"[\u00a0\u00ad\u1680\u2000-\u200a\u202f\u205f\u3000]")
    if space is None:
        return ""
    plain = re.sub(r"[^\S\n]|\u00ad", " ", here.text).strip()
    instead = shown(" ".join(plain.split()), 60)
    code = f"U+{ord(space.group()):04X}"
    return tr("a space here is a special one ({code}); type the line anew: {line}", code=code, line=instead)


def foreign_sign(here: SlipLine) -> str:
    sign = here.found(f"[{''.join(_ORDINARY)}]")
    if sign is None:
        return ""
    at, ordinary = sign.start(), _ORDINARY[sign.group()]
    near = f"{here.text[max(0, at - 12) : at]}{ordinary}{here.text[at + 1 : at + 8]}"
    return tr(
        "“{sign}” is a sign of another keyboard; write {ordinary} instead: “{near}”",
        sign=sign.group(),
        ordinary=ordinary,
        near=shown(near.strip()),
    )


def foreign_digit(here: SlipLine) -> str:
    digits = here.found(r"(?:(?![0-9])\d)+")
    if digits is None:
        return ""
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in here.text.strip())
    return tr(
        "the number “{there}” must be written with the digits 0 to 9: {line}",
        there=here.part(digits),
        line=shown(plain, 60),
    )


def open_quote(here: SlipLine) -> str:
    for sign in "\"'":
        if here.code.count(sign) % 2 == 0 or here.text.lstrip().startswith("'"):
            continue
        if number := re.search(rf"({NAME})\s*=\s*(\d+)\s*{sign}", here.text):
            name, digits = number.groups()
            there = shown(number.group().strip(), 40)
            return more_than_a_number(there, f"{name} = {digits}")
        if opened := re.search(rf"({NAME})\s*=\s*{sign}([^{sign},}}]*)(?:[,}}]|$)", here.text):
            sample = f"{opened.group(1)} = {sign}{opened.group(2).strip()}{sign}"
            return tr(
                "a quotation mark is missing; a text has one on each side, such as {sample}",
                sample=shown(sample, 60),
            )
    return ""


def inner_quotes(here: SlipLine) -> str:
    for sign, other in ("\"'", "'\""):
        quoted = re.match(rf"\s*({NAME})\s*=\s*{sign}(.*{sign}.*){sign}\s*$", here.text)
        if quoted and other not in quoted.group(2):
            name, words = quoted.group(1), shown(quoted.group(2), 60)
            return tr(
                "“{there}” has {sign} in it; write {other} around it: {instead}",
                there=words,
                sign=sign,
                other=other,
                instead=f"{name} = {other}{words}{other}",
            )
    return ""


def backslash(here: SlipLine) -> str:
    if "\\" not in here.text:
        return ""
    slash = here.text.index("\\")
    there = shown(here.text[max(0, slash - 10) : slash + 10].strip())
    return tr("“{there}” has a backslash (\\); write it twice, or use / instead", there=there)


def more_than_a_number(there: str, instead: str) -> str:
    return tr(
        "“{there}” has more than a number; write the number alone: {instead}", there=there, instead=instead
    )
