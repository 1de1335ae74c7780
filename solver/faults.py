"""What is wrong with a stated value in itself."""

from solver.problem import Fault, Known
from solver.quantities import QUANTITIES

LARGEST = 10**18
"""The largest number that is taken as a count."""


def fault_of(known: Known) -> Fault | None:
    """What is wrong with a stated value in itself, if anything."""
    quantity = QUANTITIES[known.quantity]
    least = 1 if quantity.name == "epochs" else quantity.minimum
    if known.value > LARGEST:
        return Fault("too_large", known, LARGEST)
    if known.value < least:
        return Fault("too_small", known, least)
    counted = quantity.whole or quantity.name == "epochs"
    if counted and not isinstance(known.value, int):
        return Fault("not_whole", known)
    return None
