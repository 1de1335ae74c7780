"""The bugs that a run can have on purpose, to be seen beside its healthy twin."""

from collections.abc import Mapping

from solver.language import Phrase
from trainer.choices.entry import Entry

BUGS: Mapping[str, Entry] = {
    "none": Entry(Phrase("no bug", "没有错误"), ("no bug", "healthy", "没有错误", "正常")),
    "no_zero_grad": Entry(
        Phrase("gradients never zeroed", "忘记清零梯度"),
        ("no zero grad", "missing zero_grad", "forgot zero_grad", "忘记清零梯度", "没有zero_grad"),
    ),
    "softmax_twice": Entry(
        Phrase("softmax applied twice", "重复使用 softmax"),
        ("softmax twice", "double softmax", "重复softmax", "两次softmax"),
    ),
    "evaluated_in_train_mode": Entry(
        Phrase("evaluated in train mode", "评估时忘记 eval()"),
        ("no eval mode", "missing eval", "forgot model.eval", "忘记eval", "没有model.eval"),
    ),
    "loss_not_divided": Entry(
        Phrase("loss not divided by the accumulation steps", "累积时损失未除以步数"),
        ("loss not divided", "undivided loss", "损失没有除以累积步数"),
    ),
    "labels_shifted": Entry(
        Phrase("labels shifted by one sample", "标签错位一个样本"),
        ("shifted labels", "labels shifted", "label shift", "标签错位"),
    ),
    "inputs_unscaled": Entry(
        Phrase("inputs not scaled", "输入没有缩放"),
        ("unscaled inputs", "inputs not scaled", "no normalization of inputs", "输入没有缩放"),
    ),
    "schedule_every_batch": Entry(
        Phrase("schedule moved every batch", "每个批次都调用调度器"),
        ("scheduler every batch", "schedule every batch", "每个批次都调整学习率"),
    ),
    "sorted_by_class": Entry(
        Phrase("samples sorted by class", "样本按类别排序"),
        (
            *("sorted by class", "sorted samples", "sorted labels", "samples sorted by class"),
            *("按类别排序", "样本按类别排序", "按标签排序", "标签排好序"),
        ),
    ),
}
