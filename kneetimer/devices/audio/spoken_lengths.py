"""How long a voice takes to say something: measured for what it said, and estimated from that for all else.

Measures nothing itself.
"""

from __future__ import annotations

from collections import deque

# Cautious figures for a voice that nobody has heard yet.
MS_PER_LETTER = 75.0
MS_PER_SENTENCE = 250
LEARNS_FROM = 12  # letters; shorter ones are mostly their beginning and end
KNOWS_AFTER, REMEMBERS = 3, 20  # sentences


class SpokenLengths:
    """Learns from each sentence that was spoken to its end."""

    def __init__(self) -> None:
        self._heard: dict[str, int] = {}
        self._rates: deque[float] = deque(maxlen=REMEMBERS)

    def learn(self, text: str, length_ms: int) -> None:
        """A text took so long, from when the voice was asked until it was silent."""
        self._heard[text] = length_ms
        if len(text) >= LEARNS_FROM:
            self._rates.append(max(0.0, length_ms - MS_PER_SENTENCE) / len(text))

    def of(self, text: str) -> int:
        """In ms. Of what was not said yet, as long as with the slowest of the last sentences."""
        if text in self._heard:
            return self._heard[text]
        rate = max(self._rates) if len(self._rates) >= KNOWS_AFTER else MS_PER_LETTER
        return round(MS_PER_SENTENCE + rate * len(text))
