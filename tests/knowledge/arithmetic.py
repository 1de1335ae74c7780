"""Recompute what a text claims: `⌈1000 / 32⌉ = 32`, `ln(10) ≈ 2.303`."""

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

_SIGNS = {"×": "*", "·": "*", "÷": "/", "−": "-", "^": "**", "（": "(", "）": ")", "，": ","}
_BRACKETS = {"⌈": "ceil(", "⌉": ")", "⌊": "floor(", "⌋": ")", "√": "sqrt"}
_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "ceil": lambda x: math.ceil(x - 1e-12),
    "floor": lambda x: math.floor(x + 1e-12),
    "exp": math.exp,
    "ln": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "sqrt": math.sqrt,
    "tanh": math.tanh,
    "cos": math.cos,
    "max": max,
    "min": min,
    "abs": abs,
}
_NAMES = {"π": math.pi, "pi": math.pi, "e": math.e}
_RELATION = re.compile(r"\s*([=≈])\s*")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TEN_THOUSANDS = re.compile(r"(\d+(?:\.\d+)?) ?万")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e-?\d+)?")


def faults(claim: str) -> list[str]:
    """What is wrong with a chain of equalities; nothing where it is no arithmetic at all."""
    parts = _RELATION.split(claim)
    terms, relations = parts[::2], parts[1::2]
    try:
        values = [value(term) for term in terms]
    except (SyntaxError, KeyError, ValueError):
        return []
    pairs = zip(relations, terms[1:], values[:-1], values[1:], strict=True)
    return [
        f"{claim}: {left!r} is not {right!r}"
        for relation, term, left, right in pairs
        if not _holds(relation, left, right, term)
    ]


def is_arithmetic(claim: str) -> bool:
    """Whether a text in backticks is an equality of numbers only."""
    parts = _RELATION.split(claim)
    if len(parts) == 1:
        return False
    try:
        return bool([value(term) for term in parts[::2]])
    except (SyntaxError, KeyError, ValueError):
        return False


def numbers(text: str) -> set[float]:
    """Every number in a text, however its thousands are written."""
    plain = _TEN_THOUSANDS.sub(
        lambda found: f"{float(found[1]) * 10_000:.0f}", _GROUPED.sub("", text)
    )
    return {float(found) for found in NUMBER.findall(plain)}


def value(expression: str) -> float:
    """The value of an expression of numbers.

    Raises:
        SyntaxError, KeyError, ValueError: it is not one.
    """
    text = _PERCENT.sub(r"(\1 / 100)", _GROUPED.sub("", expression))
    for signs in (_SIGNS, _BRACKETS):
        for written, read in signs.items():
            text = text.replace(written, read)
    return _value(ast.parse(text.strip(), mode="eval").body)


def _value(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATORS[type(op)](_value(left), _value(right))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _FUNCTIONS[name](*map(_value, arguments))
        case ast.Name(id=name):
            return _NAMES[name]
    raise ValueError(ast.dump(node))


def _holds(relation: str, left: float, right: float, written: str) -> bool:
    if relation == "=":
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-12)
    exponent = Decimal(_last_number(written)).as_tuple().exponent
    return abs(left - right) <= 0.51 * 10 ** int(exponent) * (0.01 if "%" in written else 1)


def _last_number(written: str) -> str:
    return NUMBER.findall(_GROUPED.sub("", written))[-1]
