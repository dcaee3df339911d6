"""Holds the bundled typeface to what the window needs of it. Tests no layout."""

from importlib.resources import files

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot

FACES = [
    ("Inter-Regular", "Inter", QFont.Weight.Normal),
    ("Inter-Medium", "Inter", QFont.Weight.Medium),
    ("Inter-SemiBold", "Inter", QFont.Weight.DemiBold),
    ("Inter-Bold", "Inter", QFont.Weight.Bold),
    ("InterDisplay-SemiBold", "Inter Display", QFont.Weight.DemiBold),
    ("InterDisplay-Bold", "Inter Display", QFont.Weight.Bold),
]
# Names and notes in languages that write Latin, and every sign that the interface itself uses.
WRITTEN = "Zoë Łukasz Şükrü Țepeș ŴYĽ œ ß 2×15 −30 s 0:18 · … – — “ ” ‘ ’ % ½ ° € → ← ↑ ↓ ≤ ≥ ≈ ✓"


def _load(face: str) -> bytes:
    return files("kneetimer.resources").joinpath("fonts", f"{face}.ttf").read_bytes()


@pytest.mark.parametrize(("face", "family", "weight"), FACES)
def test_a_face_is_found_by_family_and_weight(
    qtbot: QtBot, face: str, family: str, weight: QFont.Weight
) -> None:
    """Asking for the family and weight gives this face and no stand-in."""
    added = QFontDatabase.addApplicationFontFromData(_load(face))
    assert family in QFontDatabase.applicationFontFamilies(added)
    font = QFont(family)
    font.setWeight(weight)
    raw = QRawFont.fromFont(font)
    assert (raw.familyName(), raw.weight()) == (family, weight)


@pytest.mark.parametrize("face", [face for face, *_ in FACES])
def test_every_sign_can_be_written(qtbot: QtBot, face: str) -> None:
    """No name, note or sign of the interface shows an empty box."""
    raw = QRawFont(_load(face), 16)
    assert [sign for sign in WRITTEN if not raw.supportsCharacter(ord(sign))] == []


@pytest.mark.parametrize(("face", "family", "weight"), FACES)
def test_counting_digits_do_not_move(qtbot: QtBot, face: str, family: str, weight: QFont.Weight) -> None:
    """With tabular figures every digit is as wide as every other, so a count-down stands still."""
    QFontDatabase.addApplicationFontFromData(_load(face))
    font = QFont(family)
    font.setWeight(weight)
    font.setPixelSize(200)
    font.setFeature(QFont.Tag("tnum"), 1)
    assert len({QFontMetricsF(font).horizontalAdvance(digit * 3) for digit in "0123456789"}) == 1


def test_the_fonts_stay_small() -> None:
    """The typeface adds less than 150 KB a face to what people download."""
    folder = files("kneetimer.resources").joinpath("fonts")
    sizes = {file.name: len(file.read_bytes()) for file in folder.iterdir() if file.name.endswith(".ttf")}
    assert sorted(sizes) == sorted(f"{face}.ttf" for face, *_ in FACES)
    assert max(sizes.values()) < 150 * 1024
