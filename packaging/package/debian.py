"""Makes a package of Debian out of the folder that needs no Python, with dpkg's own tools.

The package of the folder, not of the sources: Debian has no packages for some of what the sources need.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

NAME = "kneetimer"
COMPRESSIONS = {"xz": ("-Zxz", "-z6"), "zstd": ("-Zzstd", "-z3")}
# Loaded by name while the program runs, so that no tool finds them: sound, the system's voice, the bus.
RECOMMENDS = "libpulse0, libspeechd2, dbus, xdg-utils"
MAINTAINER = "KneeTimer maintainers <maintainers@users.noreply.github.com>"
DESCRIPTION = """coach for a six-week knee-strengthening plan
 KneeTimer leads runners through strength sessions: a moving figure shows the
 exercise, repetitions are counted, holds and rests are timed, and a voice says
 what comes next. What was done is kept on the computer and charted.
 .
 It is general guidance and no medical advice, and it opens no network
 connection."""


class DebianError(Exception):
    """The package could not be made. `str()` says why."""


def lay_out_share(root: Path, share: Path) -> None:
    """What desktops and shells look for: menu entry, icons, metadata, manual page, completion.

    `build/icons` and `build/texts` of the checkout must have been made.
    """
    linux, texts = root / "packaging" / "linux", root / "build" / "texts"
    shutil.rmtree(share, ignore_errors=True)
    _put(linux / "kneetimer.desktop", share / "applications" / "kneetimer.desktop")
    _put(linux / "kneetimer.metainfo.xml", share / "metainfo" / "kneetimer.metainfo.xml")
    shutil.copytree(root / "build" / "icons" / "hicolor", share / "icons" / "hicolor")
    _put(texts / "kneetimer.bash", share / "bash-completion" / "completions" / "kneetimer")
    _put(texts / "kneetimer.fish", share / "fish" / "vendor_completions.d" / "kneetimer.fish")
    _put(texts / "_kneetimer", share / "zsh" / "vendor-completions" / "_kneetimer")
    page = share / "man" / "man1" / "kneetimer.1.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(_zipped((texts / "kneetimer.1").read_bytes()))


def build(root: Path, folder: Path, version: str, into: Path, compression: str) -> Path:
    """The package of the folder. Raises DebianError."""
    tree = root / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    inside = tree / "usr" / "lib" / NAME
    shutil.copytree(folder, inside, symlinks=True)
    (tree / "usr" / "bin").mkdir()
    (tree / "usr" / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    lay_out_share(root, tree / "usr" / "share")
    _documents(root, tree / "usr" / "share", version)
    _set_modes(tree)
    architecture = _ask("dpkg", "--print-architecture")
    size_kb = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir()) // 1024
    control = tree / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(
        f"Package: {NAME}\nVersion: {version}-1\nArchitecture: {architecture}\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {size_kb}\nDepends: {_depends(tree)}\nRecommends: {RECOMMENDS}\n"
        f"Section: misc\nPriority: optional\nDescription: {DESCRIPTION}\n",
        encoding="utf-8",
    )
    file = into / f"{NAME}_{version}-1_{architecture}.deb"
    _ask("dpkg-deb", "--root-owner-group", *COMPRESSIONS[compression], "--build", str(tree), str(file))
    return file


def lint(file: Path) -> str:
    """What lintian says; a sentence where it is not here. Raises DebianError where it finds an error."""
    if not shutil.which("lintian"):
        return "NOT TRIED: lintian is not on this computer"
    if _ask("ar", "t", str(file)).splitlines()[-1] != "data.tar.xz":
        return "NOT TRIED: lintian, which reads packages only when they are packed with xz"
    done = subprocess.run(
        ["lintian", "--no-cfg", "--fail-on", "error", file],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise DebianError(f"lintian:\n{done.stdout}{done.stderr}")
    return f"lintian finds no error{':' if done.stdout else ''}\n{done.stdout}".strip()


def _documents(root: Path, share: Path, version: str) -> None:
    documents = share / "doc" / NAME
    documents.mkdir(parents=True)
    licences = root / "LICENSES"
    _put(root / "packaging" / "linux" / "copyright", documents / "copyright")
    _put(licences / "README.md", documents / "LICENSES.md")
    _put(root / "packaging" / "linux" / "lintian-overrides", share / "lintian" / "overrides" / NAME)
    when = _ask("git", "-C", str(root), "log", "-1", "--format=%aD")
    entry = (
        f"{NAME} ({version}-1) unstable; urgency=low\n\n  * See CHANGELOG.md.\n\n -- {MAINTAINER}  {when}\n"
    )
    (documents / "changelog.Debian.gz").write_bytes(_zipped(entry.encode()))


def _depends(tree: Path) -> str:
    """The packages of the system's libraries that the folder's own call for, as dpkg-shlibdeps names them."""
    work = tree.parent / "shlibdeps"
    (work / "debian").mkdir(parents=True, exist_ok=True)
    (work / "debian" / "control").write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n")
    files = [path for path in (tree / "usr" / "lib").rglob("*") if _is_program(path)]
    places = sorted({f"-l{path.parent}" for path in files})
    # The wheel's own libraries are in no package. What is only there where a desktop has it is recommended.
    named = [str(path) for path in files if "texttospeech" not in path.parts]
    said = subprocess.run(
        ["dpkg-shlibdeps", "--ignore-missing-info", "-O", "--warnings=0", *places, *named],
        cwd=work, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = re.search(r"^shlibs:Depends=(.*)$", said.stdout, re.MULTILINE)
    if said.returncode or found is None:
        raise DebianError(f"dpkg-shlibdeps:\n{said.stderr}")
    return found[1]


def _is_program(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _set_modes(tree: Path) -> None:
    """As Debian wants them, whatever the checkout had: only programs can be executed."""
    for path in tree.rglob("*"):
        if path.is_symlink():
            continue
        executable = path.is_dir() or (_is_program(path) and ".so" not in path.name)
        path.chmod(0o755 if executable else 0o644)


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def _zipped(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _ask(*words: str) -> str:
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C"}
    )
    if done.returncode:
        raise DebianError(f"{' '.join(words)}\n{done.stderr}")
    return done.stdout.strip()
