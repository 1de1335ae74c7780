"""Shares that are to be checked: "402/134/134 images, this is 60/20/20, yes?"."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from solver.problem import Ask, Known
from solver.reading.data.split_sizes import exact_shares
from solver.reading.data.splits import Share, claimed_ratio, find_shares
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan
from solver.spans import exact

_PARTS = {"train_size", "val_size", "test_size"}
_FEWEST = 2


def check_shares(
    scan: Scan, facts: list[Fact], *, checks: bool
) -> tuple[list[Fact], tuple[Ask, ...]]:
    """The facts to trust, and what is to be checked: sizes against shares, or shares in turn."""
    if not checks:
        return facts, ()
    told = find_shares(scan, [fact.known for fact in facts])
    shares = exact_shares(told)
    sizes = {fact.known.quantity: fact for fact in facts if fact.known.quantity in _PARTS}
    if len(sizes) >= _FEWEST and sizes.keys() <= shares.keys():
        return _sizes_checked(facts, sizes, shares)
    claimed = [share for share in claimed_ratio(scan) if share not in told]
    return facts, _ratio_checked(facts, shares, claimed)


def _sizes_checked(
    facts: list[Fact], sizes: dict[str, Fact], shares: dict[str, Fraction]
) -> tuple[list[Fact], tuple[Ask, ...]]:
    """Each size is checked against what its share of the whole would be."""
    kept = [fact for fact in facts if fact.known.quantity not in _PARTS]
    whole = next((f.known.value for f in kept if f.known.quantity == "dataset_size"), None)
    if whole is None:
        whole = exact(sum(Fraction(fact.known.value) for fact in sizes.values()))
        words = " + ".join(str(fact.known.value) for fact in sizes.values())
        first = next(iter(sizes.values()))
        kept.append(replace(first, known=Known("dataset_size", whole, "stated", words)))
    asks = [
        Ask(name, text=fact.known.text, claimed=_near(fact.known, shares[name] * whole))
        for name, fact in sizes.items()
    ]
    return kept, tuple(asks)


def _near(known: Known, value: Fraction) -> Known:
    """A size as a claim; it may be off by the rounding of a share."""
    about = abs(known.value - value) < 1
    return replace(known, source="claimed", about=known.about or about)


def _ratio_checked(
    facts: Sequence[Fact], shares: dict[str, Fraction], claimed: Sequence[Share]
) -> tuple[Ask, ...]:
    """Each part of a ratio is checked against the share that it really has."""
    whole = next((f.known.value for f in facts if f.known.quantity == "dataset_size"), None)
    if whole is None or any(share.quantity not in shares for share in claimed):
        return ()
    return tuple(
        _percent_claimed(share, about=abs(share.share - shares[share.quantity]) * whole < 1)
        for share in claimed
    )


def _percent_claimed(share: Share, *, about: bool) -> Ask:
    name = share.quantity.replace("_size", "_percent")
    claimed = Known(name, exact(share.share * 100), "claimed", share.text, about=about)
    return Ask(name, text=share.text, claimed=claimed)
