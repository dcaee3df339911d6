"""Things one after the other, as a sentence says them."""

from __future__ import annotations

from collections.abc import Sequence

from kneetimer.core.language import tr, trc


def comma_list(parts: Sequence[str]) -> str:
    """ "a, b, c"; what stands between them is the language's."""
    return trc("between the parts of a list", ", ").join(parts)


def and_list(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return tr("{some} and {last}", some=comma_list(parts[:-1]), last=parts[-1])
