"""What each person guessed before experiments ran, and whether it was right."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database


@dataclass(frozen=True)
class Guess:
    """A guess at what an experiment will show.

    Attributes:
        run: the comparison that shows it.
        person: who guessed.
        experiment: its key.
        choice: the place of the run that was chosen, from 0; None for "about the same".
        right: whether that is what was measured; None until then.
    """

    run: int
    person: int
    experiment: str
    choice: int | None
    right: bool | None


class Guesses:
    """The table of guesses, at most one for each comparison."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._table = db.table("guesses")

    def add(
        self, run: int, person: int, experiment: str, choice: int | None, now: datetime
    ) -> None:
        """Keep a guess before its run is over, the first one."""
        row = {"run": run, "person": person, "experiment": experiment, "choice": choice}
        self._table.insert({**row, "at": now.isoformat()}, ignore=True)

    def of(self, run: int) -> Guess | None:
        """The guess at a comparison; None where nobody guessed."""
        rows = self._table.rows_where("run = ?", [run])
        return next(
            (
                Guess(
                    row["run"],
                    row["person"],
                    row["experiment"],
                    row["choice"],
                    None if row["right"] is None else bool(row["right"]),
                )
                for row in rows
            ),
            None,
        )

    def score(self, run: int, *, right: bool) -> None:
        """Note whether a guess was right."""
        self._db.execute('update guesses set "right" = ? where run = ?', [right, run])

    def first_ones(self, person: int) -> tuple[int, int]:
        """How many experiments a person guessed rightly the first time, and of how many.

        Who has seen an experiment knows what comes of it, so that only first guesses count.
        """
        firsts = self._db.execute(
            'select "right" from guesses where person = ? and "right" is not null'
            " group by experiment having run = min(run)",
            [person],
        ).fetchall()
        return sum(right for (right,) in firsts), len(firsts)
