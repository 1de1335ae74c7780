"""The bot sends messages."""

import json
from io import BytesIO

import pytest
from telegram import (
    Bot,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest

from tests.person import Person
from webchat import WebChat


def keys(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    """Buttons in one row."""
    return InlineKeyboardMarkup([list(buttons)])


async def test_text_arrives_with_its_format(bot: Bot, ada: Person) -> None:
    """A formatted text arrives as text and entities, for the person as for the bot."""
    sent = await bot.send_message(ada.chat, "<b>600</b> batches, see /help", ParseMode.HTML)
    assert sent.text_html == "<b>600</b> batches, see /help"
    seen = await ada.wait_for("600 batches")
    assert [e["type"] for e in seen["entities"]] == ["bold", "bot_command"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Message text is empty"),
        (" \n ", "Text must be non-empty"),
        ("x" * 4097, "Message is too long"),
        ("😀" * 2049, "Message is too long"),
        ("<b>", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("x" * 40_000, "Text is too long"),
    ],
)
async def test_text_telegram_refuses(bot: Bot, ada: Person, text: str, reason: str) -> None:
    """Empty, too long and unreadable texts are refused."""
    with pytest.raises(BadRequest) as refusal:
        await bot.send_message(ada.chat, text, ParseMode.HTML)
    assert refusal.value.message.lower() == reason.lower()


async def test_longest_text_counts_after_parsing(bot: Bot, ada: Person) -> None:
    """Marks and entities do not count towards a text's length."""
    sent = await bot.send_message(ada.chat, f"<b>{'&lt;' * 4096}</b>", ParseMode.HTML)
    assert sent.text == "<" * 4096


async def test_only_html_is_parsed(bot: Bot, ada: Person) -> None:
    """Another parse mode is refused instead of shown wrongly."""
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(ada.chat, "*x*", ParseMode.MARKDOWN_V2)


async def test_unknown_chat(bot: Bot) -> None:
    """A chat that the bot does not have is not found."""
    for chat in (42, "@nobody"):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(chat, "Hello")


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (keys(InlineKeyboardButton("x", callback_data="批" * 22)), "Button_data_invalid"),
        (keys(InlineKeyboardButton("", callback_data="x")), "text must be non-empty"),
        (keys(InlineKeyboardButton("x")), "Text buttons are unallowed in the inline keyboard"),
        (
            keys(InlineKeyboardButton("x", url="http://localhost")),
            "button URL 'http://localhost' is invalid: Wrong HTTP URL",
        ),
        (keys(InlineKeyboardButton("x", copy_text=CopyTextButton("y" * 257))), "COPY_TEXT_INVALID"),
        (
            InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="y")] * 8] * 13),
            "Reply markup is too long",
        ),
        (ReplyKeyboardMarkup([[""]]), "Keyboard button text must be non-empty"),
    ],
)
async def test_buttons_telegram_refuses(
    bot: Bot, ada: Person, markup: InlineKeyboardMarkup, reason: str
) -> None:
    """Buttons that Telegram would not show are refused."""
    with pytest.raises(BadRequest) as refusal:
        await bot.send_message(ada.chat, "Hello", reply_markup=markup)
    assert reason.lower() in refusal.value.message.lower()


async def test_longest_callback_data(bot: Bot, ada: Person) -> None:
    """64 bytes of callback data are accepted."""
    markup = keys(InlineKeyboardButton("x", callback_data="批" * 21 + "b"))
    sent = await bot.send_message(ada.chat, "Hello", reply_markup=markup)
    assert sent.reply_markup == markup


async def test_reply_keyboard_is_the_persons(bot: Bot, ada: Person) -> None:
    """A keyboard in place of the person's own is shown to the person and not returned to the bot."""
    for markup in (ReplyKeyboardMarkup([["32", "64"]]), ForceReply(selective=True)):
        sent = await bot.send_message(ada.chat, "Which?", reply_markup=markup)
        assert sent.reply_markup is None
        seen = (await ada.messages())[-1]
        assert seen["reply_markup"] == json.loads(markup.to_json())


async def test_reply_quotes_the_message(bot: Bot, ada: Person) -> None:
    """A reply carries the message that it replies to."""
    asked = await ada.send("What is an epoch?")
    sent = await bot.send_message(ada.chat, "One pass.", reply_parameters=ReplyParameters(asked))
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "What is an epoch?"


