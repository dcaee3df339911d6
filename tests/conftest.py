"""The environment of every test: no screen, no sound server and no folder of the person who runs it.

Does not hold fixtures of single topics; those live beside their tests or in desktop.py.
"""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["desktop", "hands", "private_bus"]

# Set while pytest collects, because Qt and the libraries under it read these once, when they are loaded.
_home = Path(tempfile.mkdtemp(prefix="kneetimer-tests-"))
for _variable, _folder in {
    "HOME": "",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": "runtime",
}.items():
    (_home / _folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ[_variable] = str(_home / _folder)

# Compiled modules are kept whatever the environment says: else each worker rewrites the asserts of all files
# in each run, and each of the hundreds of programs that tests start compiles what has changed.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

os.environ["LANGUAGE"] = "en"  # whatever the person who runs the tests speaks
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Without this Qt names six video functions that the wheel leaves out, each time it loads its multimedia.
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.symbolsresolver=false")
# Addresses where nobody answers, so that no test plays through real loudspeakers or asks a real desktop.
os.environ["PULSE_SERVER"] = f"unix:{_home / 'runtime' / 'no-sound-server'}"
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"

# What a test needs of the machine and what it is about, told by its fixtures and by what its file imports.
# Each is a marker: `-m "not screen and not bus and not sound"` runs what needs none of these three servers.
NEEDS: dict[str, tuple[set[str], set[str]]] = {
    "window": ({"qapp", "screen"}, set()),
    "screen": ({"screen"}, {"session_process"}),
    "bus": ({"bus"}, set()),
    "sound": ({"desktop_with_sound"}, {"sound_server"}),
    # The clock is read in one place, so a test is the same on every day that names no moment and starts no
    # program which reads it. tests/test_clock_is_given.py holds that.
    "days": (
        set(),
        {"StandingClock", "StillClock", "ZoneInfo", "date", "datetime", "timedelta", "main", "subprocess"}
        | {"Person", "fill"},
    ),
}

# How fast a machine is, is no property of the program: a busy one must not fail a test of rules.
settings.register_profile(
    "any machine", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


# What tests leave behind is destroyed between tests and on the thread of the windows, as in the program.
gc.disable()


def pytest_collection_finish() -> None:
    """What is there before the first test stays, and is not looked through again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def collected_after_the_test() -> Iterator[None]:
    yield
    gc.disable()  # where a test leaves it on, another one crashes, on a thread and at a moment not its own
    from kneetimer.devices.process.garbage import collect_what_is_due  # loads Qt

    collect_what_is_due()


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> object:
    from patient_bot import PatientBot  # loads Qt

    return PatientBot(request)


def pytest_unconfigure() -> None:
    shutil.rmtree(_home, ignore_errors=True)


@pytest.fixture
def memory_path(tmp_path: Path) -> Iterator[Path]:
    """A folder for tests that commit thousands of times: in memory where the system offers that."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory, prefix="kneetimer-tests-") as folder:
        yield Path(folder)


# The files that take longest, the longest first: whoever runs alone with one of them at the end holds all up.
FIRST = (
    "test_at_spi", "test_sound", "test_killed", "test_voice", "test_wheel", "test_real_window",
    "test_front_door", "test_gate_in_window", "test_on_a_desktop", "test_program",
    "test_settings_controller", "test_gate_stories", "test_session_in_window", "test_hands_plan",
    "test_exercises_stories", "test_layouts", "test_keyboard_alone", "test_heard",
    "test_storage_trials", "test_plan_controller", "test_not_saved", "test_looks",
    "test_settings_stories", "test_run_files_in_window", "test_first_second", "test_run_trials",
)  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    # pytest-xdist would begin with the files that have most tests, and end with the slow ones.
    config.option.loadscopereorder = False
    for need in NEEDS:
        config.addinivalue_line("markers", f"{need}: set by what a test takes and imports, see conftest.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        assert isinstance(item, pytest.Function)
        for need, (fixtures, helpers) in NEEDS.items():
            if fixtures & set(item.fixturenames) or helpers & set(vars(item.module)):
                item.add_marker(need)
    items.sort(key=lambda item: FIRST.index(item.path.stem) if item.path.stem in FIRST else len(FIRST))
