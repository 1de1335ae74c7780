"""How a command fails: with a sentence, and the exit status that says why."""

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130


class BadInputError(Exception):
    """Something that was given cannot be used; the message is a sentence that says why."""
