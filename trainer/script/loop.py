"""The loop over the epochs: updates, validation, a line for each epoch, and when to stop."""

from collections.abc import Iterator

from solver.language import Phrase
from trainer.choices import DATASETS
from trainer.config import RunConfig
from trainer.script import augmentation, schedules
from trainer.script.lines import Line, Lines, Said, comment, inside
from trainer.script.networks import outputs

_DRAW: Lines = [
    comment(
        "Chance in the loop has its own generator: what the network drew for its weights\n"
        "does not change the order of the samples.",
        "循环中的随机性来自单独的生成器：\n网络初始化时抽过多少随机数，都不影响样本的顺序。",
    ),
    "draw = torch.Generator().manual_seed(SEED)",
]
_SHUFFLED: Lines = [
    comment(
        "A new order in every epoch: the batches are then never the same ones again.",
        "每个 epoch 重新打乱顺序，这样每次的批次都不相同。",
    ),
    "order = torch.randperm(len(train_targets), generator=draw)",
]
_UNSHUFFLED: Lines = [
    comment("Not shuffled: the same batches in every epoch.", "不打乱：每个 epoch 的批次都一样。"),
    "order = torch.arange(len(train_targets))",
]
_DROPPED: Lines = [
    comment("A last batch that is not full is left out.", "最后不满的一批不参与训练。"),
    "order = order[: len(order) // BATCH_SIZE * BATCH_SIZE]",
]
_NOT_ZEROED = comment(
    "The bug: optimizer.zero_grad() is missing here, so that the gradients of all\n"
    "earlier updates are added to the new ones.",
    "错误：这里缺少 optimizer.zero_grad()，\n以前所有更新的梯度都会累加到新的梯度上。",
)
_NOT_DIVIDED = comment(
    "The bug: each batch counts in full, so that the sum of the\ngradients is too large.",
    "错误：每一批都按全额计入，累加的梯度就过大了。",
)
_DIVIDED = comment(
    "Each batch counts by its share of the samples behind the update:\n"
    "the gradients then add up to that of one large batch.",
    "每一批按它在这次更新中所占的样本比例计入：\n梯度加起来就等于一个大批次的梯度。",
)
_L1: Lines = [
    comment(
        "The L1 penalty draws every weight towards zero by the same amount.",
        "L1 惩罚把每个权重都以同样的力度拉向零。",
    ),
    "penalty = sum(weight.abs().sum() for weight in model.parameters())",
    "(L1 * penalty).backward()",
]
_CLIPPED: Lines = [
    comment(
        "A gradient that is too long is shortened; its direction stays.",
        "梯度过长就缩短，方向不变。",
    ),
    "nn.utils.clip_grad_norm_(model.parameters(), CLIP_NORM)",
]
_TRAIN: Lines = [
    comment(
        "Training mode and evaluation mode differ for dropout and batch norm.",
        "训练模式与评估模式的区别在于 dropout 和批归一化。",
    ),
    "model.train()",
]
_NO_EVAL = comment(
    "The bug: model.eval() is missing here, so that dropout and batch norm go on as\nin training.",
    "错误：这里缺少 model.eval()，\ndropout 和批归一化仍按训练时的方式工作。",
)
_DIVERGED: Lines = [
    "if not math.isfinite(loss_sum + val_loss):",
    Said(
        Phrase(
            'print("The loss is no finite number any more: the run has diverged.")',
            'print("损失已不是有限的数：训练发散了。")',
        ),
        depth=1,
    ),
    "    break",
]
_IMPATIENT: Lines = [
    comment(
        "Early stopping: no lower validation loss for as long as was allowed.",
        "早停：验证损失太久没有变低，就停止训练。",
    ),
    "if val_loss < best_loss:",
    "    best_loss, best_epoch = val_loss, epoch",
    "elif epoch - best_epoch >= PATIENCE:",
    "    break",
]


def loop(config: RunConfig) -> Iterator[Line]:
    """The lines that train, and tell how it goes."""
    if config.shuffle or config.augmentation:
        yield from _DRAW
    yield from augmentation.functions(config)
    if config.patience is not None:
        yield "best_loss, best_epoch = math.inf, 0"
    yield "for epoch in range(1, EPOCHS + 1):"
    yield from inside(_epoch(config))


