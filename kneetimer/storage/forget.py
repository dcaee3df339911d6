"""Forgetting deleted sessions for good: not a byte of them stays in the data file.

A deleted session is only marked as such, so that it can be brought back and other computers learn of it. This
takes out what is marked, and the answers that belong to it. Leaves backups alone: those made before have it.
"""

from __future__ import annotations

import json

from kneetimer.storage.records import wire
from kneetimer.storage.records.history import History

# The rows of an answer belong together: an older one may name the session that the newest does not.
_ANSWERS_OF = """
DELETE FROM entry WHERE (kind, id) IN (
    SELECT kind, id FROM entry WHERE json_extract(content, '$.session') = :session
    UNION SELECT kind, id FROM entry WHERE kind IN (SELECT value FROM json_each(:kinds)) AND id = :session
)
"""


def deleted_sessions(history: History) -> list[str]:
    """The ids of the sessions that are marked as deleted. Raises DataFileError."""
    known = history.sessions(include_rehearsals=True, include_removed=True)
    return [each.id for each in known if each.removed]


def forget(history: History) -> int:
    """Take the deleted sessions out of the data file, and return how many those were.

    Another computer that still has one brings it back with its export, as deleted. Raises NotSavedError, and
    nothing is forgotten then.
    """
    gone = deleted_sessions(history)
    with history.changing() as connection:
        # What is deleted is written over, so that nobody finds it in the unused parts of the file.
        connection.execute("PRAGMA secure_delete = ON")
        kinds = json.dumps(wire.KINDS_OF_SESSION)
        for session in gone:
            connection.execute(_ANSWERS_OF, {"session": session, "kinds": kinds})
            connection.execute("DELETE FROM session WHERE id = ?", (session,))
        connection.execute("DELETE FROM script WHERE digest NOT IN (SELECT script FROM session)")
    return len(gone)
