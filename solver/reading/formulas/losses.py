"""Questions for MSE, MAE, RMSE, cross-entropy, binary cross-entropy and perplexity."""

import re
from fractions import Fraction

from solver.reading.formulas.question import Finder, FormulaQuestion, Label
from solver.reading.formulas.text import Exact, FormulaText, matrix, pattern

ASKS = {
    "rmse": r"rmse|root[ -]mean[ -]squared?[ -]errors?|均方根误差",
    "mse": r"mse|mse ?loss|(?<!root )(?<!root-)mean[ -]squared?[ -]errors?|l2 loss|均方误差|均方差",
    "mae": r"mae|mean[ -]absolute[ -]errors?|l1 ?loss|平均绝对误差",
    ("binary_cross_entropy"): (
        r"bce(?:[ _]?loss)?|binary[ _-]?cross[ _-]?entropy|bcewithlogitsloss"
        r"|log[ -]?loss"
        r"|(?:二元|二分类|二值|两类)的?交叉熵|对数损失"
    ),
    ("cross_entropy"): (
        r"(?<!binary )(?<!binary-)(?<!binary_)(?:categorical )?cross[ _-]?entropy"
        r"|crossentropyloss"
        r"|ce(?: loss)?|nll|negative log[ -]?likelihood"
        r"|(?<!二元)(?<!二分类)(?<!二值)(?<!分类的)交叉熵|负对数似然"
    ),
    "perplexity": r"perplexity|ppl|困惑度",
}
_DISTANCES = {"rmse", "mse", "mae"}
_PREDICTED = (
    r"predict(?:ed|ions?|s)?(?: (?:values?|probabilit(?:y|ies)|outputs?"
    r"|distribution))?|y_?hat|ŷ|y_pred|y'|p|q|p_hat"
    r"|(?:model |network |softmax )?outputs?|probabilit(?:y|ies)"
    r"|softmax(?: probabilities)?|estimates?"
    r"|预测的?(?:概率|值|结果|输出)?|概率(?:分布|向量)?|(?:模型|网络"
    r"|softmax) ?的?输出|输出(?:概率|值)?"
)
_TRUE = (
    r"y|y_true|t|(?:true|target|actual|real|observed) ?(?:values?|labels?"
    r"|distribution|outputs?)?|targets?|labels?|ground truth"
    r"|one[ -]?hot(?: (?:label|vector|encoding|target)s?)?"
    r"|真实(?:值|标签|分布)?|实际值?|真值|标签|目标值?|观测值|独热(?:编码|标签"
    r"|向量)?"
)
_LABELS = {
    "predictions": Label("p", _PREDICTED, many=True, after=False),
    "targets": Label("y", _TRUE, many=True, after=False),
}
_LOGITS = Label("z", r"logits?|raw scores?|scores?|z|得分", many=True, after=False)
_ERRORS = Label("e", r"errors?|residuals?|误差|残差", many=True, after=False)
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_CLASS = Label(
    "c",
    (
        r"(?:(?:true|correct|target|actual|real|right) )?(?:class|label|index|target"
        r"|category)(?: (?:index|id|number|label))?"
        r"|(?:真实|正确|目标)的?(?:类别?|标签)|类别(?:索引|编号|下标)?|标签|label"
    ),
    after=False,
)
_ORDINAL = (
    r"(?:第 ?(#|[一二三四五六七八九]) ?(?:个)?(?:类|位|项))|(#)(?:st|nd|rd"
    r"|th) (?:class|entry|one)|(first|second|third|fourth|fifth) (?:class|one|entry"
    r"|category)"
)
_OF_TRUE = (
    (
        r"probability (?:it )?(?:of |for |to |assigned to )+(?:the )?(?:true|correct"
        r"|right|target) (?:class|label|answer|token|word)(?: (?:is|was|of|=|:))* ?(#)"
    ),
    r"probability (?:of )?(#) (?:to|for|on) the (?:true|correct|right|target)",
    (
        r"(#)(?: probability)? (?:to|for|on) the (?:true|correct|right"
        r"|target) (?:class|label|answer|token|word)"
    ),
    (
        r"(?:true|correct|right|target) (?:class|label|answer|token|word)(?: (?:has"
        r"|gets|with|is|given|receives|a|an|the|predicted|probability|of|=|:))* ?(#)"
    ),
    r"(?:真实|正确|目标)的?(?:类别?|标签|答案|词)?(?:上)?的?(?:预测)?概率(?:只有|为|是|:|=| )*(#)",
    r"(?:真实|正确|目标)的?(?:类别?|标签|答案)(?:的)?(?:预测)?概率?(?:只有|为|是|:|=| )*(#)",
)
_TRUE_NAME = (
    (
        r"(?:true|correct|actual|real|right) (?:class|label|answer|category) (?:is|was"
        r"|=|:) ?(?:an? |the )?([a-z]{2,20})"
    ),
    r"(?:真实|正确)的?(?:类别|标签|答案|类) ?(?:是|为|:) ?([\u4e00-\u9fff]{1,4}|[a-z]{2,20})",
)
_LOSS = Label(
    "L",
    r"(?:\w+ )?(?:loss|cross[ -]?entropy|nll)|交叉熵(?:损失)?|损失(?:值)?|平均损失",
    after=False,
)
_PERPLEXITY = Label("PPL", ASKS["perplexity"], after=False)
_CLASSES = Label(
    "C", r"class(?:es)?|categories|类(?:别)?|分类", (r"(#) ?-?(?:way|个类别?|类|分类|classes)",)
)
_GUESS = r"uniform|random|guess|untrained|initial|at init|chance|随机|均匀|瞎猜|初始|未训练"
_OPTIONS = {
    "logits": r"logits?|raw scores?|得分",
    "bits": r"log ?_?2|base[ -]2|in bits|以 ?2 ?为底|比特",
    "probabilities": r"probabilit|softmax|概率",
}


