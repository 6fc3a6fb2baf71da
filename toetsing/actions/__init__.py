"""The verbs of step 3; each file registers the sentences that history tells of it."""
