"""The process itself: clock, threads, garbage, signals to end."""
