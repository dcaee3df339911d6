"""What is said in a session: everything one must know, in time, and never over a countdown."""

import functools
import itertools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetimer.core import speech
from kneetimer.core.exercise import Exercise, Unit
from kneetimer.core.preferences import Counting, Preferences, Talking
from kneetimer.core.script import Script, StepKind, build_script
from kneetimer.core.speech import Talk, Voiced
from kneetimer.core.speech_track import Line
from kneetimer.core.utterance import Kind, LengthOf, Message, Utterance
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.ui.text import spoken_english
from kneetimer.ui.text.spoken_english import SIDES, SpokenEnglish

EXERCISES = load_exercises()
PLAN = load_plan("six-week-knee")
LANGUAGE = SpokenEnglish(EXERCISES)
EVERY = frozenset(spoken_english.every(EXERCISES))
PRAISE = {"good", "great", "well", "done", "excellent", "nice", "perfect", "awesome", "super", "bravo"}
PLANS = ("six-week-knee", "ten-essentials-home", "ten-essentials-gym")


def at_rate(ms_per_letter: int, language: SpokenEnglish = LANGUAGE) -> LengthOf:
    """A voice that takes so long for a letter, and knows our phrases only."""

    @functools.cache
    def length_of(messages: Utterance) -> int | None:
        spoken = language.spoken(messages)
        if spoken is None or not EVERY.issuperset(spoken.parts):
            return None
        return sum(ms_per_letter * len(take.text) for take in spoken.parts) + sum(spoken.pauses_ms)

    return length_of


length_of = at_rate(60)


def script(week: int = 1, preferences: Preferences | None = None) -> Script:
    return build_script(PLAN, week, 1, preferences or Preferences(), EXERCISES)


@functools.cache
def whole(of: Script, talk: Talk) -> list[tuple[Line, ...]]:
    return list(speech.whole(of, Voiced(EXERCISES, length_of, talk)))


def spoken(
    of: Script, index: int, talk: Talk | None = None, length_ms: int | None = None
) -> tuple[Line, ...]:
    """What is said in a step of a session that went as planned, or in a step of another length."""
    planned = whole(of, talk or Talk())
    if length_ms is None:
        return planned[index]
    about = speech.coming(of, index)
    said = frozenset(
        m for lines in planned[:index] for line in lines if line.about == about for m in line.messages
    )
    voiced = Voiced(EXERCISES, length_of, talk or Talk())
    return speech.lines(of, index, length_ms, voiced, said)


def first(of: Script, kind: StepKind, exercise: str, number: int = 1) -> int:
    """The index of the first step of that kind, exercise and set."""
    wanted = (kind, exercise, number)
    return next(i for i, step in enumerate(of.steps) if (step.kind, step.exercise, step.set) == wanted)


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [text(line) for line in lines]


def text(line: Line) -> str:
    told = LANGUAGE.spoken(line.messages)
    assert told is not None
    return told.text


def said_of(planned: list[tuple[Line, ...]], about: int, before: int, *, until_ms: int = 0) -> set[Message]:
    """What was heard of a set before a step, and in that step until a moment."""
    found = {m for lines in planned[:before] for line in lines if line.about == about for m in line.messages}
    return found | {m for line in planned[before] if line.at_ms < until_ms for m in line.messages}


def with_exercise(exercise: Exercise) -> dict[str, Exercise]:
    return {**EXERCISES, exercise.id: exercise}


