"""What findings say, in both languages: of several phrases, the first whose numbers are there."""

from collections.abc import Mapping, Sequence

from solver.language import Phrase
from trainer.finding import Kind, Likelihood
from trainer.series import Burden

LIKELY: Mapping[Likelihood, Phrase] = {
    "surely": Phrase("surely", "可以肯定"),
    "probably": Phrase("probably", "很可能"),
    "maybe": Phrase("maybe", "也许"),
}
SHOWN: Mapping[Kind, Sequence[Phrase]] = {
    "divergence": (
        Phrase(
            "Divergence in epoch {epoch} ({likely}): the training loss grew from {first_loss} to"
            " {last_train_loss}.",
            "第 {epoch} 个 epoch 起发散（{likely}）：训练损失从 {first_loss} 涨到"
            " {last_train_loss}。",
        ),
        Phrase(
            "Divergence ({likely}): in epoch {epoch} the loss was no finite number any more; it"
            " had begun at {first_loss}.",
            "发散（{likely}）：第 {epoch} 个 epoch 里损失已不是有限的数；开始时是 {first_loss}。",
        ),
        Phrase(
            "Divergence ({likely}): in epoch {epoch} the loss was no finite number any more.",
            "发散（{likely}）：第 {epoch} 个 epoch 里损失已不是有限的数。",
        ),
    ),
    "rate_too_high": (
        Phrase(
            "Learning rate too high ({likely}): the training loss shot up from {first_loss} to"
            " {highest_loss} and ended at {last_train_loss}.",
            "学习率过大（{likely}）：训练损失从 {first_loss} 冲到 {highest_loss}，最后停在"
            " {last_train_loss}。",
        ),
        Phrase(
            "Learning rate too high ({likely}): from epoch {epoch} on the training loss itself"
            " rose, from {lowest_train_loss} to {last_train_loss}.",
            "学习率过大（{likely}）：从第 {epoch} 个 epoch 起，连训练损失也在上升，从"
            " {lowest_train_loss} 升到 {last_train_loss}。",
        ),
        Phrase(
            "Learning rate too high ({likely}): the training loss jumps by about"
            " {train_loss_jump} an epoch, and only came from {first_loss} to {last_train_loss}.",
            "学习率过大（{likely}）：训练损失每个 epoch 跳动约 {train_loss_jump}，只从"
            " {first_loss} 降到 {last_train_loss}。",
        ),
    ),
    "overfitting": (
        Phrase(
            "Overfitting from epoch {epoch} ({likely}): the validation loss rose from"
            " {best_val_loss} to {last_val_loss}, the training loss fell from {train_loss_then} to"
            " {last_train_loss}.",
            "从第 {epoch} 个 epoch 起过拟合（{likely}）：验证损失从 {best_val_loss} 升到"
            " {last_val_loss}，训练损失却从 {train_loss_then} 降到 {last_train_loss}。",
        ),
        Phrase(
            "Overfitting from epoch {epoch} ({likely}): accuracy {last_train_accuracy} on the"
            " training samples, {last_val_accuracy} in validation.",
            "从第 {epoch} 个 epoch 起过拟合（{likely}）：训练准确率 {last_train_accuracy}，"
            "验证准确率只有 {last_val_accuracy}。",
        ),
    ),
    "noisy": (
        Phrase(
            "Noisy ({likely}): from epoch {epoch} on the validation loss jumps between"
            " {lowest_val_loss} and {highest_val_loss}.",
            "波动太大（{likely}）：从第 {epoch} 个 epoch 起，验证损失在 {lowest_val_loss} 和"
            " {highest_val_loss} 之间跳动。",
        ),
        Phrase(
            "Noisy ({likely}): from epoch {epoch} on the training loss jumps between"
            " {lowest_train_loss} and {highest_train_loss}.",
            "波动太大（{likely}）：从第 {epoch} 个 epoch 起，训练损失在 {lowest_train_loss} 和"
            " {highest_train_loss} 之间跳动。",
        ),
    ),
    "rate_too_low": (
        Phrase(
            "Learning rate too low ({likely}): the training loss creeps in a straight line, from"
            " {first_train_loss} to only {last_train_loss}.",
            "学习率过小（{likely}）：训练损失沿直线缓慢下降，从 {first_train_loss} 只降到"
            " {last_train_loss}。",
        ),
    ),
    "underfitting": (
        Phrase(
            "Underfitting ({likely}): the training loss stays near {last_train_loss} from epoch"
            " {epoch} on; accuracy {last_train_accuracy} even on the training samples.",
            "欠拟合（{likely}）：从第 {epoch} 个 epoch 起训练损失停在 {last_train_loss} 左右；"
            "连训练准确率也只有 {last_train_accuracy}。",
        ),
        Phrase(
            "Underfitting ({likely}): from epoch {epoch} on the training loss stays near"
            " {last_train_loss}; it began at {first_loss}.",
            "欠拟合（{likely}）：从第 {epoch} 个 epoch 起训练损失停在 {last_train_loss} 左右；"
            "开始时是 {first_loss}。",
        ),
    ),
    "leakage_suspicion": (
        Phrase(
            "Validation better than training: accuracy {last_val_accuracy} against"
            " {last_train_accuracy}, loss {last_val_loss} against {last_train_loss}.",
            "验证比训练还好：准确率 {last_val_accuracy} 对 {last_train_accuracy}，损失"
            " {last_val_loss} 对 {last_train_loss}。",
        ),
        Phrase(
            "Validation better than training: loss {last_val_loss} against {last_train_loss}.",
            "验证比训练还好：损失 {last_val_loss} 对 {last_train_loss}。",
        ),
    ),
    "still_improving": (
        Phrase(
            "Still improving ({likely}): since epoch {epoch} the validation loss fell from"
            " {val_loss_then} to {last_val_loss}.",
            "还在进步（{likely}）：第 {epoch} 个 epoch 以来，验证损失从 {val_loss_then} 降到"
            " {last_val_loss}。",
        ),
        Phrase(
            "Still improving ({likely}): since epoch {epoch} the training loss fell from"
            " {train_loss_then} to {last_train_loss}.",
            "还在进步（{likely}）：第 {epoch} 个 epoch 以来，训练损失从 {train_loss_then} 降到"
            " {last_train_loss}。",
        ),
    ),
    "plateau": (
        Phrase(
            "Plateau since epoch {epoch} ({likely}): the validation loss was {val_loss_then} then"
            " and is {last_val_loss} now.",
            "从第 {epoch} 个 epoch 起停滞（{likely}）：验证损失当时是 {val_loss_then}，最后是"
            " {last_val_loss}。",
        ),
        Phrase(
            "Plateau since epoch {epoch} ({likely}): the training loss was {train_loss_then} then"
            " and is {last_train_loss} now.",
            "从第 {epoch} 个 epoch 起停滞（{likely}）：训练损失当时是 {train_loss_then}，最后是"
            " {last_train_loss}。",
        ),
    ),
    "healthy": (
        Phrase(
            "Healthy ({likely}): the validation loss came down from {val_loss_then} to"
            " {last_val_loss}, best in epoch {best_epoch}.",
            "健康（{likely}）：验证损失从 {val_loss_then} 降到 {last_val_loss}，第 {best_epoch} 个"
            " epoch 最低。",
        ),
        Phrase(
            "Healthy as far as training shows ({likely}): its loss came down from"
            " {train_loss_then} to {last_train_loss}. Without a validation loss, overfitting"
            " cannot be seen.",
            "就训练而言是健康的（{likely}）：训练损失从 {train_loss_then} 降到"
            " {last_train_loss}。没有验证损失，就看不出是否过拟合。",
        ),
    ),
}
"""What the numbers show."""
_SMALLER = (
    Phrase(
        "Try a learning rate of {smaller_rate} instead of {learning_rate}.",
        "试试把学习率从 {learning_rate} 降到 {smaller_rate}。",
    ),
    Phrase("Try a learning rate ten times smaller.", "试试把学习率缩小到十分之一。"),
)
TRY: Mapping[Kind, Sequence[Phrase]] = {
    "divergence": _SMALLER,
    "rate_too_high": _SMALLER,
    "overfitting": (
        Phrase(
            "Try early stopping, dropout, weight decay, or more data.",
            "试试早停、dropout、权重衰减，或增加数据。",
        ),
    ),
    "noisy": (
        Phrase(
            "Try a larger batch size or a smaller learning rate.",
            "试试更大的 batch size 或更小的学习率。",
        ),
    ),
    "rate_too_low": (
        Phrase(
            "Try a learning rate of {larger_rate} instead of {learning_rate}.",
            "试试把学习率从 {learning_rate} 提高到 {larger_rate}。",
        ),
        Phrase("Try a learning rate ten times larger.", "试试把学习率放大到十倍。"),
    ),
    "underfitting": (
        Phrase(
            "Try a larger network or another learning rate, and check the labels.",
            "试试更大的网络或别的学习率，并检查标签。",
        ),
    ),
    "still_improving": (Phrase("Try more epochs.", "试试多训练几个 epoch。"),),
    "plateau": (
        Phrase(
            "Try a smaller learning rate or a larger network; otherwise fewer epochs will do.",
            "试试更小的学习率或更大的网络；否则不必训练这么多 epoch。",
        ),
    ),
    "healthy": (Phrase("Try to change one thing, and compare.", "试试只改一个设置，再比较结果。"),),
}
BURDENS: Mapping[Burden, Phrase] = {
    "dropout": Phrase("dropout acts only while training", "dropout 只在训练时起作用"),
    "label_noise": Phrase("only training labels are noisy", "只有训练标签带噪声"),
    "augmentation": Phrase("only training samples are augmented", "只有训练样本经过数据增强"),
}
USUAL = Phrase(
    "dropout and augmentation act only while training", "dropout 和数据增强只在训练时起作用"
)
AVERAGED = Phrase(
    "training scores are means over the epoch while the network still learned",
    "训练指标是整个 epoch 的平均，那时网络还在学习",
)
EASIER = Phrase("the validation set may be easier", "验证集可能更容易")
EXPECTED = Phrase("That is expected here: {causes}.", "这里是正常的：{causes}。")
INNOCENT = Phrase(
    "Innocent causes first: {causes}. If none is true, look for leakage:"
    " the same samples in both sets.",
    "先想无害的原因：{causes}。如果都不是，再查数据泄漏：两个集合里是否有相同的样本。",
)
AND = Phrase("; ", "；")
BETWEEN = Phrase(" ", "")
