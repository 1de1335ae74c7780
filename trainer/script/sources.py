"""Where the samples of each data set come from: exactly as `trainer.datasets` makes them."""

from collections.abc import Iterable, Mapping

from trainer.choices import DATASETS
from trainer.choices.own import own
from trainer.script import own_table
from trainer.script.lines import Line, Lines, call, comment

_POINTS: Lines = [
    "inputs = torch.tensor(points, dtype=torch.float32)",
    "targets = torch.tensor(labels)",
]
_ROWS: Lines = [
    "inputs = torch.tensor(rows, dtype=torch.float32)",
    "targets = torch.tensor(labels)",
]
_WAVES: Lines = [
    "draw = np.random.default_rng(0)",
    "labels = np.arange(1000) % 4",
    "periods = draw.uniform(1.5, 3, (1000, 1))",
    "starts = draw.uniform(0, 1, (1000, 1))",
    "phase = (starts + periods * np.linspace(0, 1, 16)) % 1",
    "kinds = np.stack(",
    "    [",
    "        np.sin(2 * np.pi * phase),",
    "        np.where(phase < 0.5, 1.0, -1.0),",
    "        1 - 4 * np.abs(phase - 0.5),",
    "        2 * phase - 1,",
    "    ]",
    ")",
    "series = kinds[labels, np.arange(1000)] + draw.normal(0, 0.15, (1000, 16))",
    "inputs = torch.tensor(series[:, :, None], dtype=torch.float32)",
    "targets = torch.tensor(labels)",
]


def _fetched(name: str, about: Line) -> Lines:
    return [
        about,
        *call(
            "pixels, labels = fetch_openml",
            *(f'"{name}"', "version=1", "return_X_y=True", "as_frame=False"),
        ),
        "inputs = torch.tensor(pixels / 255, dtype=torch.float32).view(-1, 1, 28, 28)",
        "targets = torch.tensor(labels.astype(int))",
    ]


SOURCES: Mapping[str, Lines] = {
    "digits": [
        comment(
            "1,797 grey pictures of handwritten digits, 8 x 8 pixels from 0 to 16.\n"
            "Inputs between 0 and 1 are easier to learn from.",
            "1797 张手写数字灰度图，8×8 像素，取值 0 到 16。\n缩放到 0 和 1 之间更容易学习。",
        ),
        "pixels, labels = load_digits(return_X_y=True)",
        "inputs = torch.tensor(pixels / 16, dtype=torch.float32).view(-1, 1, 8, 8)",
        "targets = torch.tensor(labels)",
    ],
    "moons": [
        comment("1,000 points on two interleaved half circles.", "两个交错半圆上的 1000 个点。"),
        "points, labels = make_moons(1000, noise=0.2, random_state=0)",
        *_POINTS,
    ],
    "circles": [
        comment("1,000 points on a circle inside another.", "两个同心圆上的 1000 个点。"),
        "points, labels = make_circles(1000, noise=0.1, factor=0.5, random_state=0)",
        *_POINTS,
    ],
    "blobs": [
        comment(
            "1,000 points in four round clusters that overlap at their edges.",
            "四个圆形点团，共 1000 个点，边缘互相重叠。",
        ),
        "corners = [(-1.5, -1.5), (1.5, 1.5), (-1.5, 1.5), (1.5, -1.5)]",
        "points, labels = make_blobs(1000, centers=corners, cluster_std=0.8, random_state=0)",
        *_POINTS,
    ],
    "spirals": [
        comment(
            "1,000 points on two spirals wound into each other.",
            "两条互相缠绕的螺旋，共 1000 个点。",
        ),
        "draw = np.random.default_rng(0)",
        "labels = np.arange(1000) % 2",
        "along = np.sqrt(draw.uniform(0.02, 1, 1000))",
        "angle = along * 3 * np.pi + labels * np.pi",
        "points = 2 * along[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])",
        "points += draw.normal(0, 0.06, points.shape)",
        *_POINTS,
    ],
    "xor": [
        comment(
            "1,000 points of a square; opposite quarters belong to the same class.",
            "正方形中的 1000 个点，对角的两块属于同一类。",
        ),
        "draw = np.random.default_rng(0)",
        "points = draw.uniform(-1.5, 1.5, (1000, 2))",
        "labels = (points[:, 0] * points[:, 1] < 0).astype(int)",
        "points += draw.normal(0, 0.1, points.shape)",
        *_POINTS,
    ],
    "iris": [
        comment(
            "150 flowers: four lengths and widths, and which of three kinds.",
            "150 朵鸢尾花：四个长宽数据，以及属于三个品种中的哪一个。",
        ),
        "rows, labels = load_iris(return_X_y=True)",
        *_ROWS,
    ],
    "wine": [
        comment(
            "178 wines: 13 measurements, and which of three growers.",
            "178 种葡萄酒：13 项化验数据，以及来自三个种植者中的哪一个。",
        ),
        "rows, labels = load_wine(return_X_y=True)",
        *_ROWS,
    ],
    "cancer": [
        comment(
            "569 tumours: 30 measurements, and whether it is benign.",
            "569 个肿瘤：30 项测量数据，以及是否为良性。",
        ),
        "rows, labels = load_breast_cancer(return_X_y=True)",
        *_ROWS,
    ],
    "diabetes": [
        comment(
            "442 patients: ten measurements, and how far the illness went in a year.",
            "442 位患者：十项测量数据，以及一年后的病情进展。",
        ),
        "rows, progress = load_diabetes(return_X_y=True)",
        "inputs = torch.tensor(rows, dtype=torch.float32)",
        "targets = torch.tensor(progress, dtype=torch.float32)",
    ],
    "sine": [
        comment("1,000 noisy points of a sine curve.", "正弦曲线上 1000 个带噪声的点。"),
        "draw = np.random.default_rng(0)",
        "angles = draw.uniform(-1.5 * np.pi, 1.5 * np.pi, (1000, 1))",
        "heights = np.sin(angles[:, 0]) + draw.normal(0, 0.15, 1000)",
        "inputs = torch.tensor(angles, dtype=torch.float32)",
        "targets = torch.tensor(heights, dtype=torch.float32)",
    ],
    "waves": [
        comment(
            "1,000 noisy waves of 16 steps: sine, square, triangle or sawtooth.",
            "1000 条带噪声的波形，每条 16 步：正弦波、方波、三角波或锯齿波。",
        ),
        *_WAVES,
    ],
    "fashion": _fetched(
        "Fashion-MNIST",
        comment(
            "70,000 grey pictures of clothes, 28 x 28 pixels, fetched once from openml.org.",
            "70000 张服饰灰度图，28×28 像素，首次运行时从 openml.org 下载。",
        ),
    ),
    "mnist": _fetched(
        "mnist_784",
        comment(
            "70,000 grey pictures of handwritten digits, 28 x 28 pixels,\n"
            "fetched once from openml.org.",
            "70000 张手写数字灰度图，28×28 像素，首次运行时从 openml.org 下载。",
        ),
    ),
}
"""The lines that give `inputs` and `targets`, by the key of the data set."""


def has_source(dataset: str) -> bool:
    """Whether a script that stands alone can have the data set."""
    table = own(dataset)
    return own_table.there(table) if table else dataset in SOURCES


def source(dataset: str) -> Iterable[Line]:
    """The lines that give `inputs` and `targets`."""
    table = own(dataset)
    return own_table.source(table) if table else SOURCES[dataset]


def sample_shape(dataset: str) -> tuple[int, ...]:
    """How many values a sample has along each dimension."""
    table = own(dataset)
    return (own_table.width(table),) if table else DATASETS[dataset].sample
