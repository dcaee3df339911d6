"""The system's own timers, which remind while the program is closed."""
