"""What the curves of compared runs show: a sentence for each kind of finding, at most two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solver.language import Language, Phrase
from trainer.comparison import Comparison, varied
from trainer.comparison_words import AND, shortened, spaced
from trainer.diagnose import diagnose
from trainer.diagnosis_phrases import LIKELY
from trainer.diagnosis_words import fitting, written
from trainer.finding import Finding, Kind, Likelihood
from trainer.history import History
from trainer.series import of_run

MOST = 2
"""Sentences that a person is told."""
DETAILED = 2
"""Runs of which all numbers are told; of more, only those of the clearest."""

ALL = Phrase("all of them", "全部")
ONE = Phrase("{names}: {what} ({likely}), {numbers}", "{names}：{what}（{likely}），{numbers}")
SEVERAL = Phrase("{names}: {what} ({likely}); {numbers}", "{names}：{what}（{likely}）；{numbers}")
NUMBERS_OF = Phrase("{name}: {numbers}", "{name}：{numbers}")
EXAMPLE = Phrase("for example {name}: {numbers}", "例如{name}：{numbers}")
ORDER = Phrase("; with more epochs the order may change", "；再多训练几轮，名次可能会变")
_THEN, _END = Phrase("; ", "；"), Phrase(".", "。")

WHAT: Mapping[Kind, Phrase] = {
    "divergence": Phrase("diverged", "发散"),
    "rate_too_high": Phrase("learning rate too high", "学习率过大"),
    "overfitting": Phrase("overfitting", "过拟合"),
    "noisy": Phrase("noisy", "波动太大"),
    "rate_too_low": Phrase("learning rate too low", "学习率过小"),
    "underfitting": Phrase("underfitting", "欠拟合"),
    "still_improving": Phrase("still improving", "还在进步"),
}
"""What is told of runs side by side, the gravest first."""
NUMBERS: Mapping[Kind, Sequence[Phrase]] = {
    "divergence": (
        Phrase(
            "from epoch {epoch} the training loss grew from {first_loss} to {last_train_loss}",
            "从第 {epoch} 轮起训练损失从 {first_loss} 涨到 {last_train_loss}",
        ),
        Phrase(
            "in epoch {epoch}, from a loss of {first_loss} at first",
            "在第 {epoch} 轮，损失起初为 {first_loss}",
        ),
        Phrase("in epoch {epoch}", "在第 {epoch} 轮"),
    ),
    "rate_too_high": (
        Phrase(
            "the training loss shot up from {first_loss} to {highest_loss} and ended at"
            " {last_train_loss}",
            "训练损失从 {first_loss} 冲到 {highest_loss}，最后为 {last_train_loss}",
        ),
        Phrase(
            "from epoch {epoch} the training loss rose from {lowest_train_loss} to"
            " {last_train_loss}",
            "从第 {epoch} 轮起训练损失从 {lowest_train_loss} 升到 {last_train_loss}",
        ),
        Phrase(
            "the training loss jumps, {first_loss} at first and {last_train_loss} at the end",
            "训练损失来回跳动，起初 {first_loss}，最后 {last_train_loss}",
        ),
    ),
    "overfitting": (
        Phrase(
            "from epoch {epoch} the validation loss rose from {best_val_loss} to {last_val_loss}",
            "从第 {epoch} 轮起验证损失从 {best_val_loss} 升到 {last_val_loss}",
        ),
        Phrase(
            "accuracy {last_train_accuracy} in training, {last_val_accuracy} in validation",
            "训练准确率 {last_train_accuracy}，验证准确率 {last_val_accuracy}",
        ),
    ),
    "noisy": (
        Phrase(
            "the validation loss jumps between {lowest_val_loss} and {highest_val_loss}",
            "验证损失在 {lowest_val_loss} 和 {highest_val_loss} 之间跳动",
        ),
        Phrase(
            "the training loss jumps between {lowest_train_loss} and {highest_train_loss}",
            "训练损失在 {lowest_train_loss} 和 {highest_train_loss} 之间跳动",
        ),
    ),
    "rate_too_low": (
        Phrase(
            "the training loss came down from {first_train_loss} to only {last_train_loss}",
            "训练损失从 {first_train_loss} 只降到 {last_train_loss}",
        ),
    ),
    "underfitting": (
        Phrase(
            "accuracy {last_train_accuracy} even on the training samples",
            "连训练准确率也只有 {last_train_accuracy}",
        ),
        Phrase(
            "the training loss stays near {last_train_loss}", "训练损失停在 {last_train_loss} 左右"
        ),
    ),
    "still_improving": (
        Phrase(
            "since epoch {epoch} the validation loss fell from {val_loss_then} to {last_val_loss}",
            "第 {epoch} 轮以来验证损失从 {val_loss_then} 降到 {last_val_loss}",
        ),
    ),
}
_SURE: Sequence[Likelihood] = ("surely", "probably", "maybe")


@dataclass(frozen=True)
class Shared:
    """A kind of finding, and the runs that have it.

    Attributes:
        kind: what it is.
        findings: one for each run that has it, by the place of the run.
    """

    kind: Kind
    findings: Mapping[int, Finding]

    @property
    def likelihood(self) -> Likelihood:
        """How sure it is of all of these runs."""
        return max((one.likelihood for one in self.findings.values()), key=_SURE.index)

    @property
    def clearest(self) -> int:
        """The run that shows it best."""
        return min(self.findings, key=lambda run: _SURE.index(self.findings[run].likelihood))


def found(comparison: Comparison, histories: Sequence[History]) -> tuple[Shared, ...]:
    """What matters most: a run that broke down, then what tells some of the runs from others."""
    by_kind: dict[Kind, dict[int, Finding]] = {kind: {} for kind in WHAT}
    for number, (run, history) in enumerate(zip(comparison.runs, histories, strict=True)):
        for finding in diagnose(of_run(history, run)):
            if finding.kind in by_kind:
                by_kind[finding.kind][number] = finding
    shared = [Shared(kind, findings) for kind, findings in by_kind.items() if findings]
    everybody = len(comparison.runs)
    shared.sort(
        key=lambda one: (
            one.kind != "divergence",
            len(one.findings) == everybody,
            one.likelihood == "maybe",
        )
    )
    return tuple(shared[:MOST])


def diagnosis(
    comparison: Comparison, histories: Sequence[History], names: Sequence[str], language: Language
) -> tuple[str, ...]:
    """What the curves show in words, a sentence each."""
    return tuple(
        _sentence(one, comparison, histories, names, language)
        for one in found(comparison, histories)
    )


def _sentence(
    one: Shared,
    comparison: Comparison,
    histories: Sequence[History],
    names: Sequence[str],
    language: Language,
) -> str:
    runs = list(one.findings)
    sentence = (SEVERAL if len(runs) > 1 else ONE).say(
        language,
        names=_together(runs, names, language),
        what=WHAT[one.kind].say(language),
        likely=LIKELY[one.likelihood].say(language),
        numbers=_all_numbers(one, shortened(names), language),
    )
    if _may_change_order(one, comparison, histories):
        sentence += ORDER.say(language)
    return spaced(sentence[0].upper() + sentence[1:] + _END.say(language))


def _all_numbers(one: Shared, names: Sequence[str], language: Language) -> str:
    """The numbers of one run or two, by their names where there are several; or of an example."""
    numbers = {run: _numbers(finding, language) for run, finding in one.findings.items()}
    if len(numbers) == 1:
        return numbers.popitem()[1]
    if len(numbers) > DETAILED:
        run = one.clearest
        return EXAMPLE.say(language, name=names[run], numbers=numbers[run])
    return _THEN.say(language).join(
        NUMBERS_OF.say(language, name=names[run], numbers=text) for run, text in numbers.items()
    )


def _numbers(finding: Finding, language: Language) -> str:
    return fitting(NUMBERS[finding.kind], written(finding, language), language)


def _together(runs: Sequence[int], names: Sequence[str], language: Language) -> str:
    """Several runs by their names; what all names begin with is said once."""
    if len(runs) == len(names):
        return ALL.say(language)
    if names[0].startswith("#"):
        return AND.say(language).join(shortened(names)[run] for run in runs)
    first, *others = runs
    short = [shortened(names)[run] for run in others]
    return AND.say(language).join([names[first], *short])


def _may_change_order(one: Shared, comparison: Comparison, histories: Sequence[History]) -> bool:
    """Whether a run that still improves is behind another one that had as many epochs."""
    if one.kind != "still_improving" or "epochs" in varied(comparison):
        return False
    ends = {
        run: min(record.val_loss for record in history.records)
        for run, history in enumerate(histories)
        if history.records
    }
    return set(one.findings) != {min(ends, key=ends.__getitem__)}
