"""The questions after a session that were left for later: which of them may still be asked, and how long.

Asks nothing and stores nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kneetimer.core.knee import AnswersOpen, QuestionAfter
from kneetimer.core.moments import passed
from kneetimer.core.schedule import day_of
from kneetimer.core.summary import PastSession

ASKED_FOR = timedelta(hours=24)


def still_open(
    left: AnswersOpen | None, records: Sequence[PastSession], now: datetime
) -> tuple[AnswersOpen, PastSession] | None:
    """What may be asked of them now, with the session they are about; None where nothing may.

    How the knee is after the session is asked on its day alone: then comes the morning. `now` is aware.
    """
    if left is None or not timedelta(0) <= passed(left.at, now) < ASKED_FOR:
        return None
    record = next((each for each in records if each.id == left.session and not each.removed), None)
    if record is None:
        return None
    is_over = day_of(record) != now.date()
    questions = tuple(each for each in left.questions if not (is_over and each is QuestionAfter.AFTER))
    return (replace(left, questions=questions), record) if questions else None
