"""A plan out of a picture of its QR code: from a file, from what was copied, and on the command line."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from fakes import StandingClock
from on_screen import toasted
from PySide6.QtCore import QMimeData, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from test_builder import Builder
from test_plan_controller import EVENING

from kneetimer.__main__ import main
from kneetimer.core.plan import Plan
from kneetimer.program.plan_picture import plan_in, plan_source
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan, read_plan
from kneetimer.storage.plans.plan_qr import modules_of
from kneetimer.storage.plans.plan_writer import plan_text
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.ui.plan.qr_sheet import QrPicture
from kneetimer.ui.shell.theme import load_fonts

HOME = load_plan("ten-essentials-home")
THEIRS = "Knie für Läufer"
LEFT = Qt.MouseButton.LeftButton


def text_of(plan: Plan) -> str:
    return plan_text(plan, load_exercises())


def shown(text: str, px: int = 4) -> QImage:
    """What stands on the sheet of the QR code."""
    code = QrPicture(modules_of(text), "a plan")
    code.resize(QSize(code.side(), code.side()) * px)
    return code.grab().toImage()


@pytest.fixture(scope="module")
def code(qapp: QApplication) -> QImage:
    return shown(text_of(HOME))


def on_ground(code: QImage, size: QSize, *, turned: float = 0.0, ground: str = "#7a8f6d") -> QImage:
    """A code in the middle of a larger picture, as on a photo of a screen."""
    photo = QImage(size, QImage.Format.Format_RGB32)
    photo.fill(QColor(ground))
    turn = QTransform().translate(size.width() / 2, size.height() / 2).rotate(turned)
    with QPainter(photo) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(turn.translate(-code.width() / 2, -code.height() / 2))
        painter.drawImage(0, 0, code)
    return photo


@pytest.mark.parametrize(("kind", "times"), [("png", 1), ("jpg", 4), ("webp", 1), ("bmp", 1)])
def test_a_photo_of_the_sheet_is_the_plan(kind: str, times: int, code: QImage, tmp_path: Path) -> None:
    """Turned a little and in colours, in each kind of file that is offered; a large one is made smaller."""
    file = tmp_path / f"photo.{kind}"
    photo = on_ground(code.scaledToWidth(600 * times), QSize(1250, 800) * times, turned=7)
    assert photo.save(str(file), None, 80)
    assert read_plan(plan_source(file), load_exercises()) == HOME


def test_a_picture_without_its_ending_is_one_too(code: QImage, tmp_path: Path) -> None:
    """Some programs save without an ending, and some with a wrong one."""
    for name in ("photo", "photo.toml"):
        assert code.save(str(tmp_path / name), "PNG")  # type: ignore[call-overload]
        assert read_plan(plan_source(tmp_path / name), load_exercises()) == HOME


def test_a_code_in_other_colours_is_read(code: QImage) -> None:
    """White on black, as a dark look makes of it; black on nothing, as programs that cut out leave it."""
    inverted = code.copy()
    inverted.invertPixels()
    bare = code.convertToFormat(QImage.Format.Format_ARGB32)
    bare.setAlphaChannel(inverted.convertToFormat(QImage.Format.Format_Grayscale8))
    for picture in (inverted, bare):
        assert read_plan(plan_in(picture, "a picture"), load_exercises()) == HOME


def test_another_code_beside_it_does_not_matter(code: QImage, tmp_path: Path) -> None:
    """One plan is wanted; of two in one picture neither is guessed."""
    segno.make("https://example.org/poster").save(str(tmp_path / "poster.png"), scale=5)
    both = on_ground(code, QSize(1400, 800))
    with QPainter(both) as painter:
        painter.drawImage(0, 0, QImage(str(tmp_path / "poster.png")))
    assert read_plan(plan_in(both, "a picture"), load_exercises()) == HOME
    with QPainter(both) as painter:
        painter.drawImage(0, 0, shown(text_of(load_plan("six-week-knee")), 2))
    with pytest.raises(FileProblem, match="2 plans are in this picture; cut out the code of the one"):
        plan_in(both, "a picture")


def png_of(width: int, height: int) -> bytes:
    """A file of a few bytes that claims to be that large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


