"""What stands after a session."""
