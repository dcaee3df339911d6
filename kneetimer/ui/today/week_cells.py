"""The sessions of each week of a plan as cells: done, next, to come. No Qt, no clock."""

from __future__ import annotations

from collections.abc import Sequence

from kneetimer.core.plan import Plan
from kneetimer.core.schedule import NextSession, counted_sessions, of_round
from kneetimer.core.summary import PastSession
from kneetimer.ui.today import words
from kneetimer.ui.today.six_weeks import CellState, WeekCells


def week_cells(
    plan: Plan, records: Sequence[PastSession], coming: NextSession, target: int
) -> tuple[WeekCells, ...]:
    """One entry a week. `target` is how many sessions a week the person wants to do."""
    done = {
        (record.script.week, record.script.session) for record in of_round(plan, counted_sessions(records))
    }
    weeks = []
    for week in range(1, plan.weeks + 1):
        cells = []
        for session in range(1, plan.sessions_most + 1):
            place, position = (week, session), (coming.week, coming.session)
            if place == position and not coming.plan_finished:
                cells.append(CellState.NEXT)
            elif place in done:
                comes_again = place > position and not coming.plan_finished
                cells.append(CellState.AGAIN if comes_again else CellState.DONE)
            else:
                cells.append(CellState.TO_COME if session <= target else CellState.BONUS)
        weeks.append(WeekCells(words.week_name(week), tuple(cells), week == coming.week))
    return tuple(weeks)
