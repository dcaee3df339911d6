"""Runs from files: what is read, what is known already, and that no file can do harm."""

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fit_tool.profile.profile_type import Sport
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from run_samples import fit, gpx, tcx
from stored_sessions import StillClock

from kneetimer.core.run import Run, RunKind, RunState, arrival, guess_kind
from kneetimer.storage.engine import check
from kneetimer.storage.errors import NotImportedError
from kneetimer.storage.exchange.transfer import export, import_file
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.storage.records.write_queue import Keeper
from kneetimer.storage.runs.run_file import MOST_BYTES, RunFileError, read_run
from kneetimer.storage.runs.run_folder import recent_files

ZONE = timezone(timedelta(hours=1))
SUNDAY = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History.open_to_write(locate(tmp_path / "data"), StillClock()) as opened:
        yield opened


def stored(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [("run.fit", fit(SUNDAY)), ("run.gpx", gpx(SUNDAY)), ("run.tcx", tcx(SUNDAY)), ("run.bin", fit(SUNDAY))],
)
def test_a_run_is_read_from_each_format(tmp_path: Path, name: str, content: bytes) -> None:
    """FIT, GPX and TCX give the same start, length and distance, whatever the file is called."""
    run = read_run(stored(tmp_path, name, content), ZONE)
    assert run.started == SUNDAY and run.started.utcoffset() == timedelta(hours=1)
    assert run.duration_s == 50 * 60
    assert run.distance_m == pytest.approx(9_000, abs=9)
    assert run.source == name


def test_a_watch_that_went_flat_still_has_its_run(tmp_path: Path) -> None:
    """A FIT file without sums is read from its points."""
    run = read_run(stored(tmp_path, "flat.fit", fit(SUNDAY, with_sums=False)), ZONE)
    assert (run.started, run.duration_s, run.distance_m) == (SUNDAY, 3000, 9000)


def test_a_run_abroad_belongs_to_the_day_it_was_there(tmp_path: Path) -> None:
    """At eleven in the evening in Tokyo it is afternoon here: the run stays on its own day."""
    tokyo = timezone(timedelta(hours=9))
    late = datetime(2026, 11, 22, 0, 30, tzinfo=tokyo)
    run = read_run(stored(tmp_path, "t.fit", fit(late, offset=timedelta(hours=9))), ZONE)
    assert run.started.date() == date(2026, 11, 22)


def test_a_break_between_two_parts_adds_no_metres(tmp_path: Path) -> None:
    """Between two parts of a track nobody ran, so the way between them does not count."""
    whole = read_run(stored(tmp_path, "a.gpx", gpx(SUNDAY)), ZONE)
    parts = read_run(stored(tmp_path, "b.gpx", gpx(SUNDAY, pause_after=29)), ZONE)
    assert whole.distance_m is not None and parts.distance_m is not None
    assert whole.distance_m - parts.distance_m == pytest.approx(150, abs=2)
    assert parts.duration_s == whole.duration_s


BOMB = (
    b'<!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<gpx><trk><name>&b;</name></trk></gpx>"
)
OUTSIDE = b'<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]><gpx><trk><name>&a;</name></trk></gpx>'


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.fit", b"", "empty.fit is empty."),
        ("text.gpx", b"hello", "text.gpx is not a FIT, GPX or TCX file."),
        ("page.gpx", b"<html><body/></html>", "page.gpx is not a FIT, GPX or TCX file."),
        ("cut.fit", fit(SUNDAY)[:-40], "cut.fit is cut short or damaged."),
        ("bit.fit", fit(SUNDAY)[:60] + b"\xff" + fit(SUNDAY)[61:], "bit.fit is cut short or damaged."),
        ("cut.gpx", gpx(SUNDAY)[:-300], "cut.gpx is cut short or damaged."),
        ("cut.tcx", tcx(SUNDAY)[:-30], "cut.tcx is cut short or damaged."),
        ("bomb.gpx", BOMB, "bomb.gpx has declarations in it that no run needs, and is left alone."),
        ("spy.gpx", OUTSIDE, "spy.gpx has declarations in it that no run needs, and is left alone."),
        ("deep.gpx", b"<gpx>" + b"<a>" * 100_000, "deep.gpx is nested deeper than any run."),
        ("route.gpx", b"<gpx><rte/></gpx>", "route.gpx has no points with a time."),
        (
            "nan.gpx",
            gpx(SUNDAY).replace(b'lat="4', b'lat="nan" x="'),
            "nan.gpx has no points with a time.",
        ),
        (
            "nan.tcx",
            tcx(SUNDAY, [(7, 1)]).replace(b">420<", b">nan<"),
            "nan.tcx has no length that a run can have.",
        ),
        ("zero.tcx", tcx(SUNDAY, [(-5, -5)]), "zero.tcx has no length that a run can have."),
        (
            "old.tcx",
            tcx(SUNDAY).replace(b"2026-", b"0001-"),
            "old.tcx has a date that cannot be right.",
        ),
        ("bike.fit", fit(SUNDAY, sport=Sport.CYCLING), "bike.fit is not a run but cycling."),
        ("bike.gpx", gpx(SUNDAY, sport="cycling"), "bike.gpx is not a run but cycling."),
        ("bike.tcx", tcx(SUNDAY, sport="Biking"), "bike.tcx is not a run but biking."),
        ("big.gpx", b"<gpx>" + b" " * MOST_BYTES, "big.gpx is larger than 16 MB, which no run is."),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 12 else "",
)
def test_a_file_without_a_run_gives_one_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    """Broken, foreign and hostile files are each named and told apart in a sentence."""
    with pytest.raises(RunFileError) as told:
        read_run(stored(tmp_path, name, content), ZONE)
    assert str(told.value) == sentence


