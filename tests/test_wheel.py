"""Builds what people install, from a copy of the checkout, and starts it elsewhere.

Leaves the network alone: the packages that the wheel depends on are those the tests run with.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ["kneetimer", "resources", "LICENSES", "LICENSE", "README.md", "pyproject.toml"]
LANGUAGE = [
    f"locale/xx/{name}" for name in ("LC_MESSAGES/kneetimer.mo", "learn/brace.toml", "plans/mine.toml")
]


@dataclass(frozen=True, slots=True)
class Installed:
    """The wheel and the source archive, and an environment of its own with the wheel in it."""

    wheel: Path
    sdist: Path
    environment: Path
    folder: Path

    def run(self, *command: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Run an installed command in a folder far from the checkout."""
        program = self.environment / ("Scripts" if os.name == "nt" else "bin") / command[0]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | more
        return subprocess.run(
            [program, *command[1:]], cwd=self.folder, env=clean, capture_output=True, text=True, check=False,
            timeout=240,
        )  # fmt: skip


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    copy, built, environment = folder / "checkout", folder / "built", folder / "environment"
    # A copy, because building leaves a folder behind whose old files would go into the next wheel.
    copy.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy / name)
    for name in LANGUAGE:  # as it lies there when somebody has translated something
        (copy / "resources" / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / "resources" / name).write_text("", encoding="utf-8")
    # Without a choice the wheel is built from the source archive, so that both are tried.
    _succeed(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(built), str(copy))
    (wheel,) = built.glob("*.whl")
    (sdist,) = built.glob("*.tar.gz")
    _succeed(sys.executable, "-m", "venv", "--without-pip", str(environment))
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (sys.executable, "-m", "pip", "--python", str(python))
    _succeed(*pip, "install", "--quiet", "--no-deps", "--no-index", "--no-compile", str(wheel))
    # Only the folder itself: the link to the checkout that lies in it does not come along.
    site = sysconfig.get_path("purelib", vars={"base": str(environment), "platbase": str(environment)})
    Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    return Installed(wheel, sdist, environment, elsewhere)


def _succeed(*command: str) -> None:
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def _files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_every_module_and_every_resource(installed: Installed) -> None:
    """Nothing that the checkout has to run with is left out of what people install, no language either."""
    names = set(zipfile.ZipFile(installed.wheel).namelist())
    wanted = {f"kneetimer/{name}" for name in _files(ROOT / "kneetimer")}
    wanted |= {f"kneetimer/resources/{name}" for name in [*_files(ROOT / "resources"), *LANGUAGE]}
    assert wanted - names == set()


def test_the_source_archive_holds_every_resource_and_licence(installed: Installed) -> None:
    """The source archive alone is enough to build from, licences of bundled parts included."""
    with tarfile.open(installed.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {f"resources/{name}" for name in [*_files(ROOT / "resources"), *LANGUAGE]}
    wanted |= {f"LICENSES/{name}" for name in _files(ROOT / "LICENSES")} | {"LICENSE"}
    assert wanted - names == set()


@pytest.mark.window  # its own, and children that sleep, which faketime breaks
def test_the_installed_program_passes_its_own_test(installed: Installed) -> None:
    """Installed elsewhere, every page is drawn and every kind of file written from what was installed."""
    answer = installed.run("kneetimer", "--self-test", QT_QPA_PLATFORM="offscreen")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    place = installed.run("python", "-c", "import kneetimer; print(kneetimer.__file__)").stdout.strip()
    assert Path(place).is_relative_to(installed.environment)


def test_the_installed_command_previews_a_session(installed: Installed) -> None:
    """The command works outside the checkout, plans and exercises included."""
    answer = installed.run("kneetimer", "preview", "--week", "1", "--session", "1", "--json")
    assert answer.returncode == 0, answer.stderr
    session = json.loads(answer.stdout)
    strength = [step for step in session["steps"] if step["block"] == "strength" and step["kind"] == "work"]
    assert sum(step["reps"] for step in strength) == 190


def test_the_installed_command_tells_the_version_of_the_wheel(installed: Installed) -> None:
    """What --version prints is the version that the wheel's name has."""
    answer = installed.run("kneetimer", "--version")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split()[-1] == installed.wheel.name.split("-")[1]
