"""The words by which people ask for a training, in both languages, as patterns."""

import re
from collections.abc import Mapping
from functools import lru_cache

from data.catalogue import datasets
from solver.lazy_pattern import lazy_pattern

MAX_LENGTH = 300
"""A longer text is no request: it is a question, an exercise, a script or a log."""

LEADING_SIGNS = lazy_pattern(r"^\W+")

_POLITE_EN = (
    r"(?:please|pls|now|okay|ok|then|and|so|hey|hi|hello|let'?s|let us|just|also"
    r"|(?:can|could|will|would) (?:you|we)|go ahead and|i (?:want|would like|'d like) to"
    r"|i'd like to|i want you to)"
)
_REQUEST_EN = lazy_pattern(
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
_REQUEST_ZH = lazy_pattern(
    rf"^{_POLITE_ZH}(?:(?:{_WITH_ZH}|[a-z][\w -]*)?(?:训练|重?跑)|{_WITH_ZH}train|(?<!^)train"
    r"|(?<=再来)一[次遍])"
    r"(?!集|样本|数据(?!集)|时|过程|了|好|误差|损失|精度|准确率|后|完|中|得|步)"
    r"(?![^，,。]{0,12}时)",
    re.IGNORECASE,
)
_AGAIN = lazy_pattern(
    r"\bre-?(?:run|train)\b|\bagain\b|\bonce more\b|\banother run\b"
    r"|再(?:来|跑|训练|试)|重新(?:跑|训练)|重跑|重训",
    re.IGNORECASE,
)
_ASKED_KINDLY = lazy_pattern(
    r"^.{0,12}\b(?:can|could|will|would) (?:you|we)\b|^.{0,4}(?:能|可)", re.IGNORECASE
)
_KIND_ENDING = lazy_pattern(r"(?:好|可以|行)?吗?\s*[?？]\s*$")
_QUESTION = lazy_pattern(
    r"[?？]|\bhow (?:many|much|long|do|does|to|would|is|are|can|should)\b|\bwhy\b"
    r"|\bwhat(?:'s| is| are| does| do| would)\b|\b(?:explain|calculate|compute|derive)\b"
    r"|多少|几[个次轮步批]|怎么|怎样|如何|为什么|什么|吗|是否|哪|求|计算|算(?!法)",
    re.IGNORECASE,
)
GENERIC = lazy_pattern(
    r"\b(?:(?:neural )?net(?:work)?s?|models?|classifiers?)\b|模型|网络|分类器", re.IGNORECASE
)
"""What is trained, without saying what kind."""

_COMPARES = lazy_pattern(
    r"\b(?:compar(?:e|ing)|vs|versus|side by side|with (?:and|or|vs\.?|versus) without)\b"
    r"|对比|比较|对照|比一比|比一下|(?<![A-Za-z])vs(?![A-Za-z])",
    re.IGNORECASE,
)
_COUNTED = lazy_pattern(
    r"\b(?:iterations?|steps?(?! (?:decay|schedule|lr))|updates?|batches|numbers? of|counts?"
    r"|samples? seen|differences?)\b"
    r"|\d\s*(?:training )?(?:samples|images|examples)\b"
    r"|迭代|步数|次数|个数|总数|区别|差别|差异|\d\s*[个张条]?(?:训练)?(?:样本|图片|数据)",
    re.IGNORECASE,
)
"""What exercises compare, and no training needs to be run for."""


def counts(text: str) -> bool:
    """A sentence about counts, as exercises have them."""
    return bool(_COUNTED.search(text))


def asks_for_comparison(text: str) -> bool:
    """A sentence that may want several trainings held against each other, if it names them."""
    return (
        len(text) <= MAX_LENGTH
        and _COMPARES.search(text) is not None
        and not counts(text)
        and not _QUESTION.search(_plainly(text))
    )


def _plainly(text: str) -> str:
    """A request that is put as a question, without what makes it one."""
    return _KIND_ENDING.sub("", text) if _ASKED_KINDLY.search(text) else text


def asks_for_training(text: str) -> bool:
    """A sentence that wants a training done, not a question or a statement about one."""
    if len(text) > MAX_LENGTH:
        return False
    text = _plainly(text)
    wanted = _REQUEST_EN.search(text) or _REQUEST_ZH.search(text)
    return bool(wanted) and not _QUESTION.search(text)


def asks_again(text: str) -> bool:
    """A sentence that wants the previous training once more, with what it names changed."""
    return bool(_AGAIN.search(text))


@lru_cache(maxsize=128)
def alternatives(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of these names as whole words, longest first; space, - and _ are one."""
    ordered = sorted(names, key=len, reverse=True)
    loose = (r"[\s_-]*".join(map(re.escape, re.split(r"[\s_-]+", name))) for name in ordered)
    return re.compile(rf"(?<![A-Za-z0-9_])(?:{'|'.join(loose)})(?![A-Za-z0-9_])", re.IGNORECASE)


def bare(name: str) -> str:
    """A name without what `alternatives` leaves open: capitals, spaces, - and _."""
    return re.sub(r"[\s_-]+", "", name.lower())


def known_elsewhere(field: str) -> re.Pattern[str]:
    """Names that mean something in this field, but that no run here can have."""
    names = ELSEWHERE[field]
    if field == "dataset":
        names += tuple(name for one in datasets() for name in (one.name, *one.aliases))
    return alternatives(names)


ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "dataset": ("svhn", "coco", "kmnist", "titanic"),
    "model": (
        *("transformer", "resnet", "vgg", "bert", "gpt", "unet", "gan", "autoencoder", "svm"),
        *("random forest", "decision tree", "支持向量机", "随机森林", "决策树", "自编码器"),
    ),
    "optimizer": ("adagrad", "adadelta", "nadam", "lbfgs", "lion"),
    "activation": ("swish", "silu", "elu", "selu", "prelu", "mish", "softplus"),
    "loss": (
        *("hinge", "hinge loss", "huber", "huber loss", "focal loss", "triplet loss"),
        *("kl divergence", "mean absolute error", "mae loss", "合页损失", "平均绝对误差"),
    ),
    "schedule": ("onecycle", "one cycle", "onecyclelr", "exponential decay", "指数衰减"),
    "normalization": ("group norm", "instance norm", "组归一化", "实例归一化"),
    "augmentation": ("cutmix", "mixup", "cutout", "randaugment", "color jitter"),
}

_NAME = r"\s*(?P<name>[a-z][\w-]*)"
UNKNOWN_NAMES = (
    ("model", rf"\b(?:train|run|fit)\s+(?:an?|the)\s{_NAME}\s*(?:\bon\b|\bwith\b|\bfor\b|[,，]|$)"),
    ("model", rf"(?:用|训练)(?:一个|个)?{_NAME}\s*(?:模型|网络|来?训练|来?跑|在)"),
    ("model", rf"(?:训练|跑)(?:一个|个){_NAME}\s*(?:[,，。]|$)"),
    ("dataset", rf"\bon\s+(?:the\s+|an?\s+|my\s+)?{_NAME}"),
    ("dataset", rf"(?:在|用|训练){_NAME}\s*(?:数据集)?(?:上|数据集)"),
    ("dataset", rf"\b(?:train|run)\s+(?:on\s+)?{_NAME}\s*(?:\bwith\b|\bfor\b|[,，]|$)"),
    ("dataset", rf"(?:训练|跑)(?:一下)?{_NAME}\s*(?:[,，。]|$)"),
    ("optimizer", rf"(?:\boptimi[sz]er|优化器)\s*[=:：用为是]?{_NAME}"),
    ("activation", rf"(?:\bactivation(?: function)?|激活函数)\s*[=:：用为是]?{_NAME}"),
)
"""Where a sentence names something, whichever it is."""

NOT_A_NAME = lazy_pattern(
    r"(?:an?|the|and|or|is|of|to|at|as|in|function|gpu|cpu|cuda|mps|colab|laptop|it|this|that|them|again|same|data|dataset|training|run"
    r"|small|simple|deep|tiny|little|new|quick|neural|net|nets|network|networks|model|models"
    r"|classifier|classifiers|batch|epoch|epochs|with|for|using|on)",
    re.IGNORECASE,
)
"""Words that stand where a name could."""

OWN = lazy_pattern(
    r"(?:(?:\bon|\bwith|\busing)\s+)?\b(?:my|our)(?:\s+own)?"
    r"\s+(?:(?:csv|own)\s+)?(?:data(?:[ -]?set)?|table|csv|file|spreadsheet)(?:\s+file)?\b"
    r"|(?:用|在|拿)?我(?:自己)?(?:们)?的?(?:那个|那份|这个|这份|上传的|发的|csv)?\s?"
    r"(?:数据集?|表格?|文件|csv)(?:文件)?|自己的(?:数据集?|表格?)",
    re.IGNORECASE,
)
"""How people speak of the table that they have sent."""

NOTHING = lazy_pattern(
    r"\b(?:none|nothing|without(?: it| any)?)\b|不用|没有|不加|不带", re.IGNORECASE
)
BOTH = lazy_pattern(
    r"\bwith (?:and|or|vs\.?|versus) without\b|有无|有没有|用(?:和|与)?不用", re.IGNORECASE
)
"""In a comparison: one of the runs does without what the others have."""
JOINT = lazy_pattern(
    r"\s*+(?:,?\s*+(?:and|or|vs\.?|versus|against)\b\.?|[,，、/]|[和与跟及或]|还是|对比)\s*+",
    re.IGNORECASE,
)
"""What stands between two values of one thing."""
_CHAIN = lazy_pattern(r"(?<![\d.,])\d+(?:,\d+){2,}(?![\d,])")
_THOUSANDS = lazy_pattern(r"\d{1,3}(?:,\d{3})+")


def spaced(text: str) -> str:
    """The text with room between the numbers of a list: `8,64,512` is no 64512."""
    return _CHAIN.sub(
        lambda found: found[0] if _THOUSANDS.fullmatch(found[0]) else found[0].replace(",", ", "),
        text,
    )
