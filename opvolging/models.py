"""Step 6's nouns come with its own issue."""
