"""Step 4's nouns come with its own issue."""
