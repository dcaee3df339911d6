"""What the FIT profile calls KneeTimer's exercises: the numbers of a category and of a name within it.

Is a table alone. Where the profile has no name for a move, its nearest one stands here, and the
title that fit_file.py writes beside it says what it was.
"""

from __future__ import annotations

from collections.abc import Mapping

UNKNOWN = (65534, 65534)

FIT_NAMES: Mapping[str, tuple[int, int]] = {
    "bodyweight-squat": (28, 61),  # squat, squat
    "terminal-knee-extension": (37, 29),  # banded exercises, leg extension
    "glute-bridge": (10, 11),  # hip raise, hip raise
    "single-leg-glute-bridge": (10, 30),  # hip raise, single leg hip raise
    "single-leg-rdl": (8, 14),  # deadlift, single leg romanian deadlift with dumbbell
    "clamshell": (10, 44),  # hip raise, clams
    "lateral-band-walk": (11, 11),  # hip stability, lateral walks with band at ankles
    "leg-swing-forward": (31, 9),  # warm up, forward and backward leg swings
    "leg-swing-sideways": (31, 18),  # warm up, side to side leg swings
    "walking-lunge": (17, 78),  # lunge, walking lunge
    "step-up": (28, 66),  # squat, step up
    "deadlift": (8, 0),  # deadlift, barbell deadlift
    "leg-press": (28, 0),  # squat, leg press
    "side-leg-raise": (11, 21),  # hip stability, side lying leg raise
    "calf-raise": (1, 18),  # calf raise, standing calf raise
    "wall-sit": (28, 20),  # squat, body weight wall squat
    "hamstring-curl": (15, 0),  # leg curl, leg curl
    "quad-stretch": (31, 61),  # warm up, stretch quad
    "hamstring-stretch": (31, 33),  # warm up, standing hamstring stretch
    "figure-four-stretch": (31, 53),  # warm up, stretch lying piriformis
}
