"""Rich messages in the web chat: sent, edited, refused and shown."""

from typing import Any

import pytest
from telegram import Bot, Message
from telegram.error import BadRequest

from tests.browser import PHONE, chromium, needs_browser
from tests.person import Person
from webchat import WebChat
from webchat.refusals import Refused
from webchat.rich_blocks import read_blocks

FORMULA = r"\left\lceil \dfrac{N}{B} \right\rceil = 469"
FULL = (
    "<h3>Steps &amp; more</h3><p><b>One</b><br>two <tg-math>B</tg-math></p>"
    f"<tg-math-block>{FORMULA}</tg-math-block>"
    '<table bordered striped><caption>Sizes</caption><tr><th align="right">B</th></tr>'
    "<tr><td>16</td></tr></table>"
    "<details open><summary>Read</summary><ul><li>first</li><li>second</li></ul></details>"
    '<pre><code class="language-python">a\n  b</code></pre><hr/><footer>end</footer> loose'
)


async def send(bot: Bot, chat: int, html: str, **others: object) -> Message:
    """Send a rich message by the method's name, as python-telegram-bot 22.8 has none for it."""
    told = {"chat_id": chat, "rich_message": {"html": html}, **others}
    sent: Message = await bot.do_api_request("sendRichMessage", told, Message)
    return sent


async def edit(bot: Bot, message: Message, html: str) -> Any:
    """Put a rich message into a message."""
    place = {"chat_id": message.chat.id, "message_id": message.message_id}
    return await bot.do_api_request("editmessagetext", {**place, "rich_message": {"html": html}})


async def test_a_rich_message_comes_back_as_blocks(bot: Bot, ada: Person) -> None:
    """The bot and the page get what the Bot API calls it; only the page gets MathML, too."""
    sent = await send(bot, ada.chat, FULL)
    assert sent.text is None
    heading, paragraph, formula, table, details, code, *rest = sent.api_kwargs["rich_message"][
        "blocks"
    ]
    assert heading == {"type": "heading", "text": "Steps & more", "size": 3}
    math = {"type": "mathematical_expression", "expression": "B"}
    assert paragraph["text"] == [{"type": "bold", "text": "One"}, "\ntwo ", math]
    assert formula == {"type": "mathematical_expression", "expression": FORMULA}
    assert (table["caption"], table["is_bordered"], table["is_striped"]) == ("Sizes", True, True)
    assert table["cells"][0][0]["is_header"]
    assert [row[0]["text"] for row in table["cells"]] == ["B", "16"]
    assert (details["summary"], details["is_open"]) == ("Read", True)
    assert len(details["blocks"][0]["items"]) == 2
    assert code == {"type": "pre", "text": "a\n  b", "language": "python"}
    assert [one["type"] for one in rest] == ["divider", "footer", "paragraph"]
    (seen,) = await ada.messages()
    assert "<mfrac" in seen["rich_message"]["blocks"][2]["mathml"]


async def test_a_formula_that_no_client_knows_is_shown_as_it_is(bot: Bot, ada: Person) -> None:
    """Telegram takes any LaTeX; what cannot be drawn has no MathML, and no tag gets through."""
    await send(bot, ada.chat, r"<tg-math-block>\nothing{3}</tg-math-block>")
    await send(bot, ada.chat, r"<tg-math-block>\text{&lt;img src=x&gt;}</tg-math-block>")
    unknown, tagged = await ada.messages()
    assert unknown["rich_message"]["blocks"][0]["mathml"] is None
    assert "<img" not in tagged["rich_message"]["blocks"][0]["mathml"]


async def test_a_message_turns_rich_and_classic_again(bot: Bot, ada: Person) -> None:
    """In place, either way; the same again is refused."""
    sent = await bot.send_message(ada.chat, "classic")
    await edit(bot, sent, "<p>rich</p>")
    with pytest.raises(BadRequest, match="not modified"):
        await edit(bot, sent, "<p>rich</p>")
    (seen,) = await ada.messages()
    assert "text" not in seen
    await sent.edit_text("classic again")
    (seen,) = await ada.messages()
    assert seen["text"] == "classic again"
    assert "rich_message" not in seen
    await edit(bot, sent, "<p>rich</p>")
    with pytest.raises(BadRequest, match="no caption"):
        await sent.edit_caption("no")


