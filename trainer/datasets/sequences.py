"""Series in time."""

from collections.abc import Callable, Mapping

import numpy as np
import torch

from trainer.datasets.samples import Samples

COUNT, STEPS = 1000, 16
SEED = 0


def waves() -> Samples:
    """1,000 noisy waves of 16 steps: sine, square, triangle or sawtooth."""
    draw = np.random.default_rng(SEED)
    labels = np.arange(COUNT) % 4
    periods = draw.uniform(1.5, 3, (COUNT, 1))
    phase = (draw.uniform(0, 1, (COUNT, 1)) + periods * np.linspace(0, 1, STEPS)) % 1
    kinds = np.stack(
        [
            np.sin(2 * np.pi * phase),
            np.where(phase < 0.5, 1.0, -1.0),  # noqa: PLR2004  # half a period up, half down
            1 - 4 * np.abs(phase - 0.5),
            2 * phase - 1,
        ]
    )
    series = kinds[labels, np.arange(COUNT)] + draw.normal(0, 0.15, (COUNT, STEPS))
    inputs = torch.tensor(series[:, :, None], dtype=torch.float32)
    return Samples(inputs, torch.tensor(labels))


LOADERS: Mapping[str, Callable[[], Samples]] = {"waves": waves}
