"""A learner's own table as the source of a script, which is given the CSV file when it is run.

What its columns hold is told from the table that was sent, so that the script need not guess.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import east_asian_width

from trainer.choices.own import Own
from trainer.script.lines import INDENT, WIDTH, Line, Lines, call, comment, inside
from trainer.shelf import SHELF
from trainer.tables.columns import Column, columns
from trainer.tables.reading import Grid, delimiter_of, has_header, read_grid

_READ: Lines = [
    comment(
        "The table is the CSV file that is named behind the script.",
        "表格是命令行中写在脚本后面的 CSV 文件。",
    ),
    "path = Path(sys.argv[1])",
    "try:",
    '    text = path.read_text("utf-8-sig")',
    "except UnicodeDecodeError:",
    *inside([comment("As Excel writes it in Chinese.", "中文版 Excel 保存的编码。")]),
    '    text = path.read_text("gb18030")',
]
_ROWS: Lines = [
    "rows = [[cell.strip() for cell in row] for row in cells]",
    "rows = [row for row in rows if any(row)]",
]
_COLUMNS = "columns = dict(zip(names, zip(*rows, strict=True), strict=True))"
_NUMBERS: Lines = [
    "numbers = [[float(cell) for cell in columns[name]] for name in INPUTS]",
    "inputs = torch.tensor(numbers).T.contiguous()",
]
_MIXED: Lines = [
    comment(
        "A number is an input as it is. Each text of a column is an input of its own:\n"
        "1 where the column holds it, else 0.",
        "数字直接作为输入；一列文字里的每种文字各成一个输入：\n是这种文字为 1，否则为 0。",
    ),
    "parts = []",
    "for name in INPUTS:",
    "    if name in TEXTS:",
    "        texts = sorted(set(columns[name]))",
    "        chosen = torch.tensor([texts.index(cell) for cell in columns[name]])",
    "        parts.append(functional.one_hot(chosen, len(texts)).float())",
    "    else:",
    "        parts.append(torch.tensor([[float(cell)] for cell in columns[name]]))",
    "inputs = torch.cat(parts, dim=1)",
]
_CLASSES: Lines = [
    "kinds = sorted(set(labels))",
    "targets = torch.tensor([kinds.index(label) for label in labels])",
]
GUARDED: Lines = [
    comment(
        "A column that is the same everywhere becomes 0.",
        "每个样本都相同的列变成 0。",
    ),
    "deviation[deviation == 0] = 1",
]
"""What keeps columns without any deviation from being divided by it."""


def there(table: Own) -> bool:
    """Whether the table can be looked at: only its newest one is kept of a person."""
    return SHELF.folder is not None and not SHELF.lacks(table.key)


def width(table: Own) -> int:
    """How many inputs the columns of the table become."""
    used = _used(table, columns(_grid(table)))
    return sum(column.different if column.kind == "texts" else 1 for column in used)


def source(table: Own) -> Iterator[Line]:
    """The lines that give `inputs` and `targets`."""
    text, grid = _text(table), _grid(table)
    found = columns(grid)
    yield from _READ
    parted = f"delimiter={_quoted(delimiter_of(text))}"
    reader = ("text.splitlines(keepends=True)", parted, "skipinitialspace=True")
    yield from call("cells = csv.reader", *reader)
    yield from _ROWS
    yield "names = rows.pop(0)" if has_header(text) else _numbered(grid)
    yield _COLUMNS
    yield ""
    yield from _inputs(_used(table, found))
    yield from _targets(found[table.target])


def _text(table: Own) -> str:
    return SHELF.place(table.key).read_text("utf-8")


def _grid(table: Own) -> Grid:
    return read_grid(_text(table))


def _used(table: Own, found: Sequence[Column]) -> list[Column]:
    """The columns that are learned from."""
    return [one for at, one in enumerate(found) if at != table.target and one.usable]


def _numbered(grid: Grid) -> str:
    return f'names = [f"#{{number}}" for number in range(1, {len(grid.names) + 1})]'


def _inputs(used: list[Column]) -> Iterator[Line]:
    texts = [column.name for column in used if column.kind == "texts"]
    yield comment("What is learned from.", "用来学习的列。")
    yield from _listed("INPUTS", ("[", "]"), [column.name for column in used])
    if texts:
        yield from _listed("TEXTS", ("{", "}"), texts)
    yield from _MIXED if texts else _NUMBERS


def _targets(column: Column) -> Iterator[Line]:
    yield comment("What is to be predicted.", "要预测的列。")
    name = _quoted(column.name)
    numbers = f"[float(cell) for cell in columns[{name}]]"
    if not column.classes:
        yield f"targets = torch.tensor({numbers})"
        return
    yield f"labels = {numbers if column.kind == 'numbers' else f'columns[{name}]'}"
    yield from _CLASSES


def _listed(name: str, brackets: tuple[str, str], items: Iterable[str]) -> Iterator[Line]:
    """A list or set of texts: on one line where it fits, else one a line."""
    quoted = [_quoted(item) for item in items]
    opening, closing = brackets
    line = f"{name} = {opening}{', '.join(quoted)}{closing}"
    if len(line) + sum(east_asian_width(one) in "WF" for one in line) <= WIDTH:
        yield line
    else:
        yield from [f"{name} = {opening}", *(f"{INDENT}{one}," for one in quoted), closing]


def _quoted(text: str) -> str:
    """A text as Python writes it, in the quotes that it holds fewer of."""
    return repr(text) if '"' in text else json.dumps(text, ensure_ascii=False)
