"""What the server refuses, in Telegram's own words."""


class Refused(Exception):  # noqa: N818 - Telegram refuses; nothing is in error here
    """A call that the Bot API answers with `ok: false`.

    Attributes:
        code: the HTTP status, repeated as `error_code`.
        description: Telegram's sentence, its prefix included.
        retry_after: seconds until the call may be repeated, for code 429.
        migrate_to: the supergroup that a group has become.
    """

    def __init__(
        self,
        code: int,
        description: str,
        retry_after: int | None = None,
        migrate_to: int | None = None,
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to = migrate_to


def bad_request(reason: str) -> Refused:
    """The refusal of a call that says something wrong."""
    return Refused(400, f"Bad Request: {reason}")


def not_found(thing: str) -> Refused:
    """The refusal of a call about something that is not there."""
    return bad_request(f"{thing} not found")
