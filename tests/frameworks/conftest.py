"""Small runs in which the frameworks count differently."""

import os

import pytest

from solver.plan import Plan

os.environ.setdefault("KERAS_BACKEND", "torch")

PLANS = (
    Plan(105, 10, 3, grad_accumulation=4),
    Plan(9, 2, 3, grad_accumulation=2),
    Plan(17, 2, 5, grad_accumulation=4),
    Plan(16, 2, 3, grad_accumulation=4),
    Plan(7, 2, 2, grad_accumulation=5),
    Plan(7, 2, 3),
)


@pytest.fixture(params=PLANS, ids=str)
def plan(request: pytest.FixtureRequest) -> Plan:
    """One of the runs."""
    found: Plan = request.param
    return found
