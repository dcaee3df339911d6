"""How the answers about the knee steer the plan: which session comes next, and what to ask when.

Joins the schedule with the rules of knee.py. Reads no clock; says nothing in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from kneetimer.core import knee
from kneetimer.core.exercise import Exercise
from kneetimer.core.good_days import ANY_DAY, Rhythm
from kneetimer.core.knee import (
    Aftermath,
    Change,
    CheckMoment,
    FootNote,
    KneeCheck,
    Limits,
    LookedAt,
    Said,
    Sign,
    Verdict,
    Why,
)
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import Block, BlockKind, Plan
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import Hurt, HurtAnswer
from kneetimer.core.schedule import (
    NextSession,
    Past,
    Reason,
    counted_sessions,
    day_of,
    next_session,
    of_round,
)
from kneetimer.core.script import BOTH_ALIKE, Script, SessionKind, WeakerSides, build_script
from kneetimer.core.session_edit import check_of
from kneetimer.core.summary import PastSession, PastSessions, past_of

MORNING_ASKED_FOR_DAYS = 7  # later, the answer would be about other things
RECENT_SESSIONS = 6  # a worse morning further back is no longer one in a row
GENTLE_EXERCISES = ("glute-bridge", "clamshell")


@dataclass(frozen=True, slots=True)
class Steered:
    """The session to do next with the knee taken into account, and why it is this one.

    `changed` is True where the plan alone would have chosen another week or more sets, `week_held` where
    it would be in a later week.
    """

    coming: NextSession
    verdict: Verdict
    changed: bool
    week_held: bool = False


def steered_session(
    plan: Plan,
    records: Sequence[PastSession],
    preferences: Preferences,
    today: date,
    checks: Sequence[KneeCheck],
    rhythm: Rhythm = ANY_DAY,
    seen: LookedAt | None = None,
) -> Steered:
    """What comes next by the plan, held or stepped down where the knee asks for it.

    Where the plan would go on to its next week, a held session is the last one again: one good
    answer and it goes on. A held plan has no bonus: a week that has its sessions is full.
    Somebody who watches neither knee is not held for want of an answer.
    `checks` may be in any order; `rhythm` has the person's runs and days. `seen` says whether the plan
    goes on a week before where it was, which lasts until a session is done there.
    """
    steered = _by_knee(plan, records, preferences, today, checks, rhythm)
    last = _last_of_plan(plan, records)
    if seen is None or not seen.back_one_week or last is None or last.started > seen.at:
        return steered
    here = steered.coming.week  # after a long pause that is further back already
    week = max(1, min(here, last.script.week if here > last.script.week else last.script.week - 1))
    back = replace(
        steered.coming, week=week, session=1, reason=Reason.AFTER_SIGN, is_bonus=False, plan_finished=False
    )
    return replace(steered, coming=back, changed=True)


def _by_knee(
    plan: Plan,
    records: Sequence[PastSession],
    preferences: Preferences,
    today: date,
    checks: Sequence[KneeCheck],
    rhythm: Rhythm,
) -> Steered:
    """The session that comes next, held or stepped down by the answers."""
    coming = next_session(plan, records, preferences.sessions_a_week, today, rhythm)
    verdict = verdict_for(records, checks, knee.limits_of(preferences), today)
    unasked = verdict.why is Why.NO_ANSWER and preferences.knee is Knee.NEITHER
    if verdict.may_progress or unasked:
        return Steered(coming, verdict, False)
    held = next_session(plan, records, preferences.sessions_a_week, today, rhythm, bonus=False)
    last = _last_of_plan(plan, records)
    if last is not None and held.week > last.script.week:
        held = replace(held, week=last.script.week, session=last.script.session, plan_finished=False)
    if verdict.change is not Change.HOLD:
        held = replace(held, sets_fewer=max(1, held.sets_fewer))
    return Steered(held, verdict, replace(held, held=False) != coming, coming.week > held.week)


def decisive_since(records: Sequence[PastSession]) -> date | None:
    """The local day from which on every answer may say something about today; None where all may.

    Of older answers only the newest of each kind does, and those that name a sign: see
    History.decisive_checks. There is room for moments that were told in other time zones.
    """
    recent = _sessions_done(records)[-RECENT_SESSIONS:]
    if len(recent) < RECENT_SESSIONS:
        return None
    return min(day_of(record) for record in recent) - timedelta(days=3)


def verdict_for(
    records: Sequence[PastSession], checks: Sequence[KneeCheck], limits: Limits, today: date
) -> Verdict:
    """What all answers so far mean for the plan today, and whose answer decided."""
    done = _sessions_done(records, checks)
    recent = done[-RECENT_SESSIONS:]
    ids = {record.id for record in recent}
    about = [check for check in checks if check.session in ids]
    past = knee.after([aftermath(record, about, checks) for record in recent], limits)
    if recent:
        past = replace(past, said=_said_of(recent[-1], about, past))
    asked = todays_answer(records, checks, today)
    now = knee.before(asked.level if asked else None, asked.signs if asked else (), limits)
    now = replace(now, said=said_in(asked) if asked else None)
    sign = sign_in_force(records, checks)
    if sign is not None:
        now = replace(knee.before(None, sign.signs, limits), said=sign)
    return knee.stronger(now, past)


def _said_of(last: PastSession, checks: Sequence[KneeCheck], verdict: Verdict) -> Said | None:
    """The answer about the last session that a verdict of knee.after comes from."""
    if verdict.signs or verdict.level is None:
        return worst_said(last) if verdict.signs else None
    if level_of(last.id, CheckMoment.MORNING, checks) == verdict.level:
        return Said(day_of(last) + timedelta(days=1), CheckMoment.MORNING, verdict.level)
    if worst_during(last) == verdict.level:
        return worst_said(last)
    return Said(day_of(last), CheckMoment.AFTER, verdict.level)


def said_in(check: KneeCheck) -> Said:
    """What an answer says, on the day on which it was given."""
    return Said(check.at.date(), check.moment, check.level, check.signs, check.knee)


def worst_said(record: PastSession) -> Said | None:
    """The worst of what was said in a session and about it, and all its signs; None where nothing was."""
    signs, level = signs_of(record), worst_during(record)
    if level is None and not signs:
        return None
    hurt = worst_hurt(record)
    return Said(day_of(record), CheckMoment.DURING, level, signs, hurt.knee if hurt else None)


def worst_hurt(record: PastSession) -> Hurt | None:
    """The moment of a session at which a knee was worst: first the signs, then the level, then the latest."""
    told = [hurt for hurt in record.hurts if hurt.level is not None or hurt.signs]
    ranked = enumerate(told)
    worst = max(ranked, key=lambda each: (bool(each[1].signs), each[1].level or 0, each[0]), default=None)
    return worst[1] if worst is not None else None


def todays_answer(
    records: Sequence[PastSession], checks: Sequence[KneeCheck], today: date
) -> KneeCheck | None:
    """The answer about how the knee is today, before a session: the newest since the last session."""
    done = _sessions_done(records, checks)
    since = done[-1].started if done else None
    answers = [
        check
        for check in checks
        if check.moment is CheckMoment.BEFORE
        and check.at.date() == today
        and (done == [] or check.session != done[-1].id)
        and (since is None or check.at > since)
    ]
    return max(answers, key=lambda check: check.at, default=None)


def last_answer(records: Sequence[PastSession], checks: Sequence[KneeCheck]) -> tuple[Said, str] | None:
    """The last answer about an earlier moment than now, and the id of the session that it is about.

    It is that of the morning after the last session, else of right after it, else the worst said in it.
    """
    done = _sessions_done(records, checks)
    if not done:
        return None
    last = done[-1]
    morning = check_of(last.id, CheckMoment.MORNING, checks)
    if morning is not None:
        day = day_of(last) + timedelta(days=1)
        return Said(day, CheckMoment.MORNING, morning.level, morning.signs, morning.knee), last.id
    after = level_of(last.id, CheckMoment.AFTER, checks)
    if after is not None:
        return Said(day_of(last), CheckMoment.AFTER, after), last.id
    worst = worst_said(last)
    return (worst, last.id) if worst is not None else None


def aftermath(
    record: PastSession, checks: Sequence[KneeCheck], earlier: Sequence[KneeCheck] | None = None
) -> Aftermath:
    """What was said about one session, with `checks` about it.

    Where nothing was said before it, the morning is compared with the last morning before it:
    of `earlier`, which are all answers, or of `checks` where those are all.
    """
    before = level_of(record.id, CheckMoment.BEFORE, checks)
    if before is None:
        mornings = [
            check
            for check in (checks if earlier is None else earlier)
            if check.moment is CheckMoment.MORNING and check.at <= record.started
        ]
        last = max(mornings, key=lambda check: check.at, default=None)
        before = last.level if last else None
    levels = (worst_during(record), level_of(record.id, CheckMoment.AFTER, checks))
    known = [level for level in levels if level is not None]
    morning = level_of(record.id, CheckMoment.MORNING, checks)
    return Aftermath(before, max(known, default=None), morning, signs_of(record))


def worst_during(record: PastSession) -> int | None:
    """The worst of what was said in a session and about it; None where nothing was said."""
    levels = [hurt.level for hurt in record.hurts if hurt.level is not None]
    if record.pain is not None:
        levels.append(record.pain)
    return max(levels, default=None)


def level_of(session: str, moment: CheckMoment, checks: Sequence[KneeCheck]) -> int | None:
    """The level of the newest answer about a session at a moment."""
    newest = check_of(session, moment, checks)
    return newest.level if newest else None


def knee_of(record: PastSession, checks: Sequence[KneeCheck]) -> Knee | None:
    """The knee that a session's answers are about, where an answer itself names none.

    It is that of the answer before, else of what was said in the session, else of what was said
    about it later; None where no knee was ever named. `checks` may be of other sessions too.
    """
    about = sorted((check for check in checks if check.session == record.id), key=lambda check: check.at)
    first = [check.knee for check in about if check.moment is CheckMoment.BEFORE]
    later = [check.knee for check in about if check.moment is not CheckMoment.BEFORE]
    knees = [*reversed(first), hurt_knee(record), *later]
    return next((knee for knee in knees if knee is not None), None)


def hurt_knee(record: PastSession) -> Knee | None:
    """The knee that was named while a session lasted; both where it was now one and now the other."""
    named = {hurt.knee for hurt in record.hurts if hurt.knee is not None}
    return named.pop() if len(named) == 1 else Knee.BOTH if named else None


def open_signs(records: Sequence[PastSession], checks: Sequence[KneeCheck]) -> tuple[Sign, ...]:
    """The signs that are in force: see `sign_in_force`."""
    said = sign_in_force(records, checks)
    return said.signs if said is not None else ()


def sign_in_force(records: Sequence[PastSession], checks: Sequence[KneeCheck]) -> Said | None:
    """The signs that were named last and have not been lifted: by an answer without one, of a later day.

    Such an answer is one before a session or about a morning. Whoever changes an answer so that it has no
    sign has taken it back. The answer right after a session lifts nothing, nor does any other of the same
    day: an hour without locking is no reason to train on. A session that was left, discarded or interrupted
    counts as well; what was said in it was said.
    """
    told = [(check.at, said_in(check)) for check in checks if check.signs]
    for record in past_of(records).with_signs:
        said = worst_said(record)
        if said is not None:
            told.append((record.started, said))
    lifted = max((check.at.date() for check in checks if lifts_signs(check)), default=None)
    holding = [each for each in told if lifted is None or lifted <= each[1].day]
    return max(holding, key=lambda each: each[0])[1] if holding else None


def lifts_signs(check: KneeCheck) -> bool:
    """Whether an answer ends the signs of earlier days."""
    return check.moment in (CheckMoment.BEFORE, CheckMoment.MORNING) and not check.signs


def with_seen(
    records: Sequence[PastSession], checks: Sequence[KneeCheck], seen: LookedAt | None
) -> tuple[Sequence[PastSession], Sequence[KneeCheck]]:
    """What was said, without the signs that somebody has had a look at since."""
    if seen is None:
        return records, checks
    lifted = [replace(check, signs=()) if check.signs and check.at <= seen.at else check for check in checks]
    past = past_of(records)
    if any(record.started <= seen.at for record in past.with_signs):
        past = PastSessions(_with_seen(record, seen) for record in past)
    return past, lifted


def _with_seen(record: PastSession, seen: LookedAt) -> PastSession:
    if record.started > seen.at or not signs_of(record):
        return record
    hurts = tuple(replace(hurt, signs=()) for hurt in record.hurts)
    changed: PastSession = replace(record, hurts=hurts)  # type: ignore[type-var]
    return changed


def real_sessions(records: Sequence[Past]) -> list[Past]:
    """The sessions in which something may have been said of a knee: all but rehearsals and deleted ones."""
    return [record for record in records if not record.rehearsal and not record.removed]


def signs_of(record: PastSession) -> tuple[Sign, ...]:
    """All signs that were named in a session, each once."""
    return tuple(dict.fromkeys(sign for hurt in record.hurts for sign in hurt.signs))


def latest_level(records: Sequence[PastSession], checks: Sequence[KneeCheck]) -> int | None:
    """The newest answer of any moment."""
    told = []
    if checks:
        newest = max(check.at for check in checks)
        told += [(newest, check.level) for check in checks if check.at == newest]
    for record in reversed(_sessions_done(records)):
        level = worst_during(record)
        if level is not None:
            told.append((record.started, level))
            break
    return max(told)[1] if told else None


def morning_due(
    records: Sequence[Past], checks: Sequence[KneeCheck], asked: frozenset[str], today: date
) -> Past | None:
    """The session to ask about this morning: the last one, once, from the next day on.

    `asked` are the ids of the sessions that were asked about already, answered or not.
    """
    done = _sessions_done(records, checks)
    if not done:
        return None
    last = done[-1]
    days = (today - day_of(last)).days
    if not 1 <= days <= MORNING_ASKED_FOR_DAYS or last.id in asked:
        return None
    return None if level_of(last.id, CheckMoment.MORNING, checks) is not None else last


def advised_answer(verdict: Verdict) -> HurtAnswer | None:
    """What to advise somebody whose knee hurts in a session; None before they have said how much."""
    if verdict.why is Why.NO_ANSWER:
        return None
    return {
        Change.GO_ON: HurtAnswer.GO_ON,
        Change.HOLD: HurtAnswer.EASE,
        Change.STEP_DOWN: HurtAnswer.EASE,
        Change.STOP: HurtAnswer.STOP,
        Change.STOP_ALL: HurtAnswer.STOP,
    }[verdict.change]


def foot_note_due(
    notes: Sequence[FootNote],
    records: Sequence[PastSession],
    checks: Sequence[KneeCheck],
    today: date,
) -> bool:
    """True where a knee-over-foot note may be offered now."""
    return knee.foot_note_due(notes, latest_level(records, checks), open_signs(records, checks), today)


def gentle_script(
    plan: Plan,
    week: int,
    preferences: Preferences,
    exercises: Mapping[str, Exercise],
    weaker: WeakerSides = BOTH_ALIKE,
) -> Script | None:
    """Glute bridges and clamshells alone, for a day with a mild dull ache.

    The doses are the plan's own, from the weeks that have them. None where it has neither.
    """
    doses = []
    for name in GENTLE_EXERCISES:
        if name not in exercises:
            continue
        blocks = sorted(
            (
                block
                for block in plan.blocks
                if block.kind is BlockKind.STRENGTH and any(dose.exercise == name for dose in block.doses)
            ),
            key=lambda block: abs(block.first_week - week),
        )
        if blocks:
            dose = next(dose for dose in blocks[0].doses if dose.exercise == name)
            # The first amount of its weeks: a gentle day is no day for the largest one.
            doses.append(replace(dose, amounts=dose.amounts[:1]))
    if not doses:
        return None
    gentle = replace(plan, blocks=(Block(BlockKind.STRENGTH, 1, plan.weeks, tuple(doses)),))
    script = build_script(gentle, week, 1, preferences, exercises, weaker=weaker)
    return replace(script, kind=SessionKind.GENTLE)


def _sessions_done(records: Sequence[Past], checks: Sequence[KneeCheck] = ()) -> list[Past]:
    """The sessions in which something was trained, oldest first; gentle ones too.

    A practice is one of them only where something was said of how it went: a set that was tried
    out in silence must not make good answers from before it forgotten.
    """
    told = {check.session for check in checks if check.moment is not CheckMoment.BEFORE}
    done = [
        record
        for record in past_of(records).trained
        if not record.is_practice or record.pain is not None or record.hurts or record.id in told
    ]
    return cast(list[Past], done)


def _last_of_plan(plan: Plan, records: Sequence[Past]) -> Past | None:
    counted = of_round(plan, counted_sessions(records))
    return counted[-1] if counted else None
