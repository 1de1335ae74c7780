"""The bot changes what it sent."""

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from tests.person import Person

MARKUP = InlineKeyboardMarkup([[InlineKeyboardButton("Cancel", callback_data="cancel")]])
NOT_MODIFIED = "Message is not modified"


async def test_text_changes_in_place(bot: Bot, ada: Person) -> None:
    """An edited message keeps its place; its buttons go unless they are sent again."""
    sent = await bot.send_message(ada.chat, "Epoch 1", reply_markup=MARKUP)
    edited = await sent.edit_text("<b>Epoch 2</b>", ParseMode.HTML)
    assert isinstance(edited, Message)
    assert edited.edit_date is not None
    (seen,) = await ada.messages()
    assert (seen["message_id"], seen["text"]) == (sent.message_id, "Epoch 2")
    assert "reply_markup" not in seen


async def test_the_same_again_is_refused(bot: Bot, ada: Person) -> None:
    """An edit that changes neither text, format nor buttons is refused."""
    sent = await bot.send_message(ada.chat, "<b>Epoch</b> 1", ParseMode.HTML, reply_markup=MARKUP)
    with pytest.raises(BadRequest, match=NOT_MODIFIED):
        await sent.edit_text("<b>Epoch</b> 1", ParseMode.HTML, reply_markup=MARKUP)
    with pytest.raises(BadRequest, match=NOT_MODIFIED):
        await sent.edit_reply_markup(MARKUP)
    await sent.edit_text("<i>Epoch</i> 1", ParseMode.HTML, reply_markup=MARKUP)
    await sent.edit_reply_markup(None)
    with pytest.raises(BadRequest, match=NOT_MODIFIED):
        await sent.edit_reply_markup(None)


async def test_new_buttons_are_no_edit(bot: Bot, ada: Person) -> None:
    """A message that only got other buttons is not marked as edited."""
    sent = await bot.send_message(ada.chat, "Which?")
    edited = await sent.edit_reply_markup(MARKUP)
    assert isinstance(edited, Message)
    assert edited.edit_date is None
    assert edited.reply_markup == MARKUP


async def test_text_becomes_a_photo(bot: Bot, ada: Person, picture: bytes) -> None:
    """A progress text can end as a photo, whose caption can change too."""
    sent = await bot.send_message(ada.chat, "Training …")
    photo = await sent.edit_media(InputMediaPhoto(picture, caption="Done"), reply_markup=MARKUP)
    assert isinstance(photo, Message)
    assert photo.photo
    assert photo.text is None
    captioned = await sent.edit_caption("Done: <b>97 %</b>", parse_mode=ParseMode.HTML)
    assert isinstance(captioned, Message)
    assert captioned.caption == "Done: 97 %"
    assert captioned.photo == photo.photo


async def test_each_kind_has_its_own_edit(bot: Bot, ada: Person, picture: bytes) -> None:
    """A photo has no text to edit, a text no caption."""
    text = await bot.send_message(ada.chat, "Hello")
    photo = await bot.send_photo(ada.chat, picture)
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await photo.edit_text("Hello")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await text.edit_caption("Hello")


async def test_only_buttons_under_the_message(bot: Bot, ada: Person) -> None:
    """An edit cannot bring or take away a keyboard."""
    sent = await bot.send_message(ada.chat, "Hello")
    with pytest.raises(BadRequest, match="Inline keyboard expected"):
        await sent.edit_text("Bye", reply_markup=ReplyKeyboardRemove())  # type: ignore[arg-type]


async def test_messages_that_cannot_be_edited(bot: Bot, ada: Person) -> None:
    """What is gone is not found, and what a person wrote is not the bot's to edit."""
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Hello", ada.chat, 99)
    written = await ada.send("Hello")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("Bye", ada.chat, written)


async def test_message_is_deleted(bot: Bot, ada: Person, grace_in_group: Person) -> None:
    """The bot takes back its own messages, in a private chat any, in a group no others."""
    sent = await bot.send_message(ada.chat, "Wrong chat")
    await sent.delete()
    await ada.wait_for_deletion(sent.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()
    await bot.delete_message(ada.chat, await ada.send("Secret"))
    assert await ada.messages() == []
    said = await grace_in_group.send("Hello")
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(grace_in_group.chat, said)
