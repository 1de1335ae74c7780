"""The natural next experiments after a training: one thing changed, everything else the same."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from data import words
from data.runs import Run
from handlers.keyboards import button, grid
from handlers.training.along import along_buttons
from trainer.checks import faults
from trainer.choices import OPTIMIZERS
from trainer.config import RunConfig, from_dict, learning_rate


def _other_optimizer(config: RunConfig) -> RunConfig:
    other = next(name for name in OPTIMIZERS if name != config.optimizer)
    return replace(config, optimizer=other, learning_rate=None)


CHANGES: Mapping[str, Callable[[RunConfig], RunConfig]] = {
    "batch_up": lambda config: replace(config, batch_size=config.batch_size * 4),
    "batch_down": lambda config: replace(config, batch_size=config.batch_size // 4),
    "rate_up": lambda config: replace(config, learning_rate=learning_rate(config) * 10),
    "optimizer": _other_optimizer,
    "seed": lambda config: replace(config, seed=config.seed + 1),
    "again": lambda config: config,
}


def next_buttons(run: Run) -> InlineKeyboardMarkup:
    """A button for every change that gives another run that can be, and those to take it along."""
    config = from_dict(run.config)
    changed = {name: change(config) for name, change in CHANGES.items()}
    buttons = [
        _button(name, after, run)
        for name, after in changed.items()
        if after != config and not faults(after)
    ]
    against = InlineKeyboardButton(
        words.say("compare.with", run.language), callback_data=f"with:{run.id}"
    )
    rows = [*grid([*buttons, against], columns=2).inline_keyboard, along_buttons(run)]
    return InlineKeyboardMarkup([row for row in rows if row])


def again_button(run: Run) -> InlineKeyboardButton:
    """The button that runs the same training, or the same comparison, once more."""
    data = f"recompare:{run.id}" if run.compares else f"next:{run.id}:again"
    return button("next.again", data, run.language)


def _button(name: str, after: RunConfig, run: Run) -> InlineKeyboardButton:
    label = words.say(
        f"next.{name}",
        run.language,
        batch_size=after.batch_size,
        learning_rate=f"{learning_rate(after):g}",
        optimizer=OPTIMIZERS[after.optimizer].name.say(run.language),
    )
    return InlineKeyboardButton(label, callback_data=f"next:{run.id}:{name}")
