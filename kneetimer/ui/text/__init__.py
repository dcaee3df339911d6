"""Dates, times and numbers in words."""
