"""A comparison in words: what is compared, what is the same, and what came of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from solver.language import Language, Phrase
from trainer.choices import DATASETS, MODELS, OPTIMIZERS
from trainer.comparison import Comparison, varied
from trainer.config import RunConfig, learning_rate
from trainer.differences import differences
from trainer.faults import FIELDS
from trainer.history import StopReason
from trainer.standings import Standing, Standings

TITLE = Phrase("Compared: {what}", "对比：{what}")
NO_DIFFERENCE = Phrase("the same once more", "同样的训练")
AND = Phrase(", ", "、")
BATCH, EPOCHS = Phrase("batch size {}", "批次大小 {}"), Phrase("epochs: {}", "{} 轮")
RATE, SEED = Phrase("learning rate {:g}", "学习率 {:g}"), Phrase("seed {}", "种子 {}")
HEAD_LABELS = (TITLE, NO_DIFFERENCE, AND, BATCH, EPOCHS, RATE, SEED)

_LOSS = Phrase("validation loss {loss:.3g}", "验证损失 {loss:.3g}")
_ACCURACY = Phrase("accuracy {accuracy:.1%}", "准确率 {accuracy:.1%}")
_BEST = Phrase(
    "Best: {best}, with {scores} after epoch {epoch}.",
    "最好的是{best}：第 {epoch} 轮后{scores}。",
)
_WORST = Phrase("Weakest: {worst}, with {scores}.", "最差的是{worst}：{scores}。")
_EVEN = Phrase(
    "All of them came out about the same: {low} to {high}.", "结果差不多：{low} 到 {high}。"
)
_STOPPED: Mapping[StopReason, Phrase] = {
    "time": Phrase("{name}: time was up after epoch {done}.", "{name}：第 {done} 轮后时间用完。"),
    "patience": Phrase("{name}: stopped early after epoch {done}.", "{name}：第 {done} 轮后早停。"),
}
_COUNTED = Phrase("Updates, derived = measured ✓: {counts}", "更新次数，推导 = 实测 ✓：{counts}")
_COUNTED_BOTH = Phrase("Updates, derived → measured: {counts}", "更新次数，推导 → 实测：{counts}")
_DOT = " · "
_MEETING = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z#])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])")
"""Where Chinese and Latin text meet without a space."""


def title(comparison: Comparison, language: Language) -> str:
    """What is compared: the names of the fields that vary."""
    what = AND.say(language).join(compared_fields(comparison, language))
    return TITLE.say(language, what=what)


def compared_fields(comparison: Comparison, language: Language) -> list[str]:
    """The names of the fields that vary; where none does, that it is the same once more."""
    names = [FIELDS[field].say(language) for field in varied(comparison)]
    return names or [NO_DIFFERENCE.say(language)]


def shared(comparison: Comparison, language: Language) -> tuple[str, ...]:
    """What all runs have in common, beginning with data and model."""
    first, *others = (_parts(run, language) for run in comparison.runs)
    return tuple(part for part in first if all(part in other for other in others))


def _parts(run: RunConfig, language: Language) -> tuple[str, ...]:
    return (
        DATASETS[run.dataset].name.say(language),
        MODELS[run.model].name.say(language),
        BATCH.say(language).format(run.batch_size),
        EPOCHS.say(language).format(run.epochs),
        OPTIMIZERS[run.optimizer].name.say(language),
        RATE.say(language).format(learning_rate(run)),
        *differences(run, language),
    )


def shortened(names: Sequence[str]) -> list[str]:
    """Names for a narrow place: without the words that all begin with, or by number alone."""
    if all(name.startswith("#") for name in names):
        return [name.split(" ")[0] for name in names]
    split = [name.split(" ") for name in names]
    alike = takewhile(lambda words: len(set(words)) == 1, zip(*split, strict=False))
    same = min(sum(1 for _ in alike), min(map(len, split)) - 1)
    return [" ".join(words[same:]) for words in split]


def verdict(found: Standings, language: Language) -> str:
    """What came of the runs, in a sentence or a few; what their curves show is not in it."""
    return spaced(Phrase(" ", "").say(language).join(_sentences(found, language)))


def spaced(text: str) -> str:
    """The text with a space between Chinese characters and Latin letters or digits."""
    return _MEETING.sub(" ", text)


def table(found: Standings) -> list[str]:
    """A line for each run, in columns, for a terminal."""
    names = max(len(row.name) for row in found.rows)
    lines = []
    for row in found.rows:
        loss = "-" if row.loss is None else f"{row.loss:.4f}"
        accuracy = "-" if row.accuracy is None else f"{row.accuracy:.1%}"
        updates = f"{row.counts.measured_iterations:,}"
        lines.append(
            f"{row.name:{names}}  validation loss {loss:>8}  accuracy {accuracy:>6}"
            f"  epoch {row.epoch or '-':>3}  updates {updates:>8}  {row.seconds:6.1f} s"
        )
    return lines


def counted(found: Standings, language: Language) -> str:
    """The updates of each run, derived and measured."""
    counts = [row.counts for row in found.rows]
    if all(one.agree for one in counts):
        numbers = _DOT.join(f"{one.measured_iterations:,}" for one in counts)
        return _COUNTED.say(language, counts=numbers)
    numbers = _DOT.join(f"{one.total_iterations:,} → {one.measured_iterations:,}" for one in counts)
    return _COUNTED_BOTH.say(language, counts=numbers)


def _sentences(found: Standings, language: Language) -> Iterator[str]:
    ranked = found.ranked
    if found.even:
        low, high = sorted((ranked[0], ranked[-1]), key=found.measured)
        yield _EVEN.say(
            language,
            low=_score(low, found, language),
            high=f"{found.measured(high):.1%}" if found.by_accuracy else f"{high.loss:.3g}",
        )
    elif ranked:
        best, worst = ranked[0], ranked[-1]
        yield _BEST.say(language, best=best.name, scores=_scores(best, language), epoch=best.epoch)
        if worst is not best:
            yield _WORST.say(language, worst=worst.name, scores=_scores(worst, language))
    for row in found.rows:
        if row.stopped_by and row.stopped_by in _STOPPED:
            yield _STOPPED[row.stopped_by].say(language, name=row.name, done=row.epochs)


def _scores(row: Standing, language: Language) -> str:
    loss = _LOSS.say(language, loss=row.loss)
    if row.accuracy is None:
        return loss
    return (
        Phrase(", ", "，")
        .say(language)
        .join((loss, _ACCURACY.say(language, accuracy=row.accuracy)))
    )


def _score(row: Standing, found: Standings, language: Language) -> str:
    if found.by_accuracy:
        return _ACCURACY.say(language, accuracy=row.accuracy)
    return _LOSS.say(language, loss=row.loss)
