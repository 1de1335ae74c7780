"""Mistakes in reading a confusion matrix: other cells, other sums, another measure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from solver.language import Phrase
from solver.misconceptions.imbalance import BASELINE
from solver.misconceptions.written import rounded
from solver.mistaking import Slip

Numbers = Mapping[str, Fraction]


def _slip(
    name: str, english: str, chinese: str, wrong: Callable[[Numbers], int | Fraction]
) -> Slip:
    """A mistake whose number somebody reads off a calculator."""
    return Slip(name, Phrase(english, chinese), lambda n: rounded(Fraction(wrong(n))))


_PRECISION = _slip(
    "precision_instead",
    "That is precision: of all that was predicted positive, the part that really is.",
    "这是精确率：预测为正的样本里，真正为正的比例。",
    lambda n: n["tp"] / n["predicted"],
)
_RECALL = _slip(
    "recall_instead",
    "That is recall: of all that really is positive, the part that was found.",
    "这是召回率：真正为正的样本里，被找出来的比例。",
    lambda n: n["tp"] / n["positives"],
)
_SPECIFICITY = _slip(
    "specificity_instead",
    "That is specificity: of all that really is negative, the part that was called so.",
    "这是特异度：真正为负的样本里，被判为负的比例。",
    lambda n: n["tn"] / n["negatives"],
)
_ACCURACY = _slip(
    "accuracy_instead",
    "That is accuracy: all right answers, of both classes, among all samples.",
    "这是准确率：两类里所有判对的，占全部样本的比例。",
    lambda n: n["right"] / n["samples"],
)
_OF_ALL = _slip(
    "divided_by_all",
    "You divided by all samples. This measure looks at one row or column only.",
    "你除以了全部样本数。这个指标只看一行或一列。",
    lambda n: n["tp"] / n["samples"],
)

ACCURACY = (
    replace(BASELINE[0], wrong=lambda n: 1 - n["right"] / n["samples"]),
    _slip(
        "only_hits_right",
        "You counted the positives that were found only. Negatives called negative are right, too.",
        "你只算了找出来的正例。判为负的负例也是判对的。",
        lambda n: n["tp"] / n["samples"],
    ),
    _RECALL,
    _PRECISION,
    _SPECIFICITY,
)
PRECISION = (
    _RECALL,
    _slip(
        "false_alarms_instead",
        "That is the share of false alarms among all alarms. Precision is the rest of them.",
        "这是误报在所有报警里的比例。其余的才是精确率。",
        lambda n: n["fp"] / n["predicted"],
    ),
    _ACCURACY,
    _OF_ALL,
    _SPECIFICITY,
)
RECALL = (
    _PRECISION,
    _slip(
        "misses_instead",
        "That is the share of positives that was missed. Recall is the rest of them.",
        "这是漏掉的正例的比例。其余的才是召回率。",
        lambda n: n["fn"] / n["positives"],
    ),
    _ACCURACY,
    _OF_ALL,
    _SPECIFICITY,
)
SPECIFICITY = (
    _RECALL,
    _slip(
        "false_alarm_rate_instead",
        "That is the share of negatives that raised a false alarm. Specificity is the rest.",
        "这是误报的负例的比例。其余的才是特异度。",
        lambda n: n["fp"] / n["negatives"],
    ),
    _ACCURACY,
    _slip(
        "predicted_negatives_below",
        "You divided by all that was predicted negative. Divide by all that really is negative.",
        "你除以了所有预测为负的样本。应该除以真正为负的样本。",
        lambda n: n["tn"] / (n["tn"] + n["fn"]),
    ),
    _PRECISION,
)
F1 = (
    _slip(
        "plain_mean_for_harmonic",
        "You took the plain mean. F1 is the harmonic mean, which lies nearer to the smaller one.",
        "你求了算术平均。F1 是调和平均，更靠近较小的那个。",
        lambda n: (n["precision"] + n["recall"]) / 2,
    ),
    _PRECISION,
    _RECALL,
    _slip(
        "product_for_mean",
        "You multiplied precision and recall. A mean lies between the two.",
        "你把精确率和召回率相乘了。平均数应该在两者之间。",
        lambda n: n["precision"] * n["recall"],
    ),
    _slip(
        "hits_counted_once",
        "You counted the hits once. In F1 they count twice, as they are in both measures.",
        "你只算了一次命中数。F1 里它要算两次，因为两个指标里都有它。",
        lambda n: n["tp"] / (n["predicted"] + n["fn"]),
    ),
)
ERRORS = (
    _slip(
        "false_alarms_only",
        "Those are the false alarms only. Positives that were missed are errors, too.",
        "这只是误报数。漏掉的正例也是错误。",
        lambda n: n["fp"],
    ),
    _slip(
        "misses_only",
        "Those are the misses only. Negatives that raised an alarm are errors, too.",
        "这只是漏报数。误报的负例也是错误。",
        lambda n: n["fn"],
    ),
    _slip(
        "right_for_wrong",
        "Those are the right answers, on the diagonal. Errors stand beside it.",
        "这是对角线上判对的样本数。错误在对角线之外。",
        lambda n: n["right"],
    ),
    _slip(
        "difference_of_errors",
        "You subtracted one kind of error from the other. Errors of both kinds add up.",
        "你用一种错误减去了另一种。两种错误应该相加。",
        lambda n: abs(n["fp"] - n["fn"]),
    ),
)
CLASS_SIZE = (
    _slip(
        "predicted_for_actual",
        "So many were predicted positive. It was asked how many really are.",
        "这是被预测为正的样本数。题目问的是真正为正的有多少。",
        lambda n: n["predicted"],
    ),
    _slip(
        "hits_for_class",
        "So many of them were found. Those that were missed belong to the class as well.",
        "这是找出来的正例数。漏掉的也属于这一类。",
        lambda n: n["tp"],
    ),
    _slip(
        "other_class_size",
        "That is the size of the other class, of those that really are negative.",
        "这是另一类的大小，也就是真正为负的样本数。",
        lambda n: n["negatives"],
    ),
    _slip(
        "right_for_class",
        "Those are the right answers of both classes. Add hits and misses of one class.",
        "这是两类里判对的样本数。应该把一类的命中和漏报相加。",
        lambda n: n["right"],
    ),
)
CLASS_RECALL = (
    _slip(
        "column_for_row",
        "You divided by the column, which gives precision. Recall looks at all of the true class.",
        "你除以了那一列，得到的是精确率。召回率要看真实属于这一类的全部样本。",
        lambda n: n["right"] / n["column"],
    ),
    _slip(
        "right_of_all_classes",
        "You took the right answers of all classes. Look at one class only.",
        "你算了所有类别里判对的样本。只看这一类就行。",
        lambda n: n["diagonal"] / n["samples"],
    ),
    _slip(
        "class_missed",
        "That is the part of the class that was missed. Recall is what was found.",
        "这是这一类里判错的比例。召回率是判对的比例。",
        lambda n: 1 - n["right"] / n["size"],
    ),
    _slip(
        "class_of_all_samples",
        "You divided by the samples of all classes. Divide by those of this class.",
        "你除以了所有类别的样本数。应该除以这一类的样本数。",
        lambda n: n["right"] / n["samples"],
    ),
    _slip(
        "class_share_for_recall",
        "That says how large the class is among all. Recall says how much of it was found.",
        "这是这一类在全部样本里的比例。召回率是这一类里判对了多少。",
        lambda n: n["size"] / n["samples"],
    ),
)
_EACH = tuple(
    _slip(
        "one_class_for_average",
        "That is the recall of one class. The average takes all classes.",
        "这只是一个类别的召回率。平均要算上所有类别。",
        lambda n, name=name: n[f"recall_{name}"],  # type: ignore[misc]  # a name of its own each
    )
    for name in "abc"
)
MACRO_RECALL = (
    _slip(
        "micro_for_macro",
        "That is the micro average, in which large classes weigh more. Macro weighs all alike.",
        "这是 micro 平均，大的类别权重更大。macro 平均里各类权重相同。",
        lambda n: n["diagonal"] / n["samples"],
    ),
    *_EACH,
    _slip(
        "errors_averaged",
        "That is the average share that was missed. Recall is what was found.",
        "这是平均漏掉的比例。召回率是判对的比例。",
        lambda n: 1 - n["macro"],
    ),
)
MICRO_RECALL = (
    _slip(
        "macro_for_micro",
        "That is the macro average, in which small classes weigh as much as large ones.",
        "这是 macro 平均，小类别和大类别权重相同。",
        lambda n: n["macro"],
    ),
    *_EACH,
    _slip(
        "errors_of_all",
        "That is the share of errors. The rest of the answers is right.",
        "这是判错的比例。其余的才是判对的。",
        lambda n: 1 - n["diagonal"] / n["samples"],
    ),
)

CONFUSION = (
    *(*ACCURACY, *PRECISION, *RECALL, *SPECIFICITY, *F1),
    *(*ERRORS, *CLASS_SIZE, *CLASS_RECALL, *MACRO_RECALL, *MICRO_RECALL),
)
