"""Questions to one person."""
