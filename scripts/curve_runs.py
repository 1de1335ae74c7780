"""The runs behind the questions about curves: of each kind the plainest first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from trainer.config import RunConfig

Shown = Mapping[str, Sequence[RunConfig]]
"""Runs by what their curves show."""

EPOCHS = 4
"""Times as many epochs, where more of them are tried."""

BEST = (
    RunConfig(
        "cancer",
        epochs=15,
        learning_rate=0.003,
        seed=2,
        hidden=(128, 128),
        label_noise=0.3,
        train_fraction=0.1,
    ),
    RunConfig(
        "wine",
        epochs=24,
        learning_rate=0.005,
        seed=1,
        hidden=(256, 128),
        label_noise=0.4,
        train_fraction=0.3,
    ),
    RunConfig(
        "wine",
        epochs=24,
        learning_rate=0.003,
        seed=2,
        hidden=(128, 128),
        label_noise=0.3,
        train_fraction=0.3,
    ),
    RunConfig(
        "wine",
        epochs=30,
        learning_rate=0.005,
        seed=1,
        hidden=(128,),
        label_noise=0.3,
        train_fraction=0.3,
    ),
    RunConfig(
        "cancer",
        epochs=20,
        learning_rate=0.005,
        seed=3,
        hidden=(128,),
        label_noise=0.2,
        train_fraction=0.1,
    ),
    RunConfig(
        "wine",
        epochs=20,
        learning_rate=0.005,
        seed=3,
        hidden=(128, 128),
        label_noise=0.2,
        train_fraction=0.3,
    ),
    RunConfig(
        "cancer",
        epochs=15,
        learning_rate=0.002,
        seed=1,
        hidden=(128, 128),
        label_noise=0.4,
        train_fraction=0.1,
    ),
    RunConfig(
        "cancer", epochs=40, learning_rate=0.002, hidden=(256,), label_noise=0.2, train_fraction=0.2
    ),
    RunConfig(
        "waves",
        epochs=24,
        learning_rate=0.005,
        seed=1,
        hidden=(256, 128),
        label_noise=0.3,
        train_fraction=0.3,
    ),
    RunConfig(
        "waves",
        epochs=30,
        learning_rate=0.005,
        hidden=(128, 128),
        label_noise=0.3,
        train_fraction=0.3,
    ),
    RunConfig(
        "wine",
        epochs=40,
        learning_rate=0.002,
        seed=4,
        hidden=(128, 128),
        label_noise=0.3,
        train_fraction=0.3,
    ),
    RunConfig(
        "digits",
        epochs=40,
        learning_rate=0.005,
        seed=4,
        hidden=(256,),
        label_noise=0.4,
        train_fraction=0.1,
    ),
)
"""Runs that overfit, with a lowest point that can be read."""
_WAVES = RunConfig(
    "waves",
    epochs=30,
    learning_rate=0.005,
    seed=4,
    hidden=(256, 128),
    label_noise=0.4,
    train_fraction=0.3,
)
_DIGITS_OVERFIT = RunConfig(
    hidden=(128,), epochs=40, learning_rate=0.005, train_fraction=0.1, label_noise=0.3
)

_FLAT = (
    RunConfig("spirals", epochs=25, learning_rate=0.02, seed=4, hidden=(1,)),
    RunConfig("circles", epochs=20, learning_rate=0.05, seed=4, hidden=(1,)),
    RunConfig("xor", epochs=25, learning_rate=0.01, seed=1, hidden=(1,)),
    RunConfig("circles", epochs=25, learning_rate=0.05, seed=1, hidden=(2,)),
    RunConfig("moons", "mlp", "sgd", epochs=25, learning_rate=0.02, seed=3, hidden=(1,)),
    RunConfig("sine", epochs=25, learning_rate=0.02, seed=2, hidden=(2,)),
)
_WELL = (
    RunConfig("digits", "mlp", "momentum", epochs=20, learning_rate=0.02, seed=4),
    RunConfig("wine", "mlp", "momentum", epochs=20, learning_rate=0.02, seed=1),
    RunConfig("digits", "linear", epochs=25, learning_rate=0.003, seed=1),
    RunConfig("cancer", "mlp", "momentum", epochs=25, learning_rate=0.002),
    RunConfig("wine", "mlp", "sgd", epochs=15, learning_rate=0.2, seed=3),
    RunConfig("xor", epochs=25, learning_rate=0.002, seed=4),
)
_NOT_YET = (
    RunConfig("digits", epochs=8, learning_rate=0.0003, seed=1),
    RunConfig("circles", "mlp", "momentum", epochs=20, learning_rate=0.003, seed=1),
    RunConfig("digits", "mlp", "momentum", epochs=20, learning_rate=0.001, seed=1),
    RunConfig("wine", "mlp", "sgd", epochs=20, learning_rate=0.01, seed=2),
    RunConfig("waves", "mlp", "momentum", epochs=20, learning_rate=0.02),
    RunConfig("circles", "mlp", "momentum", epochs=12, learning_rate=0.01, seed=4),
    RunConfig("blobs", epochs=15, learning_rate=0.0003),
)
_LINEAR = RunConfig("sine", "linear", "sgd", loss="mse", batch_size=512)
_FULL = RunConfig("diabetes", "linear", "sgd", loss="mse", batch_size=353, epochs=8)
_GROWING = (
    replace(_FULL, learning_rate=0.29, seed=2),
    replace(_LINEAR, learning_rate=1.12, epochs=8, seed=3),
    replace(_LINEAR, learning_rate=1.1, epochs=8, seed=4),
    replace(_LINEAR, learning_rate=1.07, epochs=12, seed=2),
    replace(_FULL, learning_rate=0.3, seed=1),
    replace(_LINEAR, learning_rate=1.09, epochs=10),
)
_CREEPING = (
    RunConfig("wine", epochs=8, learning_rate=0.0002, seed=2),
    RunConfig("digits", "mlp", "momentum", epochs=20, learning_rate=0.0005, seed=3),
    RunConfig("iris", epochs=20, learning_rate=0.0002, seed=4),
    RunConfig("waves", epochs=20, learning_rate=0.0005, seed=3),
    RunConfig("wine", "mlp", "sgd", epochs=20, learning_rate=0.002),
    RunConfig("cancer", "mlp", "momentum", epochs=15, learning_rate=0.0001),
)
_LEAPING = (
    RunConfig("circles", "mlp", "sgd", epochs=20, learning_rate=5.0, seed=2, hidden=(64, 64)),
    RunConfig("xor", "mlp", "momentum", epochs=20, learning_rate=2.0, seed=2),
    RunConfig("circles", "mlp", "momentum", epochs=15, learning_rate=3.0, seed=1),
    RunConfig("spirals", "mlp", "sgd", epochs=20, learning_rate=3.0, hidden=(64, 64)),
    RunConfig("waves", "mlp", "sgd", epochs=20, learning_rate=5.0, seed=2),
    RunConfig("digits", "mlp", "momentum", epochs=15, learning_rate=2.0, seed=4, hidden=(64, 64)),
)

ILLNESSES: Shown = {
    "overfitting": (BEST[1], BEST[0], BEST[3], BEST[6], _WAVES, _DIGITS_OVERFIT),
    "underfitting": _FLAT,
    "healthy": _WELL,
    "still_improving": _NOT_YET,
    "diverging": _GROWING,
}
RATES: Shown = {
    "too_low": _CREEPING,
    "good": _WELL,
    "too_high": _LEAPING,
    "far_too_high": _GROWING,
}
REMEDIES: Mapping[str, tuple[Sequence[str], Sequence[RunConfig]]] = {
    "dropout": (
        ("larger", "more_epochs", "higher_rate"),
        BEST[:7],
    ),
    "larger": (("dropout", "more_epochs", "lower_rate"), _FLAT),
    "higher_rate": (("dropout", "larger", "lower_rate"), _CREEPING),
    "lower_rate": (("dropout", "larger", "more_epochs"), (*_LEAPING, _GROWING[1])),
    "more_epochs": (("dropout", "larger", "lower_rate"), _NOT_YET[:4]),
}
"""Runs by what helps them, with other changes that do not."""
GAPS: Shown = {
    "surer_wrong": (
        RunConfig(
            "cancer",
            batch_size=8,
            epochs=25,
            learning_rate=0.01,
            seed=2,
            hidden=(128, 128),
            train_fraction=0.3,
        ),
        RunConfig(
            "cancer",
            "mlp",
            "rmsprop",
            batch_size=8,
            epochs=25,
            learning_rate=0.002,
            seed=2,
            train_fraction=0.3,
        ),
        RunConfig("cancer", batch_size=16, epochs=25, learning_rate=0.005, train_fraction=0.2),
        RunConfig(
            "cancer", batch_size=16, epochs=25, learning_rate=0.005, seed=2, train_fraction=0.5
        ),
    ),
    "both_worse": (
        RunConfig(
            "digits",
            batch_size=16,
            epochs=40,
            learning_rate=0.005,
            seed=3,
            hidden=(256,),
            label_noise=0.5,
            train_fraction=0.3,
        ),
        RunConfig(
            "digits",
            batch_size=16,
            epochs=30,
            learning_rate=0.01,
            seed=1,
            hidden=(256,),
            label_noise=0.5,
            train_fraction=0.2,
        ),
        RunConfig(
            "wine",
            batch_size=16,
            epochs=30,
            learning_rate=0.003,
            seed=4,
            hidden=(256,),
            label_noise=0.5,
            train_fraction=0.2,
        ),
        RunConfig(
            "cancer",
            batch_size=16,
            epochs=15,
            learning_rate=0.005,
            hidden=(128, 128),
            label_noise=0.5,
            train_fraction=0.1,
        ),
    ),
    "both_better": (
        RunConfig("waves", "mlp", "momentum", epochs=15, learning_rate=0.02, seed=4),
        RunConfig("blobs", "linear", epochs=10, learning_rate=0.003, seed=3),
        RunConfig("blobs", "linear", "sgd", epochs=20, learning_rate=0.003, seed=1),
        RunConfig("waves", epochs=10, learning_rate=0.003, seed=1),
    ),
    "surer_right": (
        RunConfig("wine", epochs=20, learning_rate=0.001, seed=4),
        RunConfig("blobs", "linear", "sgd", epochs=25, learning_rate=0.01, seed=2),
        RunConfig("circles", epochs=20, learning_rate=0.003),
        RunConfig("circles", epochs=20, learning_rate=0.003, seed=2),
    ),
}
BATCHES = (
    (RunConfig("blobs", "mlp", "sgd", learning_rate=0.05), (4, 32, 256)),
    (RunConfig("cancer", "mlp", "sgd", learning_rate=0.05), (4, 32, 256)),
    (RunConfig("moons", "mlp", "sgd", learning_rate=0.3), (8, 64, 512)),
    (RunConfig("digits", "linear", "sgd", learning_rate=0.1), (8, 64, 512)),
    (RunConfig("blobs", "linear", "sgd", learning_rate=0.05, seed=1), (8, 64, 512)),
    (RunConfig("xor", "mlp", "sgd", learning_rate=0.2), (8, 64, 512)),
    (RunConfig("circles", "mlp", "sgd", learning_rate=0.3), (4, 32, 256)),
    (RunConfig("digits", learning_rate=0.003), (4, 32, 256)),
    (RunConfig("moons", learning_rate=0.005, seed=2), (8, 32, 256)),
    (RunConfig("cancer", "linear", "sgd", learning_rate=0.03, seed=3), (2, 16, 128)),
    (RunConfig("blobs", "mlp", "sgd", learning_rate=0.05, seed=4), (8, 32, 128)),
    (RunConfig("moons", "mlp", "sgd", learning_rate=0.2, seed=3), (16, 64, 256)),
)
"""Runs, each with three batch sizes, the smallest first."""

_SGD = RunConfig("digits", "mlp", "sgd", epochs=12)
_ADAM = RunConfig("digits", epochs=12)
_DECAY = replace(_SGD, schedule="cosine")
_DROP = replace(_SGD, dropout=0.5)
BUGS: Shown = {
    "no_zero_grad": (
        _SGD,
        replace(_SGD, batch_size=64, learning_rate=0.2, seed=1),
        replace(_SGD, seed=2, learning_rate=0.15),
    ),
    "softmax_twice": (
        replace(_ADAM, learning_rate=0.003),
        replace(_ADAM, learning_rate=0.003, batch_size=64, seed=1),
        RunConfig("wine", epochs=15, learning_rate=0.01, batch_size=16, seed=3),
    ),
    "labels_shifted": (
        replace(_ADAM, learning_rate=0.005, hidden=(256,)),
        replace(_ADAM, learning_rate=0.005, hidden=(128, 128), seed=1, train_fraction=0.5),
        replace(_ADAM, learning_rate=0.003, hidden=(256,), seed=2),
    ),
    "schedule_every_batch": (
        replace(_DECAY, model="linear", seed=2),
        replace(_DECAY, batch_size=64, learning_rate=0.2, seed=1),
        RunConfig("wine", "mlp", "sgd", epochs=15, seed=3, batch_size=16, schedule="cosine"),
    ),
    "evaluated_in_train_mode": (
        replace(_DROP),
        replace(_DROP, batch_size=64, learning_rate=0.2, seed=1),
        replace(_DROP, seed=2, dropout=0.6),
    ),
}
"""Healthy twins by the bug that the other one has."""
