"""The trainings of each person: what was asked for, how far it is, and what came of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlite_utils import Database

from data.words import Language

State = Literal["queued", "running", "trained", "done", "cancelled", "failed"]

_SELECT = "select * from runs where"
_GOING = "state in ('queued', 'running')"
_UNFINISHED = "state in ('queued', 'running', 'trained')"


@dataclass(frozen=True)
class Run:
    """A training run as it is kept.

    Attributes:
        id: its number, as the person sees it.
        person: who asked for it.
        chat: where it is shown.
        message: the message that shows it; None until that message is sent.
        language: the language it is shown in.
        config: the run configuration as plain data, seed included; of a comparison, those of all
            its runs under "runs".
        state: how far it is; a run is trained before its picture is shown, and done after it.
        history: the history as JSON text, once there is one; of a comparison, a list of them.
        created_at: when it was asked for.
    """

    id: int
    person: int
    chat: int
    message: int | None
    language: Language
    config: dict[str, object]
    state: State
    history: str | None
    created_at: datetime

    @property
    def compares(self) -> bool:
        """Whether it is a comparison of several runs."""
        return "runs" in self.config


class Runs:
    """The table of runs."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._table = db.table("runs")

    def add(
        self,
        person: int,
        chat: int,
        language: Language,
        config: Mapping[str, object],
        now: datetime,
    ) -> Run:
        """Queue a run, or a comparison of several."""
        row = {
            "person": person,
            "chat": chat,
            "language": language,
            "config": json.dumps(config),
            "seed": config.get("seed", 0),
            "state": "queued",
            "created_at": now.isoformat(),
        }
        number = self._table.insert(row).last_pk
        return self.get(int(str(number)))

    def get(self, run: int) -> Run:
        """A run by its number.

        Raises:
            sqlite_utils.db.NotFoundError: there is no such run.
        """
        return _run(self._table.get(run))

    def show_in(self, run: int, message: int) -> None:
        """Remember the message that shows a run."""
        self._table.update(run, {"message": message})

    def speak(self, run: int, language: Language) -> Run:
        """Show a run in a language from now on."""
        self._table.update(run, {"language": language})
        return self.get(run)

    def start(self, run: int) -> None:
        """Note that a queued run is running now."""
        self._table.update(run, {"state": "running"})

    def trained(self, run: int, history: str, now: datetime) -> bool:
        """Keep the history of a run that still has to be shown.

        Returns:
            False where it had been cancelled before; then nothing is changed.
        """
        return self._end(run, "trained", now, history)

    def stop(self, run: int, state: Literal["cancelled", "failed"], now: datetime) -> bool:
        """End a run without a history.

        Returns:
            False where it had ended before; then nothing is changed.
        """
        return self._end(run, state, now)

    def shown(self, run: int, message: int) -> None:
        """Note that a message shows what came of a run, which is done by that."""
        self._table.update(run, {"state": "done", "message": message})

    def _end(self, run: int, state: State, now: datetime, history: str | None = None) -> bool:
        ended = self._db.execute(
            "update runs set state = ?, history = ?, finished_at = ?"
            " where id = ? and state in ('queued', 'running')",
            [state, history, now.isoformat(), run],
        )
        return ended.rowcount > 0

    def shown_by(self, chat: int, message: int) -> Run | None:
        """The run that a message shows; None where it shows none."""
        runs = self._where("chat = ? and message = ?", [chat, message])
        return runs[0] if runs else None

    def unfinished(self) -> list[Run]:
        """All runs that have not ended or were not shown, oldest first."""
        return self._where(f"{_UNFINISHED} order by id", [])

    def going_of(self, person: int) -> list[Run]:
        """The runs of a person that are waiting or running, oldest first."""
        return self._where(f"person = ? and {_GOING} order by id", [person])

    def latest_of(self, person: int, limit: int) -> list[Run]:
        """The newest runs of a person, newest first."""
        return self._where("person = ? order by id desc limit ?", [person, limit])

    def _where(self, where: str, values: Sequence[int]) -> list[Run]:
        return [_run(row) for row in self._db.query(f"{_SELECT} {where}", values)]


def _run(row: Mapping[str, Any]) -> Run:
    return Run(
        id=row["id"],
        person=row["person"],
        chat=row["chat"],
        message=row["message"],
        language=row["language"],
        config=json.loads(row["config"]),
        state=row["state"],
        history=row["history"],
        created_at=datetime.fromisoformat(row["created_at"]),
    )
