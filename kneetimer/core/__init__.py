"""What is true: plain values and functions. Standard library only: no Qt, no files, no clock."""
