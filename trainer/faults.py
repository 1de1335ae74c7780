"""What is wrong with a run that was asked for: as data, and said in either language.

ValueError
└── InvalidRun    what was asked for cannot be run; holds every fault
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from solver.language import Language, Phrase
from trainer.choices import CHOICES, DATASETS, title
from trainer.choices.entry import Dataset

FIELDS: Mapping[str, Phrase] = {
    "dataset": Phrase("data set", "数据集"),
    "model": Phrase("model", "模型"),
    "optimizer": Phrase("optimizer", "优化器"),
    "batch_size": Phrase("batch size", "批次大小"),
    "epochs": Phrase("number of epochs", "轮数（epoch 数）"),
    "learning_rate": Phrase("learning rate", "学习率"),
    "drop_last": Phrase("last batch (keep or drop)", "最后一批（保留或丢弃）"),
    "seed": Phrase("random seed", "随机种子"),
    "hidden": Phrase("hidden layer size", "隐藏层大小"),
    "layers": Phrase("number of hidden layers", "隐藏层数"),
    "parameters": Phrase("number of parameters of the network", "网络的参数量"),
    "activation": Phrase("activation", "激活函数"),
    "normalization": Phrase("normalization", "归一化方式"),
    "initialization": Phrase("initialization", "初始化方式"),
    "dropout": Phrase("dropout", "dropout（丢弃率）"),
    "loss": Phrase("loss", "损失函数"),
    "schedule": Phrase("learning rate schedule", "学习率调度"),
    "warmup_epochs": Phrase("warm-up in epochs", "预热轮数"),
    "weight_decay": Phrase("weight decay", "权重衰减"),
    "l1": Phrase("L1 penalty", "L1 惩罚"),
    "grad_accumulation": Phrase("gradient accumulation", "梯度累积步数"),
    "clip_norm": Phrase("gradient clipping norm", "梯度裁剪范数"),
    "augmentation": Phrase("augmentation", "数据增强"),
    "label_noise": Phrase("share of wrong labels", "标签噪声比例"),
    "train_fraction": Phrase("share of the training data", "训练数据使用比例"),
    "patience": Phrase("patience", "早停耐心值（patience）"),
    "shuffle": Phrase("shuffling", "打乱样本"),
    "bug": Phrase("bug", "人为错误"),
    "runs": Phrase("number of runs to compare", "要对比的训练次数"),
}
"""The fields of a run configuration, as they are called in running text."""


@dataclass(frozen=True)
class Known:
    """One of the choices of the field; `nearest` is the key that was probably meant."""

    nearest: str | None


@dataclass(frozen=True)
class Between:
    """A number from `low` to `high`; larger than `low` where `above` is set."""

    low: int
    high: int
    above: bool = False
    below: bool = False

    def holds(self, number: float) -> bool:
        """Whether a number is one of these."""
        at_edge = (self.above and number == self.low) or (self.below and number == self.high)
        return self.low <= number <= self.high and not at_edge


Kind = Literal["text", "whole", "number", "truth", "texts", "wholes"]
"""A kind of value."""
Fitting = Literal[
    "pictures", "series", "classes", "pictures_to_change", "fetched", "sent", "to_send"
]
"""What a choice needs of the data set: pictures, steps in time, classes; or to be there at all."""
Effect = Literal["moving_schedule", "accumulation", "train_mode"]
"""What a bug on purpose needs to show anything."""
Layers = Literal["states", "no_layers", "two_values"]
"""What hidden layers need: states to remember with, not to be there, values to be normalized."""
Need = (
    Kind
    | Fitting
    | Effect
    | Layers
    | Literal["single", "alone", "different", "readable", "field", "misspelt"]
)
"""What a field needs: a kind of value, fitting data, something to break, fitting layers, one value,
to be all that varies, values that are not the same, a readable one; or to be one."""

Expected = Known | Between | Need


@dataclass(frozen=True)
class Fault:
    """One thing that keeps a run from starting.

    Attributes:
        field: the field of the run configuration, or the word that names none.
        given: what was asked for; the key of the data set where pictures are needed.
        expected: what can be had instead.
    """

    field: str
    given: object
    expected: Expected

    def say(self, language: Language) -> str:
        """The fault in a sentence or two: what was given, what was expected."""
        if isinstance(self.expected, Known):
            sentence, more = _UNKNOWN, _guess(self.field, self.expected, language)
        elif isinstance(self.expected, Between):
            sentence = _LIMITS[self.expected.above, self.expected.below]
            more = {"low": f"{self.expected.low:,}", "high": f"{self.expected.high:,}"}
        else:
            sentence, more = _NEEDS[self.expected], _offers(self, language)
        field = FIELDS[self.field].say(language) if self.field in FIELDS else self.field
        return sentence.say(language, field=field, given=_shown(self.given), **more)


class InvalidRun(ValueError):  # noqa: N818  # a run that is refused is no error of the program
    """What was asked for cannot be run."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return self.say("en")

    def say(self, language: Language) -> str:
        """Every fault, one a line."""
        return "\n".join(fault.say(language) for fault in self.faults)


