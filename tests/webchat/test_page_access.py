"""The page without a mouse, with a screen reader, and for eyes that need contrast."""

import re
from collections.abc import AsyncIterator, Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode

import webchat
from tests.browser import PHONE, chromium, needs_browser
from tests.person import Person
from webchat import WebChat

COLORS = (Path(webchat.__file__).parent / "page" / "colors.css").read_text(encoding="utf-8")
NAMES = ("red", "orange", "violet", "green", "cyan", "blue", "pink")
READ_ON = {  # a ground: what is written on it
    "other": ("text", "muted", "accent-text", *NAMES),
    "own": ("text", "own-muted", "own-accent"),
    "panel": ("text", "muted", "accent-text"),
    "panel-2": ("text", "muted", "accent-text"),
    "accent": ("on-accent",),
    "good": ("on-verdict",),
    "bad": ("on-verdict",),
    "chip": ("chip-text",),
    "notice": ("on-dark",),
}
BEHIND = {"chip": ("wall-1", "wall-2", "wall-3", "wall-4"), "notice": ("wall-1", "own")}
NAMED_ROLES = frozenset(
    {"button", "checkbox", "combobox", "dialog", "image", "link", "log", "menuitem", "option"}
    | {"radio", "radiogroup", "slider", "textbox"}
)
LEAST = 4.5  # WCAG 2, level AA
Color = tuple[float, float, float]


@pytest.fixture
async def page(chat: WebChat) -> AsyncIterator[Page]:
    """A browser window of a phone's size, at the web chat."""
    async with chromium() as browser:
        yield await browser.new_page(viewport=PHONE, base_url=chat.address)


def themes() -> Iterator[tuple[str, dict[str, str]]]:
    """The custom properties of both themes; the dark one changes what differs."""
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w+|rgb\([^)]+\));", part))
        for part in COLORS.split("@media", 1)
    )
    yield "light", light
    yield "dark", light | dark


def color(text: str, behind: Color = (0, 0, 0)) -> Color:
    """Red, green and blue from 0 to 1; what shines through is mixed in."""
    if text.startswith("#"):
        digits = text[1:] if len(text) == len("#rrggbb") else "".join(2 * d for d in text[1:])
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        return red, green, blue
    *parts, percent = map(int, re.findall(r"\d+", text))
    cover = percent / 100
    pairs = zip(parts, behind, strict=True)
    red, green, blue = (part / 255 * cover + back * (1 - cover) for part, back in pairs)
    return red, green, blue


def luminance(rgb: Color) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance."""
    linear = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Color, other: Color) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_text_stands_out_in_both_themes() -> None:
    """Whatever is written has a contrast of at least 4.5 to what it is written on."""
    weak = []
    for theme, known in themes():
        for ground, texts in READ_ON.items():
            for behind, text in product(BEHIND.get(ground, (ground,)), texts):
                below = color(known[ground], color(known[behind]))
                ratio = contrast(below, color(known[text]))
                if ratio < LEAST:
                    weak.append(f"{theme}: {text} on {ground} over {behind} {ratio:.2f}")
    assert weak == []


async def unnamed(page: Page) -> list[str]:
    """What a screen reader would have no name for."""
    session = await page.context.new_cdp_session(page)
    nodes = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    seen = [node for node in nodes if not node["ignored"] and node["role"]["value"] in NAMED_ROLES]
    assert len(seen) > 20
    return [node["role"]["value"] for node in seen if not node.get("name", {}).get("value")]


@needs_browser
async def test_everything_has_a_name(page: Page, bot: Bot, ada: Person, picture: bytes) -> None:
    """Whatever can be pressed, chosen or looked at has a name, in both languages."""
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Steps", callback_data="s")]])
    text = "<blockquote expandable>a\nb\nc\nd\ne</blockquote><tg-spoiler>f</tg-spoiler> /quiz"
    await bot.send_message(ada.chat, text, ParseMode.HTML, reply_markup=markup)
    await bot.send_photo(ada.chat, picture)
    await bot.send_voice(ada.chat, b"OggS")
    await bot.send_document(ada.chat, b"a,b", filename="run.csv")
    await bot.send_poll(ada.chat, "One?", ["1", "2"], type="quiz", correct_option_ids=[0])
    await bot.send_poll(ada.chat, "Many?", ["1", "2"], allows_multiple_answers=True)
    await bot.set_my_commands([("quiz", "A question")])
    for language, menu in (("en", "Menu"), ("zh-hans", "菜单")):
        await ada.speak(language)
        await page.goto(f"/?person={ada.number}")
        await page.get_by_role("button", name=menu).click()
        await expect(page.get_by_role("option", name="/quiz")).to_be_visible()
        assert await unnamed(page) == []


@needs_browser
async def test_without_a_mouse(page: Page, bot: Bot, ada: Person, picture: bytes) -> None:
    """Keys alone correct the last message, look at a picture, answer a quiz; the focus comes back."""
    await ada.send("hello")
    await bot.send_photo(ada.chat, picture, caption="Loss")
    await bot.send_poll(ada.chat, "Batches?", ["468", "469"], type="quiz", correct_option_ids=[1])
    await page.goto(f"/?person={ada.number}")
    box, press = page.get_by_role("textbox"), page.keyboard.press
    await box.focus()
    await press("ArrowUp")
    await expect(box).to_have_value("hello")
    await page.keyboard.type(" there")
    await press("Enter")
    await expect(page.get_by_role("log").get_by_text("hello there")).to_be_visible()
    photo = page.get_by_role("button", name="Enlarge the photo: Loss")
    await photo.press("Enter")
    await expect(page.get_by_role("dialog").get_by_role("img", name="Loss")).to_be_visible()
    await press("Escape")
    await expect(photo).to_be_focused()
    more = page.get_by_role("button", name="More about this message").first
    await more.press("Enter")
    await press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="Copy")).to_be_focused()
    await press("Escape")
    await expect(more).to_be_focused()
    await page.get_by_role("radio", name="468").focus()
    await press("ArrowDown")
    await press("Enter")
    await expect(page.get_by_text("469 (correct, your answer)")).to_be_visible()
