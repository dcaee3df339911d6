"""Which shared libraries go into a packaged program, by the list in libraries.toml. Opens none of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

HERE = Path(__file__).resolve().parent
# What every desktop of Linux has in versions of its own; the package depends on it.
SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


class UnknownLibraryError(Exception):
    """Libraries that are on no list. `str()` names them and says what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Libraries that come along, the licence they are under, and the files that call for them."""

    what: str
    licence: str
    names: tuple[str, ...]
    only_with: str = ""
    texts: str = ""


def read() -> tuple[list[Kept], list[str]]:
    """What is kept, and the patterns of what is left out."""
    told = tomllib.loads((HERE / "libraries.toml").read_text(encoding="utf-8"))
    kept = [Kept(**each | {"names": tuple(each["names"])}) for each in told["keep"]]
    return kept, told["leave_out"]["names"]


def chosen(found: Iterable[tuple[str, str]], resources: Path) -> list[str]:
    """The places that stay, of (place in the program, place on the disk). Raises UnknownLibraryError."""
    kept, left_out = read()
    wanted = [each for each in kept if not each.only_with or any(resources.glob(each.only_with))]
    unwanted = [name for each in kept if each not in wanted for name in each.names]
    stays, unknown = [], []
    for place, source in found:
        name = PurePath(place).name
        if _matches(name, left_out):
            continue
        if any(_matches(name, each.names) for each in wanted):
            stays.append(place)
        elif not _matches(name, unwanted) and not source.startswith(SYSTEM):
            unknown.append(place)
    if unknown:
        listed = "\n  ".join(sorted(unknown))
        raise UnknownLibraryError(
            f"These libraries are on no list in {HERE.name}/libraries.toml:\n  {listed}\n"
            "Put each under [[keep]] with its licence, or under [leave_out]."
        )
    return stays


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
