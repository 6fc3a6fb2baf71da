"""The verbs of step 2; each file registers the sentences that history tells of it."""
