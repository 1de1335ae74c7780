"""What a question can be beside one of the topics."""

EXERCISE = "exercise"
"""Something to work out."""
HELP = "help"
"""About the bot itself."""
OUTSIDE = "outside"
"""Not what the bot teaches."""

BESIDE = frozenset({EXERCISE, HELP, OUTSIDE})
"""Everything that is no topic."""
