"""The picture of a screen of the course: one training, or some side by side, trained for it."""

from collections.abc import Sequence

from solver.language import Language
from trainer.comparison import Comparison, labels
from trainer.view import View

_BUDGET = 60.0
"""Seconds; the trainings of lessons take a few."""


class TookTooLongError(Exception):
    """The trainings did not come to their end, so that their picture would not show it."""


def draw_lesson(
    comparison: Comparison, view: View | None, languages: Sequence[Language]
) -> tuple[bytes, ...]:
    """Train, and draw what came of it in every language, as PNG.

    Args:
        comparison: one training or several.
        view: how to look at them; None for the usual way.
        languages: of the pictures, in their order.

    Raises:
        TookTooLongError: the trainings did not come to their end in time.
    """
    from trainer.charts import draw
    from trainer.compare_worker import run_all
    from trainer.comparison_picture import draw_comparison

    histories = run_all(comparison, lambda _: None, _BUDGET)
    if any(history.stopped_by == "time" for history in histories):
        raise TookTooLongError
    if len(comparison.runs) == 1:
        (history,), (config,) = histories, comparison.runs
        return tuple(draw(history, config, language, view or View()) for language in languages)
    return tuple(
        draw_comparison(histories, comparison, labels(comparison, language), language, view)
        for language in languages
    )