@settings(max_examples=12, deadline=None)
@given(
    name=st.sampled_from(PLANS),
    week=st.integers(1, 6),
    ready=st.integers(3, 60),
    rest=st.sampled_from([None, 0, 5, 15, 45, 300]),
    between=st.sampled_from([None, 0, 15, 90]),
    side=st.sampled_from([3, 6, 8, 20]),
    get_set=st.sampled_from([0, 10, 20, 60]),
    talk=st.builds(Talk, st.sampled_from(Counting), st.booleans(), st.sampled_from(Talking)),
    pace=st.sampled_from([0.5, 1.0, 1.5, 2.0]),
)
def test_what_must_be_known_of_a_set_is_said_before_it_at_every_setting(
    name: str,
    week: int,
    ready: int,
    rest: int | None,
    between: int | None,
    side: int,
    get_set: int,
    talk: Talk,
    pace: float,
) -> None:
    """Exercise, side and dose before the first number of each set, and before the set where there is time.

    There is none before the first set of a session that begins at once, nor in three seconds for a change of
    side, nor after a set that a quick pace makes a few seconds long. With what is said before where to be.
    """
    chosen = Preferences(
        get_ready_s=ready, rest_sets_s=rest, rest_exercises_s=between, change_side_s=side, pace=pace
    )
    of = build_script(load_plan(name), week, 1, chosen, EXERCISES)
    voiced = Voiced(EXERCISES, length_of, talk)
    heard: dict[int, list[Message]] = {}
    opening = speech.getting_set(of, voiced, 1000 * get_set) if get_set else None
    if opening is not None:
        heard[opening.about] = list(opening.messages)
    for index, step in enumerate(of.steps):
        about = speech.coming(of, index)
        planned = speech.lines(of, index, step.length_ms, voiced, frozenset(heard.get(about, ())))
        if step.is_set:
            words, before = voiced.words(of, index), heard.get(index, [])
            second = words.is_second_side
            must = words.side(0) if second else words.all() if step.set == 1 else words.announcement()
            must = [meaning for meaning in must if length_of((meaning,)) is not None]
            known = [m for m in must if m.kind in (Kind.NAME, Kind.SIDE, Kind.DOSE, Kind.TIME)]
            numbers = (line.at_ms for line in planned if line.messages[0].kind in (Kind.NUMBER, Kind.MORE))
            number_ms = min(numbers, default=step.length_ms)
            at_last = {m for line in planned if line.at_ms < number_ms for m in line.messages}
            at_last |= {Message(Kind.TIME, m.values) for m in at_last if m.kind is Kind.HOLD}
            assert pace >= 1.5 or at_last.union(before).issuperset(known), (index, step)
            if pace < 1.5 and not (second and side < 5) and (index > 1 or get_set >= 10):
                assert set(before).issuperset(must if index > 1 else known), (index, step)
            kinds = [m.kind for m in before]
            if not second and {Kind.KIT, Kind.PLACE} <= set(kinds):
                assert kinds.index(Kind.KIT) < kinds.index(Kind.PLACE), (index, step)
        for line in planned:
            heard.setdefault(line.about, []).extend(line.messages)


@pytest.mark.parametrize("talking", [Talking.FULL, Talking.NORMAL])
@pytest.mark.parametrize("name", PLANS)
def test_nobody_is_left_in_silence_for_half_a_minute(name: str, talking: Talking) -> None:
    """In coach's pace, with reminders and numbers or without, and however long the rests are."""
    plan = load_plan(name)
    for week, rest, counting, cues in itertools.product(
        range(1, plan.weeks + 1), [None, 300], [Counting.LAST_THREE, Counting.NONE], [True, False]
    ):
        of = build_script(plan, week, 1, Preferences(rest_sets_s=rest), EXERCISES)
        talk = Talk(counting, cues, talking)
        begins, heard = 0, 0
        for step, lines in zip(of.steps, speech.whole(of, Voiced(EXERCISES, length_of, talk)), strict=False):
            for line in lines:
                assert begins + line.at_ms - heard <= 30_000, (week, step, text(line))
                heard = begins + line.end_ms
            begins += step.length_ms


def test_the_side_that_the_person_starts_with_is_called_the_first() -> None:
    """With the right side first it is the right leg first and then the left one, in every exercise."""
    of = script(preferences=Preferences(start_side="right"))
    told = " ".join(text(line) for lines in whole(of, Talk()) for line in lines)
    assert {"Right leg first.", "Now the left leg."} <= {f"{each}." for each in told.split(". ")}
    assert "Left leg first." not in told and "Now the right leg." not in told


def test_a_quiet_coach_says_what_must_be_known_and_no_more() -> None:
    """Name, side, amount and place stay; reminders, half-way and the time that is left go."""
    of = script()
    kinds = {
        m.kind for lines in whole(of, Talk(talking=Talking.QUIET)) for line in lines for m in line.messages
    }
    assert kinds.issuperset({Kind.NAME, Kind.SIDE, Kind.DOSE, Kind.PLACE, Kind.HOLD, Kind.MORE})
    assert kinds.isdisjoint({Kind.CUE, Kind.HALF_WAY, Kind.LEFT, Kind.KEEP, Kind.BEGIN})


