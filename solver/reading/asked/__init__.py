"""What a text asks for, and how."""
