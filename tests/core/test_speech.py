"""What is said in a session: everything one must know, in time, and never over a countdown."""

import itertools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetimer.core import phrases, speech
from kneetimer.core.exercise import Exercise, Side, Unit
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import Script, StepKind, build_script
from kneetimer.core.speech import Counting, Line, Talk
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan

EXERCISES = load_exercises()
PLAN = load_plan("six-week-knee")
EVERY = frozenset(phrases.every(EXERCISES))
PRAISE = {"good", "great", "well", "done", "excellent", "nice", "perfect", "awesome", "super", "bravo"}


def length_of(piece: str) -> int | None:
    """A voice that needs 60 ms a letter and knows our phrases only."""
    return 60 * len(piece) if piece in EVERY else None


def script(week: int = 1, preferences: Preferences | None = None) -> Script:
    return build_script(PLAN, week, 1, preferences or Preferences(), EXERCISES)


def spoken(
    of: Script, index: int, talk: Talk | None = None, length_ms: int | None = None
) -> tuple[Line, ...]:
    length = of.steps[index].length_ms if length_ms is None else length_ms
    return speech.lines(of, index, length, EXERCISES, length_of, talk or Talk())


def first(of: Script, kind: StepKind, exercise: str, number: int = 1) -> int:
    """The index of the first step of that kind, exercise and set."""
    wanted = (kind, exercise, number)
    return next(i for i, step in enumerate(of.steps) if (step.kind, step.exercise, step.set) == wanted)


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def with_exercise(exercise: Exercise) -> dict[str, Exercise]:
    return {**EXERCISES, exercise.id: exercise}


@pytest.mark.parametrize("counting", Counting)
@pytest.mark.parametrize("week", range(1, 7))
def test_every_set_is_announced_before_it_can_be_done_wrong(week: int, counting: Counting) -> None:
    """Name, side, amount and set are heard before a set or as it starts, however the reps are counted."""
    of = script(week)
    heard: list[str] = []
    for index, step in enumerate(of.steps):
        lines = spoken(of, index, Talk(counting=counting))
        heard += [piece for line in lines for piece in line.pieces]
        if not step.is_set:
            continue
        exercise = EXERCISES[step.exercise]
        opening = step.side is not Side.RIGHT
        if step.set == 1 and opening:
            assert phrases.name(exercise.name) in heard
        if step.side:
            assert phrases.SIDES[exercise.side_word, step.side] in heard
        if opening:
            amount = step.reps if step.reps is not None else round(step.seconds)
            of_one_leg = amount // 2 if step.unit is Unit.REPS_ALTERNATING else amount
            assert set(phrases.dose(step.unit, of_one_leg)) <= set(heard)
            assert phrases.set_of(step.set, step.sets) in ["", *heard]
        heard = []


def test_a_position_that_getting_ready_is_too_short_for_is_said_in_the_rest() -> None:
    """Before a wall sit one is at the wall when the five seconds begin."""
    of = script()
    rest, ready = (first(of, kind, "wall-sit") for kind in (StepKind.REST, StepKind.READY))
    assert texts(spoken(of, rest))[-1] == "Lean on the wall and slide down."
    assert texts(spoken(of, ready)) == ["Wall sit."]


@pytest.mark.parametrize("week", [1, 4])
def test_place_load_and_kit_are_heard_before_the_first_set_is_half_over(week: int) -> None:
    """Where five seconds to get ready do not hold it all, the first set begins with the rest of it."""
    of = script(week)
    heard: set[str] = set()
    for index, step in enumerate(of.steps):
        exercise = EXERCISES[step.exercise]
        half = step.length_ms / 2 if step.is_set else step.length_ms
        heard |= {piece for line in spoken(of, index) if line.at_ms < half for piece in line.pieces}
        if step.is_set and step.set == 1 and step.side is not Side.RIGHT:
            assert exercise.setup.sentence(step.side) in heard
            assert heard.issuperset(phrases.kit(exercise.kit))
            assert phrases.LOADS.get(step.load, "") in {"", *heard}
        if step.is_set:
            heard = set()


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


@settings(max_examples=40, deadline=None)
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
    for index, step in enumerate(of.steps):
        lines = spoken(of, index, Talk(counting=counting, pain_noted=pain))
        for before, after in itertools.pairwise(lines):
            assert before.at_ms + before.length_ms <= after.at_ms
        ends = [line.at_ms + line.length_ms for line in lines]
        if step.is_set:
            assert all(end <= step.length_ms for end in ends)
        else:
            assert all(end < step.length_ms - 3000 for end in ends)
        assert all(line.at_ms > 0 for line in lines)


def test_a_short_get_ready_is_shortened_to_what_matters() -> None:
    """With five seconds the name fits, with three nothing does, and the set says the rest."""
    five, three = script(), script(preferences=Preferences(get_ready_s=3))
    index = first(five, StepKind.READY, "walking-lunge")
    assert texts(spoken(five, index)) == ["Walking lunges."]
    assert texts(spoken(three, index)) == []
    assert texts(spoken(five, index + 1))[0] == "Ten on each leg."
    assert texts(spoken(three, index + 1))[0] == "Walking lunges. Ten on each leg."


def test_a_side_that_had_no_time_before_is_the_first_word_of_its_set() -> None:
    """Who gets ready in five seconds hears the side as soon as the start sound is over, not after a word."""
    of = script()
    line = spoken(of, first(of, StepKind.WORK, "leg-swing-forward"))[0]
    assert (line.at_ms, line.text) == (speech.BEEP_MS, "Left leg first. Twelve swings.")


