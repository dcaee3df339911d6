"""Data files, importable as kneetimer.resources."""
