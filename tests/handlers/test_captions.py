"""Whoever cannot see a picture, or hear a note, reads in its caption what it shows."""

import ast
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.runs import Run
from handlers.training.sight_words import film_caption, sight_caption
from quiz.curves import CURVE, pictures
from quiz.sight import sight
from solver.language import LANGUAGES, Language
from trainer.config import RunConfig, as_dict
from trainer.history import EpochRecord, History

ROOT = Path(__file__).parents[2]
SENT = {
    "send_photo": 2,
    "send_animation": 2,
    "send_video": 2,
    "send_voice": 2,
    "InputMediaPhoto": 2,
    "InputMediaAnimation": 2,
    "InputMediaVideo": 2,
}
"""What is sent to be seen or heard: with so many arguments the last one is a caption."""


def _bare(call: ast.Call) -> bool:
    """Whether something is sent without a caption, or with an empty one."""
    named = [given.value for given in call.keywords if given.arg == "caption"]
    caption = next(iter(named), call.args[-1])
    empty = isinstance(caption, ast.Constant) and not caption.value
    name = _name(call)
    most = SENT[name] + (isinstance(call.func, ast.Attribute) and _by_bot(call))
    return empty or not (named or len(call.args) >= most)


def _by_bot(call: ast.Call) -> bool:
    """Whether a bot sends it, who is told the chat first."""
    return "bot" in ast.unparse(call.func.value)  # type: ignore[attr-defined]


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def test_everything_is_sent_with_a_caption() -> None:
    """No picture, film or voice note leaves without words."""
    found = {
        f"{path.name}:{node.lineno}": node
        for path in sorted((ROOT / "handlers").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _name(node) in SENT
    }
    assert len(found) > 8
    assert [place for place, call in found.items() if _bare(call)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_of_questions_in_words(language: Language) -> None:
    """Below a question about curves it is said where each of them begins and ends."""
    kept = json.loads((ROOT / "data" / "quiz" / "curves.json").read_text("utf-8"))
    for skill, shown in kept["pictures"].items():
        assert skill.startswith(CURVE)
        for picture, one in zip(pictures(skill), shown, strict=True):
            told = sight(picture.name, language)
            for run in (kept["runs"][name] for name in one["runs"]):
                of_loss = run["losses"] if "losses" in run else run["train_loss"]
                assert f"{of_loss[0]:.2g} → {of_loss[-1]:.2g}" in told


def test_looks_at_a_run_in_words() -> None:
    """A film tells of its curves and the best epoch, a matrix what was mixed up most often."""
    config = as_dict(RunConfig(dataset="iris", epochs=2))
    run = Run(7, 1, 1, None, "en", config, "done", None, datetime(2026, 3, 2, tzinfo=UTC))
    first, last = (
        EpochRecord(number, 1.0 / number, 0.5, 0.9 / number, 0.7 + number / 10, 0.8, 0.8, 0.1, 1.0)
        for number in (1, 2)
    )
    matrix = ((10, 0, 0), (0, 8, 2), (1, 1, 8))
    history = History((first, last), 120, 30, 8, 240, 24, confusion=matrix, examples=((0, 1),) * 9)
    film = film_caption(run, history)
    assert "all 2 epochs" in film
    assert "Best epoch: 2, validation loss 0.450, accuracy 90.0%" in film
    confusion = sight_caption("confusion", run, history)
    assert "versicolor taken for virginica (2 times)" in confusion
    assert "90.0%" in confusion
    examples = sight_caption("examples", replace(run, language="zh"), history)
    assert "9 个验证样本" in examples
    assert "认成" not in examples
