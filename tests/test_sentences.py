"""What is said can be translated: whole sentences, found in the sources, asked for when they are shown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from kneetimer.storage.languages import find_language, wanted_languages

PACKAGE = Path(__file__).resolve().parents[1] / "kneetimer"
SAYS = {"tr": 0, "trn": 0, "trc": 1}  # the place of the sentence among what is given
MARKS = {"mark": 0, "markc": 1}
FIELD = re.compile(r"\{(\w+)[^{}]*\}")


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str, bool]]:
    """Each call of language.py, its name, and whether it is made while the module is imported."""
    waiting: list[tuple[ast.AST, bool]] = [(tree, True)]
    while waiting:
        node, at_import = waiting.pop()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS | MARKS:
            yield node, node.func.id, at_import
        for child in ast.iter_child_nodes(node):
            inside = isinstance(node, ast.FunctionDef) and child in node.body
            waiting.append((child, at_import and not inside))


def faults(call: ast.Call, name: str, at_import: bool) -> Iterator[str]:
    """What is wrong with a sentence in the source."""
    sentences = call.args[(SAYS | MARKS)[name] :][: 2 if name == "trn" else 1]
    if any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in sentences):
        yield "is made of pieces"
    chosen = [
        branch for each in sentences if isinstance(each, ast.IfExp) for branch in (each.body, each.orelse)
    ]
    if any(isinstance(branch, ast.Constant) for branch in chosen):
        yield "is chosen where nobody finds it"
    if name in SAYS and at_import:
        yield "is said at import"
    texts = [each.value for each in sentences if isinstance(each, ast.Constant)]
    given = {word.arg for word in call.keywords if word.arg is not None}
    if name in SAYS and texts and len(given) == len(call.keywords):
        named = set().union(*(FIELD.findall(text) for text in texts))
        if named - {"number"} != given - {"number"}:
            yield f"names {sorted(named)} and is given {sorted(given)}"


def test_sentences_are_whole_and_said_when_they_are_shown() -> None:
    """No sentence is made of pieces or said at import; what it names is what it is given."""
    wrong, seen = [], 0
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name == "language.py":
            continue
        for call, name, at_import in calls(ast.parse(path.read_text(encoding="utf-8"))):
            seen += 1
            where = f"{path.relative_to(PACKAGE)}:{call.lineno}"
            wrong += [f"{where} {fault}" for fault in faults(call, name, at_import)]
    assert not wrong, "\n".join(wrong)
    assert seen


def test_the_language_is_the_first_wanted_one_that_there_is(tmp_path: Path) -> None:
    """As gettext has it: LANGUAGE before LANG, a place before its language alone, English where none is."""
    for code, rest in (("de", "Pause"), ("pt_BR", "Descanso")):
        (tmp_path / code / "LC_MESSAGES").mkdir(parents=True)
        catalogue = Catalog(locale=code)
        catalogue.add("Rest", rest)
        catalogue.add("Monday", "Montag" if code == "de" else "")
        with (tmp_path / code / "LC_MESSAGES" / "kneetimer.mo").open("wb") as file:
            write_mo(file, catalogue)

    def spoken(**environment: str) -> str:
        return find_language(wanted_languages(environment), tmp_path).texts.gettext("Rest")

    assert spoken(LANG="de_AT.UTF-8") == "Pause"
    assert spoken(LANG="de_AT.UTF-8", LANGUAGE="fr:pt_BR:de") == "Descanso"
    assert spoken(LC_ALL="C", LANG="de_DE") == "Rest"
    assert spoken(LANGUAGE="en_GB:de", LANG="de_DE") == "Rest"
    assert spoken(LANGUAGE="../de") == spoken() == "Rest"
    days = find_language(["de"], tmp_path).days
    assert days[:2] == ("Montag", "Tuesday")


@pytest.mark.parametrize("content", [b"", b"\xde", b"no catalogue at all", b"\xde\x12\x04\x95\0\0\0\0\x01"])
def test_a_broken_catalogue_is_no_catalogue(tmp_path: Path, content: bytes) -> None:
    """English is said, and the program starts; also where a copy was cut short."""
    (tmp_path / "de" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "de" / "LC_MESSAGES" / "kneetimer.mo").write_bytes(content)
    assert find_language(["de"], tmp_path).code == "en"
