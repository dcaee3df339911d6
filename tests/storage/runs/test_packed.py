"""Packed files of runs and whole archives: what is in them is read, and no bomb goes off."""

from __future__ import annotations

import gzip
import io
import struct
import tracemalloc
import zipfile
import zlib
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from run_samples import even, fit_of, fit_session, gpx_of, points

from kneetimer.storage.runs.activity import StoppedError
from kneetimer.storage.runs.packed import MOST_BYTES
from kneetimer.storage.runs.reading import FileReading, readings

ZONE = timezone(timedelta(hours=1))
START = datetime(2026, 6, 1, 8, 0, tzinfo=ZONE)
NOW = datetime(2026, 11, 29, 20, 0, tzinfo=ZONE)
FIT = fit_of([fit_session(START, 30, 5_000)])
GPX = gpx_of(("running", [points(even(START, 30, 5_000))]))


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def read(folder: Path, content: bytes, name: str = "file.zip") -> list[FileReading]:
    path = folder / name
    path.write_bytes(content)
    return list(readings(path, NOW))


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(GPX),
        gzip.compress(GPX) + b"stray",
        gzip.compress(GPX[:900]) + gzip.compress(GPX[900:]),
        zipped({"1.gpx": GPX}),
        zipped({"a/b/1.gpx.gz": gzip.compress(GPX)}, zipfile.ZIP_STORED),
        zipped({"data/part1.zip": zipped({"1.gpx": GPX})}),
        zipped({"data/part1.zip": zipped({"1.gpx": GPX})}, zipfile.ZIP_STORED),
        zipped({"activities.csv": b"x", "photos/a.jpg": b"x", "__MACOSX/._1.gpx": b"x", "1.GPX": GPX}),
    ],
    ids=["gz", "gz with more", "gz in two", "zip", "gz in zip", "zip in zip", "stored zip in zip", "others"],
)
def test_a_packed_run_is_the_run_that_it_was(tmp_path: Path, content: bytes) -> None:
    """However it is packed, a file's run has the same start and the same id as the file alone."""
    ((alone,),) = [each.runs for each in read(tmp_path, GPX, "1.gpx")]
    runs = [run for each in read(tmp_path, content) for run in each.runs]
    assert [(run.id, run.started) for run in runs] == [(alone.id, START)]


def test_an_archive_without_runs_says_so(tmp_path: Path) -> None:
    """A zip of other things, or of nothing, can be read, and has no run in it."""
    for members in ({"letter.txt": b"Dear Sam"}, {}):
        (found,) = read(tmp_path, zipped(members))
        assert (found.runs, found.problem) == ((), "")
        assert found.left_out[0].why == "It has no FIT, GPX or TCX file in it."


def _locked() -> bytes:
    content = bytearray(zipped({"1.fit": FIT}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + place
        content[at : at + 2] = struct.pack("<H", 1)
    return bytes(content)


def _gzip_of_zeros(length: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(bytes(2**20)) for _ in range(length // 2**20)), packer.flush()])


BOMBS = {
    "cut.gpx.gz": (gzip.compress(GPX)[:-40], "is cut short or damaged."),
    "bomb.gpx.gz": (_gzip_of_zeros(64 * 2**20), "is larger than 20 MB, which no run is."),
    "zeros.gpx.gz": (_gzip_of_zeros(8 * 2**20), "holds far more than it seems to, and is left alone."),
    "pieces.gpx.gz": (gzip.compress(b"") * 5_000, "holds far more than it seems to, and is left alone."),
    "cut.zip": (zipped({"1.fit": FIT})[:-10], "is cut short or damaged."),
    "locked.zip": (_locked(), "is locked with a password."),
    "zeros.zip": (zipped({"1.gpx": bytes(8 * 2**20)}), "holds far more than it seems to, and is left alone."),
    "bomb.zip": (
        zipped({"1.gpx.gz": _gzip_of_zeros(64 * 2**20)}),
        "is larger than 20 MB, which no run is.",
    ),
    "deep.zip": (
        zipped({"1.zip": zipped({"2.zip": zipped({"3.zip": zipped({"1.fit": FIT})})})}),
        "is an archive deep in other archives, and is left alone.",
    ),
    "broken.zip": (zipped({"1.fit": FIT[:-60]}), "is cut short or damaged."),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_cannot_be_unpacked_gives_one_sentence_and_little_memory(tmp_path: Path, name: str) -> None:
    """Cut, locked, deep and hostile archives are each told in a sentence that names the file."""
    content, sentence = BOMBS[name]
    tracemalloc.start()
    found = read(tmp_path, content, name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [each.runs for each in found] == [()]
    assert found[0].problem.startswith(name) and found[0].problem.endswith(sentence)
    assert peak < 4 * MOST_BYTES


def test_one_broken_file_leaves_the_others_of_its_archive(tmp_path: Path) -> None:
    """Of three files in an archive the broken one is named, and the two others are read."""
    later = fit_of([fit_session(START + timedelta(days=1), 30, 5_000)])
    found = read(tmp_path, zipped({"a/1.fit": FIT, "a/2.fit": b"what", "a/3.fit": later}))
    assert [len(each.runs) for each in found] == [1, 0, 1]
    assert found[1].problem == "file.zip: 2.fit is not a FIT, GPX or TCX file."


def test_a_large_archive_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    """The share that is read grows to the end, and who does not wait any more is not kept waiting."""
    path = tmp_path / "all.zip"
    path.write_bytes(zipped({f"{number}.fit": FIT for number in range(40)}))
    shares: list[float] = []
    assert len(list(readings(path, NOW, shares.append))) == 40
    assert shares == sorted(shares) and shares[-1] > 0.9

    def stop(share: float) -> None:
        if share > 0.5:
            raise StoppedError

    taken: list[FileReading] = []
    with pytest.raises(StoppedError):
        taken.extend(readings(path, NOW, stop))
    assert 15 < len(taken) < 30
