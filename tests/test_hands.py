"""The hands that other tests use: what they see and reach in the real window."""

from __future__ import annotations

import pytest
from desktop import DesktopError, wait_until
from hands import Hands


def test_hands_see_reach_and_change(hands: Hands) -> None:
    """A name is found and clicked where it is, below the fold too; keys reach the same; both are stored."""
    hands.open(at="2026-03-02T18:00:00+01:00")
    assert hands.sees("Monday 2 March")
    hands.click("Plan")
    wait_until(
        lambda: not hands.sees("Wall sit at the end", kind="CheckBox").is_in_sight, "the page to be laid out"
    )
    hands.click("Wall sit at the end", kind="CheckBox")
    hands.sees("Wall sit at the end", kind="CheckBox", checked=False)
    hands.has_stored(finisher=False)
    hands.use("Wall sit at the end")
    hands.sees("Wall sit at the end", kind="CheckBox", checked=True)
    with pytest.raises(DesktopError, match="never comes to 'No such button'"):
        hands.go_to("No such button")
    hands.click("Other plans")
    hands.sees("Six-week knee plan", kind="MenuItem", checked=True)
    hands.press("Escape")
    hands.sees_none("Six-week knee plan", kind="MenuItem")
    hands.close()
    assert hands.stored().finisher
