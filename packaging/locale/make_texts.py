#!/usr/bin/env python3
"""Collect every sentence that is to be translated, into resources/locale/kneetimer.pot.

python packaging/locale/make_texts.py           write the file
python packaging/locale/make_texts.py --check   say whether it is as the sources are
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from kneetimer import __version__
from kneetimer.core.language import Language

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "resources" / "locale" / "kneetimer.pot"
HEAD = """# The sentences of KneeTimer, collected by `make texts`.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
# The places of context, sentence and plural among what is given.
SAYS = {
    "tr": (None, 0, None),
    "mark": (None, 0, None),
    "trn": (None, 0, 1),
    "trc": (0, 1, None),
    "markc": (0, 1, None),
}


def collected() -> Catalog:
    """All sentences of the sources, by the file they stand in, without lines: only texts differ."""
    texts = Catalog(project="KneeTimer", version=__version__, charset="utf-8", fuzzy=False)
    for path in sorted((ROOT / "kneetimer").rglob("*.py")):
        # Parsed and not searched by Babel, which passes over what is said within an f-string.
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS:
                context, one, many = (_text(node, place) for place in SAYS[node.func.id])
                if one is not None:  # else it is a table's sentence, which was marked there
                    said = (one, many) if many is not None else one
                    texts.add(said, None, [(path.relative_to(ROOT).as_posix(), None)], context=context)
    english = Language()
    for name in (*english.days, *english.short_days, *english.months, *english.short_months):
        texts.add(name, None, [("kneetimer/core/language.py", None)])
    return texts


def _text(call: ast.Call, place: int | None) -> str | None:
    given = call.args[place] if place is not None and place < len(call.args) else None
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else None


def written(texts: Catalog) -> str:
    """The template as it stands in its file."""
    file = io.BytesIO()
    write_po(file, texts, width=110, sort_output=True, omit_header=True, include_lineno=False)
    return HEAD + file.getvalue().decode()


def main() -> int:
    words = argparse.ArgumentParser(description="Collect every sentence that is to be translated.")
    words.add_argument("--check", action="store_true", help="say whether the file is as the sources are")
    texts = collected()
    new = written(texts)
    if words.parse_args().check:
        if TEMPLATE.exists() and TEMPLATE.read_text(encoding="utf-8") == new:
            return 0
        print(f"{TEMPLATE.relative_to(ROOT)} is not what the sources say. Run `make texts` and commit it.")
        return 1
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(new, encoding="utf-8")
    print(f"{TEMPLATE.relative_to(ROOT)}: {len(texts)} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
