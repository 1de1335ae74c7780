"""Results become words, in either language: the answer, the steps, what was read and assumed."""

from collections.abc import Iterable
from dataclasses import dataclass

from solver import notation
from solver.derive import Conflict
from solver.explain_steps import moves, step_line
from solver.language import Language, Phrase
from solver.problem import Fault, Known, Problem
from solver.quantities import QUANTITIES
from solver.results import Answer, Clarification, Contradiction, Result, Solution
from solver.spans import Span

_ANSWER = Phrase("{title}: {value}", "{title}：{value}")
_AFTER_EPOCHS = Phrase(
    "{title} after {given} epochs: {value}", "训练 {given} 个 epoch 后，{title}：{value}"
)
_BETWEEN = Phrase(
    "{title} from {low} to {high} epochs: {value} percentage points",
    "从 {low} 到 {high} 个 epoch，{title}：{value} 个百分点",
)
_GIVEN = Phrase("{title} with {given}: {value}", "{given}时，{title}：{value}")
_GIVEN_ONE = Phrase("{title} {value}", "{title}为 {value}")
_RANGE = Phrase(
    "{title}: any whole number from {low} to {high}", "{title}：{low} 到 {high} 之间的任一整数"
)
_WHOLE_EPOCHS = Phrase(
    "{title}: {value}, that is {whole} whole epochs and {rest} iterations of the next",
    "{title}：{value}，即 {whole} 个完整 epoch，再加下一个 epoch 的 {rest} 次迭代",
)
_RIGHT = Phrase("Yes, that is right.", "对，没有错。")
_WRONG = Phrase("No: {claims}.", "不对：{claims}。")
_NOT_BUT = Phrase("not {claimed} but {value} {unit}", "不是 {claimed}，而是 {value} {unit}")
_ALSO = Phrase("Also: {stated} are {value}", "另外：{stated}相当于 {value}")
_READ = Phrase("{title} {symbol} = {value} (“{text}”)", "{title} {symbol} = {value}（“{text}”）")
_READ_DATA = Phrase(
    "{title} {symbol} = {value} (as in {text})", "{title} {symbol} = {value}（{text} 的标准划分）"
)
_READ_BEFORE = Phrase(
    "{title} {symbol} = {value} (from before)", "{title} {symbol} = {value}（沿用上一题）"
)
_ALL_TRAIN = Phrase(
    "Assumed: all {value} samples are used for training.", "假设：全部 {value} 个样本都用于训练。"
)
_KEPT = Phrase(
    "Assumed: an incomplete last batch is kept, as is usual. If it is dropped: {answers}.",
    "假设：保留不完整的最后一批（通常的做法）。若丢弃：{answers}。",
)
_DROPPED = Phrase(
    "The incomplete last batch is dropped: only so do these numbers fit.",
    "不完整的最后一批被丢弃：只有这样这些数字才对得上。",
)
_MISSING = Phrase("To work that out I also need: {names}.", "要算出来还需要知道：{names}。")
_IN_LETTERS = Phrase("{title} = {formula}", "{title} = {formula}")
_DO_NOT_FIT = Phrase("These numbers do not fit together.", "这些数字彼此对不上。")
_STATED = Phrase(
    "Stated: {title} = {stated}. From the rest follows: {follows}.",
    "题目给出：{title} = {stated}。由其余条件推出：{follows}。",
)
_NOTHING_FITS = Phrase(
    "No whole number fits: {moves}.",
    "没有整数能满足：{moves}。",
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

_IMPLYING = {"total_iterations", "total_batches", "samples_seen"}
_LONGEST_QUOTE = 40
_CIRCLED_ONE = ord("①")


@dataclass(frozen=True)
class Explanation:
    """A reply in lines of plain text.

    Attributes:
        answer: what was asked, first.
        steps: how it follows.
        read: what was taken from the question.
        assumed: what was not said and was assumed.
    """

    answer: tuple[str, ...]
    steps: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


def explain(result: Result, language: Language | None = None) -> Explanation:
    """The result in words, in the language of the question unless another is wanted."""
    language = language or result.language
    if isinstance(result, Solution):
        return _solution(result, language)
    if isinstance(result, Clarification):
        return _clarification(result, language)
    return _contradiction(result, language)


def step_lines(answer: Answer, language: Language) -> tuple[str, ...]:
    """The steps to one answer, a line each."""
    return tuple(step_line(step, language) for step in answer.steps if not step.relation.trivial)


def names(quantities: Iterable[str], language: Language) -> str:
    """The names of quantities as a list in running text."""
    return (
        Phrase(", ", "、")
        .say(language)
        .join(QUANTITIES[name].title.say(language) for name in quantities)
    )


def _solution(solution: Solution, language: Language) -> Explanation:
    everything = (*solution.answers, *solution.derived)
    answers = _numbered([_answer(answer, language) for answer in solution.answers])
    also = [_also(solution.problem, answer, language) for answer in solution.derived]
    return Explanation(
        (*_verdict(solution, language), *answers, *also),
        _steps(everything, language),
        _read(solution.problem, language),
        _assumed(solution, language),
    )


def _verdict(solution: Solution, language: Language) -> tuple[str, ...]:
    """Yes or no, where the question was whether something is right."""
    if solution.verdict is None:
        return ()
    if solution.verdict:
        return (_RIGHT.say(language),)
    wrong = [
        _NOT_BUT.say(
            language,
            claimed=_bare_value(claim, language),
            value=notation.bare(claim.quantity, span, language),
            unit=QUANTITIES[claim.quantity].title.say(language),
        )
        for claim, span in solution.refuted
    ]
    return (_WRONG.say(language, claims=Phrase("; ", "；").say(language).join(wrong)),)


def _numbered(lines: list[str]) -> list[str]:
    """Several answers carry ① ② ③, so that each finds its question."""
    if len(lines) == 1:
        return lines
    return [f"{chr(_CIRCLED_ONE + i)} {line}" for i, line in enumerate(lines)]


def _clarification(result: Clarification, language: Language) -> Explanation:
    lines = [_MISSING.say(language, names=names(result.missing, language))]
    lines += [
        _answer(answer, language) if answer.span else _waiting(result.problem, answer, language)
        for answer in result.answers
        if answer.span or answer.formula is not None
    ]
    return Explanation(
        tuple(lines), _steps(result.answers, language), _read(result.problem, language)
    )


def _contradiction(result: Contradiction, language: Language) -> Explanation:
    if result.faults:
        return Explanation(tuple(_fault(fault, language) for fault in result.faults))
    lines = [_DO_NOT_FIT.say(language)]
    lines += [_conflict(conflict, language) for conflict in result.conflicts]
    steps = tuple(
        step_line(step, language)
        for conflict in result.conflicts
        for step in conflict.steps
        if not (step.relation.trivial or step.result.empty)
    )
    return Explanation(tuple(lines), steps, _read(result.problem, language))


def _answer(answer: Answer, language: Language) -> str:
    title, of = _title(answer.quantity, language), answer.span or Span.of(0)
    if of.value is None and of.high is not None and QUANTITIES[answer.quantity].whole:
        low, high = notation.number(of.low), notation.number(of.high)
        return _RANGE.say(language, title=title, low=low, high=high)
    value = notation.bare(answer.quantity, of, language)
    if answer.quantity == "epochs" and (rest := _unfinished(answer)):
        whole, iterations = rest
        return _WHOLE_EPOCHS.say(language, title=title, value=value, whole=whole, rest=iterations)
    if answer.given:
        return _under(answer.given, title, value, language)
    return _ANSWER.say(language, title=title, value=value)


def _under(given: tuple[Known, ...], title: str, value: str, language: Language) -> str:
    """An answer that holds under a condition of its own question."""
    values = {known.quantity: notation.number(known.value) for known in given}
    if values.keys() == {"epochs"}:
        return _AFTER_EPOCHS.say(language, title=title, given=values["epochs"], value=value)
    if "epochs_before" in values:
        low, high = values["epochs_before"], values["epochs_after"]
        return _BETWEEN.say(language, title=title, low=low, high=high, value=value)
    conditions = [
        _GIVEN_ONE.say(
            language,
            title=QUANTITIES[k.quantity].title.say(language),
            value=_bare_value(k, language),
        )
        for k in given
    ]
    joined = Phrase(", ", "，").say(language).join(conditions)
    return _GIVEN.say(language, title=title, given=joined, value=value)


def _waiting(problem: Problem, answer: Answer, language: Language) -> str:
    """The formula that waits for what is missing, with the known numbers in place."""
    known = {k.quantity: Span.of(k.value) for k in (*problem.knowns, *answer.given)}
    formula = notation.with_numbers(answer.formula, known, language)
    return _IN_LETTERS.say(language, title=_title(answer.quantity, language), formula=formula)


def _unfinished(answer: Answer) -> tuple[str, str] | None:
    """Whole epochs and further iterations, where iterations do not fill the last epoch."""
    if not answer.steps or answer.span is None or isinstance(answer.span.value, int | None):
        return None
    inputs = answer.steps[-1].inputs
    per_epoch, total = inputs.get("iterations_per_epoch"), inputs.get("total_iterations")
    if per_epoch is None or total is None or per_epoch.value is None or total.value is None:
        return None
    whole, rest = divmod(total.value, per_epoch.value)
    return notation.number(int(whole)), notation.number(int(rest))


def _also(problem: Problem, answer: Answer, language: Language) -> str:
    inputs = {name for step in answer.steps for name in step.inputs}
    stated = next(k for k in reversed(problem.knowns) if k.quantity in inputs & _IMPLYING)
    value = notation.quantity(answer.quantity, answer.span or Span.of(0), language)
    return _ALSO.say(language, stated=_value(stated, language), value=value)


def _steps(answers: Iterable[Answer], language: Language) -> tuple[str, ...]:
    lines: dict[str, None] = {}
    for answer in answers:
        lines.update(dict.fromkeys(step_lines(answer, language)))
    return tuple(lines)


def _conflict(conflict: Conflict, language: Language) -> str:
    title = _title(conflict.quantity, language)
    if conflict.follows.empty:
        return _NOTHING_FITS.say(language, moves=moves(conflict.steps[-1], language))
    return _STATED.say(
        language,
        title=title,
        stated=notation.bare(conflict.quantity, conflict.stated, language),
        follows=notation.bare(conflict.quantity, conflict.follows, language),
    )


def _fault(fault: Fault, language: Language) -> str:
    value = fault.known.value
    return _FAULTS[fault.kind].say(
        language,
        text=_short(fault.known.text),
        title=QUANTITIES[fault.known.quantity].title.say(language),
        bound=notation.number(fault.bound),
        low=max(1, int(value)),
        high=int(value) + 1,
    )


def _read(problem: Problem, language: Language) -> tuple[str, ...]:
    return tuple(_known(known, language) for known in problem.knowns)


def _known(known: Known, language: Language) -> str:
    template = {"dataset": _READ_DATA, "previous": _READ_BEFORE}.get(known.source, _READ)
    return template.say(
        language,
        title=_title(known.quantity, language),
        symbol=QUANTITIES[known.quantity].symbol,
        value=_bare_value(known, language),
        text=_short(known.text),
    )


def _assumed(solution: Solution, language: Language) -> tuple[str, ...]:
    lines = []
    known = {k.quantity: k.value for k in solution.problem.knowns}
    if "dataset_size" in known and "train_size" not in known and _uses_training_set(solution):
        lines.append(_ALL_TRAIN.say(language, value=notation.number(known["dataset_size"])))
    if solution.alternatives:
        others = dict.fromkeys(
            f"{names([a.quantity], language)} {notation.bare(a.quantity, a.span, language)}"
            for a in solution.alternatives
            if a.span is not None
        )
        lines.append(_KEPT.say(language, answers=Phrase(", ", "，").say(language).join(others)))
    elif solution.drop_last and solution.problem.drop_last is None:
        lines.append(_DROPPED.say(language))
    return tuple(lines)


def _uses_training_set(solution: Solution) -> bool:
    inputs = {name for a in solution.answers for step in a.steps for name in step.inputs}
    return "train_size" in inputs


def _title(quantity: str, language: Language) -> str:
    """The name of a quantity as a line starts with it."""
    title = QUANTITIES[quantity].title.say(language)
    return title[0].upper() + title[1:]


def _value(known: Known, language: Language) -> str:
    return notation.quantity(known.quantity, Span.of(known.value), language)


def _bare_value(known: Known, language: Language) -> str:
    if known.quantity.startswith("time"):
        return _value(known, language)
    return notation.number(known.value)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
