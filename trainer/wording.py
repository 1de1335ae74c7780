"""The words by which people ask for a training, in both languages, as patterns."""

import re
from collections.abc import Mapping

from data.catalogue import datasets

MAX_LENGTH = 300
"""A longer text is no request: it is a question, an exercise, a script or a log."""

LEADING_SIGNS = re.compile(r"^\W+")

_POLITE_EN = (
    r"(?:please|pls|now|okay|ok|then|and|so|hey|hi|hello|let'?s|let us|just|also"
    r"|(?:can|could|will|would) (?:you|we)|go ahead and|i (?:want|would like|'d like) to"
    r"|i'd like to|i want you to)"
)
_REQUEST_EN = re.compile(
    rf"^(?:{_POLITE_EN}[\s,!.:]*)*+"
    r"(?:(?:re-?)?(?:train|run)|fit|start(?: a)? training(?: run)?|do a(?:nother)? run)"
    r"(?![\w-])(?!\s*(?:set|loss|acc|accuracy|data|size|time|steps?|epoch:?|[:=])(?!\w))",
    re.IGNORECASE,
)
_POLITE_ZH = (
    r"(?:请|麻烦|帮我|帮忙|给我|为我|我想要?|我要|想要?|来|能不能|可不可以|能否|可否|可以|能|你|您"
    r"|我们|现在|那就?|就|再|重新|试着|试试|尝试|开始|启动|一下|[\s，,：:])*+"
)
_WITH_ZH = r"(?:用|在|拿|对|使用|采用|基于)[^。；;!！]{0,40}?"
_REQUEST_ZH = re.compile(
    rf"^{_POLITE_ZH}(?:(?:{_WITH_ZH}|[a-z][\w -]*)?(?:训练|重?跑)|{_WITH_ZH}train|(?<!^)train"
    r"|(?<=再来)一[次遍])"
    r"(?!集|样本|数据(?!集)|时|过程|了|好|误差|损失|精度|准确率|后|完|中|得|步)"
    r"(?![^，,。]{0,12}时)",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\bre-?(?:run|train)\b|\bagain\b|\bonce more\b|\banother run\b"
    r"|再(?:来|跑|训练|试)|重新(?:跑|训练)|重跑|重训",
    re.IGNORECASE,
)
_ASKED_KINDLY = re.compile(
    r"^.{0,12}\b(?:can|could|will|would) (?:you|we)\b|^.{0,4}(?:能|可)", re.IGNORECASE
)
_KIND_ENDING = re.compile(r"(?:好|可以|行)?吗?\s*[?？]\s*$")
_QUESTION = re.compile(
    r"[?？]|\bhow (?:many|much|long|do|does|to|would|is|are|can|should)\b|\bwhy\b"
    r"|\bwhat(?:'s| is| are| does| do| would)\b|\b(?:explain|calculate|compute|derive)\b"
    r"|多少|几[个次轮步批]|怎么|怎样|如何|为什么|什么|吗|是否|哪|求|计算|算(?!法)",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"\b(?:(?:neural )?net(?:work)?s?|models?|classifiers?)\b|模型|网络|分类器", re.IGNORECASE
)
"""What is trained, without saying what kind."""


def asks_for_training(text: str) -> bool:
    """A sentence that wants a training done, not a question or a statement about one."""
    if len(text) > MAX_LENGTH:
        return False
    if _ASKED_KINDLY.search(text):
        text = _KIND_ENDING.sub("", text)
    wanted = _REQUEST_EN.search(text) or _REQUEST_ZH.search(text)
    return bool(wanted) and not _QUESTION.search(text)


def asks_again(text: str) -> bool:
    """A sentence that wants the previous training once more, with what it names changed."""
    return bool(_AGAIN.search(text))


