"""The verbs of step 5, a module a subject."""
