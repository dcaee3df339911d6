"""One module a page of the window."""