def test_the_middle_of_a_long_set_is_told() -> None:
    """Fifteen squats take a minute; twelve swings are over before half-way is news."""
    of = script()
    long, short = (first(of, StepKind.WORK, name) for name in ("bodyweight-squat", "leg-swing-forward"))
    (half,) = (line for line in spoken(of, long) if text(line) == "Half way.")
    assert half.at_ms == of.steps[long].length_ms // 2 + speech.TICK_MS
    assert "Half way." not in texts(spoken(of, short))


def test_a_position_that_getting_ready_is_too_short_for_is_said_in_the_rest() -> None:
    """Before a wall sit one is at the wall when the five seconds begin."""
    of = script()
    rest, ready = (first(of, kind, "wall-sit") for kind in (StepKind.REST, StepKind.READY))
    assert texts(spoken(of, rest))[-1] == "Lean on the wall and slide down."
    assert texts(spoken(of, ready)) == ["Wall sit."]


@pytest.mark.parametrize("week", [1, 4])
def test_positions_are_said_before_lying_down_and_turning_over(week: int) -> None:
    """Who cannot see the screen hears where to lie, on which side, and when to turn over."""
    of = script(week)
    for index, step in enumerate(of.steps):
        setup = EXERCISES[step.exercise].setup
        said = " ".join(texts(spoken(of, index)))
        if step.kind is StepKind.READY and step.length_ms >= 15_000:
            assert setup.sentence(step.side) in said
        if step.kind is StepKind.SIDE:
            assert setup.change_sentence(step.side) in said


@settings(max_examples=25, deadline=None)
@given(
    week=st.integers(1, 6),
    rest=st.sampled_from([0, 5, 10, 15, 45, 90, 300]),
    ready=st.integers(3, 20),
    side=st.integers(3, 20),
    pace=st.sampled_from([0.5, 1.0, 1.3, 2.0]),
    counting=st.sampled_from(Counting),
    pain=st.booleans(),
)
def test_nothing_is_said_over_a_countdown_or_over_another_sentence(
    week: int, rest: int, ready: int, side: int, pace: float, counting: Counting, pain: bool
) -> None:
    """With any times a person may set, sentences end before the countdown and never overlap."""
    preferences = Preferences(
        rest_sets_s=rest, rest_exercises_s=rest, get_ready_s=ready, change_side_s=side, pace=pace
    )
    of = script(week, preferences)
    for step, lines in zip(of.steps, whole(of, Talk(counting=counting, pain_noted=pain)), strict=False):
        for before, after in itertools.pairwise(lines):
            assert before.at_ms + before.length_ms <= after.at_ms
        ends = [line.at_ms + line.length_ms for line in lines]
        if step.is_set:
            assert all(end <= step.length_ms for end in ends)
        else:
            assert all(end < step.length_ms - 3000 for end in ends)
        assert all(line.at_ms > 0 for line in lines)


def test_a_short_get_ready_is_shortened_to_what_matters() -> None:
    """With five seconds the name fits, with three nothing does; the set before tells what comes."""
    five, three = script(), script(preferences=Preferences(get_ready_s=3))
    index = first(five, StepKind.READY, "walking-lunge")
    ahead = (
        "After this. Walking lunges. Ten on each leg. You need some room. Stand tall with a clear way ahead."
    )
    assert ahead in texts(spoken(five, index - 1))
    assert ahead in texts(spoken(three, index - 1))
    assert texts(spoken(five, index)) == ["Walking lunges."]
    assert texts(spoken(three, index)) == []
    assert texts(spoken(five, index + 1))[0] == texts(spoken(three, index + 1))[0] == "Begin."


def test_a_side_that_had_no_time_before_is_the_first_word_of_its_set() -> None:
    """Who gets ready in five seconds hears the side as soon as the start sound is over, not after a word."""
    of = script()
    line = spoken(of, first(of, StepKind.WORK, "leg-swing-forward"))[0]
    assert (line.at_ms, text(line)) == (speech.BEEP_MS, "Left leg first. Twelve swings.")


def test_a_set_of_which_all_was_said_just_begins() -> None:
    """After a full announcement the start needs one word."""
    of = script()
    assert texts(spoken(of, first(of, StepKind.WORK, "clamshell")))[0] == "Begin."


