"""What people do together is kept: rounds, challenges and classes; and forgotten."""

from datetime import UTC, datetime, timedelta

from data.challenges import Challenge
from data.rounds import Vote
from data.store import Store

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ADA, GRACE, GROUP = 1, 2, -100
ITEMS = (("batches", 1, 1), ("drop_last", 2, 1))


def _begun(store: Store, chat: int = GROUP) -> int:
    begun = store.rounds.begin(chat, ADA, ITEMS, "en", about=None, seconds=30)
    assert begun
    return begun.id


def test_one_round_in_a_group(store: Store) -> None:
    """A second round in a group is none; after the end it is, and the votes before it are gone."""
    number = _begun(store)
    assert store.rounds.begin(GROUP, GRACE, ITEMS, "en", about=None, seconds=30) is None
    first = store.rounds.questions(number)[0]
    assert store.rounds.claim(first, NOW)
    assert not store.rounds.claim(first, NOW)
    store.rounds.sent(first, "poll", 7, NOW)
    store.rounds.vote("poll", Vote(GRACE, "Grace", 0, NOW))
    assert store.rounds.close(first)
    assert not store.rounds.close(first)
    assert store.rounds.end(number)
    assert not store.rounds.end(number)
    assert store.rounds.votes("poll") == [Vote(GRACE, "Grace", 0, NOW)]
    _begun(store)
    assert store.rounds.votes("poll") == []
    assert store.rounds.get(number) is None


def test_a_vote_is_forgotten(store: Store) -> None:
    """Who is forgotten has voted in no round, and has begun none."""
    number = _begun(store)
    first = store.rounds.questions(number)[0]
    store.rounds.sent(first, "poll", 7, NOW)
    store.rounds.vote("poll", Vote(ADA, "Ada", 0, NOW))
    store.rounds.vote("poll", Vote(GRACE, "Grace", 1, NOW))
    store.rounds.forget(GRACE)
    assert [vote.person for vote in store.rounds.votes("poll")] == [ADA]
    store.rounds.forget(ADA)
    assert store.rounds.going() == []
    assert store.rounds.questions(number) == []


def test_a_challenge_is_forgotten(store: Store) -> None:
    """Who is forgotten has made no challenge; who plays it keeps what they have answered."""
    store.challenges.make(Challenge(9, ADA, "Ada", 3))
    play = store.challenges.play(9, GRACE, "Grace", "beat_x")
    asked = store.reviews.ask(GRACE, GRACE, ITEMS[0], "en", NOW)
    store.challenges.put(play, asked.id)
    store.challenges.forget(ADA)
    assert store.challenges.get(9) is None
    assert store.challenges.play(9, GRACE, "Grace", "beat_x").asked == (asked.id,)
    assert store.challenges.tell(play)
    assert not store.challenges.tell(play)
    store.challenges.forget(GRACE)
    assert store.challenges.play_of(asked.id) is None


def test_a_class_is_forgotten(store: Store) -> None:
    """Of a teacher who is forgotten no class stays, of a learner no membership."""
    made = store.classes.create(ADA, "Ada", "2b", token="t", code="c")  # noqa: S106 (of a test)
    store.classes.choose(made.id, ["dropout"], NOW)
    for number in (GRACE, 3):
        store.classes.join(made.id, number, "Grace")
        store.classes.join(made.id, number, "Grace")
    assert store.classes.topics_of(GRACE, NOW + timedelta(days=6)) == {"dropout"}
    assert store.classes.topics_of(GRACE, NOW + timedelta(days=7)) == frozenset()
    store.classes.forget(GRACE)
    assert [member.person for member in store.classes.members(made.id)] == [3]
    store.classes.forget(ADA)
    assert store.classes.members(made.id) == []
    assert store.classes.by_token("t") is store.classes.by_code("c") is None


def test_polls_are_forgotten(store: Store) -> None:
    """Who is forgotten wants no polls, and no poll asks them anything; nor one of long ago."""
    store.polls.want(ADA, wanted=True)
    store.polls.want(ADA, wanted=True)
    asked = store.reviews.ask(ADA, ADA, ITEMS[0], "en", NOW)
    store.polls.sent("poll", asked.id)
    assert store.polls.asked("poll") == asked.id
    store.polls.forget(ADA)
    assert not store.polls.wanted(ADA)
    assert store.polls.asked("poll") is None
