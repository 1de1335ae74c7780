"""Inline mode, guests, reactions and effects: what the server does with them, and refuses."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import expect
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest, Forbidden

from tests.browser import PHONE, chromium, needs_browser
from tests.person import Answer, Offered, Person, text_of
from webchat import WebChat

FLIP = InlineKeyboardMarkup([[InlineKeyboardButton("中文", callback_data="zh")]])
TOO_OLD = "(?i)query is too old and response timeout expired or query id is invalid"


def article(number: str = "1", text: str = "<b>4,690</b> iterations") -> InlineQueryResultArticle:
    """A result that says something, with a button."""
    content = InputTextMessageContent(text, "HTML")
    return InlineQueryResultArticle(number, "4,690", content, FLIP, description="10 × 469")


async def next_update(bot: Bot) -> Update:
    """What happens next, confirmed at once."""
    update = (await bot.get_updates(timeout=10))[0]
    await bot.get_updates(offset=update.update_id + 1)
    return update


async def typed(bot: Bot) -> InlineQuery:
    """The query that somebody types."""
    query = (await next_update(bot)).inline_query
    assert query is not None
    return query


async def ask(person: Person, text: str) -> str:
    """Type a query and do not wait for what is offered."""
    return str((await person._act("inline", {"query": text}))["query"])


async def test_a_result_is_sent_by_the_person(bot: Bot, ada: Person) -> None:
    """What is chosen is said by the person via the bot, which can change it and hears its button."""
    assert (await bot.get_me()).supports_inline_queries
    number = await ask(ada, " 60000 images, batch 128 ")
    query = await typed(bot)
    assert (query.query, query.from_user.id, query.chat_type) == (
        "60000 images, batch 128",
        ada.number,
        "sender",
    )
    button = InlineQueryResultsButton("Ask the bot", start_parameter="help")
    await query.answer([article()], button=button)
    await ada._until(lambda: number in ada._offered, "results")
    offered = Offered(number, **{k: v for k, v in ada._offered[number].items() if k != "query"})
    assert offered.results == [{"id": "1", "title": "4,690", "description": "10 × 469"}]
    assert offered.button == {"text": "Ask the bot", "start_parameter": "help"}
    posted = await ada.choose(offered)
    assert (text_of(posted), posted["via_bot"]["username"], posted["own"]) == (
        "4,690 iterations",
        "epochbot",
        True,
    )
    heard = (await next_update(bot)).message
    assert heard
    assert heard.via_bot == bot.bot
    pressed = await ada.tap("中文")
    press = (await next_update(bot)).callback_query
    assert press
    assert (press.message, press.data, press.from_user.id) == (None, "zh", ada.number)
    assert await press.edit_message_text("4,690 次", reply_markup=FLIP) is True
    assert text_of(await ada.message(posted["message_id"])) == "4,690 次"
    with pytest.raises(BadRequest, match="not modified"):
        await press.edit_message_text("4,690 次", reply_markup=FLIP)
    assert await press.edit_message_reply_markup(None) is True
    await press.answer("好")
    await ada._until(lambda: pressed in ada._answers, "an answer")
    assert ada._answers[pressed] == Answer("好", alert=False)
    with pytest.raises(BadRequest, match=r"(?i)message_id_invalid"):
        await bot.edit_message_text("?", inline_message_id="made-up")
    with pytest.raises(BadRequest, match=r"(?i)message identifier is not specified"):
        await bot.edit_message_text("?")


async def test_what_is_offered_is_kept_for_a_while() -> None:
    """The same query is answered from what was offered, for all or for one, until it is too old."""
    now = [1_700_000_000.0]
    chat = WebChat(0, clock=lambda: now[0])
    await chat.start()
    async with (
        Bot(chat.token, chat.base_url) as bot,
        Person.at(chat.address) as ada,
        Person.at(chat.address, "Grace") as grace,
    ):
        for text, personal in (("epoch", False), ("", True)):
            await ask(ada, text)
            await (await typed(bot)).answer([article()], cache_time=300, is_personal=personal)
            assert [one["id"] for one in (await ada.inline(text)).results] == ["1"]
        assert (await grace.inline("epoch")).results
        await ask(grace, "")
        assert (await typed(bot)).from_user.id == grace.number
        now[0] += 301
        await ask(ada, "epoch")
        late = await typed(bot)
        now[0] += 31
        with pytest.raises(BadRequest, match=TOO_OLD):
            await late.answer([article()])
    await chat.stop()


@pytest.mark.parametrize(
    ("results", "parameter", "refusal"),
    [
        ([article(str(number)) for number in range(51)], "help", "too many inline query results"),
        ([article(), article()], "help", "RESULT_ID_DUPLICATE"),
        ([article("x" * 65)], "help", "RESULT_ID_INVALID"),
        ([article(text="<b>4,690")], "help", "can't parse"),
        ([article(text="x" * 4097)], "help", "message is too long"),
        ([article()], "no spaces", "START_PARAM_INVALID"),
        ([article()], "x" * 65, "START_PARAM_INVALID"),
    ],
)
async def test_what_cannot_be_offered(
    bot: Bot, ada: Person, results: list[InlineQueryResultArticle], parameter: str, refusal: str
) -> None:
    """Results that Telegram refuses are refused, in its words."""
    await ask(ada, "epoch")
    button = InlineQueryResultsButton("Help", start_parameter=parameter)
    with pytest.raises(BadRequest, match=f"(?i){refusal}"):
        await (await typed(bot)).answer(results, button=button)
    with pytest.raises(AssertionError, match="QUERY_TOO_LONG"):
        await ada.inline("x" * 257)


async def test_a_guest(bot: Bot, grace_in_group: Person) -> None:
    """Put out of a group, the bot hears of it, cannot write there, and answers as a guest only."""
    await grace_in_group.let_bot(be_in=False)
    changed = (await next_update(bot)).my_chat_member
    assert changed
    assert (changed.old_chat_member.status, changed.new_chat_member.status) == ("member", "left")
    assert changed.date <= datetime.now(UTC)
    with pytest.raises(Forbidden, match="not a member of the supergroup"):
        await bot.send_message(grace_in_group.chat, "Hello?")
    await grace_in_group.send("/quiz@epochbot")
    await grace_in_group.send("@epochbot what is an epoch?")
    guest = (await next_update(bot)).guest_message
    assert guest
    assert guest.guest_query_id
    sent = await guest.answer_guest_query(article())
    await grace_in_group.wait_for("4,690")
    assert await bot.edit_message_text("Changed", inline_message_id=sent.inline_message_id) is True
    with pytest.raises(BadRequest, match=TOO_OLD):
        await guest.answer_guest_query(article())
    await grace_in_group.let_bot(be_in=True)
    assert (await next_update(bot)).my_chat_member
    await bot.send_message(grace_in_group.chat, "Hello!")


async def test_reactions_and_effects(bot: Bot, ada: Person, grace_in_group: Person) -> None:
    """One reaction of Telegram's own on a message; effects in private chats, of those there are."""
    number = await ada.send("Thanks!")
    assert await bot.set_message_reaction(ada.chat, number, "👍")
    assert (await ada.message(number))["reaction"] == "👍"
    assert await bot.set_message_reaction(ada.chat, number, None)
    assert not (await ada.message(number))["reaction"]
    with pytest.raises(BadRequest, match=r"(?i)reactions_too_many"):
        await bot.set_message_reaction(ada.chat, number, ["👍", "🔥"])
    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await bot.set_message_reaction(ada.chat, number, "🧮")
    with pytest.raises(BadRequest, match=r"(?i)message to react not found"):
        await bot.set_message_reaction(ada.chat, 99, "👍")
    party = "5046509860389126442"
    assert (await bot.send_message(ada.chat, "Done", message_effect_id=party)).effect_id == party
    with pytest.raises(BadRequest, match=r"(?i)effect_id_invalid"):
        await bot.send_message(ada.chat, "Done", message_effect_id="5")
    with pytest.raises(BadRequest, match=r"(?i)can't use message effects in the chat"):
        await bot.send_message(grace_in_group.chat, "Done", message_effect_id=party)