def alternatives(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of these names as whole words, longest first; space, - and _ are one."""
    ordered = sorted(names, key=len, reverse=True)
    loose = (r"[\s_-]*".join(map(re.escape, re.split(r"[\s_-]+", name))) for name in ordered)
    return re.compile(rf"(?<![A-Za-z0-9_])(?:{'|'.join(loose)})(?![A-Za-z0-9_])", re.IGNORECASE)


def known_elsewhere(field: str) -> re.Pattern[str]:
    """Names that mean something in this field, but that no run here can have."""
    names = _ELSEWHERE[field]
    if field == "dataset":
        names += tuple(name for one in datasets() for name in (one.name, *one.aliases))
    return alternatives(names)


_ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "dataset": ("svhn", "coco", "kmnist", "titanic", "iris", "wine", "circles", "spirals", "xor"),
    "model": (
        *("rnn", "lstm", "gru", "transformer", "resnet", "vgg", "bert", "gpt", "unet", "gan"),
        *("autoencoder", "svm", "random forest", "decision tree", "logistic regression"),
        *("linear regression", "循环神经网络", "支持向量机", "随机森林", "决策树", "逻辑回归"),
        *("线性回归", "自编码器"),
    ),
    "optimizer": (
        *("rmsprop", "adamw", "adagrad", "adadelta", "nadam", "lbfgs", "lion", "nesterov"),
    ),
}

ONE_EPOCH = re.compile(
    r"(?<!half )\b(?:one|a single|an) epoch\b|(?<![\d十百千万])一\s?(?:轮|遍|个\s?(?:epoch|周期))",
    re.IGNORECASE,
)
DROP_LAST = re.compile(
    r"\bdrop[ _-]?last\b(?:\s*=\s*true)?|\bdrop(?:ping)? the (?:last|incomplete)(?: batch)?"
    r"|\bdrop the last incomplete batch|(?:丢弃|舍弃|丢掉|去掉)最后(?:的|一个|一批)*(?:批次|批)?",
    re.IGNORECASE,
)
KEEP_LAST = re.compile(
    r"\bdrop_last\s*=\s*false\b|\bkeep(?:ing)? the (?:last|incomplete)(?: batch)?"
    r"|(?:保留|不丢弃|不丢)最后(?:的|一个|一批)*(?:批次|批)?",
    re.IGNORECASE,
)

_LINK = r"\s*(?:[=:]|is|of|to|at|设置?[为成]|改[为成]|换[为成]|调[到成为]|[为是用取])?\s*[=:]?\s*$"
_BEFORE = {
    "batch_size": r"(?:mini-?)?batch(?:es)?(?:[ _-]?size)?|(?<![A-Za-z])bs"
    r"|每?批(?:次|量|处理)?(?:的?大小)?",
    "epochs": r"epochs?|轮数|轮次|周期数?",
    "learning_rate": r"learning[ _-]?rate|(?<![A-Za-z])lr|step size|学习率|步长",
    "seed": r"(?<![A-Za-z])seed|种子",
}
BEFORE = {
    field: re.compile(rf"(?:{words}){_LINK}", re.IGNORECASE) for field, words in _BEFORE.items()
}
"""How the text before a number says what it is."""

UNREAD = {
    "epochs": re.compile(
        r"\b(?:half an?|some|few|several|more|many|fewer) epochs?|[半多]个?\s?(?:轮|epochs?)",
        re.IGNORECASE,
    ),
    "batch_size": re.compile(r"\bbatch[ _-]?size|批大小", re.IGNORECASE),
    "learning_rate": re.compile(r"\blearning[ _-]?rate|学习率", re.IGNORECASE),
}
"""Settings that are named without a number."""

_AFTER = {
    "batch_size": r"(?:samples? )?(?:per|a|each) batch|(?:个|张)?(?:样本)?(?:为)?一批|batch size",
    "epochs": r"(?:个|training )?\s?(?:epochs?|轮|周期|遍)",
    "learning_rate": r"(?:as )?(?:the )?learning rate|的?学习率",
}
AFTER = {
    field: re.compile(rf"\s*(?:{words})(?![A-Za-z])", re.IGNORECASE)
    for field, words in _AFTER.items()
}
"""How the text after a number says what it is."""

OTHER_SETTING = re.compile(
    r"(?:[\d.]+\s*(?:个|层)?\s*)?(?P<name>dropout|momentum|weight[ _]decay|early stopping|patience"
    r"|(?:data )?augmentation|batch[ _-]?norm(?:alization)?|warm-?up|schedul(?:er?|ing)"
    r"|hidden (?:units?|layers?|size)|layers|validation split|gradient accumulation|动量|权重衰减"
    r"|早停|数据增强|批归一化|预热|学习率调度|隐藏层|隐藏单元|梯度累积)"
    r"(?:\s*(?:=|of|为|是|率)?\s*[\d.]+)?",
    re.IGNORECASE,
)
"""Settings that trainings have elsewhere, each with its number."""

_NAME = r"\s*(?P<name>[a-z][\w-]*)"
UNKNOWN_NAMES = (
    ("model", rf"\b(?:train|run|fit)\s+(?:an?|the)\s{_NAME}\s*(?:\bon\b|\bwith\b|\bfor\b|[,，]|$)"),
    ("model", rf"(?:用|训练)(?:一个|个)?{_NAME}\s*(?:模型|网络|来?训练|来?跑|在)"),
    ("dataset", rf"\bon\s+(?:the\s+|an?\s+|my\s+)?{_NAME}"),
    ("dataset", rf"(?:在|用|训练){_NAME}\s*(?:数据集)?(?:上|数据集)"),
    ("dataset", rf"\b(?:train|run)\s+(?:on\s+)?{_NAME}\s*(?:\bwith\b|\bfor\b|[,，]|$)"),
    ("dataset", rf"(?:训练|跑)(?:一下)?{_NAME}\s*(?:[,，。]|$)"),
)
"""Where a sentence names a model or a data set, whichever it is."""

NOT_A_NAME = re.compile(
    r"(?:an?|the|gpu|cpu|cuda|mps|colab|laptop|it|this|that|them|again|same|data|dataset|training|run"
    r"|small|simple|deep|tiny|little|new|quick|neural|net|nets|network|networks|model|models"
    r"|classifier|classifiers|batch|epoch|epochs|with|for|using|on)",
    re.IGNORECASE,
)
"""Words that stand where a name could."""
