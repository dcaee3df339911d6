"""Export and import: all comes along, twice adds nothing, two computers agree, nothing hostile gets in."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import fitdecode
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recorded import put_recorded
from stored_sessions import (
    START,
    StillClock,
    began,
    content_of,
    fill,
    script,
    sets_of,
    store,
    whole_session,
)

from kneetimer.core.folding import fold
from kneetimer.core.knee import CheckMoment, FootNote, KneeCheck, MorningAsked, Sign
from kneetimer.core.plan_edit import DoseEdit, DosePlace, PlanEdits
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import (
    Answered,
    EasierChanged,
    Edited,
    Ended,
    Hurt,
    HurtAnswer,
    LoadEdit,
    Paused,
    PauseReason,
    Removed,
    SessionState,
    SetEdit,
    SetEnded,
    SetState,
)
from kneetimer.core.run import Run, RunKind
from kneetimer.core.script import Script
from kneetimer.core.written_down import written_down
from kneetimer.storage.engine import check
from kneetimer.storage.erase import erase
from kneetimer.storage.errors import FolderError, NotExportedError, NotImportedError
from kneetimer.storage.exchange import csv_files, json_file
from kneetimer.storage.exchange.transfer import Imported, export, export_fit, import_file
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.plans.plan_repository import PlanRepository
from kneetimer.storage.records import wire
from kneetimer.storage.records.history import History, HistoryReader

EDITS = PlanEdits(
    {DosePlace("strength", 1, 0): DoseEdit("squats", 3, 12, 60, (2000, 1000, 3000), variant="sumo")},
    ease=True,
    since=START,
)
NOTHING = Imported(0, 0, 0, False, ())
LATER = START + timedelta(days=1)


def computer(folder: Path, name: str) -> Locations:
    return locate(folder / name)


def opened(where: Locations) -> History:
    return History.open_to_write(where, StillClock())


def exported(where: Locations, folder: Path, **options: Any) -> Path:
    """The JSON file of an export of a computer."""
    out = folder / f"export-{where.data_dir.name}"
    with HistoryReader.open(where) as reader:
        export(reader, out, LATER, "1.2.3", **options)
    return out / "kneetimer.json"


def busy(where: Locations) -> list[str]:
    """A history with every kind of thing in it."""
    with opened(where) as history:
        hurt = Hurt(5, 6, Knee.LEFT, HurtAnswer.GO_ON, (Sign.SHARP,))
        start, first, *rest = whole_session(began(), 'A "note", with\nlines, =1+1, half an emoji \ud83d')
        ids = [store(history, [start, first, hurt, *rest])]
        history.append(ids[0], Edited(LATER, (SetEdit(first.step, 2),), Answered(7, 1, "=2+2")))
        ids.append(history.add_session(written_down(script(2), START, "", 60_000, Answered(1, 0, ""))))
        ids.append(store(history, whole_session(began(3))))
        history.append(ids[2], Removed(LATER))
        ids.append(store(history, whole_session(began(4, rehearsal=True))))
        history.save_answer(KneeCheck("c1", START, CheckMoment.BEFORE, 3, Knee.BOTH, ids[0]))
        history.save_answer(KneeCheck("c1", START, CheckMoment.BEFORE, 4, Knee.BOTH, ids[0]))
        history.save_answer(FootNote("f1", START, None, 5))
        history.remove_answer(FootNote("f1", START, None, 5))
        history.save_answer(MorningAsked(ids[0], LATER))
        history.save_preferences(Preferences(volume=35, plan="six-week-knee"))
        history.save_plan_edits("six-week-knee", EDITS)
    return ids


def told(where: Locations) -> tuple[object, ...]:
    """All that a reader can tell of a computer."""
    with HistoryReader.open(where) as reader:
        sessions = reader.sessions(include_rehearsals=True, include_removed=True)
        return (
            sessions,
            [reader.events_of(session.id) for session in sessions],
            reader.knee_checks(),
            reader.foot_notes(),
            [session.id for session in sessions if reader.was_morning_asked(session.id)],
            reader.plan_edits(),
        )


def test_everything_arrives_on_another_computer(folder: Path) -> None:
    """Sessions with corrections, deletions, rehearsals and notes, answers and settings: all the same."""
    here, there = computer(folder, "here"), computer(folder, "there")
    busy(here)
    file = exported(here, folder)
    with opened(there) as history:
        done = import_file(history, file)
        assert (done.sessions, done.preferences, done.left_out) == (4, True, ())
        assert history.preferences()[0].volume == 35
    assert told(there) == told(here)
    assert check.verify(there.database) == []
    assert content_of(there.database) == content_of(here.database)


def test_importing_twice_adds_nothing(folder: Path) -> None:
    """The second time, and an import of one's own export, leave every row as it was."""
    here, there = computer(folder, "here"), computer(folder, "there")
    busy(here)
    file = exported(here, folder)
    with opened(there) as history:
        import_file(history, file)
    rows = content_of(there.database)
    for where in (there, here):
        before = content_of(where.database)
        with opened(where) as history:
            again = import_file(history, file)
        assert again == NOTHING
        assert again.added_nothing
        assert content_of(where.database) == before
    assert content_of(there.database) == rows


