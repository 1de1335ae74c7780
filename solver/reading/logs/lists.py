"""Values listed epoch by epoch: "Epoch 1-4 loss: 0.9, 0.7, 0.6, 0.65", or a Keras history."""

from collections.abc import Iterator

from solver.lazy_pattern import lazy_pattern
from solver.reading.logs.formats import Sighting
from solver.reading.logs.metrics import column, share
from solver.reading.logs.places import Place
from solver.reading.logs.values import NUMBER

_ITEM = rf"(?:{NUMBER}|nan|inf)"
_LIST = rf"(?P<values>{_ITEM}(?: ?%)?(?:(?: ?[,，、;→] ?| ){_ITEM}(?: ?%)?){{1,2000}})"
_NAME = (
    r"(?P<name>[a-z_]{2,40}(?: (?:loss|acc(?:uracy)?))?"
    r"|(?:[训验测][练证试]集?的?)?(?:损失|准确率|精度))"
)
_IS = r"(?: ?(?:[:=]|was|were|is|are|为|是|分别是|分别为|依次是|依次为)){0,2}"
_BRACKETED = lazy_pattern(rf"{_NAME}['\"]? {{0,2}}[:=] {{0,2}}\[ {{0,2}}{_LIST} {{0,2}}\]")
_COUNTED = lazy_pattern(
    r"(?:epochs? ?|第 ?)(?P<first>\d{1,6}) ?(?:-|–|~|to|到|至) ?\d{1,6} ?"
    rf"(?:个?(?:轮|epoch))?(?:的| |:|,){{0,3}}{_NAME}{_IS} {{0,2}}\[?{_LIST}"
)
_SEVERAL = lazy_pattern(r"\d ?(?:-|–|~|to|到|至) ?\d")
_VALUE = lazy_pattern(rf"({_ITEM})( ?%)?")


def read_lists(text: str) -> Iterator[Sighting]:
    """One sighting for each epoch that the lists in a line tell of."""
    found: dict[int, dict[str, float]] = {}
    matches = _COUNTED.finditer(text) if _SEVERAL.search(text) else ()
    for match in (*matches, *(_BRACKETED.finditer(text) if "[" in text else ())):
        name = column(match["name"])
        first = int(match.groupdict().get("first") or 1)
        if name is None:
            continue
        for epoch, (value, percent) in enumerate(_VALUE.findall(match["values"]), first):
            number = share(float(value)) if percent else float(value)
            found.setdefault(epoch, {})[name] = number
    for epoch, values in sorted(found.items()):
        yield Sighting(Place(epoch), values, certain=True)
