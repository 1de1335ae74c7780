"""For whoever runs the bot: its log, its figures, its limits, its backups."""
