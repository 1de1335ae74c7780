"""Flash cards come back when FSRS says so, new ones a few a day; claims go round before they repeat."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from fsrs import Card, Rating, Scheduler

from data.reviews import Memory, Review
from quiz.cards import (
    GRADES,
    NEW_A_DAY,
    Grade,
    intervals,
    next_card,
    next_claim,
    next_to_practise,
    rating,
    score,
)
from quiz.choice import choose
from quiz.graph import graph
from quiz.landing import Day
from quiz.schedule import review
from quiz.skills import COURSE

ORACLE = Scheduler(
    learning_steps=(timedelta(minutes=10),),
    relearning_steps=(timedelta(minutes=10),),
    enable_fuzzing=False,
)
RATINGS = {
    "again": Rating.Again,
    "hard": Rating.Hard,
    "good": Rating.Good,
    "easy": Rating.Easy,
}
DECK = [f"card:topic{number // 5}:{number % 5}" for number in range(40)]


def _tomorrow(now: datetime) -> datetime:
    return datetime(now.year, now.month, now.day, tzinfo=UTC) + timedelta(days=1)


def _met(deck: Sequence[str], now: datetime, grade: Grade = "good") -> list[Memory]:
    return [review(skill, None, rating(grade), now) for skill in deck]


def _expected(cards: Mapping[str, Card], now: datetime, met: int) -> str | None:
    """What comes next, by FSRS's own cards."""
    due = sorted((card.due, skill) for skill, card in cards.items() if card.due <= now)
    unseen = [skill for skill in DECK if skill not in cards]
    if due:
        return due[0][1]
    return unseen[0] if unseen and met < NEW_A_DAY else None


@pytest.mark.parametrize("seed", range(3))
def test_two_months_of_cards(now: datetime, seed: int) -> None:
    """Day by day, the cards come in the order and at the times that FSRS itself gives them."""
    draw, cards, memories = Random(seed), dict[str, Card](), dict[str, Memory]()
    for day in range(60):
        moment, met = now + timedelta(days=day, minutes=draw.randrange(600)), 0
        while True:
            choice = next_card(DECK, list(memories.values()), moment, met, _tomorrow(moment))
            assert choice.skill == _expected(cards, moment, met)
            if choice.skill is None:
                break
            skill, grade = choice.skill, draw.choice(GRADES)
            met += skill not in cards
            before = cards.get(skill) or Card(card_id=0, due=moment)
            cards[skill], _ = ORACLE.review_card(before, RATINGS[grade], moment)
            memories[skill] = review(skill, memories.get(skill), rating(grade), moment)
            moment += timedelta(seconds=draw.randrange(5, 90))
        assert met <= NEW_A_DAY
    assert len(memories) == len(DECK)
    assert {skill: memory.due for skill, memory in memories.items()} == {
        skill: card.due for skill, card in cards.items()
    }


def test_every_grade_says_how_long_the_card_will_rest(now: datetime) -> None:
    """The rest under each grade is what FSRS makes of it, for new and for known cards."""
    memory = review("card:epoch:0", None, Rating.Good, now)
    known, _ = ORACLE.review_card(Card(card_id=0, due=now), Rating.Good, now)
    for memories, card, moment in (
        ([], Card(card_id=0, due=now), now),
        ([memory], known, memory.due),
    ):
        promised = intervals("card:epoch:0", memories, moment)
        assert list(promised) == ["again", "hard", "good", "easy"]
        for grade, rest in promised.items():
            after, _ = ORACLE.review_card(card, RATINGS[grade], moment)
            assert rest == after.due - moment
        assert promised["again"] < promised["hard"] < promised["good"] < promised["easy"]


def test_ten_new_cards_a_day(now: datetime) -> None:
    """After ten new cards the next ones come tomorrow, or when the first of today is due."""
    ten = _met(DECK[:10], now)
    choice = next_card(DECK, ten, now, 10, _tomorrow(now))
    assert (choice.skill, choice.comes_at) == (None, _tomorrow(now))
    assert next_card(DECK, ten, now, 9, _tomorrow(now)).skill == DECK[10]
    again = [*_met(DECK[:9], now), *_met(DECK[9:10], now, "again")]
    assert next_card(DECK, again, now, 10, _tomorrow(now)).comes_at == now + timedelta(minutes=10)


