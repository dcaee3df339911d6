"""What makes the import of a hundred modules quicker; to be called before the window's are imported."""

from __future__ import annotations

import builtins
import gc


def quicken_imports() -> None:
    """Take two brakes off Python's imports.

    PySide reads the source of every module that is imported after it, to look for its `__feature__`
    switch, which is used nowhere here. And Python searches for garbage again and again while modules
    are made that all stay; devices/process/garbage.py takes that over once the application is there.
    """
    gc.disable()
    import PySide6.QtCore  # noqa: F401  what puts its hook in

    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
