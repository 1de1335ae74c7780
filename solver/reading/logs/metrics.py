"""Losses, accuracies and their kin in a line of a log, whatever they are called there."""

import re
from collections.abc import Container

from solver.lazy_pattern import lazy_pattern
from solver.reading.logs.values import NUMBER

_SETS = {"train": "train", "trn": "train", "tr": "train", "训练": "train"}
_SET = r"train(?:ing)?|trn|tr|val(?:id(?:ation)?)?|eval(?:uation)?|dev|test(?:ing)?|训练|验证|测试"
_KINDS = {
    "loss": r"loss|损失(?:值|函数)?",
    "accuracy": r"acc(?:uracy)?(?:@1|_?top-?1|1)?|top-?1(?:[ _]acc(?:uracy)?)?"
    r"|准确率|准确度|精度|正确率",
    "learning_rate": r"learning[_ ]?rate|lr|学习率",
    "gradient_norm": r"grad(?:ient)?[_ ]?norm|梯度范数",
}
_KIND = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items())
_MIDDLE = r"(?:avg|average|mean|running|total|epoch|sparse_categorical|categorical|binary|平均|总)"
_NAME = (
    r"(?<![a-z0-9_.\-])(?<!\b[dg] )"
    rf"(?:(?P<set>{_SET})(?:集|[ _]?set)?[上的]{{0,2}}[ _/.\-]{{0,2}})?"
    rf"(?:{_MIDDLE}[ _.]?)?(?:{_KIND})(?:[_ ](?:epoch|step)|/(?P<after>{_SET}))?"
)
_BETWEEN = (
    r"[\"']?(?:\s{0,4}(?:[:=]|为|是|was\b|is\b)\s{0,4}|[ \t]{1,8}"
    r"| after (?:epoch|iteration|step) \d{1,9} ?: ?|(?<=[\u4e00-\u9fff]))"
    r"[\"'(]?(?:tensor\()?"
)
_VALUE = rf"(?P<value>{NUMBER}|-?(?:nan|inf(?:inity)?)(?![a-z]))"
_TAIL = rf"(?:(?P<percent> ?%)|/(?P<of>\d{{1,9}})| {{1,2}}\({{1}} ?(?P<mean>{NUMBER})\))?"
_ITEM = lazy_pattern(
    rf"{_NAME}(?:{_BETWEEN}|[ ](?P<then>{_SET})[ :=]{{1,3}}){_VALUE}{_TAIL}"
    rf"|(?<![a-z0-9_.])(?P<context>{_SET})(?:集| ?set)?"
    rf"(?:[ :=]{{1,3}}(?P<bare>{NUMBER})(?![\d/])"
    r"|(?= ?(?:[:\]|)>\-]|(?:loss|acc|epoch|error)\b)))"
)
_COLUMN = lazy_pattern(_NAME)
_PARTS = lazy_pattern(
    rf"(?:(?P<set>{_SET})/)?(?:box|obj|cls|dfl|seg|pose|kobj|l1|giou)(?:_(?:loss|om|oo))?"
)
_SPLIT = {"loss", "accuracy"}
_HUNDRED, _DECIMALS = 100, 12


def find_values(text: str) -> dict[str, float]:
    """The values in a line by the names that a record has for them.

    A value without a word for its data set belongs to the last one named in the line, at first
    to the training set.
    """
    found: dict[str, float] = {}
    inherited: list[tuple[str, str, float]] = []
    data, kind = "train", ""
    for match in _ITEM.finditer(text):
        named = match["context"] or match["set"] or match["after"] or match["then"]
        data = set_of(named) if named else data
        if match["context"] is None:
            kind = _kind(match)
            if named:
                found.setdefault(_field(kind, data), _value(match))
            else:
                inherited.append((kind, data, _value(match)))
        elif match["bare"] and kind in _SPLIT:
            found.setdefault(_field(kind, data), float(match["bare"]))
    for kind, data, value in inherited:
        found.setdefault(_free_field(kind, data, found), value)
    return found


def _free_field(kind: str, data: str, taken: Container[str]) -> str:
    """The name of a value that names no data set itself, unless another has it already."""
    field = _field(kind, data)
    return _field(kind, "train") if field in taken else field


def names_set(text: str) -> str | None:
    """The data set that a line without values announces for the next one, as "Test Error:"."""
    match = _ITEM.search(text)
    return match["context"] if match and match["context"] else None


def column(name: str) -> str | None:
    """The name that a record has for a column of a table; None where it has none."""
    match = _COLUMN.fullmatch(name.strip().strip("\"'"))
    if match is None:
        return None
    return _field(_kind(match), set_of(match["set"] or match["after"] or "train"))


def part_of_loss(name: str) -> str | None:
    """The loss that a column is one term of, as train/box_loss; None where it is no such term."""
    match = _PARTS.fullmatch(name.strip())
    return _field("loss", set_of(match["set"] or "train")) if match else None


def set_of(word: str) -> str:
    """Whether a word names the training data or data that was held out."""
    return _SETS.get(word.removesuffix("ing"), "val")


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in _KINDS if match[kind])


def _field(kind: str, data: str) -> str:
    return f"{data}_{kind}" if kind in _SPLIT else kind


def _value(match: re.Match[str]) -> float:
    value = float(match["mean"] or match["value"])
    if match["of"]:
        return value / max(1, int(match["of"]))
    percent = match["percent"] or "@" in (match["accuracy"] or "")
    return share(value) if percent else value


def share(percent: float) -> float:
    """A percentage as a share of 1."""
    return round(percent / _HUNDRED, _DECIMALS)
