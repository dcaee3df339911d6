"""Folders with the troubles that real ones have, for tests."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """A folder in which nothing can be made, for root too: by its mode, or by its attribute."""
    if os.name == "nt":
        pytest.skip("folders of Windows have no such mode")
    if os.geteuid() != 0:
        folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(0o700)
        return
    chattr = shutil.which("chattr")
    if chattr is None or subprocess.run([chattr, "+i", folder], capture_output=True).returncode:
        pytest.skip("root may write everywhere, and this file system has no immutable folders")
    try:
        yield
    finally:
        subprocess.run([chattr, "-i", folder], check=True)
