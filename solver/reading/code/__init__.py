"""What code, commands and configurations set; nothing is ever executed."""
