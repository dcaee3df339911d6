"""Sessions of any kind for tests of what holds for all of them, and what comes of events sent to one."""

from __future__ import annotations

from hypothesis import strategies as st
from timeline import EXERCISES, plan, strength

from kneetimer.core import player, record
from kneetimer.core.plan import Block, BlockKind, Dose
from kneetimer.core.player import State
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import Script, build_script

doses = st.builds(
    Dose,
    exercise=st.sampled_from(["squat", "clam", "lunge", "walk", "sit", "stretch"]),
    sets=st.integers(1, 3),
    amounts=st.tuples(st.integers(3, 25)),
    rest_s=st.sampled_from([0, 5, 45]),
)
preferences = st.builds(
    Preferences,
    pace=st.sampled_from([0.5, 0.7, 1.0, 1.3, 2.0]),
    rep_pause_s=st.sampled_from([0.0, 0.5, 5.0]),
    change_side_s=st.integers(3, 20),
    get_ready_s=st.integers(3, 20),
    rest_exercises_s=st.sampled_from([None, 0, 30]),
)


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    main = strength(*draw(st.lists(doses, min_size=1, max_size=3)))
    cool_down = Block(BlockKind.COOL_DOWN, 1, 6, tuple(draw(st.lists(doses, max_size=1))))
    return build_script(plan(main, cool_down), 1, 1, draw(preferences), EXERCISES)


def run(state: State, events: list[player.Event]) -> tuple[State, list[record.SessionEvent]]:
    stored: list[record.SessionEvent] = []
    for event in events:
        if state.is_over:
            break
        state, effects = player.step(state, event)
        stored += [effect.event for effect in effects if isinstance(effect, player.Append)]
    return state, stored
