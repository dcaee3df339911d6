#!/usr/bin/env python3
"""Show the program in a made-up language, accented and 40 % longer: what is not translated is seen at once.

    python packaging/locale/make_pseudo.py FOLDER [COMMAND...]    make it in FOLDER, start a command in it

The command is `kneetimer --demo` unless another one is given.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from make_texts import collected
from pseudo_language import CODE, pseudo, write_built_in


def pseudo_catalogue(texts: Catalog) -> Catalog:
    """Every sentence of the template said in the made-up language."""
    said = Catalog(locale="en", charset="utf-8")
    for message in texts:
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            translated: str | tuple[str, ...] = tuple(pseudo(each) for each in message.id)
        else:
            translated = pseudo(message.id)
        said.add(message.id, translated, context=message.context)
    return said


def main() -> int:
    folder = Path(sys.argv[1]).resolve()
    command = sys.argv[2:] or [sys.executable, "-m", "kneetimer", "--demo"]
    file = folder / CODE / "LC_MESSAGES" / "kneetimer.mo"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as mo:
        write_mo(mo, pseudo_catalogue(collected()))
    write_built_in(folder)
    return subprocess.call(command, env={**os.environ, "KNEETIMER_LOCALE": str(folder), "LANGUAGE": CODE})


if __name__ == "__main__":
    sys.exit(main())
