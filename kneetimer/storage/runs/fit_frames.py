"""The frames of FIT files without their content: which messages there are, and a copy with fewer of them.

fitdecode decodes a message in about 20 microseconds, and a file of 16 MB has up to a million. So it is
given only those of which this program reads something, and of the points no more than a curve needs.
Decodes no values; that stays with the library.
"""

from __future__ import annotations

import struct
from collections import Counter
from dataclasses import dataclass
from functools import cache

from kneetimer.core.language import mark
from kneetimer.storage.runs.activity import DAMAGED, TOO_MUCH, KeepOn, UnreadableError

FILE_ID, SPORT, SESSION, LAP, RECORD, EVENT, ACTIVITY = 0, 12, 18, 19, 20, 21, 34
WANTED = frozenset((FILE_ID, SPORT, SESSION, LAP, RECORD, EVENT, ACTIVITY))
MOST_POINTS = 15_000  # in a file: more say nothing new about start, end and speed
MOST_WHOLE = 100_000  # messages that each count on from the one before, of which none can be left out
MOST_OTHERS = 20_000
MOST_SESSIONS = 500
MOST_DEFINITIONS = 20_000
LOOK_EVERY = 50_000
_NO_FIT = mark("{file} is not a FIT file.")
_COMPRESSED_DISTANCE = 8  # a field that counts on from the message before, so that none may be left out


@dataclass(frozen=True, slots=True)
class Frames:
    """One FIT file: a whole one with fewer messages, and whether its check sum was right."""

    content: bytes
    is_sum_right: bool


@dataclass(slots=True)
class _Definition:
    kind: int
    size: int  # of a message with its header
    every: int  # so many of these messages stand for one that is kept


def files_in(raw: bytes, keep_on: KeepOn) -> tuple[list[Frames], int]:
    """The FIT files of a file, which may be a chain, and the count of stray bytes after them.

    Raises UnreadableError where the first is not whole.
    """
    found: list[Frames] = []
    at = 0
    while at < len(raw):
        try:
            frames, end = _file(raw, at, keep_on)
        except (UnreadableError, struct.error, IndexError):
            if not found:
                raise UnreadableError(DAMAGED) from None
            break
        found.append(frames)
        at = end
    return found, len(raw) - at


def _file(raw: bytes, start: int, keep_on: KeepOn) -> tuple[Frames, int]:
    size, length = raw[start], struct.unpack_from("<I", raw, start + 4)[0]
    if raw[start + 8 : start + 12] != b".FIT" or size < 12:
        raise UnreadableError(_NO_FIT)
    begin, end = start + size, start + size + length
    if length == 0 or end > len(raw):
        raise UnreadableError(DAMAGED)
    messages = _Walk(raw, begin, end, keep_on)
    thinned = messages.thinned()
    header = bytearray(raw[start : start + 12])
    header[0] = 12  # the short header has no sum of its own
    header[4:8] = struct.pack("<I", len(thinned))
    body = bytes(header) + thinned
    written = raw[end : end + 2]
    is_right = len(written) == 2 and check_sum(raw, start, end) == int.from_bytes(written, "little")
    return Frames(body + struct.pack("<H", check_sum(body, 0, len(body))), is_right), end + len(written)


class _Walk:
    """The messages of a file in their order, as pieces of its bytes."""

    def __init__(self, raw: bytes, begin: int, end: int, keep_on: KeepOn) -> None:
        self._raw = raw
        self._length = end - begin
        self._definitions: dict[int, _Definition] = {}
        self._defined: dict[int, bytes] = {}  # as they stand in what is kept
        self._written = 0
        self._pieces: list[bytes] = []
        self._counts: Counter[int] = Counter()
        self._whole = 0
        self._left_out: tuple[_Definition, bytes] | None = None
        at, number = begin, 0
        while at < end:
            number += 1
            if number % LOOK_EVERY == 0:
                keep_on(at / len(raw))
            at = self._message(at)
        if at != end:
            raise UnreadableError(DAMAGED)

    def thinned(self) -> bytes:
        """The messages that are read, and every so many of the points."""
        if self._left_out is not None and self._left_out[0] in self._definitions.values():
            self._pieces.append(self._left_out[1])  # the last point says when it was over
        return b"".join(self._pieces)

    def _message(self, at: int) -> int:
        head = self._raw[at]
        if head & 0xC0 == 0x40:
            return self._define(at, head)
        is_short = head & 0x80
        definition = self._definitions.get(head >> 5 & 3 if is_short else head & 15)
        if definition is None:
            raise UnreadableError(DAMAGED)
        end = at + definition.size
        if definition.kind in WANTED:
            count = self._counts[definition.kind]
            self._counts[definition.kind] = count + 1
            if definition.kind == SESSION and count == MOST_SESSIONS:
                raise UnreadableError(TOO_MUCH)
            if is_short:
                definition.every = 0  # its time counts on from the message before
            if definition.every == 0:
                self._whole += 1
                if self._whole > MOST_WHOLE:
                    raise UnreadableError(TOO_MUCH)
            if definition.every > 1 and count % definition.every:
                self._left_out = (definition, self._raw[at:end])
            elif definition.kind == RECORD or count < MOST_OTHERS:
                self._pieces.append(self._raw[at:end])
                self._left_out = None if definition.kind == RECORD else self._left_out
        return end

    def _define(self, at: int, head: int) -> int:
        raw = self._raw
        kind = int.from_bytes(raw[at + 3 : at + 5], "big" if raw[at + 2] else "little")
        count = raw[at + 5]
        end = at + 6 + 3 * count
        fields = raw[at + 6 : end]
        size = 1 + sum(fields[1::3])
        if head & 0x20:  # fields of the maker's own
            own = end + 1 + 3 * raw[end]
            size += sum(raw[end + 1 : own][1::3])
            end = own
        every = 1
        if kind == RECORD:
            # Reckoned as if there were nothing but points, so that one pass is enough.
            every = -(-self._length // (size * MOST_POINTS))
            every = 0 if _COMPRESSED_DISTANCE in fields[0::3] else every
        place, said = head & 15, raw[at:end]
        if kind in WANTED and self._defined.get(place) != said:
            self._defined[place] = said
            self._pieces.append(said)
            self._written += 1
            if self._written > MOST_DEFINITIONS:
                raise UnreadableError(TOO_MUCH)
        self._definitions[place] = _Definition(kind, size, every)
        return end


@cache
def _table() -> list[int]:
    """The check sums of all pairs of bytes, so that a file is gone through two bytes at a time."""
    single = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
        single.append(value)
    once = [value >> 8 ^ single[value & 255] for value in range(65_536)]
    return [value >> 8 ^ single[value & 255] for value in once]


def check_sum(raw: bytes, start: int, end: int) -> int:
    """The CRC-16 of FIT."""
    table = _table()
    total = 0
    even = end - (end - start) % 2
    for begin in range(start, even, 65_536):
        pairs = raw[begin : min(begin + 65_536, even)]
        for pair in struct.unpack(f"<{len(pairs) // 2}H", pairs):
            total = table[total ^ pair]
    if even != end:
        total = _last(total, raw[even])
    return total


def _last(total: int, byte: int) -> int:
    value = (total ^ byte) & 255
    for _ in range(8):
        value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return total >> 8 ^ value
