"""The data file itself: opening, tables, lock, copies, checks. Knows rows, not what they mean."""
