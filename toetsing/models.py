"""Step 3's nouns come with its own issue."""