def test_two_computers_agree_after_exchanging(folder: Path) -> None:
    """Sessions of both, and what each corrected in the same session, are the same on both at the end."""
    one, two = computer(folder, "one"), computer(folder, "two")
    with opened(one) as history:
        shared = store(history, whole_session(began()))
        history.save_answer(KneeCheck("c", START, CheckMoment.AFTER, 2, session=shared))
    with opened(two) as history:
        import_file(history, exported(one, folder))
        history.append(shared, Edited(LATER, answers=Answered(2, 2, "two")))
        history.append(shared, Removed(LATER))
        history.save_answer(KneeCheck("c", START, CheckMoment.AFTER, 5, session=shared))
        store(history, whole_session(began(2)))
    with opened(one) as history:
        history.append(shared, Edited(LATER + timedelta(hours=1), answers=Answered(1, 1, "one")))
        store(history, whole_session(began(3)))
    file_one, file_two = exported(one, folder), exported(two, folder)
    for where, file in ((one, file_two), (two, file_one)):
        with opened(where) as history:
            assert not import_file(history, file).added_nothing
    with HistoryReader.open(one) as first, HistoryReader.open(two) as second:
        assert first.sessions(include_removed=True) == second.sessions(include_removed=True)
        assert len(first.sessions()) == 2
        assert first.record_of(shared).note == "one"
        assert [check.level for check in first.knee_checks()] == [5]
        assert first.knee_checks() == second.knee_checks()
    assert check.verify(one.database) == check.verify(two.database) == []


def test_a_session_that_went_on_elsewhere_is_continued(folder: Path) -> None:
    """Interrupted here, finished there: the finished one arrives; the other way round nothing is lost."""
    here, there = computer(folder, "here"), computer(folder, "there")
    events = whole_session(began())
    with opened(here) as history:
        session = store(history, events[:4])
    early = exported(here, folder)
    with opened(there) as history:
        import_file(history, early)
        assert history.interrupted() == history.record_of(session)
        for event in events[4:]:
            history.append(session, event)
    late = exported(there, folder)
    with opened(here) as history:
        assert import_file(history, late).continued == 1
        assert history.record_of(session).state is SessionState.FINISHED
    with opened(there) as history:
        assert import_file(history, early).added_nothing
        assert history.record_of(session).state is SessionState.FINISHED


def test_a_session_that_went_on_differently_is_left_as_it_is_here(folder: Path) -> None:
    """The one here is kept, the rest of the file arrives, and a sentence says which session it was."""
    here, there = computer(folder, "here"), computer(folder, "there")
    start, *sets = began(), *sets_of(script())
    with opened(here) as history:
        session = store(history, [start, sets[0], Ended(SessionState.PARTIAL, 5)])
        store(history, whole_session(began(2)))
    with opened(there) as history:
        history.begin(start, session)
        history.append(session, replace(sets[0], reps=1))
        done = import_file(history, exported(here, folder))
        assert (done.sessions, done.continued) == (1, 0)
        (sentence,) = done.left_out
        assert session in sentence
        assert history.record_of(session).sets[0].reps == 1


def test_own_plans_are_taken_along(folder: Path) -> None:
    """Each is a file of the export, which another computer can import; what a crash left of one is none."""
    here, there = computer(folder, "here"), computer(folder, "there")
    busy(here)
    exercises = load_exercises()
    mine = PlanRepository(here.plans_dir, exercises).add(load_plan("six-week-knee"), "Mine")
    (here.plans_dir / "kneetimer-0a1b2c3d.part").write_text("half a plan")
    file = exported(here, folder).with_name("kneetimer-plan-mine.toml")
    assert [each.name for each in file.parent.iterdir() if "-plan-" in each.name] == [file.name]
    assert PlanRepository(there.plans_dir, exercises).take_in(file) == (mine, True)


