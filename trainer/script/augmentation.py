"""Training samples changed at random in every epoch."""

from collections.abc import Iterator, Mapping

from trainer.config import RunConfig
from trainer.script.lines import Line, Lines, comment, docstring, inside

_FUNCTIONS: Mapping[str, Lines] = {
    "rotation": [
        docstring("Turn each picture by up to 15 degrees.", "把每张图片旋转至多 15 度。"),
        "angles = math.radians(15) * (2 * torch.rand(len(pictures), generator=draw) - 1)",
        "sines, cosines, zeros = angles.sin(), angles.cos(), torch.zeros_like(angles)",
        "return moved(pictures, [cosines, -sines, zeros, sines, cosines, zeros])",
    ],
    "flip": [
        docstring("Mirror about half of the pictures.", "把大约一半的图片左右翻转。"),
        "chosen = torch.rand(len(pictures), generator=draw) < 0.5",
        "return torch.where(chosen.view(-1, 1, 1, 1), pictures.flip(-1), pictures)",
    ],
    "shift": [
        docstring(
            "Move each picture by up to an eighth of its size.", "把每张图片平移至多八分之一。"
        ),
        "across = 0.25 * (2 * torch.rand(len(pictures), generator=draw) - 1)",
        "down = 0.25 * (2 * torch.rand(len(pictures), generator=draw) - 1)",
        "ones, zeros = torch.ones_like(down), torch.zeros_like(down)",
        "return moved(pictures, [ones, zeros, across, zeros, ones, down])",
    ],
    "noise": [
        docstring("Add Gaussian noise to every value.", "给每个值加上高斯噪声。"),
        "return values + 0.1 * torch.randn(values.shape, generator=draw)",
    ],
}
_HEADS: Mapping[str, str] = {
    "rotation": "rotated(pictures)",
    "flip": "flipped(pictures)",
    "shift": "shifted(pictures)",
    "noise": "noisy(values)",
}
_MOVED: Lines = [
    "def moved(pictures, matrices):",
    *inside(
        [
            docstring(
                "Apply a 2 x 3 matrix to each picture, with black where it has left.",
                "对每张图片做 2×3 矩阵的仿射变换，空出的地方补黑。",
            ),
            "matrices = torch.stack(matrices, dim=1).view(-1, 2, 3)",
            "grid = functional.affine_grid(matrices, pictures.shape, align_corners=False)",
            "return functional.grid_sample(pictures, grid, align_corners=False)",
        ]
    ),
]
_WHY = comment(
    "Augmentation: the samples are others in every epoch, so that none can be\n"
    "memorized. The validation samples stay as they are.",
    "数据增强：每个 epoch 的样本都略有不同，无法死记。\n验证样本保持原样。",
)


def functions(config: RunConfig) -> Iterator[Line]:
    """The functions that change samples."""
    kinds = dict.fromkeys(config.augmentation)
    if {"rotation", "shift"} & kinds.keys():
        yield from _MOVED
    for kind in kinds:
        yield f"def {_HEADS[kind]}:"
        yield from inside(_FUNCTIONS[kind])


def calls(config: RunConfig) -> Iterator[Line]:
    """The lines that change the samples of a batch."""
    if not config.augmentation:
        return
    yield _WHY
    changed = "train_inputs[batch]"
    for kind in config.augmentation:
        changed = f"{_HEADS[kind].partition('(')[0]}({changed})"
    yield f"samples = {changed}"
