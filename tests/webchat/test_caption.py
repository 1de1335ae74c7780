"""A person sends a file from the page, with words about it."""

from telegram import Bot

from tests.browser import PHONE, chromium, needs_browser
from webchat import WebChat

pytestmark = needs_browser


async def test_what_is_written_goes_along_with_a_file(chat: WebChat, bot: Bot) -> None:
    """The text in the input becomes the caption of the file, and the input is empty again."""
    async with chromium() as browser:
        page = await browser.new_page(viewport=PHONE)
        await page.goto(f"{chat.address}?start=1")
        await page.get_by_role("log").get_by_text("/start 1").wait_for()
        await page.get_by_role("textbox").fill("how many iterations?")
        await page.locator("#attach").click()
        async with page.expect_file_chooser() as chooser:
            await page.locator("#attach-menu button[data-kind=file]").click()
        script = {"name": "a.py", "mimeType": "text/x-python", "buffer": b"batch_size = 32\n"}
        await (await chooser.value).set_files(script)  # type: ignore[arg-type]  # as documented
        await page.get_by_text("a.py").wait_for()
        assert await page.get_by_role("textbox").input_value() == ""
    heard = [update.message for update in await bot.get_updates(timeout=5)]
    sent = [(m.document.file_name, m.caption) for m in heard if m and m.document]
    assert sent == [("a.py", "how many iterations?")]
