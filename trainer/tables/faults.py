"""What is wrong with a table, as data and in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from solver.language import Language, Phrase

MOST_TOLD = 8
"""Faults that are told one by one."""
_LONGEST_SHOWN = 30

Wrong = Literal[
    "no_table",
    "few_rows",
    "many_rows",
    "many_columns",
    "no_inputs",
    "ragged",
    "gap",
    "text",
    "one_class",
    "many_classes",
    "rare_class",
]


@dataclass(frozen=True)
class TableFault:
    """One thing that is wrong with a table.

    Attributes:
        wrong: what it is.
        line: the line of the file, from 1; 0 where it is about no single line.
        column: its number, from 1; 0 where it is about no single column.
        name: of the column.
        given: the cell, or how many there are.
        limit: how many there can or must be.
    """

    wrong: Wrong
    line: int = 0
    column: int = 0
    name: str = ""
    given: str | int = ""
    limit: int = 0

    def say(self, language: Language) -> str:
        """The fault in a sentence."""
        given = f"{self.given:,}" if isinstance(self.given, int) else _cut(self.given)
        return _WORDS[self.wrong].say(
            language,
            line=f"{self.line:,}",
            column=self.column,
            name=_cut(self.name),
            given=given,
            limit=f"{self.limit:,}",
        )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


_WORDS: Mapping[Wrong, Phrase] = {
    "no_table": Phrase(
        "I find no rows of cells in this file. Save the table as CSV and send it again.",
        "这个文件里没有成行的单元格。请把表格另存为 CSV 再发一次。",
    ),
    "few_rows": Phrase(
        "The table has {given} rows; it takes at least {limit}.",
        "表格只有 {given} 行，至少要有 {limit} 行。",
    ),
    "many_rows": Phrase(
        "The table has {given} rows; I can take {limit}.",
        "表格有 {given} 行，最多只能用 {limit} 行。",
    ),
    "many_columns": Phrase(
        "The table has {given} columns; I can take {limit}.",
        "表格有 {given} 列，最多只能用 {limit} 列。",
    ),
    "no_inputs": Phrase(
        "Besides the column “{name}” there is nothing to learn from: every other column holds"
        " more than {limit} different texts, or there is none.",
        "除了“{name}”这一列，没有可以用来学习的列："
        "要么没有其他列，要么其他列的不同文字都超过 {limit} 种。",
    ),
    "ragged": Phrase(
        "Line {line} has {given} cells; the others have {limit}.",
        "第 {line} 行有 {given} 个单元格，其他行有 {limit} 个。",
    ),
    "gap": Phrase(
        "Line {line}, column {column} ({name}): the cell is empty.",
        "第 {line} 行第 {column} 列（{name}）是空的。",
    ),
    "text": Phrase(
        "Line {line}, column {column} ({name}): “{given}” is no number, as the column has.",
        "第 {line} 行第 {column} 列（{name}）：这一列是数字，“{given}”不是数字。",
    ),
    "one_class": Phrase(
        "Column {column} ({name}) has the same value, “{given}”, in every row:"
        " there is nothing to predict. Choose another column.",
        "第 {column} 列（{name}）每行都是同一个值“{given}”，没有可以预测的东西。请换一列。",
    ),
    "many_classes": Phrase(
        "Column {column} ({name}) has {given} different texts; I can tell {limit} classes apart."
        " Choose another column.",
        "第 {column} 列（{name}）有 {given} 种不同的文字，最多只能分 {limit} 类。请换一列。",
    ),
    "rare_class": Phrase(
        "Column {column} ({name}): the class “{given}” has fewer than {limit} rows."
        " Add some, or leave it out.",
        "第 {column} 列（{name}）：类别“{given}”不到 {limit} 行。请补充几行，或者去掉这一类。",
    ),
}
