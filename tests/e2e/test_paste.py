"""Pasted into the chat: a script, a log, the numbers of a formula."""

import pytest

from tests.browser import PHONE, chromium, needs_browser
from tests.e2e.world import World
from tests.person import Message, Person, buttons, text_of

SCRIPT = """train_set = TensorDataset(torch.randn(60_000, 784), labels)
loader = DataLoader(train_set, batch_size=100, shuffle=True)
accumulation_steps = 7
for epoch in range(3):
    for i, (x, y) in enumerate(loader):
        loss = criterion(model(x), y) / accumulation_steps
        loss.backward()
        if (i + 1) % accumulation_steps == 0:
            optimizer.step()
            optimizer.zero_grad()
"""
CHANGE = "if (i + 1) % accumulation_steps == 0 or i + 1 == len(loader):"
LOG = """Epoch 1/6 - loss: 0.8100 - val_loss: 0.7400
Epoch 2/6 - loss: 0.5200 - val_loss: 0.5900
Epoch 3/6 - loss: 0.3000 - val_loss: 0.6600
"""
HOW_MANY = {"en": "How many updates in total?", "zh": "一共更新多少次？"}


def entities(message: Message, kind: str) -> list[str]:
    """The parts of a message that are marked in one way."""
    text = text_of(message).encode("utf-16-le")
    return [
        text[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le")
        for each in message["entities"]
        if each["type"] == kind
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "600 batches do not divide by 7: 5 left over"),
        ("zh", "600 个批次不能被 7 整除：剩下 5 个批次"),
    ],
)
async def test_a_script_is_warned_of(ada: Person, language: str, said: str) -> None:
    """The count stands out, and the line to write instead can be copied."""
    await ada.send(f"{HOW_MANY[language]}\n\n{SCRIPT}")
    reply = await ada.wait_for(said)
    assert entities(reply, "bold")[0].rstrip("\n").endswith(f"{600 // 7 * 3}")
    assert CHANGE in entities(reply, "code")
    assert "`" not in text_of(reply)


async def test_a_warning_follows_a_changed_number(ada: Person) -> None:
    """Of 600 batches in groups of 7 some are left over, in groups of 8 none: no warning."""
    await ada.send(SCRIPT)
    await ada.wait_for("do not divide by 7")
    await ada.press("Change a number")
    asked = await ada.wait_for("do not divide by 7")
    field = next(label for label in buttons(asked) if "7 ✎" in label)
    await ada.press(field)
    await ada.wait_for("New value")
    await ada.send("8")
    assert "⚠" not in text_of(await ada.wait_for("iterations per epoch"))
    await ada.send("and with batch size 200?")
    await ada.wait_for("300 batches do not divide by 8")


@pytest.mark.parametrize(
    ("question", "curve"),
    [
        ("", ["The log shows epochs 1 to 3 of 6.", "Training loss: 0.81 → 0.3."]),
        ("why is val_loss going up?", ["Validation loss: 0.74 → 0.66, lowest 0.59 in epoch 2."]),
        (
            "帮我看看这个日志",
            ["日志记录了第 1～3 个 epoch，计划共 6 个。", "训练损失：0.81 → 0.3。"],
        ),
        ("为什么验证损失上升了？", ["验证损失：0.74 → 0.66，第 2 个 epoch 最低，为 0.59。"]),
    ],
)
async def test_a_log_is_told_as_a_curve(ada: Person, question: str, curve: list[str]) -> None:
    """First, last and best loss are said in the language of the question."""
    await ada.send(f"{question}\n{LOG}" if question else LOG)
    text = text_of(await ada.wait_for(curve[0]))
    assert all(line in text for line in curve)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("which epoch was best?", "Best epoch: 2"),
        ("哪个epoch最好？", "最好的 epoch：2"),
    ],
)
async def test_a_question_about_a_log_is_answered_first(
    ada: Person, question: str, said: str
) -> None:
    """What was asked stands out, above the curve."""
    await ada.send(f"{LOG}\n{question}")
    reply = await ada.wait_for(said)
    assert entities(reply, "bold")[0].rstrip("\n") == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("TP=90, FP=10, FN=30: precision and recall?", ["Precision: 0.9", "Recall: 0.75"]),
        ("TP=90，FP=10，FN=30，精确率和召回率各是多少？", ["0.9", "0.75", "召回率"]),
        ("sigmoid(0) = ?", ["0.5"]),
        ("sigmoid(0) 等于多少？", ["0.5"]),
    ],
)
async def test_a_small_formula_is_worked_out(ada: Person, question: str, said: list[str]) -> None:
    """The value comes first, then how it follows."""
    await ada.send(question)
    text = text_of(await ada.wait_for(said[0]))
    assert all(part in text for part in said)


@needs_browser
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_reply_to_a_script_fits_a_phone(world: World, ada: Person, language: str) -> None:
    """No line of code makes the page wider than the phone."""
    async with chromium() as browser:
        page = await browser.new_page(viewport=PHONE)
        await page.goto(f"{world.door.address}?person={ada.number}")
        await page.locator("#start").click()
        await page.locator("#input").fill(f"{HOW_MANY[language]}\n\n{SCRIPT}")
        await page.locator("#send").click()
        reply = page.locator("#messages > li.other").filter(has_text=CHANGE).last
        await reply.wait_for()
        box = await reply.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        scroller = page.locator("#scroller")
        assert await scroller.evaluate("chat => chat.scrollWidth <= chat.clientWidth")
