"""Trials of the storage that can be run as often as one likes: each returns what came of it, counted.

The tests run them short; packaging/campaigns/torture.py runs them long. `broken` holds a
sentence for each promise that was not kept.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from failing_calls import KINDS, FailingCalls, build, lacking
from failing_disk import FailingDisk
from stored_sessions import (
    START,
    StillClock,
    began,
    content_of,
    fill,
    make_older,
    sets_of,
    whole_session,
)

from kneetimer.core.folding import fold
from kneetimer.core.knee import CheckMoment, KneeCheck
from kneetimer.core.plan_edit import DoseEdit, DosePlace, PlanEdits
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import Answered, Ended, Place, SessionState
from kneetimer.storage.engine import check, database, schema
from kneetimer.storage.engine.backup import backups_in
from kneetimer.storage.engine.journal import journal_of
from kneetimer.storage.engine.restore import restore
from kneetimer.storage.errors import DamagedFileError, DataFileError, StorageError
from kneetimer.storage.exchange import transfer
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.storage.whole_file import is_unfinished

Content = dict[str, list[tuple[object, ...]]]
LATER = StillClock(START + timedelta(days=30))
OLDER = range(1, schema.CURRENT.version)  # every format that was released before
EXPORTED = "exported"
NEW_SESSION = "0123456789abcdef0123456789abcdef"


@dataclass(slots=True)
class Outcome:
    """What came of a trial; `said` in place of the counts, where another program counted."""

    counts: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    said: str = ""

    def expect(self, kept: bool, promise: str) -> None:
        self.counts["promises checked"] += 1
        if not kept:
            self.broken.append(promise)


_stop_at_s: float | None = None


def stop_after(seconds: float) -> None:
    """Let no trial of this process begin another round after so long."""
    global _stop_at_s
    _stop_at_s = time.monotonic() + seconds


def rounds(count: int) -> Iterator[int]:
    """The numbers of the rounds of a trial, until its time is over."""
    for number in range(count):
        if _stop_at_s is not None and time.monotonic() > _stop_at_s:
            return
        yield number


@dataclass(frozen=True, slots=True)
class Scenario:
    """Something a person does: `act` does it with an open history, or alone where `opens` is False."""

    name: str
    act: Callable[[Locations, History | None], object]
    opens: bool = True
    empty: bool = False
    current: schema.Schema = schema.CURRENT
    format: int = schema.CURRENT.version  # of the file that it begins with


_NEXT_TABLE = "CREATE TABLE place_of_training (name TEXT NOT NULL PRIMARY KEY) STRICT"


def _add_a_table(connection: sqlite3.Connection) -> None:
    connection.execute(_NEXT_TABLE)
    connection.execute("INSERT INTO place_of_training SELECT id FROM session")
    connection.execute("DELETE FROM preference WHERE name = 'flash'")


NEXT_SCHEMA = replace(
    schema.CURRENT,
    version=schema.CURRENT.version + 1,
    tables=(*schema.CURRENT.tables, _NEXT_TABLE),
    migrations={schema.CURRENT.version: _add_a_table},
)


def _session(here: Locations, query: str) -> str:
    """The id of a session, looked up in the file that the scenario began with, which no fault reaches."""
    with closing(sqlite3.connect(here.data_dir.parent / "origin" / here.database.name)) as connection:
        return str(connection.execute(query).fetchone()[0])


_RUNNING = "SELECT session FROM checkpoint"
_FIRST = "SELECT id FROM session ORDER BY started_utc"
_LAST = "SELECT id FROM session ORDER BY started_utc DESC"


def _start(here: Locations, history: History | None) -> None:
    assert history is not None
    history.begin(began(3, started=LATER.now), NEW_SESSION)


def _set_done(here: Locations, history: History | None) -> None:
    assert history is not None
    history.append(_session(here, _RUNNING), list(sets_of(began(2).script))[3], sequence=5)


def _place(here: Locations, history: History | None) -> None:
    assert history is not None
    history.save_place(_session(here, _RUNNING), Place(6, 3_000, 3_000), 95_000)


def _finish(here: Locations, history: History | None) -> None:
    assert history is not None
    history.append(_session(here, _LAST), Ended(SessionState.PARTIAL, 90_000), sequence=5)


def _answer(here: Locations, history: History | None) -> None:
    assert history is not None
    session = _session(here, _FIRST)
    stored = len(history.events_of(session))
    said = Answered(9, 9, "later")
    known = history.record_of(session).note == "later"
    history.append(session, said, sequence=stored if known else stored + 1)


def _choose(here: Locations, history: History | None) -> None:
    assert history is not None
    history.save_preferences(Preferences(volume=10, pace=0.8))


def _change_plan(here: Locations, history: History | None) -> None:
    assert history is not None
    history.save_plan_edits("small", PlanEdits({DosePlace("strength", 1, 0): DoseEdit("squats", sets=3)}))


def _back_up(here: Locations, history: History | None) -> None:
    assert history is not None
    history.back_up()


def _restore(here: Locations, history: History | None) -> None:
    restore(backups_in(here.backups_dir)[-1].path, here, LATER())


def _open(here: Locations, history: History | None) -> None:
    History.open_to_write(here, LATER).close()


def _migrate(here: Locations, history: History | None) -> None:
    database.open_writer(here, LATER, NEXT_SCHEMA).close()


def _say(here: Locations, history: History | None) -> None:
    assert history is not None
    history.save_answer(KneeCheck("k1", LATER.now, CheckMoment.MORNING, 2, Knee.LEFT))


@cache
def _elsewhere() -> bytes:
    """The export of another computer that shares a session with nobody."""
    with tempfile.TemporaryDirectory() as folder:
        there = locate(Path(folder) / "there")
        with History.open_to_write(there, LATER) as history:
            history.begin(began(4, started=LATER.now), "e1e1e1")
            history.save_answer(KneeCheck("e1", LATER.now, CheckMoment.BEFORE, 1, session="e1e1e1"))
            transfer.export(history, there.data_dir, LATER.now, "1")
        return (there.data_dir / transfer.JSON_NAME).read_bytes()


def _import(here: Locations, history: History | None) -> None:
    assert history is not None
    file = here.data_dir.parent / "elsewhere.json"
    if not file.exists():
        file.write_bytes(_elsewhere())
    transfer.import_file(history, file)


def _export(here: Locations, history: History | None) -> None:
    assert history is not None
    transfer.export(history, here.data_dir / EXPORTED, LATER.now, "1")


SCENARIOS = (
    Scenario("first start", _open, opens=False, empty=True),
    Scenario("open", _open, opens=False),
    Scenario("start", _start),
    Scenario("set done", _set_done),
    Scenario("place", _place),
    Scenario("finish", _finish),
    Scenario("answer", _answer),
    Scenario("preferences", _choose),
    Scenario("plan", _change_plan),
    Scenario("knee answer", _say),
    Scenario("import", _import),
    Scenario("export", _export),
    Scenario("backup", _back_up),
    Scenario("restore", _restore, opens=False),
    Scenario("migrate", _migrate, opens=False, current=NEXT_SCHEMA),
    *(Scenario(f"from format {each}", _open, opens=False, format=each) for each in OLDER),
)


def _stored(here: Locations) -> Content | None:
    return content_of(here.database) if here.database.exists() else None


class _Stage:
    """Fresh copies of one filled folder, and what a scenario makes of it when nothing goes wrong."""

    def __init__(self, folder: Path, scenario: Scenario) -> None:
        self._folder = folder / scenario.name.replace(" ", "-")
        self._scenario = scenario
        self._made = 0
        self._origin = locate(self._folder / "origin")
        if scenario.empty:
            self._folder.mkdir()
            self._origin.data_dir.mkdir()
        else:
            fill(self._origin, 2)
            if scenario.format < schema.CURRENT.version:
                make_older(self._origin.database, scenario.format)
        self.before = _stored(self._origin)
        undisturbed = self.fresh()
        self.run(undisturbed)
        self.after = _stored(undisturbed)
        self.makes = self.made(undisturbed)

    def fresh(self, source: Path | None = None) -> Locations:
        self._made += 1
        there = locate(self._folder / str(self._made))
        shutil.copytree(source or self._origin.data_dir, there.data_dir)
        return there

    @property
    def name(self) -> str:
        return self._scenario.name

    def made(self, here: Locations) -> dict[str, bytes]:
        """The files that the scenario makes for the person."""
        folder = here.data_dir / EXPORTED
        return {each.name: each.read_bytes() for each in folder.iterdir()} if folder.is_dir() else {}

    def run(self, here: Locations, disk: Disk | None = None, **fault: object) -> None:
        """Do the scenario; the fault is only at work while it is done."""
        history = History.open_to_write(here, LATER) if self._scenario.opens else None
        try:
            if disk is not None:
                disk.count_from_here(**fault)  # type: ignore[arg-type]
            self._scenario.act(here, history)
        finally:
            if disk is not None:
                disk.work_again()
            if history is not None:
                history.close()

    def clear(self, here: Locations) -> None:
        shutil.rmtree(here.data_dir)

    def findings(self, here: Locations, content: Content | None) -> list[check.Finding]:
        migrated = content is not None and "place_of_training" in content
        return check.verify(here.database, NEXT_SCHEMA if migrated else schema.CURRENT)


Disk = FailingDisk | FailingCalls
FAULTS = ({"stays": False}, {"stays": True}, {"stays": True, "torn": True})


def failing_disk(folder: Path, names: set[str] | None = None) -> Outcome:
    """Each write, flush, truncation, deletion and rename fails in turn, once and for good."""
    outcome = Outcome()
    for stage in _stages(folder, names):
        _fail_each(outcome, stage, lambda _: FailingDisk(), FAULTS)
    return outcome


def failing_calls(folder: Path, names: set[str] | None = None) -> Outcome:
    """The same with calls of the system that fail, of one kind after the other, in a process of its own."""
    why = lacking()
    if why:
        raise RuntimeError(why)
    wanted = [folder, *(names or ())]
    command = [sys.executable, __file__, *map(str, wanted)]
    environment = {**os.environ, "LD_PRELOAD": str(build(folder))}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    outcome = Outcome()
    if ran.returncode:
        outcome.broken.append(ran.stderr[-1_000:])
        return outcome
    told = json.loads(ran.stdout)
    outcome.counts.update(told["counts"])
    outcome.broken += told["broken"]
    return outcome


def _with_failing_calls(folder: Path, names: set[str]) -> Outcome:
    """In that process."""
    outcome = Outcome()
    for stage in _stages(folder, names):
        for kind in KINDS:
            faults = FAULTS if kind == "write" else FAULTS[:2]
            _fail_each(outcome, stage, lambda here, kind=kind: FailingCalls(here.data_dir, kind), faults)
    return outcome


def _stages(folder: Path, names: set[str] | None) -> Iterator[_Stage]:
    return (_Stage(folder, each) for each in SCENARIOS if not names or each.name in names)


def _fail_each(
    outcome: Outcome,
    stage: _Stage,
    disk_of: Callable[[Locations], Disk],
    faults: Sequence[Mapping[str, bool]],
) -> None:
    """Let each operation fail in turn, in each of the ways."""
    for fault in faults:
        fail_at = 0
        while True:
            fail_at += 1
            here = stage.fresh()
            told: Exception | None = None
            with disk_of(here) as disk:
                try:
                    stage.run(here, disk, fail_at=fail_at, **fault)
                except Exception as problem:
                    told = problem
                if disk.operations < fail_at:
                    break
            outcome.counts[f"{stage.name}: faults"] += 1
            what = f"{stage.name}, operation {fail_at}, {fault}"
            _judge_fault(outcome, stage, here, told, what, for_good=fault.get("stays", False))
            stage.clear(here)
        stage.clear(here)


def _judge_fault(
    outcome: Outcome, stage: _Stage, here: Locations, told: Exception | None, what: str, *, for_good: bool
) -> None:
    known = told is None or isinstance(told, StorageError)
    outcome.expect(known, f"{what}: a person would see {told!r}")
    found = _stored_recovered(here)
    outcome.expect(found in (stage.before, stage.after), f"{what}: neither before nor after")
    outcome.expect(told is not None or found == stage.after, f"{what}: lost without a word")
    made = stage.made(here)
    if for_good:  # from a disk that takes nothing any more, nothing that was begun can be removed either
        made = {name: content for name, content in made.items() if not is_unfinished(name)}
    whole = all(stage.makes.get(name) == content for name, content in made.items())
    outcome.expect(whole, f"{what}: a file that it made is not whole")
    outcome.expect(told is not None or made == stage.makes, f"{what}: a file is not there, without a word")
    stage.run(here)
    again = _stored(here)
    outcome.expect(again == stage.after, f"{what}: trying again did not lead to the end")
    outcome.expect(stage.findings(here, again) == [], f"{what}: the file is not whole")
    outcome.expect(
        all(_is_whole(backup.path) for backup in backups_in(here.backups_dir)),
        f"{what}: a backup is not whole",
    )


def _stored_recovered(here: Locations) -> Content | None:
    """The content once SQLite has rolled back what was left half done, in a copy."""
    if not here.database.exists():
        return None
    copy = here.data_dir.with_name(here.data_dir.name + "-copy")
    shutil.copytree(here.data_dir, copy)
    with closing(sqlite3.connect(copy / here.database.name)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    content = content_of(copy / here.database.name)
    shutil.rmtree(copy)
    return content


def _is_whole(path: Path) -> bool:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


def kills(folder: Path, names: set[str] | None = None) -> Outcome:
    """The process is gone before each operation in turn: what the disk holds then is opened again."""
    outcome = Outcome()
    for scenario in SCENARIOS:
        if names is not None and scenario.name not in names:
            continue
        stage = _Stage(folder, scenario)
        for here in _moments(stage):
            outcome.counts[f"{scenario.name}: kills"] += 1
            what = f"{scenario.name}, killed, {here.data_dir.name}"
            try:
                database.open_writer(here, LATER, scenario.current).close()
            except StorageError as problem:
                outcome.expect(False, f"{what}: not opened again: {problem}")
                continue
            found = _stored(here)
            if scenario.empty:
                outcome.expect(found == stage.after, f"{what}: no new file")
            elif scenario.current is NEXT_SCHEMA or scenario.format in OLDER:
                outcome.expect(found == stage.after, f"{what}: not migrated")
            else:
                outcome.expect(found in (stage.before, stage.after), f"{what}: neither before nor after")
            outcome.expect(stage.findings(here, found) == [], f"{what}: the file is not whole")
            stage.clear(here)
    return outcome


def _moments(stage: _Stage) -> Iterator[Locations]:
    """A copy of the folder before each operation of the scenario."""
    here = stage.fresh()
    taken: list[Locations] = []

    with FailingDisk() as disk:
        busy = False

        def take(number: int) -> None:
            nonlocal busy
            if not busy:
                busy = True
                taken.append(stage.fresh(here.data_dir))
                busy = False

        history = None
        if stage._scenario.opens:
            history = History.open_to_write(here, LATER)
        disk.before_each = take
        stage._scenario.act(here, history)
        disk.before_each = None
        if history is not None:
            history.close()
    yield from taken


def journals(folder: Path, count: int, seed: int = 1) -> Outcome:
    """What a kill left half done, with its journal damaged at a block of 512 bytes."""
    outcome = Outcome()
    dice = random.Random(seed)
    cases: list[tuple[_Stage, Locations, int, str]] = []
    for scenario in SCENARIOS:
        if scenario.name not in ("start", "set done", "finish", "preferences"):
            continue
        stage = _Stage(folder, scenario)
        for here in _moments(stage):
            journal = journal_of(here.database)
            size = journal.stat().st_size if journal.exists() else 0
            cases += [
                (stage, here, block, damage)
                for block in range(0, size, 512)
                for damage in ("zeros", "noise", "cut", "one bit")
            ]
    chosen = dice.sample(cases, min(count, len(cases)))
    chosen += [dice.choice(cases) for _ in range(count - len(chosen))]
    for stage, origin, block, damage in chosen:
        here = stage.fresh(origin.data_dir)
        journal = journal_of(here.database)
        content = bytearray(journal.read_bytes())
        end = min(block + 512, len(content))
        match damage:
            case "zeros":
                content[block:end] = bytes(end - block)
            case "noise":
                content[block:end] = dice.randbytes(end - block)
            case "cut":
                del content[block:]
            case _:
                content[dice.randrange(block, end)] ^= 1 << dice.randrange(8)
        journal.write_bytes(content)
        files = (here.database.read_bytes(), bytes(content))
        what = f"{origin.data_dir.parent.name}, moment {origin.data_dir.name}, {damage} at {block}"
        try:
            database.open_writer(here, LATER).close()
        except DamagedFileError:
            outcome.counts["refused"] += 1
            same = (here.database.read_bytes(), journal.read_bytes()) == files
            outcome.expect(same, f"{what}: a refused file was changed")
        else:
            found = _stored(here)
            outcome.counts["after" if found == stage.after else "before"] += 1
            outcome.expect(found in (stage.before, stage.after), f"{what}: neither before nor after")
            outcome.expect(check.verify(here.database) == [], f"{what}: the file is not whole")
        stage.clear(here)
    return outcome


_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00" + bytes(90)
Damage = tuple[str, bytes]


def _certain_damages(whole: bytes, folder: Path) -> Iterator[Damage]:
    """What must be tried in any case."""
    yield "0 bytes", b""
    yield "1 byte", whole[:1]
    yield "text", b"My knees are fine today.\n" * 50
    yield "PNG", _PNG
    yield "zeros", bytes(len(whole))
    foreign = folder / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE session (id)")
        connection.commit()
    yield "foreign database", foreign.read_bytes()
    for at in range(0, 100, 4):
        yield f"header field {at}", whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :]
    yield "newer version", whole[:60] + struct.pack(">I", 99) + whole[64:]
    yield "version 0", whole[:60] + struct.pack(">I", 0) + whole[64:]
    for at in range(4096, len(whole), 4096):
        yield f"cut at {at}", whole[:at]
        yield f"cut in the page before {at}", whole[: at - 1_000]


def broken_files(folder: Path, count: int, seed: int = 1) -> Outcome:
    """Files that are cut, overwritten, foreign, or have some bits changed anywhere."""
    outcome = Outcome()
    dice = random.Random(seed)
    origin = locate(folder / "origin")
    sessions = len(fill(origin, 3))
    whole = origin.database.read_bytes()
    certain = list(_certain_damages(whole, folder))
    dice.shuffle(certain)
    here = locate(folder / "broken")
    here.data_dir.mkdir()
    for number in rounds(count):
        if number < min(len(certain), count // 2 + 1):
            name, content = certain[number]
        else:
            changed = bytearray(whole)
            places = [dice.randrange(len(whole)) for _ in range(dice.choice((1, 1, 1, 2, 8, 500)))]
            for at in places:
                changed[at] ^= 1 << dice.randrange(8)
            name, content = f"{len(places)} bits, the first at {places[0]}", bytes(changed)
        here.database.write_bytes(content)
        outcome.counts["files"] += 1
        _judge_broken(outcome, here, name, content, sessions)
    return outcome


def _judge_broken(outcome: Outcome, here: Locations, name: str, content: bytes, sessions: int) -> None:
    for reads_only in (True, False):
        try:
            opened = HistoryReader.open(here) if reads_only else History.open_to_write(here, LATER)
        except DataFileError as problem:
            outcome.counts["refused"] += not reads_only
            outcome.expect(str(here.database) in str(problem), f"{name}: the sentence does not name the file")
        else:
            with opened:
                try:
                    shown = len(opened.sessions()) + len(opened.unreadable)
                    opened.interrupted()
                    opened.preferences()
                except StorageError:
                    outcome.counts["opened, then refused"] += not reads_only
                else:
                    outcome.counts["opened"] += not reads_only
                    outcome.expect(
                        shown >= sessions or check.verify(here.database) != [], f"{name}: silently less"
                    )
        outcome.expect(here.database.read_bytes() == content, f"{name}: the file was changed")
        for extra in here.data_dir.iterdir():
            outcome.expect(not extra.name.startswith("kneetimer-copy"), f"{name}: a copy was left")
    check.verify(here.database)


def flipped_bits(folder: Path, count: int, seed: int = 1) -> Outcome:
    """Single bits of the rows that sessions are made of: how many of them does the check report?"""
    outcome = Outcome()
    dice = random.Random(seed)
    here = locate(folder / "flips")
    fill(here, 3, note="stiff on the stairs")
    whole = here.database.read_bytes()
    places = session_bytes(here.database)
    for _ in range(count):
        at, bit = dice.choice(places), dice.randrange(8)
        changed = bytearray(whole)
        changed[at] ^= 1 << bit
        here.database.write_bytes(changed)
        reported = check.verify(here.database) != []
        outcome.counts["reported" if reported else "missed"] += 1
        if not reported:
            outcome.counts[f"missed at {at}, bit {bit}"] += 1
    outcome.expect(outcome.counts["missed"] <= count / 1000, f"{outcome.counts['missed']} of {count} missed")
    return outcome


def session_bytes(path: Path) -> list[int]:
    """The offsets of all bytes that the rows of scripts, sessions and events are stored in."""
    with closing(sqlite3.connect(path)) as connection:
        roots = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE type = 'table' "
            "AND name IN ('script', 'session', 'happening')"
        ).fetchall()
    content = path.read_bytes()
    size = struct.unpack(">H", content[16:18])[0]
    return [offset for (root,) in roots for offset in _cells_of(content, size, root)]


def _cells_of(content: bytes, size: int, page: int) -> Iterator[int]:
    """The offsets of the cells of an index tree, its pages below and the overflow of long rows."""
    start = (page - 1) * size
    kind, cells = content[start], struct.unpack(">H", content[start + 3 : start + 5])[0]
    assert kind in (2, 10), "tables without rowid are index trees"
    below = 4 if kind == 2 else 0
    pointers = start + 8 + below
    for number in range(cells):
        at = start + struct.unpack(">H", content[pointers + 2 * number : pointers + 2 * number + 2])[0]
        if below:
            yield from _cells_of(content, size, struct.unpack(">I", content[at : at + 4])[0])
        length, varint = _varint(content, at + below)
        local = _local_bytes(length, size)
        yield from range(at, at + below + varint + local)
        if local < length:
            follow = at + below + varint + local
            yield from range(follow, follow + 4)
            left, follow_page = length - local, struct.unpack(">I", content[follow : follow + 4])[0]
            while follow_page:
                where = (follow_page - 1) * size
                used = min(left, size - 4)
                yield from range(where, where + 4 + used)
                left -= used
                follow_page = struct.unpack(">I", content[where : where + 4])[0]
    if below:
        yield from _cells_of(content, size, struct.unpack(">I", content[start + 8 : start + 12])[0])


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for length in range(1, 9):
        byte = content[at + length - 1]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, length
    return value << 8 | content[at + 8], 9


def _local_bytes(length: int, size: int) -> int:
    """How much of a row is in its own page, by SQLite's file format for index trees."""
    most, least = (size - 12) * 64 // 255 - 23, (size - 12) * 32 // 255 - 23
    if length <= most:
        return length
    local = least + (length - least) % (size - 4)
    return local if local <= most else least


