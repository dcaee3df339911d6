"""Which of a system's many voices speaks a session: the best of the language, by what names tell of quality.

Asks no engine; system_voice_program.py does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kneetimer.core.late_dataclass import dataclass

# Engines in the order in which they are taken; others come after them. The mock says nothing.
ENGINES = ("winrt", "darwin", "speechd", "sapi", "flite")
SILENT_ENGINES = frozenset({"mock"})

# What makers put behind the names of their better voices, best first, and what plain ones are called.
BETTER = (("premium", "natural", "neural"), ("enhanced", "siri"))
KNOWN = frozenset([
    "alex", "allison", "aria", "ava", "daniel", "david", "guy", "hazel", "jenny", "karen", "kate",
    "mark", "moira", "samantha", "serena", "susan", "tessa", "tom", "zira", "zoe",
])  # fmt: skip
# Jokes, old ones, and those that whisper or sing.
NOVELTIES = frozenset([
    "albert", "bad", "bahh", "bells", "boing", "bubbles", "cellos", "croak", "demonic", "deranged",
    "eddy", "flo", "fred", "good", "grandma", "grandpa", "hysterical", "jester", "junior", "kathy",
    "klatt", "organ", "pipe", "princess", "ralph", "reed", "robot", "rocko", "sandy", "shelley",
    "superstar", "trinoids", "whisper", "wobble", "zarvox",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfferedVoice:
    """A voice as an engine names it; `locale` is a language and perhaps a country, as in en_US."""

    name: str
    locale: str


def best_engine(names: Sequence[str]) -> str | None:
    """The engine to speak with; None where none makes a sound."""
    real = [name for name in names if name not in SILENT_ENGINES]
    return min(real, key=lambda name: ENGINES.index(name) if name in ENGINES else len(ENGINES), default=None)


def best_voice(offered: Sequence[OfferedVoice], locales: Sequence[str]) -> int | None:
    """Which voice to take; None where none speaks the language. `locales` are in the order of preference."""
    language = locales[0].partition("_")[0]
    own = [at for at, voice in enumerate(offered) if voice.locale.partition("_")[0] == language]
    return min(own, key=lambda at: _rank(offered[at], locales), default=None)


def _rank(voice: OfferedVoice, locales: Sequence[str]) -> tuple[int, ...]:
    """The lower the better; of equal ones the first is taken."""
    name = voice.name.lower()
    words = re.findall(r"[a-z]+", name)
    # Variants of one voice are set apart by a plus.
    odd = "+" in name or not NOVELTIES.isdisjoint(words)
    better = next((at for at, hints in enumerate(BETTER) if any(each in name for each in hints)), len(BETTER))
    country = locales.index(voice.locale) if voice.locale in locales else len(locales)
    return int(odd), better, country, int(KNOWN.isdisjoint(words))
