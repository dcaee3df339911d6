"""What the window takes from the system for a language: its calendar, its decimal point, Qt's own words.

Which languages there are, storage/languages.py knows. For English nothing of this is asked.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from kneetimer.core.language import language_in_use, use_language
from kneetimer.storage.languages import find_language, locale_folder, wanted_languages

WEEK, YEAR = range(1, 8), range(1, 13)


def take_language(application: QCoreApplication, environment: Mapping[str, str] = os.environ) -> None:
    """Speak the person's language in windows, before the first of them is made.

    Where the environment names no language, as on Windows and macOS, the system's settings do.
    """
    if not wanted_languages(environment):
        use_language(find_language(QLocale.system().uiLanguages(), locale_folder(environment)))
    language = language_in_use()
    if language.code.partition("_")[0] == "en":
        return
    locale = QLocale(language.code)
    if locale.language() is QLocale.Language.C:  # Qt does not know it: the catalogue's own names of days stay
        return
    QLocale.setDefault(locale)
    long, short = QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat
    use_language(
        replace(
            language,
            days=tuple(locale.standaloneDayName(day, long) for day in WEEK),
            short_days=tuple(locale.standaloneDayName(day, short) for day in WEEK),
            months=tuple(locale.monthName(month, long) for month in YEAR),
            short_months=tuple(locale.monthName(month, short) for month in YEAR),
            point=locale.decimalPoint(),
        )
    )
    _translate_qt(application, locale)


def _translate_qt(application: QCoreApplication, locale: QLocale) -> None:
    """The buttons of dialogs, where Qt brings the language."""
    words = QTranslator(application)
    if words.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(words)
