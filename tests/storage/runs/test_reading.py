"""Runs from files: what is read, what is known already, and that no file can do harm."""

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fit_tool.profile.profile_type import Sport
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from run_samples import fit, gpx, tcx
from stored_sessions import StillClock

from kneetimer.core.run import Arrival, KnownRuns, Recording, Run, RunKind, RunState, guess_kind
from kneetimer.storage.engine import check
from kneetimer.storage.errors import NotImportedError
from kneetimer.storage.exchange.transfer import export, import_file
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.storage.records.write_queue import WriteQueue
from kneetimer.storage.runs.activity import LeftOut
from kneetimer.storage.runs.folder import FolderUnreadableError, files_in
from kneetimer.storage.runs.packed import MOST_BYTES
from kneetimer.storage.runs.reading import FileReading, readings, shown_name

ZONE = timezone(timedelta(hours=1))
SUNDAY = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)


NOW = datetime(2026, 11, 29, 20, 0, tzinfo=ZONE)


def reading_of(path: Path) -> FileReading:
    """The only reading of a file."""
    (found,) = readings(path, NOW)
    return found


def read_run(path: Path) -> Recording:
    """The only run of a file, in which is nothing else."""
    found = reading_of(path)
    (run,) = found.runs
    assert (found.left_out, found.problem) == ((), "")
    return run


def arrival(recording: Recording, known: Iterable[Run]) -> Arrival:
    return KnownRuns(known).arrival(recording)


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
    run = read_run(stored(tmp_path, name, content))
    assert run.started == SUNDAY and run.started.utcoffset() == timedelta(hours=1)
    assert run.duration_s == 50 * 60
    assert run.distance_m == pytest.approx(9_000, abs=9)
    assert run.source == name


def test_a_watch_that_went_flat_still_has_its_run(tmp_path: Path) -> None:
    """A FIT file without sums is read from its points."""
    run = read_run(stored(tmp_path, "flat.fit", fit(SUNDAY, with_sums=False)))
    assert (run.started, run.duration_s, run.distance_m) == (SUNDAY, 3000, 9000)


def test_a_run_abroad_belongs_to_the_day_it_was_there(tmp_path: Path) -> None:
    """At eleven in the evening in Tokyo it is afternoon here: the run stays on its own day."""
    tokyo = timezone(timedelta(hours=9))
    late = datetime(2026, 11, 22, 0, 30, tzinfo=tokyo)
    run = read_run(stored(tmp_path, "t.fit", fit(late, offset=timedelta(hours=9))))
    assert run.started.date() == date(2026, 11, 22)


def test_a_break_between_two_parts_adds_no_metres(tmp_path: Path) -> None:
    """Between two parts of a track nobody ran, so the way between them does not count."""
    whole = read_run(stored(tmp_path, "a.gpx", gpx(SUNDAY)))
    parts = read_run(stored(tmp_path, "b.gpx", gpx(SUNDAY, pause_after=29)))
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
        ("head.fit", fit(SUNDAY)[:13], "head.fit is cut short or damaged."),
        ("cut.gpx", gpx(SUNDAY)[:-300], "cut.gpx is cut short or damaged."),
        ("cut.tcx", tcx(SUNDAY)[:-30], "cut.tcx is cut short or damaged."),
        ("bomb.gpx", BOMB, "bomb.gpx has declarations in it that no run needs, and is left alone."),
        ("spy.gpx", OUTSIDE, "spy.gpx has declarations in it that no run needs, and is left alone."),
        ("deep.gpx", b"<gpx>" + b"<a>" * 100_000, "deep.gpx is nested deeper than any run."),
        ("big.gpx", b"<gpx>" + b" " * MOST_BYTES, "big.gpx is larger than 20 MB, which no run is."),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 12 else "",
)
def test_a_file_that_cannot_be_read_gives_one_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    """Broken, foreign and hostile files are each named and told apart in a sentence."""
    assert reading_of(stored(tmp_path, name, content)) == FileReading(name, problem=sentence)


