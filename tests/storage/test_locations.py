"""Data lies where the system wants it, never in whatever folder is the current one."""

import sys
from pathlib import Path

import pytest

from kneetimer.storage.errors import FolderError
from kneetimer.storage.locations import create_folders, locate

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the variables are those of Linux")


def test_a_given_folder_holds_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --data-dir all is below that folder, also where it is given relative to the current one."""
    monkeypatch.chdir(tmp_path)
    here = locate(Path("mine"))
    assert here.data_dir == tmp_path / "mine"
    for path in (here.database, here.backups_dir, here.log_dir, here.lock):
        assert path.is_relative_to(tmp_path / "mine")


@linux_only
def test_an_absolute_variable_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """XDG_DATA_HOME names where programs keep their data."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert locate().database == tmp_path / "share" / "kneetimer" / "kneetimer.db"


@linux_only
@pytest.mark.parametrize("value", ["", "relative/share", "./share", "~/share"])
def test_an_empty_or_relative_variable_counts_as_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """The data goes below the home folder, and nothing is made in the current one."""
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", value)
    monkeypatch.setenv("XDG_CACHE_HOME", value)
    monkeypatch.chdir(elsewhere)
    here = locate()
    assert here.data_dir == home / ".local" / "share" / "kneetimer"
    assert here.log_dir.is_relative_to(home)
    create_folders(here)
    assert list(elsewhere.iterdir()) == []


@linux_only
def test_without_a_home_the_person_is_asked_for_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative home folder is no place for health data."""
    monkeypatch.setenv("HOME", "nowhere")
    monkeypatch.setenv("XDG_DATA_HOME", "")
    with pytest.raises(FolderError, match="--data-dir"):
        locate()


def test_locating_makes_nothing(tmp_path: Path) -> None:
    """Asking where the data would be leaves no trace."""
    locate(tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []


@linux_only
@pytest.mark.parametrize("where", [".", "backups", "logs"])
def test_a_link_to_a_disk_that_is_missing_is_told(tmp_path: Path, where: str) -> None:
    """Of the folder, or of one below it: link and disk are named, and nothing is made in its place."""
    here = locate(tmp_path / "data")
    link = here.data_dir / where
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "usb" / "knees")
    with pytest.raises(FolderError) as told:
        create_folders(here)
    assert f"{link} leads to {tmp_path / 'usb' / 'knees'}, and nothing is there" in str(told.value)
    assert link.is_symlink() and not link.exists()