def test_a_rest_says_its_length_and_what_comes_next() -> None:
    """A rest names its seconds, then the next exercise with side, amount, set, load and kit."""
    of = script()
    index = first(of, StepKind.REST, "clamshell")
    assert texts(spoken(of, index)) == [
        "Take a rest. Forty-five seconds.",
        "Coming next. Clamshells. Left leg first. Fifteen reps. First of two sets. "
        "Use the light band. You need a mat and a mini band.",
        "Fifteen seconds left.",
    ]


def test_a_rest_that_was_made_longer_keeps_its_last_sentence_for_the_end() -> None:
    """The position is said when it is time to take it, however long the rest has become."""
    of = script()
    index = next(
        i
        for i, s in enumerate(of.steps)
        if s.kind is StepKind.REST and s.exercise == "clamshell" and s.set == 2
    )
    late = [spoken(of, index, length_ms=length)[-1] for length in (45_000, 60_000)]
    assert [text(line) for line in late] == ["Band on. Lie on your right side."] * 2
    assert late[1].at_ms - late[0].at_ms == 15_000


@pytest.mark.parametrize(
    ("counting", "words"),
    [
        (Counting.NONE, []),
        (Counting.LAST_THREE, ["Three more.", "Two more.", "One to go."]),
        (
            Counting.EVERY_REP,
            [
                *("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven"),
                *("Three more.", "Two more.", "One to go."),
            ],
        ),
    ],
)
def test_reps_are_counted_as_chosen_and_on_the_beat(counting: Counting, words: list[str]) -> None:
    """Each number comes with its rep, whatever sentence has to give way."""
    of = script()
    index = first(of, StepKind.WORK, "clamshell")
    lines = [line for line in spoken(of, index, Talk(counting=counting)) if text(line) in words]
    assert texts(tuple(lines)) == words
    rep_ms = of.steps[index].length_ms // 15
    late = {(line.at_ms - speech.TICK_MS) % rep_ms for line in lines}
    assert late <= {0}
    if words:
        assert lines[-1].at_ms == 14 * rep_ms + speech.TICK_MS


def test_reps_at_the_persons_own_pace_are_not_counted() -> None:
    """Nobody counts for who counts alone."""
    of = script()
    index = first(of, StepKind.WORK, "clamshell")
    lines = spoken(of, index, Talk(counting=Counting.EVERY_REP, own_pace=True))
    assert texts(lines) == ["Begin.", "Open your top knee."]


def test_a_hold_says_its_length_its_middle_and_its_last_five_seconds() -> None:
    """A hold is followed with closed eyes."""
    of = script()
    lines = spoken(of, first(of, StepKind.HOLD, "wall-sit"))
    assert texts(lines) == [
        *("Hold for twenty seconds.", "Press your back into the wall.", "Half way."),
        *("Five", "Four", "Three", "Two", "One"),
    ]
    assert [20_000 - line.at_ms + speech.PIP_MS for line in lines[-5:]] == [5000, 4000, 3000, 2000, 1000]
    assert 10_000 < lines[2].at_ms < 11_000


def test_one_reminder_a_set_and_another_one_each_time() -> None:
    """Four sets of clamshells begin with four different reminders; an easier version has its own."""
    of = script()
    sets = [i for i, s in enumerate(of.steps) if s.kind is StepKind.WORK and s.exercise == "clamshell"]
    reminders = [
        [said for said in texts(spoken(of, index)) if said in EXERCISES["clamshell"].cues] for index in sets
    ]
    assert len({each[0] for each in reminders}) == 4
    eased = texts(spoken(of, sets[0], Talk(eased=frozenset({"clamshell"}))))
    assert EXERCISES["clamshell"].eased.cue in eased
    assert EXERCISES["clamshell"].eased.cue not in texts(spoken(of, sets[0]))
    without = texts(spoken(of, sets[0], Talk(form_cues=False)))
    assert not set(without) & set(EXERCISES["clamshell"].cues)


def test_pain_brings_the_safety_line_and_only_pain() -> None:
    """After pain was noted each new exercise says when to stop."""
    of = script()
    index = first(of, StepKind.READY, "clamshell")
    safety = "Stop if the knee hurts more."
    assert safety in " ".join(texts(spoken(of, index, Talk(pain_noted=True))))
    everything = [text(line) for lines in whole(of, Talk()) for line in lines]
    assert not any(safety in said for said in everything)


