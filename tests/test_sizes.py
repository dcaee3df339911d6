"""Holds how large a class, a function and a module may grow, and how slots are connected. Reads sources only.

Says nothing about short code that is bad. A definition may be larger where its own line says why:
`class Wheel:  # size: one table of the standard`.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "kneetimer"

CLASS_LINES = 250
CLASS_METHODS = 20
FUNCTION_LINES = 50
MODULE_LINES = 500
FILES_AT_THE_ROOT = 4
REASON = "# size: "

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def lines_of(node: ast.AST) -> int:
    """How many lines a definition has, without its decorators."""
    assert isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    return (node.end_lineno or node.lineno) - node.lineno + 1


def sizes(name: str, text: str) -> Iterator[tuple[str, int, int]]:
    """Everything in a module that has a limit: its name, its size and the limit."""
    lines = text.splitlines()
    if not lines or REASON not in lines[0]:
        yield name, len(lines), MODULE_LINES
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, (ast.ClassDef, *FUNCTIONS)) or REASON in lines[node.lineno - 1]:
            continue
        if isinstance(node, ast.ClassDef):
            yield f"{name} {node.name}", lines_of(node), CLASS_LINES
            methods = sum(isinstance(each, FUNCTIONS) for each in node.body)
            yield f"{name} {node.name} methods", methods, CLASS_METHODS
        else:
            yield f"{name} {node.name}()", lines_of(node), FUNCTION_LINES


def too_large(name: str, text: str) -> dict[str, int]:
    """What in a module is over its limit, with its size."""
    return {what: size for what, size, limit in sizes(name, text) if size > limit}


def holders(text: str) -> list[int]:
    """The lines on which a lambda or a partial is connected or keeps the object that makes it."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("connect", "singleShot")):
            found += [
                each.lineno
                for argument in node.args
                for each in ast.walk(argument)
                if isinstance(each, ast.Lambda) or is_partial(each)
            ]
        elif (isinstance(node, ast.Lambda) or is_partial(node)) and names_self(node):
            found.append(node.lineno)
    return found


def orphans(text: str) -> list[int]:
    """The lines on which a single shot is fired without the object that it is for."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "QTimer.singleShot" and len(node.args) < 3
    ]


def is_partial(node: ast.AST) -> bool:
    """Whether this is a call of functools.partial."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) in {"partial", "functools.partial"}


def names_self(node: ast.AST) -> bool:
    """Whether the expression speaks of the object it stands in."""
    return any(isinstance(each, ast.Name) and each.id == "self" for each in ast.walk(node))


SOURCES = {
    str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))
}


@cache
def large() -> dict[str, int]:
    """Everything that is over its limit, with its size."""
    return {what: size for name, text in SOURCES.items() for what, size in too_large(name, text).items()}


def test_nothing_grows_too_large() -> None:
    """A class, a function and a module stay small enough to be read at once."""
    assert large() == {}, "divide it, or give the reason on its line: # size: ..."


def test_no_slot_keeps_its_object_alive() -> None:
    """Signals are connected to methods: a lambda or a partial would keep the window it names alive."""
    assert {name: found for name, text in SOURCES.items() if (found := holders(text))} == {}


def test_no_single_shot_comes_to_what_is_gone() -> None:
    """A single shot names the object that it is for; what was deleted meanwhile is left alone."""
    assert {name: found for name, text in SOURCES.items() if (found := orphans(text))} == {}


def test_the_package_begins_with_a_few_files() -> None:
    """Code lies in rooms; at the root stands only what starts the program."""
    assert len(list(PACKAGE.glob("*.py"))) <= FILES_AT_THE_ROOT


def test_the_reader_of_sizes_sees_what_is_too_large() -> None:
    """The rules above can fail: long and crowded code is found, unless its line has a reason."""
    crowded = "".join(f"    def m{n}(self): ...\n" for n in range(21))
    long = "".join(f"    a{n} = {n}\n" for n in range(50))
    text = f"class C:\n{crowded}\ndef f():\n{long}\n"
    assert too_large("m", text) == {"m C methods": 21, "m f()": 51}
    text = f"class C:  # size: a table\n{crowded}\ndef f():  # size: one list\n{long}\n"
    assert too_large("m", text) == {}
    assert too_large("m", "a = 1\n" * 501) == {"m": 501}
    kept = "b.clicked.connect(lambda: 1)\nb.x.connect(partial(f, 1))\ny = lambda: self.a\n"
    assert holders(kept) == [1, 2, 3]
    assert orphans("QTimer.singleShot(0, self.go)\nQTimer.singleShot(0, self, self.go)\n") == [1]
    assert holders("b.clicked.connect(self.go)\nc = sorted(d, key=lambda e: e.x)\n") == []
