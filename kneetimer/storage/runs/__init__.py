"""Runs from the files of watches and apps. Stores nothing: that is the history's to do."""
