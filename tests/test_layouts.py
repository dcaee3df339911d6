"""One-letter keys and digits on the keyboards of the world: real key codes in the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from desktop import Screen, wait_until
from hands import Hands

MONDAY = "2026-03-02T18:00:00+01:00"
LAYOUTS = ("us", "fr", "de", "ru", "gr", "il", "ara", "bg", "dvorak")
# X11's codes of the keys that lie where a US keyboard has these.
H, P, M, V, F, SLASH, FULL_STOP = "43", "33", "58", "55", "41", "61", "60"
DIGITS = ("19", *(str(code) for code in range(10, 19)))  # 0 to 9 in the digit row
ONE_ON_THE_PAD, FIVE_ON_THE_PAD = "87", "84"
HURT = "How much does it hurt."
PAIN = "Pain from 0 to 10"

Layout = Callable[[str], None]


@pytest.fixture
def layout(screen: Screen) -> Iterator[Layout]:
    """Gives the desktop's keyboard another layout; afterwards it is the usual one again."""

    def choose(name: str) -> None:
        done = screen.run("setxkbmap", *(("us", "dvorak") if name == "dvorak" else (name,)))
        assert done.returncode == 0, done.stderr

    yield choose
    choose("us")


def everything(hands: Hands) -> object:
    """All that can be seen, with its place, and the settings."""
    seen = [(one.name, one.about, one.value, one.checked, one.x, one.y, one.height) for one in hands.look()]
    return seen, hands.stored()


def changes(hands: Hands, key: str, what: str) -> None:
    """Press a key and return once something is different."""
    before = everything(hands)
    hands.press(key)
    wait_until(lambda: everything(hands) != before, what)


def turns(hands: Hands, key: str, button: str) -> None:
    """Press the one key until it offers this; a second press at once is taken for the same one."""

    hands.insist(lambda: hands.press(key), lambda: bool(hands.all(button, kind="Button")))


def test_the_keys_of_a_session_work_by_their_place(hands: Hands, layout: Layout) -> None:
    """H, P, M, V, F, the question mark and the presenter's full stop answer on every layout."""
    hands.open(at=MONDAY)
    hands.press("space", "Right")  # the first set
    hands.sees("Pause", kind="Button")
    for name in LAYOUTS:
        layout(name)
        turns(hands, "space", "Go on")
        for key, what in ((M, "M"), (V, "V"), (P, "P"), (P, "P again"), (F, "F"), (F, "F again")):
            changes(hands, key, f"{what} on {name}")
        hands.press(H)
        hands.sees(HURT)
        for digit in (9, 8, 7, 6, 5, 4, 3, 2, 0):  # and 1 would make a 10 of a 0 that follows
            hands.press(DIGITS[digit])
            hands.sees_about(PAIN, f"{digit} of 10")
        hands.press("Escape")
        hands.sees_none(HURT)
        hands.press(f"shift+{SLASH}")
        hands.sees("Keys", kind="StaticText")
        hands.press("Escape")
        hands.sees_none("Keys", kind="StaticText")
        if name != "dvorak":  # there a v lies at this place, which is what it means
            turns(hands, "space", "Go on")
            turns(hands, FULL_STOP, "Pause")


def test_typed_letters_win_over_places(hands: Hands, layout: Layout) -> None:
    """On Dvorak and AZERTY the letter on the key cap works too, wherever it lies."""
    hands.open(at=MONDAY)
    hands.press("space", "Right")
    layout("dvorak")
    turns(hands, "space", "Go on")
    hands.press("44")  # types h
    hands.sees(HURT)
    hands.press("Escape")
    hands.sees_none(HURT)
    turns(hands, "space", "Go on")
    for _ in "the pace", "back":
        changes(hands, "27", "p on Dvorak")
    changes(hands, FULL_STOP, "v on Dvorak, which lies at the full stop's place")
    hands.sees("Go on", kind="Button")
    layout("fr")
    changes(hands, "47", "m on AZERTY")


def test_digits_answer_today_without_shift(hands: Hands, layout: Layout) -> None:
    """The digit row answers on every layout, the numeric pad with Num Lock too, and Shift does no harm."""
    hands.open(at=MONDAY)
    question = "How is your knee now."
    hands.sees_about(question, "not answered")
    for name in LAYOUTS:
        layout(name)
        for digit in (0, 2, 6, 9):
            hands.press(DIGITS[digit])
            hands.sees_about(question, f"{digit} of 10")
    hands.press("Num_Lock")
    try:
        for name in LAYOUTS:
            layout(name)
            hands.press(DIGITS[2])
            hands.sees_about(question, "2 of 10")
            hands.desktop.screen.xdotool("key", FIVE_ON_THE_PAD)
            hands.sees_about(question, "5 of 10")
    finally:
        hands.press("Num_Lock")
    layout("fr")
    hands.press(f"shift+{DIGITS[3]}")
    hands.sees_about(question, "3 of 10")


def test_the_keys_of_the_exercises_work_by_their_place(hands: Hands, layout: Layout) -> None:
    """The stroke comes to the search on every layout, P practises; the search field types what is typed."""
    hands.open(at=MONDAY)
    hands.press("ctrl+4")
    search = hands.sees("Search the exercises", kind="EditableText")
    for name in LAYOUTS:
        layout(name)
        hands.press("Escape")
        wait_until(lambda: getattr(hands.focus(), "kind", "") != search.kind, "the page to have the keyboard")
        hands.press(SLASH)
        wait_until(lambda: getattr(hands.focus(), "kind", "") == search.kind, f"the search on {name}")
    layout("ru")
    hands.press(P, H)
    hands.sees(search.name, value="зр")


def test_the_keys_of_the_window_and_of_the_settings_work_by_their_place(hands: Hands, layout: Layout) -> None:
    """Ctrl with a digit opens its page on every layout, without Shift; the stroke finds a setting on each."""
    hands.open(at=MONDAY)
    for name in LAYOUTS:
        layout(name)
        hands.press(f"ctrl+{DIGITS[1]}")
        hands.sees_about("How is your knee now.", "not answered")
        hands.press(f"ctrl+{DIGITS[6]}")
        hands.sees("Search the settings", kind="EditableText")
        hands.press(SLASH)
        wait_until(lambda: getattr(hands.focus(), "kind", "") == "EditableText", f"the search on {name}")
