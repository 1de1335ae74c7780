"""A reply in letters: whether a formula in words is right, and what each letter stands for."""

from solver import notation
from solver.explain.terms import names
from solver.language import Language, Phrase
from solver.problem import Problem
from solver.quantities import QUANTITIES
from solver.relation import QUANTITY_OF, SYMBOLS
from solver.results import Clarification

_RIGHT = Phrase(
    "Yes: where every batch is full, that formula is right.",
    "对：只要每一批都是满的，这个公式就成立。",
)
_WRONG = Phrase("No, that formula is not right.", "不对，这个公式不成立。")
_MISSING = Phrase("To work that out I also need: {names}.", "要算出来还需要知道：{names}。")
_WITH_NUMBERS = Phrase(
    "Send me a number for each letter, and I work it out.", "把字母换成数字发给我，就能算出结果。"
)
_LETTER = Phrase("{symbol}: {title}", "{symbol}：{title}")


def formula_verdict(problem: Problem, language: Language) -> tuple[str, ...]:
    """Whether the formula that somebody asks about is right; empty where there is none."""
    if problem.formula is None or not problem.checks:
        return ()
    return ((_RIGHT if problem.formula.right else _WRONG).say(language),)


def missing_lines(result: Clarification, language: Language) -> tuple[str, ...]:
    """What has to be said still; where only letters are to be replaced, what these stand for."""
    if not set(result.missing) <= set(result.problem.letters):
        return (_MISSING.say(language, names=names(result.missing, language)),)
    used = [
        QUANTITY_OF[symbol]
        for answer in result.answers
        if answer.formula is not None
        for symbol in answer.formula.free_symbols
    ]
    there = [name for name in QUANTITIES if name in used and name in result.missing]
    legend = [
        _LETTER.say(
            language,
            symbol=notation.letters(SYMBOLS[name]),
            title=QUANTITIES[name].title.say(language),
        )
        for name in there
    ]
    return (Phrase(", ", "，").say(language).join(legend), _WITH_NUMBERS.say(language))
