"""The words that say what a number is, or what is asked for, in both languages.

Each kind of word is one pattern; where two could match at the same place, the earlier wins, so
longer terms stand before the shorter ones that they contain. Typing slips that are common in real
questions ("bath_size", "epoches") are words here too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NOUNS = (
    r"(?:images?|photos?|pictures?|samples?|examples?|records?|rows?|data ?points?|sentences?"
    r"|instances?|files?|reviews?|texts?|documents?|observations?)"
)
_HAN_NOUNS = r"(?:样本|樣本|图片|圖片|图像|圖像|照片|数据|資料|数据点|例子|句子|文本|评论|记录)"
_PARTS = r"(?:[ _-]?(?:data ?set|set|data|split|size|" + _NOUNS + r"))*"
_HAN_PARTS = r"(?:数据集|資料集|集|数据|資料|样本|樣本|图片|圖片|图像)*"

_HAN_DIGITS = "[一二三四五六七八九十百千两]"

_PATTERNS: dict[str, str] = {
    "drop": r"drop_last\s*=\s*true|(?:drop(?:s|ped|ping)?|discard(?:s|ed|ing)?|ignor(?:e"
    r"|ed|ing))"
    r"(?: the)? (?:last|incomplete|remaining|partial|leftover)(?: incomplete"
    r"| partial)?(?: batch)?"
    r"|last (?:incomplete )?batch is (?:dropped|discarded|ignored)|dropped|left out"
    r"|丢弃|丟棄|舍弃|丢掉|扔掉"
    r"|drop_last(?!\s*=\s*false)",
    "keep": r"drop_last\s*=\s*false|(?:keep(?:s|ing)?|kept)(?: the)? (?:last|incomplete"
    r"|partial)"
    r"(?: batch)?|保留(?:最后)?|不丢弃",
    "last_batch": r"(?:size of the )?(?:last|final) (?:(?:mini-?)?batch(?:'s size| size)?|one)"
    r"|最后(?:的)?一?个?(?:batch|批次|批)(?:的)?(?:大小|样本数)?",
    "views": r"(?:how often|how many times|times) (?:is |does |will |has )?(?:each|every"
    r"|one|a) "
    rf"(?:single )?(?:training )?{_NOUNS}"
    rf"|每(?:一)?[个张条幅份]?(?:训练)?{_HAN_NOUNS}[^,，。;；]{{0,6}}?(?:几|多少)[次遍]",
    "warmup": r"warm[ _-]?up(?:[ _](?:epochs?|steps?|iterations?|iters?|ratio))?"
    r"|预热(?:步数|轮数)?",
    "effective_batch_size": r"(?:effective|global|total|overall)[ _](?:train[ _]|mini-?)?"
    r"batch(?:es)?[ _-]?sizes?"
    r"|有效(?:的)?(?:批大小|批次大小|batch[ _-]?size)|(?:全局|总|等效)(?:的)?batch(?:[ _-]?size)?",
    "batch_size": r"(?:instantaneous |per[ _-](?:device|gpu)[ _])?(?:train[ _]|micro[ _-]?"
    r"|mini-?)?"
    r"ba(?:tch|th)(?:es)?[ _-]?sizes?(?:[ _]per[ _](?:device|gpu|card))?"
    r"|micro[ _-]?batch(?:_per_gpu)?|(?:samples|imgs|images)_per_(?:gpu|batch)"
    r"|size of (?:each|a|the|one|every) "
    r"(?:mini-?)?batch|(?<![A-Za-z])bs(?![A-Za-z])"
    r"|(?:batch|批次|批处理|批量|批)(?:的)?(?:大小|尺寸|量)|批量"
    r"|每(?:一)?(?:个)?(?:批次|批|batch)(?:的)?(?:大小|样本数|包含|含|有)?"
    rf"|一批(?=[有是放用取]?\s?(?:\d|{_HAN_DIGITS}))",
    "per_batch": rf"(?:{_NOUNS} )?(?:per|in (?:a|each|every)) (?:mini-?)?batch|at a time|at once"
    r"|一批(?![\w])",
    "grad_accumulation": r"(?:gradient[ _-])?accumulat(?:ion|e|es|ing)(?:[ _-]?steps?)?"
    r"(?: gradients)?(?: over)?|(?:梯度)?(?:累积|累计|累加)(?:步数|次数)?",
    "per_device": r"(?:per|each|every|on an?|on one) (?:single )?(?:gpu|tpu|device|card)(?!s)"
    r"|每(?:一)?(?:个|张|块|台)?(?:GPU|显卡|卡|设备)(?:上)?|单卡",
    "all_devices": r"(?:across|over|on|for) all (?:(?:\d+|the) )?(?:gpu|tpu|device|card)s"
    r"|所有(?:的)?(?:GPU|显卡|卡|设备)(?:合计|一共|总共)?",
    "devices": r"(?:nproc_per_node|world[ _]size|n(?:um)?_?gpus?|gpu[ _]num)|(?:gpu|tpu"
    r"|device|graphics card)s?(?![a-z])|[块张]?(?:显卡|GPU卡?)|[张块]?卡|设备",
    "iterations_of_epoch": r"(?:steps?|iter(?:ation)?s?|updates?|batch(?:es)?)_(?:per"
    r"|each)_epoch"
    r"|(?:steps?|iters?|it)[ ]?/[ ]?epoch(?!s)",
    "max_iterations": r"max_?(?:steps?|iters?|iterations?|batches)|(?:iterations?|iters?)_max"
    r"|num_(?:training_)?steps|total_?steps|最大迭代(?:次数|轮数|步数)?|最大步数",
    "per_iteration": r"(?:per|each|every|an?|one) (?:weight |parameter |gradient )?"
    r"(?:update|iteration|step)(?!s)|/ ?(?:it|iter|iteration|step)(?![a-z])"
    r"|每(?:一)?(?:次|个)?(?:迭代|更新|参数更新|权重更新|步)|一步|单步|一次迭代",
    "per_epoch": r"(?:per|each|every|an|one|a single|a) (?:full )?epo(?:ch|che)(?!s|[ _]?size)"
    r"|/ ?epoch|(?:每|一|单)(?:一)?个? ?epoch(?:s|es)?(?:中|里|内)?|(?:每|一)轮(?:中|里|内)?"
    r"|每(?:一)?(?:个)?周期",
    "epochs": r"num_(?:train_)?epochs?|max_epochs?|epo(?:ch|che)s?|passes(?: over"
    r"| through)?|轮次|轮数|轮|輪|纪元|遍|个?周期",
    "part_size": r"of size|(?:大小|容量)(?:均|都)?为|每[份组](?:有|为|包含|含)?",
    "split_into": r"(?:split|divided?|cut|partition(?:ed)?|broken?)(?: up)?"
    r"(?: \w+){0,4}? in(?:to)?|分成|分为|划分成|划分为|拆成|拆分成",
    "groups": r"(?:small |smaller |equal )?(?:sets|groups|parts|chunks|subsets|portions)"
    r"(?= of|[ ,.;]|$)|[份组]",
    "iterations": r"(?:(?:model |network )?(?:weight|parameter|gradient"
    r"|optimi[sz]er) )?updates?"
    r"(?: steps?)?|iterations?|iters?(?![a-z])|(?:training |global |optimi[sz](?:ation"
    r"|er) )?steps?"
    r"(?![a-z])|(?:模型)?(?:的)?(?:权重|权值|参数|梯度)(?:的)?(?:更新|值更新)(?:次数)?"
    r"|(?:更新|迭代)(?:次数|数)?|训练步数?|步数|步",
    "batches": r"(?:mini-?)?batch(?:es)?(?![a-z])|批次|批",
    "train": rf"train(?:ing|ed|s)?(?![a-z]){_PARTS}|训练{_HAN_PARTS}|訓練{_HAN_PARTS}",
    "val": rf"val(?:id(?:ation)?)?(?![a-z]){_PARTS}|验证{_HAN_PARTS}|驗證{_HAN_PARTS}",
    "test": rf"test(?:ing)?(?![a-z]){_PARTS}|held[ -]out|测试{_HAN_PARTS}|測試{_HAN_PARTS}",
    "seen": r"(?:samples?|images?|examples?) (?:are |will be |have been )?(?:seen|processed)"
    r"|处理(?:了|过)?(?:的)?样本(?:总数|数)?",
    "all_data": r"data ?sets?(?: size)?|total (?:number of )?(?:samples|images|examples)"
    r"|数据集(?:大小)?|資料集|总(?:样本|数据|資料)(?:数|量)?|總資料量|样本总数|数据总量",
    "samples": _NOUNS
    + r"|data(?![a-z])|[张幅]?"
    + _HAN_NOUNS
    + r"|[张幅條条筆笔](?![a-z])|[个張]样本",
    "milliseconds": r"milli(?:sec(?:ond)?s?)|msecs?(?![a-z])|{after}ms(?![a-z])|毫秒",
    "seconds": r"sec(?:ond)?s?(?![a-z])|{after}s(?![a-z])|秒钟?",
    "minutes": r"min(?:ute)?s?(?![a-z])|分钟|分鐘",
    "hours": r"h(?:ou)?rs?(?![a-z])|{after}h(?![a-z])|(?:个)?小时|(?:個)?小時",
    "days": r"days?(?![a-z])|天",
    "weeks": r"weeks?(?![a-z])|(?:个)?(?:星期|礼拜)|周(?!期)",
    "duration": r"how long|(?:training |total )?time(?![a-z])"
    r"|多久|多长时间|多少时间|耗时|用时|时间",
    "accuracy": r"accurac(?:y|ies)|准确率|精度|正确率",
    "times": r"[次回]",
}

_LETTERS = {
    "N": "train",
    "B": "batch_size",
    "E": "epochs",
    "T": "iterations",
    "k": "grad_accumulation",
}
_LETTER = re.compile(r"(?<![A-Za-z_])(?P<letter>[NBETk])(?=\s*[=:：])")
_WORD_START = r"(?:(?<![A-Za-z])|(?=[^\x00-\x7f]))"
_AFTER_A_NUMBER = r"(?:(?<=\d)|(?<=\d\s))"
_VOCABULARY = re.compile(
    "|".join(
        f"(?P<{kind}>{_WORD_START}(?:{pattern}))" for kind, pattern in _PATTERNS.items()
    ).replace("{after}", _AFTER_A_NUMBER),
    re.IGNORECASE,
)

_A_SET = re.compile(r"集|数据|資料|样本|樣本|图|照片|set|data|size|[a-z]s$", re.IGNORECASE)

MILLISECONDS = {
    "milliseconds": 1,
    "seconds": 1000,
    "minutes": 60_000,
    "hours": 3_600_000,
    "days": 86_400_000,
    "weeks": 604_800_000,
}
"""Units of time, in milliseconds."""


@dataclass(frozen=True)
class Label:
    """A word of the vocabulary where it stands in a text."""

    kind: str
    start: int
    end: int
    text: str


def names_a_set(label: Label) -> bool:
    """Whether "train" or 训练 is the training set in a text, and not what somebody does."""
    return bool(_A_SET.search(label.text))


def find_labels(text: str) -> Iterator[Label]:
    """All words of the vocabulary in a text, from left to right."""
    for match in _VOCABULARY.finditer(text):
        if match.lastgroup:
            yield Label(match.lastgroup, match.start(), match.end(), match.group())
    for match in _LETTER.finditer(text):
        yield Label(_LETTERS[match["letter"]], match.start(), match.end(), match.group())
