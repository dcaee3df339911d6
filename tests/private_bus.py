"""A message bus (D-Bus) of the tests' own, with stand-ins for the services of a desktop.

Touches no bus of the person who runs the tests. What the stand-ins do is in desktop_services.py.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop import Servers, end, short_folder, wait_until
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

WHOLE_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
PROGRAM = Path(__file__).with_name("desktop_services.py")
# Without the system's own list of services, which would start real ones.
CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


class Services:
    """Running stand-ins, and what they were asked so far."""

    def __init__(self, names: tuple[str, ...], environment: dict[str, str], log: Path, hang: bool) -> None:
        self._log = log
        flags = ["--hang"] if hang else []
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, str(PROGRAM), *flags, *names],
                env=environment, stdin=subprocess.PIPE, stdout=output,
            )  # fmt: skip
        wait_until(lambda: self.calls("ready"), "the desktop's services")

    def calls(self, name: str) -> list[list[object]]:
        """The values of each call of that name, in order."""
        lines = [json.loads(line) for line in self._log.read_text().splitlines()]
        return [values for called, *values in lines if called == name]

    def change(self, namespace: str, key: str, signature: str, value: object) -> None:
        """Change a setting of the portal, as a person does in the system's settings."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([namespace, key, signature, value]).encode() + b"\n")
        self.process.stdin.flush()

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        end(self.process)


class PrivateBus:
    """A running bus; `environment` is for the programs that shall use it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        socket = folder / "bus"
        (folder / "bus.conf").write_text(CONFIGURATION.format(socket=socket))
        self.address = f"unix:path={socket}"
        self.environment = environment | {"DBUS_SESSION_BUS_ADDRESS": self.address}
        self._servers = Servers(folder, self.environment)
        self._services: list[Services] = []
        self._servers.start("dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork", "--nopidfile")
        self._servers.wait_until(self._answers, "the bus")

    def offer(self, *names: str, hang: bool = False) -> Services:
        """Start stand-ins: screensaver, notifications, portal."""
        log = self._folder / f"services-{len(self._services)}.log"
        self._services.append(Services(names, self.environment, log, hang))
        return self._services[-1]

    def start(self, name: str, *command: str) -> None:
        """Start a real service and wait until it answers to its name."""
        self._servers.start(*command)
        self._servers.wait_until(lambda: self.has(name), name)

    def _answers(self) -> bool:
        try:
            open_dbus_connection(self.address).close()
        except OSError:  # the socket is there before anybody listens at it
            return False
        return True

    def has(self, name: str) -> bool:
        """Whether somebody on the bus answers to a name."""
        call = new_method_call(WHOLE_BUS, "NameHasOwner", "s", (name,))
        with open_dbus_connection(self.address) as connection:
            return bool(connection.send_and_get_reply(call).body[0])

    def stand_still(self) -> None:
        """The bus itself hangs: it takes connections and says nothing."""
        self._servers.stop()

    def end(self) -> None:
        while self._services:
            self._services.pop().end()
        self._servers.end()


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    """A bus that this process uses too, with nobody on it yet."""
    if sys.platform != "linux":
        pytest.skip("only Linux desktops have such a bus")
    with short_folder() as folder:
        started = PrivateBus(folder, dict(os.environ))
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", started.address)
        yield started
        started.end()
