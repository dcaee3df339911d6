"""The questions about the knee, wherever they are asked."""
