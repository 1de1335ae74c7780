"""Questions for a small formula: which one, and the numbers that it needs."""
