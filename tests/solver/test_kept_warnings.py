"""Warnings about pasted code stay with its exercise: they follow every number that is changed."""

from dataclasses import replace
from fractions import Fraction

from solver.pasted import as_text, from_text
from solver.problem import Known, Problem
from solver.reading.code.settings import NOTHING, find_settings
from solver.results import Result, Solution
from solver.solve import fill, solve, warned
from solver.solving import solve_problem
from solver.sweep import with_value

SCRIPT = """train_set = TensorDataset(torch.randn(60_000, 784), labels)
loader = DataLoader(train_set, batch_size=100, shuffle=True)
accumulation_steps = 7
for epoch in range(3):
    for i, (x, y) in enumerate(loader):
        loss = criterion(model(x), y) / accumulation_steps
        loss.backward()
        if (i + 1) % accumulation_steps == 0:
            optimizer.step()
            optimizer.zero_grad()
"""


def names(result: Result) -> list[str]:
    """What is warned of."""
    return [warning.name for warning in result.warnings]


def pasted() -> Problem:
    """The script as an exercise that was kept and taken up again."""
    result = solve(SCRIPT)
    assert isinstance(result, Solution)
    assert names(result) == ["leftover_gradients"]
    return Problem.from_json(result.problem.to_json())


def changed(quantity: str, value: int) -> Result:
    """The script with another number."""
    return warned(solve_problem(with_value(pasted(), Known(quantity, value, "stated", str(value)))))


def test_a_warning_stays_while_it_is_true() -> None:
    """300 batches are no full groups of 7 either, and the warning counts anew."""
    (warning,) = changed("batch_size", 200).warnings
    assert warning.name == "leftover_gradients"
    assert (warning.values["batches"], warning.values["left"]) == (300, 300 % 7)


def test_a_warning_goes_where_nothing_is_wrong_any_more() -> None:
    """600 batches are 100 full groups of 6: nothing is left over."""
    assert names(changed("grad_accumulation", 6)) == []


def test_the_line_to_write_is_python() -> None:
    """The condition names the setting as the script does, at the line of the old condition."""
    (warning,) = warned(solve_problem(pasted())).warnings
    assert warning.change == "if (i + 1) % accumulation_steps == 0 or i + 1 == len(loader):"
    compile(f"{warning.change} pass", "change", "exec")
    assert SCRIPT.split("\n")[warning.line - 1].strip().startswith("if ")


def test_a_follow_up_is_warned_as_well() -> None:
    """A message that changes one number is about the same script."""
    result = solve("and with batch size 50?", previous=pasted())
    assert isinstance(result, Solution)
    assert names(result) == ["leftover_gradients"]


def test_a_missing_number_brings_the_warning() -> None:
    """What a press fills in is checked with the code it completes."""
    result = solve(SCRIPT.replace("torch.randn(60_000, 784)", "images"))
    assert result is not None
    assert names(result) == []
    assert names(fill(result.problem, "train_size", 60_000)) == ["leftover_gradients"]


def test_settings_are_kept_whole() -> None:
    """What is kept of a script reads back as it was, without the script."""
    settings = find_settings(SCRIPT + "lr = 0.05\n")
    text = as_text(settings)
    assert from_text(text) == replace(settings, kind="prose", spans=())
    assert "criterion(model(x), y)" not in text
    assert from_text(as_text(NOTHING)) == NOTHING
    assert all(isinstance(each.value, int | Fraction) for each in from_text(text).found)