def test_an_import_is_preceded_by_a_backup(folder: Path) -> None:
    """What was there before can be restored."""
    here, there = computer(folder, "here"), computer(folder, "there")
    busy(here)
    with opened(there) as history:
        store(history, whole_session(began(5)))
    rows = content_of(there.database)
    with opened(there) as history:
        import_file(history, exported(here, folder))
    (backup,) = there.backups_dir.iterdir()
    assert content_of(backup) == rows


def test_settings_of_this_computer_stay(folder: Path) -> None:
    """Settings are taken along only to a computer that has none."""
    here, there = computer(folder, "here"), computer(folder, "there")
    busy(here)
    with opened(there) as history:
        history.save_preferences(Preferences(volume=90))
        history.save_plan_edits("six-week-knee", PlanEdits(ease=True))
        assert not import_file(history, exported(here, folder)).preferences
        assert history.preferences()[0].volume == 90
        assert history.plan_edits()[0] == {"six-week-knee": PlanEdits(ease=True)}


# The files that people open.


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_tables_have_what_happened(folder: Path) -> None:
    """One line a session with its sums, one a set, one an answer; deleted ones are not in them."""
    here = computer(folder, "here")
    ids = busy(here)
    out = exported(here, folder).parent
    sessions = {line["id"]: line for line in table(out / "kneetimer-sessions.csv")}
    assert set(sessions) == {ids[0], ids[1], ids[3]}
    first = sessions[ids[0]]
    # The small plan: 10 squats, 10 lunges, 2 x 15 squats, 2 x 2 x 12 clamshells; 8 squats were edited away.
    assert (first["reps_prescribed"], first["reps_done"]) == ("98", "90")
    # 2 x 20 s of wall sit and 2 x 30 s of stretching.
    assert (first["held_s"], first["held_s_prescribed"]) == ("100", "100")
    assert (first["date"], first["effort"], first["pain_during"]) == ("2026-11-20", "7", "1")
    assert (first["counts"], sessions[ids[3]]["rehearsal"], sessions[ids[1]]["by_hand"]) == ("True",) * 3
    sets = [line for line in table(out / "kneetimer-sets.csv") if line["session"] == ids[0]]
    assert [line["side"] for line in sets if line["exercise"] == "clamshells"] == ["left", "right"] * 2
    assert (sets[0]["reps_prescribed"], sets[0]["reps"], sets[0]["state"]) == ("10", "2", "partial")
    (answer,) = table(out / "kneetimer-checks.csv")
    assert (answer["level"], answer["knee"], answer["moment"]) == ("4", "both", "before")
    assert table(out / "kneetimer-foot-notes.csv") == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  =", "\uff1d", "\uff20"])
def test_no_cell_becomes_a_formula(start: str) -> None:
    """A note that begins like a formula is text to every spreadsheet, and still has its words."""
    note = f"{start}HYPERLINK(1)"
    text = csv_files.sessions([fold("s", whole_session(began(), note))])
    (line,) = csv.DictReader(io.StringIO(text, newline=""))
    assert line["note"] == f"'{note}"


def test_a_range_of_dates_limits_the_export(folder: Path) -> None:
    """Both days are included; sessions and answers of other days stay out of every file."""
    here = computer(folder, "here")
    ids = fill(here, 5)  # every two days from 20 November, and an interrupted one on the 30th
    with opened(here) as history:
        for days in (0, 2, 4):
            at = START + timedelta(days=days)
            history.save_answer(KneeCheck(f"c{days}", at, CheckMoment.BEFORE, 1))
    out = exported(here, folder, first=date(2026, 11, 22), last=date(2026, 11, 24)).parent
    assert [line["id"] for line in table(out / "kneetimer-sessions.csv")] == ids[1:3]
    assert len(table(out / "kneetimer-checks.csv")) == 2
    whole = json.loads((out / "kneetimer.json").read_text())
    assert [session["id"] for session in whole["sessions"]] == ids[1:3]
    assert [answer["id"] for answer in whole["answers"]] == ["c2", "c4"]


