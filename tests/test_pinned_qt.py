"""Guards the pinned Qt against a release that loses references to None. Tests nothing of our own."""

import sys

import pytest
from PySide6.QtCore import QObject

CALLS = 20_000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from 3.12 on None is never counted")
def test_qt_calls_that_return_nothing_keep_the_references_to_none() -> None:
    """A session of any length never aborts because Qt gave None away too often."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("")
    assert abs(sys.getrefcount(None) - before) < CALLS // 100


def test_qt_answers_none_after_many_calls() -> None:
    """Twenty thousand Qt calls that return nothing leave the program alive, on every Python."""
    thing = QObject()
    assert {thing.setObjectName("") for _ in range(CALLS)} == {None}
