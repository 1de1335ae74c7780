"""A text is asked: worked out, explained, changed, shown."""
