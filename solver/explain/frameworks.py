"""How other frameworks count the same run, as lines."""

from itertools import groupby

from solver import amounts
from solver.frameworks.defaults import BATCH_SIZES
from solver.language import Language, Phrase
from solver.plan import Plan
from solver.results import Solution
from solver.rules import (
    Count,
    Leftover,
    Row,
    Rule,
    batches_per_epoch,
    count,
    nominal_accumulation,
    others,
    rule_of,
)

_OWN = Phrase("In {name}: {count} ({why}).", "{name}：{count}（{why}）。")
_ELSEWHERE = Phrase("Elsewhere {count}: {names}.", "其他框架里是 {count}：{names}。")
_BECAUSE = Phrase("{names} ({why})", "{names}（{why}）")
_UNEVEN = Phrase("{low} to {high}, depending on the epoch", "{low} 到 {high}，因 epoch 而异")
_UNEVEN_TOTAL = Phrase(
    "{low} to {high} depending on the epoch, {total} in all {epochs} epochs",
    "{low} 到 {high}，{epochs} 个 epoch 共 {total}",
)
_NOTE = Phrase("{name}: {words}", "{name}：{words}")
_AFTER_WARM_UP = Phrase(
    "{line} Here that is every {k} batches.", "{line}这里就是每 {k} 个批次更新一次。"
)
_ONLY_READ = Phrase(
    "{line} I know that from reading its source ({versions}), not from running it.",
    "{line}这是读源码（{versions}）得知的，没有实际运行过。",
)
_DEALT = Phrase(
    "a round of batches that does not reach every device is dropped",
    "不够每台设备各一批的批次被丢弃",
)
_BAR = Phrase(
    "The progress bar of {name} counts batches, not samples: {count} batches of {size} samples.",
    "{name} 的进度条统计的是批次，不是样本：{count} 个批次，每批 {size} 个样本。",
)
_BAR_BY_DEFAULT = Phrase(
    "The progress bar of {name} counts batches, not samples: {count} batches of {size} samples, "
    "which is its batch size unless another is set. All of the data is used.",
    "{name} 的进度条统计的是批次，不是样本：{count} 个批次，每批 {size} 个样本"
    "（未设置 batch size 时默认为 {size}），全部数据都用到了。",
)
_WHY = {
    Leftover.UPDATES: Phrase(
        "what is left at the end of an epoch makes one more update",
        "epoch 末尾剩下的批次再更新一次",
    ),
    Leftover.NO_UPDATE: Phrase(
        "what is left at the end of an epoch makes no update", "epoch 末尾剩下的批次不更新"
    ),
    Leftover.NO_UPDATE_BUT_ONE: Phrase(
        "what is left at the end of an epoch makes no update, but one there is at least",
        "epoch 末尾剩下的批次不更新，但每个 epoch 至少更新一次",
    ),
    Leftover.CARRIED: Phrase(
        "the counter runs on from epoch to epoch", "累积的计数跨 epoch 连续进行"
    ),
    Leftover.CARRIED_TO_END: Phrase(
        "the counter runs on, and the last batch of the run makes an update too",
        "累积的计数跨 epoch 连续进行，训练的最后一批也更新一次",
    ),
}
_SHOWN = ("iterations_per_epoch", "observed")


def framework_lines(
    plan: Plan, quantity: str, framework: str | None, language: Language
) -> tuple[str, ...]:
    """The count in the person's own framework, then those of the others where they differ."""
    rule, rows = rule_of(framework), others(plan, quantity, framework)
    elsewhere = tuple(_row_line(plan, row, language) for row in rows)
    if rule is None:
        return elsewhere
    if not rule.compared:
        return _note(plan, rule, language)
    own = count(plan, quantity, rule)
    return (_own_line(plan, own, rule, language), *elsewhere) if rows and own else ()


def bar_lines(solution: Solution, language: Language) -> tuple[str, ...]:
    """What the progress bar counts, for somebody who wonders at its number."""
    problem = solution.problem
    rule, default = rule_of(problem.framework), BATCH_SIZES.get(problem.framework or "")
    told = (*problem.knowns, *(answer.claimed for answer in solution.claims if answer.fits))
    shown = [known for known in told if known and (known.quantity, known.source) == _SHOWN]
    sizes = [a.span.value for a in solution.answers if a.quantity == "batch_size" and a.span]
    size = problem.value_of("batch_size") or next(iter(sizes), None)
    if not (problem.wonders and rule and default and shown and size):
        return ()
    count = amounts.number(shown[0].value)
    template = _BAR_BY_DEFAULT if size == default else _BAR
    name = rule.title.say(language)
    return (template.say(language, name=name, count=count, size=amounts.number(size)),)


def _own_line(plan: Plan, own: Count, rule: Rule, language: Language) -> str:
    return _OWN.say(
        language,
        name=rule.title.say(language),
        count=_shown(plan, own, language),
        why=_why(plan, rule).say(language),
    )


def _note(plan: Plan, rule: Rule, language: Language) -> tuple[str, ...]:
    """What is to be known of a framework whose settings mean something of their own."""
    words = rule.words.say(language)
    line = _NOTE.say(language, name=rule.title.say(language), words=words)
    if rule.name == "ultralytics":
        k = nominal_accumulation(plan)
        return (_AFTER_WARM_UP.say(language, line=line, k=k),) if k > 1 else ()
    if rule.checked == "read":
        return (_ONLY_READ.say(language, line=line, versions=rule.versions),)
    return (line,)


def _row_line(plan: Plan, row: Row, language: Language) -> str:
    shown = _shown(plan, row.count, language)
    groups = [
        _BECAUSE.say(language, names=_titles(list(rules), language), why=why.say(language))
        for why, rules in groupby(row.rules, key=lambda rule: _why(plan, rule))
    ]
    names = Phrase("; ", "；").say(language).join(groups)
    return _ELSEWHERE.say(language, count=shown, names=names)


def _shown(plan: Plan, of: Count, language: Language) -> str:
    low, high, total, epochs = map(amounts.number, (*of, plan.epochs))
    if of.low == of.high:
        return low
    template = _UNEVEN if plan.epochs == 1 else _UNEVEN_TOTAL
    return template.say(language, low=low, high=high, total=total, epochs=epochs)


def _why(plan: Plan, rule: Rule) -> Phrase:
    """Why its count is what it is: how it shares batches, or what it does with those left over."""
    batches = batches_per_epoch(plan, rule)
    if batches != plan.batches_per_epoch:
        return _DEALT
    leftover = rule.leftover or Leftover.UPDATES
    if leftover is Leftover.NO_UPDATE_BUT_ONE and batches >= plan.grad_accumulation:
        return _WHY[Leftover.NO_UPDATE]
    return _WHY[leftover]


def _titles(rules: list[Rule], language: Language) -> str:
    return Phrase(", ", "、").say(language).join(rule.title.say(language) for rule in rules)
