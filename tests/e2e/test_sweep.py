"""One question for several values: a table, and then a chart with it."""

import pytest

from tests.person import Message, Person, text_of

EXERCISE = "60,000 images, batch size 100, 10 epochs: how many iterations?"

ENGLISH = "Iterations in all T, for each batch size B"
CHINESE = "不同批次大小（batch size） B 对应的总迭代次数 T"


def is_photo(message: Message) -> bool:
    """Whether a message is a picture."""
    return "photo" in message


@pytest.mark.parametrize(
    ("question", "heading", "other"),
    [
        ("for batch sizes 16 to 256", ENGLISH, "中文"),
        ("批大小从16到256分别一共多少步？", CHINESE, "English"),
    ],
)
async def test_a_range_of_values_gets_a_table_and_a_chart(
    ada: Person, question: str, heading: str, other: str
) -> None:
    """The table comes at once, monospaced; the same message becomes its chart, and is flipped."""
    await ada.send(EXERCISE)
    await ada.wait_for("6,000")
    await ada.send(question)
    table = await ada.wait_for(heading)
    pictured = await ada.wait_for(is_photo, patience=60)
    assert pictured["message_id"] == table["message_id"]
    for text, entities in (
        (text_of(table), table.get("entities")),
        (text_of(pictured), pictured.get("caption_entities")),
    ):
        assert "256   2,350" in text
        assert "pre" in {entity["type"] for entity in entities or ()}
    await ada.press(other)
    flipped = await ada.wait_for(ENGLISH if heading == CHINESE else CHINESE, patience=60)
    assert is_photo(flipped)
    assert flipped["message_id"] == table["message_id"]


async def test_a_sweep_can_be_followed_up(ada: Person) -> None:
    """What the rows share is kept: one more number gives one more answer."""
    await ada.send("60,000 images, 10 epochs: how many iterations for batch sizes 16, 32 and 64?")
    await ada.wait_for("64   9,380")
    await ada.send("and with batch size 128?")
    await ada.wait_for("4,690")


async def test_an_edited_question_may_become_a_sweep(ada: Person) -> None:
    """Correcting a question into one for several values brings the table."""
    number = await ada.send(EXERCISE)
    await ada.wait_for("6,000")
    await ada.edit(number, EXERCISE.replace("size 100", "sizes 16, 32 and 64"))
    await ada.wait_for("64   9,380")
