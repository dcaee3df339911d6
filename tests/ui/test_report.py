"""The page for a physiotherapist: right numbers, one sheet, nothing hostile on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import small_plan
from PySide6.QtCore import QSize
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot
from small_plan import EXERCISES, PLAN

from kneetimer.core.knee import CheckMoment, FootNote, KneeCheck, Sign
from kneetimer.core.preferences import Knee
from kneetimer.core.preferences import ThemeChoice as Choice
from kneetimer.core.record import Hurt, HurtAnswer, SessionRecord, SessionState
from kneetimer.ui.progress.report import write_report
from kneetimer.ui.progress.report_view import ReportView, WeekColumn, plain_line, range_of, report_view
from kneetimer.ui.progress.saved_file import NotWrittenError
from kneetimer.ui.shell.theme import Theme, load_fonts

ZONE = timezone(timedelta(hours=1))
MONDAY = datetime(2026, 11, 2, 18, tzinfo=ZONE)
TODAY = date(2026, 11, 25)


def at(days: int, hour: int = 18) -> datetime:
    return (MONDAY + timedelta(days)).replace(hour=hour)


def three_weeks() -> list[SessionRecord]:
    """Three sessions in the first week, one half done in the second, none in the third, one in the fourth."""
    return [
        small_plan.session(1, 1, at(0), pain=2),
        small_plan.session(1, 2, at(2), pain=6),
        small_plan.session(1, 3, at(4), pain=None),
        small_plan.session(2, 1, at(8), state=SessionState.PARTIAL, share=0.5, pain=1),
        small_plan.session(2, 2, at(22), pain=0),
        small_plan.session(2, 2, at(22), rehearsal=True, pain=9),
        replace(small_plan.session(2, 2, at(9), pain=9), removed=True),
        small_plan.session(2, 2, at(10), state=SessionState.DISCARDED),
    ]


def view(
    records: list[SessionRecord], checks: list[KneeCheck], notes: list[FootNote] | None = None
) -> ReportView:
    return report_view(PLAN, EXERCISES, records, checks, notes or [], 2, MONDAY.date(), TODAY, TODAY)


def test_weeks_have_their_sessions_and_empty_ones_are_there() -> None:
    """Full and partial apart, the empty week is a column, this week is open; rehearsals are nowhere."""
    assert view(three_weeks(), []).weeks == (
        WeekColumn("Week 1", date(2026, 11, 2), 3, 0, False),
        WeekColumn("Week 2", date(2026, 11, 9), 0, 1, False),
        WeekColumn("", date(2026, 11, 16), 0, 0, False),
        WeekColumn("Week 2", date(2026, 11, 23), 1, 0, True),
    )


def test_adherence_does_not_let_one_week_make_up_for_another() -> None:
    """Two of the three in week 1 count, one half in week 2, none in week 3: 3 of 6, and one more."""
    line = view(three_weeks(), []).adherence[0]
    assert line == "3 of 6 planned sessions in three weeks, and 1 more."


def test_doses_add_up_over_both_sides() -> None:
    """One whole session and one of which nothing was done: half of everything, left and right apart."""
    records = [small_plan.session(1, 1, at(0)), small_plan.session(1, 2, at(2), share=0.0)]
    rows = {row.exercise: row for row in view(records, []).dose}
    assert set(rows) == {"Squats", "Clamshells", "Wall sit"}  # no warm-up, no stretch
    squats, clamshells, wall = rows["Squats"], rows["Clamshells"], rows["Wall sit"]
    assert (squats.prescribed, squats.done, squats.share, squats.left) == ("60", "30", 0.5, "")
    assert (clamshells.prescribed, clamshells.left, clamshells.right) == ("96", "24", "24")
    assert (wall.prescribed, wall.done) == ("1:20", "0:40")


def test_pain_is_told_as_it_was_answered() -> None:
    """Each moment on its own day; what was not answered is missing, not 0; signs are named with their day."""
    records = three_weeks()[:3]
    first = records[0]
    hurt = Hurt(1, 7, Knee.LEFT, HurtAnswer.STOP, (Sign.LOCKING,))
    records[0] = first = replace(first, hurts=(hurt,))
    checks = [
        KneeCheck("b", at(0, 17), CheckMoment.BEFORE, 1, session=first.id),
        KneeCheck("m", at(1, 8), CheckMoment.MORNING, 3, session=first.id),
    ]
    shown = view(records, checks)
    told = [(row.before, row.worst, row.morning, row.morning_day) for row in shown.pain]
    assert told == [(1, 7, 3, date(2026, 11, 3)), (None, 6, None, None), (None, None, None, None)]
    assert shown.pain_lines[0] == "Before: 1 (1 of 3 answered)."
    assert shown.pain_lines[1] == "Worst during and after: 6 to 7, 6.5 on average (2 of 3 answered)."
    assert shown.pain_lines[3] == "Named: 2 Nov locking."
    assert shown.notes[0].text == "Squats hurt, 7 of 10, left knee, ended the session."


def test_left_and_right_are_told_apart() -> None:
    """A left-knee time followed by a right-knee one: each has its own line, and no number is of both."""
    records = three_weeks()[:3]
    checks = [
        KneeCheck("a", at(0, 17), CheckMoment.BEFORE, 1, Knee.LEFT, records[0].id),
        KneeCheck("b", at(2, 17), CheckMoment.BEFORE, 5, Knee.RIGHT, records[1].id),
    ]
    assert view(records, checks).pain_lines[:-1] == (
        "L, left knee, one session: before 1; worst during and after 2.",
        "R, right knee, one session: before 5; worst during and after 6.",
    )


def test_the_page_says_which_knee_it_is_about() -> None:
    """One knee is in the head and over the answers, two are both named, one never named is not guessed."""
    records = three_weeks()[:2]
    left, right = (
        KneeCheck(knee.value, at(day, 17), CheckMoment.BEFORE, 1, knee, record.id)
        for day, knee, record in zip((0, 2), (Knee.LEFT, Knee.RIGHT), records, strict=True)
    )
    one, both, none = view(records[:1], [left]), view(records, [left, right]), view(records, [])
    assert one.made.startswith("Left knee. ")
    assert one.pain_heading == "Left knee, pain from 0 to 10"
    assert both.made.startswith("Left knee and right knee. ")
    assert none.made.startswith("Which knee: not named. ")


def test_the_load_of_each_exercise_is_told_where_the_plan_names_one() -> None:
    """A load that changed is told as both, in the order in which they were used; none is a dash."""
    first, second = small_plan.session(1, 1, at(0)), small_plan.session(1, 2, at(2))

    def banded(record: SessionRecord, load: str) -> SessionRecord:
        sets = (replace(each, load=load) if each.exercise == "clamshells" else each for each in record.sets)
        return replace(record, sets=tuple(sets))

    records = [banded(first, "light band"), banded(second, "medium band")]
    loads = {row.exercise: row.load for row in view(records, []).dose}
    assert loads["Clamshells"] == "light band, medium band"
    assert loads["Squats"] == "–"


def test_the_range_is_the_last_six_weeks_at_most() -> None:
    """Without dates: from the first session, or 42 days; with them: as asked."""
    records = three_weeks()
    assert range_of(records, None, None, TODAY) == (date(2026, 11, 2), TODAY)
    assert range_of(records, None, None, date(2027, 1, 31)) == (date(2026, 12, 21), date(2027, 1, 31))
    assert range_of([], None, None, TODAY) == (TODAY, TODAY)
    asked = (date(2026, 1, 1), date(2026, 12, 31))
    assert range_of(records, *asked, TODAY) == asked


@pytest.mark.parametrize(
    ("note", "line"),
    [
        ("two\nlines\tand  more", "two lines and more"),
        ("\u202eevil\u2066 \x1b[31mred\x00", "evil [31mred"),
        ("half an emoji \ud83d", "half an emoji"),
        ("x" * 500, "x" * 399 + "…"),
    ],
)
def test_notes_are_one_line_of_printable_text(note: str, line: str) -> None:
    """Nothing in a note can turn the writing around, break the page or go on for ever."""
    assert plain_line(note) == line


def written(path: Path, shown: ReportView) -> QPdfDocument:
    load_fonts()
    Theme().choose(Choice.DARK, high_contrast=False, text_size=100)  # the page stays light
    write_report(shown, path)
    document = QPdfDocument()
    assert document.load(str(path)) == QPdfDocument.Error.None_
    return document


def test_the_page_is_one_sheet_of_a4_with_the_words_on_it(qtbot: QtBot, tmp_path: Path) -> None:
    """Title, numbers, table and notes can be read in the PDF, which is one A4 page."""
    note = FootNote("f", at(0), 3, None)
    shown = view([replace(each, note="Windy.") for each in three_weeks()], [], [note])
    document = written(tmp_path / "report.pdf", shown)
    assert document.pageCount() == 1
    size = document.pagePointSize(0)
    assert (round(size.width()), round(size.height())) == (595, 842)
    text = " ".join(document.getAllText(0).text().split())
    seen = ("2 November to 25 November 2026", "3 of 6 planned", "Clamshells", "3:28", "(4 of 5 answered)")
    for words in (*seen, "left 3", "Windy."):
        assert words in text
    document.close()


def test_a_note_is_text_and_nothing_else(qtbot: QtBot, tmp_path: Path) -> None:
    """What looks like a mark of the page stands on it as it was typed, and a word without end is broken."""
    typed = "<h1>Big</h1> & <img src='share:9'> " + "W" * 200
    document = written(tmp_path / "report.pdf", view([replace(three_weeks()[0], note=typed)], []))
    text = " ".join(document.getAllText(0).text().split())
    assert "<h1>Big</h1> & <img src='share:9'>" in text
    assert text.count("W") >= 200
    page = document.render(0, QSize(595, 842))
    assert {page.pixelColor(570, y).name() for y in range(842)} <= {"#ffffff", "#000000"}
    document.close()


def test_a_year_with_endless_notes_still_fits(qtbot: QtBot, tmp_path: Path) -> None:
    """The newest notes are shown as far as they fit, and the page says how many older ones there are."""
    records = [
        replace(small_plan.session(1 + n % 6, 1, at(2 * n), pain=n % 11), note=f"Note {n}. " + "word " * 60)
        for n in range(150)
    ]
    shown = report_view(PLAN, EXERCISES, records, [], [], 2, MONDAY.date(), at(364).date(), at(364).date())
    document = written(tmp_path / "report.pdf", shown)
    assert document.pageCount() == 1
    text = document.getAllText(0).text()
    assert "Note 149." in text
    assert "Note 0." not in text
    assert "older notes" in text
    # Nothing runs over the edge: the margins of the sheet are white.
    page = document.render(0, QSize(595, 842))
    page_colours = {page.pixelColor(x, y).name() for x in (8, 25, 570, 588) for y in range(0, 842, 3)}
    assert page_colours <= {"#ffffff", "#000000"}  # a transparent pixel counts as black
    document.close()


def test_an_empty_history_gives_an_honest_page(qtbot: QtBot, tmp_path: Path) -> None:
    """No sample data: the frames, and sentences that say there is nothing."""
    document = written(tmp_path / "report.pdf", view([], []))
    text = document.getAllText(0).text()
    assert "No sessions in these weeks." in text
    assert "No answers about the knee" in text
    document.close()


def test_a_page_that_cannot_be_written_says_so_and_leaves_no_half(qtbot: QtBot, tmp_path: Path) -> None:
    """A folder that is not there is an error, not an empty file."""
    load_fonts()
    with pytest.raises(NotWrittenError):
        write_report(view([], []), tmp_path / "missing" / "report.pdf")
    assert list(tmp_path.iterdir()) == []
