"""Each illness of a run, by the rule that finds it."""
