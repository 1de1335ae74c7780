"""Importing this trains a little: what the first recording of a step loads, workers then have.

The fork server imports it before the first worker; nobody else does.
"""

from trainer.config import RunConfig
from trainer.loop import run

run(RunConfig("moons", epochs=5), report=lambda _: None, stop=lambda: None)
