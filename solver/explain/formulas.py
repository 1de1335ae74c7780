"""Formulas that were worked out, in words and as the object that `ask --json` prints."""

from fractions import Fraction

from solver.as_json import Json, plain_text
from solver.explain.answers import numbered
from solver.explain.explanation import Explanation
from solver.explain.formula_words import (
    FAULTS,
    IMPOSSIBLE,
    KINDS,
    NOTES,
    SHARES,
    TITLES,
)
from solver.explain.terms import quoted
from solver.formulas.worked import (
    Note,
    Value,
    Worked,
    WorkedSolution,
    exact,
    result,
    rounded,
    written,
)
from solver.language import Language, Phrase
from solver.reading.formulas.question import Read

_ANSWER = Phrase("{title}: {value}", "{title}：{value}")
_ONE_OF = Phrase("{title} ({of})", "{title}（{of}）")
_SHARE = Phrase("{value} ({percent}%)", "{value}（{percent}%）")
_NO_VALUE = Phrase("{title}: {why}", "{title}：{why}")
_WAITING = Phrase("{title} = {formula}", "{title} = {formula}")
_MISSING = Phrase("To work that out I also need: {names}.", "要算出来还需要知道：{names}。")
_READ = Phrase("“{text}”: {symbol} = {values}", "“{text}”：{symbol} = {values}")
_BYTES = Phrase("{count} bytes = {large}", "{count} 字节 = {large}")
_BYTES_ABOUT = Phrase("{count} bytes ≈ {large}", "{count} 字节 ≈ {large}")
_UNITS = ("", "k", "M", "G", "T", "P")
_MOST_STEPS = 16
"""Lines of steps in a reply; a long list repeats the same formula."""


def explain(solution: WorkedSolution, language: Language | None = None) -> Explanation:
    """The solution in words, in the language of the question unless another is wanted."""
    language = language or solution.language
    lines = numbered([_answer_line(answer, language) for answer in solution.answers])
    if solution.missing:
        names = Phrase(", ", "、").say(language).join(_title(n, language) for n in solution.missing)
        lines.insert(0, _MISSING.say(language, names=names))
    steps = list(dict.fromkeys(s for a in solution.answers for s in step_lines(a, language)))
    if len(steps) > _MOST_STEPS:
        steps = [*steps[:_MOST_STEPS], "…"]
    return Explanation(
        tuple(lines),
        tuple(steps),
        tuple(_read_line(read, language) for read in solution.read),
        tuple(_note_line(note, language) for note in solution.assumed),
    )


def step_lines(worked: Worked, language: Language) -> tuple[str, ...]:
    """What was worked out on the way, then the formula with its numbers, a line each."""
    lines = [line for part in worked.parts for line in step_lines(part, language)]
    if worked.filled:
        sides = dict.fromkeys((_named(worked, language), worked.formula, worked.filled))
        end = "" if worked.value is None else f" {result(worked.value)}"
        lines.append(" = ".join(sides) + ("" if end.removeprefix(" = ") == worked.filled else end))
    return tuple(lines)


def as_json(
    solution: WorkedSolution, explanation: Explanation, language: Language | None = None
) -> Json:
    """The object of the command line's contract."""
    language = language or solution.language
    faults = [a for a in solution.answers if a.fault and a.fault.name in IMPOSSIBLE]
    kind = "clarification" if solution.missing else "contradiction" if faults else "solution"
    return {
        "kind": kind,
        "language": language,
        "text": plain_text(explanation),
        "answers": [_answer(answer, language) for answer in solution.answers],
        "knowns": [_known(read) for read in solution.read],
        "derived": [],
        "verdict": None,
        "missing": list(solution.missing),
        "conflicts": [
            {"quantity": a.quantity, "stated": a.filled, "fault": a.fault.name}
            for a in faults
            if a.fault
        ],
        "topics": [],
    }


def _answer(worked: Worked, language: Language) -> Json:
    return {
        "quantity": worked.quantity,
        "value": None if worked.value is None else _number(worked.value),
        "low": None,
        "high": None,
        "formula": worked.formula,
        "steps": list(step_lines(worked, language)),
    }


def _known(read: Read) -> Json:
    values = [_number(value) for value in read.values]
    value: object = values[0] if len(values) == 1 else values
    return {"quantity": read.quantity, "value": value, "source": "stated", "text": read.text}


def _number(value: Value) -> int | float:
    return value if isinstance(value, int) else float(value)


def _answer_line(worked: Worked, language: Language) -> str:
    name = _capital(_named(worked, language))
    if worked.missing:
        return _WAITING.say(language, title=name, formula=worked.formula)
    if worked.value is None:
        why = FAULTS[worked.fault.name].say(language) if worked.fault else ""
        return _NO_VALUE.say(language, title=name, why=why)
    return _ANSWER.say(language, title=name, value=_shown(worked.quantity, worked.value, language))


def _shown(quantity: str, value: Value, language: Language) -> str:
    """A value with what helps to read it: a share in percent, bytes in GB and GiB."""
    if quantity.startswith("memory") and not isinstance(value, float):
        return _bytes(value, language)
    shown = result(value).removeprefix("= ")
    if quantity in SHARES and not isinstance(value, float):
        return _SHARE.say(language, value=shown, percent=_percent(value))
    return shown


def _percent(value: int | Fraction) -> str:
    percent = exact(Fraction(value) * 100)
    shown = written(percent)
    return f"≈ {rounded(float(percent))}" if "/" in shown else shown


def _bytes(value: int | Fraction, language: Language) -> str:
    """28,000,000,000 bytes = 28 GB ≈ 26.08 GiB."""
    count = written(value)
    power = min(max(0, (len(str(int(value))) - 1) // 3), len(_UNITS) - 1)
    if power < 2:  # noqa: PLR2004 [below a megabyte the bytes say it best]
        return _BYTES.say(language, count=count, large=f"{rounded(float(value) / 1000)} kB")
    unit = _UNITS[power]
    decimal, binary = Fraction(value) / 1000**power, Fraction(value) / 1024**power
    exactly = "/" not in written(exact(decimal)) and len(written(exact(decimal))) <= 6  # noqa: PLR2004 [short enough to show whole]
    large = f"{written(exact(decimal)) if exactly else rounded(float(decimal))} {unit}B"
    large += f" ≈ {rounded(float(binary))} {unit}iB"
    return (_BYTES if exactly else _BYTES_ABOUT).say(language, count=count, large=large)


def _named(worked: Worked, language: Language) -> str:
    title = _title(worked.quantity, language)
    if not worked.of:
        return title
    of = KINDS[worked.of].say(language) if worked.of in KINDS else worked.of
    return _ONE_OF.say(language, title=title, of=of)


def _title(quantity: str, language: Language) -> str:
    return TITLES[quantity].say(language)


def _capital(title: str) -> str:
    return title[0].upper() + title[1:] if title not in _LOWER else title


_LOWER = frozenset({"tanh"})


def _read_line(read: Read, language: Language) -> str:
    values = ", ".join(written(value) for value in read.values)
    values = f"[{values}]" if len(read.values) > 1 else values
    return _READ.say(language, text=quoted(read.text), symbol=read.symbol, values=values)


def _note_line(note: Note, language: Language) -> str:
    return NOTES[note.name].say(language, value=note.value)