def test_a_name_without_a_recording_is_announced_all_the_same() -> None:
    """A person's own exercise is "the next exercise", and its other words are left out."""
    of = script()
    own = replace(EXERCISES["walking-lunge"], name="Garden gate steps", cues=("Mind the gate.",))
    language = SpokenEnglish(with_exercise(own))
    voiced = Voiced(with_exercise(own), at_rate(60, language), Talk())
    said = [
        take.text
        for lines in speech.whole(of, voiced)
        for line in lines
        if (told := language.spoken(line.messages))
        for take in told.parts
    ]
    assert "Next exercise." in said
    assert not {"Garden gate steps.", "Mind the gate."} & set(said)


def test_the_session_ends_with_a_sentence() -> None:
    """Who lies on the mat hears that it is over."""
    assert texts(speech.closing(length_of)) == ["The session is finished."]


def test_what_is_due_is_the_latest_line_and_never_an_old_one() -> None:
    """A tick that comes late says what is true now or nothing, and no line is said twice."""
    planned = tuple(Line(at, 300, (Message(Kind.NUMBER, (at,)),)) for at in (600, 1000, 5000))
    assert speech.due(planned, 0, 599) is None
    assert speech.due(planned, 599, 600) == planned[0]
    assert speech.due(planned, 600, 999) is None
    assert speech.due(planned, 500, 1200) == planned[1]
    assert speech.due(planned, 500, 1601) is None
    assert speech.next_ms(planned, 600) == 1000
    assert speech.next_ms(planned, 5000) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *((SIDES[word, "left"], SIDES[word, "right"]) for word in ("leg", "side", "direction")),
        ("Begin.", "Stop if the knee hurts more."),
        ("Hold for thirty seconds.", "Begin."),
        *((spoken_english.set_of(1, sets), spoken_english.set_of(sets, sets)) for sets in range(2, 6)),
    ],
)
def test_opposites_do_not_sound_alike(one: str, other: str) -> None:
    """Left and right, start and stop, hold and go, first and last share no opening and few words."""
    a, b = (text.lower().rstrip(".").split() for text in (one, other))
    assert a[0] != b[0]
    shared = sum((Counter(a) & Counter(b)).values())
    assert shared < max(len(a), len(b))
    assert "last" not in b


def test_nothing_praises() -> None:
    """The voice says what is next and never how one did."""
    words = {word.strip(".,").lower() for take in EVERY for word in take.text.split()}
    assert not words & PRAISE


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "one"),
        (19, "nineteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (99, "ninety-nine"),
        (0, ""),
        (100, ""),
    ],
)
def test_numbers_are_said_in_full(value: int, words: str) -> None:
    """Numbers from 1 to 99 can be said, and nothing is guessed beyond."""
    assert spoken_english.number(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "One second."),
        (20, "Twenty seconds."),
        (33, "Thirty-three seconds."),
        (60, "One minute."),
        (75, "Seventy-five seconds."),
        (120, "Two minutes."),
        (150, "Two minutes and thirty seconds."),
        (300, "Five minutes."),
        (600, ""),
    ],
)
def test_times_are_said_in_full_words(value: int, words: str) -> None:
    """Seconds and minutes are words, not figures."""
    assert spoken_english.seconds(value) == words


def test_whatever_any_setting_can_need_is_recorded_under_a_name_of_its_own() -> None:
    """No two takes share a name, and every dose and time of a person's choice can be said."""
    ids = [take.id for take in EVERY]
    assert len(set(ids)) == len(ids)
    amounts = range(1, 100)
    wanted = [Message(Kind.DOSE, (unit.value, n)) for unit in Unit if not unit.is_timed for n in amounts]
    wanted += [Message(Kind.TIME, (n,)) for n in (*range(1, 100), *range(5, 305, 5))]
    for meaning in wanted:
        assert length_of((meaning,)) is not None, meaning


def test_the_end_says_which_session_it_was_and_when_the_next_is() -> None:
    """By the day's name where that is near, and without it where it is not."""
    language = SpokenEnglish(EXERCISES)
    for day, words in (
        ("monday", "That was session two of week three. Next: Monday."),
        ("", "That was session two of week three."),
    ):
        spoken = language.spoken(speech.ending(3, 2, day))
        assert spoken is not None and spoken.text == words
