"""The head of a script: what it is about, what it may import, and the settings of the run."""

from collections.abc import Mapping

from solver.language import LANGUAGES, Language, Phrase
from trainer.choices import DATASETS, MODELS, OPTIMIZERS
from trainer.choices.own import own
from trainer.config import RunConfig, learning_rate, train_size
from trainer.script.lines import Said, docstring

STANDARD: Mapping[str, str] = {
    "csv": "import csv",
    "math": "import math",
    "sys": "import sys",
    "Path": "from pathlib import Path",
}
"""Imports of the standard library, by the name that they bring."""
IMPORTS: Mapping[str, str] = {
    "np": "import numpy as np",
    "torch": "import torch",
    "nn": "from torch import nn",
    "functional": "from torch.nn import functional",
    "train_test_split": "from sklearn.model_selection import train_test_split",
    **{
        name: f"from sklearn.datasets import {name}"
        for name in (
            *("load_digits", "load_iris", "load_wine", "load_breast_cancer", "load_diabetes"),
            *("make_moons", "make_circles", "make_blobs", "fetch_openml"),
        )
    },
}
"""All other imports, by the name that they bring."""


def about(config: RunConfig) -> Said:
    """What the script does, and how to run it."""
    english, chinese = (_about(config, language) for language in LANGUAGES)
    return docstring(english, chinese)


def _about(config: RunConfig, language: Language) -> str:
    return (_ABOUT_TABLE if own(config.dataset) else _ABOUT).say(
        language,
        model=MODELS[config.model].name.say(language),
        dataset=DATASETS[config.dataset].name.say(language),
        optimizer=OPTIMIZERS[config.optimizer].name.say(language),
        batch_size=config.batch_size,
        epochs=config.epochs,
        seed=config.seed,
    )


_ABOUT_TABLE = Phrase(
    "{model} on your table: {optimizer}, batch size {batch_size}, {epochs} epochs.\n\n"
    "It needs PyTorch and scikit-learn: pip install torch scikit-learn\n"
    "It is run with the table behind its name: python this_script.py table.csv\n"
    "With the same seed ({seed}) it prints the same numbers again.\n",
    "用你的表格训练 {model}：{optimizer}，batch size {batch_size}，{epochs} 个 epoch。\n\n"
    "需要 PyTorch 和 scikit-learn：pip install torch scikit-learn\n"
    "运行时在后面写上表格文件：python this_script.py table.csv\n"
    "种子不变（{seed}），每次运行输出的数字都一样。\n",
)
_ABOUT = Phrase(
    "{model} on {dataset}: {optimizer}, batch size {batch_size}, {epochs} epochs.\n\n"
    "It needs PyTorch and scikit-learn: pip install torch scikit-learn\n"
    "With the same seed ({seed}) it prints the same numbers again.\n",
    "在{dataset}上训练 {model}：{optimizer}，batch size {batch_size}，{epochs} 个 epoch。\n\n"
    "需要 PyTorch 和 scikit-learn：pip install torch scikit-learn\n"
    "种子不变（{seed}），每次运行输出的数字都一样。\n",
)


def settings(config: RunConfig) -> Mapping[str, float]:
    """Every setting by its name in the script."""
    return {
        "SEED": config.seed,
        "TRAIN_SIZE": train_size(config),
        "LABEL_NOISE": config.label_noise,
        "BATCH_SIZE": config.batch_size,
        "ACCUMULATION": config.grad_accumulation,
        "EPOCHS": config.epochs,
        "LEARNING_RATE": learning_rate(config),
        "WARMUP_EPOCHS": min(config.warmup_epochs, config.epochs),
        "DROPOUT": config.dropout,
        "WEIGHT_DECAY": config.weight_decay,
        "L1": config.l1,
        "CLIP_NORM": config.clip_norm or 0,
        "PATIENCE": config.patience or 0,
    }
