"""The session driver in a shell without a window: whole sessions by a clock that runs when it is told to."""

from __future__ import annotations

from datetime import UTC, datetime

from fakes import StandingClock
from timeline import EXERCISES, dose, plan, strength

from kneetimer.core import player, record
from kneetimer.core.cues import Cue
from kneetimer.core.folding import fold
from kneetimer.core.narrator import Narrator
from kneetimer.core.player import State, Status
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import HurtAnswer, PauseReason, SessionState
from kneetimer.core.script import Script, build_script
from kneetimer.core.session_keys import HoldAnswer, LeaveAnswer, Question, SessionKey
from kneetimer.core.speech import Talk
from kneetimer.core.utterance import Utterance
from kneetimer.program.session_driver import SessionDriver

SCRIPT = build_script(plan(strength(dose("squat", 2, 6), dose("sit", 1, 20))), 1, 1, Preferences(), EXERCISES)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class NoWindow:
    """A shell of thirty lines: keeps what is said, and lets its clock run to where the driver wants it."""

    def __init__(self, script: Script = SCRIPT, *, speed: float = 1.0) -> None:
        self.clock = StandingClock(NOON)
        self.driver = SessionDriver(self.clock, self, speed=speed)
        self.heard: list[tuple[float, Cue]] = []
        self.announced: list[tuple[float, Cue]] = []
        self.spoken: list[str] = []
        self.asked: list[Question] = []
        self.events: list[record.SessionEvent] = [record.Began(script, False, NOON, "UTC", False)]
        self.wake_ms: float | None = None
        self.ends = 0
        self.driver.begin(player.new_session(script, own_pace=False), self)

    def run(self, until_ms: float = float("inf")) -> None:
        """Wake the driver whenever it wants to be woken."""
        while self.wake_ms is not None and self.clock.ms + self.wake_ms <= until_ms:
            self.clock.ms += self.wake_ms
            self.driver.tick()

    def append(self, *events: record.SessionEvent, place: player.SavePlace | None = None) -> None:
        self.events += events

    def play(self, cue: Cue) -> None:
        self.heard.append((self.clock.ms, cue))

    def announce(self, cue: Cue, in_ms: float) -> None:
        self.announced.append((self.clock.ms + in_ms, cue))

    def take_back(self) -> None:
        self.announced = [each for each in self.announced if each[0] <= self.clock.ms]

    def speak(self, messages: Utterance, delay_ms: int) -> None:
        self.spoken.append(" ".join(meaning.id for meaning in messages))

    def ask(self, question: Question) -> None:
        self.asked.append(question)

    def wake_in(self, ms: float | None) -> None:
        self.wake_ms = ms

    def end(self) -> None:
        self.ends += 1

    def show(self, state: State) -> None:
        pass

    def hush(self) -> None:
        pass

    @property
    def state(self) -> State:
        assert self.driver.state is not None
        return self.driver.state

    @property
    def record(self) -> record.SessionRecord:
        return fold("x", self.events)


def test_a_whole_session_plays_without_a_window() -> None:
    """Left alone it takes its planned time to the millisecond, is finished with every set, and ends once."""
    room = NoWindow()
    room.run()
    assert room.state.status is Status.FINISHED
    assert (room.clock.ms, room.ends, room.wake_ms) == (SCRIPT.length_ms, 1, None)
    assert room.record.state is SessionState.FINISHED
    assert [(result.reps, result.ms) for result in room.record.sets] == [
        (6, 24_000),
        (6, 24_000),
        (None, 20_000),
    ]


def test_each_sound_comes_in_its_moment_and_was_announced() -> None:
    """All that time brings is heard when the player says, and was announced for just then."""
    room = NoWindow()
    room.run()
    start, _ = player.step(player.new_session(SCRIPT, own_pace=False), player.Start())
    due = [(float(at_ms), cue) for at_ms, cue in player.coming_cues(start, SCRIPT.length_ms)]
    assert room.heard == due
    assert room.announced == due


def test_a_pause_takes_back_what_was_announced() -> None:
    """A sound that was announced for the moment after a pause is neither kept nor played."""
    room = NoWindow()
    room.run(until_ms=2_700)  # the seconds before the set are counted at 2, 3 and 4
    assert [at_ms for at_ms, _ in room.announced] == [2_000, 3_000]
    room.driver.press(SessionKey.MAIN)
    assert [at_ms for at_ms, _ in room.announced] == [2_000]
    assert (room.state.pause, room.wake_ms) == (PauseReason.PERSON, None)


