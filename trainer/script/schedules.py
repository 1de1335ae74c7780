"""The learning rate over a run: warm-up, then the decay."""

from collections.abc import Iterator

from trainer.config import RunConfig
from trainer.script.lines import Line, Lines, comment, docstring, inside

_SHARE = docstring(
    "The part of the full learning rate that an update has; updates count from 0.",
    "某次更新的学习率占完整学习率的比例；更新从 0 数起。",
)
_BUG = comment(
    "The bug: the schedule is moved on as if every update were a whole epoch.",
    "错误：每次更新都被调度器当成了一整个 epoch。",
)
_WARMUP: Lines = [
    comment(
        "Warm-up: small steps at first, while the gradients still point anywhere.",
        "预热：一开始梯度方向还不可靠，先用小步。",
    ),
    "if epoch < WARMUP_EPOCHS:",
    "    return (epoch + 1 / updates_per_epoch) / WARMUP_EPOCHS",
]
_COSINE: Lines = [
    comment(
        "Half a cosine from 1 down to 0: large steps first, fine ones at the end.",
        "半个余弦，从 1 降到 0：先大步走，最后小步微调。",
    ),
    "return (1 + math.cos(math.pi * done)) / 2",
]
_STEP: Lines = [
    comment(
        "A tenth from the middle on, and a hundredth in the last quarter.",
        "过半后降为十分之一，最后四分之一降为百分之一。",
    ),
    "if done < 1 / 2:",
    "    return 1.0",
    "return 0.1 if done < 3 / 4 else 0.01",
]
_ON_PLATEAU: Lines = [
    comment(
        "After three epochs without a lower validation loss, a tenth of the rate.",
        "验证损失连续三个 epoch 没有变低，学习率就降为十分之一。",
    ),
    "scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(",
    "    optimizer, factor=0.1, patience=2, threshold=0, eps=0",
    ")",
]
_AFTER_PLATEAU: Lines = [
    comment(
        "After three epochs without a lower validation loss, a tenth of the rate.",
        "验证损失连续三个 epoch 没有变低，学习率就降为十分之一。",
    ),
    "if val_loss < lowest:",
    "    lowest, waited = val_loss, 0",
    "else:",
    "    waited += 1",
    "if waited == 3:",
    "    reduced, waited = 0.1 * reduced, 0",
]


def changes(config: RunConfig) -> bool:
    """Whether the learning rate changes at all."""
    return config.schedule != "constant" or bool(config.warmup_epochs)


def by_hand(config: RunConfig) -> bool:
    """Whether no scheduler of PyTorch does it: a plateau that comes after a warm-up."""
    return config.schedule == "plateau" and bool(config.warmup_epochs)


def schedule(config: RunConfig) -> Iterator[Line]:
    """The lines that make the schedule."""
    if config.schedule == "plateau" and not config.warmup_epochs:
        yield from _ON_PLATEAU
    elif changes(config):
        yield from _updates_per_epoch(config)
        if by_hand(config):
            yield "reduced, lowest, waited, updates = 1.0, math.inf, 0, 0"
        yield "def share(update):"
        yield from inside(_share(config))
        if not by_hand(config):
            yield "scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, share)"


def with_update(config: RunConfig) -> Iterator[Line]:
    """The lines that make an update with its learning rate."""
    if by_hand(config):
        yield 'optimizer.param_groups[0]["lr"] = LEARNING_RATE * share(updates)'
        yield "updates += 1"
    yield "optimizer.step()"
    if changes(config) and config.schedule != "plateau":
        yield "scheduler.step()"


def at_end_of_epoch(config: RunConfig) -> Iterator[Line]:
    """The lines that hear how good an epoch was."""
    if by_hand(config):
        yield from _AFTER_PLATEAU
    elif config.schedule == "plateau":
        yield "scheduler.step(val_loss)"


def _updates_per_epoch(config: RunConfig) -> Iterator[str]:
    size = "len(train_targets)"
    batches = f"{size} // BATCH_SIZE" if config.drop_last else f"math.ceil({size} / BATCH_SIZE)"
    if config.grad_accumulation == 1:
        yield f"updates_per_epoch = {batches}"
    else:
        yield f"batches_per_epoch = {batches}"
        yield "updates_per_epoch = math.ceil(batches_per_epoch / ACCUMULATION)"


def _share(config: RunConfig) -> Iterator[Line]:
    bug = config.bug == "schedule_every_batch"
    yield _SHARE
    if bug:
        yield _BUG
    yield "epoch = update" if bug else "epoch = update / updates_per_epoch"
    if config.warmup_epochs:
        yield from _WARMUP
    never_decays = config.warmup_epochs >= config.epochs and not bug
    if config.schedule == "plateau":
        yield "return reduced"
    elif config.schedule == "constant" or never_decays:
        yield "return 1.0"
    else:
        yield f"done = min(1.0, {_done(config)})" if bug else f"done = {_done(config)}"
        yield from _COSINE if config.schedule == "cosine" else _STEP


def _done(config: RunConfig) -> str:
    """How much of the decay is over."""
    if not config.warmup_epochs:
        return "epoch / EPOCHS"
    if config.warmup_epochs >= config.epochs:
        return "epoch - WARMUP_EPOCHS"
    return "(epoch - WARMUP_EPOCHS) / (EPOCHS - WARMUP_EPOCHS)"
