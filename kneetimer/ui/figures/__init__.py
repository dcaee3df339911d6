"""Figures as widgets."""
