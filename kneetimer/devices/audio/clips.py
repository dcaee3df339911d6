"""Knows the recorded takes of the voice, by what is said. Plays nothing, and needs no Qt.

The takes are Opus files, which clip_decoder.py decodes. Where it cannot, a smaller set of WAV files is there.
"""

from __future__ import annotations

import array
import functools
import importlib.resources
import json
import struct
from collections.abc import Mapping
from pathlib import Path

from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.utterance import Spoken, Take

OPUS_RATE_HZ = 24_000
WAV_RATE_HZ = 16_000
MU_LAW = 7
INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Clip:
    """A recorded take: its file without the ending, its length, and whether it is there as a WAV too."""

    file: str
    length_ms: int
    has_wav: bool


class Clips:
    """All recorded takes, by their names. One whose words are not those that are wanted counts as missing."""

    def __init__(self, found: Mapping[Take, Clip], *, compressed: bool) -> None:
        self._found = found
        self.compressed = compressed
        self.rate_hz = OPUS_RATE_HZ if compressed else WAV_RATE_HZ

    def __bool__(self) -> bool:
        return bool(self._found)

    def of(self, spoken: Spoken) -> tuple[tuple[Clip, int], ...]:
        """The clips of an utterance, each with the silence after it in ms; none where one is missing."""
        whole = self._clip(spoken.whole)
        if whole is not None:
            return ((whole, 0),)
        parts = [self._clip(take) for take in spoken.parts]
        pairs = zip(parts, spoken.pauses_ms, strict=True)
        return tuple((clip, pause) for clip, pause in pairs if clip is not None) if all(parts) else ()

    def length_ms(self, spoken: Spoken) -> int | None:
        """How long an utterance takes; None where it is not recorded."""
        return sum(clip.length_ms + pause for clip, pause in self.of(spoken)) or None

    def _clip(self, take: Take) -> Clip | None:
        clip = self._found.get(take)
        return clip if clip is not None and (self.compressed or clip.has_wav) else None


def folder() -> Path:
    """Where the clips lie, also in an installed package."""
    return Path(str(importlib.resources.files("kneetimer.resources"))) / "voice"


@functools.cache
def recorded() -> Mapping[Take, Clip]:
    """Every take that is recorded. Raises OSError or ValueError where the list of them cannot be read."""
    listed = json.loads((folder() / INDEX).read_text(encoding="utf-8"))
    return {Take(each["id"], each["text"]): Clip(each["file"], each["ms"], each["wav"]) for each in listed}


def read_wav_clip(clip: Clip) -> bytes:
    """The samples of a clip: mono, 16 bits, WAV_RATE_HZ, in this machine's byte order.

    Raises OSError where the file cannot be read, ValueError where it is no mu-law WAV of that rate.
    """
    path = folder() / f"{clip.file}.wav"
    wav = path.read_bytes()
    if wav[:4] != b"RIFF" or wav[8:12] != b"WAVE":
        raise ValueError(f"{path.name} is not a WAV")
    at = 12
    form: tuple[int, ...] = ()
    while at + 8 <= len(wav):
        name, size = wav[at : at + 4], struct.unpack_from("<I", wav, at + 4)[0]
        if name == b"fmt ":
            form = struct.unpack_from("<HHI", wav, at + 8)
        elif name == b"data":
            if form != (MU_LAW, 1, WAV_RATE_HZ):
                raise ValueError(f"{path.name} is not mono mu-law of {WAV_RATE_HZ} Hz")
            return array.array("h", map(_LEVELS.__getitem__, wav[at + 8 : at + 8 + size])).tobytes()
        at += 8 + size + size % 2
    raise ValueError(f"{path.name} holds no sound")


def _level(code: int) -> int:
    """The sample of a byte in the coding of ITU-T G.711."""
    code = ~code & 0xFF
    exponent, mantissa = code >> 4 & 7, code & 0x0F
    level = ((mantissa << 3) + 132 << exponent) - 132
    return -level if code & 0x80 else level


_LEVELS = tuple(map(_level, range(256)))
