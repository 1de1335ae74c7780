"""The subcommands that answer in the terminal, a module for each; `bot.py` is the way in."""
