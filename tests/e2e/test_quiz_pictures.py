"""Quiz questions about a picture: the question is its caption, and both speak either language."""

from handlers.quizzes.quiz import put_question
from quiz.making import make
from tests.e2e.world import World
from tests.person import Message, Person, buttons, text_of


def _photo(message: Message) -> str:
    return str(message["photo"][-1]["file_unique_id"])


async def test_a_question_about_a_picture(world: World, ada: Person) -> None:
    """It is answered, flipped and explained below the picture, which is drawn once a language."""
    await ada.send("/start")
    await ada.wait_for(lambda message: message["from"]["is_bot"])
    item = make("curve_illness", 3, 2, "en")
    known = world.house.store.people.get(ada.number)
    await put_question(world.bot.bot, world.house, known, ada.chat, item)
    shown = await ada.wait_for(lambda message: "photo" in message)
    assert item.question in text_of(shown)
    await ada.press("Hint")
    await ada.wait_for(lambda m: item.hints[0] in text_of(m) and _photo(m) == _photo(shown))
    await ada.press("中文")
    chinese = make(item.skill, item.seed, item.level, "zh")
    flipped = await ada.wait_for(lambda m: chinese.question in text_of(m) and "photo" in m)
    assert flipped["message_id"] == shown["message_id"]
    assert _photo(flipped) != _photo(shown)
    wrong = next(option for option in chinese.options if not option.right)
    await ada.press(wrong.text)
    told = await ada.wait_for(wrong.why)
    assert (told["message_id"], _photo(told)) == (shown["message_id"], _photo(flipped))
    assert "下一题" in buttons(told)
    review = world.house.store.reviews.history(ada.number)[-1]
    assert (review.correct, review.misconception) == (False, wrong.mistake)
    kept = [*(world.house.store.home / "pictures").iterdir()]
    await put_question(world.bot.bot, world.house, known, ada.chat, item)
    await ada.wait_for(lambda m: "photo" in m and m["message_id"] > shown["message_id"])
    assert [*(world.house.store.home / "pictures").iterdir()] == kept
