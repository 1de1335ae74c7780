"""Both ways: a training while it runs, and what there is to hear."""

from tests.e2e.world import World, answer_to, flip
from tests.person import Message, Person, buttons, text_of
from trainer.charts import draw
from trainer.config import from_dict
from trainer.history import History
from voice.available import available

LONG = "train an MLP on digits with batch size 1 for 200 epochs"
SHORT = "train on two moons for 1 epoch"


def _is_photo(message: Message) -> bool:
    return "photo" in message


async def test_a_training_is_flipped_while_it_runs(world: World, ada: Person) -> None:
    """Running, waiting or cancelled, it speaks the other language from the tap to its picture."""
    await ada.send(LONG)
    running = await ada.wait_for("/287,400", patience=30)
    flipped = await flip(ada, "zh", "/287,400")
    assert "迭代" in text_of(flipped)
    await ada.send(SHORT)
    await ada.wait_for("Waiting: 1")
    waiting = await flip(ada, "zh", "前面还有 1 个")
    await ada.replay(running["message_id"], "stop:1")
    picture = await ada.wait_for(_is_photo, patience=30)
    assert picture["message_id"] == waiting["message_id"]
    assert "双月" in text_of(picture)
    run = world.house.store.runs.get(2)
    assert run.history is not None
    chinese = draw(History.from_json(run.history), from_dict(run.config), "zh")
    assert await ada.download(picture["photo"][-1]["file_id"]) == chinese
    await ada.tap("English", message_id=running["message_id"])
    await ada.wait_for("Training #1 was cancelled")
    for forged, note in (("live:2:en", "ended already"), ("live:7:en", "too old")):
        answer = await answer_to(ada, await ada.replay(running["message_id"], forged))
        assert note in answer.text
    assert world.house.store.runs.get(2).language == "zh"


async def test_what_there_is_to_hear_is_flipped(ada: Person) -> None:
    """What can be heard, or what to install for it, is told in both languages."""
    await ada.send("/hear")
    await ada.wait_for(lambda message: "中文" in buttons(message))
    await flip(ada, "zh", "🔊" if available("zh") else "安装")
