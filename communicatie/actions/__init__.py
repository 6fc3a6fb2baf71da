"""The verbs of step 4, a module a subject."""
