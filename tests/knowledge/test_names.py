"""A topic is found by each of its names, however they are written, and no name means two."""

from typing import get_args

import pytest

from data.words import Language
from knowledge.library import frame, slugs, topic
from knowledge.names import LONGEST, folded, named, near
from knowledge.shelves import GROUPS, in_order, on_shelf


def test_every_name_leads_to_its_topic() -> None:
    """Slugs, titles and aliases of both languages name one topic each."""
    for slug in slugs():
        for language in get_args(Language):
            one = topic(slug, language)
            for name in (slug, one.title, *one.aliases):
                assert folded(name)
                assert named(name) == slug, name


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("warmup", "warmup"),
        ("Warm-Up", "warmup"),
        ("warm up", "warmup"),
        ("ＷＡＲＭＵＰ", "warmup"),
        ("预热", "warmup"),
        ("预热（warm-up）", "warmup"),
        ("学习率", "learning-rate"),
        ("batch_size", "batch-size"),
        ("Dropout?", "dropout"),
        ("how does dropout help", None),
        ("", None),
        ("？？", None),
        ("dropout" * 2000, None),
    ],
)
def test_names_as_people_write_them(written: str, slug: str | None) -> None:
    """Case, width, spaces and hyphens do not matter; a text that says more is no name."""
    assert named(written) == slug


@pytest.mark.parametrize(
    ("written", "slug"),
    [("dropot", "dropout"), ("early stoping", "early-stopping"), ("学习律", "learning-rate")],
)
def test_a_misspelled_name_is_near(written: str, slug: str) -> None:
    """A slip of the finger is recognized."""
    assert named(written) is None
    assert near(written)[0] == slug


def test_nothing_is_near_to_nonsense() -> None:
    """What resembles no name, or is too long for one, has no neighbours."""
    assert near("qqqq") == near("") == near("dropot " * LONGEST) == ()


def test_every_topic_stands_on_one_shelf() -> None:
    """The shelves hold every topic once."""
    assert sorted(in_order()) == list(slugs())
    assert all(frame(slug).group == group for group in GROUPS for slug in on_shelf(group))
