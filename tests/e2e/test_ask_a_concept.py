"""A question about training, asked in the chat: the answer, and the ways on from it."""

from data import words
from knowledge.library import topic
from tests.person import Person, buttons, text_of


async def test_a_question_is_answered_and_deepened(ada: Person) -> None:
    """The direct answer comes first; more of it is a tap away, in the same message."""
    await ada.send("should dropout be active when I test the model?")
    told = await ada.wait_for("Dropout")
    assert "In short" not in text_of(told)
    await ada.press("More")
    more = await ada.wait_for(
        lambda message: (
            "Standard" not in text_of(message) and len(text_of(message)) > len(text_of(told))
        )
    )
    assert more["message_id"] == told["message_id"]
    await ada.press("Example")
    example = await ada.wait_for("an example")
    assert example["message_id"] == told["message_id"]
    await ada.press("中文")
    flipped = await ada.wait_for("例子")
    assert flipped["message_id"] == told["message_id"]
    assert topic("dropout", "zh").title in text_of(flipped)


async def test_a_chinese_question_leads_on(ada: Person) -> None:
    """From an answer to a related topic and to the trainings that show it."""
    await ada.send("验证集loss一直上升，训练集loss一直下降，怎么办")
    told = await ada.wait_for("过拟合")
    await ada.press(words.say("lesson.to_related", "zh"))
    related = await ada.wait_for("相近")
    first = topic("overfitting", "zh").frame.related[0]
    assert topic(first, "zh").title in buttons(related)
    await ada.press(topic(first, "zh").title)
    await ada.wait_for(topic(first, "zh").title)
    assert told["message_id"] == related["message_id"]


async def test_what_is_outside_is_said_so(ada: Person) -> None:
    """A question about something else gets one sentence and what can be asked instead."""
    await ada.send("what is the weather like in Rome today?")
    await ada.wait_for("outside what I teach")


async def test_a_question_about_the_bot_gets_its_help(ada: Person) -> None:
    """Who asks what the bot can do sees its topics, each of which can be tried."""
    await ada.send("你会做什么？")
    help_on = await ada.wait_for("也可以选一个主题")
    assert words.say("help.to_ask", "zh") in buttons(help_on)


async def test_a_number_and_an_explanation_in_one_message(ada: Person) -> None:
    """Who asks for both sees the number first, the explanation below, and flips them together."""
    await ada.send("What is overfitting? And 9,000 images, batch size 250: iterations per epoch?")
    told = text_of(await ada.wait_for("36"))
    assert told.index("36") < told.index(topic("overfitting", "en").title)
    await ada.press("中文")
    flipped = text_of(await ada.wait_for("36"))
    assert flipped.index("36") < flipped.index(topic("overfitting", "zh").title)


async def test_the_sources_of_a_topic_are_beside_what_is_related(ada: Person) -> None:
    """What a topic rests on is named by author, title and year."""
    await ada.send("what is dropout?")
    await ada.wait_for("Dropout")
    await ada.press("Related")
    await ada.wait_for("Near Dropout")
    await ada.press("Sources")
    source = topic("dropout", "en").frame.sources[0]
    assert str(source.year) in text_of(await ada.wait_for(source.title))


async def test_a_solved_exercise_leads_to_its_topic(ada: Person) -> None:
    """Under a number there is the lesson on what it is."""
    await ada.send("1000 samples, batch size 32: how many iterations per epoch?")
    solved = await ada.wait_for("32")
    title = topic("steps-per-epoch", "en").title
    assert f"About: {title}" in buttons(solved)
    await ada.press(f"About: {title}")
    await ada.wait_for(title)
