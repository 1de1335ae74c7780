"""Accuracy, precision, recall, F1 and their kin, from counts, a confusion matrix or labels."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from solver.formulas.worked import Exact, Note, Worked, exact, fill, total
from solver.reading.formulas.question import FormulaQuestion

_FORMULAS = {
    "accuracy": ("TP + TN", "TP + TN + FP + FN"),
    "precision": ("TP", "TP + FP"),
    "recall": ("TP", "TP + FN"),
    "specificity": ("TN", "TN + FP"),
}
_NAMES = {
    "TP": "true_positives",
    "FP": "false_positives",
    "FN": "false_negatives",
    "TN": "true_negatives",
    "PP": "predicted_positives",
    "P": "actual_positives",
}
_EMPTY = {
    "accuracy": "no_samples",
    "precision": "no_positive_predictions",
    "recall": "no_positives",
    "specificity": "no_negatives",
    "f1": "no_positives_at_all",
}
_BINARY = 2
Counts = dict[str, Exact]


def work(question: FormulaQuestion) -> tuple[Worked, ...]:
    """Every metric that was asked."""
    if question.rows:
        return _from_matrix(question, [row for _, row in question.rows])
    if question.values("true_labels"):
        return _from_labels(question)
    counts = _counts(question)
    return tuple(_metric(ask, counts, question) for ask in question.asks)


def _counts(question: FormulaQuestion) -> Counts:
    """TP, FP, FN and TN, as far as they are stated or follow."""
    known = {
        letter: value
        for letter, name in _NAMES.items()
        if (value := question.value(name)) is not None
    }
    for whole, part, rest in (("PP", "TP", "FP"), ("P", "TP", "FN")):
        for letter, other in ((part, rest), (rest, part)):
            if whole in known and other in known and letter not in known:
                known[letter] = known[whole] - known[other]
    return known


def _metric(ask: str, counts: Counts, question: FormulaQuestion, of: str = "") -> Worked:
    if ask == "f1":
        return _f1(counts, question, of)
    if ask == "balanced_accuracy":
        return _balanced(counts, question)
    if ask == "accuracy" and not counts.keys() & {"TP", "TN", "FP", "FN"}:
        return _share_correct(question)
    above, below = _FORMULAS[ask]
    worked = _ratio(ask, above, below, counts, of)
    if ask == "accuracy" and "error_rate" in question.options:
        return _error_rate(worked)
    return worked


def _ratio(quantity: str, above: str, below: str, counts: Counts, of: str = "") -> Worked:
    """One sum of counts over another."""
    formula = f"{_in_brackets(above)} / ({below})"
    missing = tuple(_NAMES[name] for name in below.split(" + ") if name not in counts)
    if missing:
        return Worked(quantity, None, formula, of=of, missing=missing)
    if any(counts[name] < 0 for name in below.split(" + ")):
        return Worked(quantity, None, formula, of=of, fault=Note("negative_count"))
    numerator, denominator = (sum(counts[n] for n in side.split(" + ")) for side in (above, below))
    filled = fill(formula, counts)
    if denominator == 0:
        return Worked(quantity, None, formula, filled, of, fault=Note(_EMPTY[quantity]))
    return Worked(quantity, exact(Fraction(numerator) / denominator), formula, filled, of)


def _in_brackets(formula: str) -> str:
    return f"({formula})" if " " in formula else formula


def _f1(counts: Counts, question: FormulaQuestion, of: str = "") -> Worked:
    """From precision and recall, stated or worked out first; from counts where one is undefined."""
    formula = "2 * P * R / (P + R)"
    if counts.keys() & {"TP", "FP", "FN"}:
        parts = tuple(
            _ratio(name, *_FORMULAS[name], counts, of) for name in ("precision", "recall")
        )
        missing = tuple(dict.fromkeys(name for part in parts for name in part.missing))
        if missing:
            return Worked("f1", None, formula, of=of, missing=missing)
        rates = [part.value for part in parts]
        if None in rates or sum(rate for rate in rates if rate is not None) == 0:
            above, below = "2 * TP", "2 * TP + FP + FN"
            whole = 2 * counts["TP"] + counts["FP"] + counts["FN"]
            fault = None if whole > 0 else Note(_EMPTY["f1"])
            value = None if fault else exact(Fraction(2 * counts["TP"]) / whole)
            formula = f"{above} / ({below})"
            return Worked("f1", value, formula, fill(formula, counts), of, parts, fault)
    else:
        parts = ()
        rates = [question.value("precision"), question.value("recall")]
    return _harmonic(rates, parts, of)


def _harmonic(rates: Sequence[object], parts: tuple[Worked, ...], of: str) -> Worked:
    formula = "2 * P * R / (P + R)"
    names = ("precision", "recall")
    missing = tuple(n for n, rate in zip(names, rates, strict=True) if rate is None)
    if missing:
        return Worked("f1", None, formula, of=of, missing=missing)
    precision, recall = (Fraction(rate) for rate in rates if isinstance(rate, int | Fraction))
    filled = fill(formula, {"P": exact(precision), "R": exact(recall)})
    if precision + recall == 0:
        return Worked("f1", None, formula, filled, of, parts, Note("no_positives_at_all"))
    value = exact(2 * precision * recall / (precision + recall))
    return Worked("f1", value, formula, filled, of, parts)


def _balanced(counts: Counts, question: FormulaQuestion) -> Worked:
    parts = tuple(_metric(name, counts, question) for name in ("recall", "specificity"))
    return _mean("balanced_accuracy", parts, "(recall + specificity) / 2")


def _mean(quantity: str, parts: tuple[Worked, ...], formula: str, of: str = "") -> Worked:
    """The plain average of parts; one without a value counts as 0, as in scikit-learn."""
    missing = tuple(dict.fromkeys(name for part in parts for name in part.missing))
    if missing:
        return Worked(quantity, None, formula, of=of, missing=missing)
    values = [Fraction(part.value or 0) for part in parts]
    assumed = (Note("undefined_is_zero"),) if any(part.value is None for part in parts) else ()
    filled = f"({total([fill('x', {'x': exact(v)}) for v in values])}) / {len(values)}"
    value = exact(sum(values, Fraction()) / len(values))
    return Worked(quantity, value, formula, filled, of, parts, assumed=assumed)


def _share_correct(question: FormulaQuestion) -> Worked:
    known = {name: question.value(name) for name in ("correct", "wrong", "total")}
    correct, wrong, whole = known["correct"], known["wrong"], known["total"]
    formula = "correct / total"
    if whole is None and correct is not None and wrong is not None:
        whole = correct + wrong
    if correct is None and wrong is not None and whole is not None:
        correct, formula = whole - wrong, "(total - wrong) / total"
    if correct is None or whole is None:
        names = [n for n, value in (("correct", correct), ("total", whole)) if value is None]
        return Worked("accuracy", None, formula, missing=tuple(names))
    letters: Counts = {"correct": correct, "total": whole, "wrong": whole - correct}
    filled = fill(formula, letters)
    if not 0 <= correct <= whole or whole == 0:
        fault = Note("no_samples" if whole == 0 else "more_than_all")
        return Worked("accuracy", None, formula, filled, fault=fault)
    worked = Worked("accuracy", exact(Fraction(correct) / whole), formula, filled)
    return _error_rate(worked) if "error_rate" in question.options else worked


def _error_rate(accuracy: Worked) -> Worked:
    value = None if accuracy.value is None else exact(1 - Fraction(accuracy.value))
    filled = fill("1 - A", {} if accuracy.value is None else {"A": accuracy.value})
    return replace(
        accuracy, quantity="error_rate", value=value, formula="1 - accuracy", filled=filled,
        parts=(accuracy,),
    )  # fmt: skip


def _from_labels(question: FormulaQuestion) -> tuple[Worked, ...]:
    """Count the pairs of true and predicted classes."""
    truth, predicted = question.values("true_labels"), question.values("predicted_labels")
    classes = sorted({*truth, *predicted, *((0, 1) if {*truth, *predicted} <= {0, 1} else ())})
    pairs = list(zip(truth, predicted, strict=True))
    matrix = [tuple(pairs.count((a, b)) for b in classes) for a in classes]
    answers = _from_matrix(replace(question, options=question.options - {"columns_true"}), matrix)
    return tuple(
        replace(a, assumed=tuple(n for n in a.assumed if n.name != "rows_true")) for a in answers
    )


def _from_matrix(question: FormulaQuestion, rows: Sequence[Sequence[Exact]]) -> tuple[Worked, ...]:
    options = question.options
    assumed = () if "columns_true" in options else (Note("rows_true"),)
    matrix = [list(column) for column in zip(*rows, strict=True)] if not assumed else rows
    if len(matrix) == _BINARY and not options & {"macro", "micro", "weighted", "each"}:
        first = "positive_first" in options
        counts = _binary(matrix, first=first)
        note = Note("first_positive" if first else "second_positive")
        answers = [_metric(ask, counts, question) for ask in question.asks]
        return tuple(replace(a, assumed=(*assumed, note, *a.assumed)) for a in answers)
    answers = [a for ask in question.asks for a in _several(ask, matrix, question)]
    return tuple(replace(a, assumed=(*assumed, *a.assumed)) for a in answers)


def _binary(matrix: Sequence[Sequence[Exact]], *, first: bool) -> Counts:
    (a, b), (c, d) = matrix
    if first:
        return {"TP": a, "FN": b, "FP": c, "TN": d}
    return {"TN": a, "FP": b, "FN": c, "TP": d}


def _several(
    ask: str, matrix: Sequence[Sequence[Exact]], question: FormulaQuestion
) -> tuple[Worked, ...]:
    """A metric over several classes: of each, or averaged."""
    if ask == "accuracy":
        return (_trace(matrix, question),)
    each = tuple(
        _metric("recall" if ask == "balanced_accuracy" else ask, counts, question, f"k = {k}")
        for k, counts in enumerate(_one_against_rest(matrix))
    )
    if ask == "balanced_accuracy":
        return (_mean(ask, each, "Σ recall / n"),)
    averages: dict[str, Callable[[], tuple[Worked, ...]]] = {
        "each": lambda: each,
        "micro": lambda: (replace(_trace(matrix, question), quantity=ask, of="micro"),),
        "weighted": lambda: (_weighted(ask, each, [sum(row) for row in matrix]),),
        "macro": lambda: (_mean(ask, each, f"Σ {ask} / n", "macro"),),
    }
    chosen = [name for name in averages if name in question.options]
    if chosen:
        return tuple(answer for name in chosen for answer in averages[name]())
    return tuple(replace(a, assumed=(*a.assumed, Note("macro"))) for a in averages["macro"]())


def _one_against_rest(matrix: Sequence[Sequence[Exact]]) -> list[Counts]:
    whole = sum(sum(row) for row in matrix)
    result = []
    for k, row in enumerate(matrix):
        right, column = row[k], sum(other[k] for other in matrix)
        wrong, missed = column - right, sum(row) - right
        result.append(
            {"TP": right, "FP": wrong, "FN": missed, "TN": whole - right - wrong - missed}
        )
    return result


def _trace(matrix: Sequence[Sequence[Exact]], question: FormulaQuestion) -> Worked:
    right = [row[k] for k, row in enumerate(matrix)]
    whole = sum(sum(row) for row in matrix)
    formula, filled = "diagonal / total", f"({total([str(n) for n in right])}) / {whole:,}"
    if whole <= 0 or any(n < 0 for row in matrix for n in row):
        return Worked("accuracy", None, formula, filled, fault=Note("no_samples"))
    worked = Worked("accuracy", exact(Fraction(sum(right)) / whole), formula, filled)
    return _error_rate(worked) if "error_rate" in question.options else worked


def _weighted(ask: str, each: tuple[Worked, ...], sizes: Sequence[Exact]) -> Worked:
    """The average weighted by how many samples each class has."""
    whole = sum(sizes)
    if whole <= 0:
        return Worked(ask, None, f"Σ n_k * {ask}_k / n", of="weighted", fault=Note("no_samples"))
    pairs = [(size, exact(Fraction(w.value or 0))) for size, w in zip(sizes, each, strict=True)]
    terms = total([fill("a * b", {"a": size, "b": value}) for size, value in pairs])
    value = exact(sum((Fraction(size) * v for size, v in pairs), Fraction()) / whole)
    filled = f"({terms}) / {whole:,}"
    return Worked(ask, value, f"Σ n_k * {ask}_k / n", filled, "weighted", each)
