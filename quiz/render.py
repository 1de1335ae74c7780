"""What is said to an answer."""

from dataclasses import dataclass
from fractions import Fraction

from quiz.grading import Grade
from quiz.item import Item
from quiz.mistake_names import mistake_sentence
from quiz.shown import decimal
from quiz.texts import texts


@dataclass(frozen=True)
class Feedback:
    """What is said to an answer, in the language of its item; may hold **bold** and `code`.

    Attributes:
        verdict: whether it is right, or what to do where it did not count.
        answer: the right answer, where it was another one; of several, or of an order, one a line.
        mistake: what was mixed up; empty where no mistake is known.
        why: the rule; empty while the question is open.
        steps: the solution with the numbers; empty while the question is open.
    """

    verdict: str
    answer: str = ""
    mistake: str = ""
    why: str = ""
    steps: tuple[str, ...] = ()


def feedback(item: Item, grade: Grade) -> Feedback:
    """What to say to an answer."""
    say = texts(item.language).feedback
    if grade.outcome == "right":
        # Of a count the solution says it all; of an idea it is good to hear why once more.
        return Feedback(say["right"], why="" if item.steps else item.why, steps=item.steps)
    if grade.outcome == "wrong":
        mistake = grade.why or mistake_sentence(grade.mistake, item.language)
        return Feedback(say["wrong"], item.answer, mistake, item.why, item.steps)
    return Feedback(say[grade.outcome].format(given=decimal(grade.value or Fraction(0))))


def how_to_answer(item: Item) -> str:
    """What to do, where it does not go without saying; empty where an option is to be chosen."""
    return "" if item.form == "choose" else texts(item.language).feedback[item.form]
