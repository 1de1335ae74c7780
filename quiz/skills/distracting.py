"""Numbers that are told although they play no part: the last levels have to see past them."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from quiz.drawing import Drawing
from quiz.skills.draws import harder, told

BATCH_SIZES = (16, 32, 64, 128, 256)
EPOCHS = (12, 15, 20, 30, 40, 60, 90)


def distracted(random: Random, level: int, drawing: Drawing, **more: Sequence[int]) -> Drawing:
    """The question, at the last levels told by a story that has a number more.

    Args:
        random: where the number and the story come from.
        level: how hard it is.
        drawing: the question.
        more: values that the number may have, by its placeholder.
    """
    hard = harder(random, level)
    numbers = {name: random.choice(values) for name, values in more.items()}
    return told(random, replace(drawing, numbers={**drawing.numbers, **numbers}), harder=hard)
