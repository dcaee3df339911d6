"""KneeTimer: a desktop coach for a six-week knee-strengthening plan."""

__version__ = "0.1.0"
