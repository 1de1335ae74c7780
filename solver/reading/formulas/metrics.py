"""Questions for accuracy, precision, recall and F1, from counts, labels or a confusion matrix."""

from solver.reading.formulas.question import Finder, FormulaQuestion, Label, Values
from solver.reading.formulas.text import FormulaText, matrix, pattern

ASKS = {
    "balanced_accuracy": r"balanced accuracy|(?:平衡|均衡)(?:准确率|精度)",
    ("accuracy"): (
        r"(?<!balanced )(?:accuracy|acc)|error rate|(?<![平均]衡)(?:准确率|正确率"
        r"|准确度)|错误率"
    ),
    "precision": r"precision|精确率|查准率|精准率|精确度",
    "recall": r"recall|sensitivity|tpr|true positive rate|hit rate|召回率|查全率|灵敏度|敏感度",
    "f1": r"f-?1(?:[- ]?(?:score|measure|值|分数))?|f-?(?:score|measure)",
    "specificity": r"specificity|tnr|true negative rate|特异度|特异性",
}
_ALL = r"(?<![a-z])metrics?(?![a-z])|(?:评价|评估|各项|哪些|所有)?指标"
_PER = r"(?:个|例|张|封|条|份|人|名|件)?"
_COUNTS = {
    "true_positives": Label(
        "TP",
        r"tps?|true[ -]positives?|真阳性?|真正例|真正类|真正",
        (
            r"其中(?:有)? ?(#) ?"
            + _PER
            + r"(?:样本)?(?:确实|真的|实际上?|真正)?(?:是|为)?(?:正|对|阳|垃圾)",
            (
                r"(#) of (?:which|them|those|these) (?:are |were )?(?:really "
                r"|actually |truly |in fact )*"
                r"(?:positive|correct|right|relevant|spam)"
            ),
        ),
    ),
    "false_positives": Label(
        "FP", r"fps?|false[ -]positives?|false alarms?|假阳性?|假正例|假正类|假正|误报(?:数)?"
    ),
    "false_negatives": Label(
        "FN",
        r"fns?|false[ -]negatives?|假阴性?|假反例|假负例|假负类|假负|漏报(?:数)?|漏检(?:数)?",
        (r"miss(?:es|ed) (#)", r"漏(?:检|报|掉|了)+ ?(#)"),
    ),
    "true_negatives": Label("TN", r"tns?|true[ -]negatives?|真阴性?|真反例|真负例|真负类|真负"),
    "predicted_positives": Label(
        "PP",
        (
            r"predicted positives?|positive predictions?|预测为?(?:正例|正类"
            r"|阳性)(?:的)?|判为(?:正例|正类|阳性)(?:的)?"
        ),
        (
            (
                r"(?:predict|flag|label|mark)(?:s|ed|ged)? (#) (?:\w+ ){0,2}(?:as "
                r"|to be )(?:positive|spam)"
            ),
            (
                r"(#) (?:\w+ ){0,2}(?:are |were )?(?:predicted|flagged|labell?ed"
                r"|marked) (?:as |to be )?(?:positive|spam)"
            ),
            r"(?:预测|判定|识别|标记)(?:出|了|有)* ?(#) ?"
            + _PER
            + r"(?:样本|邮件)?(?:为|是|成)(?:正|阳|垃圾)",
        ),
    ),
    "actual_positives": Label(
        "P",
        (
            r"actual(?:ly)? positives?|positives in (?:total|all)|real positives?"
            r"|实际(?:的)?(?:正例|正类|阳性)|真实(?:的)?(?:正例|正类|阳性)"
        ),
        (
            r"(#) (?!of )(?:\w+ ){0,2}(?:are|were) (?:really|actually|truly) (?:positive|spam)",
            r"实际(?:上)?(?:共|一共|总共)?有? ?(#) ?" + _PER + r"(?:正例|正样本|阳性|垃圾)",
        ),
    ),
}
_GIVEN = {
    "precision": Label("P", ASKS["precision"]),
    "recall": Label("R", ASKS["recall"]),
}
_LABELS = {
    "true_labels": Label(
        "y",
        r"y_true|true labels?|labels?|actual|ground truth|targets?|真实标签|真实类别|标签|真实值",
        many=True,
        after=False,
    ),
    "predicted_labels": Label(
        "y_pred",
        (
            r"y_pred(?:icted)?|y_hat|predict(?:ed|ions?)(?: labels?)?|outputs?"
            r"|预测(?:标签|类别|结果|值)?|输出"
        ),
        many=True,
        after=False,
    ),
}
_RIGHT = r"correct|right|hit|正确|对|命中|无误"
_RATIO = (
    r"(#) ?(?:\w+ ){0,3}(?:(?:correct|right)\w* )?(?:out of|of|from|among|/) ?(?:the "
    r"|all |a total of |all the )?(#)"
)
_CORRECT = Label(
    "correct",
    "",
    (
        r"(#) (?:\w+ ){0,4}?(?:correct|right)(?:ly)?(?![a-z])",
        r"(?:correct|right)(?:ly)?(?: (?!of|in)[a-z]+){0,2}(?: ?[:=])? (#)",
        r"(?:正确|对|命中)(?:的|了|识别|分类|预测|数|数量|样本|为|有|:|=| ){0,4}(#)",
        r"(#) ?"
        + _PER
        + r"(?:样本|图片|图像|题目?|邮件)?(?:是|被|都)?(?:预测|分类|识别|判断|判|答)?(?:正确|对)",
    ),
)
_WRONG = Label(
    "wrong",
    "",
    (
        r"(#) (?:\w+ ){0,3}?(?:wrong(?:ly)?|incorrect(?:ly)?|errors?|mistakes?|misclassified)",
        r"(?:wrong|incorrect|errors?|mistakes?|misclassifie[sd])(?: ?[:=]| on| for)? (#)",
        r"(?:错误?|误判|分错|答错)(?:的|了|数|分类|有|:|=| ){0,3}(#)",
        r"(#) ?" + _PER + r"(?:样本|图片|图像)?(?:被)?(?:预测|分类|识别|判断|判|分|答)?错",
    ),
)
_TOTAL = Label(
    "total",
    "",
    (
        r"(?:out of|total(?: of)?|in total|all|among|of) ?[:=]? ?(#)",
        r"(?:共|总共|一共|总数|总计|全部)(?:有|为|是|:|=| )*(#)",
        r"(#) ?(?:in total|altogether|in all)",
        r"(#) ?" + _PER + r"(?:测试|验证|评估)?(?:样本|图片|图像|题目?|邮件|数据)(?:中|里|上)?",
        (
            r"(#) (?:\w+ ){0,1}(?:samples|images|examples|questions|emails|pictures"
            r"|items|instances|cases)"
        ),
    ),
)
_OPTIONS = {
    "macro": r"macro|宏平均|宏",
    "micro": r"micro(?!-?batch)|微平均",
    "weighted": r"weighted|加权",
    "each": r"(?:each|every|per)[ -]class|每(?:一)?个?类",
    ("columns_true"): (
        r"rows? (?:are|is|=|:|for|as)? ?(?:the )?predict|columns? (?:are|is|=|:|for"
        r"|as)? ?(?:the )?(?:true|actual)|行(?:为|是|表示)预测|列(?:为|是|表示)(?:真实"
        r"|实际)"
    ),
    ("positive_first"): (
        r"positive (?:class )?(?:is )?first|first class (?:is )?positive|tp,? ?fn"
        r"|正类在前|第一类为正"
    ),
    "error_rate": r"error rate|错误率",
}


