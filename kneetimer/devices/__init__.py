"""Thin adapters to the machine outside: sound, clock."""
