"""The languages that there are, and which of them a person wants.

A language is a folder, resources/locale/de: LC_MESSAGES/kneetimer.mo has the sentences of the program, and
exercises, plans and learn have one file over each English one (see plans/translated.py). English needs none.
Another folder of languages can be named by KNEETIMER_LOCALE, for whoever translates. The names of days and
months are those of the catalogue here; a window takes the system's better ones.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from kneetimer.core.language import Language, Texts

DOMAIN = "kneetimer"
# In this order, as gettext asks them; the first that is set counts.
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def locale_folder(environment: Mapping[str, str] = os.environ) -> Traversable:
    """Where the languages are."""
    named = environment.get("KNEETIMER_LOCALE")
    return Path(named) if named else resources.files("kneetimer.resources") / "locale"


def wanted_languages(environment: Mapping[str, str]) -> list[str]:
    """The codes that the environment asks for, the dearest first: "de_AT:de" is two, "C" is none."""
    asked = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    return [code for code in asked.split(":") if code]


def find_language(wanted: Iterable[str], folder: Traversable) -> Language:
    """The first wanted language that there is, or English.

    A catalogue that cannot be read is as good as none: what is said in English is said.
    """
    for code in _widened(wanted):
        if code == "en":
            break
        file = folder / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
        try:
            found = file.open("rb")
        except OSError:
            continue
        from gettext import GNUTranslations  # only who has another language waits for it

        with found:
            try:
                return _language(code, GNUTranslations(found))
            except (OSError, ValueError, LookupError, struct.error):  # cut short, or in an unknown encoding
                continue
    return Language()


def _widened(wanted: Iterable[str]) -> Iterator[str]:
    """Each code without encoding and currency: "de_AT.UTF-8@euro" is "de_AT", then "de". "C" is English."""
    for code in wanted:
        plain = code.partition(".")[0].partition("@")[0].replace("-", "_")
        if plain in ("C", "POSIX"):
            plain = "en"
        if plain.replace("_", "").isalnum():  # nothing that leads out of the folder
            yield plain
            if "_" in plain:
                yield plain.partition("_")[0]


def _language(code: str, texts: Texts) -> Language:
    english = Language()

    def said(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(texts.gettext(name) for name in names)

    return Language(
        code,
        texts,
        days=said(english.days),
        short_days=said(english.short_days),
        months=said(english.months),
        short_months=said(english.short_months),
    )
