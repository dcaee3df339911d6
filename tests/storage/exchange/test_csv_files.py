"""The exported tables: no text becomes a formula, and numbers are numbers in every language."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetimer.core.run import Run, RunKind, RunState
from kneetimer.storage.exchange import csv_files
from kneetimer.storage.exchange.csv_files import TableStyle

LIVE = "=+-@＝＋－＠"
RUN = Run(date(2026, 11, 20), RunKind.EASY, None, RunState.DONE, 35_400, 9_930)


BEFORE = ["", " ", ";", ",", "\t", "|", ":", "a;", 'a;"', "a\n", "a\r\n", "a; '", "\u3000", "a;\ufeff", "a "]


@pytest.mark.parametrize("before", BEFORE)
def test_a_formula_is_guarded_wherever_a_line_may_be_split(before: str) -> None:
    """After each sign that divides cells or lines somewhere, and at the start, there is an apostrophe."""
    cell = csv_files.safe(f"{before}=1+1")
    assert isinstance(cell, str)
    assert before == "a " or "'=1+1" in cell or cell.startswith("'")


@given(st.text(alphabet=";,\t|\n\r\x0b\u2028 \"'=+-@＝a1", max_size=12))
def test_no_piece_of_a_note_is_a_formula(note: str) -> None:
    """Written as a table and split again at any of the signs, no piece begins like a formula."""
    cell = csv_files.safe(note)
    assert isinstance(cell, str)
    for line in re.split(r"[\n\r\x0b\u2028]", cell):
        for piece in re.split(r"[;,\t|]", line):
            assert not piece.strip(' "').startswith(tuple(LIVE))


def test_ordinary_words_stay_as_they_are() -> None:
    """A minus between words, a mail address and a smiley in the middle are nobody's formula."""
    for note in ("well-being", "me@home", "2 + 2 is fine", "left knee 3/10"):
        assert csv_files.safe(note) == note


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_with_german_settings_reads_numbers_and_dates(tmp_path: Path) -> None:
    """Opened as German, the table with decimal commas has a number and a date, and no text in their place."""
    table = tmp_path / "runs.csv"
    table.write_bytes(csv_files.runs([RUN], TableStyle.COMMA).encode("utf-8-sig"))
    # Semicolons, double quotes, UTF-8, from the first line, German, special numbers are looked for.
    options = "--infilter=CSV:59,34,76,1,,1031,false,true"
    command = ["soffice", "--headless", options, "--convert-to", "fods", "--outdir", str(tmp_path)]
    command.append(str(table))
    home = {**os.environ, "HOME": str(tmp_path)}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=home)
    seen = (tmp_path / "runs.fods").read_text(encoding="utf-8")
    assert 'office:value="35.4"' in seen
    assert 'office:date-value="2026-11-20"' in seen


def test_numbers_are_written_as_the_language_does() -> None:
    """With a comma for decimals, cells are divided by semicolons and 35.4 km are 35,4."""
    for style, km in ((TableStyle.POINT, "35.4"), (TableStyle.COMMA, "35,4")):
        text = csv_files.runs([RUN], style)
        (line,) = csv.DictReader(io.StringIO(text), delimiter=style.value)
        assert (line["km"], line["date"]) == (km, "2026-11-20")
