"""How a name stands in a sentence.

Does not know whether a word is somebody's name: "Nordic" alone loses its capital like "Wall".
"""

from __future__ import annotations


def within(name: str) -> str:
    """A name as it stands in the middle of a sentence: "wall sit", but "VMO squats", "T raises", "Side A".

    Only a first letter is ever made small, and only where it is the one capital and begins a word.
    """
    first = name.partition(" ")[0]
    is_plain = name[1:] == name[1:].lower() and (len(first) > 1 or first == "A")
    return name[:1].lower() + name[1:] if is_plain else name
