"""Questions about code: running it gives the answer, and so does the solver that reads it."""

import json
import shlex
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from itertools import count, product
from random import Random
from unicodedata import east_asian_width

import pytest
import yaml

from quiz.concepts import concepts
from quiz.drawing import Drawing
from quiz.making import make
from quiz.skills.code import DRAWS
from quiz.skills.skill import LEVELS
from quiz.texts import texts
from solver.language import LANGUAGES
from solver.results import Solution
from solver.solve import solve
from tests.quiz.training_machine import Machine

SEEDS = range(0, 1_000, 13)
LONGEST = 4_000
"""Updates of a script that is run here."""
WIDTH, LINES = 37, 14
RUN = [name for name in DRAWS if name.startswith("code_")]
PRINT = {"code_last_shape", "code_print_step", "code_lightning"}
MOMENTS = {"log_so_far", "log_left"}
"""What the solver does not read: a log of several bars."""
ASKED = {
    "code_last_shape": ("last_batch_size", "How large is the last batch?"),
    "code_print_step": ("total_batches", "How many batches are processed in total?"),
    "log_per_epoch": ("iterations_per_epoch", "How many updates are there in an epoch?"),
}
USUAL = ("total_iterations", "How many weight updates does it make in total?")

BUGS = ("bugs-in-loops", "bugs-in-evaluation")

Told = Mapping[str, int]


@cache
def _drawn(skill: str) -> tuple[Drawing, ...]:
    return tuple(DRAWS[skill](Random(f"code {seed}"), LEVELS[seed % 5]) for seed in SEEDS)


def _batches(told: Told) -> int:
    return len(range(0, told["samples"], told["batch_size"]))


def _full_batches(told: Told) -> int:
    starts = range(0, told["samples"], told["batch_size"])
    return sum(start + told["batch_size"] <= told["samples"] for start in starts[-2:]) + len(
        starts[:-2]
    )


def _epochs(told: Told, each: int) -> int:
    return sum(each for _ in range(told["epochs"]))


def _groups(told: Told, samples: int, batch_size: int) -> int:
    """Groups of batches that are begun, epoch by epoch."""
    batches = range(0, samples, batch_size)
    return _epochs(told, len(batches[:: told["grad_accumulation"]]))


def _full_groups(told: Told) -> int:
    ends = range(told["grad_accumulation"], _batches(told) + 1, told["grad_accumulation"])
    return _epochs(told, len(ends))


def _on_devices(told: Told) -> int:
    share = len(range(0, told["samples"], told["devices"]))
    return _groups(told, share, told["batch_size"])


def _moments(told: Told) -> list[tuple[int, int]]:
    """Each update of a run: its epoch, and its place there."""
    return [*product(range(1, told["epochs"] + 1), range(1, told["batches"] + 1))]


def _place(told: Told) -> int:
    return _moments(told).index((told["epoch"], told["place"])) + 1


def _each(told: Told) -> int:
    return next(n for n in count(1) if _epochs(told, n) == told["total"])


BY_HAND: dict[str, Callable[[Told], int]] = {
    "code_loop": lambda told: _epochs(told, _batches(told)),
    "code_drop_last": lambda told: _epochs(told, _full_batches(told)),
    "code_test_loop": lambda told: _epochs(told, _batches(told)),
    "code_break": lambda told: _epochs(told, len(range(_batches(told))[: told["limit"]])),
    "code_last_shape": lambda told: len(
        range(told["samples"])[(_batches(told) - 1) * told["batch_size"] :]
    ),
    "code_accumulation": _full_groups,
    "code_accumulation_rest": lambda told: _groups(told, told["samples"], told["batch_size"]),
    "code_print_step": lambda told: _epochs(told, _batches(told)),
    "code_gpus": _on_devices,
    "code_keras": lambda told: _epochs(told, _batches(told)),
    "code_lightning": lambda told: _groups(told, told["samples"], told["batch_size"]),
    "code_transformers": _on_devices,
    "config_updates": lambda told: _groups(told, told["samples"], told["batch_size"]),
    "log_so_far": _place,
    "log_left": lambda told: len(_moments(told)[_place(told) :]),
    "log_per_epoch": _each,
}


