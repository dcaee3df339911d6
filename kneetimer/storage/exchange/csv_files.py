"""Sessions, sets, answers about the knees and runs as tables that every spreadsheet opens.

No cell can become a formula, also where a spreadsheet splits the lines at another sign than it should:
text that begins like one, or goes on like one after a sign that may divide cells, gets an apostrophe there.
Reads and writes no file; docs/export-format.md names the columns.
"""

from __future__ import annotations

import csv
import enum
import io
import re
from collections.abc import Iterable, Sequence

from kneetimer.core.knee import FootNote, KneeCheck
from kneetimer.core.record import SessionRecord
from kneetimer.core.run import Run
from kneetimer.core.weights import kg_of

Cell = str | int | float | bool | None

# What spreadsheets take for the start of a formula, full-width signs too, at the start of the text or
# after what divides cells or lines in any of the usual dialects, with quotes, spaces and what is not seen
# before it.
_DIVIDES = ",;|:\\t\\n\\r\\x0b\\x0c\\x1c-\\x1f\\x85\\u2028\\u2029"
_UNSEEN = "\\u00a0\\u2000-\\u200f\\u202f\\u2060\\u3000\\ufeff"
_LIVE = re.compile(rf"""(^|[{_DIVIDES}])([ "'{_UNSEEN}]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])""")
_HIDDEN = ("\t", "\r", "\n")


class TableStyle(enum.Enum):
    """What divides the cells, and what stands before the decimals of a number."""

    POINT = ","
    COMMA = ";"
    """For spreadsheets in languages that write 35,4: German, French, Spanish, Italian and most others."""


SESSION_COLUMNS = (
    "id", "date", "started", "zone", "plan", "week", "session", "state", "counts", "minutes",
    "sets_done", "sets_prescribed", "reps_done", "reps_prescribed", "held_s", "held_s_prescribed",
    "effort", "pain_during", "note", "rehearsal", "gentle", "by_hand", "edited",
)  # fmt: skip
SET_COLUMNS = (
    "session", "date", "block", "exercise", "side", "set", "reps_prescribed", "reps",
    "seconds_prescribed", "seconds", "state", "eased", "load", "kg",
)  # fmt: skip
CHECK_COLUMNS = ("date", "time", "moment", "level", "knee", "signs", "session")
RUN_COLUMNS = ("date", "started", "kind", "state", "km", "minutes", "guessed", "source")
FOOT_NOTE_COLUMNS = ("date", "time", "left", "right")


def sessions(records: Iterable[SessionRecord], style: TableStyle = TableStyle.POINT) -> str:
    """One line a session; its sums are over all blocks, the warm-up too."""
    return _table(SESSION_COLUMNS, (_session_line(record) for record in records), style)


def sets(records: Iterable[SessionRecord], style: TableStyle = TableStyle.POINT) -> str:
    """One line for each prescribed set of each session."""
    return _table(
        SET_COLUMNS,
        (
            (
                record.id,
                record.started.date().isoformat(),
                result.block.value,
                result.exercise,
                result.side.value if result.side else None,
                result.set,
                result.target_reps,
                result.reps,
                _seconds(result.target_ms),
                _seconds(result.ms),
                result.state.value,
                result.eased,
                result.load or None,
                kg_of(result.load),
            )
            for record in records
            for result in record.sets
        ),
        style,
    )


def checks(answers: Iterable[KneeCheck], style: TableStyle = TableStyle.POINT) -> str:
    """One line an answer about the knee."""
    return _table(
        CHECK_COLUMNS,
        (
            (
                check.at.date().isoformat(),
                check.at.isoformat(timespec="seconds"),
                check.moment.value,
                check.level,
                check.knee.value if check.knee else None,
                " ".join(sign.value for sign in check.signs),
                check.session,
            )
            for check in answers
        ),
        style,
    )


def foot_notes(notes: Iterable[FootNote], style: TableStyle = TableStyle.POINT) -> str:
    """One line a knee-over-foot note."""
    return _table(
        FOOT_NOTE_COLUMNS,
        (
            (note.at.date().isoformat(), note.at.isoformat(timespec="seconds"), note.left, note.right)
            for note in notes
        ),
        style,
    )


def runs(listed: Iterable[Run], style: TableStyle = TableStyle.POINT) -> str:
    """One line a run, planned or done."""
    return _table(
        RUN_COLUMNS,
        (
            (
                run.day.isoformat(),
                run.started.isoformat(timespec="seconds") if run.started else None,
                run.kind.value,
                run.state.value,
                None if run.distance_m is None else run.distance_m / 1000,
                None if run.duration_s is None else round(run.duration_s / 60, 1),
                run.guessed,
                run.source,
            )
            for run in listed
        ),
        style,
    )


def safe(cell: Cell) -> Cell:
    """The cell, with an apostrophe wherever a spreadsheet could begin to run it as a formula."""
    if not isinstance(cell, str):
        return cell
    guarded = _LIVE.sub(_with_apostrophe, cell)
    return "'" + guarded if guarded.startswith(_HIDDEN) else guarded


def _with_apostrophe(live: re.Match[str]) -> str:
    # At the start of a cell it has to be the very first sign; further on, nobody knows where a cell begins.
    return f"{live[1]}{live[2]}'" if live[1] else f"'{live[2]}"


def _session_line(record: SessionRecord) -> Sequence[Cell]:
    reps = [result for result in record.sets if result.target_reps is not None]
    holds = [result for result in record.sets if result.target_ms is not None]
    return (
        record.id,
        record.started.date().isoformat(),
        record.started.isoformat(timespec="seconds"),
        record.zone,
        record.script.plan,
        record.script.week,
        record.script.session,
        record.state.value,
        record.counts(),
        round(record.active_ms / 60_000, 1),
        sum(result.state.value == "done" for result in record.sets),
        len(record.sets),
        sum(result.reps or 0 for result in reps),
        sum(result.target_reps or 0 for result in reps),
        _seconds(sum(result.ms for result in holds)),
        _seconds(sum(result.target_ms or 0 for result in holds)),
        record.effort,
        record.pain,
        record.note,
        record.rehearsal,
        record.script.gentle,
        record.by_hand,
        record.edited.isoformat(timespec="seconds") if record.edited else None,
    )


def _seconds(ms: int | None) -> float | int | None:
    if ms is None:
        return None
    return ms // 1000 if ms % 1000 == 0 else ms / 1000


def _table(columns: Sequence[str], lines: Iterable[Sequence[Cell]], style: TableStyle) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=style.value, lineterminator="\r\n")
    writer.writerow(columns)
    for line in lines:
        writer.writerow([_written(safe(cell), style) for cell in line])
    return text.getvalue()


def _written(cell: Cell, style: TableStyle) -> Cell:
    if isinstance(cell, float) and style is TableStyle.COMMA:
        return str(cell).replace(".", ",")
    return cell
