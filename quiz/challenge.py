"""Five questions in the start parameter of a link: 64 characters, good for as long as the skills.

A skill is a part of a hash of its name, so that skills may be added and put into another order.
"""

import base64
import binascii
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b

from data.asked import Key
from quiz.skills import LEVELS, SKILLS

QUESTIONS = 5
KEY_BITS = 40
"""Of the number that a challenge is kept under."""
_PREFIX, _VERSION = "beat_", 1
_VERSION_BITS, _SKILL_BITS, _SEED_BITS, _LEVEL_BITS = 6, 24, 31, 3
_BYTES = (_VERSION_BITS + KEY_BITS + QUESTIONS * (_SKILL_BITS + _SEED_BITS + _LEVEL_BITS) + 7) // 8


def is_challenge(payload: str) -> bool:
    """Whether a start parameter is meant as a challenge."""
    return payload.startswith(_PREFIX)


def encode(number: int, items: Sequence[Key]) -> str:
    """The start parameter of a challenge of five items.

    Raises:
        ValueError: they are not five, or a number is too large.
    """
    if len(items) != QUESTIONS:
        raise ValueError(f"{len(items)} questions")
    bits = _packed(_VERSION, number, KEY_BITS)
    for skill, seed, level in items:
        bits = _packed(bits, hash_of(skill), _SKILL_BITS)
        bits = _packed(bits, seed, _SEED_BITS)
        bits = _packed(bits, level, _LEVEL_BITS)
    return _PREFIX + base64.urlsafe_b64encode(bits.to_bytes(_BYTES)).decode()


def decode(payload: str) -> tuple[int, tuple[Key, ...]] | None:
    """The number and the items of a start parameter; None where it is none, or a skill is gone."""
    try:
        coded = base64.b64decode(payload.removeprefix(_PREFIX), b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if not is_challenge(payload) or len(coded) != _BYTES:
        return None
    bits, items = int.from_bytes(coded), list[Key]()
    for _ in range(QUESTIONS):
        bits, level = _unpacked(bits, _LEVEL_BITS)
        bits, seed = _unpacked(bits, _SEED_BITS)
        bits, skill = _unpacked(bits, _SKILL_BITS)
        if skill not in _skills() or level not in LEVELS:
            return None
        items.append((_skills()[skill], seed, level))
    version, number = _unpacked(bits, KEY_BITS)
    return (number, tuple(reversed(items))) if version == _VERSION else None


def hash_of(skill: str) -> int:
    """What stands for the name of a skill."""
    return int.from_bytes(blake2b(skill.encode(), digest_size=_SKILL_BITS // 8).digest())


@cache
def _skills() -> dict[int, str]:
    return {hash_of(name): name for name in SKILLS}


def _packed(bits: int, value: int, size: int) -> int:
    if not 0 <= value < 1 << size:
        raise ValueError(f"{value} needs more than {size} bits")
    return bits << size | value


def _unpacked(bits: int, size: int) -> tuple[int, int]:
    return bits >> size, bits & ((1 << size) - 1)