def test_what_is_left_is_counted(now: datetime) -> None:
    """Cards that are due and cards that may be met today are counted; those of the quiz are not."""
    quiz = [review(COURSE[0].name, None, Rating.Again, now)]
    memories = [*_met(DECK[:3], now, "again"), *_met(DECK[3:5], now), *quiz]
    choice = next_card(DECK, memories, now + timedelta(hours=1), 5, _tomorrow(now))
    assert (choice.skill, choice.due, choice.new) == (DECK[0], 3, 5)
    assert next_card(DECK[:7], memories, now, 5, _tomorrow(now)).new == 2


def test_a_deck_that_is_known(now: datetime) -> None:
    """With every card met and none due, nothing comes before the first is due."""
    memories = _met(DECK, now)
    choice = next_card(DECK, memories, now, 0, _tomorrow(now))
    assert choice == type(choice)(None, 0, 0, min(memory.due for memory in memories))


def test_a_topic_is_gone_through_once(now: datetime) -> None:
    """Practising a topic shows each of its cards, due or not, and then ends until they have rested."""
    topic = DECK[:5]
    memories = {one.skill: one for one in _met(topic[:2], now - timedelta(days=1))}
    memories |= {one.skill: one for one in _met(topic[2:3], now - timedelta(hours=1), "again")}
    shown: list[str] = []
    while skill := next_to_practise(topic, list(memories.values()), now).skill:
        shown.append(skill)
        memories[skill] = review(skill, memories.get(skill), Rating.Good, now)
    assert shown == [topic[2], topic[3], topic[4], topic[0], topic[1]]
    done = next_to_practise(topic, list(memories.values()), now)
    assert done.comes_at == min(memory.due for memory in memories.values())


def test_the_quiz_asks_none_of_them(now: datetime) -> None:
    """However long a card is due, the quiz goes on with its own questions."""
    memories = [*_met(DECK, now, "again"), *_met(["myth:epoch:0"], now, "again")]
    later = now + timedelta(days=9)
    today = Day(later - timedelta(hours=4), later + timedelta(hours=20))
    chosen = choose(graph(COURSE), memories, [DECK[0]], later, today, seed=1)
    assert (chosen.skill, chosen.moved) == (COURSE[0].name, {})


def test_claims_go_round(now: datetime) -> None:
    """No claim comes twice before all were seen, but one that was got wrong, once it is due."""
    claims = [f"myth:topic:{number}" for number in range(12)]
    memories: dict[str, Memory] = {}
    shown: list[str] = []
    for minute in range(13):
        moment = now + timedelta(minutes=minute)
        skill = next_claim(claims, list(memories.values()), moment)
        shown.append(skill)
        missed = Rating.Again if minute == 1 else Rating.Good
        memories[skill] = review(skill, memories.get(skill), missed, moment)
    assert shown[:11] == claims[:11]
    assert shown[11:] == [claims[1], claims[11]]
    assert Counter(shown).most_common(1) == [(claims[1], 2)]


def test_after_the_last_claim_the_first_comes_back(now: datetime) -> None:
    """When all claims are known and none is due, the one that fades most is asked."""
    old = review("myth:a:0", None, Rating.Good, now)
    new = review("myth:a:1", None, Rating.Good, now + timedelta(minutes=1))
    at = now + timedelta(minutes=2)
    assert next_claim(["myth:a:1", "myth:a:0"], [new, old], at) == "myth:a:0"


def test_the_score_is_of_this_session(now: datetime) -> None:
    """A pause of more than half an hour begins a new count."""
    minutes = {0: True, 5: False, 40: True, 60: False, 61: True}
    answers = [
        Review("myth:a:0", now + timedelta(minutes=at), correct, None, 1, 5, 0, 1)
        for at, correct in minutes.items()
    ]
    assert score(answers, now + timedelta(minutes=62)) == (2, 3)
    assert score(answers, now + timedelta(minutes=100)) == (0, 0)
    assert score([], now) == (0, 0)
