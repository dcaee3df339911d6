"""The Learn page: short answers, each where to read it and where to do it."""
