"""Curves in words: "train acc 99 %, test 60 %", "val loss goes up but val acc too".

Which set does better, and which way a curve goes, decides what such a question is about. Words and
meaning hardly tell it: they stay nearly the same when the two sets are exchanged.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from knowledge.features import shortened

OVERFITTING = "overfitting"
BETTER_UNSEEN = "val-better-than-train"
LOSS_AND_ACCURACY_UP = "val-loss-up-accuracy-up"
ACCURACY_FLAT = "loss-down-accuracy-flat"

_WORDS = {
    "train": r"train(?:ing|ed)?[ -]?(?:set|data(?:set)?)|train(?:ing)?\b(?= ?(?:loss|acc|error|"
    r"score|perf|f1|is\b|and (?:val|test)|[\d:=(]))|\b(?:on|than|in) (?:the )?train(?:ing)?\b|"
    r"训练(?:集|数据)|训练(?=的?(?:损失|误差|准确|精度|loss|acc|error))|訓練集",
    "unseen": r"\b(?:val(?:id(?:ation)?)?|test(?:ing)?|dev|eval(?:uation)?|verification|unseen)\b"
    r"(?:[ -]?(?:set|data(?:set)?))?|验证(?:集|数据)?|测试(?:集|数据)?|驗證集?|測試集?",
    "loss": r"\bloss(?:es)?\b|\berrors?\b|损失|損失|误差",
    "accuracy": r"\bacc(?:uracy)?\b|\bperform\w*|\bscores?\b|\bm?ap\b|\bf1\b|准确率|準確率|精度|"
    r"正确率|效果",
    "flat": r"\b(?:flat|stuck|unchanged|constant)\b|\b(?:do|does|did|is|are)(?: not|n'?t) "
    r"(?:\w+ )?(?:improv|increas|chang|mov|ris|decreas|declin|drop|fall|reduc|go)\w*|"
    r"\bstays? (?:at|the same)|不变|不动|不升|不涨|不上升|没有?变化|不提高|停滞|一直是|一直(?=0)|"
    r"(?:不|没有?)(?:再|怎么|明显)?(?:下降|降低|减小|变小)|不降|降不下",
    "up": r"\b(?:go(?:es|ing)?|went) up\b|\b(?:ris(?:e|es|ing|en)|rose|increas\w+|improv\w+|"
    r"climb\w*|grow\w*)\b|升高|上升|上涨|增大|增加|变大|越来越[大高]|提高",
    "down": r"\b(?:go(?:es|ing)?|went) down\b|\b(?:falls?|fell|falling|decreas\w+|declin\w+|"
    r"drop\w*|reduc\w+)\b|下降|降低|减小|变小|越来越[小低差]",
    "higher": r"\b(?:higher|better|larger|greater|above|exceeds?)\b|高于|大于|超过|更[高好大]|"
    r"(?<=比)[^，。,]{1,14}?[高好大]",
    "lower": r"\b(?:lower|less|smaller|below|worse)\b|低于|小于|更[低小差]|"
    r"(?<=比)[^，。,]{1,14}?[低小差]",
    "high": r"\b(?:high|good|great|well|perfect|perfectly)\b|很[高好大]|较高|满分",
    "low": r"\b(?:low|bad|badly|poor|poorly|terrible|zero)\b|很[低差小]|较低|太低|为0",
    "value": r"(?<!\d)\d{1,3}(?:\.\d+)? ?%|(?<![\d.])0?\.\d+(?!\d)|"
    r"\b\d{2}(?:\.\d+)?(?=\b(?! ?(?:epoch|轮|步)))",
}
_WORD = re.compile(
    "|".join(f"(?P<{name}>{form})" for name, form in _WORDS.items()), re.ASCII | re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[,，。;；\n?？]|\b(?:but|while|whereas|however|and|yet|though)\b|但是?|而|却|可是|同时"
)
_WAYS = ("up", "down", "flat", "high", "low")
_PAIR = 2
_OPEN = (None,)
_GAP = 0.1
"""Difference of two accuracies from which the training set is clearly ahead."""


class Told(NamedTuple):
    """One thing that is said of a curve; None for what is left open."""

    side: str | None
    metric: str | None
    way: str


def situation(text: str) -> str | None:
    """The topic that curves told in words belong to; None where they do not decide it."""
    told = set(_told(shortened(text).replace("_", " ")))
    return _by_comparison(told) or _by_size(told) or _by_movement(told)


def _told(text: str) -> Iterator[Told]:
    """What is said of curves; a clause may leave out what the one before it named."""
    sides: list[str] = []
    metrics: list[str] = []
    for clause in _CLAUSE.split(text):
        found = [str(match.lastgroup) for match in _WORD.finditer(clause)]
        numbers = [match[0] for match in _WORD.finditer(clause) if match.lastgroup == "value"]
        sides = _named(found, ("train", "unseen")) or sides
        metrics = _named(found, ("loss", "accuracy")) or metrics
        for side, metric in product(sides or _OPEN, metrics or _OPEN):
            for way in _named(found, _WAYS):
                yield Told(side, metric, way)
            if len(sides) == len(numbers) == 1:
                yield Told(side, metric, numbers[0])
        for metric in metrics:
            if len(sides) == _PAIR and (ways := _named(found, ("higher", "lower"))):
                yield Told(sides[0], metric, ways[0])


def _named(found: Sequence[str], wanted: Sequence[str]) -> list[str]:
    return [name for name in dict.fromkeys(found) if name in wanted]


def _by_comparison(told: set[Told]) -> str | None:
    """Which set was said to do better, in so many words."""
    if {("unseen", "accuracy", "higher"), ("unseen", "loss", "lower")} & told or {
        ("train", "accuracy", "lower"),
        ("train", "loss", "higher"),
    } & told:
        return BETTER_UNSEEN
    if {("train", "accuracy", "higher"), ("unseen", "accuracy", "lower")} & told:
        return OVERFITTING
    return None


def _by_size(told: set[Told]) -> str | None:
    """High here and low there, in words or in numbers."""
    for metric, good, bad in (("accuracy", "high", "low"), ("loss", "low", "high")):
        if {("train", metric, good), ("unseen", metric, bad)} <= told:
            return OVERFITTING
    train, unseen = (_accuracies(told, side) for side in ("train", "unseen"))
    if len(train) == len(unseen) == 1:
        gap = train[0] - unseen[0]
        return OVERFITTING if gap >= _GAP else BETTER_UNSEEN if gap < 0 else None
    return None


def _accuracies(told: set[Told], side: str) -> list[float]:
    said = [one.way for one in told if one[:2] == (side, "accuracy") and one.way[0].isdigit()]
    shares = [float(number.rstrip("% ")) for number in said]
    return [share / 100 if share > 1 else share for share in shares]


def _by_movement(told: set[Told]) -> str | None:
    """Which way the curves go."""
    rising = {("unseen", "loss", "up")} & told
    if rising and {("unseen", "accuracy", way) for way in ("up", "flat", "high")} & told:
        return LOSS_AND_ACCURACY_UP
    if rising and {("train", "loss", way) for way in ("down", "flat", "low")} & told:
        return OVERFITTING
    if rising and ("unseen", "accuracy", "down") in told:
        return OVERFITTING
    for side in (None, "train", "unseen"):
        if {(side, "loss", "down"), (side, "accuracy", "flat")} <= told:
            return ACCURACY_FLAT
    return None
