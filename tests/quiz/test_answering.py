"""An answer is graded, explained and remembered."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from data.people import Person
from data.reviews import Asked
from data.store import Store
from quiz.engine import item_of, next_item, record
from quiz.grading import CHOSEN, LETTERS, chosen, grade, regrade
from quiz.item import Form, Item
from quiz.making import make
from quiz.render import feedback, how_to_answer
from quiz.skills import ABOUT, COURSE
from quiz.texts import texts
from solver.language import LANGUAGES, Language

MIA, CHAT = Person(1, "en", "UTC", keeps_questions=False), 10


def _ask(store: Store, item: Item, now: datetime) -> Asked:
    return store.reviews.ask(MIA.id, CHAT, (item.skill, item.seed, item.level), "en", now)


def _items(skill: str, language: Language = "en", level: int = 3) -> Iterator[Item]:
    return (make(skill, seed, level, language) for seed in range(200))


def _in_form(skill: str, form: Form, language: Language = "en", level: int = 3) -> Item:
    return next(item for item in _items(skill, language, level) if item.form == form)


def _about(form: Form, language: Language = "en") -> Item:
    """Some question about a topic that is answered in this way."""
    topics = [skill.name for skill in COURSE if skill.name.startswith(ABOUT)]
    return next(
        item
        for level in (1, 3, 5)
        for topic in topics
        for item in (make(topic, seed, level, language) for seed in range(9))
        if item.form == form
    )


def _place(item: Item, *, right: bool) -> int:
    """The place of the right option, or of the first wrong one."""
    return next(at for at, option in enumerate(item.options) if option.right is right)


def _places_in_order(item: Item) -> list[int]:
    """Where the things to put in order stand, in their right order."""
    return sorted(range(len(item.options)), key=lambda at: item.options[at].place)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_option_is_right(language: Language) -> None:
    """Choosing the right option is confirmed with the solution, and nothing more."""
    item = make("batches", 1, 1, language)
    said = feedback(item, grade(item, [_place(item, right=True)]))
    assert said.verdict == {"en": "Right!", "zh": "答对了！"}[language]
    assert said.steps[-1].endswith(f"= {item.answer}")
    assert said.answer == said.mistake == said.why == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_option_is_explained(language: Language) -> None:
    """Choosing a wrong option names the mistake, the right answer, the rule and the solution."""
    item = make("train_test", 1, 1, language)
    wrong = next(i for i, o in enumerate(item.options) if o.mistake == "test_set_counted")
    graded = grade(item, [wrong])
    assert (graded.outcome, graded.mistake) == ("wrong", "test_set_counted")
    said = feedback(item, graded)
    assert said.answer == item.answer
    assert {"en": "test set", "zh": "测试集"}[language] in said.mistake
    assert said.why
    assert said.steps[-1].endswith(f"= {item.answer}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_idea_is_explained_once_more(language: Language) -> None:
    """The right option of a question in words is confirmed with the reason, a wrong one with its own."""
    item = _about("choose", language)
    assert feedback(item, grade(item, [_place(item, right=True)])).why == item.why
    wrong = _place(item, right=False)
    said = feedback(item, grade(item, [wrong]))
    assert (said.mistake, said.why) == (item.options[wrong].why, item.why)
    assert said.answer == item.answer


def test_times_are_shown_with_their_unit() -> None:
    """Options and answer of a question about time say seconds in either language."""
    for language, unit in (("en", " s"), ("zh", " 秒")):
        item = make("time_total", 1, 1, language)
        assert all(option.text.endswith(unit) for option in item.options)
        assert item.answer.endswith(unit)


@pytest.mark.parametrize("place", range(4))
def test_a_letter_chooses_an_option(place: int) -> None:
    """Where options are to be chosen, their letters may be typed, large, small or full-width."""
    item = make("batches", 1, 1, "en")
    letter, wide = LETTERS[place], "ＡＢＣＤ"[place]
    for typed in (letter, letter.lower(), f" {letter}) ", f"{letter}.", f"{letter}。", f"{wide}）"):
        assert grade(item, typed) == grade(item, [place])


@pytest.mark.parametrize("typed", [".", ")", "AB", "E", "Z", "", " ", "ABCD", "?"])
def test_what_is_no_letter_of_an_option_chooses_none(typed: str) -> None:
    """A stray character is asked again, not taken for the first option."""
    for item in (make("batches", 1, 1, "en"), _about("choose")):
        assert not grade(item, typed).counts


def test_a_number_may_be_typed_where_options_are_shown() -> None:
    """Whoever types the number instead of choosing it is graded the same."""
    item = make("batches", 1, 1, "en")
    assert grade(item, item.answer).outcome == "right"
    assert grade(item, str(item.number + 10**6)).outcome == "wrong"


@pytest.mark.parametrize(
    "form",
    ["{}", "{:,}", " {} ", "{}.0", "{} batches", "{} steps", "2*{}/2", "{}+0", "= {}", "{}e0"],
)
def test_any_form_of_the_number_is_right(form: str) -> None:
    """Separators, decimals, units of the thing asked and arithmetic do not matter."""
    item = _in_form("drop_last", "type")
    assert grade(item, form.format(int(item.number))).outcome == "right"


def test_full_width_digits_are_read() -> None:
    """As a Chinese keyboard types them."""
    item = _in_form("drop_last", "type", "zh")
    wide = str(item.number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert grade(item, wide).outcome == "right"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_unit_of_another_thing_is_not_counted(language: Language) -> None:
    """The right number of epochs, where updates were asked, is asked again."""
    item = _in_form("drop_last", "type", language)
    graded = grade(item, f"{item.number} epochs")
    assert graded.outcome == "unit"
    assert not graded.counts
    said = feedback(item, graded)
    assert said.verdict
    assert said.answer == said.why == ""


def test_a_share_may_be_typed_in_percent() -> None:
    """Where answers are percentages, 0.25, 25 and 25 % are the same."""
    skill = next(name for name, words in texts("en").skills.items() if words.in_percent)
    item = _in_form(skill, "type")
    percent = float(100 * item.number)
    for typed in (f"{percent:g}%", f"{percent:g} %", f"{percent:g}", f"{percent / 100:.6g}"):
        assert grade(item, typed).outcome == "right", typed


def test_hours_may_be_typed_with_their_unit() -> None:
    """Where answers are hours, 704, "704 hours" and "704 小时" are the same; epochs are not."""
    item = _in_form("gpu_hours", "type")
    for unit in ("", "h", " hrs", " hours", " GPU hours", " 小时", "个小时", ":00:00"):
        assert grade(item, f"{item.number}{unit}").outcome == "right", unit
    assert grade(item, f"{item.answer.split()[0]} epochs").outcome == "unit"


def test_a_number_that_is_too_large_is_wrong() -> None:
    """Neither the seconds of an hour nor a percentage of a percentage is taken for the answer."""
    hours = _in_form("gpu_hours", "type")
    assert grade(hours, str(3600 * hours.number)).outcome == "wrong"
    share = _in_form("accuracy", "type")
    assert grade(share, f"{float(10_000 * share.number):g} %").outcome == "wrong"


def test_a_mistake_in_percent_is_named() -> None:
    """A wrong percentage is recognized with and without its sign."""
    skill = next(name for name, words in texts("en").skills.items() if words.in_percent)
    item = _in_form(skill, "type")
    wrong, name = next(iter(item.mistakes.items()))
    for typed in (f"{float(100 * wrong):g}%", f"{float(100 * wrong):g}"):
        graded = grade(item, typed)
        assert (graded.outcome, graded.mistake) == ("wrong", name)


def test_a_typed_mistake_is_recognized() -> None:
    """A wrong number that is typed is explained like one that is chosen."""
    item = _in_form("drop_last", "type")
    graded = grade(item, f"{item.number} + 1")
    assert (graded.outcome, graded.mistake) == ("wrong", "dropped_batch_counted")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_nearly_right_or_unreadable_answer_is_asked_again(language: Language) -> None:
    """An unrounded or unreadable answer is not counted, and nothing is given away."""
    item = _in_form("drop_last", "type", language, level=2)
    for typed, outcome in (
        (f"{item.number}.5", "close"),
        ("?", "unreadable"),
        ("hm", "unreadable"),
    ):
        graded = grade(item, typed)
        assert graded.outcome == outcome
        assert not graded.counts
        said = feedback(item, graded)
        assert said.verdict
        assert said.answer == said.why == said.mistake == ""
        assert said.steps == ()


def test_all_right_options_are_needed_and_no_other() -> None:
    """Of several right options none may be missing, and no wrong one may be among them."""
    item = _about("several")
    right = [at for at, option in enumerate(item.options) if option.right]
    wrong = _place(item, right=False)
    assert grade(item, right).outcome == grade(item, right[::-1]).outcome == "right"
    assert grade(item, right[:-1]).outcome == "wrong"
    graded = grade(item, [*right, wrong])
    assert (graded.outcome, graded.mistake) == ("wrong", item.options[wrong].mistake)


def test_the_order_counts() -> None:
    """Steps are right in one order only."""
    item = _about("order")
    places = _places_in_order(item)
    assert grade(item, places).outcome == "right"
    assert grade(item, places[::-1]).outcome == "wrong"
    assert grade(item, places[:-1]).outcome == "wrong"
    said = feedback(item, grade(item, places[::-1]))
    assert said.answer.split("\n") == [item.options[at].text for at in places]


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_to_answer_is_said_where_it_is_not_plain(language: Language) -> None:
    """Typing, choosing several and putting in order are explained; choosing one is not."""
    assert how_to_answer(make("batches", 1, 1, language)) == ""
    said = {how_to_answer(_about(form, language)) for form in ("several", "order")}
    assert len(said | {how_to_answer(_in_form("batches", "type", language))}) == 3


def test_a_typed_text_answers_no_question_in_words() -> None:
    """Words behind a question about a topic are asked again; only its options count."""
    assert grade(_about("choose"), "the validation loss").outcome == "unreadable"
    assert grade(_about("several"), "A").outcome == "unreadable"


def test_an_option_that_was_not_offered_is_refused() -> None:
    """A forged button with a fifth option raises."""
    item = make("batches", 1, 1, "en")
    for place in (4, -1):
        with pytest.raises(IndexError, match=f"option {place} of 4"):
            grade(item, [place])


@pytest.mark.parametrize("form", ["choose", "several", "order"])
def test_a_stored_answer_is_read_again_in_any_language(form: Form) -> None:
    """Places are stored, not texts: the same answer in Chinese has the same grade."""
    item = _about(form)
    for places in (_places_in_order(item)[:2], _places_in_order(item), [0]):
        given = grade(item, places).given
        assert given.startswith(CHOSEN)
        chinese = make(item.skill, item.seed, item.level, "zh")
        assert regrade(chinese, given).outcome == regrade(item, given).outcome
        assert chosen(chinese, given).split("\n") == [chinese.options[at].text for at in places]


def test_an_answer_is_remembered_once(store: Store, now: datetime) -> None:
    """The first answer to a question makes a review and a memory; the second changes nothing."""
    item = make("batches", 1, 1, "en")
    asked = _ask(store, item, now)
    later = now + timedelta(seconds=30)
    assert record(store.reviews, asked, grade(item, [_place(item, right=True)]), later)
    assert not record(store.reviews, asked, grade(item, [_place(item, right=False)]), later)
    (review,) = store.reviews.history(MIA.id)
    assert (review.correct, review.tries, review.seconds) == (True, 1, 30)
    assert [memory.skill for memory in store.reviews.memories(MIA.id)] == [item.skill]


def test_a_wrong_answer_is_kept_with_its_misconception(store: Store, now: datetime) -> None:
    """What is remembered of a wrong answer is the mistake behind it."""
    item = make("train_test", 1, 1, "en")
    wrong = next(i for i, o in enumerate(item.options) if o.mistake == "test_set_counted")
    record(store.reviews, _ask(store, item, now), grade(item, [wrong]), now)
    (review,) = store.reviews.history(MIA.id)
    assert (review.correct, review.misconception) == (False, "test_set_counted")


def test_an_answer_that_does_not_count_is_a_try(store: Store, now: datetime) -> None:
    """After a try the question is open, and the right answer is the second one."""
    item = _in_form("batches", "type")
    store.reviews.add_try(_ask(store, item, now).id)
    again = store.reviews.latest_asked(MIA.id, CHAT)
    assert again is not None
    assert again.answered_at is None
    assert record(store.reviews, again, grade(item, str(item.number)), now)
    assert [review.tries for review in store.reviews.history(MIA.id)] == [2]


def test_a_question_is_made_again_from_its_row(store: Store, now: datetime) -> None:
    """After a restart the item of a sent question is the one that was sent."""
    item = next_item(store.reviews, MIA, now, seed=5)
    assert item_of(_ask(store, item, now)) == item
