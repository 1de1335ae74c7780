"""Questions for one of the small formulas, such as a metric, a loss or a number of parameters."""

from solver.lazy_pattern import lazy_pattern
from solver.reading.formulas.activations import read_activations
from solver.reading.formulas.descent import read_descent
from solver.reading.formulas.losses import read_losses
from solver.reading.formulas.memory import read_memory
from solver.reading.formulas.metrics import read_metrics
from solver.reading.formulas.networks import read_networks
from solver.reading.formulas.question import FormulaQuestion
from solver.reading.formulas.scaling import read_scaling
from solver.reading.formulas.schedules import read_schedule
from solver.reading.formulas.text import LONGEST, FormulaText, marked

LONGEST_LIST = 64
"""Numbers of one list, and rows of layers, that are worked out."""

_FORMULA = lazy_pattern(
    r"accuracy|acc(?![a-z])|precision|recall|f-?1(?!\d)|f-score|f-measure"
    r"|specificity|sensitivity|metric"
    r"|true[ -]positive|tp[ =:,/]|confusion|error rate|准确|正确率|错误率|精[确准]"
    r"|查[准全]|召回|特异|灵敏|指标|混淆|真阳|真正"
    r"|[mr]se(?![a-z])|mae(?![a-z])|squared? error|absolute error|均方|绝对误差"
    r"|l[12] ?loss"
    r"|cross[ _-]?entropy|交叉熵|bce|nll|log ?loss|对数损失|likelihood|对数似然"
    r"|perplexity|ppl|困惑度|ce(?: loss)"
    r"|sigmoid|logistic|σ|tanh|relu|rectified|gelu|softmax|双曲正切|线性单元"
    r"|线性整流"
    r"|param|参数|how many (?:\w+ )?weights|权重|weight|new w|updated|w after"
    r"|dl/dw|gradient|梯度|导数"
    r"|output|feature map|输出|特征图|conv|pool|卷积|池化"
    r"|memory|vram|bytes|gi?b(?![a-z])|显存|内存|字节"
    r"|learning[ _-]rate|(?<![a-z])lr(?![a-z])|学习率"
)
_DIGIT = lazy_pattern(
    r"[\d零一二两三四五六七八九十百千万]|two|three|four|five|ten|hundred|thousand|million|billion"
)
_BOTH = (
    r"softmax[^.?。？]{0,40}(?:and|then|,|和|并|再|以及"
    r"|及)[^.?。？]{0,30}(?:cross[ -]?entropy|loss|交叉熵|损失)"
)
_READERS = (
    read_memory,
    read_scaling,
    read_schedule,
    read_descent,
    read_networks,
    read_metrics,
    read_losses,
    read_activations,
)


def read_formulas(text: str) -> tuple[FormulaQuestion, ...]:
    """The questions that a text holds; none where it is about something else."""
    if len(text) > LONGEST or not _FORMULA.search(text.lower()) or not _DIGIT.search(text):
        return ()
    flat = marked(text)
    if flat is None or not flat.numbers:
        return ()
    for reader in _READERS:
        question = reader(flat)
        if question:
            return _bounded((*_softmax_too(question, flat), question))
    return ()


def _softmax_too(question: FormulaQuestion, flat: FormulaText) -> tuple[FormulaQuestion, ...]:
    """The probabilities, where they are asked for before their cross-entropy."""
    if question.asks != ("cross_entropy",) or question.rows or not flat.has(_BOTH):
        return ()
    logits = question.values("logits") or question.values("predictions")
    if len(logits) < 2 or not flat.has("logits|scores|得分"):  # noqa: PLR2004 [one class is none]
        return ()
    return (FormulaQuestion("activations", ("softmax",), rows=(("softmax", logits),)),)


def _bounded(questions: tuple[FormulaQuestion, ...]) -> tuple[FormulaQuestion, ...]:
    lists = [read.values for q in questions for read in q.read]
    lists += [row for q in questions for _, row in q.rows]
    return questions if all(len(values) <= LONGEST_LIST for values in lists) else ()
