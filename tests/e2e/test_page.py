"""The page in a browser, as large as a phone: ask in Chinese, take a quiz, watch a training.

With EPOCHBOT_PICTURES set to a directory, the README's pictures are written there.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser import PHONE, chromium, needs_browser
from tests.e2e.world import World
from tests.person import Person, buttons

PATIENCE = 30_000  # milliseconds
EXERCISE = (
    "Fashion Mnist数据集有70000个灰度图像,其中60000张图片作为训练数据,10000张图片作为测试数据。"
    "假设现在选择Batch Size=100对模型进行训练。迭代30000次。\n"
    "每个Epoch要训练的图片数量:60000(训练集上的所有图像)\n"
    "请问:①训练集具有的Batch个数;②每个Epoch需要完成的Batch个数;③每个Epoch具有的Iteration个数;"
    "④每个Epoch中发生模型权重更新的次数;⑤训练10个Epoch后,模型权重更新的次数;"
)

pytestmark = needs_browser


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser."""
    async with chromium() as browser:
        yield browser


async def _phone(browser: Browser, world: World, person: Person) -> Page:
    """The page on a person's phone, greeted by the bot."""
    page = await browser.new_page(viewport=PHONE, device_scale_factor=2, color_scheme="light")
    page.set_default_timeout(PATIENCE)
    await page.goto(f"{world.door.address}?person={person.number}")
    await page.locator("#start").click()
    await expect(page.locator(".inline-keys button").first).to_be_visible()
    return page


async def _write(page: Page, text: str) -> None:
    await page.locator("#input").fill(text)
    await page.locator("#send").click()


def _from_bot(page: Page, text: str) -> Locator:
    """The newest message of the bot that holds a text."""
    return page.locator("#messages > li.other").filter(has_text=text).last


async def _picture(page: Page, name: str) -> None:
    """Keep what the phone shows, where pictures are wanted."""
    folder = os.environ.get("EPOCHBOT_PICTURES")
    if folder:
        await page.locator("#scroller").evaluate("chat => chat.scrollTo(0, chat.scrollHeight)")
        await page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")
        await page.screenshot(path=Path(folder) / f"{name}.png")


async def test_an_exercise_in_chinese(browser: Browser, world: World) -> None:
    """The second exercise of the Chinese article gets all five numbers, and the epochs as well."""
    async with Person.at(world.door.address, "小明") as ming:
        page = await _phone(browser, world, ming)
    await _write(page, EXERCISE)
    reply = _from_bot(page, "6,000")
    await expect(reply).to_be_visible(timeout=PATIENCE)
    text = await reply.locator(".text").inner_text()
    answer = [line for line in text.split("\n") if line][:6]
    found = [line.rpartition("：")[2].split(" ")[0].replace(",", "") for line in answer]
    assert found[:5] == ["600", "600", "600", "600", "6000"]
    assert "50" in answer[5]
    await _picture(page, "ask-zh")


async def test_a_quiz_question(browser: Browser, world: World, ada: Person) -> None:
    """A question is answered by pressing a button, and its feedback takes the buttons' place."""
    page = await _phone(browser, world, ada)
    await _write(page, "/quiz")
    await expect(page.locator(".inline-keys button", has_text="Why this?")).to_be_visible(
        timeout=PATIENCE
    )
    asked = world.house.store.reviews.latest_asked(ada.number, ada.chat)
    assert asked is not None
    newest = (await ada.messages())[-1]
    answers = [text for text, data in buttons(newest).items() if ":a" in data]
    await page.get_by_role("button", name=answers[0], exact=True).click()
    await expect(_from_bot(page, "Your answer")).to_be_visible(timeout=PATIENCE)
    await _picture(page, "quiz-en")


async def test_a_training(browser: Browser, world: World, ada: Person) -> None:
    """A training is started with a button and becomes its chart."""
    page = await _phone(browser, world, ada)
    await _write(page, "/train")
    await page.get_by_role("button", name="▶ Start").click()
    await expect(page.locator("#messages .photo img")).to_be_visible(timeout=PATIENCE)
    await expect(_from_bot(page, "Derived = measured")).to_be_visible()
    await page.locator("#messages .photo img").evaluate("image => image.decode()")
    await _picture(page, "train-en")
