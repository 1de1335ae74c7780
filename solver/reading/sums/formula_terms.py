"""Products and quotients of words and numbers, as people write them: "iter * batch / N"."""

import re
from dataclasses import dataclass
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import find_numbers
from solver.reading.tokens.vocabulary import find_labels

_OPERATOR = lazy_pattern(r"\s{0,4}([*/×÷·∗()]|(?<=[\s\d)])[xX](?=\s?[\d(]))\s{0,4}")
_FUNCTION = lazy_pattern(
    r"(?:len|int|round|(?:math\.|np\.)?(?:ceil|floor))\s*(?=\()", re.IGNORECASE
)
_SUM = lazy_pattern(r"\s[+-]\s|\+|\d\s?-\s?\d")
_DEEPEST = 4
_TIMES = set("*×·∗xX")
_OVER = set("/÷")

_OF_KIND: dict[str, tuple[str, ...]] = {
    "epochs": ("epochs",),
    "iterations": ("total_iterations", "iterations_per_epoch"),
    "max_iterations": ("total_iterations",),
    "iterations_of_epoch": ("iterations_per_epoch",),
    "batches": ("batch_size", "iterations_per_epoch", "total_iterations"),
    "batch_size": ("batch_size", "effective_batch_size"),
    "per_batch": ("batch_size", "effective_batch_size"),
    "effective_batch_size": ("effective_batch_size",),
    "train": ("train_size",),
    "all_data": ("train_size",),
    "samples": ("train_size",),
    "seen": ("samples_seen",),
    "devices": ("devices",),
    "processes": ("devices",),
    "grad_accumulation": ("grad_accumulation",),
    "repeats": ("repeats",),
    "warmup_steps": ("warmup_steps",),
}
_LETTERS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("NnMm", ("train_size",)),
    **dict.fromkeys("Bb", ("batch_size", "effective_batch_size")),
    **dict.fromkeys("Ee", ("epochs",)),
    **dict.fromkeys("TtI", ("total_iterations", "iterations_per_epoch")),
    **dict.fromkeys("Kk", ("grad_accumulation",)),
    **dict.fromkeys("GgDd", ("devices",)),
}
_WHOLE_RUN = lazy_pattern(r"total|overall|max|总|全部", re.IGNORECASE)


@dataclass(frozen=True)
class Atom:
    """A number, or a word with the quantities that it can mean."""

    names: tuple[str, ...]
    value: Fraction | None
    text: str


@dataclass(frozen=True)
class Product:
    """What is multiplied, and by what it is divided."""

    above: tuple[Atom, ...]
    below: tuple[Atom, ...]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """All of them, in reading order of the two rows."""
        return (*self.above, *self.below)

    @property
    def has_words(self) -> bool:
        """Whether something in it is no number."""
        return any(atom.names for atom in self.atoms)

    @property
    def shape(self) -> tuple[int, int]:
        """How many stand above and below the line."""
        return len(self.above), len(self.below)


def parse(text: str) -> Product | None:
    """The product that a text writes; None where it is anything else."""
    if _SUM.search(text):
        return None
    pieces = _pieces(_FUNCTION.sub("", text))
    product, place = _product(pieces, 0, 0)
    return product if place == len(pieces) else None


def quantities_of(text: str, *, last: bool = False) -> tuple[str, ...]:
    """What a word can mean: the first one of a text, or the last."""
    labels = [label for label in find_labels(text) if label.kind in _OF_KIND]
    if not labels:
        return _LETTERS.get(text.strip(" \t`'\"_$"), ())
    label = labels[-1 if last else 0]
    if label.kind == "iterations":
        return _which_iterations(text)
    if label.kind == "batches" and label.text.lower().endswith("s"):
        return _which_iterations(text)
    return _OF_KIND[label.kind]


def _which_iterations(text: str) -> tuple[str, ...]:
    kinds = {label.kind for label in find_labels(text)}
    if "per_epoch" in kinds:
        return ("iterations_per_epoch",)
    return ("total_iterations",) if _WHOLE_RUN.search(text) else _OF_KIND["iterations"]


def _pieces(text: str) -> list[str]:
    """Operators, brackets, and what stands between them."""
    return [piece for piece in _OPERATOR.split(text.replace("//", "/")) if piece.strip()]


def _product(pieces: list[str], place: int, depth: int) -> tuple[Product | None, int]:
    above: tuple[Atom, ...] = ()
    below: tuple[Atom, ...] = ()
    over = False
    while True:
        factor, place = _factor(pieces, place, depth)
        if factor is None:
            return None, place
        up, down = (factor.below, factor.above) if over else (factor.above, factor.below)
        above, below = above + up, below + down
        if place == len(pieces) or pieces[place] not in _TIMES | _OVER:
            return Product(above, below), place
        over = pieces[place] in _OVER
        place += 1


def _factor(pieces: list[str], place: int, depth: int) -> tuple[Product | None, int]:
    if place == len(pieces) or depth > _DEEPEST:
        return None, place
    if pieces[place] == "(":
        product, place = _product(pieces, place + 1, depth + 1)
        closed = place < len(pieces) and pieces[place] == ")"
        return (product, place + 1) if closed else (None, place)
    atom = _atom(pieces[place])
    return (Product((atom,), ()) if atom else None), place + 1


def _atom(piece: str) -> Atom | None:
    piece = piece.strip()
    numbers = find_numbers(piece.replace("_", ",") if re.search(r"\d_\d", piece) else piece)
    if len(numbers) == 1 and numbers[0].start == 0:
        return Atom((), Fraction(numbers[0].value), piece)
    names = () if numbers else quantities_of(piece)
    return Atom(names, None, piece) if names else None
