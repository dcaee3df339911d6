"""What `--self-test` says of an installation from which something is missing. A whole one: test_wheel.py."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from fakes import StandingClock

from kneetimer.__main__ import main

NOW = datetime.fromisoformat("2026-03-02T19:00:00+01:00")


def test_a_missing_module_is_named(tmp_path: Path) -> None:
    """Without the library of the charts the exit code is 1, and the module stands in what is printed."""
    broken = tmp_path / "pyqtgraph"
    broken.mkdir()
    (broken / "__init__.py").write_text("import a_module_that_was_left_out\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kneetimer", "--self-test"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 1
    assert "No module named 'a_module_that_was_left_out'" in done.stdout
    assert "plan is drawn" in done.stdout


@pytest.mark.parametrize("words", [("history",), ("--start",), ("--demo",), ("--data-dir", "x")])
def test_a_self_test_touches_nobodys_data(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """It has a folder of its own, so that words about another one are refused in a sentence."""
    with pytest.raises(SystemExit) as ended:
        main(["--self-test", *words], StandingClock(NOW))
    assert ended.value.code == 2
    assert "--self-test" in capsys.readouterr().err
