"""The way of screen readers and voice control to the program: AT-SPI, over the bus that at-spi2-core starts.

Asks the bus, never Qt, and does what the bus offers: no key, no click. Does not know KneeTimer; what a name
means, the tests say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

from desktop import DesktopError, wait_until
from jeepney import DBusAddress, Message, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection
from private_bus import PrivateBus

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
OWNER = "org.a11y.Bus"
REGISTRY = "org.a11y.atspi.Registry"
PROPERTIES = "org.freedesktop.DBus.Properties"
ROOT = "/org/a11y/atspi/accessible/root"
# Bits of atspi-constants.h; of the others no test says anything.
STATES = {
    4: "checked", 8: "enabled", 10: "expanded", 11: "focusable", 12: "focused", 20: "pressed", 23: "selected",
    25: "showing", 41: "checkable",
}  # fmt: skip
QUIET = {"enabled", "focusable", "focused", "showing"}  # states that are not worth a word each time
# Boxes that only hold others: a screen reader passes them unless they have a name.
BOXES = {"filler", "panel", "layered pane", "frame", "application", "scroll pane"}


@dataclass(frozen=True, slots=True)
class Thing:
    """One accessible object, as it was when it was asked. `numbers` are value, least and most."""

    path: str
    depth: int
    role: str
    name: str
    about: str
    states: frozenset[str]
    interfaces: frozenset[str]
    offers: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    inside: str = ""

    @property
    def actions(self) -> tuple[str, ...]:
        """What can be done with it, apart from going to it."""
        return tuple(action for action in self.offers if action != "SetFocus")

    @property
    def is_control(self) -> bool:
        """Whether a person can do something with it. What only scrolls is left to Qt."""
        return self.role != "scroll bar" and ("focusable" in self.states or bool(self.actions))

    def line(self) -> str:
        """What a screen reader has to say of it, in one line."""
        said = [self.role, f"“{self.name}”"]
        said += [f"({self.about})"] if self.about and self.about != self.name else []
        said += sorted(self.states - QUIET)
        said += [] if "enabled" in self.states else ["disabled"]
        if self.numbers:
            said.append("{:g} of {:g} to {:g}".format(*self.numbers))
        said += [f"[{', '.join(self.actions)}]"] if self.actions else []
        return " ".join(said).replace("\n", " / ")


class Reader:
    """Somebody who uses the one program on the bus by assistive technology alone."""

    def __init__(self, bus: PrivateBus) -> None:
        where = DBusAddress("/org/a11y/bus", OWNER, OWNER)
        with open_dbus_connection(bus.address) as connection:
            (address,) = connection.send_and_get_reply(new_method_call(where, "GetAddress")).body
        self._bus = open_dbus_connection(address)
        self._program = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bus.close()

    def find_program(self) -> None:
        """Return once a program has told the bus that it is there."""

        def programs() -> list[Any]:
            return self._one(self._call(ROOT, "Accessible", "GetChildren", to=REGISTRY))

        self._program = wait_until(programs, "the program to come to the bus")[0][0]

    # Eyes.

    def look(self) -> list[Thing]:
        """Everything that shows, in the order of the program."""
        order: dict[str, list[str]] = {}
        things = {ROOT: Thing(ROOT, 0, "application", "", "", frozenset(), frozenset())}
        level = [ROOT]
        while level:
            kids = self._all(self._call(path, "Accessible", "GetChildren") for path in level)
            for path, found in zip(level, kids, strict=True):
                order[path] = [child for _, child in found or ()]
            below = [(child, things[path]) for path in level for child in order[path]]
            seen = [thing for thing in self._ask(below) if thing.depth < 2 or "showing" in thing.states]
            things |= {thing.path: thing for thing in seen}
            level = [thing.path for thing in seen]
        return [things[path] for path in _walk(ROOT, order, things)]

    def all(self, name: str, role: str = "", inside: str = "") -> list[Thing]:
        """What has this name (a regular expression that fits all of it)."""
        return [
            thing
            for thing in self.look()
            if re.fullmatch(name, thing.name)
            and (not role or re.fullmatch(role, thing.role))
            and (not inside or re.fullmatch(inside, thing.inside))
        ]  # fmt: skip

    def sees(self, name: str, role: str = "", inside: str = "") -> Thing:
        """The first thing of this name, once it is there."""
        try:
            return wait_until(lambda: self.all(name, role, inside), repr(name), 10)[0]
        except DesktopError as error:
            told = "\n".join(thing.line() for thing in self.look() if thing.name)
            raise DesktopError(f"{error}; there is\n{told}") from None

    # Hands.

    def use(self, name: str, role: str = "", inside: str = "") -> Thing:
        """Do the first action that is offered for the control of this name."""
        thing = self.sees(name, role, inside)
        self.do(thing, thing.actions[0])
        return thing

    def do(self, thing: Thing, action: str) -> None:
        """Return once it is done."""
        self._one(self._call(thing.path, "Action", "DoAction", "i", (thing.offers.index(action),)))
        if thing.role == "push button":
            # It is a click a tenth of a second later, and a press that comes meanwhile puts it off.
            wait_until(lambda: not self._is(thing.path, "pressed"), f"{thing.line()} to be released")

    def set_number(self, thing: Thing, number: float) -> None:
        body = ("org.a11y.atspi.Value", "CurrentValue", ("d", number))
        self._one(self._call(thing.path, PROPERTIES, "Set", "ssv", body))

    def write(self, thing: Thing, text: str) -> None:
        """Put a text into a field, in place of what stands there."""
        self._one(self._call(thing.path, "EditableText", "SetTextContents", "s", (text,)))

    # The bus.

    def _is(self, path: str, state: str) -> bool:
        """Whether something is there and in this state."""
        (found,) = self._all([self._call(path, "Accessible", "GetState")])
        return found is not None and state in _states(found)

    def _ask(self, places: list[tuple[str, Thing]]) -> list[Thing]:
        paths = [path for path, _ in places]
        states = self._all(self._call(path, "Accessible", "GetState") for path in paths)
        roles = self._all(self._call(path, "Accessible", "GetRoleName") for path in paths)
        names, abouts = (self._properties(paths, "Accessible", name) for name in ("Name", "Description"))
        kinds = self._all(self._call(path, "Accessible", "GetInterfaces") for path in paths)
        found = []
        for (path, parent), state, role, name, about, kind in zip(
            places, states, roles, names, abouts, kinds, strict=True
        ):
            if None in (state, role, name, kind):
                continue  # it went away while it was asked
            told = _states(state)
            offers = frozenset(each.removeprefix("org.a11y.atspi.") for each in kind)
            inside = parent.name or parent.inside
            found.append(Thing(path, parent.depth + 1, role, name, about, told, offers, inside=inside))
        return self._with_numbers(self._with_actions(found))

    def _with_actions(self, things: list[Thing]) -> list[Thing]:
        asked = self._all(self._call(thing.path, "Action", "GetActions") for thing in things)
        return [
            replace(thing, offers=tuple(each[0] for each in actions or ()))
            for thing, actions in zip(things, asked, strict=True)
        ]

    def _with_numbers(self, things: list[Thing]) -> list[Thing]:
        paths = [thing.path for thing in things if "Value" in thing.interfaces]
        wanted = ("CurrentValue", "MinimumValue", "MaximumValue")
        columns = [self._properties(paths, "Value", each) for each in wanted]
        numbers = dict(zip(paths, zip(*columns, strict=True), strict=True))
        return [replace(thing, numbers=numbers.get(thing.path, ())) for thing in things]

    def _properties(self, paths: Iterable[str], interface: str, name: str) -> list[Any]:
        body = (f"org.a11y.atspi.{interface}", name)
        found = self._all(self._call(path, PROPERTIES, "Get", "ss", body) for path in paths)
        return [None if variant is None else variant[1] for variant in found]

    def _call(
        self,
        path: str,
        interface: str,
        method: str,
        signature: str | None = None,
        body: tuple[Any, ...] = (),
        to: str = "",
    ) -> Message:
        whole = interface if "." in interface else f"org.a11y.atspi.{interface}"
        return new_method_call(DBusAddress(path, to or self._program, whole), method, signature, body)

    def _one(self, call: Message) -> Any:
        (answer,) = self._all([call])
        if answer is None:
            raise DesktopError(f"no answer to {call.header.fields}")
        return answer

    def _all(self, calls: Iterable[Message]) -> list[Any]:
        """The answers to many calls at once, None for each that was refused: one by one they take seconds."""
        serials = []
        for call in calls:
            serials.append(next(self._bus.outgoing_serial))
            self._bus.send(call, serial=serials[-1])
        answers: dict[int, Any] = {}
        while len(answers) < len(serials):
            message = self._bus.receive(timeout=30)
            of = message.header.fields.get(5)  # reply_serial
            if of is not None:
                refused = message.header.message_type is MessageType.error
                answers[of] = None if refused else message.body[0] if len(message.body) == 1 else message.body
        return [answers[serial] for serial in serials]


def _states(words: tuple[int, int]) -> frozenset[str]:
    bits = words[0] | words[1] << 32
    return frozenset(word for bit, word in STATES.items() if bits >> bit & 1)


def _walk(path: str, order: dict[str, list[str]], things: dict[str, Thing]) -> Iterator[str]:
    yield path
    for child in order.get(path, ()):
        if child in things:
            yield from _walk(child, order, things)


def dump(things: Iterable[Thing]) -> str:
    """What a screen reader comes by, a line each; boxes without a name and what only scrolls are passed."""
    return "".join(
        f"{thing.line()}\n"
        for thing in things
        if thing.depth > 1 and (thing.is_control or thing.name or thing.role not in (*BOXES, "scroll bar"))
    )
