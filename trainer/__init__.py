"""Real trainings, small enough for a phone: a configuration in, a history and a chart out."""