_UNKNOWN = Phrase(
    "I do not know the {field} “{given}”. I have: {names}.{guess}",
    "没有“{given}”这个{field}。可选的有：{names}。{guess}",
)
_GUESS = Phrase(" Did you mean {name}?", "是不是想用“{name}”？")
_LIMITS = {
    (False, False): Phrase(
        "The {field} cannot be {given}; it is from {low} to {high}.",
        "{field}不能是 {given}，取值范围是 {low} 到 {high}。",
    ),
    (True, False): Phrase(
        "The {field} cannot be {given}; it is above {low} and at most {high}.",
        "{field}不能是 {given}，要大于 {low}、不超过 {high}。",
    ),
    (False, True): Phrase(
        "The {field} cannot be {given}; it is at least {low} and below {high}.",
        "{field}不能是 {given}，要不小于 {low}、小于 {high}。",
    ),
}
"""By whether the lowest and the highest number are excluded."""
_NEEDS: Mapping[Need, Phrase] = {
    "text": Phrase(
        "The {field} cannot be {given}; it is a name.", "{field}不能是 {given}，应该是名称。"
    ),
    "whole": Phrase(
        "The {field} cannot be {given}; it is a whole number.",
        "{field}不能是 {given}，应该是整数。",
    ),
    "number": Phrase(
        "The {field} cannot be {given}; it is a number.", "{field}不能是 {given}，应该是数字。"
    ),
    "truth": Phrase(
        "The {field} cannot be {given}; it is true or false.",
        "{field}不能是 {given}，应该是 true 或 false。",
    ),
    "pictures": Phrase(
        "A CNN slides its filters over pictures, and {name} has none."
        " Use an MLP, or a data set of pictures: {pictures}.",
        "CNN 的卷积核要在图片上滑动，而“{name}”不是图片。"
        "请改用 MLP，或者换成图片数据集：{pictures}。",
    ),
    "series": Phrase(
        "A recurrent network reads its samples in order, and {name} has no order."
        " Use an MLP, or a data set of pictures or series: {pictures}.",
        "循环网络按顺序读取样本，而“{name}”没有先后顺序。"
        "请改用 MLP，或者换成图片或序列数据集：{pictures}。",
    ),
    "classes": Phrase(
        "This {field} needs classes, and {name} predicts numbers."
        " Use a data set with classes: {pictures}.",
        "这个{field}需要分类任务，而“{name}”预测的是数值。请换成分类数据集：{pictures}。",
    ),
    "pictures_to_change": Phrase(
        "Only pictures can be turned, flipped or shifted, and {name} has none."
        " Use Gaussian noise, or a data set of pictures: {pictures}.",
        "只有图片才能旋转、翻转或平移，而“{name}”不是图片。"
        "请改用高斯噪声，或者换成图片数据集：{pictures}。",
    ),
    "fetched": Phrase(
        "{name} is not on this computer yet. This command fetches it once:"
        " python bot.py data get {source}",
        "这台电脑上还没有 {name}，先用这条命令取一次：python bot.py data get {source}",
    ),
    "sent": Phrase(
        "This table is not here any more. Send me the CSV file again.",
        "这个表格已经不在了，请把 CSV 文件再发一次。",
    ),
    "states": Phrase(
        "A recurrent network remembers in its hidden layers, so that it needs at least one."
        " Use a linear model where none is wanted.",
        "循环网络靠隐藏层记忆，至少要有一层。不想要隐藏层，请改用线性模型。",
    ),
    "no_layers": Phrase(
        "A linear model has no hidden layers, and {given} was given. Use an MLP.",
        "线性模型没有隐藏层，这里给了 {given}。请改用 MLP。",
    ),
    "two_values": Phrase(
        "Batch norm needs at least two samples in each batch, and with batch size {given} one"
        " batch has a single sample. Use another batch size, or layer norm;"
        " where only the last batch is that small, it can be dropped.",
        "批归一化要求每批至少有两个样本，而批次大小为 {given} 时，有一批只有一个样本。"
        "请换一个批次大小，或改用层归一化；如果只有最后一批这么小，也可以把它丢弃。",
    ),
    "moving_schedule": Phrase(
        "The bug of a schedule moved on every batch shows only where the schedule moves by itself."
        " Use step or cosine decay, or warm-up epochs.",
        "“每个批次都调用调度器”这个错误，只有学习率按预定的计划变化时才看得出来。"
        "请改用阶梯衰减或余弦衰减，或者加上预热。",
    ),
    "accumulation": Phrase(
        "The bug of a loss that is not divided shows only where gradients are accumulated."
        " Use a gradient accumulation of 2 or more.",
        "“累积时损失未除以步数”这个错误，只有累积梯度时才看得出来。请把梯度累积步数设为 2 或以上。",
    ),
    "train_mode": Phrase(
        "The bug of a missing eval() shows only where training and evaluation differ."
        " Use dropout or batch norm.",
        "“评估时忘记 eval()”这个错误，只有训练和评估时行为不同的网络才看得出来。"
        "请加上 dropout 或批归一化。",
    ),
    "misspelt": Phrase(
        "There is no setting {given}. Did you mean {field}?",
        "没有 {given} 这个设置，是不是{field}？",
    ),
    "to_send": Phrase(
        "I have no table of yours to train on. Send me one as a CSV file in the chat:"
        " a sample in each row, and a column that is to be predicted.",
        "这里还没有可以用来训练的你的数据。"
        "请在聊天里发一个 CSV 表格：每行一个样本，其中一列是要预测的。",
    ),
    "texts": Phrase(
        "The {field} cannot be {given}; it is a list of names.",
        "{field}不能是 {given}，应该是名称的列表。",
    ),
    "wholes": Phrase(
        "The {field} cannot be {given}; it is a list of whole numbers.",
        "{field}不能是 {given}，应该是整数的列表。",
    ),
    "single": Phrase(
        "A run has one {field}, and {given} were given."
        " Begin with “compare”, and I train with each and show them side by side.",
        "一次训练只能有一个{field}，这里给了 {given}。以“对比”开头，我就分别训练，再放在一起比较。",
    ),
    "alone": Phrase(
        "A comparison changes one thing and keeps the rest;"
        " here the {field} changes, too: {given}.",
        "对比时只改变一个量，其余保持不变，而这里{field}也有好几个值：{given}。",
    ),
    "different": Phrase(
        "There is nothing to compare: two of the {given} runs are the same.",
        "没有可对比的：这 {given} 次训练里有两次完全一样。",
    ),
    "readable": Phrase(
        "I cannot read which {field} is meant. Write it as a number.",
        "没能读出{field}是多少，请写成数字。",
    ),
    "field": Phrase(
        "I cannot set {given} yet. What can be set: {fields}.",
        "目前还不能设置 {given}。可以设置的有：{fields}。",
    ),
}