_INSTANCE = """
import os, sys
from pathlib import Path
from stored_sessions import StillClock, began
from kneetimer.storage.errors import AlreadyOpenError, StorageError
from kneetimer.storage.records.history import History
from kneetimer.storage.locations import locate

print("ready", flush=True)
for line in sys.stdin:
    here = locate(Path(line.strip()))
    try:
        history = History.open_to_write(here, StillClock())
    except AlreadyOpenError as problem:
        print("refused", problem.pid, flush=True)
        continue
    except StorageError as problem:
        print("trouble", problem, flush=True)
        continue
    try:
        os.close(os.open(here.data_dir / "writer", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        print("trouble: two writers", flush=True)
        continue
    history.begin(began())
    print("wrote", os.getpid(), flush=True)
    goes = sys.stdin.readline().strip()
    os.unlink(here.data_dir / "writer")
    if goes == "die":
        os.kill(os.getpid(), 9)
    history.close()
    print("closed", flush=True)
"""

_STALE = {
    "none": None,
    "of a dead process": b"4194300\npython3\nhost\n",
    "of this very process": f"{os.getpid()}\n{Path(sys.executable).resolve().name}\n".encode(),
    "of process 1": b"1\npython3\n",
    "empty": b"",
    "noise": b"\x00\xff\x00knee",
}


