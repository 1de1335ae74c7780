"""A person uses the page in a browser, on a phone held upright."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import ConsoleMessage, Locator, Page, expect
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.constants import ParseMode

from tests.browser import PHONE, chromium, needs_browser
from tests.person import Person
from webchat import WebChat

pytestmark = needs_browser


@pytest.fixture
async def page(chat: WebChat) -> AsyncIterator[Page]:
    """A browser window of a phone's size, at the web chat; scripts in it must not fail."""
    failures: list[str] = []
    async with chromium() as browser:
        page = await browser.new_page(viewport=PHONE, base_url=chat.address)
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda line: failures.append(line.text) if _failed(line) else None)
        yield page
    assert failures == []


def _failed(line: ConsoleMessage) -> bool:
    """Whether the console tells of a mistake; a server that was stopped is none."""
    return line.type == "error" and "ERR_CONNECTION_REFUSED" not in line.text


def said(page: Page, text: str) -> Locator:
    """Where a text stands in the chat."""
    return page.get_by_role("log").get_by_text(text)


async def next_update(bot: Bot, offset: int = 0) -> Update:
    """What happens next."""
    return (await bot.get_updates(offset=offset, timeout=10))[0]


async def next_message(bot: Bot) -> Message:
    """What a person says next, confirmed at once."""
    update = await next_update(bot)
    await bot.get_updates(offset=update.update_id + 1)
    assert update.message is not None
    return update.message


async def write(page: Page, text: str) -> None:
    """Type into the input and send."""
    await page.get_by_role("textbox").fill(text)
    await page.get_by_role("textbox").press("Enter")


async def test_from_start_to_an_answered_button(page: Page, bot: Bot) -> None:
    """A newcomer reads what the bot does, starts it, presses a button and sees the message change."""
    await bot.set_my_description("All about epochs.")
    await page.goto("/")
    await expect(page.get_by_text("All about epochs.")).to_be_visible()
    await page.get_by_role("button", name="Start").click()
    started = await next_message(bot)
    assert started.text == "/start"
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Batch size 128", callback_data="b128")]])
    await bot.send_message(
        started.chat.id, "<b>600</b> batches", ParseMode.HTML, reply_markup=markup
    )
    await page.get_by_role("button", name="Batch size 128").click()
    query = (await next_update(bot)).callback_query
    assert query is not None
    await query.answer("Counted again")
    await query.edit_message_text("<b>469</b> batches", ParseMode.HTML)
    await expect(page.get_by_text("Counted again")).to_be_visible()
    await expect(said(page, "469 batches")).to_be_in_viewport()
    await expect(said(page, "600 batches")).to_have_count(0)


async def test_pictures_and_quizzes(page: Page, bot: Bot, picture: bytes) -> None:
    """A photo is enlarged and closed again; a wrong vote shows what was right, and why."""
    await page.goto("/?start=quiz")
    message = await next_message(bot)
    assert message.text == "/start quiz"
    await bot.send_photo(message.chat.id, picture, caption="Loss")
    await page.get_by_role("button", name="Enlarge the photo: Loss").click()
    await expect(page.get_by_role("dialog").get_by_role("img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await bot.send_poll(
        message.chat.id,
        "31.25 iterations are…",
        ["31", "32"],
        type="quiz",
        correct_option_ids=[1],
        explanation="Rounded up.",
    )
    await page.get_by_role("radio", name="31", exact=True).click()
    await expect(page.get_by_text("31 (wrong, your answer)")).to_be_visible()
    await expect(page.get_by_text("32 (correct)")).to_be_visible()
    await expect(page.get_by_text("Rounded up.")).to_be_in_viewport()


async def test_keyboards_and_replies(page: Page, bot: Bot) -> None:
    """The bot's keyboard writes for the person; a forced reply quotes the question."""
    await page.goto("/?start=1")
    chat = (await next_message(bot)).chat.id
    keyboard = ReplyKeyboardMarkup([["32", "64"]], one_time_keyboard=True, resize_keyboard=True)
    await bot.send_message(chat, "Which batch size?", reply_markup=keyboard)
    await page.get_by_role("button", name="64").click()
    assert (await next_message(bot)).text == "64"
    await expect(page.get_by_role("button", name="32")).to_have_count(0)
    asked = await bot.send_message(chat, "How many?", reply_markup=ForceReply())
    await expect(page.locator("#replying").get_by_text("How many?")).to_be_visible()
    await write(page, "600")
    answer = await next_message(bot)
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.message_id == asked.message_id


async def test_menu_and_language(page: Page, bot: Bot) -> None:
    """The page and its command menu change with the language; a command is sent from the menu."""
    await bot.set_my_commands([("quiz", "A question")])
    await bot.set_my_commands([("quiz", "做一道题")], language_code="zh")
    await page.goto("/?start=1")
    assert (await next_message(bot)).from_user is not None
    await page.get_by_role("button", name="Chats and people").click()
    await page.get_by_label("Language").select_option("zh-hans")
    await expect(page.get_by_role("textbox", name="输入消息")).to_be_attached()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="菜单").click()
    await page.get_by_role("option", name="做一道题").click()
    message = await next_message(bot)
    assert message.from_user is not None
    assert (message.text, message.from_user.language_code) == ("/quiz", "zh-hans")


