"""One step of gradient descent, with or without momentum."""

from fractions import Fraction

from solver.formulas.worked import Exact, Note, Worked, exact, fill, written
from solver.reading.formulas.question import FormulaQuestion

_NEEDED = ("weight", "gradient", "learning_rate")


def work(question: FormulaQuestion) -> tuple[Worked, ...]:
    """The new value of every weight."""
    with_momentum = bool(question.values("momentum") or question.values("velocity"))
    formula = "w - lr * v" if with_momentum else "w - lr * g"
    missing = tuple(name for name in _NEEDED if not question.values(name))
    if with_momentum and not question.values("momentum"):
        missing = (*missing, "momentum")
    if missing:
        return (Worked("updated_weight", None, formula, missing=missing),)
    weights, gradients = question.values("weight"), question.values("gradient")
    velocities = question.values("velocity") or (0,) * len(weights)
    if not len(weights) == len(gradients) == len(velocities):
        return (Worked("updated_weight", None, formula, fault=Note("lengths")),)
    step = _momentum_step if with_momentum else _step
    columns = zip(weights, gradients, velocities, strict=True)
    return tuple(step(question, w, g, v) for w, g, v in columns)


def _step(question: FormulaQuestion, weight: Exact, gradient: Exact, _: Exact) -> Worked:
    rate = question.values("learning_rate")[0]
    filled = fill("w - lr * g", {"w": weight, "lr": rate, "g": gradient})
    value = exact(Fraction(weight) - rate * gradient)
    return Worked("updated_weight", value, "w - lr * g", filled, f"w = {written(weight)}")


def _momentum_step(question: FormulaQuestion, w: Exact, gradient: Exact, before: Exact) -> Worked:
    """As in PyTorch: the velocity grows by the whole gradient."""
    rate, momentum = question.values("learning_rate")[0], question.values("momentum")[0]
    velocity = exact(Fraction(momentum) * before + gradient)
    letters = {"m": momentum, "v": before, "g": gradient}
    part = Worked("velocity", velocity, "m * v + g", fill("m * v + g", letters))
    filled = fill("w - lr * v", {"w": w, "lr": rate, "v": velocity})
    first = () if question.values("velocity") else (Note("no_velocity"),)
    value = exact(Fraction(w) - rate * velocity)
    of = f"w = {written(w)}"
    return Worked(
        "updated_weight",
        value,
        "w - lr * v",
        filled,
        of,
        (part,),
        assumed=(Note("momentum_form"), *first),
    )