def _epoch(config: RunConfig) -> Iterator[Line]:
    yield from _TRAIN
    yield "loss_sum, hits = 0.0, 0" if _classes(config) else "loss_sum = 0.0"
    yield from _SHUFFLED if config.shuffle else _UNSHUFFLED
    if config.drop_last:
        yield from _DROPPED
    yield from _updates(config)
    yield ""
    yield from _validation(config)
    yield from _DIVERGED
    yield from _told(config)
    yield from schedules.at_end_of_epoch(config)
    if config.patience is not None:
        yield from _IMPATIENT


def _updates(config: RunConfig) -> Iterator[Line]:
    zeroed: Line = _NOT_ZEROED if config.bug == "no_zero_grad" else "optimizer.zero_grad()"
    if config.grad_accumulation == 1:
        yield "for batch in order.split(BATCH_SIZE):"
        yield from inside([*_forward(config), zeroed, "loss.backward()", *_update(config)])
        return
    yield comment(
        "One update for several batches, which together may be too large for memory.",
        "几个批次才更新一次：合在一起的大批次可能放不进内存。",
    )
    yield "for together in order.split(BATCH_SIZE * ACCUMULATION):"
    yield from inside([zeroed, "for batch in together.split(BATCH_SIZE):"])
    yield from inside(inside([*_forward(config), *_share_backward(config)]))
    yield from inside(_update(config))


def _forward(config: RunConfig) -> Iterator[Line]:
    yield from augmentation.calls(config)
    yield f"outputs = model({'samples' if config.augmentation else 'train_inputs[batch]'})"
    yield "loss = loss_function(outputs, train_targets[batch])"
    yield "loss_sum += loss.item() * len(batch)"
    if _classes(config):
        yield f"hits += ({_predicted(config)} == train_targets[batch]).sum().item()"


def _share_backward(config: RunConfig) -> Iterator[Line]:
    if config.bug == "loss_not_divided":
        yield _NOT_DIVIDED
        yield "loss.backward()"
    else:
        yield _DIVIDED
        yield "(loss * len(batch) / len(together)).backward()"


def _update(config: RunConfig) -> Iterator[Line]:
    if config.l1:
        yield from _L1
    if config.clip_norm is not None:
        yield from _CLIPPED
    yield from schedules.with_update(config)


def _validation(config: RunConfig) -> Iterator[Line]:
    if config.bug == "evaluated_in_train_mode":
        yield _NO_EVAL
    else:
        yield "model.eval()"
    many = DATASETS[config.dataset].fetched_as and DATASETS[config.dataset].pictures
    parts = "torch.cat([model(part) for part in val_inputs.split(400)])"
    yield "with torch.no_grad():"
    yield f"    outputs = {parts if many else 'model(val_inputs)'}"
    yield "    val_loss = loss_function(outputs, val_targets).item()"
    if _classes(config):
        yield f"val_hits = ({_predicted(config)} == val_targets).sum().item()"


def _told(config: RunConfig) -> Iterator[Line]:
    yield "print("
    yield from inside(_ACCURATE if _classes(config) else _LOSSES)
    yield ")"


_ACCURATE: Lines = [
    Said(Phrase('f"epoch {epoch}/{EPOCHS}:",', 'f"第 {epoch}/{EPOCHS} 个 epoch：",')),
    Said(Phrase('f"loss {loss_sum / len(order):.6g},",', 'f"损失 {loss_sum / len(order):.6g}，",')),
    Said(Phrase('f"accuracy {hits / len(order):.2%};",', 'f"准确率 {hits / len(order):.2%}；",')),
    Said(Phrase('f"validation loss {val_loss:.6g},",', 'f"验证损失 {val_loss:.6g}，",')),
    Said(
        Phrase(
            'f"accuracy {val_hits / len(val_targets):.2%}",',
            'f"准确率 {val_hits / len(val_targets):.2%}",',
        )
    ),
]
_LOSSES: Lines = [
    *_ACCURATE[:1],
    Said(Phrase('f"loss {loss_sum / len(order):.6g};",', 'f"损失 {loss_sum / len(order):.6g}；",')),
    Said(Phrase('f"validation loss {val_loss:.6g}",', 'f"验证损失 {val_loss:.6g}",')),
]


def _predicted(config: RunConfig) -> str:
    return "(outputs.flatten() > 0)" if outputs(config) == 1 else "outputs.argmax(dim=1)"


def _classes(config: RunConfig) -> bool:
    return DATASETS[config.dataset].classes > 0
