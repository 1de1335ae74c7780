"""What an update does to a weight: steps, momentum, decay, clipping, and the chain rule."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import prod
from random import Random

from quiz.drawing import Drawing, with_slips
from quiz.skills.skill import Draw
from quiz.skills.written import in_formula, signed, tidy
from solver.formulas import descent
from solver.misconceptions.updates import UPDATES
from solver.reading.formulas.question import FormulaQuestion, Read

_UNEVEN, _LONG = 3, 4
"""Levels from which numbers are less friendly, and chains are longer."""
_PARTS = {1: 1, 2: 2, 3: 2, 4: 10, 5: 10}
_RATES = {
    1: ("0.1",),
    2: ("0.1", "0.2"),
    3: ("0.05", "0.1"),
    4: ("0.01", "0.05"),
    5: ("0.01", "0.02"),
}
_MOMENTA = {1: ("0.5",), 2: ("0.5", "0.9"), 3: ("0.9",), 4: ("0.9", "0.8"), 5: ("0.9", "0.8")}
_DECAYS = {1: ("0.1",), 2: ("0.1", "0.2"), 3: ("0.1", "0.02"), 4: ("0.1", "0.2"), 5: ("0.1", "0.2")}
_TRIPLES = {
    1: ((3, 4, 5),),
    2: ((3, 4, 5), (4, 3, 5)),
    3: ((3, 4, 5), (4, 3, 5), (6, 8, 10), (8, 6, 10)),
    4: ((9, 12, 15), (12, 9, 15), (12, 16, 20), (5, 12, 13), (15, 8, 17)),
    5: ((7, 24, 25), (24, 7, 25), (20, 21, 29), (12, 35, 37), (21, 28, 35)),
}


def _sgd_step(random: Random, level: int) -> Drawing:
    numbers = _weight(random, level)
    return _told(numbers, _stepped(numbers), "sgd_step")


def _momentum_step(random: Random, level: int) -> Drawing:
    numbers = _weight(random, level)
    momentum = Fraction(random.choice(_MOMENTA[level]))
    before = Fraction(random.randint(1, 9 if level < _UNEVEN else 20), 1 + (level > 1))
    velocity = momentum * before + numbers["gradient"]
    numbers |= {"momentum": momentum, "velocity": before, "new_velocity": velocity}
    numbers["weight"] += 2
    drawing = _told(numbers, _stepped(numbers, momentum=momentum, velocity=before), "momentum_step")
    names = {**drawing.names, "new_velocity": signed(velocity), "v": in_formula(velocity)}
    return replace(drawing, names=names)


def _weight_decay_step(random: Random, level: int) -> Drawing:
    numbers = _weight(random, level)
    decay = Fraction(random.choice(_DECAYS[level]))
    # Of SGD, the decay is a gradient more, in proportion to the weight.
    total = numbers["gradient"] + decay * numbers["weight"]
    answer = _stepped({**numbers, "gradient": total})
    drawing = _told({**numbers, "decay": decay}, answer, "weight_decay_step")
    names = {**drawing.names, "total": signed(total), "t": in_formula(total)}
    return replace(drawing, names=names)


def _weight(random: Random, level: int) -> dict[str, Fraction]:
    """A weight that stays above zero, its gradient, and a learning rate."""
    parts = _PARTS[level]
    size = Fraction(random.randint(1, 4 * parts), parts)
    below_zero = level > 1 and random.random() < 1 / 2
    weight = Fraction(random.randint(5, 30), 5 if level < _UNEVEN else 10)
    rate = Fraction(random.choice(_RATES[level]))
    gradient = -size if below_zero else size
    return {"weight": weight, "gradient": gradient, "rate": rate}


def _stepped(numbers: Mapping[str, Fraction], **more: Fraction) -> Fraction:
    """The weight after a step, as the solver takes it."""
    told = {
        "weight": numbers["weight"],
        "gradient": numbers["gradient"],
        "learning_rate": numbers["rate"],
        **more,
    }
    read = tuple(Read(name, "", (value,), "") for name, value in told.items())
    return Fraction(descent.work(FormulaQuestion("descent", (), read))[0].value or 0)


def _told(numbers: dict[str, Fraction], answer: Fraction, skill: str) -> Drawing:
    gradient = numbers["gradient"]
    names = {"gradient": signed(gradient), "g": in_formula(gradient)}
    return tidy(replace(with_slips(numbers, answer, UPDATES[skill]), names=names))


def _clipped_gradient(random: Random, level: int) -> Drawing:
    first, second, norm = random.choice(_TRIPLES[level])
    times = random.choice((2, 3, 4, 10) if level < _UNEVEN else (1, 2, 3))
    first, second, norm = times * first, times * second, times * norm
    shares = (Fraction(1, 2), Fraction(1, 5), Fraction(1, 10), Fraction(2, 5))
    limits = [norm * share for share in shares if level >= _UNEVEN or not (norm * share) % 1]
    limit = random.choice(limits)
    numbers: dict[str, int | Fraction] = {
        "first": first,
        "second": second,
        "norm": norm,
        "limit": limit,
        "scale": limit / norm,
    }
    return tidy(with_slips(numbers, first * limit / norm, UPDATES["clipped_gradient"]))


def _chain_rule(random: Random, level: int) -> Drawing:
    letters = "Lyx" if level < _LONG else "Lzyx"
    several = len(letters) - 1
    parts = _PARTS[level]
    drawn = random.sample([n for n in range(2, 8 * parts) if n != parts], several)
    factors = [Fraction(n, parts) for n in drawn]
    numbers = {"first": factors[0], "last": factors[-1], "sum": sum(factors, Fraction())}
    numbers["difference"] = abs(factors[0] - factors[-1])
    numbers["without_last"] = prod(factors[:-1], start=Fraction(1))
    numbers["quotient"] = factors[0] / factors[-1]
    names = {
        "gradients": ", ".join(
            f"d{above}/d{below} = {signed(factor)}"
            for above, below, factor in zip(letters, letters[1:], factors, strict=False)
        ),
        "product": " × ".join(signed(factor) for factor in factors),
    }
    answer = prod(factors, start=Fraction(1))
    return tidy(replace(with_slips(numbers, answer, UPDATES["chain_rule"]), names=names))


DRAWS: dict[str, Draw] = {
    "sgd_step": _sgd_step,
    "momentum_step": _momentum_step,
    "weight_decay_step": _weight_decay_step,
    "clipped_gradient": _clipped_gradient,
    "chain_rule": _chain_rule,
}
