"""The button under an answer that shows its formula as a picture."""

import io

import pytest
from PIL import Image

from tests.e2e.world import Opening, answer_to
from tests.person import Message, Person, buttons

QUESTION = {
    "en": "60,000 images, batch size 128, 10 epochs: how many iterations?",
    "zh": "训练集有60000张图片，batch size为128，训练10个epoch，一共迭代多少次？",
}
BUTTON = {"en": "Formula", "zh": "公式"}


def is_photo(message: Message) -> bool:
    """Whether a message is a picture."""
    return "photo" in message


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_an_answer_shows_its_formula_on_request(ada: Person, language: str) -> None:
    """The picture comes as a reply to the answer, as wide as a phone needs it, and is flipped."""
    await ada.send(QUESTION[language])
    answer = await ada.wait_for("4,690")
    await ada.press(BUTTON[language])
    picture = await ada.wait_for(is_photo, patience=60)
    assert picture["reply_to_message"]["message_id"] == answer["message_id"]
    png = await ada.download(picture["photo"][-1]["file_id"])
    with Image.open(io.BytesIO(png)) as image:
        assert image.width == 1080
    assert "upload_photo" in ada.actions
    (other,) = buttons(picture)
    await ada.press(other)
    flipped = await ada.wait_for(is_photo, patience=60)
    assert flipped["message_id"] == picture["message_id"]
    assert set(buttons(flipped)) == {"English", "中文"} - {other}
    assert await ada.download(flipped["photo"][-1]["file_id"]) != png


async def test_a_formula_is_there_after_a_restart(opened: Opening) -> None:
    """The button of an old answer goes on working."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.send(QUESTION["en"])
        await ada.wait_for("4,690")
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.press("Formula")
        await ada.wait_for(is_photo, patience=60)


async def test_what_is_not_solved_has_no_formula(ada: Person) -> None:
    """A question back has its choices, not a formula; a forged press is told so."""
    await ada.send("1000 samples, 10 epochs: how many iterations?")
    question = await ada.wait_for("batch size")
    assert "Formula" not in buttons(question)
    answer = await answer_to(ada, await ada.replay(question["message_id"], "formula"))
    assert "too old" in answer.text
