"""The first minute, help, settings, and what is kept of a person."""