@pytest.fixture
def broken(code: QImage, tmp_path: Path) -> Path:
    """A folder of pictures with which nothing can be done."""
    on_ground(QImage(), QSize(640, 480)).save(str(tmp_path / "meadow.jpg"))
    covered = code.copy()
    with QPainter(covered) as painter:
        painter.fillRect(QRect(code.rect().center(), code.size() / 2), Qt.GlobalColor.white)
    covered.save(str(tmp_path / "thumb.png"))
    segno.make("https://example.org/poster").save(str(tmp_path / "poster.png"), scale=5)
    segno.make("format = 2\nname = 3\n").save(str(tmp_path / "slip.png"), scale=5)
    code.save(str(tmp_path / "whole.png"))
    (tmp_path / "torn.png").write_bytes((tmp_path / "whole.png").read_bytes()[:2000])
    (tmp_path / "phone.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(200))
    (tmp_path / "large.png").write_bytes(png_of(40_000, 40_000))
    with open(tmp_path / "film.jpg", "wb") as file:
        file.write(b"\xff\xd8\xff")
        file.truncate(65 * 1024 * 1024)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("meadow.jpg", "meadow.jpg: no QR code can be seen in this picture; take one of the code that “Show"),
        ("thumb.png", "thumb.png: its QR code is blurred, covered or cut off; take another picture of"),
        (
            "poster.png",
            "poster.png: its QR code is not that of a plan, it says “https://example.org/poster”;",
        ),
        ("slip.png", "slip.png, line 1 (weeks): this field is missing; add it, for example weeks = 6."),
        ("torn.png", "torn.png: this picture is damaged, or of a kind that is not read; save it again"),
        ("phone.heic", "phone.heic: this picture is damaged, or of a kind that is not read; save it again"),
        ("large.png", "large.png: the picture has more than 64 million pixels; cut out the code and save"),
        ("film.jpg", "film.jpg: the picture is larger than 64 MiB; cut out the code and save that."),
        ("gone.png", "gone.png: the file cannot be read (no such file or directory)."),
    ],
)
def test_plan_check_says_what_is_wrong_with_a_picture(
    name: str, rule: str, broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence with the picture, the rule and what to do instead, and the exit code 1."""
    assert main(["plan", "check", str(broken / name)], StandingClock(EVENING)) == 1
    told = capsys.readouterr().out
    assert told.startswith(rule) and told.count("\n") == 1


def test_plan_check_reads_a_code(code: QImage, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says of a picture what it says of the file of that plan."""
    code.save(str(tmp_path / "photo.png"))
    assert main(["plan", "check", str(tmp_path / "photo.png")], StandingClock(EVENING)) == 0
    assert capsys.readouterr().out == f"photo.png is in order: {HOME.name}, weeks: {HOME.weeks}.\n"


class Receiver(Builder):
    """Somebody who was sent a picture, at the Plan page."""

    def open_menu(self) -> QMenu:
        menu = self.page.head.more.menu()
        self.qtbot.waitUntil(menu.isVisible)
        return menu

    def picks_by_keys(self, what: str) -> None:
        self.tab_to(self.page.head.more)
        self.press(Qt.Key.Key_Return)
        menu = self.open_menu()
        for _ in menu.actions():
            chosen = menu.activeAction()
            if chosen is not None and chosen.data() == what:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)

    def picks_by_mouse(self, what: str) -> None:
        self.click(self.page.head.more)
        menu = self.open_menu()
        wanted = next(action for action in menu.actions() if action.data() == what)
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(wanted).center())

    def types_name(self, file: Path) -> None:
        """Into the dialog that asks for a file."""
        dialog = next(each for each in self.program.window.findChildren(QFileDialog) if each.isVisible())
        edit = dialog.findChild(QLineEdit, "fileNameEdit")
        assert edit is not None
        dialog.setDirectory(str(file.parent))
        QTest.keyClicks(edit, file.name)
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def plans(self) -> list[str]:
        repository = self.program.model.plans.repository
        return [repository.load(each).name for each in repository.ids()]

    def said(self) -> str:
        return self.program.window.banner.message()


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Receiver]:
    load_fonts()
    somebody = Receiver(memory_path / "data", qtbot)
    somebody.open()
    somebody.to_plan()
    yield somebody
    somebody.close()


