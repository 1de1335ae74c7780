"""The words by which people set a training, in both languages, as patterns."""

import re
from collections.abc import Mapping

from solver.lazy_pattern import lazy_pattern

_LINK = (
    r"s?\s*+(?:rates?|率|(?:for|over) the first)?"
    r"\s*+(?:[=:]|is|of|to|at|with|设置?[为成]|改[为成]|换[为成]|调[到成为]|[为是用取])?\s*+[=:]?\s*+$"
)
_BEFORE = {
    "batch_size": r"(?:mini-?)?batch(?:es)?(?:[ _-]?size)?|(?<![A-Za-z])bs"
    r"|每?批(?:次|量|处理)?(?:的?大小)?",
    "warmup_epochs": r"warm-?up(?:[ _]epochs)?|预热",
    "epochs": r"epochs?|轮数|轮次|周期数?",
    "learning_rate": r"learning[ _-]?rate|(?<![A-Za-z])lr|step size|学习率|步长",
    "seed": r"(?<![A-Za-z])seed|种子",
    "dropout": r"drop-?out|丢弃率?",
    "weight_decay": r"weight[ _-]?decay|(?<![A-Za-z])l2(?: penalty)?|权重衰减|l2正则(?:化)?",
    "l1": r"(?<![A-Za-z])l1(?: penalty)?|l1正则(?:化)?",
    "patience": r"patience|耐心值?|早停",
    "grad_accumulation": r"(?:grad(?:ient)?[ _-]?)?accumulat(?:ion|e|ing)(?:[ _-]steps?)?"
    r"|梯度累[积计](?:步数)?",
    "clip_norm": r"(?:grad(?:ient)?[ _-]?)?clip(?:ping)?(?:[ _-]norm)?|梯度裁剪",
    "label_noise": r"label noise|(?:wrong|noisy) labels|标签噪声",
    "train_fraction": r"train[ _-]?fraction|训练数据比例",
}
BEFORE = {
    field: lazy_pattern(rf"(?:{words}){_LINK}", re.IGNORECASE) for field, words in _BEFORE.items()
}
"""How the text before a number says what it is."""

_AFTER = {
    "batch_size": r"(?:samples? )?(?:per|a|each) batch|(?:个|张)?(?:样本)?(?:为)?一批|batch size",
    "warmup_epochs": r"(?:epochs?|轮|个epoch)\s*+(?:of )?(?:warm-?up|预热)",
    "epochs": r"(?:个|training )?\s?(?:epochs?|轮|周期|遍)",
    "learning_rate": r"(?:as )?(?:the )?learning rate|的?学习率",
    "dropout": r"(?:的)?drop-?out",
    "label_noise": r"(?:of )?(?:the )?(?:label noise|(?:wrong|noisy|random) labels)"
    r"|的?(?:标签噪声|错误标签|标签是错的)",
    "train_fraction": r"of (?:the|its) (?:training )?(?:data|samples|set)|的(?:训练)?(?:数据|样本)",
}
AFTER = {
    field: lazy_pattern(rf"\s*+(?:{words})(?![A-Za-z])", re.IGNORECASE)
    for field, words in _AFTER.items()
}
"""How the text after a number says what it is."""

_SIZES = r"\d+(?:(?:\s*+[,，、x×/-]\s*+|\s*+(?:and|和)\s*+)\d+)*"
_UNITS = r"(?:hidden )?(?:units|neurons|channels|个?(?:隐藏)?(?:单元|神经元)|个?通道)"
HIDDEN = tuple(
    lazy_pattern(pattern, re.IGNORECASE)
    for pattern in (
        (
            r"(?P<layers>\d+|one|two|three|four|[一两二三四])\s*+(?:个|层)?"
            r"\s*+(?:hidden[ _-]layers?|隐藏层)"
            rf"(?:(?:\s*+(?:of|with|,|，|每层))+\s*+(?P<units>\d+)(?:\s*+{_UNITS})?)?"
        ),
        (
            r"(?:hidden(?:[ _-](?:layers?|sizes?|units?))?|隐藏层(?:大小)?|隐藏单元)"
            rf"\s*+(?:[=:：为是of]+)?\s*+[\[(]?(?P<sizes>{_SIZES})[\])]?"
        ),
        rf"(?P<sizes>{_SIZES})\s*+{_UNITS}",
    )
)
"""How people say the sizes of hidden layers: how many of what size, or each of them."""

