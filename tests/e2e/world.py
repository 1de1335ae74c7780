"""A running bot for the tests, and what they do with it more than once."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from data import words
from data.words import Language
from handlers.context import Bot, House
from handlers.keyboards import OTHER
from tests.person import PATIENCE, Answer, Expected, Message, Person, buttons, text_of
from webchat import WebChat


@dataclass
class Clock:
    """A clock that the test sets; it shows a Monday morning at first."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 8, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.now

    def advance(self, **duration: float) -> None:
        """Let time pass."""
        self.now += timedelta(**duration)


@dataclass(frozen=True)
class World:
    """A running bot and the web chat that it talks through."""

    house: House
    bot: Bot
    door: WebChat
    clock: Clock


Opening = Callable[[], AbstractAsyncContextManager[World]]


@asynccontextmanager
async def both(world: World) -> AsyncIterator[tuple[Person, Person]]:
    """In the group, Ada, who owns it, and Grace, who does not."""
    address = world.door.address
    async with (
        Person.at(address, "Ada", group=True) as ada,
        Person.at(address, "Grace", group=True) as grace,
    ):
        yield ada, grace


async def answer_to(person: Person, query: str, *, patience: float = PATIENCE) -> Answer:
    """What the bot answers to a press that was not waited for."""
    await person._until(lambda: query in person._answers, "an answer to the press", patience)
    return person._answers[query]


MOST_IN_A_BUTTON = 64


async def flip(person: Person, to: Language, expected: Expected) -> Message:
    """Press the button that names the other language, and see the same message in it."""
    await person.press(words.say("lesson.other_language", OTHER[to]))
    shown = await person.wait_for(expected, patience=30)
    assert words.say("lesson.other_language", to) in buttons(shown)
    assert all(len(data.encode()) <= MOST_IN_A_BUTTON for data in buttons(shown).values())
    return shown


async def find(person: Person, expected: Expected, *, patience: float = PATIENCE) -> Message:
    """A message as expected: the newest that is there already, or the next to come."""
    fits = expected if callable(expected) else lambda message: expected in text_of(message)
    for message in reversed(await person.messages()):
        if message["from"]["is_bot"] and fits(message):
            return message
    return await person.wait_for(fits, patience=patience)
