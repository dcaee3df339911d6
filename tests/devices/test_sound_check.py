"""The sound check names everything that can be heard."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sound_server

from kneetimer.devices.audio.loudspeaker import NO_DEVICE
from kneetimer.devices.audio.sound import CUE_NAMES

PROGRAM = Path(__file__).with_name("check_sound.py")


def named(environment: dict[str, str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, str(PROGRAM)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(
    not sound_server.installed, reason="pulseaudio and parec are not installed (apt install pulseaudio)"
)
def test_every_cue_and_the_voice_are_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each cue is named with what it means, then the voice is tried."""
    with sound_server.sound_server(tmp_path_factory.mktemp("c")) as server:
        lines = named(server.environment)
    assert {line.partition(":")[0] for line in lines} == {*CUE_NAMES, "voice"}
    assert len(lines) == len(CUE_NAMES) + 2
    assert "could not" not in lines[-1]


def test_without_a_device_the_check_says_why(tmp_path: Path) -> None:
    """Where nothing can be heard, one sentence says so and the check is over."""
    assert named({"PULSE_SERVER": f"unix:{tmp_path}/none"}) == [NO_DEVICE]
