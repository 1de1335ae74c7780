"""Every quantity of a training run, once: its letter, its names, its unit and what it means."""

from dataclasses import dataclass

from solver.language import Phrase

_NO_UNIT = Phrase("", "")


@dataclass(frozen=True)
class Quantity:
    """Something that can be stated, derived or asked.

    Attributes:
        name: standard name, as `ask --json` gives it.
        symbol: its letter in formulas.
        title: its name in running text.
        meaning: one sentence for a learner.
        unit: what it counts; empty where the title says it.
        whole: it is a count, so only whole numbers make sense.
        minimum: the smallest value that makes sense.
    """

    name: str
    symbol: str
    title: Phrase
    meaning: Phrase
    unit: Phrase = _NO_UNIT
    whole: bool = True
    minimum: int = 1


_SAMPLES = Phrase("samples", "个样本")
_BATCHES = Phrase("batches", "个批次")
_UPDATES = Phrase("iterations", "次迭代")
_SECONDS = Phrase("s", "秒")

_ALL = (
    Quantity(
        "dataset_size",
        "M",
        Phrase("dataset size", "数据集大小"),
        Phrase("all samples there are, whatever they are used for", "全部样本数，不论用途"),
        _SAMPLES,
    ),
    Quantity(
        "train_size",
        "N",
        Phrase("training set size", "训练集大小"),
        Phrase("the samples that the weights are trained on", "用来训练权重的样本数"),
        _SAMPLES,
    ),
    Quantity(
        "val_size",
        "N_val",
        Phrase("validation set size", "验证集大小"),
        Phrase("the samples held out to tune and to stop by", "留出来用于调参和早停的样本数"),
        _SAMPLES,
        minimum=0,
    ),
    Quantity(
        "test_size",
        "N_test",
        Phrase("test set size", "测试集大小"),
        Phrase("the samples held out for the final check", "留出来做最终检验的样本数"),
        _SAMPLES,
        minimum=0,
    ),
    Quantity(
        "batch_size",
        "B",
        Phrase("batch size", "批大小（batch size）"),
        Phrase("samples in one forward pass on one device", "一台设备一次前向传播的样本数"),
        _SAMPLES,
    ),
    Quantity(
        "grad_accumulation",
        "k",
        Phrase("gradient accumulation steps", "梯度累积步数"),
        Phrase("batches whose gradients make one weight update", "多少个批次的梯度合成一次更新"),
    ),
    Quantity(
        "devices",
        "D",
        Phrase("devices", "设备数（GPU 数）"),
        Phrase("devices that share the samples of an epoch", "共同分担一个 epoch 样本的设备数"),
    ),
    Quantity(
        "effective_batch_size",
        "G",
        Phrase("effective batch size", "有效批大小"),
        Phrase("samples behind one weight update", "一次权重更新所用的样本数"),
        _SAMPLES,
    ),
    Quantity(
        "samples_per_device",
        "P",
        Phrase("samples per device and epoch", "每台设备每个 epoch 的样本数"),
        Phrase("what one device sees in an epoch", "一台设备在一个 epoch 里看到的样本数"),
        _SAMPLES,
    ),
    Quantity(
        "padded_samples",
        "N_pad",
        Phrase("padded samples", "补齐的样本数"),
        Phrase(
            "samples seen twice so that all devices have the same number",
            "为使各设备样本数相同而重复的样本数",
        ),
        _SAMPLES,
        minimum=0,
    ),
    Quantity(
        "last_batch_size",
        "B_last",
        Phrase("size of the last batch", "最后一个批次的大小"),
        Phrase("samples in the last batch of an epoch", "一个 epoch 最后一个批次里的样本数"),
        _SAMPLES,
    ),
    Quantity(
        "dropped_samples",
        "N_drop",
        Phrase("dropped samples", "被丢弃的样本数"),
        Phrase(
            "samples an epoch leaves out with an incomplete last batch",
            "随不完整的最后一批丢弃的样本数",
        ),
        _SAMPLES,
        minimum=0,
    ),
    Quantity(
        "batches_per_epoch",
        "b",
        Phrase("batches per epoch", "每个 epoch 的批次数"),
        Phrase("forward passes of one device in an epoch", "一台设备在一个 epoch 里的前向传播次数"),
        _BATCHES,
        minimum=0,
    ),
    Quantity(
        "iterations_per_epoch",
        "u",
        Phrase("iterations per epoch", "每个 epoch 的迭代次数"),
        Phrase("weight updates in an epoch", "一个 epoch 里权重更新的次数"),
        _UPDATES,
        minimum=0,
    ),
    Quantity(
        "epochs",
        "E",
        Phrase("epochs", "epoch 数（轮数）"),
        Phrase("full passes over the training set", "完整遍历训练集的次数"),
        Phrase("epochs", "个 epoch"),
        whole=False,
        minimum=0,
    ),
    Quantity(
        "total_batches",
        "b_total",
        Phrase("batches in all", "批次总数"),
        Phrase("forward passes of one device in the whole run", "一台设备整个训练的前向传播次数"),
        _BATCHES,
        minimum=0,
    ),
    Quantity(
        "total_iterations",
        "T",
        Phrase("iterations in all", "总迭代次数"),
        Phrase("weight updates in the whole run", "整个训练中权重更新的次数"),
        _UPDATES,
        minimum=0,
    ),
    Quantity(
        "samples_seen",
        "S",
        Phrase("samples processed", "处理过的样本数"),
        Phrase(
            "samples that pass through the network, repeats counted", "送入网络的样本数，重复计入"
        ),
        _SAMPLES,
        minimum=0,
    ),
    Quantity(
        "views_per_sample",
        "v",
        Phrase("times each sample is seen", "每个样本被看到的次数"),
        Phrase("how often one sample passes through the network", "一个样本被送入网络的次数"),
        Phrase("times", "次"),
        whole=False,
        minimum=0,
    ),
    Quantity(
        "time_per_iteration",
        "t_u",
        Phrase("time per iteration", "每次迭代的时间"),
        Phrase("from one weight update to the next", "两次权重更新之间的时间"),
        _SECONDS,
        whole=False,
        minimum=0,
    ),
    Quantity(
        "time_per_epoch",
        "t_E",
        Phrase("time per epoch", "每个 epoch 的时间"),
        Phrase("one pass over the training set", "遍历一次训练集的时间"),
        _SECONDS,
        whole=False,
        minimum=0,
    ),
    Quantity(
        "time_total",
        "t",
        Phrase("training time", "总训练时间"),
        Phrase("the whole run", "整个训练的时间"),
        _SECONDS,
        whole=False,
        minimum=0,
    ),
    Quantity(
        "throughput",
        "R",
        Phrase("throughput", "吞吐量"),
        Phrase("samples processed in a second", "每秒处理的样本数"),
        Phrase("samples/s", "个样本/秒"),
        whole=False,
        minimum=0,
    ),
    Quantity(
        "accuracy",
        "A",
        Phrase("accuracy", "准确率"),
        Phrase("correct predictions in a hundred", "每一百个预测中正确的个数"),
        Phrase("%", "%"),
        whole=False,
        minimum=0,
    ),
    Quantity(
        "epochs_before",
        "E_1",
        Phrase("epochs of the shorter run", "较短训练的 epoch 数"),
        Phrase("the shorter of two runs that are compared", "相比较的两次训练中较短的一次"),
    ),
    Quantity(
        "epochs_after",
        "E_2",
        Phrase("epochs of the longer run", "较长训练的 epoch 数"),
        Phrase("the longer of two runs that are compared", "相比较的两次训练中较长的一次"),
    ),
    Quantity(
        "accuracy_before",
        "A_1",
        Phrase("accuracy of the shorter run", "较短训练的准确率"),
        Phrase("in percent", "百分数"),
        Phrase("%", "%"),
        whole=False,
        minimum=0,
    ),
    Quantity(
        "accuracy_after",
        "A_2",
        Phrase("accuracy of the longer run", "较长训练的准确率"),
        Phrase("in percent", "百分数"),
        Phrase("%", "%"),
        whole=False,
        minimum=0,
    ),
    Quantity(
        "accuracy_gain_per_epoch",
        "g",
        Phrase("accuracy gained per epoch", "每个 epoch 提升的准确率"),
        Phrase("percentage points that one more epoch brings", "多训练一个 epoch 带来的百分点"),
        Phrase("percentage points", "个百分点"),
        whole=False,
        minimum=0,
    ),
)

QUANTITIES: dict[str, Quantity] = {quantity.name: quantity for quantity in _ALL}