def instances(folder: Path, count: int, seed: int = 1) -> Outcome:
    """Two to eight programs open the data at once, some on a lock that an earlier one left behind."""
    outcome = Outcome()
    dice = random.Random(seed)
    programs = [_program() for _ in range(8)]
    for attempt in rounds(count):
        here = locate(folder / str(attempt))
        here.data_dir.mkdir(parents=True)
        stale = dice.choice(list(_STALE)) if attempt % 2 else "none"
        left = _STALE[stale]
        if left is not None:
            here.lock.write_bytes(left)
            os.utime(here.lock, (1_700_000_000, 1_700_000_000))
        at_work = programs[: dice.randint(2, 8)]
        for program in at_work:
            _tell(program, str(here.data_dir))
        answers = [_answer_of(program) for program in at_work]
        writers = [answer[1] for answer in answers if answer[0] == "wrote"]
        what = f"attempt {attempt}, lock {stale}: {answers}"
        outcome.counts[f"lock {stale}"] += 1
        outcome.counts["programs"] += len(at_work)
        outcome.expect(len(writers) == 1, f"{what}: not one writer")
        outcome.expect(
            all(answer[0] in ("wrote", "refused") for answer in answers), f"{what}: unexpected trouble"
        )
        outcome.expect(
            all(answer[1] in (*writers, "0") for answer in answers if answer[0] == "refused"),
            f"{what}: the wrong process was named",
        )
        for program, answer in zip(at_work, answers, strict=True):
            if answer[0] == "wrote" and dice.random() < 0.2:
                outcome.counts["killed writers"] += 1
                _tell(program, "die")
                _end(program)
                programs[programs.index(program)] = _program()
            elif answer[0] == "wrote":
                _tell(program, "close")
                _answer_of(program)
        with History.open_to_write(here, StillClock()) as history:
            outcome.expect(len(history.sessions()) == len(writers), f"{what}: sessions differ")
        shutil.rmtree(here.data_dir)
    for program in programs:
        _end(program)
    return outcome


