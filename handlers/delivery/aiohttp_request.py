"""The library's requests over aiohttp: many at once are cheap, and those beyond wait in line."""

import asyncio
import os
import ssl
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 256
# Seconds; those of the library, but for the wait in line.
READ, WRITE, WRITE_MEDIA, CONNECT = 5.0, 5.0, 20.0, 5.0
IN_LINE = 60.0
_PIECE = 2**16
_JSON = {"Content-Type": "application/json"}
_IN_NAMES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})
"""How forms on the web write what would end a file's name."""


class UnansweredError(TimedOut):
    """The connection broke: as after a time-out, nobody knows what has arrived."""


class AiohttpRequest(BaseRequest):
    """Requests to a Bot API server.

    The environment says, as for the library's own requests, through which proxy they go
    (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`) and whom they trust (`SSL_CERT_FILE`).
    No error names an address, for the token is part of it.

    Args:
        server: the address of the Bot API server.
        connections: so many at once; further requests wait for one.
    """

    def __init__(self, server: str, connections: int = CONNECTIONS) -> None:
        self._proxy = _proxy_to(server)
        self._secure = urlsplit(server).scheme == "https"
        self._connections = connections
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds for which an answer is awaited where nothing else is asked for."""
        return READ

    async def initialize(self) -> None:
        """Open the session, unless it is open."""
        if self._session is None:
            trusted = _trusted() if self._secure else True
            self._session = ClientSession(
                connector=TCPConnector(limit=self._connections, ssl=trusted),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close the session, if it is open."""
        session, self._session = self._session, None
        if session:
            await session.close()

    async def do_request(  # noqa: PLR0917 - the library's own signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send a request; the status and the body of what is answered.

        Raises:
            RuntimeError: the session is not open.
            TimedOut: there was no answer in time.
            UnansweredError: the connection broke before the answer.
            NetworkError: there was no connection, so that nothing can have arrived.
        """
        if self._session is None:
            raise RuntimeError("This AiohttpRequest is not initialized!")
        timeout = _timeout(
            _given(pool_timeout, IN_LINE),
            _given(connect_timeout, CONNECT),
            _given(read_timeout, READ),
        )
        try:
            async with asyncio.timeout(None) as stalled:
                body = await _body(request_data, stalled, write_timeout)
                async with self._session.request(
                    method, url, timeout=timeout, allow_redirects=False, **body
                ) as response:
                    return response.status, await response.read()
        except (ConnectionTimeoutError, ClientHttpProxyError) as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}") from None
        except TimeoutError:
            raise TimedOut from None
        except ClientConnectorError as error:  # names the host, and nothing else
            raise NetworkError(f"aiohttp.{type(error).__name__}: {error}") from None
        except (ClientError, OSError) as error:
            raise UnansweredError(f"aiohttp.{type(error).__name__}") from None


def _given(seconds: Any, default: float) -> float | None:
    """A timeout as the caller wants it; None is for ever."""
    wanted: float | None = default if seconds is BaseRequest.DEFAULT_NONE else seconds
    return wanted


def _timeout(pool: float | None, connect: float | None, read: float | None) -> ClientTimeout:
    """The same in aiohttp's terms, where waiting in line and connecting are one."""
    both = None if pool is None or connect is None else pool + connect
    return ClientTimeout(connect=both, sock_connect=connect, sock_read=read)


async def _body(
    data: RequestData | None, stalled: asyncio.Timeout, write_timeout: Any
) -> dict[str, Any]:
    """What a request carries: parameters as JSON, files with theirs as a form."""
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": data.json_payload, "headers": _JSON}
    form = FormData(data.json_parameters, quote_fields=False)  # Telegram reads names as they are
    for name, (filename, content, mime) in data.multipart_data.items():
        file = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=filename.translate(_IN_NAMES), content_type=mime)
    writer = form()
    body = await writer.as_bytes()
    headers = {"Content-Type": str(writer.content_type), "Content-Length": str(len(body))}
    return {
        "data": _pieces(body, stalled, _given(write_timeout, WRITE_MEDIA)),
        "headers": headers,
    }


async def _pieces(
    body: bytes, stalled: asyncio.Timeout, seconds: float | None
) -> AsyncIterator[bytes]:
    """A body in pieces; each of them has so many seconds to leave."""
    now = asyncio.get_running_loop().time
    with suppress(RuntimeError):  # the answer came before the end
        for start in range(0, len(body), _PIECE):
            stalled.reschedule(None if seconds is None else now() + seconds)
            yield body[start : start + _PIECE]
        stalled.reschedule(None)


def _proxy_to(server: str) -> str | None:
    """The proxy that the environment names for an address."""
    address, proxies = urlsplit(server), getproxies()
    if proxy_bypass(address.hostname or ""):
        return None
    return proxies.get(address.scheme) or proxies.get("all")


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are trusted; read once, for that takes as long as several answers."""
    return ssl.create_default_context(cafile=os.environ.get("SSL_CERT_FILE") or certifi.where())
