"""Whatever Telegram may send, the bot serves it: see also scripts/fuzz_updates.py, with 50,000."""

import json
from pathlib import Path

from telegram import Bot, Update

from data import words
from data.store import open_store
from handlers.asking.thinking import Thinker
from handlers.delivery.inbox import StoredUpdates
from handlers.operations.budget import Limit
from scripts.fuzz_updates import fuzz
from tests.e2e.world import World
from tests.person import Person, text_of

ADA = {"id": 5, "is_bot": False, "first_name": "Ada"}
CHAT = {"id": 5, "type": "private"}
INACCESSIBLE = {"chat": CHAT, "message_id": 3, "date": 0}
MESSAGE = {"message_id": 9, "date": 1_790_000_000, "chat": CHAT, "from": ADA}


async def test_random_updates_leave_no_error_and_a_whole_store(
    tmp_path: Path, thinker: Thinker
) -> None:
    """Updates of every type, odd and replayed: no error is logged, and all are served."""
    report = await fuzz(300, 5, tmp_path, thinker)
    assert report.errors == []
    assert report.served == 300
    assert report.calls > 50


async def test_updates_outlast_a_restart_as_they_were_told(tmp_path: Path) -> None:
    """A vote that is taken back, an old message that is pinned, any characters: all are kept."""
    bot = Bot("1:" + "A" * 35)
    said = [
        {
            "poll_answer": {
                "poll_id": "1",
                "user": ADA,
                "option_ids": [],
                "option_persistent_ids": [],
            }
        },
        {"message": {**MESSAGE, "pinned_message": INACCESSIBLE}},
        {"callback_query": {"id": "1", "chat_instance": "1", "from": ADA, "message": INACCESSIBLE}},
        {"message": {**MESSAGE, "text": "\ud83d alone, \x00, \u202e"}},
    ]
    told = [{"update_id": number, **one} for number, one in enumerate(said)]
    store = open_store(tmp_path)
    updates = StoredUpdates(store.inbox, 1)
    updates.hear(told)
    for one in told:
        await updates.put(Update.de_json(one, bot))
    kept = [json.loads(one.body) for one in store.inbox.take_up(1)]
    assert kept == told
    store.close()


async def test_who_writes_too_much_is_told_once_and_others_go_on(world: World) -> None:
    """Ada's third message is answered with the pause, her fourth with nothing, Grace as always."""
    world.house.budget.limits = {"message": Limit(2, 3600), "press": Limit(1, 3600)}
    async with (
        Person.at(world.door.address) as ada,
        Person.at(world.door.address, "Grace", group=True) as grace,
    ):
        await ada.send("/help")
        await ada.send("/help")
        await ada.send("/help")
        pause = (await ada.wait_for("That was a lot at once"))["text"]
        assert pause in {words.say("budget.pause", "en", seconds=left) for left in (1799, 1800)}
        await ada.send("/help")
        await grace.send("nobody is asked here")
        await grace.send("nor here")
        await grace.send("nor here")
        await grace.send("/help")
        await grace.wait_for(lambda message: "reply_markup" in message)
        said = [text_of(m) for m in await ada.messages() if m["from"]["is_bot"]]
        assert said.count(pause) == 1
        assert len(said) == 3
        assert pause not in [text_of(m) for m in await grace.messages()]
