"""Random updates, and a server that takes every answer to them."""
