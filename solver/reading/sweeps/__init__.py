"""Several values for one quantity."""
