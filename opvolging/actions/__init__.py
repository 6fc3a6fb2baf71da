"""Verbs of step 6."""
