"""Installs what is in dist/ in systems that have nothing: Debian without Python, made and thrown away.

    python3 bare_roots.py [deb] [readme] [--suite bookworm]    (all, on Debian 12 and 13, where none is named)

deb     the package installs, passes its own test under Xvfb, has its menu entry, metadata, manual page and
        completion in order, and leaves nothing when it is purged
readme  the two commands of the README in a fresh clone, with only what the README names: as root the program
        passes its own test, and a person without sudo gets a clear line before anything is downloaded

Needs mmdebstrap and root, and says so where they are not here. Runs without the checkout's environment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SUITES = ("bookworm", "trixie")
NAMED_BY_THE_README = "git,make,python3-venv"


def bare_root(suite: str, more: str, copies: dict[Path, str], inside: str) -> bool:
    """Make a system, run a script in it, and throw it away. True where all of it worked."""
    words = ["mmdebstrap", "--variant=minbase", "--format=null", "--quiet"]
    if more:
        words.append(f"--include={more}")
    for source, target in copies.items():
        kind = "sync-in" if source.is_dir() else "upload"
        parent = target if source.is_dir() else Path(target).parent
        words.append(f'--customize-hook=mkdir -p "$1"{parent}')
        words.append(f"--customize-hook={kind} {source} {target}")
    settings = " ".join(f"{name}={value}" for name, value in os.environ.items() if name.startswith("PIP_"))
    words.append(f'--customize-hook=chroot "$1" env {settings} bash {inside}')
    return subprocess.run([*words, suite, "/dev/null"], check=False).returncode == 0


def pip_settings() -> dict[Path, str]:
    """What this computer tells pip, so that a bare system reaches the packages by the same way."""
    files = [Path("/etc/pip.conf"), Path(os.environ.get("PIP_CERT", "/none"))]
    return {file: str(file) for file in files if file.is_file()}


def main() -> int:
    """Returns 0, or 1 where something did not work, or 2 where nothing could be tried."""
    if shutil.which("mmdebstrap") is None or os.geteuid() != 0:
        sys.stderr.write("NOT TRIED: bare systems need root and mmdebstrap (apt-get install mmdebstrap).\n")
        return 2
    words = sys.argv[1:]
    suites = (words[words.index("--suite") + 1],) if "--suite" in words else SUITES
    failed = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for suite in suites:
            if "readme" not in words or "deb" in words:
                debs = sorted((ROOT / "dist").glob("kneetimer_*.deb"))
                if not debs:
                    sys.stderr.write("There is no package in dist/: make package first.\n")
                    return 2
                copies = {debs[-1]: "/tmp/kneetimer.deb", HERE / "try_deb.sh": "/root/try.sh"}
                if not bare_root(suite, "", copies, "/root/try.sh"):
                    failed.append(f"the package on {suite}")
            if "deb" not in words or "readme" in words:
                clone = folder / f"checkout-{suite}"
                subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
                copies = {clone: "/tmp/checkout", HERE / "try_readme.sh": "/root/readme.sh"}
                if not bare_root(suite, NAMED_BY_THE_README, copies | pip_settings(), "/root/readme.sh"):
                    failed.append(f"the README's commands on {suite}")
    print(f"bare systems: {'all works' if not failed else 'FAILED: ' + ', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
