"""A class as a table: nobody's name is a formula of the spreadsheet that opens it."""

import csv
from io import StringIO

from handlers.together.class_table import table
from quiz.classes import Known, Own, Report


def test_a_name_is_no_formula() -> None:
    """A name that begins like a formula stands as text; quotes and commas stay what they are."""
    names = ('=HYPERLINK("http://x")', "+1", "-1", "@a", 'Ada, "the" first')
    own = tuple(Own(name, 4, 3, (Known("data", 1, 0.5),)) for name in names)
    written = table(Report((), (), own), "zh")
    assert written.startswith("\ufeff")
    rows = list(csv.DictReader(StringIO(written[1:])))
    shown = [row["同学"] for row in rows[::2]]
    assert shown == [f"'{name}" for name in names[:4]] + [names[4]]
    assert {row["百分比"] for row in rows} == {"75", "50"}
