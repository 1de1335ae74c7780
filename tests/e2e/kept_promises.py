"""What has to be true of the store after a drill, whatever went wrong meanwhile."""

from collections import Counter

from data import words
from tests.e2e.drill import Drill

_OF_GROUPS = (
    "select person, count(*) from asked where chat < 0 and answered_at is not null group by person"
)


def check(drill: Drill) -> None:
    """Everything counts once, and nothing is left half done."""
    assert drill.kept("pragma integrity_check") == [("ok",)]
    assert drill.kept("select * from steps") == []
    assert drill.kept("select * from inbox where body is not null") == []
    _answers_count_once(drill)
    _classes_are_as_joined(drill)
    _one_table_is_kept(drill)
    _challenges_count_once(drill)
    _nothing_went_wrong(drill)


def _answers_count_once(drill: Drill) -> None:
    ((answered,),) = drill.kept("select count(*) from asked where answered_at is not null")
    assert drill.kept("select count(*) from reviews") == [(answered,)]
    assert Counter(dict(drill.kept(_OF_GROUPS))) == drill.votes
    asked = drill.kept("select person, count(*) from events where kind = 'asked' group by person")
    assert Counter(dict(asked)) == drill.worked_out


def _classes_are_as_joined(drill: Drill) -> None:
    members = "select name, (select count(*) from members where class = classes.id) from classes"
    assert sorted(drill.kept(members)) == sorted(drill.joined.items())


def _one_table_is_kept(drill: Drill) -> None:
    """Of all tables sent, the last one, and no file of another."""
    tables = drill.kept("select id, name, replaced from tables order by id")
    assert [replaced for _, _, replaced in tables] == [1] * (drill.tables - 1) + [0] * bool(tables)
    files = sorted(file.name for file in (drill.home / "datasets" / "own").glob("*"))
    assert files == [f"{number}.csv" for number, _, replaced in tables if not replaced]


def _challenges_count_once(drill: Drill) -> None:
    ((made,),) = drill.kept("select count(*) from challenges")
    plays = drill.kept(
        "select told, (select count(*) from play_questions as one"
        " where one.challenge = plays.challenge and one.person = plays.person) from plays"
    )
    assert (made, plays) == (drill.challenges, [(1, 5)] * drill.challenges)


def _nothing_went_wrong(drill: Drill) -> None:
    """Nobody was told that something went wrong."""
    sorry = [
        words.say("shared.error", one, reference="\0").partition("\0")[0] for one in ("en", "zh")
    ]
    wrong = [text for text in drill.said() if text.startswith(tuple(sorry))]
    assert not wrong, wrong
