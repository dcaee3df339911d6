"""A person's changes to their plans, as rows of the data file: one for each plan that has any.

Opens nothing and commits nothing. What the changes do to a plan is core/plan_edit.py's to say.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kneetimer.core.plan_edit import DoseEdit, DosePlace, PlanEdits
from kneetimer.storage.records import rows

_PARTS = ("sets", "amount", "rest_s", "exercise", "variant")


def write(connection: sqlite3.Connection, plan: str, edits: PlanEdits) -> None:
    """Store the changes to one plan in place of those before; none at all leave no row."""
    if edits == PlanEdits():
        connection.execute("DELETE FROM plan_edit WHERE plan = ?", (plan,))
        return
    content = rows.canonical(to_plain(edits))
    connection.execute(
        "INSERT INTO plan_edit VALUES (?, ?, ?) ON CONFLICT (plan)"
        " DO UPDATE SET content = excluded.content, digest = excluded.digest",
        (plan, content, rows.digest_of(plan, content)),
    )


def read(connection: sqlite3.Connection) -> tuple[dict[str, PlanEdits], tuple[str, ...]]:
    """The changes to each plan by its id, and the plans whose changes cannot be read any more."""
    found: dict[str, PlanEdits] = {}
    broken: list[str] = []
    stored = connection.execute("SELECT plan, content, digest FROM plan_edit ORDER BY plan")
    for plan, content, digest in stored:
        try:
            if rows.digest_of(plan, content) != digest:
                raise ValueError("the row is not what was stored")
            found[plan] = from_plain(json.loads(content))
        except rows.UNREADABLE:
            broken.append(plan)
    return found, tuple(broken)


def to_plain(edits: PlanEdits) -> dict[str, object]:
    """The changes as values that JSON can hold."""
    doses = []
    for place, edit in edits.doses.items():
        plain: dict[str, object] = {
            "block": place.kind,
            "first_week": place.first_week,
            "number": place.number,
            "of": edit.of,
        }
        plain |= {part: value for part in _PARTS if (value := getattr(edit, part)) is not None}
        if edit.tempo_ms is not None:
            plain["tempo_ms"] = list(edit.tempo_ms)
        doses.append(plain)
    since = edits.since.isoformat() if edits.since else None
    return {"doses": doses, "ease": edits.ease, "since": since}


def from_plain(plain: Mapping[str, Any]) -> PlanEdits:
    """The changes read back. Raises one of rows.UNREADABLE where they cannot be any."""
    doses = {}
    for item in plain["doses"]:
        place = DosePlace(str(item["block"]), int(item["first_week"]), int(item["number"]))
        tempo = item.get("tempo_ms")
        doses[place] = DoseEdit(
            of=str(item["of"]),
            tempo_ms=None if tempo is None else tuple(tempo),
            **{part: item.get(part) for part in _PARTS},
        )
    since = plain["since"]
    return PlanEdits(doses, bool(plain["ease"]), None if since is None else datetime.fromisoformat(since))
