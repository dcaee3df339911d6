"""Moments of sessions as the session page is told them, for the tests of the stage."""

from dataclasses import replace

from kneetimer.core.exercise import Side
from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.core.plan import BlockKind
from kneetimer.core.record import PauseReason
from kneetimer.core.session_keys import Adjust, MainAction
from kneetimer.ui.session.strip import StripBlock
from kneetimer.ui.session.view import (
    Badge,
    FigureMoment,
    PhaseStyle,
    Pose,
    Ring,
    RingKind,
    SessionView,
)

MINUTE = 60_000
BLOCKS = (
    *(StripBlock(BlockKind.WARM_UP, length) for length in (60_000, 60_000, 58_000, 80_000, 90_000)),
    StripBlock(BlockKind.STRENGTH, 150_000),
    StripBlock(BlockKind.STRENGTH, 275_000),
    StripBlock(BlockKind.STRENGTH, 390_000),
    StripBlock(BlockKind.STRENGTH, 380_000),
    StripBlock(BlockKind.FINISHER, 90_000),
    *(StripBlock(BlockKind.COOL_DOWN, 73_000) for _ in range(3)),
)
SHARES = (1.0,) * 6 + (0.45,) + (0.0,) * 6
CLAMSHELL_STEPS = (
    "Put the band just above your knees.",
    "Lie on one side, hips and knees bent to a right angle.",
    "Stack your hips and keep your feet touching.",
    "Lift the top knee as far as the pelvis stays still.",
    "Pause, then close slowly.",
)
BRIDGE_STEPS = (
    "Lie on your back with your knees bent and feet flat, as wide as your hips.",
    "Rest your arms at your sides, palms down.",
    "Lift your hips until shoulders, hips and knees form a line.",
    "Pause, then lower slowly.",
)

WORK = SessionView(
    style=PhaseStyle.REPS,
    title="Glute bridges",
    pill="Reps",
    badge=None,
    word="Lift",
    digits="12",
    unit="of 20",
    ring=Ring(RingKind.SEGMENTS, 20, 11.6),
    line="Set 1 of 2 · 18:42 left · done at 19:04",
    cue="Squeeze the glutes and lift.",
    form_steps=BRIDGE_STEPS,
    figure=FigureMoment("glute-bridge", None, False, RepMoment(RepPhase.FIRST, 0.6)),
    main=MainAction.PAUSE,
    adjust=Adjust.COUNT,
    own_pace=False,
    can_change_pace=True,
    pause=None,
    pause_text="",
    shares=SHARES,
    item=6,
)
OWN_PACE = replace(
    WORK,
    word="",
    digits="20",
    unit="reps",
    ring=Ring(RingKind.SEGMENTS, 20, 0.0),
    main=MainAction.DONE,
    own_pace=True,
)
HOLD = replace(
    WORK,
    style=PhaseStyle.HOLD,
    title="Quad stretch",
    pill="Hold",
    badge=Badge("Left leg", Side.LEFT),
    word="",
    digits="22",
    unit="seconds",
    ring=Ring(RingKind.SOLID, 0, 22 / 30),
    line="Set 1 of 1 · 2:38 left · done at 19:04",
    cue="Knees together. Tail bone down.",
    adjust=Adjust.NOTHING,
    can_change_pace=False,
    shares=(1.0,) * 12 + (0.45,),
    item=12,
)
REST = replace(
    HOLD,
    style=PhaseStyle.REST,
    title="Next: clamshells",
    pill="Rest",
    badge=Badge("Next: left leg", Side.LEFT),
    digits="31",
    ring=Ring(RingKind.DASHES, 36, 25.0),
    line="Set 1 of 2 · 15 reps · light band",
    cue="Lie on your right side.",
    form_steps=CLAMSHELL_STEPS,
    figure=FigureMoment("clamshell", None, True, Pose.START),
    adjust=Adjust.REST,
    shares=SHARES,
    item=6,
    last_reps=20,
)
READY = replace(
    REST,
    last_reps=None,
    style=PhaseStyle.READY,
    title="Clamshells",
    pill="Ready",
    badge=Badge("Left leg", Side.LEFT),
    digits="3",
    unit="",
    ring=Ring(RingKind.DOUBLE, 0, 0.6),
    line="Set 1 of 2 · 15 reps · 16:10 left",
    cue="Band above the knees. Heels together.",
    adjust=Adjust.NOTHING,
)
SIDE = replace(
    READY,
    style=PhaseStyle.SIDE,
    pill="Change sides",
    badge=Badge("Right leg", Side.RIGHT),
    digits="6",
    line="Set 1 of 2 · 15 reps · 14:40 left",
    cue="Roll over. Lie on your left side.",
)
PAUSED = replace(
    HOLD,
    style=PhaseStyle.PAUSED,
    title="Wall sit",
    pill="Paused",
    badge=None,
    digits="18",
    unit="seconds left",
    ring=Ring(RingKind.GREY, 0, 1.0),
    line="Set 2 of 2 · 5:12 left",
    cue="Press Space to go on in 3 seconds.",
    main=MainAction.GO_ON,
    pause=PauseReason.PERSON,
    shares=(1.0,) * 9 + (0.4, 0.0, 0.0, 0.0),
    item=9,
)
SLEPT = replace(
    PAUSED,
    pause=PauseReason.SLEPT,
    pause_text="The computer was asleep for 12 min. Redo this hold, or go on from 0:18.",
)
INTERRUPTED = replace(PAUSED, pause=PauseReason.INTERRUPTED)
DONE = replace(
    HOLD,
    style=PhaseStyle.DONE,
    pill="Done",
    badge=None,
    digits="0",
    unit="",
    ring=Ring(RingKind.CHECK, 0, 1.0),
    line="",
    cue="",
    shares=(1.0,) * 13,
)
EVERY_PHASE = {
    "work": WORK,
    "own pace": OWN_PACE,
    "hold": HOLD,
    "rest": REST,
    "ready": READY,
    "side": SIDE,
    "paused": PAUSED,
    "slept": SLEPT,
}
