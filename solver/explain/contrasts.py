"""How two answers differ, as lines: “Iterations per epoch: 2,625 less with batch size 64 …”."""

from solver import amounts
from solver.explain.terms import bare_value, title
from solver.language import Language, Phrase
from solver.problem import Known
from solver.quantities import QUANTITIES
from solver.results import Contrast
from solver.spans import Span

_LESS = Phrase(
    "{title}: {value} less with {name} {less} than with {more}",
    "{title}：{name}为 {less}时比为 {more}时少 {value}",
)
_TIMES = Phrase(
    "{title}: {value} times as much with {name} {more} as with {less}",
    "{title}：{name}为 {more}时是为 {less}时的 {value} 倍",
)
_SAME = Phrase("{title}: the same in both cases", "{title}：两种情况相同")


def contrast_lines(contrasts: tuple[Contrast, ...], language: Language) -> tuple[str, ...]:
    """A line for each pair of answers."""
    return tuple(_line(contrast, language) for contrast in contrasts)


def _line(contrast: Contrast, language: Language) -> str:
    quantity = contrast.less.quantity
    if contrast.less.span == contrast.more.span:
        return _SAME.say(language, title=title(quantity, language))
    is_ratio = contrast.kind == "ratio"
    value = Span.of(contrast.value)
    return (_TIMES if is_ratio else _LESS).say(
        language,
        title=title(quantity, language),
        value=amounts.span(value) if is_ratio else amounts.bare(quantity, value, language),
        name=QUANTITIES[contrast.of_less.quantity].title.say(language),
        less=_before_more(contrast.of_less, language),
        more=_before_more(contrast.of_more, language),
    )


def _before_more(known: Known, language: Language) -> str:
    """A value; in Chinese, digits and letters stand apart from the character after them."""
    value = bare_value(known, language)
    return f"{value} " if language == "zh" and value[-1].isascii() else value
