"""Times of day as people write them."""

import pytest

from handlers.daily.times import read_time


@pytest.mark.parametrize(
    ("written", "time", "rest"),
    [
        ("08:00", "08:00", ""),
        ("8:00", "08:00", ""),
        ("8", "08:00", ""),
        ("0800", "08:00", ""),
        ("830 pm", "20:30", ""),
        ("8点钟", "08:00", ""),
        ("8.30", "08:30", ""),
        ("20h15", "20:15", ""),
        ("8 pm", "20:00", ""),
        ("8:30PM", "20:30", ""),
        ("12 am", "00:00", ""),
        ("12 pm", "12:00", ""),
        ("08：00", "08:00", ""),
        ("８：３０", "08:30", ""),
        ("8点", "08:00", ""),
        ("8点半", "08:30", ""),
        ("晚上8点", "20:00", ""),
        ("下午 3点15分", "15:15", ""),
        ("早上7:30", "07:30", ""),
        ("早上八点半", "08:30", ""),
        ("十二点", "12:00", ""),
        ("晚上十点四十五分", "22:45", ""),
        ("08:00 Asia/Shanghai", "08:00", "Asia/Shanghai"),
        ("8 New York", "08:00", "New York"),
        ("8:00 北京", "08:00", "北京"),
    ],
)
def test_times_are_read(written: str, time: str, rest: str) -> None:
    """A time is read in the usual ways of both languages, and what follows it is left."""
    assert read_time(written) == (time, rest)


@pytest.mark.parametrize("written", ["", "noon", "25:00", "8:75", "2460", "12345", "-3", "08:00x"])
def test_other_texts_are_no_times(written: str) -> None:
    """What is no time of day is not taken for one."""
    assert read_time(written) is None
