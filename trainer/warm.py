"""Importing this readies a fork server: what its workers need is loaded, and has been used once.

The fork server imports it before the first worker; nobody else does.
"""

import gc
from importlib import import_module
from multiprocessing import spawn

_LOADED = (
    "torch",
    "sklearn.datasets",
    "sklearn.model_selection",
    "matplotlib.backends.backend_agg",
    "matplotlib.figure",
    "trainer.comparison_picture",
)


def _ready() -> None:
    """Train a little, and draw it: what the first recording and the first picture load, stays."""
    from trainer.charts import draw
    from trainer.config import RunConfig
    from trainer.loop import run

    small = RunConfig("moons", epochs=5)
    draw(run(small, report=lambda _: None, stop=lambda: None), small, "en")


def _leave_main_alone(_: str) -> None:
    """Nothing that a worker calls is in the main module, which it would import for 0.4 seconds."""


# There is so much to load that looking for garbage meanwhile takes half a second; and a worker that
# looked for it later would touch, and so copy, all the memory that it shares with the server.
gc.disable()
for _name in _LOADED:
    import_module(_name)
_ready()
gc.freeze()
gc.enable()

spawn._fixup_main_from_path = spawn._fixup_main_from_name = _leave_main_alone  # type: ignore[attr-defined]  # noqa: SLF001
