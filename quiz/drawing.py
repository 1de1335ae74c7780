"""What a seed draws for a question with numbers, free of language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from solver.misconceptions import Slip, mistakes
from solver.situation import Situation

Number = int | Fraction


@dataclass(frozen=True)
class Drawing:
    """The numbers of a question.

    Attributes:
        numbers: what its words may use, by the name of the placeholder.
        answer: the right answer.
        wrong: wrong answers, the commonest mistake first, each with the mistake's name.
        names: words that are the same in every language, such as that of a framework.
        story: the only story that fits, from 0; None where each does.
    """

    numbers: Mapping[str, Number]
    answer: Fraction
    wrong: Mapping[Fraction, str]
    names: Mapping[str, str] = field(default_factory=dict)
    story: int | None = None


def of_run(situation: Situation) -> Drawing:
    """A question about a run that the solver's model counts."""
    wrong = {Fraction(value): one.name for value, one in mistakes(situation).items()}
    return Drawing(_of_run(situation), Fraction(situation.right), wrong)


def with_slips(numbers: Mapping[str, Number], answer: Number, slips: Sequence[Slip]) -> Drawing:
    """A question whose wrong answers are those to which the slips lead with these numbers."""
    known = {name: Fraction(value) for name, value in numbers.items()}
    wrong: dict[Fraction, str] = {}
    for slip in slips:
        value = slip.leads_to(known)
        if value is not None and value > 0 and value != answer:
            wrong.setdefault(value, slip.name)
    return Drawing(numbers, Fraction(answer), wrong)


def _of_run(situation: Situation) -> dict[str, Number]:
    plan = situation.plan
    return {
        "samples": plan.samples,
        "batch_size": plan.batch_size,
        "epochs": plan.epochs,
        "test_size": situation.test_size,
        "dataset_size": plan.samples + situation.test_size,
        "grad_accumulation": plan.grad_accumulation,
        "devices": plan.devices,
        "time_per_iteration": situation.time_per_iteration,
        "samples_per_device": plan.samples_per_device,
        "batches": plan.batches_per_epoch,
        "full_batches": plan.batches_per_epoch - (not plan.drop_last),
        "iterations": plan.iterations_per_epoch,
        "total_iterations": plan.total_iterations,
        "quotient": Fraction(plan.samples_per_device, plan.batch_size),
        "ratio": Fraction(plan.samples, plan.batches_per_epoch),
        "share": Fraction(plan.batches_per_epoch, plan.grad_accumulation),
    }
