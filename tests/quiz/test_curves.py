"""Questions about pictures of curves: real runs, plainly shown, with one right answer."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import unescape
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from statistics import fmean, pstdev
from string import Formatter

import pytest
from PIL import Image

from data.asked import Asked
from handlers.quizzes.screens import answered_screen, open_screen
from quiz.curve_picture import draw_curves
from quiz.curves import CURVE, Picture, Run, named, pictures
from quiz.grading import grade
from quiz.item import Item
from quiz.making import make
from quiz.mistake_names import mistake_sentence
from quiz.render import feedback
from quiz.skills import COURSE, LEVELS
from quiz.texts import CurveText, texts
from solver.language import LANGUAGES, Language
from trainer.config import from_dict
from trainer.experiments import EXPERIMENTS
from trainer.loop import run

SKILLS = [skill.name for skill in COURSE if skill.name.startswith(CURVE)]
SEEDS = range(120)
CAPTION = 1024
BACKED = {
    "dropout": "dropout_cure",
    "larger": "underfitting",
    "higher_rate": "rate_too_low",
    "lower_rate": "rate_too_high",
    "more_epochs": "more_epochs",
}
"""The experiment that has the illness and its cure, by the remedy."""
AGAIN = ("curve_remedy", "curve_batch_size")


def illness(one: Run) -> str:
    """What a person says of two losses: a rule of thumb, which is not the bot's diagnosis."""
    train, val, epochs = one.train_loss, one.val_loss, len(one.val_loss)
    best = val.index(min(val))
    if train[-1] > 5 * one.start:
        return "diverging"
    if val[-1] > 1.15 * val[best] and train[-1] < 0.75 * train[best]:
        return "overfitting"
    if train[-1] > 0.6 * one.start and abs(train[epochs // 2] - train[-1]) < 0.05 * one.start:
        return "underfitting"
    gained = val[-1 - epochs // 4] - val[-1]
    return "still_improving" if gained > 0.05 * one.start else "healthy"


def rate(one: Run) -> str:
    """How large the steps were: whether the loss creeps, falls, leaps or grows."""
    train = one.train_loss
    if train[-1] > 5 * one.start:
        return "far_too_high"
    if train[-1] < 0.5 * one.start:
        return "good"
    falls = all(after < before for before, after in pairwise(train))
    return "too_low" if falls else "too_high"


def gap(one: Run) -> str:
    """Which way validation loss and accuracy go after the first third, or the lowest loss."""
    loss, right = one.val_loss, one.val_accuracy
    begins = min(loss.index(min(loss)), len(loss) // 3)
    gained = fmean(right[-3:]) - fmean(right[begins : begins + 2])
    if loss[-1] > 1.2 * loss[begins]:
        return "both_worse" if gained < -0.05 else "surer_wrong"
    return "both_better" if gained > 0.1 else "surer_right"


def bug(healthy: Run, buggy: Run) -> str:
    """Which of the bugs leaves such curves."""
    train, right = buggy.train_loss, buggy.val_accuracy
    if all(abs(a - b) < 0.1 for a, b in zip(train, healthy.train_loss, strict=True)):
        return "evaluated_in_train_mode"
    if max(train[1:]) - min(train[1:]) < 0.02 and len(set(right)) == 1:
        return "schedule_every_batch"
    if train[-1] > 1.3 * min(train):
        return "no_zero_grad"
    return "labels_shifted" if max(right) < 0.3 else "softmax_twice"


def kept_as(kept: Sequence[float], measured: Sequence[float]) -> bool:
    """Whether figures are those that were kept, but for their rounding."""
    return [*kept] == pytest.approx([*measured], rel=1e-3)


def restlessness(losses: list[float]) -> float:
    """By how much the loss of an update differs from the next one."""
    return pstdev(after - before for before, after in pairwise(losses[20:]))


@pytest.mark.parametrize("skill", SKILLS)
def test_each_skill_has_many_pictures(skill: str) -> None:
    """Twelve or more, each of other runs, several of each answer, some plain and some less so."""
    shown = pictures(skill)
    assert len({tuple(map(id, one.runs)) for one in shown}) == len(shown) >= 12
    assert {one.plain for one in shown} == {1, 2}
    if skill not in {"curve_best_epoch", "curve_batch_size"}:
        counts = Counter(one.shows for one in shown)
        assert set(counts) == set(texts("en").curves[skill].answers)
        assert min(counts.values()) >= 3


@pytest.mark.parametrize(
    ("skill", "rule"),
    [("curve_illness", illness), ("curve_learning_rate", rate), ("curve_gap", gap)],
)
def test_pictures_show_what_is_said(skill: str, rule: object) -> None:
    """A rule of thumb finds in the numbers of every picture what the right answer says."""
    for picture in pictures(skill):
        (one,) = picture.runs
        assert rule(one) == picture.shows, picture.name  # type: ignore[operator]  # one of three


def test_bugs_are_told_apart() -> None:
    """Each bug leaves its own traces beside the healthy run."""
    for picture in pictures("curve_bug"):
        assert bug(*picture.runs) == picture.shows, picture.name


def test_small_batches_jump() -> None:
    """In every picture of batch sizes, the smaller batch is by far the more restless one."""
    for picture in pictures("curve_batch_size"):
        jumps = [restlessness([*one.losses]) for one in picture.runs]
        assert all(more > 1.35 * less for more, less in pairwise(jumps)), picture.name
        assert picture.shows == " ".join(str(one.config["batch_size"]) for one in picture.runs)


def test_the_best_epoch_is_the_lowest() -> None:
    """The epoch to keep has the lowest validation loss, and the others offered are clearly worse."""
    for picture in pictures("curve_best_epoch"):
        loss = picture.runs[0].val_loss
        best = min(loss)
        assert loss.index(best) + 1 == int(picture.shows)
        item = _of(picture, "choose")
        others = [int(re.findall(r"\d+", one.text)[0]) for one in item.options if not one.right]
        assert len({*others, int(picture.shows)}) == 4
        assert all(loss[epoch - 1] > 1.03 * best for epoch in others), picture.name


def test_remedies_were_tried() -> None:
    """The right change ended with by far the lowest validation loss of the four that were tried."""
    for picture in pictures("curve_remedy"):
        others = [loss for key, loss in picture.tried.items() if key != picture.shows and loss]
        mine = picture.tried[picture.shows]
        assert mine is not None
        assert all(mine < 0.8 * loss for loss in (*others, picture.runs[0].val_loss[-1]))
        assert BACKED[picture.shows] in EXPERIMENTS


@pytest.mark.parametrize("skill", AGAIN)
def test_runs_are_real(skill: str) -> None:
    """Trained again, a run that was kept gives the same figures."""
    kept = min(
        (one for picture in pictures(skill) for one in picture.runs),
        key=lambda one: (from_dict(one.config).epochs, len(one.losses)),
    )
    history = run(from_dict(kept.config), lambda _: None, lambda: None)
    for name in ("train_loss", "val_loss"):
        measured = [getattr(record, name) for record in history.records]
        assert not getattr(kept, name) or kept_as(getattr(kept, name), measured)
    assert kept_as(kept.losses, history.losses[: len(kept.losses)])
    assert kept.start == pytest.approx(history.losses[0], rel=1e-3)


def test_the_runs_take_little_room() -> None:
    """What was measured is kept in a small file."""
    assert len(files("data").joinpath("quiz", "curves.json").read_bytes()) < 150_000


@pytest.mark.parametrize(
    ("skill", "language"),
    [
        ("curve_illness", "en"),
        ("curve_illness", "zh"),
        ("curve_gap", "zh"),
        ("curve_bug", "en"),
        ("curve_batch_size", "zh"),
    ],
)
def test_pictures_are_drawn_for_a_phone(skill: str, language: Language) -> None:
    """Each kind of picture is 1080 pixels wide, not higher than wide, and has something in it."""
    picture = Image.open(BytesIO(draw_curves(make(skill, 1, 1, language).picture, language)))
    width, height = picture.size
    assert width == 1080
    assert 800 <= height <= 1080
    assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 20


@pytest.mark.parametrize("skill", SKILLS)
def test_a_picture_is_named(skill: str) -> None:
    """The name that an item keeps is short, and leads to the picture again."""
    for seed in SEEDS:
        item = make(skill, seed, LEVELS[seed % 5], "zh")
        assert len(item.picture) <= 40
        assert named(item.picture)[0].skill == skill


def test_a_picture_that_is_gone() -> None:
    """A name of no picture is refused."""
    for name in ("curve_illness-999", "curve_none-0"):
        with pytest.raises(LookupError):
            named(name)


def test_batch_sizes_are_asked_in_the_order_shown() -> None:
    """The right answer names the batch sizes of the panels from the top."""
    for seed in SEEDS:
        item = make("curve_batch_size", seed, 3, "en")
        _, shown = named(item.picture)
        assert item.answer == " · ".join(str(one.config["batch_size"]) for one in shown)


def test_a_typed_epoch() -> None:
    """At high levels the epoch may be typed; a known wrong one is told what it mixes up."""
    item = next(_typed())
    assert grade(item, str(item.number)).outcome == "right"
    for value in item.mistakes:
        given = grade(item, str(value))
        assert given.outcome == "wrong"
        assert feedback(item, given).mistake
    assert grade(item, f"{int(item.number or 0) * 100}").outcome == "wrong"
    assert grade(item, f"{item.number} samples").outcome == "unit"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("skill", SKILLS)
def test_all_fits_below_a_picture(skill: str, language: Language) -> None:
    """Question, hints, answer and reasons together are no longer than a caption may be."""
    for seed in SEEDS:
        item = make(skill, seed, LEVELS[seed % 5], language)
        texts_shown = [open_screen(item, _asked(item, None), below="x" * 200)[0]]
        texts_shown += [
            answered_screen(item, _asked(item, f"#{place}"), "x" * 120)[0]
            for place in range(len(item.options))
        ]
        assert all(_length(text) <= CAPTION for text in texts_shown)
        wrong = (option for option in item.options if not option.right)
        assert all(mistake_sentence(option.mistake, language) for option in wrong)


@pytest.mark.parametrize("skill", SKILLS)
def test_words_are_there_in_both_languages(skill: str) -> None:
    """Questions, hints and answers have the same keys and placeholders in both languages."""
    en, zh = (texts(language).curves[skill] for language in LANGUAGES)
    assert _structure(en) == _structure(zh)
    assert texts("en").sights.keys() == texts("zh").sights.keys()
    for text in (zh.question, *zh.hints, *(one.looks for one in zh.answers.values())):
        assert text[-1] in "。？"
        assert not re.search(r"[一-鿿][,;:?!]", text)
    assert len(zh.question) <= 150


def _structure(text: CurveText) -> object:
    answers = [(key, _placeholders(one.text)) for key, one in text.answers.items()]
    return _placeholders(text.question), len(text.hints), answers, _placeholders(text.tried)


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _typed() -> Iterator[Item]:
    made = (make("curve_best_epoch", seed, 5, "en") for seed in SEEDS)
    return (item for item in made if item.form == "type")


def _of(picture: Picture, form: str) -> Item:
    made = (make(picture.skill, seed, level, "en") for seed in range(400) for level in (1, 3, 5))
    return next(one for one in made if one.picture == picture.name and one.form == form)


def _asked(item: Item, answer: str | None) -> Asked:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    key = (item.skill, item.seed, item.level, item.language)
    return Asked(1, 1, 1, 1, *key, now, 0, len(item.hints), now if answer else None, answer)


def _length(html: str) -> int:
    """As Telegram counts it: in UTF-16 units, without the tags."""
    return len(unescape(re.sub(r"<[^>]+>", "", html)).encode("utf-16-le")) // 2