def test_a_set_of_which_all_was_said_just_begins() -> None:
    """After a full announcement the start needs one word."""
    of = script()
    assert texts(spoken(of, first(of, StepKind.WORK, "clamshell")))[0] == "Begin."


def test_a_rest_says_its_length_and_what_comes_next() -> None:
    """A rest names its seconds, then the next exercise with side, amount, set, load and kit."""
    of = script()
    index = first(of, StepKind.REST, "clamshell")
    assert texts(spoken(of, index)) == [
        "Take a rest. Forty five seconds.",
        "Coming next. Clamshells. Left leg first. Fifteen reps. First of two sets. "
        "Use the light band. You need a mat and a mini band",
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
    assert [line.text for line in late] == ["Band on. Lie on your right side."] * 2
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
    lines = [line for line in spoken(of, index, Talk(counting=counting)) if line.text in words]
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
        *("Hold for Twenty seconds.", "Press your back into the wall.", "Half way."),
        *("Five", "Four", "Three", "Two", "One"),
    ]
    assert [20_000 - line.at_ms + speech.PIP_MS for line in lines[-5:]] == [5000, 4000, 3000, 2000, 1000]
    assert 10_000 < lines[2].at_ms < 11_000


def test_one_reminder_a_set_and_another_one_each_time() -> None:
    """Four sets of clamshells bring four different reminders; an easier version has its own."""
    of = script()
    sets = [i for i, s in enumerate(of.steps) if s.kind is StepKind.WORK and s.exercise == "clamshell"]
    reminders = [
        [line.text for line in spoken(of, index) if line.text in EXERCISES["clamshell"].cues]
        for index in sets
    ]
    assert [len(each) for each in reminders] == [1, 1, 1, 1]
    assert len({each[0] for each in reminders}) == 4
    eased = texts(spoken(of, sets[0], Talk(eased=frozenset({"clamshell"}))))
    assert EXERCISES["clamshell"].eased.cue in eased
    assert EXERCISES["clamshell"].eased.cue not in texts(spoken(of, sets[0]))
    assert len(spoken(of, sets[0], Talk(form_cues=False))) == len(spoken(of, sets[0])) - 1


def test_pain_brings_the_safety_line_and_only_pain() -> None:
    """After pain was noted each new exercise says when to stop."""
    of = script()
    index = first(of, StepKind.READY, "clamshell")
    assert phrases.SAFETY in " ".join(texts(spoken(of, index, Talk(pain_noted=True))))
    everything = [text for i in range(len(of.steps)) for text in texts(spoken(of, i))]
    assert not any(phrases.SAFETY in text for text in everything)


def test_a_name_without_a_recording_is_announced_all_the_same() -> None:
    """A person's own exercise is "the next exercise", and its other words are left out."""
    of = script()
    own = replace(EXERCISES["walking-lunge"], name="Garden gate steps", cues=("Mind the gate.",))
    index = first(of, StepKind.READY, "walking-lunge")
    lines = [
        speech.lines(of, at, of.steps[at].length_ms, with_exercise(own), length_of, Talk())
        for at in (index, index + 1)
    ]
    assert texts(lines[0]) == ["Next exercise."]
    assert "Mind the gate." not in texts(lines[1])


def test_the_session_ends_with_a_sentence() -> None:
    """Who lies on the mat hears that it is over."""
    assert texts(speech.closing(length_of)) == ["The session is finished."]


def test_what_is_due_is_the_latest_line_and_never_an_old_one() -> None:
    """A tick that comes late says what is true now or nothing, and no line is said twice."""
    planned = tuple(Line(at, 300, (str(at),)) for at in (600, 1000, 5000))
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
        *((phrases.SIDES[word, Side.LEFT], phrases.SIDES[word, Side.RIGHT]) for word, _ in phrases.SIDES),
        (phrases.BEGIN, phrases.SAFETY),
        (phrases.HOLD_FOR, phrases.BEGIN),
        *((phrases.set_of(1, sets), phrases.set_of(sets, sets)) for sets in range(2, 6)),
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
    words = {word.strip(".,").lower() for piece in EVERY for word in piece.split()}
    assert not words & PRAISE


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "One"),
        (19, "Nineteen"),
        (20, "Twenty"),
        (21, "Twenty One"),
        (99, "Ninety Nine"),
        (0, ""),
        (100, ""),
    ],
)
def test_numbers_are_said_in_full(value: int, words: str) -> None:
    """Numbers from 1 to 99 can be said, and nothing is guessed beyond."""
    assert " ".join(phrases.number(value)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "One second."),
        (20, "Twenty seconds."),
        (33, "Thirty Three seconds."),
        (60, "One minute."),
        (75, "Seventy five seconds."),
        (120, "Two minutes."),
        (150, "Two minutes. Thirty seconds."),
        (300, "Five minutes."),
        (600, ""),
    ],
)
def test_times_are_said_in_full_words(value: int, words: str) -> None:
    """Seconds and minutes are words, not figures."""
    assert " ".join(phrases.seconds(value)) == words


def test_every_phrase_that_any_setting_can_need_has_a_clip_of_its_own() -> None:
    """No two phrases share a file, and every dose and time of a person's choice can be said."""
    ids = [phrases.clip_id(piece) for piece in EVERY]
    assert len(set(ids)) == len(ids)
    said = [piece for value in range(1, 100) for piece in phrases.seconds(value)]
    said += [piece for unit in Unit for value in range(1, 100) for piece in phrases.dose(unit, value)]
    said += [piece for value in range(5, 305, 5) for piece in phrases.seconds(value)]
    assert set(said) <= EVERY
