"""Any number of computers that take in each other's exports, in any order, end with the same history."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from stored_sessions import START, StillClock, began, store, whole_session

from kneetimer.core.knee import CheckMoment, KneeCheck
from kneetimer.core.record import Answered, Edited, Ended, LoadEdit, Removed, SessionState, SetEdit
from kneetimer.core.run import Run, RunKind
from kneetimer.storage.engine import check
from kneetimer.storage.exchange import json_file, rescue
from kneetimer.storage.exchange.transfer import import_file
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.records.history import History, HistoryReader

MEMORY = Path("/dev/shm")
DAYS = st.integers(0, 5)


class Computers:
    """Three data folders, each with a clock of its own that may be set to anything."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = [locate(folder / name) for name in ("one", "two", "three")]
        self.clocks = [StillClock() for _ in self.places]
        self.given = 0

    def at(self, computer: int, act: Callable[[History], object]) -> None:
        """Do something on a computer, some minutes later by its clock."""
        clock = self.clocks[computer]
        clock.now += timedelta(minutes=7)
        with History.open_to_write(self.places[computer], clock) as history:
            act(history)

    def bring(self, from_one: int, to_other: int) -> None:
        """Take an export along."""
        self.given += 1
        file = self.folder / f"{self.given}.json"
        with HistoryReader.open(self.places[from_one]) as reader:
            text = json_file.write(rescue.all_of(reader), self.clocks[from_one].now, "1")
        file.write_text(text)
        self.at(to_other, lambda history: import_file(history, file))


def known(where: Locations) -> tuple[object, ...]:
    """All that a person can see of a history."""
    with HistoryReader.open(where) as reader:
        sessions = reader.sessions(include_rehearsals=True, include_removed=True)
        return sorted(sessions, key=lambda each: each.id), reader.knee_checks(), reader.runs()


def change(computers: Computers, computer: int, what: str, data: st.DataObject) -> None:
    """One thing that a person does on one of them."""

    def act(history: History) -> None:
        level = data.draw(st.integers(0, 10))
        over = [each.id for each in history.sessions(include_removed=True)]
        now = computers.clocks[computer].now
        day = (START + timedelta(days=data.draw(DAYS))).date()
        match what:
            case "session":
                store(history, whole_session(began(1 + data.draw(DAYS), started=now)))
            case "short session":
                store(history, [*whole_session(began(started=now))[:3], Ended(SessionState.PARTIAL, 9)])
            case "answer" if over:
                history.append(data.draw(st.sampled_from(over)), Answered(level, level, str(level)))
            case "edit" if over:
                chosen = data.draw(st.sampled_from(over))
                step = history.record_of(chosen).sets[0].step
                history.append(chosen, Edited(now, (SetEdit(step, level),), Answered(level, None, "edited")))
            case "weight" if over:
                chosen = data.draw(st.sampled_from(over))
                step = history.record_of(chosen).sets[0].step
                history.append(chosen, Edited(now, loads=(LoadEdit(step, f"{1 + level} kg"),)))
            case "remove" if over:
                history.append(data.draw(st.sampled_from(over)), Removed(now, data.draw(st.booleans())))
            case "knee":
                history.save_answer(KneeCheck(str(level % 3), now, CheckMoment.MORNING, level))
            case "run":
                history.save_answer(Run(day, data.draw(st.sampled_from(RunKind)), id=str(level % 3)))
            case "no run":
                for run in history.runs()[:1]:
                    history.remove_answer(run)

    if what == "clock":
        computers.clocks[computer].now = START + timedelta(
            days=data.draw(st.sampled_from((-400, 0, 3, 27_000)))
        )
    else:
        computers.at(computer, act)


# Where two speak of the same session they may come to differ, so that is done most often.
WHAT = (
    *3 * ("answer",),
    *2 * ("edit", "weight", "remove"),
    "session",
    "short session",
    "knee",
    "run",
    "no run",
    "clock",
)
PAIRS = [(one, other) for one in range(3) for other in range(3) if one != other]


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_all_computers_end_equal(data: st.DataObject) -> None:
    """Sessions, answers, corrections, deletions and runs of all three, whatever their clocks say."""
    memory = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="kneetimer-test-", dir=memory) as folder:
        computers = Computers(Path(folder))
        computers.at(0, lambda history: store(history, whole_session(began())))
        computers.bring(0, 1)
        computers.bring(0, 2)
        for _ in range(data.draw(st.integers(3, 7))):
            computer = data.draw(st.integers(0, 2))
            what = data.draw(st.sampled_from((*WHAT, "bring")))
            if what == "bring":
                computers.bring(*data.draw(st.sampled_from(PAIRS)))
            else:
                change(computers, computer, what, data)
        for _ in range(2):  # what one has reaches another over the third, too
            for pair in data.draw(st.permutations(PAIRS)):
                computers.bring(*pair)
        first, *others = [known(where) for where in computers.places]
        assert others == [first, first]
        assert [check.verify(where.database) for where in computers.places] == [[], [], []]