def _program() -> subprocess.Popen[str]:
    program = subprocess.Popen(
        [sys.executable, "-c", _INSTANCE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )
    assert _answer_of(program) == ["ready"]
    return program


def _tell(program: subprocess.Popen[str], line: str) -> None:
    assert program.stdin is not None
    program.stdin.write(line + "\n")
    program.stdin.flush()


def _answer_of(program: subprocess.Popen[str]) -> list[str]:
    assert program.stdout is not None
    return program.stdout.readline().strip().split(maxsplit=1) or ["nothing"]


def _end(program: subprocess.Popen[str]) -> None:
    assert program.stdin is not None and program.stdout is not None
    program.stdin.close()
    program.wait()
    program.stdout.close()


_WRITER = """
import sys
from pathlib import Path
from stored_sessions import StillClock, began, sets_of
from kneetimer.core.record import Place
from kneetimer.storage.records.history import History
from kneetimer.storage.locations import locate

def tell(line):
    sys.stdout.write(line)
    sys.stdout.flush()

history = History.open_to_write(locate(Path(sys.argv[1])), StillClock())
start = began()
session_id = history.begin(start)
tell(f"began {session_id}\\n")
while True:
    for event in sets_of(start.script):
        history.save_place(session_id, Place(event.step, 700, 700), 1_000)
        tell(f"stored {history.append(session_id, event)}\\n")
"""


def killed_writers(folder: Path, count: int, seed: int = 1) -> Outcome:
    """A writer is killed at a random moment; what it had acknowledged must be there, once."""
    outcome = Outcome()
    dice = random.Random(seed)
    start = began()
    cycle = list(sets_of(start.script))
    for attempt in rounds(count):
        here = locate(folder / str(attempt))
        session_id, last = _kill_a_writer(here, dice.randint(1, 60), dice.random() * 0.003)
        outcome.counts["kills"] += 1
        with History.open_to_write(here, LATER) as history:
            stored = len(history.events_of(session_id))
            told = fold(session_id, [start, *(cycle[at % len(cycle)] for at in range(stored - 1))])
            found = history.interrupted()
        outcome.counts["events acknowledged"] += last
        outcome.counts["events stored and not acknowledged"] += stored - last
        outcome.expect(last <= stored <= last + 1, f"kill {attempt}: {last} acknowledged, {stored} stored")
        outcome.expect(
            found is not None and (found.sets, found.state) == (told.sets, told.state),
            f"kill {attempt}: the record is not what happened",
        )
        outcome.expect(check.verify(here.database) == [], f"kill {attempt}: the file is not whole")
        shutil.rmtree(here.data_dir)
    return outcome


def _kill_a_writer(here: Locations, acknowledged: int, later_s: float) -> tuple[str, int]:
    """Kill a writer some time after so many events; the session's id and the last one it told of."""
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(here.data_dir)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )
    assert writer.stdout is not None
    session_id, last = "", 0
    for line in writer.stdout:
        if not line.endswith("\n"):
            break  # killed in the middle of telling
        word, value = line.split()
        if word == "began":
            session_id, last = value, 1
        else:
            last = int(value)
        if last == acknowledged:
            # The writer is not waited for: this spreads the kills over its next commits.
            threading.Timer(later_s, writer.kill).start()
    writer.stdout.close()
    writer.wait()
    return session_id, last


