"""A pasted training log becomes a history: formats, bars, tables, and what they add up to."""
