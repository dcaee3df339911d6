"""Find holes in a recording: what was heard broke off and went on, as when a stream runs out of samples.

Does not tell what was torn, nor whose fault it was.
"""

from __future__ import annotations

import numpy as np

SHORTEST_S, LONGEST_S = 0.002, 0.150  # shorter ones are not heard, longer ones are pauses
EDGE_S = 0.002
SOUND = 150  # of 32767, from which on the edge of a hole is sound; what ends by itself fades below that


def holes(samples: np.ndarray, rate_hz: int) -> list[int]:
    """The first samples of runs of exact zeros with sound right before and right after them."""
    silent = np.flatnonzero(np.diff(np.r_[False, samples == 0, False].astype(np.int8)))
    edge = round(EDGE_S * rate_hz)
    found = []
    for start, end in zip(silent[::2].tolist(), silent[1::2].tolist(), strict=True):
        before, after = np.abs(samples[max(0, start - edge) : start]), np.abs(samples[end : end + edge])
        if (
            SHORTEST_S <= (end - start) / rate_hz <= LONGEST_S
            and min(before.max(initial=0), after.max(initial=0)) >= SOUND
        ):
            found.append(start)
    return found
