"""Step 2's nouns come with its own issue."""
