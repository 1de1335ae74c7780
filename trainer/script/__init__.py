"""A run as a standalone PyTorch script that prints the same history.

Each module writes one part of it; imports and settings are those that the parts really use.
"""

import ast
from collections.abc import Iterable, Iterator

from solver.language import Language
from trainer.choices.own import own
from trainer.config import RunConfig
from trainer.script.data import data
from trainer.script.head import IMPORTS, STANDARD, about, settings
from trainer.script.lines import Line, comment, spaced, text
from trainer.script.loop import loop
from trainer.script.networks import network
from trainer.script.schedules import changes, schedule
from trainer.script.sources import has_source
from trainer.script.training import objective, optimizer

__all__ = ["file_name", "writable", "write"]


def writable(config: RunConfig) -> bool:
    """Whether the data of a run can be had by a script that stands alone."""
    return has_source(config.dataset)


def write(config: RunConfig, language: Language) -> str:
    """The script of a run that can be run, with its comments in a language."""
    body = text(_body(config), language)
    used = {node.id for node in ast.walk(ast.parse(body)) if isinstance(node, ast.Name)}
    head: list[Line] = [
        about(config),
        "",
        *(line for name, line in STANDARD.items() if name in used),
        "",
        *sorted((line for name, line in IMPORTS.items() if name in used), key=_place),
        "",
        *(f"{name} = {value!r}" for name, value in settings(config).items() if name in used),
    ]
    return spaced(f"{text(head, language)}\n{body}")


def file_name(config: RunConfig) -> str:
    """A name for the file of a script."""
    return f"{'own_table' if own(config.dataset) else config.dataset}_{config.model}.py"


def _place(statement: str) -> tuple[bool, str]:
    """Where an import stands: whole modules first."""
    return statement.startswith("from"), statement


def _body(config: RunConfig) -> Iterator[Line]:
    yield comment(
        "One thread: a small network is trained quickest by a single one, and sums are\n"
        "then always added up in the same order.",
        "只用一个线程：小网络这样最快，求和的顺序也始终一致。",
    )
    yield "torch.set_num_threads(1)"
    yield from _section("The data", "数据", data(config))
    yield from _section("The network", "网络", network(config))
    aim = [*objective(config), "", *optimizer(config)]
    yield from _section("What it aims at, and how it gets there", "目标与优化", aim)
    if changes(config):
        yield from ["", *schedule(config)]
    yield from _section("The training", "训练", loop(config))


def _section(english: str, chinese: str, lines: Iterable[Line]) -> Iterator[Line]:
    yield ""
    yield comment(f"--- {english}", f"--- {chinese}")
    yield from lines