_SWITCHES: tuple[tuple[str, object, tuple[str, ...]], ...] = (
    (
        "drop_last",
        False,
        (
            r"\bdrop_last\s*+=\s*+false\b",
            r"\bkeep(?:ing)? the (?:last|incomplete)(?: batch)?",
            r"(?:保留|不丢弃|不丢)最后(?:的|一个|一批)*(?:批次|批)?",
        ),
    ),
    (
        "drop_last",
        True,
        (
            r"\bdrop[ _-]?last\b(?:\s*+=\s*+true)?",
            r"\bdrop(?:ping)? the (?:last|incomplete)(?: batch)?",
            r"\bdrop the last incomplete batch",
            r"(?:丢弃|舍弃|丢掉|去掉)最后(?:的|一个|一批)*(?:批次|批)?",
        ),
    ),
    (
        "shuffle",
        False,
        (
            r"\b(?:no|not|without|don'?t) shuffl(?:ed?|ing)\b",
            r"\bunshuffled",
            r"\bshuffle\s*+=\s*+false",
            r"\bshuffl(?:e|ing) off",
            r"不(?:要)?打乱",
            r"关闭打乱",
        ),
    ),
    ("shuffle", True, (r"\bshuffl(?:e|ed|ing)\b", r"打乱")),
    (
        "epochs",
        1,
        (
            r"(?<!half )\b(?:one|a single|an) epoch\b",
            r"(?<![\d十百千万])一\s?(?:轮|遍|个\s?(?:epoch|周期))",
        ),
    ),
    ("epochs", 0, (r"\b(?:zero|no) epochs?\b", r"零\s?(?:轮|个\s?epoch)")),
    (
        "hidden",
        (),
        (r"\b(?:no|without(?: any)?) hidden layers?\b", r"(?:没有|不要|不带|去掉)隐藏层"),
    ),
    ("dropout", 0.0, (r"\b(?:no|without) drop-?out", r"(?:不用|没有|去掉)\s?dropout")),
    ("dropout", 0.5, (r"\bdrop-?out\b", r"(?:随机)?丢弃法")),
    ("patience", 3, (r"\bearly[ -]stop(?:ping)?\b", r"早停")),
    ("warmup_epochs", 1, (r"\bwarm-?up\b", r"预热")),
    (
        "train_fraction",
        0.5,
        (r"\b(?:a )?half (?:of )?the (?:training )?(?:data|samples)", r"一半的?(?:数据|样本)"),
    ),
    ("label_noise", 0.2, (r"\b(?:label noise|noisy labels)\b", r"标签噪声")),
    ("clip_norm", 1.0, (r"\b(?:gradient )?clipping\b", r"梯度裁剪")),
)
SWITCHES = tuple(
    (field, value, lazy_pattern("|".join(patterns), re.IGNORECASE))
    for field, value, patterns in _SWITCHES
)
"""Settings that are named without a number, and what they then are."""

_NUMBER = r"\d+(?:\.\d+)?"


def _factors(words: str) -> tuple[tuple[re.Pattern[str], float | None], ...]:
    """Patterns for a setting as a multiple of what it was; None where a number says of how much."""
    return tuple(
        (lazy_pattern(pattern, re.IGNORECASE), factor)
        for pattern, factor in (
            (
                (
                    rf"(?P<up>{_NUMBER})\s*+(?:times|x|×|倍)"
                    rf"\s*+(?:the |larger |higher |as \w+ )*(?:{words})"
                ),
                None,
            ),
            (
                rf"(?:{words})\s*+(?:[x×*]|调?[大高](?:到|为)?|乘以?)\s*+(?P<up>{_NUMBER})\s*+(?:倍)?",
                None,
            ),
            (
                rf"(?:{words})\s*+(?:[/÷]|调?[小低](?:到|为)?|缩小|除以)\s*+(?P<down>{_NUMBER})\s*+倍?",
                None,
            ),
            (rf"(?:double|twice) (?:the )?(?:{words})|(?:{words})\s*+(?:加倍|翻倍)", 2.0),
            (rf"half (?:of )?(?:the )?(?:{words})|(?:{words})\s*+减半", 0.5),
        )
    )


FACTORS = {
    "learning_rate": _factors(r"learning[ _-]?rate|(?<![A-Za-z])lr|学习率"),
    "batch_size": _factors(r"batch[ _-]?size|批[次量]?大小"),
}
"""A setting as a multiple of what it was."""

UNREAD = {
    "epochs": lazy_pattern(
        r"\b(?:half an?|some|few|several|more|many|fewer) epochs?|[半多]个?\s?(?:轮|epochs?)",
        re.IGNORECASE,
    ),
    "batch_size": lazy_pattern(r"\bbatch[ _-]?size|批[次量]?大小", re.IGNORECASE),
    "learning_rate": lazy_pattern(r"\blearning[ _-]?rate|学习率", re.IGNORECASE),
}
"""Settings that are named without a number, and would need one."""

USUAL_MOMENTUM = lazy_pattern(
    r"(?<=momentum)\s*+(?:=|of|is)?\s*+0?\.9\b|(?<=动量)\s*+[为=]?\s*+0?\.9", re.IGNORECASE
)
OTHER_SETTING = lazy_pattern(
    r"(?P<name>momentum|validation split|betas?|eps(?:ilon)?|动量)\s*+(?:=|of|为|是)?\s*+[\d.]+",
    re.IGNORECASE,
)
"""Settings that trainings have elsewhere, each with its number."""

OFF: Mapping[str, object] = {
    "dropout": 0.0,
    "weight_decay": 0.0,
    "l1": 0.0,
    "label_noise": 0.0,
    "warmup_epochs": 0,
    "clip_norm": None,
    "patience": None,
    "augmentation": (),
    "normalization": "none",
    "shuffle": False,
}
"""What a run has that does without."""
