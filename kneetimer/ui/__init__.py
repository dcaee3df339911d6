"""The window: PySide6 widgets. Imports core and figure, never storage."""
