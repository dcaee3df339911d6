"""Names of keys as they are shown, with and without those of one letter, digit or sign. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

Rows = tuple[tuple[tuple[str, ...], str], ...]
NOT_NAMES = ("−", "0 to 10")  # as they stand in the lists of keys


def shown_key(key: str, *, letter_keys: bool) -> str:
    """The key as it is shown; nothing where it types a letter, a digit or a sign and those are not in use."""
    types = (len(key) == 1 and key.isascii()) or key in NOT_NAMES
    return "" if types and not letter_keys else key


def shown_keys(table: Sequence[tuple[tuple[str, ...], str]], *, letter_keys: bool) -> Rows:
    """The rows of a list of keys that have a key left, with those."""
    rows = []
    for keys, does in table:
        shown = tuple(key for key in keys if shown_key(key, letter_keys=letter_keys))
        if shown:
            rows.append((shown, does))
    return tuple(rows)
