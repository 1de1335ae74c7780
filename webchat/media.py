"""Files that travel in messages."""

import hashlib
from pathlib import PurePosixPath
from typing import cast

from webchat import limits
from webchat.calls import Call, Upload
from webchat.objects import Content, Media, MediaKind
from webchat.refusals import Refused, bad_request
from webchat.signatures import file_type, film_size, picture_size
from webchat.store import Store, StoredFile

_UNKNOWN_SIZE = (320, 320)


def sent_file(store: Store, call: Call, kind: MediaKind, value: str) -> StoredFile:
    """The file that a call sends: uploaded with it, or known by its id.

    Raises:
        Refused: there is no such file.
    """
    name = value.removeprefix("attach://") if value.startswith("attach://") else kind
    if name in call.uploads:
        return keep(store, call.uploads[name], kind)
    if not value:
        raise bad_request(f"there is no {kind} in the request")
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    if file := store.file(value):
        return file
    raise bad_request("wrong file identifier/HTTP URL specified")


def keep(store: Store, upload: Upload, kind: MediaKind) -> StoredFile:
    """Keep an uploaded file; the same bytes of the same kind have the same id.

    Raises:
        Refused: it is empty, too big, or a photo that is no picture.
    """
    _check(upload.data, kind)
    digest = hashlib.sha256(upload.data).hexdigest()[:24]
    suffix = PurePosixPath(upload.name).suffix
    path = f"{kind}s/{digest}{suffix if suffix.isascii() else ''}"
    mime = file_type(upload.data) or upload.mime
    file = StoredFile(f"{kind}-{digest}", path, upload.name, mime, upload.data)
    store.add_file(file)
    return file


def media_content(file: StoredFile, kind: MediaKind, *, seconds: int = 0) -> Content:
    """A file as the content of a message."""
    media: Media = {
        "file_id": file.id,
        "file_unique_id": file.id.rpartition("-")[2],
        "file_size": len(file.data),
    }
    if kind in {"photo", "animation", "video", "sticker"}:
        size = picture_size(file.data) or film_size(file.data) or _UNKNOWN_SIZE
        media["width"], media["height"] = size
    if kind in {"animation", "video", "voice", "audio"}:
        media["duration"] = seconds
    if kind == "photo":
        return {"photo": [media]}
    if kind == "sticker":
        media |= {"type": "regular", "is_animated": False, "is_video": False}
    else:
        media |= {"file_name": file.name, "mime_type": file.mime}
    return cast("Content", {kind: media})


def _check(data: bytes, kind: MediaKind) -> None:
    if not data:
        raise bad_request("file must be non-empty")
    if kind != "photo":
        if len(data) > limits.UPLOAD_BYTES:
            raise _too_big(len(data), "", limits.UPLOAD_BYTES)
        return
    if len(data) > limits.PHOTO_BYTES:
        raise _too_big(len(data), " for a photo", limits.PHOTO_BYTES)
    size = picture_size(data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > limits.PHOTO_SIDES or max(size) > limits.PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _too_big(size: int, purpose: str, limit: int) -> Refused:
    return bad_request(
        f"file of size {size} bytes is too big{purpose}; the maximum size is {limit} bytes"
    )
