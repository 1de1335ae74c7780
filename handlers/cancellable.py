"""What somebody waits for, unless they send /cancel: a picture that is read, files, a film."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from telegram import Update

from handlers.context import House, chat_of, met
from handlers.delivery.turns import current_turn

T = TypeVar("T")


async def unless_cancelled(
    update: Update, house: House, name: str, making: Coroutine[Any, Any, T]
) -> T | None:
    """Make something for the person of an update; meanwhile, their chat goes on.

    Args:
        update: asks for it.
        house: the house behind the chat.
        name: what it is, as `personal/cancel.py` calls it.
        making: makes it.

    Returns:
        What was made; None where it was cancelled.
    """
    if turn := current_turn():
        turn.release()
    task = asyncio.create_task(making)
    house.makings[task] = chat_of(update).id, met(update, house).id, name
    try:
        return await task
    except asyncio.CancelledError:
        if _stops():
            raise
        return None
    finally:
        del house.makings[task]


def made_for(house: House, chat: int, person: int) -> list[str]:
    """What is being made for a person in a chat, each name once."""
    here = (name for where, who, name in house.makings.values() if (where, who) == (chat, person))
    return [*dict.fromkeys(here)]


async def stop(house: House, chat: int, person: int, name: str) -> None:
    """End all of a name that is being made for a person in a chat."""
    tasks = [task for task, of in house.makings.items() if of == (chat, person, name)]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _stops() -> bool:
    """Whether the update itself is let go of, as the bot stops: the next start takes it up."""
    serving = asyncio.current_task()
    return serving is not None and serving.cancelling() > 0