async def test_files_from_the_phone(page: Page, bot: Bot, picture: bytes, tmp_path: Path) -> None:
    """A person looks at a photo, sends it with what was written already, and sees it in the chat."""
    (tmp_path / "曲线.png").write_bytes(picture)
    await page.goto("/?start=1")
    await next_message(bot)
    await page.get_by_role("textbox").fill("My curve")
    await page.get_by_role("button", name="Attach a photo or a file").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("menuitem", name="Photo").click()
    await (await chooser.value).set_files(tmp_path / "曲线.png")
    sending = page.get_by_role("dialog", name="Send this photo?")
    await expect(sending.get_by_role("img", name="曲线.png")).to_be_visible()
    await sending.get_by_role("button", name="Send").click()
    sent = await next_message(bot)
    assert (sent.photo[-1].width, sent.caption) == (320, "My curve")
    await expect(page.get_by_role("button", name="Enlarge the photo: My curve")).to_be_visible()
    await expect(page.get_by_role("textbox")).to_have_value("")


async def test_long_words_stay_in_the_bubble(page: Page, bot: Bot) -> None:
    """Text without a place to break does not make the page wider than the phone."""
    await page.goto("/?start=1")
    chat = (await next_message(bot)).chat.id
    await bot.send_message(chat, "10" * 2000)
    await bot.send_message(chat, f"<pre>{'x' * 900}</pre>", ParseMode.HTML)
    await write(page, "中" * 900)
    await expect(said(page, "中" * 900)).to_be_visible()
    widths = (
        "[document.documentElement.scrollWidth, document.querySelector('#scroller').scrollWidth]"
    )
    assert await page.evaluate(widths) == [390, 390]


async def test_reading_older_messages(page: Page, bot: Bot) -> None:
    """Who scrolled up stays there when something new arrives, and finds more above."""
    await page.goto("/?start=1")
    chat = (await next_message(bot)).chat.id
    await asyncio.gather(*(bot.send_message(chat, f"Line {n}") for n in range(120)))
    await page.reload()
    await expect(page.locator("#messages > li:not(.day)")).to_have_count(100)
    await page.evaluate("document.querySelector('#scroller').scrollTo(0, 400)")
    await expect(page.get_by_role("button", name="To the newest message")).to_be_visible()
    await bot.send_message(chat, "Something new")
    await expect(page.get_by_role("button", name="To the newest message, 1 new")).to_be_visible()
    await expect(said(page, "Something new")).not_to_be_in_viewport()
    await page.evaluate("document.querySelector('#scroller').scrollTo(0, 0)")
    await expect(page.locator("#messages > li:not(.day)")).to_have_count(122)
    await page.get_by_role("button", name="To the newest message").click()
    await expect(said(page, "Something new")).to_be_in_viewport()


async def test_restart_under_an_open_page(chat: WebChat, page: Page, tmp_path: Path) -> None:
    """A page that stays open over a restart says so, connects again and shows what it missed."""
    await chat.stop()
    port = int(chat.address.rpartition(":")[2].rstrip("/"))
    first = WebChat(port, home=tmp_path)
    await first.start()
    await page.goto("/?start=1")
    await expect(said(page, "/start 1")).to_be_visible()
    await first.stop()
    await expect(page.get_by_text("connecting…")).to_be_visible()
    await write(page, "Are you there?")
    await expect(page.get_by_text("the bot is not running")).to_be_visible()
    await expect(page.get_by_role("textbox")).to_have_value("Are you there?")
    second = WebChat(port, home=tmp_path)
    await second.start()
    async with Bot(second.token, second.base_url) as bot:
        started = await next_message(bot)
        await bot.send_message(started.chat.id, "Here again")
        await expect(said(page, "Here again")).to_be_in_viewport()
    await page.close()
    await second.stop()


async def test_class_in_the_group(page: Page, bot: Bot, grace_in_group: Person) -> None:
    """What is said in the group while it opens is there, with its author; the own message is too."""
    await page.goto("/")
    await page.get_by_role("button", name="Chats and people").click()
    await page.get_by_role("button", name="Study group").click()
    await asyncio.gather(
        write(page, "hello, @epochbot"), *(grace_in_group.send(f"Hello {n}") for n in range(9))
    )
    for n in range(9):
        await expect(said(page, f"Hello {n}")).to_be_attached()
    await expect(said(page, "Grace: ").first).to_be_attached()
    assert (await next_message(bot)).text == "hello, @epochbot"
    await expect(said(page, "hello, @epochbot")).to_be_in_viewport()
