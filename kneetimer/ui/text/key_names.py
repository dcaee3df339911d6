"""Names of keys as they are shown, with and without those of one letter, digit or sign. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from kneetimer.core.language import Sentence, mark, markc

Rows = tuple[tuple[tuple[str, ...], str], ...]
NOT_NAMES = ("−", "0 to 10")  # as they stand in the lists of keys
NAMES = {
    "0 to 10": mark("0 to 10"),
    "Alt": markc("a key", "Alt"),
    "Ctrl": markc("a key", "Ctrl"),
    "Enter": markc("a key", "Enter"),
    "Esc": markc("a key", "Esc"),
    "PageDown": markc("a key", "PageDown"),
    "PageUp": markc("a key", "PageUp"),
    "Space": markc("a key", "Space"),
}


def shown_key(key: str, *, letter_keys: bool) -> str:
    """The key by its name in the person's language, such as "Space", "→", "Ctrl+Z".

    Nothing where it types a letter, a digit or a sign and those are not in use.
    """
    types = (len(key) == 1 and key.isascii()) or key in NOT_NAMES
    if types and not letter_keys:
        return ""
    return "+".join(str(NAMES.get(each, each)) for each in key.split("+"))


def shown_keys(table: Sequence[tuple[tuple[str, ...], str | Sentence]], *, letter_keys: bool) -> Rows:
    """The rows of a list of keys that have a key left, with those, as they are said."""
    rows = []
    for keys, does in table:
        shown = (shown_key(key, letter_keys=letter_keys) for key in keys)
        if named := tuple(filter(None, shown)):
            rows.append((named, str(does)))
    return tuple(rows)
