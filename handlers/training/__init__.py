"""Trainings from a tap to their picture, and comparisons of them."""
