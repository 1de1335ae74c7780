"""Accuracy, precision, recall and F1 come out as scikit-learn has them."""

from fractions import Fraction

import pytest
from sklearn import metrics

from solver.formulas import solve_formula

COUNTS = [(80, 20, 10, 90), (7, 3, 11, 979), (1, 0, 0, 1), (45, 5, 30, 120)]
IN_COUNTS = [
    "TP={tp}, FP={fp}, FN={fn}, TN={tn}. What are accuracy, precision, recall and F1?",
    "A classifier has {tp} true positives, {fp} false positives, {fn} false negatives and {tn} true negatives: give accuracy, precision, recall and the F1 score",
    "TP/FP/FN/TN = {tp}/{fp}/{fn}/{tn}: accuracy, precision, recall, F1-score?",
    "true positives: {tp}; false positives: {fp}; false negatives: {fn}; true negatives: {tn}. Compute the metrics",
    "TP={tp}，FP={fp}，FN={fn}，TN={tn}，求准确率、精确率、召回率和F1",
    "真正例 {tp} 个，假正例 {fp} 个，假负例 {fn} 个，真负例 {tn} 个，准确率、查准率、查全率、F1 值各是多少？",
    "真阳性（TP）为{tp}，假阳性（FP）为{fp}，假阴性（FN）为{fn}，真阴性（TN）为{tn}，请计算准确率、精确率、召回率、F1 分数",
    "混淆矩阵里 TP、FP、FN、TN 分别为 {tp}、{fp}、{fn}、{tn}，准确率、精准率、召回率、F1 是多少",
]
MATRICES = [
    [[50, 10], [5, 35]],
    [[9, 1], [4, 86]],
    [[50, 10, 2], [5, 35, 3], [1, 2, 40]],
    [[5, 1, 0, 2], [0, 8, 1, 1], [2, 0, 9, 0], [1, 1, 1, 7]],
]


def worked(text: str) -> dict[str, object]:
    """What is answered, by name."""
    solution = solve_formula(text)
    assert solution is not None, text
    return {answer.quantity: answer.value for answer in solution.answers}


def labels(matrix: list[list[int]]) -> tuple[list[int], list[int]]:
    """True and predicted classes that have this confusion matrix."""
    cells = [(i, j) for i, row in enumerate(matrix) for j, n in enumerate(row) for _ in range(n)]
    return [i for i, _ in cells], [j for _, j in cells]


@pytest.mark.parametrize("counts", COUNTS)
@pytest.mark.parametrize("template", IN_COUNTS)
def test_counts_give_the_metrics_of_scikit_learn(
    template: str, counts: tuple[int, int, int, int]
) -> None:
    """Four counts, however they are written, give accuracy, precision, recall and F1."""
    tp, fp, fn, tn = counts
    truth, predicted = labels([[tn, fp], [fn, tp]])
    found = worked(template.format(tp=tp, fp=fp, fn=fn, tn=tn))
    assert list(found) == ["accuracy", "precision", "recall", "f1"]
    assert all(isinstance(value, int | Fraction) for value in found.values())
    assert found["accuracy"] == pytest.approx(metrics.accuracy_score(truth, predicted))
    assert found["precision"] == pytest.approx(metrics.precision_score(truth, predicted))
    assert found["recall"] == pytest.approx(metrics.recall_score(truth, predicted))
    assert found["f1"] == pytest.approx(metrics.f1_score(truth, predicted))


@pytest.mark.parametrize("matrix", MATRICES)
@pytest.mark.parametrize(
    "template",
    [
        "Confusion matrix {m}: accuracy, precision, recall and F1?",
        "What are the accuracy, precision, recall and F1 score for the confusion matrix {m}?",
        "混淆矩阵 {m}，求准确率、精确率、召回率和 F1",
        "已知混淆矩阵为{m}，准确率、查准率、查全率、F1 分别是多少？",
    ],
)
def test_a_confusion_matrix_is_read_as_scikit_learn_writes_it(
    template: str, matrix: list[list[int]]
) -> None:
    """Rows are true classes; two classes count the second as positive, more are averaged."""
    average = "binary" if len(matrix) == 2 else "macro"
    truth, predicted = labels(matrix)
    found = worked(template.format(m=matrix))
    assert found["accuracy"] == pytest.approx(metrics.accuracy_score(truth, predicted))
    assert found["precision"] == pytest.approx(
        metrics.precision_score(truth, predicted, average=average)
    )
    assert found["recall"] == pytest.approx(metrics.recall_score(truth, predicted, average=average))
    assert found["f1"] == pytest.approx(metrics.f1_score(truth, predicted, average=average))


@pytest.mark.parametrize("average", ["macro", "micro", "weighted"])
@pytest.mark.parametrize("matrix", MATRICES)
def test_averages_over_classes_are_those_of_scikit_learn(
    matrix: list[list[int]], average: str
) -> None:
    """Macro, micro and weighted averages of F1 are told apart."""
    truth, predicted = labels(matrix)
    word = {"macro": "宏平均", "micro": "微平均", "weighted": "加权平均"}[average]
    for text in (
        f"{average} F1 of the confusion matrix {matrix}?",
        f"混淆矩阵{matrix}的{word}F1是多少",
    ):
        assert worked(text)["f1"] == pytest.approx(
            metrics.f1_score(truth, predicted, average=average)
        )


