"""Damaged and hostile files of runs by the thousand, and what has to come of each. Short in the tests,
long in `packaging/campaigns/files.py`."""

from __future__ import annotations

import collections
import gzip
import io
import random
import re
import struct
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from run_samples import (
    ACTIVITY,
    EVENT,
    even,
    fit,
    fit_of,
    fit_points,
    fit_seconds,
    fit_session,
    framed,
    gpx_of,
    points,
    tcx,
)

from kneetimer.storage.runs.reading import FileReading, readings

START = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 29, 20, 0, tzinfo=UTC)
MOST_S = 2.0
MOST_GROWTH_MB = 200.0

Mutation = Callable[[random.Random, bytes], bytes]

VALUES = (
    b"nan", b"inf", b"-1", b"0", b"1e400", b"9" * 4_000, b"", b" ", b"&amp;", b"&x;", b"<a/>", b"<!--",
    b"]]>", b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:59Z", b"2026-02-30T25:61:00Z", b"\xff\xfe", b"\x00",
    b"2026-06-01T08:00:00+99:00", b"1970-01-01T00:00:00Z", b"2099-01-01T00:00:00Z", "\u202e".encode(),
    b"running", b"cycling", b"x" * 5_000, b"180", b"-180", b"90.0000001",
)  # fmt: skip


@dataclass
class Outcome:
    """Counts, what broke a promise, and the costliest file."""

    counts: collections.Counter[str] = field(default_factory=collections.Counter)
    broken: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    slowest: str = ""
    growth_mb: float = 0.0


def seeds() -> list[tuple[str, bytes]]:
    """Sound files of all formats, from which the others are made."""
    end = fit_seconds(START) + 1_800
    local = (ACTIVITY, {"timestamp": end, "local": end + 7_200})
    with_points = [*fit_points(START, 30, 5_000, every_s=60), fit_session(START, 30, 5_000), local]
    track = [
        points(even(START, 15, 3_000, every_s=60)),
        points(even(START + timedelta(minutes=20), 15, 3_000, every_s=60)),
    ]
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a/1.fit.gz", gzip.compress(fit_of(with_points)))
        archive.writestr("a/2.gpx", gpx_of(("running", track)))
    return [
        ("a.fit", fit_of(with_points)),
        ("b.fit", fit(START)),
        ("c.fit", fit_of(fit_points(START, 30, 5_000, every_s=60)) + fit_of([fit_session(START, 30, 5_000)])),
        ("d.gpx", gpx_of(("running", track), ("", track))),
        ("e.gpx", gpx_of(("9", track)).decode().encode("utf-16")),
        ("f.tcx", tcx(START, notes="Evening")),
        ("g.gpx.gz", gzip.compress(gpx_of(("running", track)))),
        ("h.zip", zipped.getvalue()),
    ]


def bombs() -> Iterator[tuple[str, bytes]]:
    """Files that are large, deep or slow by design."""
    head = b'<gpx xmlns="http://www.topografix.com/GPX/1/1">'
    yield "deep", head + b"<a>" * 300_000
    yield "wide", head + b"<a/>" * 1_000_000
    yield "empty points", head + b"<trk><trkseg>" + b"<trkpt/>" * 1_000_000
    yield "points alone", head + b"<trk><trkseg>" + b'<trkpt lat="1" lon="1"/>' * 600_000
    yield "tracks alone", head + b'<trk a=""></trk>' * 600_000 + b"</gpx>"
    yield "activities", tcx(START).partition(b"<Activity ")[0] + b'<Activity Sport="Other"/>' * 400_000
    yield (
        "many activities",
        tcx(START).replace(b"</Activities>", b'<Activity a=""> </Activity>' * 40_000 + b"</Activities>"),
    )
    yield "wide and mended", head + b"<a/>" * 600_000 + b"\x01</gpx>"
    yield "attributes", head + b"<a " + b" ".join(b'x%d="1"' % at for at in range(100_000)) + b"/></gpx>"
    yield "prefixes", head + b"".join(b"<p%d:a/>" % at for at in range(50_000)) + b"</gpx>"
    yield "blanks", b" " * 8_000_000 + head
    yield "text", head + b"<trk><name>" + b"x" * 8_000_000 + b"</name></trk></gpx>"
    yield (
        "entities",
        b'<!DOCTYPE gpx [<!ENTITY a "' + b"a" * 9_000 + b'">]><gpx>' + b"&a;" * 9_000 + b"</gpx>",
    )
    yield (
        "segments",
        gpx_of(("running", [points([(START + timedelta(seconds=at), at * 3)]) for at in range(15_000)])),
    )
    yield "tracks", gpx_of(*[("", [points([(START + timedelta(hours=4 * at), 0)])]) for at in range(9_000)])
    yield "laps", tcx(START, [(1, 100)] * 9_000)
    yield "sessions", fit_of([fit_session(START + timedelta(hours=at), 30, 5_000) for at in range(9_000)])
    many = [fit_session(START + timedelta(minutes=at), 30, 5_000) for at in range(480)]
    stops = [
        (EVENT, {"timestamp": fit_seconds(START) + at, "event": 0, "event_type": 4}) for at in range(19_000)
    ]
    yield "sessions and points", fit_of([*fit_points(START, 10_000, 99_000, every_s=40), *stops, *many])
    yield "definitions", framed(b"\x40\x00\x00\x00\x00\x00" * 200_000)
    yield "other definitions", framed((b"\x40\x00\x00\x00\x00\x00" + b"\x40\x00\x00\x14\x00\x00") * 100_000)
    yield "large definitions", framed((b"\x40\x00\x00\x14\x00\xff" + b"\x05\x04\x86" * 255) * 2_000)
    yield "short records", framed(b"\x40\x00\x00\x14\x00\x01\xfd\x04\x86" + b"\x00\x00\x00\x00\x40" * 400_000)
    yield "packed times", framed(b"\x40\x00\x00\x14\x00\x01\x05\x04\x86" + b"\x80\x00\x00\x00\x40" * 60_000)
    yield "zeros", bytes(8_000_000)
    yield "header alone", struct.pack("<BBHI4s", 12, 0x20, 2132, 2**32 - 1, b".FIT")
    yield "gz of zeros", gzip.compress(bytes(30_000_000))
    yield "gz of nothings", gzip.compress(b"") * 200_000
    yield "nothing", b""


