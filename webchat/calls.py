"""One call of a Bot API method: its parameters, however they travelled."""

import json
from dataclasses import dataclass, field
from typing import cast

from aiohttp import BodyPartReader, web

from webchat.objects import Json
from webchat.refusals import bad_request


@dataclass(frozen=True)
class Upload:
    """A file in a request."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True)
class Call:
    """What a method is called with; every value is text, as in a form."""

    fields: dict[str, str]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A parameter as text; empty where it is not given."""
        return self.fields.get(name, "")

    def number(self, name: str, default: int = 0) -> int:
        """A parameter as an integer; the default where it is not given or is no number."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A parameter as yes or no."""
        value = self.text(name).lower()
        return value in {"true", "yes", "1"} if value else default

    def json(self, name: str) -> Json:
        """A parameter that is JSON; None where it is not given.

        Raises:
            Refused: the text is no JSON.
        """
        try:
            return cast("Json", json.loads(self.text(name) or "null"))
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None


async def read_call(request: web.Request) -> Call:
    """Read the parameters from the address and from a form, a multipart form or JSON.

    Raises:
        Refused: a JSON body that is no object.
    """
    fields = dict(request.query)
    if request.content_type == "application/json":
        return Call(fields | await _json_fields(request))
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request, fields)
    form = await request.post()
    return Call(fields | {name: str(value) for name, value in form.items()})


async def _json_fields(request: web.Request) -> dict[str, str]:
    try:
        body: Json = json.loads(await request.text() or "{}")
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("object expected as request body")
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in body.items()
        if value is not None
    }


async def _read_multipart(request: web.Request, fields: dict[str, str]) -> Call:
    uploads: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        if part.filename:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, mime, bytes(await part.read()))
        else:
            fields[part.name] = await part.text()
    return Call(fields, uploads)
