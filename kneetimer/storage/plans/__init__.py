"""Exercises and plans as files. Knows nothing of the data file."""
