"""The screen of a running session."""