def flip(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))] or b"x"


def drop(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randrange(1, 60) :] or b"x"


def double(chance: random.Random, content: bytes) -> bytes:
    at, end = sorted(chance.randrange(len(content)) for _ in range(2))
    return content[:end] + content[at:end] * chance.choice((1, 1, 2, 20)) + content[end:]


def noise(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    length = chance.choice((1, 2, 4, 30))
    return content[:at] + chance.randbytes(length) + content[at + length :]


def other_value(chance: random.Random, content: bytes) -> bytes:
    """Another text or attribute of XML; where there is none, another four bytes."""
    found = list(re.finditer(rb'(?<=>)[^<>]+(?=<)|(?<=")[^"<>]*(?=")', content))
    if not found:
        at = chance.randrange(len(content))
        new = struct.pack("<I", chance.choice((0, 1, 2**31 - 1, 2**31, 2**32 - 1, 1_000_000_000)))
        return content[:at] + new + content[at + 4 :]
    match = chance.choice(found)
    return content[: match.start()] + chance.choice(VALUES) + content[match.end() :]


def mend_sum(chance: random.Random, content: bytes) -> bytes:
    """A FIT file's length and sum put right, so that what was changed before is really read."""
    return framed(content[12:-2]) if content[8:12] == b".FIT" and len(content) > 14 else content


MUTATIONS: tuple[Mutation, ...] = (flip, cut, drop, double, noise, other_value, other_value)


def files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """The bombs, then damaged copies of sound files, `count` in all; the same seed makes the same files."""
    chance = random.Random(seed)
    made = 0
    for name, content in bombs():
        if made < count:
            yield f"bomb {name}", content
            made += 1
    sound = seeds()
    while made < count:
        name, content = chance.choice(sound)
        for mutation in chance.choices(MUTATIONS, k=chance.choice((1, 1, 2, 3))):
            content = mutation(chance, content) or b"x"
        if chance.random() < 0.6:
            content = mend_sum(chance, content)
        yield name, content
        made += 1


def run(folder: Path, count: int, seed: int, growth: Callable[[], float]) -> Outcome:
    """Read so many files. `growth` tells the most memory that this process has held, in MB."""
    outcome = Outcome()
    for each in run_by_kind(folder, count, seed, growth).values():
        outcome.counts += each.counts
        outcome.broken += each.broken
    return outcome


def kind_of(name: str) -> str:
    """What kind of file a trial made; bombs are counted by themselves."""
    ending = name.rpartition(".")[2]
    return ending if ending in ("fit", "gpx", "tcx") else "packed" if ending in ("gz", "zip") else "bombs"


def run_by_kind(folder: Path, count: int, seed: int, growth: Callable[[], float]) -> dict[str, Outcome]:
    """The same, apart for each kind of file."""
    found: dict[str, Outcome] = {}
    path = folder / "file"
    for name, content in files(count, seed):
        outcome = found.setdefault(kind_of(name), Outcome())
        path.write_bytes(content)
        before_mb, began = growth(), time.process_time()
        try:
            readings_found = list(readings(path, NOW))
        except Exception as bug:
            outcome.counts["tracebacks"] += 1
            outcome.broken.append(f"{name}: {type(bug).__name__}: {bug}"[:300])
            continue
        took_s = time.process_time() - began
        outcome.growth_mb = max(outcome.growth_mb, growth() - before_mb)
        if took_s > outcome.slowest_s:
            outcome.slowest_s, outcome.slowest = took_s, name
        for each in readings_found:
            kind, wrong = verdict(each)
            outcome.counts[kind] += 1
            if wrong:
                outcome.broken.append(f"{name}: {wrong}")
        if took_s > MOST_S:
            outcome.broken.append(f"{name}: {took_s:.1f} s")
        if outcome.growth_mb > MOST_GROWTH_MB:
            outcome.broken.append(f"{name}: {outcome.growth_mb:.0f} MB")
    return found


def verdict(found: FileReading) -> tuple[str, str]:
    """What came of a file, and which promise it breaks; "" for none."""
    kind = "refused" if found.problem else "read" if found.runs else "left out"
    said = [found.problem, *(each.why for each in found.left_out), *found.mended]
    sentences = [each for each in said if each]
    for each in (*sentences, *(other.what for other in found.left_out), *(run.source for run in found.runs)):
        hidden = [sign for sign in each if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")]
        if hidden or len(each) > 300:
            return kind, f"not fit to show: {each!r}"
    if any(each[-1] != "." for each in sentences):
        return kind, f"no sentence: {sentences}"
    if found.problem and (found.runs or found.left_out or not found.problem.startswith("file")):
        return kind, f"more than one sentence, or without a name: {found}"
    if not found.problem and not found.runs and not found.left_out:
        return kind, "nothing is said"
    for each in found.runs:
        metres = each.distance_m or 0
        if (
            not 60 <= each.duration_s <= 7 * 86_400
            or each.started > NOW + timedelta(hours=1)
            or metres > 10**6
        ):
            return kind, f"no run: {each}"
        if each.moving_s is not None and not 0 < each.moving_s <= each.duration_s:
            return kind, f"moved for longer than it lasted: {each}"
    return kind, ""
