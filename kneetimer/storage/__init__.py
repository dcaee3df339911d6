"""SQLite and files. Imports the core; knows nothing of windows."""
