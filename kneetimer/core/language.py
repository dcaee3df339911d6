"""What the program says, in the person's language.

English stands in the source, in whole sentences with named fields, and is the key of its translation. Whoever
starts the program gives the language (`use_language`); until then, and for what a language lacks, English is
said. Reads no catalogue itself, and does not know which languages there are.
"""

from __future__ import annotations

from dataclasses import field
from typing import Protocol

from kneetimer.core.late_dataclass import dataclass

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Texts(Protocol):
    """A catalogue: the part of gettext's translations that is asked."""

    def gettext(self, message: str, /) -> str: ...
    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str: ...
    def pgettext(self, context: str, message: str, /) -> str: ...


class English:
    """The language of the source: every sentence is its own translation."""

    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context: str, message: str, /) -> str:
        return message


@dataclass(frozen=True, slots=True)
class Language:
    """What is needed to speak one: its code ("de", "pt_BR"), sentences, calendar and decimal point."""

    code: str = "en"
    texts: Texts = field(default_factory=English)
    days: tuple[str, ...] = DAYS
    short_days: tuple[str, ...] = tuple(day[:3] for day in DAYS)
    months: tuple[str, ...] = MONTHS
    short_months: tuple[str, ...] = tuple(month[:3] for month in MONTHS)
    point: str = "."


_spoken = Language()


def use_language(language: Language) -> None:
    """From now on everything is said in this language. What is already on the screen stays as it is."""
    global _spoken
    _spoken = language


def language_in_use() -> Language:
    return _spoken


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that is said later.

    Tables and constants are made when their module is imported, which is before anybody chose a language; no
    widget takes one, so that none is shown untranslated.
    """

    english: str
    context: str = ""

    def __str__(self) -> str:
        return tr(self)


def mark(english: str) -> Sentence:
    """A sentence for a table or a constant, found by whoever collects what is to be translated."""
    return Sentence(english)


def markc(context: str, english: str) -> Sentence:
    """As `mark`, for a word that has more than one meaning."""
    return Sentence(english, context)


def tr(message: str | Sentence, /, **fields: object) -> str:
    """The sentence in the person's language, with its named fields filled in."""
    if isinstance(message, Sentence):
        if message.context:
            return trc(message.context, message.english, **fields)
        message = message.english
    return _filled(_spoken.texts.gettext(message), message, fields)


def trc(context: str, message: str, /, **fields: object) -> str:
    """As `tr`, for a word that has more than one meaning: context is for the translator, such as "a side"."""
    return _filled(_spoken.texts.pgettext(context, message), message, fields)


def trn(one: str, many: str, number: int, /, **fields: object) -> str:
    """As `tr`, for a sentence with a number that its grammar follows.

    The field {number} is there, with digits where the caller gives it no words.
    """
    fields.setdefault("number", number)
    return _filled(_spoken.texts.ngettext(one, many, number), one if number == 1 else many, fields)


def _filled(said: str, english: str, fields: dict[str, object]) -> str:
    if not fields:
        return said
    try:
        return said.format(**fields)
    except (LookupError, ValueError, AttributeError, TypeError):  # a slip must not take the sentence away
        return english.format(**fields)
