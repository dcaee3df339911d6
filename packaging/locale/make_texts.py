#!/usr/bin/env python3
"""Collect every sentence that is to be translated, into resources/locale/kneetimer.pot.

python packaging/locale/make_texts.py           write the file
python packaging/locale/make_texts.py --check   say whether it is as the sources are
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from kneetimer import __version__

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "resources" / "locale" / "kneetimer.pot"
HEAD = """# The sentences of KneeTimer, collected by `make texts`.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
KEYWORDS = {
    "tr": None,
    "mark": None,
    "trn": (1, 2),
    "trc": ((1, "c"), 2),
    "markc": ((1, "c"), 2),
}


def collected() -> Catalog:
    """All sentences of the sources by the file they stand in, without lines and date: only texts differ."""
    texts = Catalog(project="KneeTimer", version=__version__, charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        ROOT / "kneetimer",
        [("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for file, _line, message, comments, context in found:
        texts.add(message, None, [(f"kneetimer/{file}", None)], auto_comments=comments, context=context)
    return texts


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
