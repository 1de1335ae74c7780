"""Look at a run: by epoch, iteration or samples; its confusion matrix, examples and film."""

import io

import av
from PIL import Image

from data.words import words
from tests.e2e.world import World, answer_to, flip
from tests.person import Message, Person, buttons


def _is_picture(message: Message) -> bool:
    return "photo" in message


async def _trained(person: Person, sentence: str) -> Message:
    await person.send(sentence)
    return await person.wait_for(_is_picture, patience=30)


async def _picture(person: Person, message: Message) -> bytes:
    return await person.download(message["photo"][-1]["file_id"])


async def test_one_tap_redraws_the_curves(ada: Person) -> None:
    """Buttons under the picture draw it anew in the same message, and mark what is shown."""
    said = words("zh")
    await ada.speak("zh")
    first = await _trained(ada, "用正弦曲线训练2轮")
    assert f"✓ {said['views.epoch']}" in buttons(first)
    assert not {said["views.confusion"], said["views.examples"]} & buttons(first).keys()
    await ada.press(said["views.iteration"])
    second = await ada.wait_for(_is_picture)
    await ada.press(said["views.smooth"])
    third = await ada.wait_for(_is_picture)
    marked = {label for label in buttons(third) if label.startswith("✓")}
    assert marked == {f"✓ {said['views.iteration']}", f"✓ {said['views.smooth']}"}
    shown = (first, second, third)
    assert {one["message_id"] for one in shown} == {first["message_id"]}
    assert {one["caption"] for one in shown} == {first["caption"]}
    assert len({await _picture(ada, one) for one in shown}) == 3


async def test_the_newest_wish_wins(ada: Person) -> None:
    """Of several taps at once the last decides; data that no button has is answered with a note."""
    first = await _trained(ada, "train on two moons for 1 epoch")
    data = buttons(first)
    for label in ("iterations", "log scale", "samples"):
        await ada.replay(first["message_id"], data[label])
    await ada.wait_for(lambda message: "✓ samples" in buttons(message))
    for forged in ("view:7:epoch:0:0", "view:1:hour:0:0", "sight:1:examples", "film:7"):
        answer = await answer_to(ada, await ada.replay(first["message_id"], forged))
        assert "too old" in answer.text


async def test_more_to_see_of_a_run(world: World, ada: Person) -> None:
    """The confusion matrix, the examples and a silent film come as replies to the picture."""
    first = await _trained(ada, "train on digits for 2 epochs")
    for label in ("Confusion", "Examples"):
        await ada.press(label)
        sent = await ada.wait_for(_is_picture)
        assert sent["reply_to_message"]["message_id"] == first["message_id"]
        with Image.open(io.BytesIO(await _picture(ada, sent))) as picture:
            assert picture.width == 1080
    await ada.press("▶ Film")
    await ada.wait_for_action("record_video")
    await ada.send("/cancel")
    await ada.wait_for("Ended: the making of a film.")
    await ada.press("▶ Film")
    sent = await ada.wait_for(lambda message: "animation" in message, patience=30)
    assert "Digits" in sent["caption"]
    await flip(ada, "zh", lambda message: "手写数字" in str(message.get("caption")))
    assert sent["animation"]["width"] == 720
    with av.open(io.BytesIO(await ada.download(sent["animation"]["file_id"]))) as film:
        assert [stream.type for stream in film.streams] == ["video"]
    assert not world.house.films
    assert not world.house.makings


async def test_another_persons_picture(world: World) -> None:
    """In a group, only who started a training changes how its picture looks."""
    async with (
        Person.at(world.door.address, "Ada", group=True) as ada,
        Person.at(world.door.address, "Grace", group=True) as grace,
    ):
        await _trained(ada, "@epochbot train on two moons for 1 epoch")
        for button in ("iterations", "▶ Film"):
            answer = await grace.press(button)
            assert "somebody else" in answer.text
