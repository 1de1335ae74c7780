"""What the bot says arrives: it is sent again until it does, except what will be outdated."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TimedOut

from handlers.delivery import outbox
from handlers.delivery.outbox import Outbox, never_twice
from handlers.delivery.pacing import PROGRESS, Limit, Throttle
from handlers.operations.counts import Figures

Send = Callable[[], Coroutine[Any, Any, Any]]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_PAUSES", (0.001,))


def _refused(log: list[str], *errors: Exception) -> Send:
    """A request that is refused with these errors, then served."""
    left = list(errors)

    async def send() -> str:
        if left:
            log.append("refused")
            raise left.pop(0)
        log.append("served")
        return "sent"

    return send


async def _post(
    box: Outbox,
    send: Send,
    chat: int = 1,
    endpoint: str = "sendMessage",
    urgency: int | None = None,
) -> Any:
    return await box.process_request(send, (), {}, endpoint, {"chat_id": chat}, urgency)


def _outbox() -> Outbox:
    """An outbox that keeps nobody waiting for the pace of a chat."""
    return Outbox(Throttle(private=Limit(1000, 1.0)), Figures())


async def test_an_answer_is_sent_until_it_arrives() -> None:
    """Whatever Telegram or the network says, an answer is sent again until it is there."""
    log: list[str] = []
    errors = [RetryAfter(0), TimedOut(), NetworkError("Bad Gateway"), Conflict("no")] * 5
    assert await _post(_outbox(), _refused(log, *errors)) == "sent"
    assert log == ["refused"] * 20 + ["served"]


@pytest.mark.parametrize(
    "error", [BadRequest("chat not found"), Forbidden("blocked"), NetworkError("Entity Too Large")]
)
async def test_what_can_never_arrive_is_not_repeated(error: Exception) -> None:
    """A message that Telegram will never take is refused once, and whoever sends it hears why."""
    log: list[str] = []
    with pytest.raises(type(error)):
        await _post(_outbox(), _refused(log, error))
    assert log == ["refused"]


async def test_what_is_shown_already_is_fine() -> None:
    """An edit that changes nothing is no error."""
    unchanged = BadRequest("Bad Request: message is not modified: specified new message ...")
    assert await _post(_outbox(), _refused([], unchanged), endpoint="editMessageText") is True


@pytest.mark.parametrize("error", [RetryAfter(0), NetworkError("no"), TimedOut()])
async def test_progress_is_not_repeated(error: Exception) -> None:
    """What will be outdated anyway is given up at the first refusal."""
    log: list[str] = []
    with pytest.raises(type(error)):
        await _post(_outbox(), _refused(log, error), urgency=PROGRESS)
    assert log == ["refused"]


async def test_a_sign_of_life_is_never_missed() -> None:
    """Where “typing…” cannot be shown, the answer comes all the same."""
    assert await _post(_outbox(), _refused([], TimedOut()), endpoint="sendChatAction") is True


async def test_what_must_not_come_twice_is_sent_again_only_where_it_has_not_arrived() -> None:
    """A question of the day that may have arrived is not sent again; a refused one is, thrice."""
    log: list[str] = []
    with never_twice():
        with pytest.raises(TimedOut):
            await _post(_outbox(), _refused(log, TimedOut()))
        assert log == ["refused"]
        assert await _post(_outbox(), _refused(log, *[NetworkError("no")] * 3)) == "sent"
        with pytest.raises(NetworkError):
            await _post(_outbox(), _refused(log, *[NetworkError("no")] * 4))


async def test_one_chat_waits_and_others_go_on() -> None:
    """While one chat has to wait, a message to another is sent before it."""
    log: list[str] = []
    box = _outbox()
    waiting = asyncio.create_task(_post(box, _refused(log, RetryAfter(1)), chat=1))
    await asyncio.sleep(0.01)
    assert log == ["refused"]
    await _post(box, _refused(log), chat=2)
    assert not waiting.done()
    with pytest.raises(RetryAfter):  # progress of the same chat is left out meanwhile
        await _post(box, _refused(log), chat=1, urgency=PROGRESS)
    waiting.cancel()
    assert log == ["refused", "served"]
