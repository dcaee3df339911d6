"""What is asked and said at the first start."""
