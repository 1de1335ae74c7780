"""Numbers that do not fit together, and values that cannot be, as lines."""

from solver import amounts
from solver.explain.steps import moves
from solver.explain.terms import quoted, title
from solver.language import Language, Phrase
from solver.problem import Fault
from solver.quantities import QUANTITIES
from solver.steps import Conflict

DO_NOT_FIT = Phrase("These numbers do not fit together.", "这些数字彼此对不上。")
_STATED = Phrase(
    "Stated: {title} = {stated}. From the rest follows: {follows}.",
    "题目给出：{title} = {stated}。由其余条件推出：{follows}。",
)
_NOTHING_FITS = Phrase(
    "No whole number fits: {moves}.",
    "没有整数能满足：{moves}。",
)
_IMPOSSIBLE = Phrase(
    "{title}: with these numbers there is none that could be.",
    "{title}：这些数字下不存在可能的值。",
)
_FAULTS: dict[str, Phrase] = {
    "too_small": Phrase(
        "“{text}” cannot be: {title} is at least {bound}. What is the right value?",
        "“{text}”不成立：{title}至少是 {bound}。正确的数是多少？",
    ),
    "too_large": Phrase(
        "“{text}” is more than I count: {title} may be up to {bound}. Try a smaller value.",
        "“{text}”超出了我的计算范围：{title}最多 {bound}。请换小一点的数。",
    ),
    "not_whole": Phrase(
        "“{text}” is not a whole number: {title} is counted in whole ones. "
        "Ask again with {low} or {high}.",
        "“{text}”不是整数：{title}只能是整数。请用 {low} 或 {high} 再问一次。",
    ),
}


def conflict_line(conflict: Conflict, language: Language) -> str:
    """What was stated, and what follows for it from the rest."""
    if conflict.follows.empty and conflict.steps[-1].moves:
        return _NOTHING_FITS.say(language, moves=moves(conflict.steps[-1], language))
    if conflict.follows.empty:
        return _IMPOSSIBLE.say(language, title=title(conflict.quantity, language))
    return _STATED.say(
        language,
        title=title(conflict.quantity, language),
        stated=amounts.bare(conflict.quantity, conflict.stated, language),
        follows=amounts.bare(conflict.quantity, conflict.follows, language),
    )


def fault_line(fault: Fault, language: Language) -> str:
    """One sentence: what was given, what it should be, what to do."""
    value = fault.known.value
    return _FAULTS[fault.kind].say(
        language,
        text=quoted(fault.known.text),
        title=QUANTITIES[fault.known.quantity].title.say(language),
        bound=amounts.number(fault.bound),
        low=max(1, int(value)),
        high=max(1, int(value)) + 1,
    )
