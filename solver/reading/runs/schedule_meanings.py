"""What a count of epochs, iterations or tokens is, from the words of its clause."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from solver.lazy_pattern import lazy_pattern


@dataclass(frozen=True)
class Clause:
    """The clause of a number.

    Attributes:
        kinds: the words of the vocabulary in it.
        before: what stands before the number.
        after: a little of what follows it.
        alone: whether it holds no other number.
    """

    kinds: frozenset[str]
    before: str
    after: str
    alone: bool

    @property
    def since(self) -> str:
        """What stands between the number before it, if there is one, and the number."""
        return _NUMBER.split(self.before)[-1]

    @property
    def around(self) -> str:
        """The clause without the number."""
        return self.before + self.after


Rules = tuple[tuple[Callable[[Clause], object], str], ...]
"""What has to hold, and the quantity that the number then states; the first one counts."""

_NUMBER = lazy_pattern(r"\d")
_EVERY = lazy_pattern(r"(?:\bevery|\bonce per|\beach|每隔?|间隔)\s*$", re.IGNORECASE)
_SAVES = lazy_pattern(r"sav(?:e|es|ed|ing)|checkpoint|ckpt|snapshot|保存|存", re.IGNORECASE)
_EVALUATES = lazy_pattern(r"eval|validat|评估|验证|测试", re.IGNORECASE)
_LOGS = lazy_pattern(r"\blog|print|report|打印|日志|记录|输出", re.IGNORECASE)
_SO_FAR = lazy_pattern(
    r"\balready|so far|until now|currently|\bnow at\b|\bi(?:'m| am) at\b|\b(?:stopped|crash\w+|"
    r"interrupt\w+|killed) (?:at|after|in|on)\b|\bresum\w+ (?:from|at|after)\b"
    r"|(?:iter|step|步数?)\s?(?:已经|都|跑|走){0,2}到了?|已经|目前|现在(?:在|到|是)|跑到了?第?|训练到了?第?|训到了?第?|断在|中断",
    re.IGNORECASE,
)
_UP_TO = lazy_pattern(r"(?:接着|继续|再|要|想|打算|计划)(?:训练?|跑)到第?\s*$")
_THEN_NEXT = lazy_pattern(
    r"\s*(?:iter\w*|steps?|batch\w*),? (?:a|the) (?:new|next)|[^,，。]{0,8}(?:下一个"
    r"|新的?一?个?)\s?(?:epoch|轮)",
    re.IGNORECASE,
)
_ALTOGETHER = lazy_pattern(
    r"\s*(?:\w+ ){0,2}(?:in total|in all|altogether|all told)\b(?! (?:per|each|an|every) epoch)",
    re.IGNORECASE,
)
_EACH = lazy_pattern(r"\s*(?:iter\w*|steps?|updates?|batch\w*)\s+(?:each|apiece)\b", re.IGNORECASE)
_TIMES_EPOCHS = lazy_pattern(
    r"epochs?\s*(?:[x×*]|\(?(?:of|at) (?:about )?)\s*$"
    r"|(?:轮|epoch)\s*(?:[x×*乘]|[(,，]?\s?(?:每个|每轮|各)(?:有|是|为|要)?)\s*$",
    re.IGNORECASE,
)
_WARMUP_BEFORE = lazy_pattern(r"warm[- ]?up[^,;.\d%]{0,16}$|预热[^，。\d%]{0,8}$", re.IGNORECASE)
_MAKES = lazy_pattern(r"\d\s?%[^=]{0,40}(?:=|≈|就?是|i\.e\.|which is|that is)\s?$", re.IGNORECASE)
_EPOCH_MAKES = lazy_pattern(
    r"(?:\b(?:per|each|an|every)|/)\s?epoch[^\d,]{0,12}(?:\b(?:is|are|makes?|gives?|means?)\b|=|→|->)"
    r"[^\d]{0,8}$",
    re.IGNORECASE,
)
_LEFT_AFTER = lazy_pattern(
    r"\s?(?:epochs? |个epoch|轮)?\s?(?:are |is |were )?(?:still )?"
    r"(?:left|remaining|to go|more(?! than))\b"
    r"|\s?(?:轮|个epoch)(?:没跑|要跑)",
    re.IGNORECASE,
)
_LEFT_BEFORE = lazy_pattern(
    r"(?:还剩|剩下?|还有|remaining|left)(?: is| are|:|：)?\s*$", re.IGNORECASE
)
_NO_GAIN = lazy_pattern(
    r"(?:no|without|not?|n't)(?: any)? (?:\w+ )?improv\w+[^.;]{0,24}(?:last|for|in|after)|(?:last"
    r"|for|in|after)[^.;]{0,24}without"
    r"|(?:连续|连着|接连|一连|之后)[^，。]{0,16}(?:没有?|不再?|未)(?:再|见|有|能){0,2}"
    r"(?:改善|提升|下降|变好|提高|降低?|涨|升|进步|改进|刷新|动)",
    re.IGNORECASE,
)
_BEST = lazy_pattern(r"\bbest\b|最[好佳优]", re.IGNORECASE)
_STOPPED = lazy_pattern(r"stop\w*(?: training)? (?:at|after|in|on)\s*$", re.IGNORECASE)
_NOT_STOPPED = lazy_pattern(
    r"(?:没有?|未|不会?|n't|\bnot|never|without)[^,，。]{0,12}(?:早停|提前停|early|stop)",
    re.IGNORECASE,
)
_HOLDS = lazy_pattern(
    r"(?:\.(?:bin|txt|jsonl?|parquet|npy)\b[^,;，；]{0,8}|\b(?:has|have|contains?|holds?|includes?)"
    r"|(?<!没)有|包含|含)(?:\s|about|around|over|roughly|大?约|大概|了){0,3}$",
    re.IGNORECASE,
)
_OF_CORPUS = lazy_pattern(
    r"corpus|data ?set|of the train|per epoch|an epoch|one epoch|training data|语料|数据集"
    r"|训练数据|数据|训练样本",
    re.IGNORECASE,
)
_OF_A_BATCH = {"per_batch", "batch_size", "effective_batch_size", "batches", "per_iteration"}
_OF_A_SAMPLE = lazy_pattern(
    r"(?:each|per|every)\s+(?:sample|sentence|sequence|example|context|document)|each\b"
    r"|-token (?:sequence|sample|context|window|chunk|block|document|sentence)"
    r"|(?<!how )long\b"
    r"|length|每(?:个|条|段)?(?:句子|样本|序列|文本|数据|条)|长度|最多"
    r"|(?:truncat\w*|\bpad(?:ded|ding)?|\bcut) (?:to|at)\b|pad(?:ding)?\s?到|截断|截取|补齐到"
    r"|填充到|统一|最长",
    re.IGNORECASE,
)
_AFTER_A_BATCH = lazy_pattern(
    r"\d\s?[kKmMB]?\s?(?:tokens?)?[^\d]{0,16}\b(?:for|on|over|to)(?: a total of| about"
    r"| around)?\s$",
    re.IGNORECASE,
)
_SAMPLES_OF = lazy_pattern(
    r"(?:sequences?|contexts?|samples?|sentences?|examples?|documents?|chunks?|blocks?|segments?"
    r"|序列|句子|样本|文本)"
    r"(?:\s?(?:of|with|[x×*]|at)(?: length| about| around| up to)?|[,，]?\s?(?:长度?"
    r"|每[个条句]))\s?$",
    re.IGNORECASE,
)
_TRAINED_ON = lazy_pattern(
    r"(?:\btrain\w*|\bsees?|\bconsum\w+|\btotal of)(?: \w+)? (?:on|for|over|to)?\s*(?:about "
    r"|around )?$"
    r"|(?:训练|用|共|看|消耗)了?\s*$",
    re.IGNORECASE,
)
_EACH_SECOND = lazy_pattern(r"每秒[^\d]{0,8}$|a second[^\d]{0,8}$")
_IN_TOKENS = lazy_pattern(r"\s?(?:\([^()]{0,12}\)\s?)?个?\s?tokens?(?![a-z_])", re.IGNORECASE)
_A_CORPUS = lazy_pattern(
    r"\s?-?个?(?:tokens?|words?|词)\s?的?\s?(?:corpus|data ?set|语料|数据集|数据(?!量))",
    re.IGNORECASE,
)
_AN_EPOCH = lazy_pattern(
    r"(?:(?:每|一)个?\s?(?:epoch|轮|周期)(?:有|是|要|跑|为)?|\b(?:each|every|per|an|one) epoch"
    r"(?: has| is| takes)?)\s*$",
    re.IGNORECASE,
)
_PERCENT = lazy_pattern(r"\s*(?:%|percent|％)")
_EPOCHS = lazy_pattern(r"\s*(?:epochs?|轮|个?epoch)", re.IGNORECASE)
_WARMUP = {"warmup", "warmup_steps"}


def quantity_of(role: str, clause: Clause) -> str | None:
    """The standard name of a count; None where its role leaves no choice."""
    rules = _RULES.get(role, ())
    return next((quantity for holds, quantity in rules if holds(clause)), None)


def is_in_tokens(after: str) -> bool:
    """Whether what follows a number says that it counts tokens."""
    return bool(_IN_TOKENS.match(after))


def _every(verb: re.Pattern[str]) -> Callable[[Clause], object]:
    """Whether a count is the interval of what a verb says."""
    return lambda clause: _EVERY.search(clause.before) and verb.search(clause.around)


def _stops(clause: Clause) -> bool:
    if "stop_epoch" not in clause.kinds or _NOT_STOPPED.search(clause.around):
        return False
    return "patience" not in clause.kinds or bool(_STOPPED.search(clause.before))


def _always(_: Clause) -> bool:
    return True


_RULES: dict[str, Rules] = {
    "iterations": (
        (
            lambda c: _EVERY.search(c.before) and _THEN_NEXT.match(c.after),
            "iterations_per_epoch",
        ),
        (_every(_SAVES), "checkpoint_interval"),
        (_every(_EVALUATES), "evaluation_interval"),
        (_every(_LOGS), "log_interval"),
        (lambda c: c.kinds & _WARMUP and c.alone, "warmup_steps"),
        (lambda c: _WARMUP_BEFORE.search(c.before), "warmup_steps"),
        (lambda c: c.kinds & _WARMUP and _MAKES.search(c.before), "warmup_steps"),
        (lambda c: _TIMES_EPOCHS.search(c.before), "iterations_per_epoch"),
        (lambda c: _AN_EPOCH.search(c.before), "iterations_per_epoch"),
        (lambda c: "remaining" in c.kinds and c.alone, "remaining_iterations"),
        (lambda c: _SO_FAR.search(c.since), "iterations_done"),
        (lambda c: _ALTOGETHER.match(c.after), "total_iterations"),
        (lambda c: "epochs" in c.kinds and _EACH.match(c.after), "iterations_per_epoch"),
        (lambda c: _EPOCH_MAKES.search(c.since), "total_iterations"),
        (lambda c: "per_epoch" in c.kinds, "iterations_per_epoch"),
        (_always, "total_iterations"),
    ),
    "epochs": (
        (lambda c: _LEFT_AFTER.match(c.after), "remaining_epochs"),
        (lambda c: _LEFT_BEFORE.search(c.before), "remaining_epochs"),
        (_every(_SAVES), "epochs_per_checkpoint"),
        (_every(_EVALUATES), "epochs_per_evaluation"),
        (lambda c: _NO_GAIN.search(c.around) and not _BEST.search(c.before), "patience"),
        (lambda c: c.kinds & {"warmup", "warmup_epochs"} and c.alone, "warmup_epochs"),
        (_stops, "early_stop_epoch"),
        (lambda c: "best_epoch" in c.kinds, "best_epoch"),
        (lambda c: _UP_TO.search(c.before), "epochs"),
        (lambda c: _SO_FAR.search(c.since), "epochs_done"),
    ),
    "warmup": (
        (lambda c: _IN_TOKENS.match(c.after), "warmup_tokens"),
        (lambda c: _PERCENT.match(c.after) or "percent" in c.kinds, "warmup_ratio"),
        (lambda c: _EPOCHS.match(c.after), "warmup_epochs"),
        (_always, "warmup_steps"),
    ),
    "tokens": (
        (lambda c: c.kinds & _WARMUP, "warmup_tokens"),
        (lambda c: _EACH_SECOND.search(c.before), "tokens_per_second"),
        (lambda c: _A_CORPUS.match(c.after), "tokens_per_epoch"),
        (lambda c: _TRAINED_ON.search(c.before), "tokens_seen"),
        (lambda c: _OF_A_SAMPLE.search(c.around), "sequence_length"),
        (lambda c: _SAMPLES_OF.search(c.before), "sequence_length"),
        (lambda c: _AFTER_A_BATCH.search(c.before), "tokens_seen"),
        (lambda c: c.kinds & _OF_A_BATCH, "tokens_per_batch"),
        (lambda c: _OF_CORPUS.search(c.around) or _HOLDS.search(c.before), "tokens_per_epoch"),
        (_always, "tokens_seen"),
    ),
}