def test_what_is_no_file_gives_a_sentence_too(tmp_path: Path) -> None:
    """A folder and a file that has gone away are named."""
    with pytest.raises(RunFileError, match=r"is not a file\.$"):
        read_run(tmp_path, ZONE)
    with pytest.raises(RunFileError, match=r"^gone\.fit cannot be read: "):
        read_run(tmp_path / "gone.fit", ZONE)


def test_a_long_file_needs_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    """Sixty thousand elements take the memory of their bytes and little more."""
    path = stored(tmp_path, "wide.gpx", b"<gpx>" + b"<a/>" * 60_000 + b"</gpx>")
    read_run(stored(tmp_path, "first.gpx", gpx(SUNDAY)), ZONE)  # loads the reader
    tracemalloc.start()
    with pytest.raises(RunFileError):
        read_run(path, ZONE)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * path.stat().st_size + 1_500_000


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from((fit(SUNDAY), gpx(SUNDAY, points=5), tcx(SUNDAY))),
    st.lists(st.tuples(st.integers(0, 2_000), st.binary(min_size=1, max_size=4)), min_size=1, max_size=4),
)
def test_no_changed_byte_breaks_the_program(
    tmp_path: Path, content: bytes, changes: list[tuple[int, bytes]]
) -> None:
    """Whatever stands in a file, there is a believable run or one sentence, and nothing else."""
    raw = bytearray(content)
    for place, new in changes:
        raw[place % len(raw) : place % len(raw) + len(new)] = new
    try:
        run = read_run(stored(tmp_path, "changed", bytes(raw)), ZONE)
    except RunFileError as problem:
        said = str(problem)
    else:
        said = "changed " if arrival(run, []).is_new else ""
    assert said.startswith("changed ") and "\n" not in said


def test_the_same_run_from_two_sources_is_one_run(tmp_path: Path) -> None:
    """The watch's file and the app's copy of it, some seconds off, are recognised; another run is not."""
    watch = arrival(read_run(stored(tmp_path, "w.fit", fit(SUNDAY)), ZONE), [])
    copy = read_run(stored(tmp_path, "a.gpx", gpx(SUNDAY + timedelta(seconds=40), 51)), ZONE)
    assert not arrival(copy, [watch.run]).is_new
    for other in (fit(SUNDAY, 20), fit(SUNDAY + timedelta(minutes=2))):
        assert arrival(read_run(stored(tmp_path, "o.fit", other), ZONE), [watch.run]).is_new


def test_a_file_takes_the_place_of_what_was_planned_for_its_day(tmp_path: Path) -> None:
    """A planned hard run becomes the run that was done, and stays a hard one."""
    planned = Run(SUNDAY.date(), RunKind.HARD, state=RunState.PLANNED, id="p")
    came = arrival(read_run(stored(tmp_path, "w.fit", fit(SUNDAY)), ZONE), [planned])
    assert came.instead_of == planned
    assert (came.run.kind, came.run.state, came.run.guessed) == (RunKind.HARD, RunState.DONE, False)


def _usual(pace_s_km: int) -> list[Run]:
    return [
        Run(
            SUNDAY.date() - timedelta(days=number), RunKind.EASY, distance_m=10_000, duration_s=10 * pace_s_km
        )
        for number in (2, 4, 7)
    ]


