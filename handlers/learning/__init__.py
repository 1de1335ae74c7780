"""Topics, the course, cards and claims, and all of it to be heard."""
