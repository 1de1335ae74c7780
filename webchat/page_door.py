"""The door that people use: the page, and the JSON that it speaks."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from webchat import guests, people
from webchat.calls import read_call
from webchat.chats import Chats
from webchat.hub import Event
from webchat.people import Act
from webchat.refusals import Refused
from webchat.views import state, view

_PAGE = Path(__file__).parent / "page"
_POLICY = "default-src 'self'; img-src 'self' blob:; media-src 'self' blob:; frame-ancestors 'none'"
_SHOWN_IN_PLACE = ("image/", "audio/", "video/")
_NEWEST = 2**31
_ACTS = people.ACTS | guests.ACTS
_MESSAGES_AT_ONCE = 100


class PageDoor:
    """Serves the page and does what a person does there."""

    def __init__(self, chats: Chats) -> None:
        self.chats = chats

    def routes(self) -> list[web.AbstractRouteDef]:
        """Where the door is."""
        return [
            web.get("/", self._index),
            web.static("/page", _PAGE),
            web.get("/api/state", self._state),
            web.get("/api/messages", self._messages),
            web.get("/api/events", self._events),
            web.get("/api/file", self._file),
            *(web.post(f"/api/{name}", self._doing(act)) for name, act in _ACTS.items()),
        ]

    async def _index(self, _request: web.Request) -> web.Response:
        text = (_PAGE / "index.html").read_text(encoding="utf-8")
        return web.Response(
            text=text, content_type="text/html", headers={"Content-Security-Policy": _POLICY}
        )

    async def _state(self, request: web.Request) -> web.Response:
        return web.json_response(state(self.chats, _number(request, "person")))

    async def _messages(self, request: web.Request) -> web.Response:
        person, chat = _number(request, "person"), _number(request, "chat")
        before = _number(request, "before", _NEWEST)
        messages = self.chats.store.messages(chat, before, _MESSAGES_AT_ONCE)
        return web.json_response([view(self.chats, message, person) for message in messages])

    async def _file(self, request: web.Request) -> web.Response:
        file = self.chats.store.file(request.query.get("id", ""))
        if file is None:
            raise web.HTTPNotFound
        in_place = file.mime.startswith(_SHOWN_IN_PLACE)
        headers = {
            "Content-Type": file.mime if in_place else "application/octet-stream",
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
        }
        if not in_place:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
        return _asked_part(request, file.data, headers)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        person = _number(request, "person")
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        listener = self.chats.hub.join()
        try:
            await response.write(b"retry: 500\n\n")
            while (event := await listener.get()) is not None:
                if (told := self._told(event, person)) is not None:
                    await response.write(f"data: {json.dumps(told)}\n\n".encode())
        except ConnectionResetError:
            pass
        finally:
            self.chats.hub.leave(listener)
        return response

    def _told(self, event: Event, person: int) -> dict[str, object] | None:
        """The event as a person's page hears it; None if it is not theirs to hear."""
        theirs = event.chat is None or event.chat < 0 or event.chat == person
        if not theirs or event.person not in {None, person}:
            return None
        told: dict[str, object] = {"kind": event.kind, "chat": event.chat, "data": event.data}
        told["message_id"] = event.message
        if event.kind in {"message", "edited"}:
            message = self.chats.store.message(event.chat or 0, event.message or 0)
            if message is None:
                return None
            told["message"] = view(self.chats, message, person)
        return told

    def _doing(self, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def do(request: web.Request) -> web.Response:
            try:
                result = act(self.chats, await read_call(request))
            except Refused as refused:
                body = {"ok": False, "description": refused.description}
                return web.json_response(body, status=refused.code)
            return web.json_response({"ok": True, "result": result})

        return do


def _asked_part(request: web.Request, data: bytes, headers: dict[str, str]) -> web.Response:
    """The bytes that were asked for: a player looks at the end of a sound for its length."""
    headers["Accept-Ranges"] = "bytes"
    if "Range" not in request.headers:
        return web.Response(body=data, headers=headers)
    try:
        start, stop, _ = request.http_range.indices(len(data))
    except ValueError as error:
        raise web.HTTPRequestRangeNotSatisfiable from error
    if start >= stop:
        raise web.HTTPRequestRangeNotSatisfiable
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(data)}"
    return web.Response(status=206, body=data[start:stop], headers=headers)


def _number(request: web.Request, name: str, default: int = 0) -> int:
    try:
        return int(request.query.get(name, default))
    except ValueError:
        raise web.HTTPBadRequest from None
