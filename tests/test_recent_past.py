"""A start reads the sessions that say something about today, and says the same as with all of them."""

import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from small_plan import EXERCISES, PLAN
from stored_sessions import BERLIN, began, whole_session
from test_program import Person, person

from kneetimer.core.folding import fold
from kneetimer.core.knee import CheckMoment, KneeCheck, LookedAt, MorningAsked, Sign
from kneetimer.core.outlook import decisive_from, is_enough, outlook_of
from kneetimer.core.plan_edit import PlanEdits
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import Ended, Hurt, HurtAnswer, SessionState
from kneetimer.core.schedule import counted_sessions, of_round
from kneetimer.core.summary import PastSession, PastSessions, summary_of
from kneetimer.program import demo
from kneetimer.program.model import Model
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records import answers, summaries
from kneetimer.storage.records.history import History
from kneetimer.ui.today.view import today_view

__all__ = ["person"]

NOW = datetime(2026, 11, 24, 18, 30, tzinfo=BERLIN)


def life(chance: random.Random) -> tuple[list[PastSession], list[KneeCheck]]:
    """Sessions and answers of a year, with pauses, signs and practices among them."""
    records: list[PastSession] = []
    checks: list[KneeCheck] = []
    day = NOW - timedelta(days=chance.choice((90, 200, 365)))
    while (day := day + timedelta(days=chance.choice((1, 2, 2, 3, 3, chance.choice((2, 20, 70)))))) < NOW:
        events = whole_session(began(chance.randint(1, 6), chance.randint(1, 3), started=day))
        if chance.random() < 0.15:
            signs = (Sign.SWELLING,) if chance.random() < 0.6 else ()
            hurt = Hurt(0, chance.randint(0, 10), Knee.LEFT, HurtAnswer.STOP, signs)
            state = chance.choice((SessionState.PARTIAL, SessionState.DISCARDED))
            events = [*events[: chance.randint(1, 9)], hurt, Ended(state, 60_000)]
        record = fold(f"s{len(records)}", events)
        records.append(summary_of(record))
        for moment in CheckMoment:
            if chance.random() < 0.5:
                at = day + timedelta(hours={CheckMoment.BEFORE: 0, CheckMoment.AFTER: 1}.get(moment, 14))
                level = chance.randint(0, 4)
                checks.append(KneeCheck(f"c{len(checks)}", at, moment, level, Knee.LEFT, record.id))
    return records, [check for check in checks if check.at <= NOW]


def test_today_is_the_same_whether_the_older_sessions_are_read_or_not() -> None:
    """Whatever was done in years, and whenever the plan was begun anew: nothing on the page is another."""
    assert sum(is_the_same(random.Random(seed)) for seed in range(60)) > 20


def is_the_same(chance: random.Random) -> bool:
    """Hold two pages against each other; False where a start would read all sessions anyway."""
    records, checks = life(chance)
    plan = replace(PLAN, since=NOW - timedelta(days=chance.randint(10, 80)))
    since = decisive_from(plan, NOW)
    assert since is not None
    recent = PastSessions(each for each in records if each.started >= since)
    if not is_enough(recent, checks, since):
        return False
    seen = LookedAt("", NOW - timedelta(days=5), chance.random() < 0.5) if chance.random() < 0.2 else None
    few, every = (
        outlook_of(plan, Preferences(), told, EXERCISES, NOW, checks=checks, seen=seen)
        for told in (recent, PastSessions(records))
    )
    assert (few.due, few.gate, few.is_week_held) == (every.due, every.gate, every.is_week_held)
    assert few.coming() == every.coming()
    shown = [today_view(outlook, outlook.script(), str) for outlook in (few, every)]
    assert shown[0] == shown[1]
    return True


@pytest.mark.parametrize("lifted", [False, True])
def test_a_sign_of_long_ago_is_not_forgotten(lifted: bool) -> None:
    """Without an answer that lifted it since, the session in which it was named has to be read."""
    since = NOW - timedelta(days=60)
    days = [NOW - timedelta(days=3 * number) for number in range(1, 9)]
    recent = [summary_of(fold(str(day), whole_session(began(started=day)))) for day in days]
    check = KneeCheck("c", days[0], CheckMoment.BEFORE, 1, Knee.LEFT, recent[0].id)
    assert is_enough(recent, [check] if lifted else [], since) is lifted
    assert not is_enough(recent[:5], [check], since)
    assert not is_enough(recent, [check, replace(check, id="d", session="of long ago")], since)


class Read(Counter[str]):
    """Counts what is called while a start reads."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        super().__init__()
        for module, name in ((summaries, "in_step"), (answers, "decode"), (answers.wire, "entry_from_text")):
            patch.setattr(module, name, self._counted(name, getattr(module, name)))

    def _counted(self, name: str, real: object) -> object:
        def counted(*given: object) -> object:
            self[name] += 1
            return real(*given)  # type: ignore[operator]

        return counted


def trained(person: Person, sessions: int) -> list[str]:
    """Have so many sessions behind, the plan begun anew every six weeks; the ids of them, oldest first."""
    plan = load_plan("six-week-knee")
    now = person.clock.now()
    told = demo.years(plan, load_exercises(), now.date(), sessions)
    with History.open_to_write(locate(person.folder), lambda: now) as history:
        demo.store(history, told)
        with history.changing() as connection:
            for each in told.sessions:
                answers.write(connection, MorningAsked(each.id, now), now)
        history.save_plan_edits(plan.id, PlanEdits(since=demo.beginning(told.sessions[-18])))
    return [each.id for each in told.sessions]


def test_today_reads_no_more_of_a_long_history_than_of_six_weeks(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read before the first picture is the same, and what the page says is too."""
    read, said = [], []
    for sessions in (18, 90):  # of which the last weeks are alike
        person.folder = person.folder.parent / str(sessions)
        trained(person, sessions)
        with monkeypatch.context() as patch:
            counted = Read(patch)
            program = person.open()
            read.append(dict(counted))
        assert len(program.model.records) == 18
        outlook = program.model.outlook
        round_ = of_round(outlook.plan, counted_sessions(outlook.records))
        said.append((len(round_), outlook.due, program.today.page.grab().toImage()))
        person.close()
    assert read[0] == read[1] and all(read[0].values())
    assert said[0] == said[1]


def test_all_sessions_are_known_as_soon_as_somebody_wants_them(person: Person) -> None:
    """Progress shows those of years ago, and a change in the first moment takes none away."""
    ids = trained(person, 72)
    program = person.open()
    assert len(program.model.records) < len(ids)
    program.window.show_page("progress")
    assert sorted(each.id for each in program.model.records) == ids
    person.close()
    model: Model = person.open().model
    model.choose(model.preferences.with_(rest_sets_s=60))
    assert sorted(each.id for each in model.records) == ids
