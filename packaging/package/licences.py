"""Lists what comes with the program and under which licence, and gathers the texts.

    python licences.py                writes the tables in resources/licences/third-party.md anew
    python licences.py texts FOLDER   copies the texts of what is installed here, for the packaged program

Python packages are read from their own metadata, shared libraries from packaging/pyinstaller/libraries.toml.
"""

from __future__ import annotations

import re
import shutil
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "pyinstaller"))

import libraries

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "resources" / "licences" / "third-party.md"

# Where the metadata names a licence in words of its own, the one that it means.
MEANS = {"MIT License": "MIT", "PSFL": "PSF-2.0", "colorama": "BSD-3-Clause", "segno": "BSD-3-Clause"}
IS_LICENCE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)


def packages() -> list[Distribution]:
    """The Python packages that the program runs with, by the pinned list, for the system this runs on."""
    names = []
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        name = re.match(r"[A-Za-z0-9._-]+", line)
        if name is not None:
            names.append(name[0])
    return [distribution(name) for name in sorted(names, key=str.lower)]


def licence_of(package: Distribution) -> str:
    """What the metadata says. Raises ValueError where it says nothing."""
    told = package.metadata.get("License-Expression") or package.metadata.get("License") or ""
    told = told.strip().splitlines()[0] if told.strip() else ""
    name = package.metadata["Name"]
    found = MEANS.get(name) or MEANS.get(told) or told
    if not found:
        raise ValueError(f"The metadata of {name} names no licence. Put it into MEANS.")
    return found


def table() -> str:
    """Both tables, as LICENSES/third-party.md has them below its heading."""
    lines = ["| Python package | licence |", "|---|---|"]
    lines += [f"| {each.metadata['Name']} | {licence_of(each)} |" for each in packages()]
    lines += ["", "| library in the folder that needs no Python | licence |", "|---|---|"]
    kept, _ = libraries.read()
    lines += [f"| {each.what} | {each.licence} |" for each in kept]
    return "\n".join(lines) + "\n"


def gather(folder: Path) -> None:
    """Copy the licence files that the packages bring, and those of the libraries as Debian has them."""
    for package in packages():
        for file in package.files or ():
            if ".dist-info" in str(file) and IS_LICENCE.search(file.name):
                target = folder / package.metadata["Name"] / file.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(str(package.locate_file(file)), target)

    kept, _ = libraries.read()
    for each in kept:
        text = Path("/usr/share/doc", each.texts, "copyright")
        if each.texts and text.is_file():
            (folder / each.what).mkdir(parents=True, exist_ok=True)
            shutil.copy(text, folder / each.what / "copyright")


def main() -> int:
    """Write or gather; returns 0."""
    if sys.argv[1:2] == ["texts"]:
        gather(Path(sys.argv[2]))
        return 0
    page = LIST.read_text(encoding="utf-8")
    before, after = page.index("| Python package"), page.index("\n## Qt")
    LIST.write_text(page[:before] + table() + page[after:], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
