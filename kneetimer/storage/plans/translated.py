"""Lays the texts of another language over a built-in file: an exercise, a plan, an article of the Learn page.

A file such as resources/locale/de/exercises/clamshell.toml has texts alone, each in the place that it has in
the English file. What it leaves out stays English; numbers, ids and kit are never read from it, and texts
that are kept with a person's data stay as they were kept. English asks for no other file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar

from kneetimer.core.language import Language, language_in_use
from kneetimer.storage.languages import locale_folder
from kneetimer.storage.plans.toml_field import FieldWords, TomlText
from kneetimer.storage.plans.toml_file import text_of, values_of
from kneetimer.storage.plans.toml_lines import Lines
from kneetimer.storage.plans.toml_table import Table
from kneetimer.storage.plans.toml_text import FileProblem, joined

Read = TypeVar("Read")
Path = tuple[str | int, ...]
"""The keys and places, from 0 on, that lead to a text: ("variants", 1, "name")."""

ROOM = 1.6
"""How much longer than English a translation may be."""

# The fields of all three kinds of files that a person reads; none has another meaning elsewhere.
_TEXTS = frozenset(
    {
        "name", "cues", "steps", "why", "running", "stop_if", "first", "hold", "second", "start", "change",
        "cue", "note", "about", "aim", "title", "card", "short", "more", "caption", "text", "does",
        "found",
    }
)  # fmt: skip


def language_key(code: str = "") -> tuple[str, str]:
    """What a built-in text depends on, for whoever keeps it: the language (in use), and where that lies."""
    code = code or language_in_use().code
    return (code, "") if code == Language().code else (code, str(locale_folder()))


def text_paths(values: Mapping[str, object]) -> Iterator[Path]:
    """Where the texts of a parsed built-in file are, in its order; a list of lines is one path for each."""
    for key, value in values.items():
        for path, text in _walk((key,), value):
            if isinstance(text, str) and _field(path) in _TEXTS:
                yield path


def read_built_in(kind: str, name: str, read: Callable[[Table], Read], code: str = "") -> Read:
    """What `read` makes of resources/<kind>/<name>.toml in a language, or in the one in use.

    A translation that breaks a rule is told in the log, and the English file counts. Raises FileProblem for
    that one.
    """
    file = f"{name}.toml"
    text = text_of(resources.files("kneetimer.resources") / kind / file, file)
    english = values_of(text, file)
    code = code or language_in_use().code
    translation = _translation(kind, file, code)
    if translation is not None:
        try:
            return read(_layered(english, translation, f"{code}/{kind}/{file}"))
        except FileProblem as problem:
            import logging  # only who has a wrong translation waits for it

            logging.getLogger(__name__).warning("This translation is not used. %s", problem)
    return read(Table(english, TomlText(file, text, FieldWords())))


def _translation(kind: str, file: str, code: str) -> Traversable | None:
    if code == Language().code:
        return None
    found = locale_folder() / code / kind / file
    try:
        return found if found.is_file() else None
    except OSError:  # a folder that may not be looked into has as much as none
        return None


def _layered(english: Mapping[str, object], translation: Traversable, name: str) -> Table:
    """The English values with the texts of the other file in their places. Raises FileProblem."""
    text = text_of(translation, name)
    values: dict[str, object] = deepcopy(dict(english))
    texts = set(text_paths(english))
    for key, value in values_of(text, name).items():
        for path, said in _walk((key,), value):
            if path not in texts:
                place = _place(path)
                rule = "only a text that stands at the same place of the English file can stand here"
                raise FileProblem(name, place, f"{rule}; take it out", Lines(text).of(place))
            _put(values, path, said)
    return Table(values, TomlText(name, text, FieldWords(), ROOM))


def _put(values: object, path: Path, said: object) -> None:
    """Write a text to where a path leads, which is there."""
    for part in path[:-1]:
        values = values[part]  # type: ignore[index]
    values[path[-1]] = said  # type: ignore[index]


def _walk(path: Path, value: object) -> Iterator[tuple[Path, object]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _walk((*path, key), item)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _walk((*path, at), item)
    else:
        yield path, value


def _field(path: Path) -> object:
    """The name of the field that a path leads to, also where that is a list of lines."""
    return next(part for part in reversed(path) if isinstance(part, str))


def _place(path: Path) -> str:
    """The path as a FileProblem has it: "variants 2, name"."""
    place = ""
    for part in path:
        place = joined(place, part) if isinstance(part, str) else f"{place} {part + 1}"
    return place