@needs_browser
async def test_on_the_page(chat: WebChat, bot: Bot) -> None:
    """What is typed after the bot's name shows what it offers; a key chooses, and it is sent."""
    async with chromium() as browser:
        page = await browser.new_page(viewport=PHONE, base_url=chat.address)
        await page.goto("/?start=1")
        assert (await next_update(bot)).message
        line = page.get_by_role("textbox")
        await line.fill("@epochbot epoch")
        button = InlineQueryResultsButton("What can be asked?", start_parameter="help")
        await (await typed(bot)).answer([article("1"), article("2", "Two")], button=button)
        offered = page.get_by_role("listbox", name="What the bot offers")
        await expect(offered.get_by_role("option")).to_have_count(3)
        await line.press("Escape")
        await expect(offered).to_be_hidden()
        await line.fill("@epochbot epoch ")
        for _ in range(3):
            await expect(offered).to_be_visible()
            await line.press("ArrowDown")
        await expect(offered.get_by_role("option", selected=True)).to_contain_text("4,690")
        await line.press("Enter")
        assert (await next_update(bot)).message
        await expect(page.get_by_role("log").get_by_text("Two")).to_be_in_viewport()
        await expect(page.get_by_text("via @epochbot")).to_be_visible()
        await expect(line).to_have_value("")
        await page.get_by_role("button", name="中文").click()
        press = (await next_update(bot)).callback_query
        assert press
        await press.edit_message_text("二")
        await expect(page.get_by_role("log").get_by_text("二")).to_be_visible()
        await line.fill("@epochbot epoch")
        await page.get_by_role("option", name="What can be asked?").click()
        said = (await next_update(bot)).message
        assert said
        assert said.text == "/start help"
