"""The whole program in a made-up language, longer than English: nothing stays English, nothing is cut."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import pseudo_language
import pytest
from drawn_text import drawn_by
from look_places import Walker
from looks import faults, settle, shown
from PySide6.QtWidgets import QApplication, QDateTimeEdit, QWidget

from kneetimer.core.language import Language, use_language
from kneetimer.ui.shell.theme import load_fonts

SIZE = (1280, 800)
TYPED = {"rest", "swimming"}  # into the searches
NAMES = {"KneeTimer", "min", *TYPED}  # a unit is written alike everywhere


@pytest.fixture
def walker(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walker]:
    load_fonts()
    pseudo_language.write_built_in(tmp_path)
    monkeypatch.setenv("KNEETIMER_LOCALE", str(tmp_path))
    use_language(pseudo_language.language())
    somebody = Walker()
    yield somebody
    somebody.close()
    use_language(Language())


def still_english(root: QWidget, names: set[str]) -> set[str]:
    """What is drawn, said by a screen reader, or told under the pointer in English, but for these words."""
    said = set()
    for widget in shown(root):
        if isinstance(widget, QDateTimeEdit) or isinstance(widget.parent(), QDateTimeEdit):
            continue  # Qt's own calendar, in the language of the system
        texts = [drawn.text for drawn in drawn_by(widget)]
        texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        texts += [action.text() for action in widget.actions()]
        said |= {text for text in texts if set(pseudo_language.english_words(text)) - names}
    return said


@cache
def cited() -> set[str]:
    """The words of the works that Learn names by their titles."""
    file = resources.files("kneetimer.resources") / "learn" / "sources.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["sources"]
    return {word for row in rows for word in pseudo_language.english_words(row["cite"])}


def test_every_text_is_translated_and_has_its_room(walker: Walker) -> None:
    """All pages, sheets and phases, at the size of a small laptop."""
    english: dict[str, str] = {}
    names = NAMES | cited() | {*pseudo_language.english_words(str(walker.folder))}
    cut, places = [], 0
    for place, root in walker.places():
        places += 1
        settle(walker.window, root, *SIZE)
        for text in still_english(root, names):
            english.setdefault(text, place)
        cut += [f"{place}: {fault}" for fault in faults(root)]
    assert not english, "\n".join(f"{place}: {text}" for text, place in english.items())
    assert not cut, "\n".join(cut)
    assert places > 50
