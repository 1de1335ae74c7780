"""What each number of a text states."""
