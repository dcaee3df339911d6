"""The Today page: the coming session, the week, the knee."""