def read_losses(text: FormulaText) -> FormulaQuestion | None:
    """The losses asked, and predictions with targets to work them out from."""
    finder = Finder(text)
    rows = matrix(text)
    named = [name for name, words in ASKS.items() if text.has(rf"(?<![a-z_])(?:{words})(?![a-z])")]
    if not named:
        return None
    if _DISTANCES & set(named):
        _read_pairs(finder, with_errors=True)
    elif "perplexity" in named:
        _read_perplexity(finder)
    elif "binary_cross_entropy" in named:
        _read_binary(finder)
    else:
        _read_classes(finder, rows)
    if finder.has("loss"):
        named = ["perplexity"]
    asks = finder.asked({name: ASKS[name] for name in named})
    if not asks or not finder.read or not (rows or _is_clear(finder)):
        return None
    options = {name for name, words in _OPTIONS.items() if text.has(words.replace("2", "[2#]"))}
    return FormulaQuestion("losses", asks, tuple(finder.read), frozenset(options), rows)


def _is_clear(finder: Finder) -> bool:
    """Whether all numbers have a role; beside the true class those of others may stand."""
    return finder.has("true_probability") or finder.accounts_for_all()


def _read_pairs(finder: Finder, *, with_errors: bool = False) -> None:
    """Predictions and targets, by their names or as two lists in brackets."""
    finder.find(_LABELS)
    if not finder.has("predictions") and not finder.has("targets"):
        lists = list(pattern(r"(\[[^\[\]]{1,900}\])").finditer(finder.text.text))
        for (quantity, label), match in zip(_LABELS.items(), lists, strict=False):
            finder.take(quantity, label.symbol, match)
        if len(lists) == 1:
            finder.read.clear()
    if with_errors and not finder.read:
        finder.find_one("errors", _ERRORS)


def _read_binary(finder: Finder) -> None:
    finder.find_one("logits", _LOGITS)
    _read_pairs(finder)
    reads = {read.quantity: read for read in finder.read}
    if reads.keys() == set(_LABELS) and not _zero_or_one(reads["targets"].values):
        _swap_where_better(finder)


def _zero_or_one(values: tuple[Exact, ...]) -> bool:
    return set(values) <= {0, 1}


