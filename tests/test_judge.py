"""The judge of questions with checked answers tells right, wrong and declined replies apart."""

from typing import Any

import pytest

from benchmarks.judge import Expectation, Outcome, Question, judge


def _question(*expected: dict[str, Any]) -> Question:
    return Question("q1", "en", "forward", "?", tuple(map(Expectation.of, expected)))


def _reply(*values: object, kind: str = "solution", **others: object) -> dict[str, Any]:
    answers = [
        {"value": None, "low": value[0], "high": value[1]}
        if isinstance(value, tuple)
        else {"value": value, "low": None, "high": None}
        for value in values
    ]
    return {"kind": kind, "answers": answers, **others}


STEPS = {"ask": "iterations_per_epoch (8 GPUs)", "value": 469}
EITHER = {"ask": "iterations_per_epoch", "value": [469, 468], "accept": "any"}
BETWEEN = {"ask": "epochs", "value": [2.9, 3.1], "accept": "range"}
HOURS = {"ask": "time_total_hours", "value": 2}
SHARE = {"ask": "val_percent", "value": 20}
VERDICT = {"ask": "verdict", "value": "不对，应为469"}
MISSING = {"ask": "missing", "value": ["batch_size"], "accept": "ask_or_formula"}
CONFLICT = {"ask": "contradiction", "value": "one of the numbers is wrong"}


@pytest.mark.parametrize(
    ("expected", "reply", "outcome"),
    [
        ([STEPS], _reply(469), "right"),
        ([STEPS], _reply(468), "wrong"),
        ([STEPS], _reply(7, 469), "right"),
        ([STEPS], _reply(*range(463, 470)), "declined"),
        ([STEPS], _reply(kind="clarification"), "declined"),
        ([STEPS, HOURS], _reply(469), "wrong"),
        ([EITHER], _reply(468), "right"),
        ([BETWEEN], _reply(3), "right"),
        ([BETWEEN], _reply((3, 4)), "right"),
        ([BETWEEN], _reply(3.2), "wrong"),
        ([HOURS], _reply(7200), "right"),
        ([HOURS], _reply(7210.5), "right"),
        ([HOURS], _reply(2), "wrong"),
        ([SHARE], _reply(0.2), "right"),
        ([VERDICT], _reply(verdict=False), "right"),
        ([VERDICT, STEPS], _reply(469, verdict=True), "declined"),
        ([MISSING], _reply(kind="clarification"), "right"),
        ([CONFLICT], _reply(kind="contradiction"), "right"),
        ([CONFLICT], _reply(25), "wrong"),
        ([{"ask": "formula", "value": "T = E * b"}], _reply(kind="clarification"), "declined"),
    ],
)
def test_a_reply_is_worth_what_it_says(
    expected: list[dict[str, Any]], reply: dict[str, Any], outcome: Outcome
) -> None:
    """Whole numbers are exact, others may be rounded; nothing asked may be left out."""
    assert judge(_question(*expected), reply) == outcome