def read_metrics(text: FormulaText) -> FormulaQuestion | None:
    """The metrics asked, and the counts, rates, labels or matrix to work them out from."""
    finder = Finder(text)
    rows = _square(text)
    if not rows:
        finder.find_row(_COUNTS)
        finder.find(_COUNTS)
        _given_rates(finder)
        if not finder.read:
            finder.find(_LABELS)
            _drop_unless_labels(finder)
        if not finder.read:
            _correct_of_all(finder)
    asks = finder.asked(ASKS)
    counts = sum(read.quantity in _COUNTS for read in finder.read)
    if not asks and (text.has(_ALL) or counts > 2):  # noqa: PLR2004 [three of the four counts]
        asks = ("accuracy", "precision", "recall", "f1")
    if not asks or not (rows or finder.read):
        return None
    if not rows and not counts and not finder.accounts_for_all():
        return None
    if rows:
        flat = tuple(value for _, row in rows for value in row)
        finder.add("confusion_matrix", "M", flat, " ".join(words for words, _ in rows))
    options = frozenset(name for name, words in _OPTIONS.items() if text.has(words))
    return FormulaQuestion("metrics", asks, tuple(finder.read), options, rows)


def _given_rates(finder: Finder) -> None:
    """Precision and recall, where they are given and not asked for."""
    if finder.read:
        return
    finder.find_row(_GIVEN)
    finder.find(_GIVEN)
    if any(not 0 <= v <= 1 for read in finder.read for v in read.values):
        finder.read.clear()
    if not pattern(ASKS["f1"]).search(finder.text.text):
        finder.read.clear()


def _drop_unless_labels(finder: Finder) -> None:
    lengths = [len(read.values) for read in finder.read]
    if len(lengths) != 2 or lengths[0] != lengths[1] or lengths[0] < 2:  # noqa: PLR2004 [two lists]
        finder.read.clear()
        finder.spans.clear()


def _correct_of_all(finder: Finder) -> None:
    """90 of 100 correct; 10 wrong of 100; 100 张图片中 90 张预测正确."""
    text = finder.text
    match = pattern(_RATIO).search(text.text)
    wrong_words = text.has(r"wrong|incorrect|errors?|mistakes?|misclassif|错")
    if match and (text.has(_RIGHT) or wrong_words):
        wrong = wrong_words and not text.has(r"(?<!in)correct|正确|对")
        finder.take("wrong" if wrong else "correct", "wrong" if wrong else "correct", match, 1)
        finder.take("total", "total", match, 2)
        return
    if finder.find_one("wrong", _WRONG) | finder.find_one("correct", _CORRECT):
        finder.find_one("total", _TOTAL)
    if finder.read and not finder.has("total") and len(finder.read) < 2:  # noqa: PLR2004 [a pair]
        finder.read.clear()


def _square(text: FormulaText) -> tuple[tuple[str, Values], ...]:
    rows = matrix(text)
    return rows if all(len(row) == len(rows) for _, row in rows) else ()
