"""How often something is done: "evaluation after every 500", "每个epoch保存一次"."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan

_SAVES = r"(?:sav(?:e|es|ed|ing)|checkpoint\w{0,5}|snapshot\w?|保存|存)"
_EVALUATES = r"(?:eval\w{0,8}|validat\w{0,4}|评估|验证|评测)"
_AN_EPOCH = (
    r"\b(?:every|each|per|after (?:each|every)|once (?:an|per|every)|at the end of (?:each|every))"
    r" epoch(?!s)"
)
_AN_EPOCH_HAN = r"每(?:个|一个|一)?\s?(?:epoch|轮)(?!\s?\d)"


def _done(verb: str) -> re.Pattern[str]:
    return lazy_pattern(
        rf"\b{verb}[^.,;?\d]{{0,40}}?{_AN_EPOCH}|{_AN_EPOCH}[^.,;?\d]{{0,24}}?\b{verb}"
        rf"|{_AN_EPOCH_HAN}[^，。；？\d]{{0,10}}?{verb}",
        re.IGNORECASE,
    )


def _set(name: str) -> re.Pattern[str]:
    return lazy_pattern(rf"\b{name}_strategy\s?[=:]\s?[\"']?epoch", re.IGNORECASE)


_EVERY_EPOCH = (
    ("epochs_per_checkpoint", _done(_SAVES)),
    ("epochs_per_evaluation", _done(_EVALUATES)),
    ("epochs_per_checkpoint", _set("save")),
    ("epochs_per_evaluation", _set("eval(?:uation)?")),
)


_AT_THE_END = lazy_pattern(
    rf"\b{_SAVES}[^.;?\d]{{0,40}}?\b(?:and|plus|also|again)\b[^.;?\d]{{0,24}}?"
    r"\b(?:at the (?:very )?end|the (?:last|final) step)\b"
    rf"|\b(?:plus|and|also) (?:one |another |it )?(?:{_SAVES} )?(?:one |again )?"
    r"(?:at the (?:very )?end|after the (?:last|final) step)"
    r"|\b(?:the )?(?:last|final) (?:step|iteration|one|model) (?:is |gets )?"
    r"(?:also |always )?saved"
    rf"|(?:最后一?[步次]|结束时|训练完|跑完|最后)[^，。；？\d]{{0,4}}(?:也|再|另)"
    rf"[^，。；？\d]{{0,4}}{_SAVES}(?!着|[了过]?(?:几|多少))",
    re.IGNORECASE,
)


def with_final_checkpoint(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the checkpoint that is saved at the very end beside those of intervals."""
    match = _AT_THE_END.search(scan.text)
    if match is None or not any(f.known.quantity == "checkpoint_interval" for f in facts):
        return facts
    known = Known("final_checkpoint", 1, "stated", match.group())
    return [*facts, Fact(known, match.start(), match.end())]


def with_every_epoch(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with what is done at the end of every epoch."""
    stated = {fact.known.quantity for fact in facts}
    for quantity, pattern in _EVERY_EPOCH:
        match = pattern.search(scan.text)
        if match and quantity not in stated and "epochs" in stated:
            known = Known(quantity, 1, "stated", match.group())
            stated.add(quantity)
            facts = [*facts, Fact(known, match.start(), match.end())]
    return facts
