"""Reads the recorded phrases and joins them into sentences. Does not play them."""

from __future__ import annotations

import array
import importlib.resources
import os
import struct
from collections.abc import Mapping
from pathlib import Path

from kneetimer.core import phrases

RATE_HZ = 16_000
MU_LAW = 7
HEADER_BYTES = 58  # of the files that packaging/voice writes


def read_clip(path: Path) -> bytes:
    """The samples of a clip: mono, 16 bits, RATE_HZ, in this machine's byte order.

    Raises OSError where the file cannot be read, ValueError where it is no mu-law WAV of that rate.
    """
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
            if form != (MU_LAW, 1, RATE_HZ):
                raise ValueError(f"{path.name} is not mono mu-law of {RATE_HZ} Hz")
            return array.array("h", map(_LEVELS.__getitem__, wav[at + 8 : at + 8 + size])).tobytes()
        at += 8 + size + size % 2
    raise ValueError(f"{path.name} holds no sound")


def folder() -> Path:
    """Where the clips lie, also in an installed package."""
    return Path(str(importlib.resources.files("kneetimer.resources"))) / "voice"


def lengths_ms() -> dict[str, int]:
    """How long each clip is, by its file name without the ending; read from the sizes alone.

    Raises OSError where the folder of the clips is not there.
    """
    found = {}
    with os.scandir(folder()) as entries:
        for entry in entries:
            if entry.name.endswith(".wav"):
                samples = entry.stat().st_size - HEADER_BYTES
                found[entry.name.removesuffix(".wav")] = 1000 * samples // RATE_HZ
    return found


def joined(pieces: phrases.Pieces, clips: Mapping[str, bytes]) -> bytes:
    """The pieces as one sound, with a breath after each sentence. Raises KeyError for a missing clip."""
    parts = []
    for piece, pause_ms in zip(pieces, phrases.pauses_ms(pieces), strict=True):
        parts.append(clips[piece])
        parts.append(bytes(2 * RATE_HZ * pause_ms // 1000))
    return b"".join(parts)


def _level(code: int) -> int:
    """The sample of a byte in the coding of ITU-T G.711."""
    code = ~code & 0xFF
    exponent, mantissa = code >> 4 & 7, code & 0x0F
    level = ((mantissa << 3) + 132 << exponent) - 132
    return -level if code & 0x80 else level


_LEVELS = tuple(map(_level, range(256)))
