"""What packages are made of: lists, pictures and texts that are computed from what the program is."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from kneetimer import __version__
from kneetimer.__main__ import command_line
from kneetimer.ui.settings.about_card import AboutCard
from kneetimer.ui.shell import icons
from kneetimer.ui.shell.theme import Theme

sys.path.extend(
    str(Path(__file__).resolve().parents[1] / "packaging" / each)
    for each in ("icons", "package", "pyinstaller")
)

import libraries
import licences
import make_icons
import texts

ROOT = Path(__file__).resolve().parents[1]
VOICE = "PySide6/Qt/lib/libavcodec.so.61"


def chosen(*places: str, resources: Path = ROOT / "packaging") -> list[str]:
    return libraries.chosen([(place, f"/env/{place}") for place in places], resources)


def test_an_unknown_library_stops_the_build() -> None:
    """It is named, with what to do; nothing comes along that nobody looked at."""
    with pytest.raises(libraries.UnknownLibraryError, match=r"(?s)libnever-seen\.so\.1.*\[leave_out\]"):
        chosen("PySide6/Qt/lib/libQt6Core.so.6", "libnever-seen.so.1")


@pytest.mark.parametrize(
    "library",
    [
        "readline.cpython-311-x86_64-linux-gnu.so", "libreadline.so.8", "_gdbm.cpython-311-x86_64.so",
        "PySide6/Qt/lib/libQt6VirtualKeyboard.so.6", "PySide6/Qt/lib/libQt6Pdf.so.6",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
    ],
)  # fmt: skip
def test_what_must_not_come_along_is_left_out(library: str) -> None:
    """Libraries under the GPL and parts of Qt that nobody uses stay behind, without stopping the build."""
    assert chosen(library) == []


def test_the_decoder_comes_only_with_a_voice_that_needs_it(tmp_path: Path) -> None:
    """FFmpeg is in the package where the voice is Opus, and not where it is plain waves."""
    assert chosen(VOICE, resources=tmp_path) == []
    (tmp_path / "voice").mkdir()
    (tmp_path / "voice" / "begin.opus").touch()
    assert chosen(VOICE, resources=tmp_path) == [VOICE]


def test_libraries_of_the_system_are_left_to_it() -> None:
    """What every desktop has in its own version is a dependency and no copy."""
    assert libraries.chosen([("libxcb.so.1", "/lib/x86_64-linux-gnu/libxcb.so.1")], ROOT) == []


def test_every_licence_is_listed() -> None:
    """LICENSES names each package that is pinned and each library that is kept, with its licence of now."""
    assert licences.table() in licences.LIST.read_text(encoding="utf-8")
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    names = re.findall(r"^([\w.-]+)==", pinned, re.MULTILINE)
    assert len(names) > 10
    for name in names:
        assert f"| {name.lower().replace('-', '_')} |" in licences.table().lower().replace("-", "_")


def test_whoever_runs_it_runs_the_same_files() -> None:
    """Every package has one version in all lists, and its hashes."""
    versions: dict[str, set[str]] = {}
    for file in ROOT.glob("requirements*.txt"):
        for entry in re.split(r"\n(?=\w)", file.read_text(encoding="utf-8"))[1:]:
            name, version = entry.split()[0].split("==")
            versions.setdefault(name, set()).add(version)
            assert "--hash=sha256:" in entry, name
    assert "pyside6-essentials" in versions
    assert [name for name, found in versions.items() if len(found) > 1] == []


def test_the_licences_are_shown_in_the_settings(qtbot: QtBot) -> None:
    """A press shows what the program runs with and under which licence; another one hides it."""
    card = AboutCard(Theme())
    qtbot.addWidget(card)
    card.show()
    card.show_licences.click()
    (shown,) = card.findChildren(QPlainTextEdit)
    assert "pyqtgraph: MIT" in shown.toPlainText()
    assert "Qt for Python: LGPL-3.0-only" in shown.toPlainText()
    card.show_licences.click()
    assert shown.isHidden()


def test_windows_and_macos_get_every_size_of_the_icon(qtbot: QtBot) -> None:
    """Both files hold pictures that open in the size that the file says."""
    pictures = {px: make_icons.drawn(px) for px in make_icons.SIZES}
    ico = make_icons.ico({px: pictures[px] for px in make_icons.ICO_SIZES})
    for number in range(struct.unpack_from("<H", ico, 4)[0]):
        width, _, _, _, _, _, length, place = struct.unpack_from("<BBBBHHII", ico, 6 + 16 * number)
        assert QImage.fromData(ico[place : place + length]).width() == (width or 256)
    icns = make_icons.icns(pictures)
    assert struct.unpack_from(">I", icns, 4)[0] == len(icns)
    at, found = 8, {}
    while at < len(icns):
        name, length = struct.unpack_from(">4sI", icns, at)
        found[name] = QImage.fromData(icns[at + 8 : at + length]).width()
        at += length
    assert found == dict(make_icons.ICNS_NAMES)


@pytest.mark.parametrize("px", [16, 22, 48])
def test_the_window_has_the_icon_of_the_menu(qtbot: QtBot, px: int) -> None:
    """Title bar and menu show the same picture, at the smallest sizes the one that is drawn for them."""
    seen = icons.program_icon().pixmap(px, px).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    menu = QImage.fromData(make_icons.drawn(px)).convertToFormat(QImage.Format.Format_ARGB32)
    assert seen == menu


def test_manual_and_completion_know_every_word() -> None:
    """Each command and option of the command line stands in the manual page and in all completions."""
    parser = command_line()
    manual = texts.manual(parser).replace("\\-", "-")
    completions = [texts.bash(parser), texts.fish(parser), texts.zsh(parser)]
    for name, (sub, _) in texts.commands(parser).items():
        assert f".SS {name}" in manual
        assert all(name in each for each in completions)
        for action in texts.options(sub):
            word = action.option_strings[-1]
            assert word in manual
            assert all(word.removeprefix("--") in each for each in completions)
    if shutil.which("man"):
        # Its sandbox lets no other clock in, by which tests are run on other days.
        plain = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
        done = subprocess.run(
            ["man", "--warnings", "--encoding=utf8", "--local-file", "-"],
            input=texts.manual(parser), env=plain, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.stderr == ""


def test_bash_completes_commands_and_their_options() -> None:
    """Tab after `kneetimer pl` gives plan, and after `kneetimer export --d` its options that begin so."""
    asks = 'source /dev/stdin; COMP_WORDS=({words}); COMP_CWORD={at}; _kneetimer; echo "${{COMPREPLY[*]}}"'
    for words, answer in (("kneetimer pl", "plan"), ("kneetimer export --d", "--data-dir --decimal-comma")):
        line = asks.format(words=words, at=len(words.split()) - 1)
        done = subprocess.run(
            ["bash", "-c", line], input=texts.bash(command_line()), capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == answer


def test_the_version_stands_in_one_place() -> None:
    """The wheel's version is read from the package; the metadata for software centres has a release of it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" in project["project"]["dynamic"]
    told = (ROOT / "packaging" / "linux" / "kneetimer.metainfo.xml").read_text(encoding="utf-8")
    assert f'<release version="{__version__}"' in told
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="the validator of AppStream is not here")
def test_software_centres_accept_the_metadata() -> None:
    """AppStream's own validator finds no error and no warning."""
    file = ROOT / "packaging" / "linux" / "kneetimer.metainfo.xml"
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", file], capture_output=True, text=True, check=False
    )
    # There is no home page yet, whose address newer validators miss.
    complaints = [each for each in done.stdout.splitlines() if each.lstrip().startswith(("E:", "W:"))]
    assert [each for each in complaints if "url-homepage-missing" not in each] == []
