"""What is to be seen in a picture of curves, in words: where each of them begins and ends."""

from collections.abc import Callable, Mapping, Sequence

from quiz.curves import PANELS, Run, named
from quiz.texts import texts
from solver.language import Language, Phrase

_PICTURE = Phrase("In the picture: {curves}.", "图中：{curves}。")
_CURVE = Phrase("{name} {first} → {last}", "{name} {first} → {last}")
_PANEL = Phrase("{name}: {curves}", "{name}：{curves}")
_COMMA, _SEMICOLON = Phrase(", ", "，"), Phrase("; ", "；")

Say = Mapping[str, str]
Panel = tuple[str, Sequence[tuple[str, Sequence[float]]]]
"""What a panel measures, and its curves by name."""


def sight(name: str, language: Language) -> str:
    """The picture that an item calls by this name, in a sentence.

    Raises:
        LookupError: there is no such picture (any more).
    """
    picture, runs = named(name)
    panels = _PANELS.get(picture.skill, _losses)(runs, texts(language).sights)
    told = (_told(panel, language) for panel in panels)
    return _PICTURE.say(language, curves=_SEMICOLON.say(language).join(told))


def _told(panel: Panel, language: Language) -> str:
    measure, curves = panel
    each = (
        _CURVE.say(language, name=name, first=f"{values[0]:.2g}", last=f"{values[-1]:.2g}").strip()
        for name, values in curves
    )
    return _PANEL.say(language, name=measure, curves=_COMMA.say(language).join(each))


def _losses(runs: Sequence[Run], say: Say) -> list[Panel]:
    (run,) = runs
    return [(say["loss"], [(say["train"], run.train_loss), (say["val"], run.val_loss)])]


def _loss_and_accuracy(runs: Sequence[Run], say: Say) -> list[Panel]:
    (run,) = runs
    accuracies = [(say["train"], run.train_accuracy), (say["val"], run.val_accuracy)]
    return [*_losses(runs, say), (say["accuracy"], accuracies)]


def _twins(runs: Sequence[Run], say: Say) -> list[Panel]:
    healthy, buggy = runs
    names = say["healthy"], say["buggy"]
    losses = [*zip(names, (healthy.train_loss, buggy.train_loss), strict=True)]
    accuracies = [*zip(names, (healthy.val_accuracy, buggy.val_accuracy), strict=True)]
    return [(say["train_loss"], losses), (say["val_accuracy"], accuracies)]


def _updates(runs: Sequence[Run], say: Say) -> list[Panel]:
    named_runs = zip(PANELS, runs, strict=True)
    return [(say["update_loss"], [(letter, run.losses) for letter, run in named_runs])]


_PANELS: Mapping[str, Callable[[Sequence[Run], Say], list[Panel]]] = {
    "curve_gap": _loss_and_accuracy,
    "curve_bug": _twins,
    "curve_batch_size": _updates,
}