def test_exported_files_are_private_and_replace_only_themselves(folder: Path) -> None:
    """Only their owner can read them; another file in the folder stays; nothing half-written stays."""
    here = computer(folder, "here")
    busy(here)
    out = folder / "export-here"
    out.mkdir()
    (out / "sessions.csv").write_text("mine")
    for _ in range(2):
        exported(here, folder)
    assert (out / "sessions.csv").read_text() == "mine"
    names = {path.name for path in out.iterdir()}
    tables = {f"kneetimer-{name}.csv" for name in ("sessions", "sets", "checks", "foot-notes", "runs")}
    assert names == {"sessions.csv", "kneetimer.json", *tables}
    if os.name == "posix":
        assert {stat.S_IMODE((out / name).stat().st_mode) for name in tables} == {0o600}


def test_a_file_in_place_of_the_folder_is_named(folder: Path) -> None:
    """Exporting into something that is no folder says so and leaves it alone."""
    here = computer(folder, "here")
    busy(here)
    (folder / "export-here").write_text("mine")
    with pytest.raises(FolderError, match="export-here"):
        exported(here, folder)
    assert (folder / "export-here").read_text() == "mine"


# FIT.


def test_a_fit_activity_has_the_sets(folder: Path) -> None:
    """Another library reads a strength training of the right time with each set, and nothing private."""
    here = computer(folder, "here")
    clock = StillClock()
    with History.open_to_write(here, clock) as history:
        start, *events = whole_session(began(), "very private")
        session = history.begin(start)
        for event in events:
            clock.now += timedelta(seconds=60)
            history.append(session, event)
        history.append(session, Removed(LATER, removed=False))
    out = exported(here, folder, fit=True).parent
    (file,) = out.glob("*.fit")
    assert file.name.startswith("kneetimer-2026-11-20-1840-")
    messages: dict[str, list[dict[str, Any]]] = {}
    with fitdecode.FitReader(file, check_crc=fitdecode.CrcCheck.RAISE) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                fields = {field.name: field.value for field in frame.fields}
                messages.setdefault(frame.name, []).append(fields)
    (activity,) = messages["session"]
    assert (activity["sport"], activity["sub_sport"]) == ("training", "strength_training")
    assert activity["start_time"] == START
    assert [each["event_type"] for each in messages["event"]] == ["start", "stop_all"]
    sets = [each for each in messages["set"] if each["set_type"] == "active"]
    expected = list(sets_of(script()))
    assert [each.get("repetitions") for each in sets] == [each.reps for each in expected]
    assert [each["duration"] for each in sets] == [each.ms / 1000 for each in expected]
    assert b"private" not in file.read_bytes()


def test_a_session_written_down_later_has_a_fit_activity_too(folder: Path) -> None:
    """Its sets follow each other from its start; a rehearsal has none."""
    here = computer(folder, "here")
    with opened(here) as history:
        history.add_session(written_down(script(), START, "", 1_500_000, Answered(1, 0, "")))
        store(history, whole_session(began(2, rehearsal=True)))
    (file,) = exported(here, folder, fit=True).parent.glob("*.fit")
    with fitdecode.FitReader(file) as reader:
        starts = [
            frame.get_value("start_time")
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage)
            and frame.name == "set"
            and frame.get_value("set_type") == "active"
        ]
    assert starts == sorted(starts)
    assert len(starts) == sum(step.is_set for step in script().steps)


def test_a_session_of_1970_is_exported_without_a_fit_activity_and_that_is_said(folder: Path) -> None:
    """Of a computer whose clock had no battery: the tables have it, FIT has no number for that day."""
    here = computer(folder, "here")
    with opened(here) as history:
        early = store(history, whole_session(began(started=START.replace(year=1971))))
        store(history, whole_session(began()))
        done = export(history, folder / "out", START, "0", fit=True)
        with pytest.raises(NotExportedError, match="1971-11-20"):
            export_fit(history, early, folder / "one.fit")
    assert done.left_out == (
        "The session of 1971-11-20 has no FIT file: FIT knows only the years 1999 to 2125.",
    )
    assert done.sessions == 2
    assert len(list((folder / "out").glob("*.fit"))) == 1


def test_two_installations_have_numbers_of_their_own(folder: Path) -> None:
    """The number stays between exports, is another on another computer, and goes with the data."""
    numbers = []
    for name in ("here", "here", "there"):
        where = computer(folder, name)
        if not where.database.exists():
            with opened(where) as history:
                store(history, whole_session(began()))
        (file,) = exported(where, folder, fit=True).parent.glob("*.fit")
        with fitdecode.FitReader(file) as reader:
            heads = [each for each in reader if isinstance(each, fitdecode.FitDataMessage)]
        numbers.append(heads[0].get_value("serial_number"))
    assert numbers[0] == numbers[1] != numbers[2]
    erase(computer(folder, "here"))
    assert not computer(folder, "here").data_dir.exists()


