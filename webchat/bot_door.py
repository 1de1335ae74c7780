"""The door that the bot uses: the Bot API over HTTP."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web

from webchat import limits
from webchat.bad_days import BadDay, ConnectionLost, hang_up
from webchat.calls import read_call
from webchat.chats import Chats
from webchat.methods import METHODS
from webchat.methods.asking import get_updates
from webchat.refusals import Refused

_Answer = Callable[[web.Request], Awaitable[web.Response]]


class BotDoor:
    """Answers the bot's calls.

    Attributes:
        chats: what the calls are about.
        token: the only token that opens.
        faults: refusals still to come, by method in lower case, whatever the call says.
        bad_day: what goes wrong besides; None on a good day.
    """

    def __init__(self, chats: Chats, token: str) -> None:
        self.chats = chats
        self.token = token
        self.faults: dict[str, list[Refused]] = {}
        self.bad_day: BadDay | None = None

    def routes(self) -> list[web.RouteDef]:
        """Where the door is."""
        return [
            web.route("*", "/bot{token}/{method}", self._call),
            web.get("/file/bot{token}/{path:.+}", self._download),
        ]

    async def _call(self, request: web.Request) -> web.Response:
        return await self._on_this_day(request, self._result)

    async def _download(self, request: web.Request) -> web.Response:
        return await self._on_this_day(request, self._file)

    async def _on_this_day(self, request: web.Request, answer: _Answer) -> web.Response:
        try:
            if self.bad_day:
                return await self.bad_day.call(lambda: answer(request))
            return await answer(request)
        except Refused as refused:
            return _refusal(refused)
        except ConnectionLost:
            return hang_up(request)

    async def _result(self, request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": await self._called(request)})

    async def _called(self, request: web.Request) -> object:
        self._check_token(request)
        if (request.content_length or 0) > limits.REQUEST_BYTES:
            raise Refused(413, "Request Entity Too Large")
        method = request.match_info["method"].lower()
        call = await read_call(request)
        if waiting := self.faults.get(method):
            raise waiting.pop(0)
        if method == "getupdates":
            return await get_updates(self.chats, call)
        if method not in METHODS:
            raise Refused(404, "Not Found")
        return METHODS[method](self.chats, call)

    async def _file(self, request: web.Request) -> web.Response:
        self._check_token(request)
        file = self.chats.store.file(request.match_info["path"])
        if file is None:
            raise Refused(404, "Not Found")
        return web.Response(body=file.data, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self.token:
            raise Refused(401, HTTPStatus.UNAUTHORIZED.phrase)


def _refusal(refused: Refused) -> web.Response:
    body: dict[str, object] = {
        "ok": False,
        "error_code": refused.code,
        "description": refused.description,
    }
    told = {"retry_after": refused.retry_after, "migrate_to_chat_id": refused.migrate_to}
    if parameters := {name: value for name, value in told.items() if value is not None}:
        body["parameters"] = parameters
    return web.json_response(body, status=refused.code)
