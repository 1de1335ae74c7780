"""What to ask next, grading, scheduling and progress."""
