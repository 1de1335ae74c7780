"""Sums and formulas that people write in a text."""