@pytest.mark.parametrize(
    ("name", "content", "what", "why"),
    [
        ("route.gpx", b"<gpx><rte/></gpx>", "a route", "It has no points with a time."),
        (
            "nan.gpx",
            gpx(SUNDAY).replace(b'lat="4', b'lat="nan" x="'),
            "a track without times",
            "It has no points with a time.",
        ),
        (
            "nan.tcx",
            tcx(SUNDAY, [(7, 1)]).replace(b">420<", b">nan<"),
            "Running of 2026-11-22 09:30",
            "It has no length that a run can have.",
        ),
        (
            "zero.tcx",
            tcx(SUNDAY, [(-5, -5)]),
            "Running of 2026-11-22 09:30",
            "It has no length that a run can have.",
        ),
        (
            "old.tcx",
            tcx(SUNDAY).replace(b"2026-", b"1970-"),
            "Running of 1970-11-22 09:30",
            "Its date cannot be right.",
        ),
        (
            "course.tcx",
            b"<TrainingCenterDatabase><Courses><Course/></Courses></TrainingCenterDatabase>",
            "a course",
            "It says what to do, not what was done.",
        ),
        (
            "tomorrow.fit",
            fit(NOW + timedelta(days=1)),
            "running of 2026-11-30 20:00",
            "Its date lies in the future.",
        ),
        ("brief.fit", fit(SUNDAY, 0.5, 90), "running of 2026-11-22 09:30", "It is shorter than a minute."),
        (
            "bike.fit",
            fit(SUNDAY, sport=Sport.CYCLING),
            "cycling of 2026-11-22 09:30",
            "Its file says that it is something else than a run.",
        ),
        (
            "bike.tcx",
            tcx(SUNDAY, sport="Biking"),
            "Biking of 2026-11-22 09:30",
            "Its file says that it is something else than a run.",
        ),
        (
            "car.gpx",
            gpx(SUNDAY, 50, 60_000),
            "running of 2026-11-22 09:30",
            "Nobody runs that fast.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 13 else "",
)
def test_what_is_no_run_is_left_out_with_its_reason(
    tmp_path: Path, name: str, content: bytes, what: str, why: str
) -> None:
    """A file that can be read but has no run in it says what it has instead, and why that is none."""
    assert reading_of(stored(tmp_path, name, content)) == FileReading(name, left_out=(LeftOut(what, why),))


def test_what_is_no_file_gives_a_sentence_too(tmp_path: Path) -> None:
    """A folder and a file that has gone away are named."""
    assert reading_of(tmp_path).problem == f"{shown_name(tmp_path.name)} is not a file."
    assert reading_of(tmp_path / "gone.fit").problem.startswith("gone.fit cannot be read: ")


def test_a_long_file_needs_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    """Sixty thousand elements take the memory of their bytes and little more."""
    path = stored(tmp_path, "wide.gpx", b"<gpx>" + b"<a/>" * 60_000 + b"</gpx>")
    read_run(stored(tmp_path, "first.gpx", gpx(SUNDAY)))  # loads the reader
    tracemalloc.start()
    assert reading_of(path).left_out
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * path.stat().st_size + 1_500_000


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from((fit(SUNDAY), gpx(SUNDAY, points=5), tcx(SUNDAY))),
    st.lists(st.tuples(st.integers(0, 2_000), st.binary(min_size=1, max_size=4)), min_size=1, max_size=4),
)
def test_no_changed_byte_breaks_the_program(
    tmp_path: Path, content: bytes, changes: list[tuple[int, bytes]]
) -> None:
    """Whatever stands in a file, there are believable runs, or sentences, and nothing else."""
    raw = bytearray(content)
    for place, new in changes:
        raw[place % len(raw) : place % len(raw) + len(new)] = new
    found = reading_of(stored(tmp_path, "changed", bytes(raw)))
    assert all(arrival(run, []).is_new and run.started <= NOW + timedelta(hours=1) for run in found.runs)
    said = [found.problem, *(each.why for each in found.left_out), *found.mended]
    assert found.runs or any(said)
    assert all("\n" not in each and each[-1:] in ("", ".") for each in said)


def recording(start: datetime, minutes: float, metres: int | None, id: str = "") -> Recording:
    return Recording(id or f"{start:%d%H%M}", start, round(minutes * 60), metres, "", "x.fit")


@pytest.mark.parametrize(
    ("shift_min", "minutes", "metres", "is_same"),
    [
        (0.7, 51, 9_050, True),  # an app's copy, some seconds off
        (2, 50, 9_000, True),  # a phone that was started later
        (0, 66, 9_000, True),  # a service that counts the breaks in
        (20, 20, 3_600, True),  # a part of it
        (35, 50, 9_100, True),  # a clock that was wrong, but the way as long
        (35, 50, 6_000, False),
        (50, 50, 9_000, False),  # the next run begins where this one ended
        (600, 50, 9_000, False),
    ],
)
def test_one_run_from_two_sources_is_one_run(
    shift_min: float, minutes: float, metres: int, is_same: bool
) -> None:
    """Recordings that share most of their time are of one run; as long a way needs less."""
    watch = arrival(recording(SUNDAY, 50, 9_000, "watch"), [])
    other = recording(SUNDAY + timedelta(minutes=shift_min), minutes, metres)
    assert arrival(other, [watch.run]).is_new is not is_same


def test_a_file_completes_what_was_written_by_hand_for_its_day() -> None:
    """A planned run is done, one written down keeps all that stood there; both keep their ids."""
    came = recording(SUNDAY, 50, 9_000)
    planned = Run(SUNDAY.date(), RunKind.HARD, state=RunState.PLANNED, id="p")
    run = arrival(came, [planned]).run
    assert (run.id, run.kind, run.state, run.guessed) == ("p", RunKind.HARD, RunState.DONE, False)
    assert (run.started, run.duration_s, run.distance_m, run.source) == (SUNDAY, 3_000, 9_000, "x.fit")
    written = Run(SUNDAY.date(), RunKind.LONG, distance_m=8_000, id="w")
    run = arrival(came, [written]).run
    assert (run.id, run.kind, run.distance_m, run.duration_s) == ("w", RunKind.LONG, 8_000, 3_000)
    assert not arrival(came, [run]).is_new


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
    run = arrival(read_run(stored(tmp_path, "w.fit", fit(SUNDAY))), []).run
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
    run = arrival(read_run(stored(tmp_path, "w.fit", fit(SUNDAY))), []).run
    history.save_answer(run)
    files = export(history, tmp_path / "out", SUNDAY, "1").files
    with History.open_to_write(locate(tmp_path / "other"), StillClock()) as other:
        assert import_file(other, files[0]).answers == 1
        assert other.runs() == [run]
        assert import_file(other, files[0]).added_nothing


def test_a_run_from_before_there_was_a_time_of_moving_stays_as_it_was(
    history: History, tmp_path: Path
) -> None:
    """It is written without the new field, so that two computers with two versions agree on its seal."""
    run = Run(SUNDAY.date(), RunKind.EASY, SUNDAY, distance_m=9_000, duration_s=3_000, source="w.fit", id="r")
    history.save_answer(run)
    file = export(history, tmp_path / "out", SUNDAY, "1").files[0]
    (stored_run,) = json.loads(file.read_text())["answers"]
    assert "moving_s" not in stored_run["fields"]
    history.save_answer(replace(run, moving_s=2_900))
    assert history.runs() == [replace(run, moving_s=2_900)]


def test_a_keeper_stores_and_deletes_runs(history: History) -> None:
    """What a person enters at a running window is on the disk at once."""
    queue = WriteQueue(history, StillClock())
    run = Run(SUNDAY.date(), RunKind.EASY, id="r")
    assert queue.save_answer(run) and history.runs() == [run]
    assert queue.remove_answer(run) and history.runs() == []


def test_a_watched_folder_offers_all_files_that_may_be_runs(tmp_path: Path) -> None:
    """Files of the three kinds, packed or not, however old, newest first; others and hidden ones are left."""
    names = ("b.FIT", "a.gpx", "export.zip", "c.tcx.gz", "d.txt", ".e.fit", "old.fit")
    for number, name in enumerate(names):
        path = stored(tmp_path, name, b"x")
        age = timedelta(days=900 if name == "old.fit" else number)
        os.utime(path, ((NOW - age).timestamp(),) * 2)
    found = [each.path.name for each in files_in(tmp_path)]
    assert found == ["b.FIT", "a.gpx", "export.zip", "c.tcx.gz", "old.fit"]
    before = files_in(tmp_path)[0].key
    stored(tmp_path, "b.FIT", b"changed")
    assert files_in(tmp_path)[0].key != before
    with pytest.raises(FolderUnreadableError, match="cannot be read"):
        files_in(tmp_path / "gone")


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
    history.save_answer(arrival(read_run(stored(tmp_path, "w.fit", fit(SUNDAY))), []).run)
    file = export(history, tmp_path / "out", SUNDAY, "1").files[0]
    whole = json.loads(file.read_text())
    whole["answers"][0]["fields"][name] = value
    file.write_text(json.dumps(whole))
    with History.open_to_write(locate(tmp_path / "other"), StillClock()) as other:
        with pytest.raises(NotImportedError, match="Nothing was imported"):
            import_file(other, file)
        assert other.runs() == []
