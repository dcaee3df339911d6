"""Writes python-modules.json: the pinned Python packages as a module of the Flatpak, each with its digest.

Asks the package index for the wheels of exactly those versions. PySide6 and numpy come with the base.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
IN_THE_BASE = ("pyside6-essentials", "pyside6-addons", "shiboken6", "numpy")


def wanted() -> list[str]:
    """The lines of the pinned list that the base does not have."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [
        pinned[0]
        for line in lines
        if (pinned := re.match(r"([\w.-]+)==[\w.]+", line)) and pinned[1].lower() not in IN_THE_BASE
    ]


def main() -> int:
    """Write the file; returns 0."""
    with tempfile.TemporaryDirectory() as folder:
        asked = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, *wanted()]
        subprocess.run(asked, check=True)
        looks = ["install", "--quiet", "--dry-run", "--no-deps", "--ignore-installed", "--report", "-"]
        told = subprocess.run([*asked[:3], *looks, *wanted()], check=True, capture_output=True, text=True)
        addresses = {
            Path(each["download_info"]["url"]).name: each["download_info"]["url"]
            for each in json.loads(told.stdout)["install"]
        }
        sources = [
            {
                "type": "file",
                "url": addresses[file.name],
                "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            }
            for file in sorted(Path(folder).iterdir())
        ]
    names = " ".join(f"'{each}'" for each in wanted())
    module = {
        "name": "python-modules",
        "buildsystem": "simple",
        "build-commands": [f"pip3 install --no-deps --no-index --find-links=. --prefix=/app {names}"],
        "sources": sources,
    }
    (HERE / "python-modules.json").write_text(json.dumps(module, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