@pytest.mark.parametrize("skill", DRAWS)
def test_the_answer_is_what_counting_gives(skill: str) -> None:
    """At every level, each answer is what slices and loops count."""
    heavy = skill in {"log_so_far", "log_left", "log_per_epoch"}
    for drawing in _drawn(skill)[:: 4 if heavy else 1]:
        told = {name: int(value) for name, value in drawing.numbers.items()}
        assert BY_HAND[skill](told) == drawing.answer


@pytest.mark.parametrize("skill", RUN)
def test_running_the_code_gives_the_answer(skill: str) -> None:
    """The script that is shown really makes so many updates, or prints that number."""
    items = [make(skill, seed, level, "en") for seed, level in product(range(2), LEVELS)]
    short = [item for item in items if item.number and item.number <= LONGEST]
    assert len(short) > 2
    for item in short:
        machine = Machine(item.block)
        machine.run()
        assert (machine.printed[-1] if skill in PRINT else machine.updates) == item.number


@pytest.mark.parametrize("skill", [name for name in DRAWS if name not in MOMENTS])
def test_the_solver_reads_the_same_from_the_code(skill: str) -> None:
    """Pasted into the chat with a question, the code is answered like the quiz answers it."""
    quantity, question = ASKED.get(skill, USUAL)
    for seed, level, language in ((1, 2, "en"), (2, 4, "zh")):
        item = make(skill, seed, level, language)
        solved = solve(f"{item.block}\n{question}")
        assert isinstance(solved, Solution), item.block
        answers = {one.quantity: one.span and one.span.value for one in solved.answers}
        assert answers[quantity] == item.number, item.block


@pytest.mark.parametrize("seed", range(8))
def test_a_configuration_starts_so_many_updates(seed: int) -> None:
    """The file that is shown can be read, and its batches be gone through."""
    item = make("config_updates", seed, LEVELS[seed % 5], "en")
    read = _settings(item.block)
    updates, find = 0, lambda *names: next(int(read[name]) for name in names if name in read)
    for _ in range(find("epochs", "num_epochs")):
        for place, _ in enumerate(
            range(0, find("train_size", "train_samples"), find("batch_size")), 1
        ):
            updates += place % find("gradient_accumulation_steps") == 0
    assert updates == item.number


def _settings(block: str) -> Mapping[str, object]:
    if block.startswith("python"):
        words = shlex.split(block.replace("\\\n", " "))[2:]
        return {key[2:]: float(value) for key, value in zip(words[::2], words[1::2], strict=True)}
    if block.startswith("{"):
        return json.loads(block)
    if block.startswith("# config.toml"):
        return tomllib.loads(block)
    parts = yaml.safe_load(block)
    return {**parts["data"], **parts["training"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("skill", DRAWS)
def test_code_fits_on_a_phone(skill: str, language: str) -> None:
    """No line is wider than a phone, and no block is longer than a screen."""
    assert texts(language).skills[skill].blocks
    for seed in range(12):
        _fits(make(skill, seed, LEVELS[seed % 5], language).block)


def _fits(block: str) -> None:
    lines = block.splitlines()
    assert 0 < len(lines) <= LINES
    for line in lines:
        assert sum(1 + (east_asian_width(one) in "WF") for one in line) <= WIDTH, line


@pytest.mark.parametrize("slug", BUGS)
def test_a_bug_is_looked_for_in_the_same_code(slug: str) -> None:
    """Each of these questions shows code, which fits and needs no translation."""
    for english, chinese in zip(concepts(slug, "en"), concepts(slug, "zh"), strict=True):
        _fits(english.block)
        assert english.block == chinese.block
        compile(english.block, english.name, "exec")


@pytest.mark.parametrize("skill", DRAWS)
def test_both_languages_show_the_same_code(skill: str) -> None:
    """But for comments, a script is the same in both languages."""
    for seed in range(8):
        english, chinese = (make(skill, seed, LEVELS[seed % 5], one).block for one in LANGUAGES)
        assert _bare(english) == _bare(chinese)


def _bare(block: str) -> list[str]:
    return [line.partition("#")[0].rstrip() for line in block.splitlines()]