@pytest.mark.parametrize(
    ("title", "metres", "minutes", "others", "kind"),
    [
        ("Morning Run", 9_000, 50, [], RunKind.EASY),
        ("6 x 800 intervals", 9_000, 50, [], RunKind.HARD),
        ("Sunday long run", 12_000, 70, [], RunKind.LONG),
        ("", 14_000, 90, [], RunKind.LONG),
        ("", 15_000, 80, [], RunKind.LONG),
        ("", 10_000, 55, _usual(360), RunKind.HARD),
        ("", 10_000, 57, _usual(360), RunKind.EASY),
        ("", 10_000, 40, _usual(360)[:2], RunKind.EASY),
        ("", None, 50, _usual(360), RunKind.EASY),
    ],
)
def test_how_hard_a_run_was_is_guessed_by_the_stated_rule(
    title: str, metres: int | None, minutes: int, others: list[Run], kind: RunKind
) -> None:
    """Its title, then its length, then its pace against the usual one of at least three runs."""
    assert guess_kind(title, metres, minutes * 60, others) is kind


def test_runs_are_stored_corrected_and_deleted(history: History, tmp_path: Path) -> None:
    """A run comes back as it was, its kind can be corrected, and a deleted one is known as deleted."""
    run = arrival(read_run(stored(tmp_path, "w.fit", fit(SUNDAY)), ZONE), []).run
    note = Run(SUNDAY.date() + timedelta(days=2), RunKind.LONG, state=RunState.PLANNED, id="n")
    history.save_answer(note)
    history.save_answer(run)
    corrected = replace(run, kind=RunKind.LONG, guessed=False)
    history.save_answer(corrected)
    assert history.runs() == [corrected, note]
    assert history.runs()[0].started == SUNDAY
    history.remove_answer(corrected)
    assert (history.runs(), history.deleted_runs()) == ([note], {run.id})
    with HistoryReader.open(locate(tmp_path / "data")) as reader:
        assert reader.runs() == [note]
        assert reader.knee_checks() == []
    assert check.verify(history.path) == []


def test_runs_come_along_in_an_export(history: History, tmp_path: Path) -> None:
    """Another computer gets the runs too, and importing twice adds nothing."""
    run = arrival(read_run(stored(tmp_path, "w.fit", fit(SUNDAY)), ZONE), []).run
    history.save_answer(run)
    files = export(history, tmp_path / "out", SUNDAY, "1").files
    with History.open_to_write(locate(tmp_path / "other"), StillClock()) as other:
        assert import_file(other, files[0]).answers == 1
        assert other.runs() == [run]
        assert import_file(other, files[0]).added_nothing


def test_a_keeper_stores_and_deletes_runs(history: History) -> None:
    """What a person enters at a running window is on the disk at once."""
    keeper = Keeper(history, StillClock())
    run = Run(SUNDAY.date(), RunKind.EASY, id="r")
    assert keeper.save_answer(run) and history.runs() == [run]
    assert keeper.remove_answer(run) and history.runs() == []


def test_a_watched_folder_offers_the_files_of_the_last_weeks(tmp_path: Path) -> None:
    """New files of the three kinds, newest first; others, hidden and old ones are left out."""

    now = SUNDAY
    for number, name in enumerate(("b.FIT", "a.gpx", "c.tcx", "d.txt", ".e.fit", "old.fit")):
        path = stored(tmp_path, name, b"x")
        age = timedelta(days=90 if name == "old.fit" else number)
        os.utime(path, ((now - age).timestamp(),) * 2)
    assert [path.name for path in recent_files(tmp_path, now)] == ["b.FIT", "a.gpx", "c.tcx"]
    with pytest.raises(RunFileError, match="cannot be read"):
        recent_files(tmp_path / "gone", now)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("day", "2026-11-23"),
        ("day", "someday"),
        ("kind", "fast"),
        ("state", "maybe"),
        ("started", "2026-11-22T09:30:00"),
        ("duration_s", -1),
        ("duration_s", 1e9),
        ("distance_m", "far"),
        ("source", 7),
        ("guessed", "yes"),
        ("pulse", 120),
    ],
)
def test_a_hostile_run_in_an_export_is_refused(
    history: History, tmp_path: Path, name: str, value: object
) -> None:
    """A value that no run can have leaves everything as it was, with a sentence."""
    history.save_answer(arrival(read_run(stored(tmp_path, "w.fit", fit(SUNDAY)), ZONE), []).run)
    file = export(history, tmp_path / "out", SUNDAY, "1").files[0]
    whole = json.loads(file.read_text())
    whole["answers"][0]["fields"][name] = value
    file.write_text(json.dumps(whole))
    with History.open_to_write(locate(tmp_path / "other"), StillClock()) as other:
        with pytest.raises(NotImportedError, match="Nothing was imported"):
            import_file(other, file)
        assert other.runs() == []