def _swap_where_better(finder: Finder) -> None:
    """Of two lists without names, the one of zeros and ones holds the labels."""
    if not any(_zero_or_one(r.values) for r in finder.read if r.quantity == "predictions"):
        return
    for read in tuple(finder.read):
        other = "targets" if read.quantity == "predictions" else "predictions"
        finder.read.remove(read)
        finder.add(other, _LABELS[other].symbol, read.values, read.text)


def _read_perplexity(finder: Finder) -> None:
    finder.find_one("perplexity", _PERPLEXITY) or finder.find_one("loss", _LOSS)


def _read_classes(finder: Finder, rows: tuple[tuple[str, tuple[Exact, ...]], ...]) -> None:
    """The probabilities or scores of classes, and which class is the true one."""
    text = finder.text
    if not rows and not text.has(r"[\[(] ?#(?: ?,| )"):
        if _probability_of_true(finder):
            return
        if text.has(_GUESS) and finder.find_one("classes", _CLASSES):
            return
    _ordinal_class(finder)
    if rows:
        _read_labels_of_rows(finder)
        return
    finder.find_one("logits", _LOGITS)
    finder.find(_LABELS)
    _lists_without_names(finder)
    _single_target_is_class(finder)
    if not finder.has("targets") and not finder.has("true_class"):
        finder.find_one("true_class", _CLASS)
    if not any(len(read.values) > 1 for read in finder.read):
        finder.read.clear()


def _read_labels_of_rows(finder: Finder) -> None:
    finder.find_one("true_classes", Label("c", r"labels?|targets?|classes|标签|类别", many=True))


def _probability_of_true(finder: Finder) -> bool:
    if finder.find_one("true_probability", Label("p", "", _OF_TRUE)):
        return True
    for words in _TRUE_NAME:
        match = pattern(words).search(finder.text.text)
        if match:
            name = re.escape(match[1])
            form = (
                rf"(?<![a-z]){name}(?:类|的概率|概率|的)*(?: (?:is|has|with|probability"
                r"|of))*(?: ?[=:为是(])* ?(#)"
            )
            return finder.find_one("true_probability", Label("p", "", (form,)))
    return False


def _ordinal_class(finder: Finder) -> None:
    """The second class has index 1."""
    match = pattern(_ORDINAL).search(finder.text.text)
    if not match:
        return
    chinese, english, word = match[1], match[2], match[3]
    if word:
        place: Exact = _ORDINALS.index(word) + 1
    elif chinese and chinese in "一二三四五六七八九":
        place = "一二三四五六七八九".index(chinese) + 1
    else:
        group = 1 if chinese else 2
        place = finder.text.values(*match.span(group))[0]
        finder.spans.append(match.span(group))
    words = finder.text.words(*match.span())
    if english or chinese or word:
        finder.add("true_class", "c", (place - 1,), words)


def _lists_without_names(finder: Finder) -> None:
    """Lists in brackets that no name stands before: the one-hot one is the target."""
    for match in pattern(
        r"(\[[^\[\]]{1,900}\]|\([^()]{1,900}\)|#(?:, ?#){1,63}(?: and #)?)"
    ).finditer(finder.text.text):
        values = finder.text.values(*match.span())
        if len(values) < 2 or not finder.free(*match.span()):  # noqa: PLR2004 [one number is no list]
            continue
        one_hot = sorted(values) == [0] * (len(values) - 1) + [1]
        quantity = "targets" if one_hot and not finder.has("targets") else "predictions"
        if quantity == "predictions" and (finder.has("logits") or finder.has("predictions")):
            continue
        finder.take(quantity, _LABELS[quantity].symbol, match)


def _single_target_is_class(finder: Finder) -> None:
    """A single "label 2" is the index of a class."""
    for read in tuple(finder.read):
        if read.quantity == "targets" and len(read.values) == 1:
            finder.read.remove(read)
            if not finder.has("true_class") and Fraction(read.values[0]).denominator == 1:
                finder.add("true_class", "c", read.values, read.text)
        elif read.quantity == "predictions" and len(read.values) == 1:
            finder.read.remove(read)
