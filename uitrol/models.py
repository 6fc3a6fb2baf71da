"""Step 5's nouns come with its own issue."""
