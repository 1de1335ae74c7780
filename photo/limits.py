"""How much is read, so that no file takes more than a moment of the machine."""

BYTES = 10 << 20
"""Of a file; Telegram's own photos are far smaller."""
PIXELS = 50_000_000
"""That a picture may claim to have, before any is decoded: as many as a good phone's."""
SIDE = 2000
"""Pixels of the longer side of what is looked at; larger pictures are made smaller first."""
PAGES = 1000
LINES = 80
"""Found in one picture or page; an exercise has fewer."""
CHARACTERS = 8000
"""Taken from the text of a PDF's page."""
SECONDS = 20.0
"""For one picture, after which the process that reads is killed."""
MEMORY = 1536 << 20
"""Bytes that this process may have; it needs about half."""
IDLE = 180.0
"""Seconds without a picture after which that process leaves."""
