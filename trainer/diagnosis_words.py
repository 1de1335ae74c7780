"""Findings in words: one sentence with the numbers, and one with what to try."""

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import NamedTuple

from solver.language import Language, Phrase
from trainer import diagnosis_phrases as phrases
from trainer.finding import Finding
from trainer.series import Burden

TEN_TIMES = 10
"""By how much another learning rate is worth a try."""


class Told(NamedTuple):
    """A finding in two sentences: what shows it, and what to try."""

    shown: str
    tried: str


def tell(finding: Finding, language: Language) -> Told:
    """A finding in words."""
    values = written(finding, language)
    shown = fitting(phrases.SHOWN[finding.kind], values, language)
    if finding.kind == "leakage_suspicion":
        tried = _causes(finding.burdens, language)
    else:
        tried = fitting(phrases.TRY[finding.kind], values, language)
    return Told(shown, tried)


def say(finding: Finding, language: Language) -> str:
    """A finding in one line."""
    return phrases.BETWEEN.say(language).join(tell(finding, language))


def written(finding: Finding, language: Language) -> Mapping[str, str]:
    """Everything that a phrase may name, as it is written."""
    return dict(_values(finding, language))


def _values(finding: Finding, language: Language) -> Iterator[tuple[str, str]]:
    yield "epoch", str(finding.epoch)
    yield "likely", phrases.LIKELY[finding.likelihood].say(language)
    for name, value in finding.evidence.items():
        yield name, _written(name, value)
    if rate := finding.evidence.get("learning_rate"):
        yield "smaller_rate", f"{rate / TEN_TIMES:.3g}"
        yield "larger_rate", f"{rate * TEN_TIMES:.3g}"


def _written(name: str, value: float) -> str:
    if name.endswith("accuracy"):
        return f"{value:.1%}"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def fitting(choice: Sequence[Phrase], values: Mapping[str, str], language: Language) -> str:
    """The first phrase whose numbers are all there."""
    return next(one for one in choice if _names(one) <= values.keys()).say(language, **values)


def _names(phrase: Phrase) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase.en) if name}


def _causes(burdens: tuple[Burden, ...] | None, language: Language) -> str:
    """Why validation may be better: what is known to be so, or all innocent causes, then a leak."""
    if burdens:
        known = [phrases.BURDENS[one] for one in burdens]
        return phrases.EXPECTED.say(language, causes=_joined(known, language))
    usual = [phrases.USUAL] if burdens is None else []
    causes = [*usual, phrases.AVERAGED, phrases.EASIER]
    return phrases.INNOCENT.say(language, causes=_joined(causes, language))


def _joined(causes: Sequence[Phrase], language: Language) -> str:
    return phrases.AND.say(language).join(cause.say(language) for cause in causes)
