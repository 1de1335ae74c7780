"""A text as tokens: its numbers, and the words that say what they are."""