_NOT_SET = {"layers", "parameters", "runs"}
"""Fields that follow from others."""


def _guess(field: str, expected: Known, language: Language) -> dict[str, str]:
    names = [title(field, key, language) for key in CHOICES[field]]
    likely = expected.nearest and title(field, expected.nearest, language)
    guess = _GUESS.say(language, name=likely) if likely else ""
    return {"names": _listed(names, language), "guess": guess}


def _offers(fault: Fault, language: Language) -> dict[str, str]:
    fits = _FITTING.get(fault.expected) if isinstance(fault.expected, str) else None
    if fits:
        names = [title("dataset", key, language) for key, one in DATASETS.items() if fits(one)]
        given = DATASETS[str(fault.given)].name.say(language)
        return {"name": given, "pictures": _listed(names, language)}
    if fault.expected == "fetched":
        dataset = DATASETS[str(fault.given)]
        return {"name": dataset.name.say(language), "source": str(dataset.fetched_as)}
    if fault.expected == "field":
        settable = [name for name in FIELDS if name not in _NOT_SET]
        return {"fields": _listed([FIELDS[name].say(language) for name in settable], language)}
    return {}


_FITTING: Mapping[str, Callable[[Dataset], bool]] = {
    "pictures": lambda one: one.pictures,
    "pictures_to_change": lambda one: one.pictures,
    "series": lambda one: one.pictures or one.shape == "sequences",
    "classes": lambda one: one.task == "classes",
}


def _listed(names: list[str], language: Language) -> str:
    return Phrase(", ", "、").say(language).join(names)


def _shown(given: object) -> str:
    """What was given, cut to what fits into a sentence."""
    if isinstance(given, float):
        return f"{given:g}"
    text = ", ".join(map(str, given)) if isinstance(given, tuple) else str(given)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


LONGEST_SHOWN = 40
