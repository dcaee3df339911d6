"""What a window takes for a language that is not English, and what it leaves alone for English."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from kneetimer.core.language import Language, language_in_use, use_language
from kneetimer.program.window_language import take_language
from kneetimer.storage.languages import find_language


@pytest.fixture
def german(tmp_path: Path, qapp: QApplication) -> Iterator[Path]:
    """A folder of languages with a German in it; afterwards everything is English again."""
    before = QLocale()
    (tmp_path / "de" / "LC_MESSAGES").mkdir(parents=True)
    catalogue = Catalog(locale="de")
    catalogue.add("Rest", "Pause")
    with (tmp_path / "de" / "LC_MESSAGES" / "kneetimer.mo").open("wb") as file:
        write_mo(file, catalogue)
    yield tmp_path
    use_language(Language())
    QLocale.setDefault(before)
    for words in qapp.findChildren(QTranslator):
        qapp.removeTranslator(words)
        shiboken6.delete(words)


def test_days_numbers_and_the_buttons_of_dialogs_are_in_it(german: Path, qapp: QApplication) -> None:
    """The calendar and the decimal point come from Qt, which speaks the language too."""
    use_language(find_language(["de"], german))
    take_language(qapp, {"LANG": "de_DE.UTF-8"})
    spoken = language_in_use()
    assert (spoken.days[0], spoken.short_days[0], spoken.months[2]) == ("Montag", "Mo", "März")
    assert spoken.point == ","
    assert spoken.texts.gettext("Rest") == "Pause"
    assert QLocale().language() is QLocale.Language.German
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert [each.text().replace("&", "") for each in buttons.buttons()] == ["Abbrechen"]


def test_the_system_says_what_is_wanted_where_the_environment_does_not(
    german: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows and macOS; a language that the environment names comes before."""
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("de_AT")))
    take_language(qapp, {"KNEETIMER_LOCALE": str(german), "LANG": "en_GB.UTF-8"})
    assert language_in_use().code == "en"
    take_language(qapp, {"KNEETIMER_LOCALE": str(german)})
    assert language_in_use().code == "de"
    assert language_in_use().days[6] == "Sonntag"


def test_english_leaves_everything_as_it_is(qapp: QApplication) -> None:
    """No catalogue of Qt is read and no other calendar is taken."""
    before, spoken = QLocale(), language_in_use()
    take_language(qapp, {"LANG": "en_US.UTF-8"})
    assert QLocale() == before
    assert language_in_use() is spoken
    assert not qapp.findChildren(QTranslator)
