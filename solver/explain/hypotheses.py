"""What would make a claimed number come out, as lines."""

from solver import amounts
from solver.explain.terms import bare_value
from solver.language import Language, Phrase
from solver.quantities import QUANTITIES
from solver.results import Hypothesis
from solver.spans import Span

MOST = 3
"""More explanations than these help nobody."""
_ONE = Phrase("One explanation of {claimed}: {change}.", "{claimed} 的一种解释：{change}。")
_SEVERAL = Phrase("What could explain {claimed}:", "可以解释 {claimed} 的原因：")
_ITEM = Phrase("– {change}", "– {change}")
_CHANGES = {
    "last batch dropped": Phrase(
        "the incomplete last batch is dropped", "不完整的最后一批被丢弃了"
    ),
    "accumulation": Phrase(
        "gradients are accumulated over {value} batches", "梯度累积了 {value} 个批次"
    ),
    "devices": Phrase("{value} devices share the data", "数据由 {value} 台设备分担"),
    "batch_size": Phrase("the batch size is {value}", "批次大小是 {value}"),
    "train_size": Phrase("{value} samples are trained on", "实际训练了 {value} 个样本"),
    "dataset_size": Phrase("{value} samples are trained on", "实际训练了 {value} 个样本"),
}
_ALONE = Phrase("only one device is at work", "只有一台设备在工作")
_OTHERWISE = Phrase("{title} is {value}", "{title}是 {value}")


def hypothesis_lines(hypotheses: tuple[Hypothesis, ...], language: Language) -> tuple[str, ...]:
    """The changes under which the first wrong number would be right; none where none is known."""
    if not hypotheses:
        return ()
    claimed = bare_value(hypotheses[0].claimed, language)
    changes = list(dict.fromkeys(_change(h, language) for h in hypotheses))[:MOST]
    if len(changes) == 1:
        return (_ONE.say(language, claimed=claimed, change=changes[0]),)
    items = (_ITEM.say(language, change=change) for change in changes)
    return (_SEVERAL.say(language, claimed=claimed), *items)


def _change(hypothesis: Hypothesis, language: Language) -> str:
    quantity = hypothesis.changed.quantity
    value = amounts.bare(quantity, hypothesis.changed.span or Span(0, None), language)
    title = QUANTITIES[quantity].title.say(language)
    if hypothesis.kind == "devices" and value == "1":
        return _ALONE.say(language)
    return _CHANGES.get(hypothesis.kind, _OTHERWISE).say(language, value=value, title=title)
