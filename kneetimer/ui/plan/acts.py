"""What can be done with a whole plan, as the menu of the Plan page names it. No Qt."""

from __future__ import annotations

import enum


class PlanAct(enum.StrEnum):
    DAYS = "days"
    CALENDAR = "calendar"
    BUILD = "build"
    COPY = "copy"
    EXPORT = "export"
    IMPORT = "import"
    PRINT = "print"
    SHOW_QR = "show-qr"
    COPY_TEXT = "copy-text"
    PASTE = "paste-text"
    RESTART = "restart"
    RENAME = "rename"
    DELETE = "delete"
