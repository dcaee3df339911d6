"""A made-up language: English with an accent on every vowel, and 40 % longer, as languages may be.

Whoever can still read English in it reads what was never given to a translator.
"""

from __future__ import annotations

import re
import string
import tomllib
from importlib import resources
from math import ceil
from pathlib import Path
from typing import Any

import tomli_w

from kneetimer.core.language import Language
from kneetimer.storage.plans.translated import text_paths

CODE = "en_XA"
LONGER = 1.4
_ACCENTED = str.maketrans("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ")
_VOWEL = re.compile("[aeiouyAEIOUY]")
# What stays as it is: fields, marks of rich text, addresses.
_KEPT = re.compile(r"(\{\{|\}\}|\{[^{}]*\}|<[^<>]+>|&\w+;|https?://\S+)")


def pseudo(english: str) -> str:
    """The sentence in the made-up language, its fields untouched."""
    parts = _KEPT.split(english)  # every second one is kept
    letters = "".join(parts[::2])
    vowels = len(_VOWEL.findall(letters))
    more = ceil(len(letters) * LONGER) - len(letters)
    times = (1 + more // vowels + (number < more % vowels) for number in range(vowels))

    def longer(vowel: re.Match[str]) -> str:
        accented = vowel[0].translate(_ACCENTED)
        return accented + accented.lower() * (next(times) - 1)

    parts[::2] = [_VOWEL.sub(longer, part) for part in parts[::2]]
    return "".join(parts)


class Texts:
    """The catalogue of all sentences that are asked for, made as they are asked."""

    def gettext(self, message: str, /) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str, /) -> str:
        return pseudo(message)


def language() -> Language:
    """The made-up language with its calendar. It writes "2,5"."""
    english = Language()
    named = [tuple(map(pseudo, names)) for names in (english.days, english.months)]
    short = [tuple(map(pseudo, names)) for names in (english.short_days, english.short_months)]
    return Language(CODE, Texts(), named[0], short[0], named[1], short[1], ",")


def write_built_in(folder: Path) -> None:
    """The exercises, plans and articles in the made-up language, as a folder of languages has them."""
    for kind in ("exercises", "plans", "learn"):
        for file in (resources.files("kneetimer.resources") / kind).iterdir():
            if not file.name.endswith(".toml"):
                continue
            values = tomllib.loads(file.read_text(encoding="utf-8"))
            made = folder / CODE / kind / file.name
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_text(tomli_w.dumps(_only_texts(values)), encoding="utf-8")


def _only_texts(values: dict[str, Any]) -> dict[str, Any]:
    """The texts alone, each at its place: tables of a list without one stay as empty tables."""
    paths = set(text_paths(values))

    def kept(path: tuple[str | int, ...], value: Any) -> Any:
        if isinstance(value, dict):
            inside = {key: kept((*path, key), each) for key, each in value.items()}
            return {key: each for key, each in inside.items() if each is not None}
        if isinstance(value, list):
            inside = [kept((*path, at), each) for at, each in enumerate(value)]
            return inside if any(each for each in inside) else None
        return pseudo(value) if path in paths else None

    found: dict[str, Any] = kept((), values)
    return found


_WORD = re.compile(rf"[{string.ascii_letters}’]{{3,}}")


def english_words(text: str) -> list[str]:
    """The words of a shown text that are still English: three plain letters or more, one of them a vowel."""
    plain = re.sub(r"\b\w*[áéíóúýÁÉÍÓÚÝ]\w*\b", " ", text)
    return [word for word in _WORD.findall(plain) if _VOWEL.search(word)]