@pytest.mark.parametrize(
    ("html", "refusal"),
    [
        ("<p>ä<script>x</script></p>", 'Unsupported start tag "script" at byte offset 5'),
        ("<p>x</b>", 'Unmatched end tag at byte offset 4, expected "</p>", found "</b>"'),
        ("<p>x", 'Can\'t find end tag corresponding to start tag "p"'),
        ("x</p>", "Unexpected end tag at byte offset 1"),
        ("<table><p>x</p></table>", 'Tag "p" can\'t be in the tag "table"'),
        ("<table><tr><td><ul></ul></td></tr></table>", 'Tag "ul" can\'t be used here'),
        ("<p> </p><p></p>", None),
        ("<p>" + "x" * 32_769 + "</p>", "RICH_MESSAGE_TEXT_TOO_LONG"),
        ("<tg-math-block>" + "x" * 32_769 + "</tg-math-block>", "RICH_MESSAGE_TEXT_TOO_LONG"),
        ("<p>x</p>" * 501, "RICH_MESSAGE_BLOCKS_TOO_MANY"),
        ("<ul>" + "<li>x</li>" * 500 + "</ul>", "RICH_MESSAGE_BLOCKS_TOO_MANY"),
        ("<table><tr>" + "<td>x</td>" * 21 + "</tr></table>", "RICH_MESSAGE_TABLE_COLS_TOO_MANY"),
        ("<blockquote>" * 17 + "x" + "</blockquote>" * 17, "RICH_MESSAGE_DEPTH_INVALID"),
        ("<p>" + "<i>" * 5_000 + "x" + "</i>" * 5_000 + "</p>", "RICH_MESSAGE_DEPTH_INVALID"),
        ("<p>x</p>" * 500, None),
        ("<table><tr>" + "<td>x</td>" * 20 + "</tr></table>", None),
    ],
)
def test_what_telegram_refuses_is_refused(html: str, refusal: str | None) -> None:
    """Unknown tags, bad nesting, and what is over a limit, each in the words that bots have met."""
    if refusal is None:
        assert read_blocks(html)
        return
    with pytest.raises(Refused) as refused:
        read_blocks(html)
    assert refusal in refused.value.description


async def test_a_rich_message_has_exactly_one_form(bot: Bot, ada: Person) -> None:
    """One of html, markdown and blocks; here, where no bot of ours uses the others, HTML."""
    refused: dict[str, object] = {
        "must be non-empty": {"html": ""},
        "ich_message_empty": {"html": " "},
        "xactly one of": {"html": "<p>x</p>", "markdown": "x"},
        "unsupported": {"markdown": "x"},
        "bject expected": ["x"],
        "nsupported start tag": {"html": "<script>"},
    }
    for refusal, given in refused.items():
        with pytest.raises(BadRequest, match=refusal):
            await bot.do_api_request(
                "sendRichMessage", {"chat_id": ada.chat, "rich_message": given}
            )
    assert await ada.messages() == []


@needs_browser
async def test_the_page_draws_formulas_tables_and_folds(
    chat: WebChat, bot: Bot, ada: Person
) -> None:
    """Fractions stand on two lines, wide tables scroll in the message, and nothing else gets in."""
    wide = "<table bordered><tr>" + "<td align='right'>1,234,567</td>" * 12 + "</tr></table>"
    harmful = "<p><a href='javascript:alert(1)'>tap</a></p><p>&lt;img src=x onerror=y&gt;</p>"
    unknown = r"<tg-math-block>\nothing{3}</tg-math-block>"
    await send(bot, ada.chat, f"{FULL}{wide}{harmful}{unknown}")
    failures: list[str] = []
    async with chromium() as browser:
        page = await browser.new_page(viewport=PHONE)
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda line: failures.append(line.text))
        await page.goto(f"{chat.address}?person={ada.number}")
        rich = page.locator(".rich")
        await rich.locator("mfrac").first.wait_for()
        fraction = await rich.locator("mfrac").first.bounding_box()
        letter = await rich.locator("mfrac mi").first.bounding_box()
        assert fraction is not None
        assert letter is not None
        assert fraction["height"] > 1.6 * letter["height"]
        assert await rich.get_by_text("first").is_visible()
        await rich.locator("summary").click()
        assert not await rich.get_by_text("first").is_visible()
        widths = "boxes => boxes.map(box => [box.scrollWidth, box.clientWidth])"
        *_, (needed, shown) = await rich.locator(".table").evaluate_all(widths)
        assert needed > shown
        assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert await rich.locator("img").count() == 0
        assert await rich.get_by_text("tap").get_attribute("href") is None
        assert await rich.get_by_text(r"\nothing{3}").is_visible()
    assert failures == []