def test_a_fast_rehearsal_is_the_same_session() -> None:
    """Twenty times faster it takes a twentieth, and what is recorded is the same."""
    real, fast = NoWindow(), NoWindow(speed=20.0)
    real.run()
    fast.run()
    assert abs(fast.clock.ms - SCRIPT.length_ms / 20) < 2
    assert fast.record.sets == real.record.sets
    assert fast.announced == []


def test_everything_is_spoken_without_a_window() -> None:
    """The narrator says in time what the exercises are, and at the end that it is done."""
    room = NoWindow()
    room.driver.narrator = Narrator(EXERCISES, lambda messages: 900 * len(messages), Talk())
    room.run()
    assert any("squat" in line.lower() for line in room.spoken)
    assert len(room.spoken) > len(SCRIPT.steps)


def test_a_session_can_be_led_by_keys_alone() -> None:
    """Skip, hurt, decide and leave need no screen: each question is asked, each answer carried out."""
    room = NoWindow()
    room.driver.press(SessionKey.SKIP)
    room.run(until_ms=9_000)
    room.driver.press(SessionKey.HURTS)
    room.driver.answer_hurt(player.HurtAnswered(8, None, HurtAnswer.GO_ON))
    assert room.asked == [Question.HURT, Question.HOLD]
    room.driver.press(SessionKey.MAIN)
    assert room.asked[2:] == [Question.HOLD]
    room.driver.answer_hold(HoldAnswer.AGAIN)
    room.driver.answer_hurt(player.HurtAnswered(2, None, HurtAnswer.EASE))
    assert room.state.status is Status.COUNT_IN
    room.run(until_ms=15_000)
    room.driver.press(SessionKey.LEAVE)
    room.driver.answer_leave(LeaveAnswer.PARTIAL)
    assert room.asked[3:] == [Question.HURT, Question.LEAVE]
    assert room.record.state is SessionState.PARTIAL
    said = [each for each in room.events if isinstance(each, record.Hurt)]
    assert [(hurt.level, hurt.answer) for hurt in said] == [(8, HurtAnswer.OPEN), (2, HurtAnswer.EASE)]
    assert [result.reps for result in room.record.sets] == [3, 0, None]
    room.driver.press(SessionKey.MAIN)
    room.driver.answer_leave(LeaveAnswer.DISCARD)
    assert (room.ends, room.record.state) == (1, SessionState.PARTIAL)


def test_an_answer_that_comes_twice_is_one_answer() -> None:
    """The second click on a button that was carried out changes nothing of the session that runs again."""
    room = NoWindow()
    room.run(until_ms=9_000)
    room.driver.press(SessionKey.HURTS)
    for _ in range(2):
        room.driver.answer_hurt(player.HurtAnswered(1, None, HurtAnswer.GO_ON))
    assert room.state.status is Status.COUNT_IN
    assert [hurt.level for hurt in room.record.hurts] == [1]


def test_a_night_with_the_lid_closed_is_no_training() -> None:
    """The first look after it pauses the session where it was, and going on continues the set."""
    room = NoWindow()
    room.run(until_ms=9_000)
    where = room.state.position_ms
    room.clock.sleep(8 * 3_600_000)
    room.driver.tick()
    assert (room.state.pause, room.state.position_ms) == (PauseReason.SLEPT, where)
    room.driver.press(SessionKey.REDO)
    room.run()
    assert room.record.state is SessionState.FINISHED


def test_a_window_that_closes_pauses_and_a_session_gone_on_with_is_finished() -> None:
    """What was suspended is restored paused, by another driver, and played to its end."""
    room = NoWindow()
    room.run(until_ms=40_000)
    room.driver.tell(player.Pause(PauseReason.INTERRUPTED))
    assert room.wake_ms is None
    assert isinstance(room.events[-1], record.Paused)
    assert room.events[-1].reason is PauseReason.INTERRUPTED
    room.driver.begin(player.restored(room.record), room)
    assert room.wake_ms is None
    room.driver.go_on(redo=True)
    room.run()
    assert room.record.state is SessionState.FINISHED