_FULL_DISK = """
import resource, sys
from pathlib import Path
from stored_sessions import StillClock, began, whole_session
from kneetimer.core.folding import fold
from kneetimer.core.player import SavePlace
from kneetimer.core.record import Place
from kneetimer.storage.engine import check
from kneetimer.storage.records.history import History
from kneetimer.storage.records.write_queue import WriteQueue
from kneetimer.storage.locations import locate

here, full_at, room = locate(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
history = History.open_to_write(here, StillClock())
queue = WriteQueue(history, StillClock())
events = whole_session(began(), "n" * 3000)
session_id, worst = "", 0
for number, event in enumerate(events):
    if number == full_at:
        size = here.database.stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(0, size - 4096 * 9 + room), resource.RLIM_INFINITY))
    if number == 0:
        session_id = queue.begin(event)
    else:
        queue.append(session_id, event)
    queue.append(session_id, place=SavePlace(Place(0, number, number), number))
    worst = max(worst, queue.pending)
told = str(queue.trouble)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
saved = queue.retry()
same = history.record_of(session_id) == fold(session_id, events)
history.close()
print(worst, saved, same, check.verify(here.database), told, sep="|")
"""


def full_disk(folder: Path, count: int, seed: int = 1) -> Outcome:
    """The disk is full from an event on, with some bytes left; then there is space again."""
    outcome = Outcome()
    dice = random.Random(seed)
    events = len(whole_session(began()))
    certain = [0, 1, events - 2, events - 1]
    for attempt in rounds(count):
        full_at = certain[attempt] if attempt < len(certain) else dice.randrange(events)
        room = dice.choice((0, 100, 512, 2_000, 4_096))
        answer = subprocess.run(
            [sys.executable, "-c", _FULL_DISK, str(folder / str(attempt)), str(full_at), str(room)],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        )
        what = f"full at {full_at}, room {room}: {answer.stdout.strip()} {answer.stderr[-300:]}"
        outcome.counts["sessions on a full disk"] += 1
        outcome.expect(answer.returncode == 0, what)
        if answer.returncode:
            continue
        worst, saved, same, findings, told = answer.stdout.strip().split("|")
        outcome.counts["events that had to wait"] += int(worst)
        outcome.expect(int(worst) > 0, f"{what}: nothing had to wait")
        outcome.expect((saved, same, findings) == ("True", "True", "[]"), what)
        outcome.expect("cannot save" in told, what)
    return outcome


if __name__ == "__main__":  # with failing_calls.c before the system's library
    came = _with_failing_calls(Path(sys.argv[1]), set(sys.argv[2:]))
    print(json.dumps({"counts": came.counts, "broken": came.broken}))
