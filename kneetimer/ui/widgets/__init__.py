"""Small widgets, one a file: they know values, not the store."""