@pytest.mark.parametrize("matrix", MATRICES)
def test_balanced_accuracy_and_specificity(matrix: list[list[int]]) -> None:
    """Balanced accuracy is the mean recall; specificity the recall of the negative class."""
    truth, predicted = labels(matrix)
    expected = metrics.balanced_accuracy_score(truth, predicted)
    assert worked(f"balanced accuracy of the confusion matrix {matrix}?") == {
        "balanced_accuracy": pytest.approx(expected)
    }
    if len(matrix) == 2:
        found = worked(f"混淆矩阵 {matrix}，特异度是多少？")
        assert found["specificity"] == pytest.approx(
            metrics.recall_score(truth, predicted, pos_label=0)
        )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("90 of 100 correct, what is the accuracy?", Fraction(9, 10)),
        ("The model got 450 out of 500 images right. Accuracy?", Fraction(9, 10)),
        ("9,312 correct predictions on 10,000 test images: accuracy?", Fraction(582, 625)),
        ("It made 15 mistakes on 300 samples, what is its accuracy?", Fraction(19, 20)),
        ("100 张测试图片中 93 张预测正确，准确率是多少？", Fraction(93, 100)),
        ("测试集共 2000 个样本，分类正确 1850 个，求准确率", Fraction(37, 40)),
        ("共 300 个样本，错了 15 个，准确率？", Fraction(19, 20)),
        ("预测正确285个，预测错误15个，准确率多少", Fraction(19, 20)),
    ],
)
def test_correct_answers_give_the_accuracy(text: str, value: Fraction) -> None:
    """How many are right, or wrong, of how many, is enough for the accuracy."""
    assert worked(text) == {"accuracy": value}


@pytest.mark.parametrize(
    "text",
    [
        "precision 0.8 and recall 0.6, what is the F1 score?",
        "Precision is 80% and recall is 60%. F1?",
        "P and R: the recall is 0.6, the precision is 0.8; compute the F1-score",
        "精确率为80%，召回率为60%，F1值是多少？",
        "查准率0.8，查全率0.6，求F1",
        "已知 precision=0.8、recall=0.6，F1 分数多少",
    ],
)
def test_precision_and_recall_give_f1(text: str) -> None:
    """F1 is the harmonic mean of precision and recall, exactly."""
    assert worked(text) == {"f1": Fraction(24, 35)}


@pytest.mark.parametrize(
    "text",
    [
        "The model predicted 100 samples as positive, 80 of which are really positive; there are 120 actual positives. Precision and recall?",
        "Of 1000 emails the filter flagged 100 as spam, 80 of which were really spam, and missed 40 spam emails. Precision and recall?",
        "模型预测 100 个样本为正例，其中 80 个确实为正，实际正例共有 120 个，求精确率和召回率",
    ],
)
def test_how_many_were_predicted_positive_is_as_good_as_counts(text: str) -> None:
    """Predicted and actual positives make false positives and false negatives."""
    assert worked(text) == {"precision": Fraction(4, 5), "recall": Fraction(2, 3)}


def test_lists_of_labels_are_counted() -> None:
    """True and predicted labels written as lists give the metrics of scikit-learn."""
    truth, predicted = [1, 0, 1, 1, 0, 0, 1], [1, 0, 0, 1, 1, 0, 1]
    for text in (
        f"y_true = {truth}, y_pred = {predicted}: accuracy, precision and recall?",
        f"真实标签 {truth}，预测标签 {predicted}，求准确率、精确率和召回率",
    ):
        assert worked(text) == {
            "accuracy": pytest.approx(metrics.accuracy_score(truth, predicted)),
            "precision": pytest.approx(metrics.precision_score(truth, predicted)),
            "recall": pytest.approx(metrics.recall_score(truth, predicted)),
        }


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("TP = 40, what is the precision?", ("false_positives",)),
        ("There are 30 true positives; recall?", ("false_negatives",)),
        ("TP=30，FP=5，求准确率", ("true_negatives", "false_negatives")),
        ("精确率为 0.8，求 F1", ("recall",)),
    ],
)
def test_a_missing_count_is_named(text: str, missing: tuple[str, ...]) -> None:
    """Where one count is missing, it is asked for and nothing is guessed."""
    solution = solve_formula(text)
    assert solution is not None
    assert solution.missing == missing
    assert all(answer.value is None for answer in solution.answers)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("TP = 0, FP = 0, FN = 5: precision?", "no_positive_predictions"),
        ("TP=0，FN=0，召回率是多少？", "no_positives"),
        ("TP = 0, FP = 0, FN = 0: F1?", "no_positives_at_all"),
        ("120 of 100 correct: accuracy?", "more_than_all"),
        ("TP = -3, FP = 5: precision?", "negative_count"),
    ],
)
def test_an_undefined_metric_says_why(text: str, fault: str) -> None:
    """A division by zero and an impossible count are said, not computed."""
    solution = solve_formula(text)
    assert solution is not None
    assert [a.fault.name for a in solution.answers if a.fault] == [fault]
    assert solution.answers[0].value is None
