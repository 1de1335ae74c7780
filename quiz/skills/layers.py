"""Layers: their parameters, the size of what comes out, and the memory that they take."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from random import Random

from quiz.drawing import Drawing, Number, with_slips
from quiz.skills.skill import Draw
from solver.formulas import memory, networks
from solver.formulas.worked import Exact, Worked
from solver.misconceptions.layers import LAYERS
from solver.misconceptions.shapes import SHAPES
from solver.reading.formulas.question import FormulaQuestion, Read

_HARD = 4
"""The level from which windows get larger."""
_INPUTS = {
    1: (10, 20, 30, 100),
    2: (32, 48, 64, 128),
    3: (128, 256, 784),
    4: (300, 784, 900),
    5: (1_024, 2_048, 3_072),
}
_OUTPUTS = {
    1: (2, 5, 10),
    2: (10, 16, 32),
    3: (10, 64, 100),
    4: (50, 150, 200),
    5: (384, 512, 1_000),
}
_HIDDEN = {1: (5, 10), 2: (8, 16, 20), 3: (30, 64, 100), 4: (50, 100, 200), 5: (128, 256, 500)}
_DEPTH = {1: 1, 2: 1, 3: 1, 4: 2, 5: 3}
_CHANNELS = {1: (3, 5), 2: (3, 8), 3: (8, 16), 4: (16, 32, 64), 5: (64, 128, 256)}
_FILTERS = {1: (4, 6, 10), 2: (10, 16), 3: (24, 32), 4: (48, 128), 5: (192, 512)}
_KERNELS = {1: (2, 3), 2: (3, 5), 3: (3, 5, 7), 4: (3, 5, 7), 5: (3, 5, 7)}
_WINDOWS = {1: (3, 5), 2: (3, 5), 3: (4, 5, 7), 4: (3, 5, 7), 5: (5, 7, 11)}
_SIDES = {1: (12, 16, 20, 24), 2: (28, 30, 32), 3: (64, 100), 4: (150, 227), 5: (224, 299, 512)}
_STRIDES = {1: (2,), 2: (2,), 3: (2, 3), 4: (2, 3, 4), 5: (2, 3, 4)}
_SAMPLES = {1: (2, 4, 10), 2: (8, 16), 3: (16, 32), 4: (32, 64), 5: (64, 128, 256)}
_MAPS = {1: (5, 10), 2: (7, 14), 3: (14, 28), 4: (28, 56), 5: (56, 112)}
_PARAMETERS = {1: 1_000, 2: 10_000, 3: 150_000, 4: 1_000_000, 5: 25_000_000}


def _dense_parameters(random: Random, level: int) -> Drawing:
    numbers = _numbers(random, level, inputs=_INPUTS, outputs=_OUTPUTS)
    answer = _parameters("linear", numbers["inputs"], numbers["outputs"])
    return with_slips(numbers, answer, LAYERS["dense_parameters"])


def _mlp_parameters(random: Random, level: int) -> Drawing:
    hidden = [random.choice(_HIDDEN[level]) for _ in range(_DEPTH[level])]
    sizes = [random.choice(_INPUTS[level]), *hidden, random.choice(_OUTPUTS[level])]
    layers = [*pairwise(sizes)]
    rows = tuple(("linear", layer) for layer in layers)
    answer = _worked(FormulaQuestion("networks", ("parameters",), rows=rows))
    numbers = {
        "inputs": sizes[0],
        "weights": sum(before * after for before, after in layers),
        "biases": sum(sizes[1:]),
        "layers": len(layers),
        "first": _parameters("linear", *layers[0]),
    }
    names = {
        "sizes": " → ".join(f"{size:,}" for size in sizes),
        "sum": " + ".join(f"({before:,} + 1) × {after:,}" for before, after in layers),
    }
    drawing = with_slips(numbers, answer, LAYERS["mlp_parameters"])
    return Drawing(drawing.numbers, drawing.answer, drawing.wrong, names)


def _conv_parameters(random: Random, level: int) -> Drawing:
    numbers = _numbers(random, level, channels=_CHANNELS, filters=_FILTERS, kernel=_KERNELS)
    sizes = (numbers["channels"], numbers["filters"], 1, numbers["kernel"], numbers["kernel"])
    return with_slips(numbers, _parameters("conv", *sizes), LAYERS["conv_parameters"])


def _conv_without_bias(random: Random, level: int) -> Drawing:
    numbers = _numbers(random, level, channels=_CHANNELS, filters=_FILTERS, kernel=_KERNELS)
    sizes = (numbers["channels"], numbers["filters"], 1, numbers["kernel"], numbers["kernel"])
    return with_slips(numbers, _parameters("conv_no_bias", *sizes), LAYERS["conv_without_bias"])


def _parameters(kind: str, *sizes: int) -> int:
    return int(_worked(FormulaQuestion("networks", ("parameters",), rows=((kind, sizes),))))


def _conv_output(random: Random, level: int) -> Drawing:
    numbers = _numbers(random, level, side=_SIDES, kernel=_WINDOWS, stride=_STRIDES)
    # At the first level the kernel ends where the padded side ends.
    numbers["side"] = side = numbers["side"] + (level == 1)
    kernel, stride = numbers["kernel"], numbers["stride"]
    usual = range(1, kernel // 2 + 1)
    fitting = [n for n in usual if ((side - kernel + 2 * n) % stride > 0) == (level > 1)]
    numbers["padding"] = padding = random.choice(fitting or usual)
    told = {"input_size": side, "kernel_size": kernel, "stride": stride, "padding": padding}
    answer = _output_size(told, frozenset())
    steps = {"quotient": Fraction(side - kernel + 2 * padding, stride)}
    return with_slips({**numbers, **steps}, answer, SHAPES["conv_output"])


def _pool_output(random: Random, level: int) -> Drawing:
    side = random.choice(_SIDES[level])
    kernel = random.choice((2, 3) if level < _HARD else (2, 3, 4))
    if (side % kernel == 0) != (level == 1):
        side += 1 if level > 1 else -(side % kernel)
    answer = _output_size({"input_size": side, "kernel_size": kernel}, frozenset({"pooling"}))
    numbers: dict[str, Number] = {
        "side": side,
        "kernel": kernel,
        "quotient": Fraction(side, kernel),
    }
    return with_slips(numbers, answer, SHAPES["pool_output"])


def _output_size(told: dict[str, int], options: frozenset[str]) -> int:
    read = tuple(Read(name, "", (value,), "") for name, value in told.items())
    return int(_worked(FormulaQuestion("networks", ("output_size",), read, options)))


def _activation_memory(random: Random, level: int) -> Drawing:
    numbers = _numbers(random, level, batch_size=_SAMPLES, channels=_FILTERS, side=_MAPS)
    values = numbers["batch_size"] * numbers["channels"] * numbers["side"] ** 2
    # A 32-bit activation takes what a 32-bit weight takes.
    answer = _memory("memory_weights", values)
    return with_slips({**numbers, "values": values}, answer, SHAPES["activation_memory"])


def _adam_state(random: Random, level: int) -> Drawing:
    parameters = random.randint(2, 60) * _PARAMETERS[level] // 2
    bytes_each = _memory("memory_weights", 1)
    answer = Fraction(_memory("memory_optimizer", parameters), bytes_each)
    return with_slips({"parameters": parameters}, answer, SHAPES["adam_state"])


def _memory(part: str, parameters: int) -> int:
    read = (Read("parameters", "N", (parameters,), ""),)
    question = FormulaQuestion("memory", (part,), read, frozenset({"adam", "fp32"}))
    return int(_exact(memory.work(question)))


def _worked(question: FormulaQuestion) -> Exact:
    return _exact(networks.work(question))


def _exact(answers: tuple[Worked, ...]) -> Exact:
    value = answers[0].value
    if not isinstance(value, int | Fraction):
        raise TypeError(f"{answers[0].quantity} is {value}; a question needs an exact answer")
    return value


def _numbers(random: Random, level: int, **tables: Mapping[int, tuple[int, ...]]) -> dict[str, int]:
    """A number of each table, no two of them equal."""
    drawn: dict[str, int] = {}
    for name, table in tables.items():
        drawn[name] = random.choice([n for n in table[level] if n not in drawn.values()])
    return drawn


DRAWS: dict[str, Draw] = {
    "dense_parameters": _dense_parameters,
    "mlp_parameters": _mlp_parameters,
    "conv_parameters": _conv_parameters,
    "conv_without_bias": _conv_without_bias,
    "conv_output": _conv_output,
    "pool_output": _pool_output,
    "activation_memory": _activation_memory,
    "adam_state": _adam_state,
}
