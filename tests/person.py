"""A person at the web chat, without a browser: over the same HTTP as the page."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, NamedTuple

import aiohttp

Message = dict[str, Any]
Expected = str | Callable[[Message], bool]
PATIENCE = 10.0


class Answer(NamedTuple):
    """What a pressed button answered: a notice, or an alert that must be closed."""

    text: str
    alert: bool


class Offered(NamedTuple):
    """What the bot offers for an inline query: results, and a button above them."""

    query: str
    results: list[dict[str, str]]
    button: dict[str, str] | None


class Person:
    """Somebody in one chat, who acts and then waits for what comes of it.

    Attributes:
        number: who it is.
        chat: where it is: alone with the bot, or in the group.
        actions: what the bot was seen doing ("typing", "upload_photo", ...).
    """

    def __init__(self, session: aiohttp.ClientSession, number: int, chat: int) -> None:
        self.number = number
        self.chat = chat
        self.actions: list[str] = []
        self._session = session
        self._news: list[Message] = []
        self._answers: dict[str, Answer] = {}
        self._offered: dict[str, dict[str, Any]] = {}
        self._deleted: set[int] = set()
        self._changed = asyncio.Condition()

    @classmethod
    @asynccontextmanager
    async def at(
        cls, address: str, name: str = "Ada", *, group: bool = False
    ) -> AsyncIterator["Person"]:
        """Somebody at the chat of that address, by first name."""
        async with aiohttp.ClientSession(address) as session:
            people = (await _json(session.get("/api/state")))["people"]
            number = _number(people, name)
            state = await _json(session.get("/api/state", params={"person": number}))
            person = cls(session, number, state["chats"][1 if group else 0]["id"])
            async with session.get(
                "/api/events",
                params={"person": number},
                read_bufsize=1 << 20,
                timeout=aiohttp.ClientTimeout(total=None),
            ) as events:
                await events.content.readuntil(b"\n\n")
                listening = asyncio.create_task(person._listen(events))
                try:
                    yield person
                finally:
                    listening.cancel()
                    with suppress(asyncio.CancelledError):
                        await listening

    async def send(self, text: str, *, reply_to: int | None = None) -> int:
        """Write something; returns the number of the last message that it became."""
        reply = {} if reply_to is None else {"reply_to": reply_to}
        numbers = await self._act("send", {"text": text, **reply})
        return int(numbers[-1])

    async def edit(self, message_id: int, text: str) -> None:
        """Correct a message of one's own."""
        await self._act("edit", {"message_id": message_id, "text": text})

    async def press(self, button: str) -> Answer:
        """Press the newest button with that text, and wait for its answer."""
        query = await self.tap(button)
        await self._until(lambda: query in self._answers, f"an answer to the button {button!r}")
        return self._answers[query]

    async def tap(self, button: str, *, message_id: int | None = None) -> str:
        """Press the newest button with that text, or that of one message, without waiting."""
        for message in reversed(await self.messages()):
            if message_id in {None, message["message_id"]} and button in (
                found := buttons(message)
            ):
                return await self.replay(message["message_id"], found[button])
        raise AssertionError(f"no button {button!r} in {await self.messages()}")

    async def replay(self, message_id: int, data: str) -> str:
        """Press a button that need not be there (any more); returns the query's id."""
        pressed = await self._act("press", {"message_id": message_id, "data": data})
        return str(pressed["query"])

    async def inline(self, query: str) -> Offered:
        """Type something after the bot's name, and wait for what it offers."""
        asked = str((await self._act("inline", {"query": query}))["query"])
        await self._until(lambda: asked in self._offered, f"results for {query!r}", 3 * PATIENCE)
        offered = self._offered[asked]
        return Offered(asked, offered["results"], offered["button"])

    async def choose(self, offered: Offered, title: str = "") -> Message:
        """Send the first of the results, or the first with that in its title."""
        one = next(result for result in offered.results if title in result["title"])
        chosen = {"query": offered.query, "result": one["id"]}
        number = await self._act("choose", chosen)
        return await self.message(int(number))

    async def message(self, number: int) -> Message:
        """A message as it is now."""
        return next(one for one in await self.messages() if one["message_id"] == number)

    async def let_bot(self, *, be_in: bool) -> None:
        """Put the bot out of the chat, or let it in again; alone with it, block it or no more."""
        await self._act("membership", {"member": be_in})

    async def vote(self, *options: str) -> None:
        """Choose in the newest poll."""
        poll = next(m for m in reversed(await self.messages()) if "poll" in m)
        texts = [option["text"] for option in poll["poll"]["options"]]
        chosen = [texts.index(option) for option in options]
        await self._act("vote", {"message_id": poll["message_id"], "options": chosen})

    async def upload(self, data: bytes, name: str, kind: str = "document", mime: str = "") -> int:
        """Send a file as a photo, document, voice, sticker, ..."""
        form = aiohttp.FormData(
            {"person": str(self.number), "chat": str(self.chat), "kind": kind}, quote_fields=False
        )
        form.add_field("file", data, filename=name, content_type=mime or None)
        self._news.clear()
        return int((await _json(self._session.post("/api/upload", data=form)))["result"])

    async def speak(self, language_code: str) -> None:
        """Use a client in that language."""
        await self._act("language", {"language_code": language_code})

    async def forbid_voice(self) -> None:
        """Let nobody send voice notes."""
        await self._act("voice", {"allowed": False})

    async def messages(self) -> list[Message]:
        """The newest messages in the chat, oldest first."""
        where = {"person": self.number, "chat": self.chat}
        return list(await _json(self._session.get("/api/messages", params=where)))

    async def wait_for(self, expected: Expected, *, patience: float = PATIENCE) -> Message:
        """The first message of the bot, new or edited since the last act, that is as expected.

        A text is expected to be part of the message's text or caption.
        """
        fits = expected if callable(expected) else lambda message: expected in text_of(message)
        found: list[Message] = []

        def seen() -> bool:
            found.extend(m for m in self._news if m["from"]["is_bot"] and fits(m))
            return bool(found)

        await self._until(seen, f"a message with {expected!r}", patience)
        return found[0]

    async def wait_for_deletion(self, message_id: int) -> None:
        """Wait until a message is taken back."""
        await self._until(lambda: message_id in self._deleted, f"message {message_id} to go")

    async def wait_for_action(self, action: str) -> None:
        """Wait until the bot is seen doing something."""
        await self._until(lambda: action in self.actions, f"the bot to be {action}")

    async def download(self, file_id: str) -> bytes:
        """The bytes of a file in the chat."""
        async with self._session.get("/api/file", params={"id": file_id}) as response:
            response.raise_for_status()
            return await response.read()

    async def _act(self, act: str, what: dict[str, Any]) -> Any:
        self._news.clear()
        body = {"person": self.number, "chat": self.chat, **what}
        return (await _json(self._session.post(f"/api/{act}", json=body)))["result"]

    async def _until(self, done: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        try:
            async with asyncio.timeout(patience), self._changed:
                await self._changed.wait_for(done)
        except TimeoutError:
            news = "\n".join(map(text_of, self._news)) or "nothing"
            raise AssertionError(f"waited {patience} s for {what}; what came: {news}") from None

    async def _listen(self, events: aiohttp.ClientResponse) -> None:
        async for line in events.content:
            if line.startswith(b"data: "):
                async with self._changed:
                    self._hear(json.loads(line.removeprefix(b"data: ")))
                    self._changed.notify_all()

    def _hear(self, event: dict[str, Any]) -> None:
        if event["kind"] == "answer":
            self._answers[event["data"]["query"]] = Answer(
                event["data"]["text"], event["data"]["alert"]
            )
        elif event["kind"] == "inline":
            self._offered[event["data"]["query"]] = event["data"]
        elif event["chat"] != self.chat:
            return
        elif event["kind"] == "deleted":
            self._deleted.add(event["message_id"])
        elif event["kind"] == "action":
            self.actions.append(event["data"])
        elif "message" in event:
            self._news.append(event["message"])


def _number(people: list[dict[str, Any]], name: str) -> int:
    numbers = {str(person["first_name"]): int(person["id"]) for person in people}
    if name not in numbers:
        raise LookupError(f"nobody here is called {name!r}; there are {', '.join(numbers)}")
    return numbers[name]


def text_of(message: Message) -> str:
    """What a message says: its text, its caption or its poll's question."""
    question = message.get("poll", {}).get("question", "")
    return str(message.get("text") or message.get("caption") or question)


def buttons(message: Message) -> dict[str, str]:
    """The buttons under a message that can be pressed: text -> callback data."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {b["text"]: b["callback_data"] for row in rows for b in row if "callback_data" in b}


async def _json(request: Any) -> Any:
    async with request as response:
        if response.status != 200:
            raise AssertionError(f"{response.status}: {await response.text()}")
        return await response.json()