def test_what_belongs_to_a_computer_stays_there(folder: Path) -> None:
    """Folders, reminder and the safety note of another computer do not come along; the choices do."""
    here = computer(folder, "here")
    file = Path(__file__).parents[2] / "data" / "imports" / "other-computer-paths.json"
    brought = json.loads(file.read_text())["preferences"]
    assert brought["watched_folder"] and brought["calendar_file"]
    with opened(here) as history:
        import_file(history, file)
        mine = history.preferences()[0]
    assert (mine.watched_folder, mine.calendar_file, mine.reminder_at, mine.safety_accepted) == ("",) * 4
    assert (mine.knee, mine.sessions_a_week) == (Knee.RIGHT, 3)


# Hostile files.


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """An export with everything in it, parsed."""
    folder = tmp_path_factory.mktemp("good")
    here = computer(folder, "here")
    busy(here)
    whole: dict[str, Any] = json.loads(exported(here, folder).read_text())
    return whole


def refused(folder: Path, content: str | bytes) -> str:
    """The sentence with which an import is refused; nothing was added or changed."""
    file = folder / "hostile.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    where = computer(folder, "victim")
    with opened(where) as history:
        if not history.sessions():
            store(history, whole_session(began()))
        before = content_of(where.database)
        with pytest.raises(NotImportedError) as problem:
            import_file(history, file)
        assert content_of(where.database) == before
    sentence = str(problem.value)
    assert str(file) in sentence
    assert "\n" not in sentence
    assert len(sentence) < len(str(file)) + 400
    return sentence


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "UTF-8"),
        (b"SQLite format 3\x00", "JSON"),
        (b"[]", "table"),
        (b"{}", "not an export"),
        (b" \n", "empty"),
        (b'{"format": "kneetimer-export"}', "version"),
        (b'{"format": "kneetimer-export", "version": true}', "version"),
        (b'{"format": "kneetimer-export", "version": 99}', "newer"),
        (b'{"format": "kneetimer-export", "version": 1}', "lacks"),
        (b'{"format": 1, "format": "kneetimer-export"}', "twice"),
        (b"[" * 200_000, "deeper"),
        (b'{"a":' * 100_000, "deeper"),
        (b'{"format": NaN}', "NaN"),
        (b'{"format": -Infinity}', "Infinity"),
        (b'{"version": ' + b"9" * 5_000 + b"}", "number"),
        (b'{"format": "' + b"\\" * 99_999, "JSON"),
        (b" " * (json_file.MOST_BYTES + 1), "larger"),
        (b"[" + b"[]," * 2_100_000 + b"[]]", "lists"),
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(folder: Path, content: bytes, says: str) -> None:
    """Empty, binary, foreign, deep, huge or newer files: one sentence that says why, nothing added."""
    assert says in refused(folder, content)


def _session(whole: dict[str, Any], number: int = 0) -> dict[str, Any]:
    session: dict[str, Any] = whole["sessions"][number]
    return session


def _fields(whole: dict[str, Any], kind: str) -> dict[str, Any]:
    """The fields of the first event of a kind."""
    for session in whole["sessions"]:
        for event in session["happenings"]:
            if event["kind"] == kind:
                fields: dict[str, Any] = event["fields"]
                return fields
    raise AssertionError(kind)


