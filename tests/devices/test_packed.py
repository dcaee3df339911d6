"""What a packaged program does otherwise than one that is run from its sources."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kneetimer.devices.process import foreign_program, launcher, second_program


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The program as a packager leaves it, with the path of its own libraries in the environment."""
    program = tmp_path / "lib" / "kneetimer" / "kneetimer"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setenv("LD_LIBRARY_PATH", str(program.parent))
    return program


@pytest.mark.skipif(sys.platform == "win32", reason="asks a shell of Unix")
@pytest.mark.parametrize("before", [None, "", "/opt/mine"])
def test_foreign_programs_get_the_persons_own_library_path(
    packed: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    """A program of the system finds the variable as it was before the packaged one was started."""
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    monkeypatch.setenv("PYINSTALLER_RESET_ENVIRONMENT", "")  # so that it is taken back after the test
    monkeypatch.setenv("QT_PLUGIN_PATH", str(packed.parent))
    foreign_program.give_back_library_path()
    said = foreign_program.run(["/bin/sh", "-c", 'echo "${LD_LIBRARY_PATH-none} ${QT_PLUGIN_PATH-none}"'], 10)
    assert said.stdout == f"{'none' if before is None else before} none\n"


@pytest.mark.skipif(sys.platform == "win32", reason="asks a program of Unix")
def test_a_foreign_program_that_does_not_answer_is_given_up() -> None:
    """Whoever runs it hears of it as of any other error of the system."""
    with pytest.raises(TimeoutError):
        foreign_program.run(["/bin/sleep", "60"], 0.05)


def test_a_packaged_program_starts_its_parts_with_itself(packed: Path) -> None:
    """Sound and voice come from the one program there is, by a word."""
    for word in second_program.MODULES:
        assert second_program.command(word) == (str(packed), word)


def test_on_windows_the_parts_are_started_by_the_twin_with_a_console(
    packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window's program has no input there; its twin is taken where it lies beside it."""
    monkeypatch.setattr(sys, "platform", "win32")
    assert second_program.command("--system-voice")[0] == str(packed)
    packed.parent.mkdir(parents=True)
    twin = packed.with_name("kneetimer-console.exe")
    twin.touch()
    assert second_program.command("--system-voice")[0] == str(twin)


def test_a_timer_gets_what_stays_when_the_program_is_updated(
    packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A packaged program names itself, and an image its file, not the folder into which it is unpacked."""
    assert launcher.command() == [str(packed)]
    monkeypatch.setenv("APPIMAGE", "/home/ann/KneeTimer.AppImage")
    assert launcher.command() == ["/home/ann/KneeTimer.AppImage"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own way")
def test_an_installed_program_names_its_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The link in the person's path, which stays when the environment behind it is made anew."""
    environment, path = tmp_path / "environment", tmp_path / "bin"
    (environment / "bin").mkdir(parents=True)
    path.mkdir()
    monkeypatch.setattr(sys, "prefix", str(environment))
    monkeypatch.setenv("PATH", str(path))
    script = environment / "bin" / "kneetimer"
    assert launcher.command() == [sys.executable, "-m", "kneetimer"]
    script.touch(mode=0o755)
    assert launcher.command() == [str(script)]
    (path / "kneetimer").symlink_to(script)
    assert launcher.command() == [str(path / "kneetimer")]
    (path / "kneetimer").unlink()
    (path / "kneetimer").touch(mode=0o755)  # somebody else's
    assert launcher.command() == [str(script)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has sandboxes that rename")
def test_a_sandbox_may_rename_the_desktop_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name by which desktops find entry and icon is the sandbox's where there is one."""
    monkeypatch.delenv("FLATPAK_ID", raising=False)
    assert launcher.desktop_entry() == "kneetimer"
    monkeypatch.setenv("FLATPAK_ID", "org.example.KneeTimer")
    assert launcher.desktop_entry() == "org.example.KneeTimer"


@pytest.mark.skipif(sys.platform == "win32", reason="closes what Unix calls 0, 1 and 2")
@pytest.mark.parametrize("word", [second_program.SYSTEM_VOICE, second_program.SOUND_OUTPUT, "--version"])
def test_without_input_and_output_nothing_breaks(word: str) -> None:
    """Started with none of them open, the parts and the command end by themselves and in order."""
    line = f'exec "{sys.executable}" -m kneetimer {word} <&- >&- 2>&-'
    done = subprocess.run(
        ["/bin/sh", "-c", line], check=False, timeout=60, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    )
    assert done.returncode in (0, 1)
