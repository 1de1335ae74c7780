"""What was found, in words of either language; nothing is imported here."""
