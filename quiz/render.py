"""An item in words: its question, its options, and what is said to an answer."""

from dataclasses import dataclass
from fractions import Fraction

from quiz.grading import Grade
from quiz.item import Item
from quiz.texts import texts
from solver.language import Language
from solver.misconceptions import MISCONCEPTIONS
from solver.quantities import QUANTITIES


@dataclass(frozen=True)
class Feedback:
    """What is said to an answer, as plain text.

    Attributes:
        verdict: whether it is right, or what to do where it did not count.
        mistake: what was mixed up; empty where no mistake is known.
        why: the rule; empty where it needs no saying.
        formula: the rule with the numbers; empty while the question is open.
    """

    verdict: str
    mistake: str = ""
    why: str = ""
    formula: str = ""


def skill_name(skill: str, language: Language) -> str:
    """What learners call a skill."""
    return texts(language).skills[skill].name


def question(item: Item, language: Language) -> str:
    """The question; where the answer is typed, it says how."""
    told = texts(language).skills[item.skill].stories[item.story].format(**numbers(item))
    return f"{told}\n{texts(language).feedback['type']}" if item.typed else told


def options(item: Item, language: Language) -> tuple[str, ...]:
    """The answers to choose from, in the order shown."""
    return tuple(_shown(item, option.value, language) for option in item.options)


def feedback(item: Item, grade: Grade, language: Language) -> Feedback:
    """What to say to an answer."""
    say = texts(language).feedback
    skill = texts(language).skills[item.skill]
    formula = skill.formula.format(**numbers(item))
    if grade.outcome == "right":
        return Feedback(say["right"], formula=formula)
    if grade.outcome == "wrong":
        known = MISCONCEPTIONS.get(grade.misconception or "")
        verdict = say["wrong"].format(answer=_shown(item, item.answer, language))
        return Feedback(verdict, known.sentence.say(language) if known else "", skill.why, formula)
    return Feedback(say[grade.outcome].format(given=_decimal(grade.value or Fraction(0))))


def numbers(item: Item) -> dict[str, str]:
    """Every number that the words of an item may use, by the name of its placeholder."""
    situation, plan = item.situation, item.situation.plan
    full_batches = plan.batches_per_epoch - (not plan.drop_last)
    values: dict[str, int | Fraction] = {
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
        "full_batches": full_batches,
        "iterations": plan.iterations_per_epoch,
        "total_iterations": plan.total_iterations,
        "quotient": Fraction(plan.samples_per_device, plan.batch_size),
        "ratio": Fraction(plan.samples, plan.batches_per_epoch),
        "share": Fraction(plan.batches_per_epoch, plan.grad_accumulation),
        "answer": item.answer,
    }
    return {name: _decimal(Fraction(value)) for name, value in values.items()}


def _shown(item: Item, value: int, language: Language) -> str:
    """An answer as it is shown; times have their unit."""
    asked = item.situation.asked
    unit = QUANTITIES[asked].unit.say(language) if asked.startswith("time") else ""
    return f"{value:,} {unit}".rstrip()


def _decimal(value: Fraction) -> str:
    """A number with thousands separators; longer decimals are cut, and show that they go on."""
    whole, rest = divmod(value, 1)
    if not rest:
        return f"{whole:,}"
    hundredths = int(rest * 100)
    decimals = f"{hundredths:02}" if rest * 100 != hundredths else f"{hundredths:02}".rstrip("0")
    return f"{whole:,}.{decimals}{'…' if rest * 100 != hundredths else ''}"
