"""What is said of numbers that cannot be taken as they were typed."""

from __future__ import annotations


def not_a_number(typed: str, least: float, most: float, unit: str) -> str:
    return f"“{typed[:20]}” is not a number. {not_possible(least, most, unit)}"


def not_possible(least: float, most: float, unit: str) -> str:
    """The range of a number, with its unit."""
    after = unit if unit == "×" else f" {unit}" if unit else ""
    return f"It can be from {least:g} to {most:g}{after}."
