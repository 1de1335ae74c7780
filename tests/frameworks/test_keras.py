"""Keras counts its optimizer's iterations."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from solver.plan import Plan
from solver.rules import RULES, updates

pytestmark = pytest.mark.filterwarnings("ignore")


def _model(keras: Any, k: int) -> Any:
    model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1)])
    optimizer = keras.optimizers.SGD(gradient_accumulation_steps=k if k > 1 else None)
    model.compile(optimizer, "mse")
    return model


def _for_ever(plan: Plan) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    while True:
        for start in range(0, plan.samples, plan.batch_size):
            size = min(plan.batch_size, plan.samples - start)
            yield np.zeros((size, 1)), np.zeros((size, 1))


def test_the_counter_runs_on_across_epochs(plan: Plan) -> None:
    """With gradient_accumulation_steps, Keras carries left-over batches into the next epoch."""
    keras = pytest.importorskip("keras")
    model = _model(keras, plan.grad_accumulation)
    data = np.zeros((plan.samples, 1))
    model.fit(data, data, batch_size=plan.batch_size, epochs=plan.epochs, verbose=0)
    assert updates(plan, RULES["keras"]).total == int(model.optimizer.iterations)


def test_steps_per_epoch_decides(plan: Plan) -> None:
    """With steps_per_epoch = N // B, an epoch has that many batches of repeating data."""
    keras = pytest.importorskip("keras")
    model = _model(keras, plan.grad_accumulation)
    steps = plan.samples // plan.batch_size
    model.fit(_for_ever(plan), steps_per_epoch=steps, epochs=plan.epochs, verbose=0)
    assert updates(plan, RULES["keras_steps"]).total == int(model.optimizer.iterations)


def test_data_that_runs_out_breaks_off() -> None:
    """With steps_per_epoch and data that does not repeat, epochs go short, as its rule warns."""
    keras = pytest.importorskip("keras")
    model, data = _model(keras, 1), np.zeros((105, 1))
    with pytest.warns(UserWarning, match="ran out of data"):
        model.fit(data, data, batch_size=10, steps_per_epoch=10, epochs=3, verbose=0)
    assert int(model.optimizer.iterations) < updates(Plan(105, 10, 3), RULES["keras_steps"]).total
