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
from kneetimer.storage.records import rows, wire

_MOMENT: Any = datetime | None


def write(connection: sqlite3.Connection, plan: str, edits: PlanEdits) -> None:
    """Store the changes to one plan in place of those before; none at all leave no row."""
    if edits == PlanEdits():
        connection.execute("DELETE FROM plan_edit WHERE plan = ?", (plan,))
        return
    content = wire.canonical(to_wire(edits))
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
            found[plan] = from_wire(json.loads(content))
        except rows.UNREADABLE:
            broken.append(plan)
    return found, tuple(broken)


def to_wire(edits: PlanEdits) -> dict[str, Any]:
    """The changes as values that JSON can hold."""
    doses = []
    for place, edit in edits.doses.items():
        parts = {part: value for part, value in wire.to_wire(edit).items() if value is not None}
        doses.append({"block": place.kind, "first_week": place.first_week, "number": place.number, **parts})
    return {"doses": doses, "ease": edits.ease, "since": edits.since.isoformat() if edits.since else None}


def from_wire(fields: Mapping[str, Any]) -> PlanEdits:
    """The changes read back. Raises one of rows.UNREADABLE where they cannot be any."""
    doses = {}
    for item in fields["doses"]:
        place = {"kind": item["block"], "first_week": item["first_week"], "number": item["number"]}
        doses[wire.from_wire(place, DosePlace)] = wire.from_wire(item, DoseEdit)
    since = wire.from_wire(fields["since"], _MOMENT)
    return PlanEdits(doses, wire.from_wire(fields["ease"], bool), since)
