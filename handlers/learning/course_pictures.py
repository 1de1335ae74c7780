"""The pictures of the course: trained and drawn for the first reader, kept for all others."""

import asyncio
import json
import logging
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from data.words import Language
from handlers.context import House
from handlers.html import Html, say
from solver.language import LANGUAGES
from trainer.comparison import Comparison, as_dict, labels
from trainer.config import RunConfig
from trainer.engines.local import RunFailed
from trainer.experiments import EXPERIMENTS
from trainer.lesson_picture import draw_lesson
from trainer.view import View

_log = logging.getLogger(__name__)

RUNS: Mapping[str, tuple[RunConfig, View]] = {
    "one_run": (RunConfig(), View()),
    "single_updates": (RunConfig(epochs=3), View("iteration")),
}
"""Single trainings that lessons show, and how; all others are experiments."""
_VIEWS: Mapping[str, View] = {key: View(log=True) for key in ("cosine", "noisy_batches")}
"""Experiments that are looked at in another than the usual way."""
_DRAWN = 1
"""Raise it where pictures are drawn in a new way, so that no old one is shown."""


def kept(house: House, key: str, language: Language) -> bytes | None:
    """A picture that was drawn before; None where it was not."""
    path = _path(house, key, language)
    return path.read_bytes() if path.exists() else None


def drawn(house: House, key: str) -> asyncio.Task[None]:
    """The task that draws a picture in every language; one for all who wait for it."""
    if key not in house.drawings:
        task = asyncio.create_task(_draw(house, key))
        house.drawings[key] = task
        task.add_done_callback(lambda _: house.drawings.pop(key, None))
    return house.drawings[key]


async def _draw(house: House, key: str) -> None:
    comparison, view = _shown(key)
    try:
        pictures = await house.engine.call(draw_lesson, comparison, view, LANGUAGES)
    except RunFailed:
        _log.exception("the picture %s of the course could not be drawn", key)
        return
    for language, picture in zip(LANGUAGES, pictures, strict=True):
        path = _path(house, key, language)
        path.parent.mkdir(exist_ok=True)
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(picture)
        unfinished.replace(path)


def seen(key: str, language: Language) -> Html:
    """What is to be seen in a picture, in words."""
    comparison, view = _shown(key)
    if len(comparison.runs) > 1:
        names = " · ".join(labels(comparison, language))
        return say("learn.seen", language, names=names)
    return say(f"learn.seen_{view.axis if view else 'epoch'}", language)


def _shown(key: str) -> tuple[Comparison, View | None]:
    """What is trained for a picture, and how it is looked at."""
    if key in RUNS:
        config, view = RUNS[key]
        return Comparison((config,)), view
    return EXPERIMENTS[key].comparison, _VIEWS.get(key)


def _path(house: House, key: str, language: Language) -> Path:
    """Where a picture is kept: under the name of everything that it is made of."""
    comparison, view = _shown(key)
    made_of = json.dumps([_DRAWN, as_dict(comparison), vars(view) if view else None, language])
    return house.store.home / "pictures" / f"{sha256(made_of.encode()).hexdigest()[:32]}.png"
