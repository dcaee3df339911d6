"""Builds everything that people install, into dist/, and tries each of them where it was not built.

    python make_package.py [wheel] [frozen] [archive] [deb]      (all of them where none is named)

wheel    the source archive and the wheel, tried with every Python from 3.11 to 3.14 that is here, with the
         pinned versions of what they need and with the newest
frozen   a folder that needs no Python
archive  that folder with an install script, as tar.xz
deb      that folder as a package of Debian; COMPRESS=zstd makes it quicker and larger

Says at the end what was tried and what could not be. PACKAGE_PYTHON names the Python that the folder is built
with; the older its C library, the older the systems that the folder runs on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic as clock

sys.path.insert(0, str(Path(__file__).resolve().parent))

import debian

ROOT = Path(__file__).resolve().parents[2]
DIST, WORK = ROOT / "dist", ROOT / "build" / "package"
SOURCES = ["kneetimer", "resources", "LICENSES", "LICENSE", "README.md", "pyproject.toml"]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MOST_MB, DECODER_MB = 185, 30  # the second where the voice needs FFmpeg, which needs more of Qt
WINDOWLESS = {"QT_QPA_PLATFORM": "offscreen"}
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


class PackageError(Exception):
    """Something that could not be built or does not work. `str()` says what."""


def run(*command: str | Path, cwd: Path = ROOT, **more: str) -> str:
    """Run a command and give what it printed. Raises PackageError with all of it."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=CLEAN | more,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        words = " ".join(str(word) for word in command)
        raise PackageError(f"{words}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout


def say(sentence: str) -> None:
    print(sentence, flush=True)


def pythons() -> Iterator[tuple[str, str]]:
    """The Pythons that are here, by their short version; the first that runs for each."""
    for version in PYTHONS:
        found = [f"python{version}"]
        if shutil.which("pyenv"):
            names = subprocess.run(
                ["pyenv", "versions", "--bare"], capture_output=True, text=True, check=False
            )
            for name in names.stdout.split():
                if name.startswith(f"{version}."):
                    prefix = subprocess.run(
                        ["pyenv", "prefix", name], capture_output=True, text=True, check=False
                    )
                    found.append(f"{prefix.stdout.strip()}/bin/python")
        for each in found:
            asked = subprocess.run(
                ["/bin/sh", "-c", f'"{each}" -c "import ensurepip"'], capture_output=True, check=False
            )
            if not asked.returncode:
                yield version, each
                break
        else:
            say(f"NOT TRIED: Python {version} is not on this computer")


def environment(folder: Path, python: str, locks: Sequence[str], built: Path) -> Path:
    """An environment of its own with `built` and the packages of these lists, or the newest; its Python."""
    run(python, "-m", "venv", "--clear", folder)
    made = folder / "bin" / "python"
    install = (made, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check")
    if locks:  # with hashes, so that nothing without one may stand beside them
        run(*install, *(word for lock in locks for word in ("-r", ROOT / lock)))
    run(*install, *(["--no-deps"] if locks else []), built)
    return made


def copy_of_sources(folder: Path) -> Path:
    """A copy, because building leaves a folder whose old files would go into the next wheel."""
    folder.mkdir(parents=True)
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def build_wheel() -> tuple[Path, Path]:
    """The wheel, built from the source archive, and that archive."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of_sources(Path(folder, "checkout"))
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", DIST, copy)
    (wheel,) = DIST.glob("*.whl")
    (sdist,) = DIST.glob("kneetimer-*.tar.gz")
    return wheel, sdist


def try_wheel(wheel: Path, sdist: Path) -> None:
    """Install both in fresh environments, far from the checkout, and let them test themselves."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for version, python in pythons():
            for newest in (False, True):
                locks = () if newest else ("requirements.txt",)
                kind = "newest" if newest else "pinned"
                for built in (wheel, sdist):
                    began = clock()
                    # The source archive brings the same modules, so it is laid over what the wheel needed.
                    if built is wheel:
                        made = environment(folder / "env", python, locks, built)
                    else:
                        run(made, "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", built)
                    run(made.with_name("kneetimer"), "--self-test", cwd=folder, **WINDOWLESS)
                    say(f"works: {built.suffix} on Python {version}, {kind} ({clock() - began:.0f} s)")


def build_frozen(wheel: Path) -> Path:
    """The folder that needs no Python, stripped and within its size."""
    python = os.environ.get("PACKAGE_PYTHON", shutil.which("python3") or sys.executable)
    locks = ("requirements.txt", "requirements-package.txt")
    made = environment(WORK / "env", python, locks, wheel)
    run(made, ROOT / "packaging" / "icons" / "make_icons.py", ROOT / "build" / "icons")
    run(made, ROOT / "packaging" / "package" / "texts.py", ROOT / "build" / "texts")
    spec = ROOT / "packaging" / "pyinstaller" / "kneetimer.spec"
    words = ("--noconfirm", "--log-level", "ERROR", "--distpath", DIST, "--workpath", WORK, spec)
    run(made, "-m", "PyInstaller", *words, cwd=WORK)  # elsewhere, or it would find the checkout first
    folder = DIST / "kneetimer"
    run(made, ROOT / "packaging" / "package" / "licences.py", "texts", folder / "_internal" / "licences")
    _strip(folder)
    size = (
        sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        / 1e6
    )
    most = MOST_MB + (DECODER_MB if any(folder.rglob("libavcodec*")) else 0)
    if size > most:
        raise PackageError(f"{folder.name} has {size:.0f} MB, more than {most}")
    say(f"built: {folder.relative_to(ROOT)}, {size:.0f} MB")
    return folder


def _strip(folder: Path) -> None:
    """Take out what only a debugger reads. What the wheel of numpy has moved about does not survive it."""
    for path in folder.rglob("*.so*"):
        if not path.is_symlink() and path.parent.name != "numpy.libs":
            subprocess.run(["strip", "--strip-unneeded", path], capture_output=True, check=False)


def try_frozen(folder: Path) -> None:
    """Start it from another place, without a screen, and on one where one can be had."""
    with tempfile.TemporaryDirectory() as name:
        moved = Path(name, "moved")
        shutil.copytree(folder, moved, symlinks=True)
        run(moved / "kneetimer", "--self-test", cwd=Path(name), **WINDOWLESS)
        say("works: the folder, without a screen")
        if shutil.which("xvfb-run"):
            run("xvfb-run", "-a", moved / "kneetimer", "--self-test", cwd=Path(name), QT_QPA_PLATFORM="xcb")
            say("works: the folder, on X11")
        else:
            say("NOT TRIED: the folder on X11, because xvfb-run is not here")


def build_archive(folder: Path, version: str) -> Path:
    """The folder and what desktops want of it, with an install script."""
    name = f"kneetimer-{version}-linux-{os.uname().machine}"
    tree = WORK / name
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(folder, tree / "kneetimer", symlinks=True)
    debian.lay_out_share(ROOT, tree / "share")
    shutil.copy(ROOT / "packaging" / "linux" / "install.sh", tree / "install.sh")
    file = DIST / f"{name}.tar.xz"
    with tarfile.open(file, "w:xz", preset=int(os.environ.get("XZ", "6"))) as archive:
        archive.add(tree, name, filter=_nobody)
    say(f"built: {file.name}, {file.stat().st_size / 1e6:.0f} MB")
    return file


def _nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    return member.replace(uid=0, gid=0, uname="root", gname="root", deep=False)


def try_archive(file: Path) -> None:
    """Install it into a home of its own, test it there, and see that nothing stays when it is removed."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        with tarfile.open(file) as archive:
            archive.extractall(home / "download", filter="tar")
        (unpacked,) = (home / "download").iterdir()
        run("sh", unpacked / "install.sh", "--prefix", home / "local", cwd=home)
        run(home / "local" / "bin" / "kneetimer", "--self-test", cwd=home, **WINDOWLESS)
        run("sh", unpacked / "install.sh", "--remove", "--prefix", home / "local", cwd=home)
        # Caches of menus and icons are the system's, which makes them for whatever is there.
        files = [path for path in (home / "local").rglob("*") if not path.is_dir()]
        left = [path for path in files if path.suffix != ".cache"]
        if left:
            raise PackageError(f"removing it left {left}")
    say(f"works: {file.name}, installed, tried and removed")


def main() -> int:
    """Build and try what is named. Returns 0, or 1 with what went wrong."""
    wanted = sys.argv[1:] or ["wheel", "frozen", "archive", "deb"]
    DIST.mkdir(exist_ok=True)
    WORK.mkdir(parents=True, exist_ok=True)
    try:
        for old in (*DIST.glob("*.whl"), *DIST.glob("kneetimer-*.tar.gz")):
            old.unlink()
        wheel, sdist = build_wheel()
        say(f"built: {wheel.name}, {wheel.stat().st_size / 1e6:.1f} MB; {sdist.name}")
        version = wheel.name.split("-")[1]
        if "frozen" in wanted:
            try_frozen(build_frozen(wheel))
        if "archive" in wanted:
            try_archive(build_archive(DIST / "kneetimer", version))
        if "deb" in wanted:
            file = debian.build(ROOT, DIST / "kneetimer", version, DIST, os.environ.get("COMPRESS", "xz"))
            say(f"built: {file.name}, {file.stat().st_size / 1e6:.0f} MB")
            say(debian.lint(file))
        if "wheel" in wanted:
            try_wheel(wheel, sdist)
    except (PackageError, debian.DebianError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
