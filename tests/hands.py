"""Somebody at the real window: eyes that read what is on it, and hands on a real mouse and keyboard.

The eyes see what a screen reader would: names, kinds, values and places. The hands send events through the
X server, as a mouse and a keyboard do, so what is covered, cut off or without focus cannot be reached.
Does not look into the program's objects and changes nothing in it.

    def test_finisher_by_mouse(person: Hands) -> None:
        person.open(sounds=False)
        person.click("Plan")
        person.click("Finisher")
        person.sees("Off")
"""

from __future__ import annotations

import json
import re
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from desktop import Desktop, DesktopError, Program, Window, short_folder, wait_until

from kneetimer.core.preferences import Preferences
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.records.history import History, HistoryReader

SEEN_PROGRAM = Path(__file__).parent / "seen_program.py"
USUAL = "2026-11-26T18:30:00+01:00"  # a Thursday evening
MOST_TABS = 150
MOST_TURNS = 80
NEXT, WHEEL_DOWN, WHEEL_UP = "Tab", "5", "4"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the screen: its name, kind (Button, CheckBox, StaticText ...), value and place."""

    name: str
    kind: str
    value: str
    about: str
    inside: tuple[str, ...]
    x: int
    y: int
    width: int
    height: int
    top: int  # of all of it, also where that is cut off
    full_height: int
    focused: bool
    usable: bool  # by mouse or keyboard: it can have the focus, or is a button or an entry of a menu
    enabled: bool
    checked: bool
    pointed_at: bool  # the program knows of the mouse over it, as far as it is a part of its own

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2

    @property
    def is_in_sight(self) -> bool:
        """Whether there is enough of it on the screen to be clicked."""
        return self.width > 3 and self.height > 3


@dataclass
class Hands:
    """A person at the real program; `open` first."""

    desktop: Desktop
    folder: Path
    _socket: socket.socket | None = None
    _heard: bytes = b""
    _program: Program | None = None
    window: Window | None = field(default=None)

    # The program.

    @property
    def where(self) -> Locations:
        """Where this person's data is."""
        return locate(self.folder)

    def prepare(self, **choices: object) -> None:
        """Be somebody who has read the safety note and made these choices in the settings."""
        history = History.open_to_write(self.where, lambda: datetime.fromisoformat(USUAL))
        known = history.preferences()[0]
        first: dict[str, object] = {"safety_accepted": "1", "full_screen": False, "sounds": False}
        first["get_set_s"] = 0
        history.save_preferences(known.with_(**(first | choices)))
        history.close()

    def open(self, at: str = USUAL, **choices: object) -> None:
        """Start the program, at the time `at` (ISO, with an offset); wait for its window."""
        self.prepare(**choices)
        with short_folder() as short:
            path = short / "seen"
            words = (str(path), str(self.folder), at)
            self._program = self.desktop.start(sys.executable, str(SEEN_PROGRAM), *words)
            self._socket = socket.socket(socket.AF_UNIX)
            wait_until(path.exists, f"the program to start: {self._program.said()}")
            self._socket.connect(str(path))
        self.window = self.desktop.wait_for_window("KneeTimer")

    def close(self) -> None:
        """Close the window by its key and wait until the program has ended well."""
        assert self.window is not None and self._program is not None and self._socket is not None
        self.desktop.close(self.window)
        assert self._program.wait() == 0, self._program.said()
        self._socket.close()
        self._socket, self.window = None, None

    def stored(self) -> Preferences:
        """The settings as the data file has them now, read beside the running program."""
        with HistoryReader.open(self.where) as reader:
            return reader.preferences()[0]

    def has_stored(self, **choices: object) -> None:
        """Return once the data file has these settings: a press is stored when no other follows it."""

        def stands_there() -> bool:
            stored = self.stored()
            return all(getattr(stored, name) == value for name, value in choices.items())

        wait_until(stands_there, f"{choices} to be stored")

    # Eyes.

    def look(self) -> list[Seen]:
        """Everything that is visible, cut off or not."""
        return self._ask("look")

    def _ask(self, question: str) -> list[Seen]:
        assert self._socket is not None, "open() comes first"
        self._socket.sendall(question.encode() + b"\n")
        while b"\n" not in self._heard:
            more = self._socket.recv(1 << 16)
            if not more:
                assert self._program is not None
                raise DesktopError(f"the program is gone:\n{self._program.said()}")
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        return [Seen(**{**one, "inside": tuple(one["inside"])}) for one in json.loads(line)]

    def all(self, name: str, *, kind: str = "", inside: str = "") -> list[Seen]:
        """What has this name (a regular expression that fits all of it), in the order of the screen."""
        return [
            seen
            for seen in self.look()
            if re.fullmatch(name, seen.name)
            and kind in ("", seen.kind)
            and (not inside or any(re.fullmatch(inside, outer) for outer in seen.inside))
        ]

    def sees(
        self, name: str, *, kind: str = "", inside: str = "", value: str = "", checked: bool | None = None
    ) -> Seen:
        """The one thing of this name and so on, once it is there; of more than one, the first."""

        def found() -> list[Seen]:
            return [
                seen
                for seen in self.all(name, kind=kind, inside=inside)
                if value in ("", seen.value) and checked in (None, seen.checked)
            ]

        try:
            return wait_until(found, repr(name))[0]
        except DesktopError as error:
            raise DesktopError(f"{error}; there are {self.names()}") from None

    def sees_none(self, name: str, *, kind: str = "", inside: str = "") -> None:
        """Return once nothing of this name is left."""
        wait_until(lambda: not self.all(name, kind=kind, inside=inside), f"{name!r} to go")

    def sees_about(self, name: str, about: str) -> None:
        """Return once the thing of this name says this about itself."""

        def said() -> list[str]:
            return [seen.about for seen in self.all(name) if seen.about]

        wait_until(lambda: about in said(), f"{name!r} to say {about!r}")

    def insist(self, act: Callable[[], object], done: Callable[[], bool]) -> None:
        """Do something again and again until it has its effect: a page that came by itself lets one wait."""

        def acted() -> bool:
            if done():
                return True
            act()
            return False

        wait_until(acted, "the act to have its effect")

    def names(self) -> list[str]:
        """All that can be read, in the order of the screen; for looking and for messages."""
        return [seen.name for seen in self.look() if seen.name]

    def focus(self) -> Seen | None:
        """What has the keyboard."""
        return next(iter(self._ask("focus")), None)

    # The mouse.

    def click(self, name: str, *, kind: str = "", inside: str = "", button: int = 1) -> Seen:
        """Click in the middle of a control of this name, after turning the wheel until it is in sight."""

        def pointed_at() -> Seen | None:
            """The control, once the mouse is over it: every turn of the wheel before was followed then."""
            seen = now = self.bring_into_sight(name, kind=kind, inside=inside)
            self.desktop.point_at(*seen.middle)

            def arrived() -> bool:
                nonlocal now
                now = self._controls_first(name, kind, inside)
                return now.pointed_at or now.middle != seen.middle

            wait_until(arrived, f"the mouse to be over {name!r}")
            return now if now.middle == seen.middle else None

        seen = wait_until(pointed_at, f"{name!r} to stay under the mouse")
        self.desktop.click(*seen.middle, button=button)
        return seen

    def bring_into_sight(self, name: str, *, kind: str = "", inside: str = "") -> Seen:
        """Turn the wheel over the page until the thing can be pointed at and has come to rest."""
        assert self.window is not None
        middle = self.window.x + self.window.width * 3 // 5, self.window.y + self.window.height // 2
        for _ in range(MOST_TURNS):
            seen = self._controls_first(name, kind, inside)
            if self._whole_in_sight(seen):
                return self._at_rest(seen, lambda: self._controls_first(name, kind, inside))
            way = WHEEL_DOWN if seen.top + seen.full_height // 2 > middle[1] else WHEEL_UP
            self.desktop.screen.xdotool("mousemove", *map(str, middle), "click", way)
        raise DesktopError(f"no turning of the wheel brings {name!r} into sight")

    def _controls_first(self, name: str, kind: str, inside: str) -> Seen:
        self.sees(name, kind=kind, inside=inside)
        found = self.all(name, kind=kind, inside=inside)
        return next((one for one in found if one.usable), found[0])

    def _whole_in_sight(self, seen: Seen) -> bool:
        return seen.is_in_sight and seen.height >= min(seen.full_height, 30)

    def _at_rest(self, seen: Seen, again: Callable[[], Seen]) -> Seen:
        def still() -> Seen | None:
            nonlocal seen
            before, seen = seen, again()
            return (
                seen
                if (seen.x, seen.y, seen.width, seen.height)
                == (before.x, before.y, before.width, before.height)
                else None
            )

        return wait_until(still, f"{seen.name!r} to stand still")

    # The keyboard.

    def press(self, *names: str) -> None:
        """Press keys one after the other: space, Tab, Return, ctrl+2, shift+Tab ..."""
        self.desktop.key(*names)

    def type(self, text: str) -> None:
        """Type the text into what has the keyboard."""
        self.desktop.type(text)

    def has_keys(self, name: str) -> None:
        """Return once the keyboard is at the control of this name, as after a dialog has opened.

        A dialog is seen before it has the keyboard: what is typed until then goes to the page behind it.
        """

        def is_there() -> bool:
            here = self.focus()
            return here is not None and here.name == name

        try:
            wait_until(is_there, f"{name!r} to have the keys")
        except DesktopError as error:
            raise DesktopError(f"{error}; {self.focus()} has them, and there are {self.names()}") from None

    def go_to(self, name: str, *, kind: str = "", inside: str = "", key: str = NEXT) -> Seen:
        """Press Tab until the keyboard is at the control of this name."""
        passed: list[Seen | None] = []
        for _ in range(MOST_TABS):
            here = self.focus()
            if here is not None and self._is(here, name, kind, inside):
                return here
            if here is not None and passed.count(here) > 1:
                break  # twice around: what opened just now may take the keyboard after the first look
            passed.append(here)
            self.press(key)
            wait_until(lambda: self.focus() != passed[-1], f"{key} to leave {here}")
        around = [here.name for here in passed if here is not None]
        raise DesktopError(f"{key} never comes to {name!r}; it comes to {around}")

    def pick(self, name: str) -> None:
        """Press Down in the menu that is open until the entry of this name is reached, and Return on it."""
        self.sees(name, kind="MenuItem")
        for _ in range(MOST_TABS):
            if any(entry.focused for entry in self.all(name, kind="MenuItem")):
                self.press("Return")
                return
            self.press("Down")
        raise DesktopError(f"Down never comes to {name!r}")

    def _is(self, seen: Seen, name: str, kind: str, inside: str) -> bool:
        return (
            re.fullmatch(name, seen.name) is not None
            and kind in ("", seen.kind)
            and (not inside or any(re.fullmatch(inside, outer) for outer in seen.inside))
        )

    def use(self, name: str, *, kind: str = "", inside: str = "", key: str = "space") -> Seen:
        """Go to a control by Tab and press Space on it."""
        found = self.go_to(name, kind=kind, inside=inside)
        self.press(key)
        return found


@pytest.fixture
def hands(desktop: Desktop, tmp_path: Path) -> Iterator[Hands]:
    """A person at the real window, which `open` starts; the desktop ends it."""
    somebody = Hands(desktop, tmp_path / "data")
    yield somebody
    if somebody._socket is not None:
        somebody._socket.close()
