"""An answer as a line: the quantity, its value or range, and the condition that it holds under."""

from dataclasses import replace

from solver import amounts, notation
from solver.explain.terms import bare_value, title, value_of
from solver.language import Language, Phrase
from solver.problem import Known, Problem
from solver.quantities import QUANTITIES
from solver.results import Answer, Solution
from solver.spans import Span

_ANSWER = Phrase("{title}: {value}", "{title}：{value}")
_AFTER_EPOCHS = Phrase(
    "{title} after {given} epochs: {value}", "训练 {given} 个 epoch 后，{title}：{value}"
)
_BETWEEN = Phrase(
    "{title} from {low} to {high} epochs: {value} percentage points",
    "从 {low} 到 {high} 个 epoch，{title}：{value} 个百分点",
)
_TREATMENT = {
    True: Phrase("{line} (last batch dropped)", "{line}（丢弃最后一批）"),
    False: Phrase("{line} (last batch kept)", "{line}（保留最后一批）"),
}
_GIVEN = Phrase("{title} with {given}: {value}", "{given}时，{title}：{value}")
_GIVEN_ONE = Phrase("{title} {value}", "{title}为 {value}")
_RANGE = Phrase(
    "{title}: any whole number from {low} to {high}", "{title}：{low} 到 {high} 之间的任一整数"
)
_WHOLE_EPOCHS = Phrase(
    "{title}: {value}, that is {whole} whole epochs and {rest} iterations of the next",
    "{title}：{value}，即 {whole} 个完整 epoch，再加下一个 epoch 的 {rest} 次迭代",
)
_IN_LETTERS = Phrase("{title} = {formula}", "{title} = {formula}")
_RIGHT = Phrase("Yes, that is right.", "对，没有错。")
_POSSIBLE = Phrase(
    "It can be, but it need not: the last batch may not be full.",
    "有可能，但不一定：最后一批可能不满。",
)
_ENOUGH = Phrase("Yes, that is enough.", "够。")
_NOT_ENOUGH = Phrase("No, that is not enough.", "不够。")
_WRONG = Phrase("No: {claims}.", "不对：{claims}。")
_NOT_BUT = Phrase("not {claimed} but {value} {unit}", "{unit}不是 {claimed}，而是 {value}")
_ALSO = Phrase("Also: {stated} are {value}", "另外：{stated}相当于 {value}")
_COMPANIONS = Phrase("({all})", "（{all}）")
_IMPLYING = {"total_iterations", "total_batches", "samples_seen"}
_CIRCLED_ONE = ord("①")


def answer_line(answer: Answer, language: Language) -> str:
    """Batches per epoch: 600."""
    line = _line(answer, language)
    if answer.drop_last is None:
        return line
    return _TREATMENT[answer.drop_last].say(language, line=line)


def _line(answer: Answer, language: Language) -> str:
    name, of = title(answer.quantity, language), answer.span or Span.of(0)
    if of.value is None and of.high is not None and QUANTITIES[answer.quantity].whole:
        low, high = amounts.number(of.low), amounts.number(of.high)
        return _RANGE.say(language, title=name, low=low, high=high)
    value = amounts.bare(answer.quantity, of, language)
    if answer.quantity == "epochs" and (rest := _unfinished(answer)):
        whole, iterations = rest
        return _WHOLE_EPOCHS.say(language, title=name, value=value, whole=whole, rest=iterations)
    if answer.given:
        return _under(answer.given, name, value, language)
    return _ANSWER.say(language, title=name, value=value)


def waiting_line(problem: Problem, answer: Answer, language: Language) -> str:
    """The formula that waits for what is missing, with the known numbers in place."""
    known = {k.quantity: Span.of(k.value) for k in (*problem.knowns, *answer.given)}
    formula = notation.with_numbers(answer.formula, known, language)
    return _IN_LETTERS.say(language, title=title(answer.quantity, language), formula=formula)


def verdict_lines(solution: Solution, language: Language) -> tuple[str, ...]:
    """Yes or no, where the question was whether something is right."""
    if solution.verdict is None:
        return (_POSSIBLE.say(language),) if solution.possible and solution.problem.checks else ()
    budgets = any(answer.claimed and answer.claimed.budget for answer in solution.claims)
    if solution.verdict:
        return ((_ENOUGH if budgets else _RIGHT).say(language),)
    if budgets:
        return (_NOT_ENOUGH.say(language),)
    wrong = [
        _NOT_BUT.say(
            language,
            claimed=bare_value(answer.claimed, language),
            value=amounts.bare(answer.quantity, answer.span, language),
            unit=QUANTITIES[answer.quantity].title.say(language),
        )
        for answer in solution.refuted
        if answer.claimed and answer.span
    ]
    return (_WRONG.say(language, claims=Phrase("; ", "；").say(language).join(wrong)),)


def numbered(lines: list[str]) -> list[str]:
    """Several answers carry ① ② ③, so that each finds its question."""
    if len(lines) == 1:
        return lines
    return [f"{chr(_CIRCLED_ONE + i)} {line}" for i, line in enumerate(lines)]


def companion_lines(companions: tuple[Answer, ...], language: Language) -> list[str]:
    """What completes the answers, a line for each scenario: “Iterations per epoch: 600 · …”."""
    scenarios: dict[tuple[Known, ...], dict[str, None]] = {}
    for answer in companions:
        line = _line(replace(answer, given=()), language)
        scenarios.setdefault(answer.given, {})[line] = None
    return [_COMPANIONS.say(language, all=" · ".join(lines)) for lines in scenarios.values()]


def also_line(problem: Problem, answer: Answer, language: Language) -> str:
    """Also: 30,000 iterations are 50 epochs."""
    inputs = {name for step in answer.steps for name in step.inputs}
    stated = next(k for k in reversed(problem.knowns) if k.quantity in inputs & _IMPLYING)
    value = amounts.quantity(answer.quantity, answer.span or Span.of(0), language)
    return _ALSO.say(language, stated=value_of(stated, language), value=value)


def _under(given: tuple[Known, ...], title: str, value: str, language: Language) -> str:
    """An answer that holds under a condition of its own question."""
    given = tuple(known for known in given if known.source != "assumed") or given
    values = {known.quantity: amounts.number(known.value) for known in given}
    if values.keys() == {"epochs"}:
        return _AFTER_EPOCHS.say(language, title=title, given=values["epochs"], value=value)
    if "epochs_before" in values:
        low, high = values["epochs_before"], values["epochs_after"]
        return _BETWEEN.say(language, title=title, low=low, high=high, value=value)
    conditions = [
        _GIVEN_ONE.say(
            language,
            title=QUANTITIES[k.quantity].title.say(language),
            value=bare_value(k, language),
        )
        for k in given
    ]
    joined = Phrase(", ", "，").say(language).join(conditions)
    return _GIVEN.say(language, title=title, given=joined, value=value)


def _unfinished(answer: Answer) -> tuple[str, str] | None:
    """Whole epochs and further iterations, where iterations do not fill the last epoch."""
    if not answer.steps or answer.span is None or isinstance(answer.span.value, int | None):
        return None
    inputs = answer.steps[-1].inputs
    per_epoch, total = inputs.get("iterations_per_epoch"), inputs.get("total_iterations")
    if per_epoch is None or total is None or per_epoch.value is None or total.value is None:
        return None
    whole, rest = divmod(total.value, per_epoch.value)
    return amounts.number(int(whole)), amounts.number(int(rest))
