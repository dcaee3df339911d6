"""Holds the Linux menu entry to the standard and to the program it starts."""

import configparser
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ENTRY = ROOT / "packaging" / "linux" / "kneetimer.desktop"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the validator, and the entry")
def test_the_menu_entry_follows_the_standard() -> None:
    """Every Linux desktop accepts the entry without a complaint."""
    answer = subprocess.run(["desktop-file-validate", ENTRY], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout) == (0, "")


def test_the_menu_entry_starts_the_installed_command_and_shows_our_icon() -> None:
    """The entry names a command that an installation has and an icon that is in the package."""
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(ENTRY, encoding="utf-8")
    commands = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert entry["Desktop Entry"]["Exec"] in commands
    icon = entry["Desktop Entry"]["Icon"]
    assert files("kneetimer.resources").joinpath("icons", f"{icon}.svg").is_file()
