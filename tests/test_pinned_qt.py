"""Guards against a Qt for Python that gives away references to None. Tests nothing of our own."""

import subprocess
import sys

import pytest

CALLS = 20_000
Answer = subprocess.CompletedProcess[str]
# In a program of its own, because the fault ends the program that has it.
SCRIPT = f"""
import sys
from PySide6.QtCore import QObject
thing = QObject()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    thing.setObjectName("")
print(sys.getrefcount(None) - before)
"""


@pytest.fixture(scope="module")
def answer() -> Answer:
    return subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)


def test_a_program_survives_many_calls_that_return_nothing(answer: Answer) -> None:
    """A session of any length does not end the program by calling Qt too often."""
    assert answer.returncode == 0, answer.stderr


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from 3.12 on None is never counted")
def test_calls_that_return_nothing_keep_the_references_to_none(answer: Answer) -> None:
    """Twenty thousand calls leave as many references to None as there were."""
    assert abs(int(answer.stdout)) < CALLS // 100
