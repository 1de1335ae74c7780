"""Wrong numbers as people write them."""

from fractions import Fraction


def rounded(value: Fraction, places: int = 3) -> Fraction:
    """What somebody writes down who has divided on a calculator."""
    return Fraction(round(value * 10**places), 10**places)
