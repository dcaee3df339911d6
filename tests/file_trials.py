"""Damaged exports, plans and calendars by the thousand, beside files of runs, and what has to come of each.

Short in the tests, long in `packaging/campaigns/files.py`. Each file must be taken whole, or refused in one
sentence that speaks no Python, in two seconds and 200 MB; what is refused changes nothing.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path

import run_trials
from run_trials import MOST_GROWTH_MB, MOST_S, MUTATIONS, NOW, Outcome
from stored_sessions import StillClock, began, store, whole_session

from kneetimer.core.knee import CheckMoment, KneeCheck
from kneetimer.core.plan_edit import DoseEdit, DosePlace, PlanEdits
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Answered, Edited
from kneetimer.core.run import Run, RunKind
from kneetimer.storage.exchange import json_file, rescue
from kneetimer.storage.exchange.calendar_file import Appointment, CalendarError, uid_of, write_calendar
from kneetimer.storage.exchange.json_file import NotAnExport
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import read_plan
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.storage.records.history import History

RUNS = ("fit", "gpx", "tcx", "packed")
OTHERS = ("json", "toml", "ics")

# What a programmer would understand, and nobody else.
PYTHON = re.compile(
    r"__|NoneType|Traceback|\bNone\b|\bself\b|positional|keyword argument|\w+Error\b|object has no|`|got an|"
    r"\bdict\b|\btuple\b|\bbytes\b|codec can't|literal for|isoformat|msgspec|unhashable|not subscriptable"
)
ICS_VALUES = (
    b"BEGIN:VEVENT",
    b"END:VEVENT",
    b"END:VCALENDAR",
    b"DTSTART:20261301T250000",
    b"UID:",
    b"RRULE:FREQ=X",
)


def faults_of(sentence: str) -> str:
    """Why a sentence is not one that can be shown to a person, or ""."""
    hidden = [sign for sign in sentence if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")]
    if hidden or not sentence or len(sentence) > 700:
        return f"not fit to show: {sentence!r}"
    found = PYTHON.search(re.sub("“.*”|'.*?'", "", sentence, flags=re.DOTALL))  # what it quotes is the file's
    return f"speaks Python ({found[0]}): {sentence!r}" if found else ""


def _export() -> bytes:
    """An export with something of everything."""
    with (
        tempfile.TemporaryDirectory() as folder,
        History.open_to_write(locate(Path(folder) / "data"), StillClock()) as history,
    ):
        now = history._clock()
        session = store(history, whole_session(began(1)))
        history.append(session, Edited(now, answers=Answered(3, 4, "süß 🦵")))
        store(history, whole_session(began(2))[:4])
        history.save_answer(KneeCheck("k", now, CheckMoment.MORNING, 2))
        history.save_answer(Run(now.date(), RunKind.EASY, id="r", distance_m=5_000, duration_s=1_800))
        history.save_preferences(Preferences(volume=10))
        history.save_plan_edits("small", PlanEdits({DosePlace("strength", 1, 0): DoseEdit("squats", sets=3)}))
        return json_file.write(rescue.all_of(history), now, "1").encode()


def _calendar(folder: Path) -> bytes:
    """A calendar with two events of ours and one of somebody else's."""
    path = folder / "seed.ics"
    path.unlink(missing_ok=True)
    write_calendar(path, _coming(), NOW, "here")
    theirs = (
        b"BEGIN:VEVENT\r\nUID:dentist@example\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20270101T100000Z\r\n"
    )
    theirs += b"SUMMARY:Zahnarzt \xc3\xbc\r\nEND:VEVENT\r\nEND:VCALENDAR"
    return path.read_bytes().replace(b"END:VCALENDAR", theirs)


def _coming() -> list[Appointment]:
    day = datetime(2026, 12, 1, 18, 0)
    return [
        Appointment(uid_of("p", 1, n, "here"), day + timedelta(days=2 * n), 35, f"Session {n}", "The plan")
        for n in (1, 2)
    ]


def _read_json(path: Path) -> tuple[str, str]:
    try:
        json_file.read(path.read_bytes())
    except NotAnExport as problem:
        return "refused", faults_of(f"{problem}.")
    return "read", ""