async def test_reply_to_nothing(bot: Bot, ada: Person) -> None:
    """A reply to a message that is gone is refused, unless it may be sent without."""
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ada.chat, "Hello", reply_parameters=ReplyParameters(99))
    lenient = ReplyParameters(99, allow_sending_without_reply=True)
    assert (await bot.send_message(ada.chat, "Hello", reply_parameters=lenient)).text == "Hello"


async def test_photo_arrives_whole(bot: Bot, ada: Person, picture: bytes) -> None:
    """A photo arrives with its size, its caption and every byte, and is known by its id."""
    sent = await bot.send_photo(ada.chat, picture, caption="Loss")
    assert (sent.photo[-1].width, sent.photo[-1].height) == (320, 180)
    seen = await ada.wait_for("Loss")
    assert await ada.download(seen["photo"][-1]["file_id"]) == picture
    again = await bot.send_photo(ada.chat, sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"no picture", "Image_process_failed"), (b"\x89PNG" + b"\0" * 10_485_757, "is too big")],
)
async def test_photo_telegram_refuses(bot: Bot, ada: Person, data: bytes, reason: str) -> None:
    """What is no picture, or over 10 MB, is refused as a photo."""
    with pytest.raises(BadRequest) as refusal:
        await bot.send_photo(ada.chat, data)
    assert reason.lower() in refusal.value.message.lower()


async def test_photo_of_extreme_shape(bot: Bot, ada: Person, ribbon: bytes) -> None:
    """A photo more than twenty times as wide as high is refused, and accepted as a file."""
    with pytest.raises(BadRequest, match=r"(?i)photo_invalid_dimensions"):
        await bot.send_photo(ada.chat, ribbon)
    assert (await bot.send_document(ada.chat, ribbon)).document is not None


async def test_caption_too_long(bot: Bot, ada: Person, picture: bytes) -> None:
    """A caption may have 1,024 characters."""
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(ada.chat, picture, caption="x" * 1025)


async def test_unknown_file(bot: Bot, ada: Person) -> None:
    """A file id that nobody sent, and an address elsewhere, are refused."""
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.send_photo(ada.chat, "nothing")
    with pytest.raises(BadRequest, match=r"(?i)failed to get HTTP URL content"):
        await bot.send_photo(ada.chat, "https://example.org/x.png")


async def test_files_can_be_downloaded(bot: Bot, ada: Person) -> None:
    """Documents, animations and voice notes come back as they were sent."""
    gif = b"GIF89a" + (64).to_bytes(2, "little") + (48).to_bytes(2, "little") + b"\0"
    document = await bot.send_document(ada.chat, b"epoch,loss\n", filename="历史.csv")
    animation = await bot.send_animation(ada.chat, BytesIO(gif), filename="run.gif")
    voice = await bot.send_voice(ada.chat, b"OggS", duration=3)
    assert document.document is not None
    assert document.document.file_name == "历史.csv"
    assert animation.animation is not None
    assert (animation.animation.width, animation.animation.height) == (64, 48)
    assert voice.voice is not None
    for media, data in ((document.document, b"epoch,loss\n"), (animation.animation, gif)):
        file = await media.get_file()
        assert await file.download_as_bytearray() == data


async def test_album(bot: Bot, ada: Person, picture: bytes) -> None:
    """Two to ten photos make an album."""
    photos = [InputMediaPhoto(picture, caption="one"), InputMediaPhoto(picture)]
    first, second = await bot.send_media_group(ada.chat, photos)
    assert first.media_group_id == second.media_group_id is not None
    with pytest.raises(BadRequest, match="Wrong number of items in the album"):
        await bot.send_media_group(ada.chat, photos[:1])


async def test_typing_is_seen(bot: Bot, ada: Person) -> None:
    """What the bot is doing is seen at once; what no bot can do is refused."""
    await bot.send_chat_action(ada.chat, ChatAction.TYPING)
    await ada.wait_for_action("typing")
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(ada.chat, "thinking")


async def test_private_chats_are_private(chat: WebChat, bot: Bot, ada: Person) -> None:
    """What the bot says to one person, another does not see."""
    async with Person.at(chat.address, "小明") as other:
        await bot.send_message(ada.chat, "For Ada")
        await bot.send_message(other.chat, "给小明")
        await other.wait_for("给小明")
        assert [m["text"] for m in await other.messages()] == ["给小明"]