def _set(kind: str, name: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(whole: dict[str, Any]) -> None:
        _fields(whole, kind)[name] = value

    return change


def _change_id(value: object) -> Callable[[dict[str, Any]], None]:
    def change(whole: dict[str, Any]) -> None:
        _session(whole)["id"] = value

    return change


def _answer(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(whole: dict[str, Any]) -> None:
        check = next(each for each in whole["answers"] if each["kind"] == "knee-check")
        check["fields"][name] = value

    return change


def _step(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(whole: dict[str, Any]) -> None:
        steps = next(iter(whole["scripts"].values()))
        steps[0][name] = value

    return change


def _dose(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(whole: dict[str, Any]) -> None:
        whole["plan_edits"]["six-week-knee"]["doses"][0][name] = value

    return change


def _duplicate_session(whole: dict[str, Any]) -> None:
    whole["sessions"].append(whole["sessions"][0])


def _begins_twice(whole: dict[str, Any]) -> None:
    events = _session(whole)["happenings"]
    events.insert(1, events[0])


def _no_beginning(whole: dict[str, Any]) -> None:
    del _session(whole)["happenings"][0]


def _set_after_the_end(whole: dict[str, Any]) -> None:
    events = _session(whole)["happenings"]
    events.append(events[1])


def _unknown_top(whole: dict[str, Any]) -> None:
    whole["code"] = "import os"


def _empty_session(whole: dict[str, Any]) -> None:
    _session(whole)["happenings"] = []


def _last_is_wrong(whole: dict[str, Any]) -> None:
    whole["sessions"][-1]["happenings"][-1]["kind"] = "exploded"


HOSTILE: list[Callable[[dict[str, Any]], None]] = [
    _duplicate_session,
    _begins_twice,
    _no_beginning,
    _set_after_the_end,
    _unknown_top,
    _empty_session,
    _last_is_wrong,
    *(_change_id(value) for value in ("", "../../etc/passwd", "a" * 65, 7, None, "a b", "x\x00")),
    *(_set("set-ended", "reps", value) for value in (-1, "9", 1.5, True, 10**30, [])),
    *(_set("set-ended", "step", value) for value in (-1, 10_000, "1", None, False)),
    *(_set("set-ended", "ms", value) for value in (-5, 10**12, None, "now")),
    *(_set("set-ended", "state", value) for value in ("great", None, 3)),
    *(_set("began", "started", v) for v in ("2026-11-20", "yesterday", 5, "0001-01-01T00:00:00+00:00")),
    *(_set("began", "rehearsal", value) for value in ("no", 0, None)),
    *(_set("began", "zone", value) for value in (None, 3, "x" * 1_000_001)),
    *(_set("began", "script", value) for value in (None, [], {}, {"plan": "p"})),
    _set("began", "surprise", 1),
    *(_set("hurt", "level", value) for value in (-1, 11, "3", 2.0)),
    *(_set("hurt", "knee", value) for value in ("third", 1)),
    *(_set("hurt", "signs", value) for value in (["magic"], "sharp", None, 5)),
    *(_set("ended", "state", value) for value in ("running", "won")),
    *(_set("answered", "pain", value) for value in (-1, 11, "0", False)),
    *(_set("edited", "at", value) for value in ("2026-01-01T00:00:00", None, "x")),
    *(_set("edited", "sets", v) for v in ([{"step": 0, "amount": 1}], [{"step": 1}], {"step": 1}, "x")),
    *(_set("edited", "answers", v) for v in ({"effort": 1}, [], {"effort": 1, "pain": 9.5, "note": ""})),
    *(_answer("level", value) for value in (None, -1, 11, "3", 1.0, True)),
    *(_answer("at", value) for value in ("2026-01-01T00:00:00", 7)),
    *(_answer("moment", value) for value in ("never", None)),
    *(_answer("session", value) for value in (5, [])),
    *(_step("length_ms", value) for value in (-1, "5", 10**12)),
    _step("tempo", {"first_ms": 1}),
    *(_dose("sets", value) for value in (0, 11, "3", 2.5)),
    *(_dose("tempo_ms", value) for value in ([1], [1, 1, 1], [2000, 0, "x"], 5)),
    *(_dose("exercise", value) for value in (5, [])),
    *(_dose("block", value) for value in ("sauna", None)),
    _dose("code", "import os"),
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_file_that_is_wrong_anywhere_is_refused(good: dict[str, Any], number: int) -> None:
    """Wrong types, ranges, ids, orders and names are found before anything is stored."""
    whole = json.loads(json.dumps(good))
    HOSTILE[number](whole)
    with pytest.raises(json_file.NotAnExport) as problem:
        json_file.read(json.dumps(whole).encode())
    of_the_program = r"__|`|\$|[Ee]xpected|RFC|NoneType|[Oo]bject|argument|attribute|indices|\b(int|str)\b"
    assert not re.search(of_the_program, str(problem.value)), problem.value


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (_set("set-ended", "reps", "9"), "happening 2: reps must be a whole number or nothing, not text"),
        (_set("set-ended", "ms", None), "ms must be a whole number, not nothing"),
        (_set("set-ended", "step", -1), "step must be from 0 to 10000, not -1"),
        (_set("set-ended", "state", "great"), "state must be one of done, partial, skipped, not 'great'"),
        (_set("began", "rehearsal", 0), "rehearsal must be true or false, not a whole number"),
        (_set("began", "surprise", 1), "began has the unknown name 'surprise'"),
        (_set("edited", "answers", {"effort": 1}), "answers lacks 'pain'"),
        (_set("edited", "sets", [{"step": 1}]), "sets 1 lacks 'amount'"),
        (_answer("signs", ["sharp", "hot"]), "signs 2 must be one of sharp, locking, giving-way, swelling"),
        (_answer("level", 11), "knee pain must be from 0 to 10, not 11"),
        (_answer("at", 7), "at must be a moment such as 2026-11-20T18:40:00+01:00, not a whole number"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_said_with_its_place_and_its_rule(
    good: dict[str, Any], fault: Callable[[dict[str, Any]], None], says: str
) -> None:
    """The sentence names the session or answer, the field, and what it has to be."""
    whole = json.loads(json.dumps(good))
    fault(whole)
    with pytest.raises(json_file.NotAnExport) as problem:
        json_file.read(json.dumps(whole).encode())
    assert says in str(problem.value)
    assert re.match(r"(session|answer) \d", str(problem.value))


def test_everything_that_was_ever_recorded_moves_to_another_computer(folder: Path) -> None:
    """Every kind of row of an older version arrives as it was, runs of any length too."""
    old, new = computer(folder, "old"), computer(folder, "new")
    put_recorded(old.database)
    file = exported(old, folder)
    with opened(new) as history:
        assert import_file(history, file).sessions == 12
        with HistoryReader.open(old) as reader:
            theirs = reader.sessions(include_rehearsals=True, include_removed=True)
            ours = history.sessions(include_rehearsals=True, include_removed=True)
            # Where an unfinished one stood in its step does not come along.
            still = replace(theirs[1], place=ours[1].place, active_ms=0)
            assert ours == [theirs[0], still, *theirs[2:]]
            assert history.answer_rows() == reader.answer_rows()
            assert history.runs() == reader.runs() != []
            assert history.plan_edits() == reader.plan_edits()
            assert history.preferences() == reader.preferences()
    assert check.verify(new.database) == []


def test_one_wrong_session_costs_the_whole_import(folder: Path, good: dict[str, Any]) -> None:
    """None of the good sessions before it arrives, and the sentence says which one was wrong."""
    whole = json.loads(json.dumps(good))
    _last_is_wrong(whole)
    assert "session 4" in refused(folder, json.dumps(whole))


def test_the_untouched_file_is_read(good: dict[str, Any]) -> None:
    """What the hostile files were made from is good."""
    assert len(json_file.read(json.dumps(good).encode()).sessions) == 4


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_mutated_file_is_refused_or_whole(data: st.DataObject, good: dict[str, Any]) -> None:
    """Whatever is changed in the text, reading it gives sound sessions or one sentence, nothing else."""
    text = json.dumps(good).encode()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text) - 1))
        cut = data.draw(st.integers(0, 40))
        text = text[:at] + data.draw(st.binary(max_size=6)) + text[at + cut :]
    try:
        everything = json_file.read(text)
    except json_file.NotAnExport:
        return
    for session in everything.sessions:
        assert session.events


def test_an_exercise_that_nobody_can_show_is_refused(folder: Path) -> None:
    """The exercise is named and nothing arrives; with the exercises known, the same file does."""
    here, there = computer(folder, "here"), computer(folder, "there")
    busy(here)
    file = exported(here, folder)
    with opened(there) as history:
        with pytest.raises(NotImportedError, match="clamshells"):
            import_file(history, file, {"squats", "lunges", "wall-sit", "quad-stretch"})
        assert history.sessions(include_removed=True) == []
        known = {"squats", "lunges", "wall-sit", "quad-stretch", "clamshells"}
        assert import_file(history, file, known).sessions == 4


@pytest.mark.parametrize("kind", ["missing", "folder", "fifo"])
def test_what_is_no_file_is_named(folder: Path, kind: str) -> None:
    """A missing file, a folder and a pipe get a sentence, at once."""
    path = folder / "thing"
    if kind == "folder":
        path.mkdir()
    if kind == "fifo":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no named pipes")
        os.mkfifo(path)
    with opened(computer(folder, "here")) as history, pytest.raises(NotImportedError, match="thing"):
        import_file(history, path)


def test_runs_are_a_table_of_their_own() -> None:
    """A run has its day, kind and lengths; a file name that looks like a formula stays text."""
    run = Run(date(2026, 3, 1), RunKind.HARD, distance_m=5000, duration_s=1500, source="=cmd.gpx")
    told = list(csv.DictReader(io.StringIO(csv_files.runs([run]))))
    assert told == [
        {
            "date": "2026-03-01",
            "started": "",
            "kind": "hard",
            "state": "done",
            "km": "5.0",
            "minutes": "25.0",
            "guessed": "False",
            "source": "'=cmd.gpx",
        }
    ]


# Every name and word of version 1, as it was first given to people.
VERSION_1: dict[str, set[str]] = {
    "began": {"script", "rehearsal", "started", "zone", "own_pace", "by_hand"},
    "set-ended": {"step", "reps", "ms", "state"},
    "set-corrected": {"step", "reps", "state"},
    "paused": {"step", "position_ms", "reason", "slept_s"},
    "went-on": {"step", "position_ms", "redo"},
    "pace-changed": {"step", "own"},
    "hurt": {"step", "level", "knee", "answer", "signs"},
    "ended": {"state", "active_ms"},
    "answered": {"effort", "pain", "note"},
    "edited": {"at", "sets", "answers", "state"},
    "removed": {"at", "removed"},
    "knee-check": {"at", "moment", "level", "knee", "session", "signs"},
    "foot-note": {"at", "left", "right"},
    "morning-asked": {"at"},
    "run": {"day", "kind", "started", "state", "distance_m", "duration_s", "source", "guessed"},
}
SCRIPT_1 = {"plan", "week", "session", "steps", "gentle", "kind"}


def test_what_an_older_program_can_read_is_written_for_it(folder: Path) -> None:
    """A history without anything new is an export of version 1, in which is no name that came later."""
    where = computer(folder, "here")
    busy(where)
    with opened(where) as history:
        history.save_answer(Run(START.date(), RunKind.EASY, id="run", distance_m=5_000))
    whole = json.loads(exported(where, folder).read_text())
    assert whole["version"] == 1
    happenings = [each for session in whole["sessions"] for each in session["happenings"]]
    for each in happenings + whole["answers"]:
        assert set(each["fields"] or ()) <= VERSION_1[each["kind"]], each["kind"]
    scripts = [each["fields"]["script"] for each in happenings if each["kind"] == "began"]
    assert all(set(script) <= SCRIPT_1 for script in scripts)


NEWER = [
    EasierChanged(1, True),
    SetEnded(1, 12, 30_000, SetState.DONE, eased=True),
    Paused(1, 500, PauseReason.STOOD_STILL),
    Hurt(1, 6, Knee.LEFT, HurtAnswer.OPEN),
    Edited(LATER, loads=(LoadEdit(1, "10 kg"),)),
    Run(START.date(), RunKind.EASY, id="run", duration_s=1_800, moving_s=1_700),
    replace(script(), eased=("squats",)),
    replace(script(), left_out=2),
]


@pytest.mark.parametrize("new", NEWER, ids=lambda new: type(new).__name__)
def test_what_an_older_program_cannot_know_says_so(folder: Path, new: object, monkeypatch: Any) -> None:
    """An export with anything of later is version 2: it asks an older program's person for the newer one."""
    where = computer(folder, "here")
    with opened(where) as history:
        if isinstance(new, Run):
            history.save_answer(new)
        elif isinstance(new, Script):
            store(history, [replace(began(), script=new), *whole_session(began())[1:]])
        elif isinstance(new, Edited):
            store(history, [*whole_session(began()), new])
        else:
            store(history, [*whole_session(began())[:2], new])
    file = exported(where, folder)
    with opened(computer(folder, "same")) as same:
        assert not import_file(same, file).added_nothing
    monkeypatch.setattr(json_file, "VERSION", 1)
    assert "a newer KneeTimer wrote it (version 2, this one knows 1)" in refused(folder, file.read_text())


def test_every_name_belongs_to_a_version(folder: Path) -> None:
    """Whoever adds a field or a kind of event decides which version it makes: else older programs stumble."""
    events = {kind: (made, None) for kind, made in wire._EVENTS.items()}
    for kind, (made, key) in (events | wire._ENTRIES).items():
        names = {field.name for field in fields(made)} - {key}
        known = VERSION_1.get(kind)
        if known is None:
            assert kind in json_file.KINDS_OF_2
        else:
            assert names - known <= json_file.NAMES_OF_2