@pytest.fixture
def theirs() -> str:
    """The text of a plan that is not here."""
    return text_of(HOME).replace(f'"{HOME.id}"', '"theirs"').replace(f'"{HOME.name}"', f'"{THEIRS}"')


def test_a_photo_is_imported_by_keyboard(person: Receiver, theirs: str, tmp_path: Path) -> None:
    """Import a file takes it in and the plan that is followed stays; of a meadow nothing comes."""
    on_ground(shown(theirs), QSize(1200, 900), turned=-4).save(str(tmp_path / "photo.jpg"))
    on_ground(QImage(), QSize(640, 480)).save(str(tmp_path / "meadow.jpg"))
    before = person.plans()
    person.picks_by_keys("import")
    person.types_name(tmp_path / "meadow.jpg")
    person.qtbot.waitUntil(lambda: person.said().startswith("meadow.jpg: no QR code can be seen"))
    assert person.plans() == before
    person.picks_by_keys("import")
    person.types_name(tmp_path / "photo.jpg")
    person.qtbot.waitUntil(lambda: person.plans() == [*before, THEIRS])
    assert f"{THEIRS} is among your plans now." in toasted(person.program.window)
    assert person.followed == "Six-week knee plan"


def test_a_copied_picture_is_pasted_by_mouse(person: Receiver, theirs: str, tmp_path: Path) -> None:
    """A screenshot, or the file of one; beside the text of a plan a picture is not looked at."""
    clipboard = QApplication.clipboard()
    clipboard.setImage(on_ground(QImage(), QSize(64, 48)))
    person.picks_by_mouse("paste-text")
    assert person.said().startswith("the copied picture: no QR code can be seen in this picture")
    clipboard.setImage(on_ground(shown(theirs), QSize(1200, 900)))
    person.picks_by_mouse("paste-text")
    assert THEIRS in person.plans()
    copied = QMimeData()
    copied.setText(theirs.replace(THEIRS, "From a table").replace('"theirs"', '"table"'))
    copied.setImageData(on_ground(QImage(), QSize(64, 48)))
    clipboard.setMimeData(copied)
    person.picks_by_mouse("paste-text")
    assert "From a table" in person.plans()
    file = tmp_path / "screen.png"
    shown(theirs.replace(THEIRS, "From a file").replace('"theirs"', '"file"')).save(str(file))
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(file))])
    clipboard.setMimeData(copied)
    person.picks_by_mouse("paste-text")
    assert "From a file" in person.plans()
    clipboard.clear()
    person.picks_by_mouse("paste-text")
    assert person.said().startswith("There is nothing to import. Copy the text of a plan first")


def test_the_builder_begins_with_a_picture(person: Receiver, theirs: str, tmp_path: Path) -> None:
    """From a file takes a photo too; the draft before it stays where there is no plan in it."""
    shown(theirs).save(str(tmp_path / "photo.png"))
    on_ground(QImage(), QSize(640, 480)).save(str(tmp_path / "meadow.jpg"))
    person.picks_by_keys("build")
    person.builder.library.tile("step-up").click()
    person.builder.file_asked.emit()
    person.types_name(tmp_path / "meadow.jpg")
    person.qtbot.waitUntil(lambda: person.said().startswith("meadow.jpg: no QR code can be seen"))
    assert person.rows() == ["Step-ups"]
    person.builder.file_asked.emit()
    person.types_name(tmp_path / "photo.png")
    person.qtbot.waitUntil(lambda: person.builder.name.text() == THEIRS)
    assert person.rows()[:2] == ["Leg swings, forward", "Leg swings, sideways"]
    assert THEIRS not in person.plans()
