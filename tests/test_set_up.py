"""What `make run` and `make test` do on a machine where something is missing, with a system of stand-ins."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COPIED = ("Makefile", "packaging/linux", "resources/system", "pyproject.toml")
TEST_PROGRAMS = {
    "xvfb", "openbox", "xdotool", "x11-utils", "pulseaudio", "pulseaudio-utils", "desktop-file-utils", "dbus"
}  # fmt: skip

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("make") is None, reason="make on Linux"
)


def packages(*purposes: str) -> set[str]:
    """What the list of libraries has for these purposes."""
    text = (ROOT / "resources/system/libraries.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines()]
    return {words[2] for words in lines if words and words[0] in purposes}


@dataclass(frozen=True, slots=True)
class Machine:
    """A checkout, and commands of the system that only note what they are asked for."""

    checkout: Path
    commands: Path
    log: Path

    def put(self, name: str, script: str) -> None:
        file = self.commands / name
        file.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.log}"\n{script}\n')
        file.chmod(0o755)

    def make(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "PYTHON"))}
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            kept.pop(name, None)
        return subprocess.run(
            ["make", *words],
            cwd=self.checkout,
            env={**kept, "PATH": f"{self.commands}:/usr/bin:/bin", **environment},
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

    def asked(self) -> list[str]:
        """All that was asked of the stand-ins, in order."""
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A person without sudo, on a machine with Python and none of Qt's libraries."""
    checkout, commands = tmp_path / "checkout", tmp_path / "commands"
    commands.mkdir()
    for name in COPIED:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, checkout / name)
    for file in ROOT.glob("requirements*.txt"):
        shutil.copy(file, checkout)
    made = Machine(checkout, commands, tmp_path / "log")
    made.put("id", "echo 1000")
    made.put("sudo", "exit 1")
    made.put("ldconfig", "echo 'libc.so.6 (libc6,x86-64) => /lib/libc.so.6'")
    made.put("apt-get", "exit 100")
    made.put("apt-cache", 'echo "Package: $2"')
    made.put(
        "python3",
        f"""case "$*" in
        *ensurepip*) exit 1 ;;
        *-venv*) printf "python3.11-venv " ;;
        *sys.executable*) echo "{commands}/python3" ;;
    esac""",
    )
    for name in ("Xvfb", "openbox", "xdotool", "xwininfo", "pulseaudio", "pactl", "dbus-daemon"):
        made.put(name, "")
    return made


def to_type(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The packages of the one line that the person is to type."""
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("  sudo apt-get install ")]
    return line.split()[3:]


def test_without_rights_one_complete_line_comes_before_any_download(machine: Machine) -> None:
    """`make run` names every package at once, Python's and Qt's and those for sound, and loads nothing."""
    done = machine.make("run")
    assert done.returncode == 2
    line = to_type(done)
    assert set(line) == packages("qt", "xcb", "wayland", "sound") | {"python3.11-venv"}
    assert len(line) == len(set(line))
    assert not (machine.checkout / ".venv").exists()
    assert not [asked for asked in machine.asked() if "-m venv" in asked or "-m pip" in asked]


def test_the_line_of_the_tests_has_their_programs_too(machine: Machine) -> None:
    """`make test` asks for what it starts as well, but for what is there."""
    (machine.commands / "xdotool").unlink()
    done = machine.make("test", PATH=f"{machine.commands}:{tools(machine)}")
    assert done.returncode == 2
    assert set(to_type(done)) & TEST_PROGRAMS == {"xdotool", "desktop-file-utils"}
    assert packages("qt", "xcb", "wayland", "sound") <= set(to_type(done))


def tools(machine: Machine) -> Path:
    """A folder with the shell's own tools and nothing that tests start."""
    folder = machine.commands.parent / "tools"
    folder.mkdir()
    for name in ("make", "bash", "sh", "env", "cat", "grep", "sed", "dirname", "uname", "getconf", "rm"):
        found = shutil.which(name)
        assert found is not None, name
        (folder / name).symlink_to(found)
    return folder


def test_with_rights_the_packages_come_first(machine: Machine) -> None:
    """Who may install gets them installed without a question, before the .venv is made."""
    machine.put("id", "echo 0")
    machine.put("apt-get", "")
    machine.make("run")
    asked = machine.asked()
    installed = next(n for n, each in enumerate(asked) if "apt-get" in each and " install " in each)
    assert packages("qt", "xcb", "wayland", "sound") <= set(asked[installed].split())
    assert installed < next(n for n, each in enumerate(asked) if "-m venv" in each)


def test_what_is_only_useful_stops_nothing(machine: Machine) -> None:
    """Without sound and Wayland the program works: they are named, and the window opens."""
    there = "\n".join(f"\t{library} (libc6,x86-64) => /lib/{library}" for library in libraries("qt", "xcb"))
    machine.put("ldconfig", f"cat <<'EOF'\n{there}\nEOF")
    done = subprocess.run(
        ["packaging/linux/install-qt-libs.sh", "run"],
        cwd=machine.checkout,
        env={"PATH": f"{machine.commands}:/usr/bin:/bin"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert set(to_type(done)) == packages("wayland", "sound")


def test_libraries_for_programs_of_32_bits_do_not_count(machine: Machine) -> None:
    """A machine that has them for another kind of program is told that Qt's are missing."""
    other = "\n".join(f"\t{library} (libc6) => /lib/i386/{library}" for library in libraries("qt", "xcb"))
    machine.put("ldconfig", f"cat <<'EOF'\n\tlibc.so.6 (libc6,x86-64) => /lib/libc.so.6\n{other}\nEOF")
    machine.put("getconf", "echo 64")
    assert packages("qt", "xcb") <= set(to_type(machine.make("run")))


def libraries(*purposes: str) -> list[str]:
    text = (ROOT / "resources/system/libraries.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines()]
    return [words[1] for words in lines if words and words[0] in purposes]
