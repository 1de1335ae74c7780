"""The Bot API's objects, as far as one bot on this machine meets them.

They are what travels as JSON, so they are typed dictionaries with the Bot API's own names
(https://core.telegram.org/bots/api#available-types).
"""

from typing import Literal, NotRequired, TypeAlias, TypedDict

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
JsonObject: TypeAlias = dict[str, Json]

MediaKind = Literal["photo", "animation", "voice", "audio", "video", "document", "sticker"]
MEDIA_KINDS: tuple[MediaKind, ...] = (
    "photo",
    "animation",
    "voice",
    "audio",
    "video",
    "document",
    "sticker",
)


class User(TypedDict):
    """A person or the bot."""

    id: int
    is_bot: bool
    first_name: str
    username: NotRequired[str]
    language_code: NotRequired[str]


class Chat(TypedDict):
    """A private chat, whose id is the person's, or a group."""

    id: int
    type: Literal["private", "supergroup"]
    title: NotRequired[str]
    first_name: NotRequired[str]
    username: NotRequired[str]


class Entity(TypedDict):
    """A stretch of text with a meaning; offset and length count UTF-16 units."""

    type: str
    offset: int
    length: int
    url: NotRequired[str]
    language: NotRequired[str]
    user: NotRequired[User]
    custom_emoji_id: NotRequired[str]
    unix_time: NotRequired[int]
    date_time_format: NotRequired[str]


class Media(TypedDict):
    """A file in a message: what PhotoSize, Animation, Voice, Document and Sticker share."""

    file_id: str
    file_unique_id: str
    file_size: int
    file_name: NotRequired[str]
    mime_type: NotRequired[str]
    width: NotRequired[int]
    height: NotRequired[int]
    duration: NotRequired[int]
    emoji: NotRequired[str]
    is_animated: NotRequired[bool]
    is_video: NotRequired[bool]
    type: NotRequired[str]


class PollOption(TypedDict):
    """One answer that a poll offers."""

    persistent_id: str
    text: str
    text_entities: NotRequired[list[Entity]]
    voter_count: int


class Poll(TypedDict):
    """A poll or, with correct options, a quiz."""

    id: str
    question: str
    question_entities: NotRequired[list[Entity]]
    options: list[PollOption]
    total_voter_count: int
    is_closed: bool
    is_anonymous: bool
    type: Literal["regular", "quiz"]
    allows_multiple_answers: bool
    allows_revoting: bool
    members_only: bool
    correct_option_ids: NotRequired[list[int]]
    explanation: NotRequired[str]
    explanation_entities: NotRequired[list[Entity]]
    description: NotRequired[str]
    description_entities: NotRequired[list[Entity]]
    open_period: NotRequired[int]
    close_date: NotRequired[int]


class PollAnswer(TypedDict):
    """What a person chose in a poll that is not anonymous; nothing when a vote is taken back."""

    poll_id: str
    user: User
    option_ids: list[int]
    option_persistent_ids: list[str]


Message = TypedDict(
    "Message",
    {
        "message_id": int,
        "from": User,
        "chat": Chat,
        "date": int,
        "edit_date": NotRequired[int],
        "via_bot": NotRequired[User],
        "inline_message_id": NotRequired[str],
        "guest_query_id": NotRequired[str],
        "effect_id": NotRequired[str],
        "reaction": NotRequired[str],
        "reply_to_message": NotRequired["Message"],
        "media_group_id": NotRequired[str],
        "text": NotRequired[str],
        "entities": NotRequired[list[Entity]],
        "rich_message": NotRequired[JsonObject],
        "caption": NotRequired[str],
        "caption_entities": NotRequired[list[Entity]],
        "photo": NotRequired[list[Media]],
        "animation": NotRequired[Media],
        "voice": NotRequired[Media],
        "audio": NotRequired[Media],
        "video": NotRequired[Media],
        "document": NotRequired[Media],
        "sticker": NotRequired[Media],
        "poll": NotRequired[Poll],
        "reply_markup": NotRequired[JsonObject],
    },
)


class Content(TypedDict, total=False):
    """What a message says, without who said it where and when."""

    text: str
    entities: list[Entity]
    rich_message: JsonObject
    caption: str
    caption_entities: list[Entity]
    photo: list[Media]
    animation: Media
    voice: Media
    audio: Media
    video: Media
    document: Media
    sticker: Media
    poll: Poll


CONTENT_KEYS = frozenset(Content.__annotations__)

CallbackQuery = TypedDict(
    "CallbackQuery",
    {
        "id": str,
        "from": User,
        "message": NotRequired[Message],
        "inline_message_id": NotRequired[str],
        "chat_instance": str,
        "data": str,
    },
)

InlineQuery = TypedDict(
    "InlineQuery", {"id": str, "from": User, "chat_type": str, "query": str, "offset": str}
)


class ChatMember(TypedDict):
    """Who somebody is in a chat."""

    status: str
    user: User
    is_anonymous: NotRequired[bool]
    until_date: NotRequired[int]


ChatMemberUpdated = TypedDict(
    "ChatMemberUpdated",
    {
        "chat": Chat,
        "from": User,
        "date": int,
        "old_chat_member": ChatMember,
        "new_chat_member": ChatMember,
    },
)


class Update(TypedDict):
    """Something that happened, for the bot to fetch; exactly one of the optional keys is there."""

    update_id: int
    message: NotRequired[Message]
    edited_message: NotRequired[Message]
    callback_query: NotRequired[CallbackQuery]
    poll: NotRequired[Poll]
    poll_answer: NotRequired[PollAnswer]
    inline_query: NotRequired[InlineQuery]
    guest_message: NotRequired[Message]
    my_chat_member: NotRequired[ChatMemberUpdated]


class BotCommand(TypedDict):
    """A line of the command menu."""

    command: str
    description: str
