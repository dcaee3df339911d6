"""Holds the words of the code: one name for one type, and none of the words given up for the field's.

Reads sources only. What is stored keeps its names: tables, columns and keys of files are texts, not names.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "kneetimer"

# A prop's place in the figure and a session's place in its script: both are the word of their field.
SHARED = {"Place"}
# Now controller, write queue, session log, repository, event, audio process, confirm bar and wire.
GIVEN_UP = ("desk", "keeper", "logbook", "shelf", "happening", "farloudspeaker", "askcard", "fromplain")
ANOTHER_WORD = ("desktop",)


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    """Every module of the program, parsed by the worker that runs these tests and by no other."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def names_in(tree: ast.AST) -> Iterator[str]:
    """Every name that a module gives or uses."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.alias(name=name):
                yield name


def given_up(name: str) -> bool:
    """Whether a name has a word of before in it."""
    bare = name.lower().replace("_", "")
    for word in ANOTHER_WORD:
        bare = bare.replace(word, "")
    return any(word in bare for word in GIVEN_UP)


def test_a_type_name_is_used_once(trees: dict[Path, ast.Module]) -> None:
    """Whoever reads the name of a public class knows which one it is."""
    counted = Counter(
        node.name
        for tree in trees.values()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name for name, times in counted.items() if times > 1} == SHARED


def test_words_that_were_given_up_stay_so(trees: dict[Path, ast.Module]) -> None:
    """One word for one thing: a controller is no desk, an event no happening."""
    found = {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path, tree in trees.items()
        for name in names_in(tree)
        if given_up(name)
    }
    assert found == set()


def test_the_reader_of_names_sees_old_words() -> None:
    """The rule above can fail, and lets the desktop be."""
    assert given_up("PlanDesk") and given_up("happening_to_wire") and given_up("_from_plain")
    assert not given_up("desktop_note") and not given_up("write_queue")