def _read_toml(path: Path) -> tuple[str, str]:
    try:
        read_plan(path, load_exercises())
    except FileProblem as problem:
        return "refused", faults_of(str(problem))
    return "read", ""


def _write_ics(path: Path) -> tuple[str, str]:
    before = path.read_bytes()
    try:
        write_calendar(path, _coming(), NOW, "here")
    except CalendarError as problem:
        changed = "" if path.read_bytes() == before else "refused and changed all the same"
        return "refused", changed or faults_of(str(problem))
    written = path.read_bytes()
    write_calendar(path, _coming(), NOW, "here")
    return "read", "" if path.read_bytes() == written else "written again, it is another file"


READERS: Mapping[str, Callable[[Path], tuple[str, str]]] = {
    "json": _read_json, "toml": _read_toml, "ics": _write_ics,
}  # fmt: skip


def damaged(kind: str, folder: Path, chance: random.Random, count: int) -> Iterator[bytes]:
    """Copies of a sound file of a kind with one to three things wrong in each."""
    match kind:
        case "json":
            sound = [_export()]
        case "ics":
            sound = [_calendar(folder)]
        case _:
            plans = resources.files("kneetimer.resources") / "plans"
            sound = [
                each.read_bytes() for each in sorted(plans.iterdir(), key=str) if each.name.endswith(".toml")
            ]
    for _ in range(count):
        content = chance.choice(sound)
        for mutation in chance.choices((*MUTATIONS, _other_word), k=chance.choice((1, 1, 2, 3))):
            content = mutation(chance, content) or b"x"
        yield content


def _other_word(chance: random.Random, content: bytes) -> bytes:
    """Another value, name or number where one stands, so that more than the first reader is reached."""
    found = list(
        re.finditer(
            rb'"[^"\n]{0,40}"|(?<![\w.-])-?\d+(?:\.\d+)?(?![\w.-])|true|false|null|^[A-Z]+(?=[:;])',
            content,
            re.M,
        )
    )
    if not found:
        return content
    at, other = chance.choice(found), chance.choice(found)
    values = (
        other[0],
        b"-1",
        b"null",
        b"[]",
        b"{}",
        b'""',
        b"1e999",
        b'"x"',
        b"3.5",
        b"true",
        b"99999999999",
        *ICS_VALUES,
    )
    return content[: at.start()] + chance.choice(values) + content[at.end() :]


def run(folder: Path, count: int, seed: int, growth: Callable[[], float]) -> dict[str, Outcome]:
    """Read so many files of all kinds together. `growth` tells the most memory held so far, in MB."""
    each = count // (len(RUNS) + len(OTHERS))
    found = run_trials.run_by_kind(folder, count - each * len(OTHERS), seed, growth)
    return found | others(folder, each, seed, growth)


def others(folder: Path, each: int, seed: int, growth: Callable[[], float]) -> dict[str, Outcome]:
    """So many exports, plans and calendars each."""
    found: dict[str, Outcome] = {}
    for kind in OTHERS:
        chance = random.Random(f"{seed} {kind}")
        outcome = found[kind] = Outcome()
        path = folder / f"file.{kind}"
        for number, content in enumerate(damaged(kind, folder, chance, each)):
            path.write_bytes(content)
            _read_one(outcome, f"{kind} {number}", path, READERS[kind], growth)
    return found


def _read_one(
    outcome: Outcome,
    name: str,
    path: Path,
    reader: Callable[[Path], tuple[str, str]],
    growth: Callable[[], float],
) -> None:
    before_mb, began_s = growth(), time.process_time()
    try:
        kind, wrong = reader(path)
    except Exception as bug:
        outcome.counts["tracebacks"] += 1
        outcome.broken.append(f"{name}: {type(bug).__name__}: {bug}"[:300])
        return
    took_s = time.process_time() - began_s
    outcome.counts[kind] += 1
    outcome.growth_mb = max(outcome.growth_mb, growth() - before_mb)
    if took_s > outcome.slowest_s:
        outcome.slowest_s, outcome.slowest = took_s, name
    if wrong:
        outcome.broken.append(f"{name}: {wrong}")
    if took_s > MOST_S or outcome.growth_mb > MOST_GROWTH_MB:
        outcome.broken.append(f"{name}: {took_s:.1f} s, {outcome.growth_mb:.0f} MB")
