"""The second program that finds out whether Qt comes up on this display; display.py asks it.

Where Qt does not, it aborts, and that must not happen to the program itself. Opens no window.
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication


def main() -> int:
    """Return 0 where Qt came up."""
    application = QApplication(sys.argv[:1])
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
