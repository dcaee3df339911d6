"""Damaged exports, plans and calendars, tried short. `make mutate` tries them by the thousand."""

from pathlib import Path

import file_trials
import pytest
from stored_sessions import StillClock

from kneetimer.storage.engine import check
from kneetimer.storage.locations import Locations
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import read_plan
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.storage.records.history import History


def test_a_damaged_file_is_read_or_refused_in_one_sentence(tmp_path: Path) -> None:
    """No traceback and no word of Python, whatever is wrong in an export, a plan or a calendar."""
    for kind, outcome in file_trials.others(tmp_path, 60, 2, lambda: 0.0).items():
        assert outcome.broken == [], kind
        assert outcome.counts["refused"] > 0


def test_an_event_of_ours_with_a_broken_date_is_written_anew(tmp_path: Path) -> None:
    """What another program made of a date does not keep the sessions out of the calendar."""
    path = tmp_path / "knee.ics"
    path.write_bytes(file_trials._calendar(tmp_path).replace(b"DTSTART:2026", b"DTSTART:ND:2026", 1))
    assert file_trials._write_ics(path) == ("read", "")
    assert b"START:ND" not in path.read_bytes()


def test_a_setting_without_a_value_goes_back_to_its_default(here: Locations) -> None:
    """A damaged row costs that setting alone, and the program starts."""
    with History.open_to_write(here, StillClock()) as history, history.changing() as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("INSERT INTO preference VALUES ('volume', '[', 'x')")
    with History.open_to_write(here, StillClock()) as history:
        preferences, complaints = history.preferences()
    assert preferences.volume == 80
    assert len(complaints) == 1
    assert check.verify(here.database) != []


@pytest.mark.parametrize("size", [512, 4096])
def test_a_journal_without_its_beginning_is_judged_by_its_pages(tmp_path: Path, size: int) -> None:
    """As long as each page in it is as in the file, that was not touched; a changed one cannot be undone."""
    from kneetimer.storage.engine.journal import Journal, journal_of, judge

    pages = [bytes([number]) * size for number in range(1, 5)]
    pages[0] = pages[0][:16] + size.to_bytes(2, "big") + pages[0][18:]
    path = tmp_path / "kneetimer.db"
    path.write_bytes(b"".join(pages))
    kept = b"".join((number + 1).to_bytes(4, "big") + pages[number] + bytes(4) for number in (0, 2))
    journal_of(path).write_bytes(bytes(512) + kept)
    assert judge(path) is Journal.NOT_NEEDED
    path.write_bytes(b"".join((*pages[:2], b"x" * size, pages[3])))
    assert judge(path) is Journal.BROKEN


def test_what_is_quoted_of_an_old_encoding_hides_nothing() -> None:
    """A soft hyphen of Latin-1 in the line that is shown would be seen by nobody."""
    with pytest.raises(FileProblem) as caught:
        read_plan(b'format = 1\nname = "warm' + b"\xadup\xfc" + b'"\n', load_exercises())
    assert "\xad" not in str(caught.value)
