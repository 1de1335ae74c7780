"""Inline mode: an answer or a topic is posted in any chat, by whoever types after the bot's name."""

from urllib.parse import parse_qs, urlsplit

from telegram import CallbackQuery, Update, User

from data.words import say
from handlers.together.inline_cards import Card, answer_card, topic_card
from handlers.together.short_text import shortened
from knowledge.library import slugs, topic
from solver.reply import reply
from tests.e2e.world import World, answer_to, find
from tests.person import Message, Offered, Person, buttons, text_of

LONGEST = 64
QUESTION = "60000 images, batch 128, 10 epochs"


def _links(message: Message) -> dict[str, str]:
    """The start parameters of the links under a message, by what the buttons say."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    urls = {one["text"]: one["url"] for row in rows for one in row if "url" in one}
    return {text: parse_qs(urlsplit(url).query)["start"][0] for text, url in urls.items()}


async def test_an_answer_for_any_chat(world: World, ada: Person) -> None:
    """The title is the answer, the message all of it; anybody flips it, and nothing is kept."""
    async with Person.at(world.door.address, "Grace", group=True) as grace:
        offered = await grace.inline(QUESTION)
        assert offered == Offered(offered.query, offered.results, None)
        (shown,) = offered.results
        assert (shown["title"], shown["description"]) == (
            "Iterations per epoch: 469",
            "Iterations in all: 4,690",
        )
        posted = await grace.choose(offered)
        assert posted["from"]["first_name"] == "Grace"
        assert QUESTION in text_of(posted)
        assert "60,000" in text_of(posted)
        async with Person.at(world.door.address, "小明", group=True) as ming:
            await ming.tap("中文", message_id=posted["message_id"])
            while "总迭代次数" not in text_of(turned := await ming.message(posted["message_id"])):
                await ming.messages()
            assert QUESTION in text_of(turned)
            assert "English" in buttons(turned)
        assert [row["id"] for row in world.house.store.db.table("people").rows] == []
        assert await grace.messages() == [turned | {"own": True}]
    # Who opens it goes on in the chat, as if they had written the question.
    (parameter,) = _links(posted).values()
    await ada.send(f"/start {parameter}")
    await ada.wait_for("4,690")
    await ada.send("and with batch size 256?")
    await ada.wait_for("2,350")


async def test_topics_trainings_and_nothing(ada: Person) -> None:
    """A topic leads to its page and its quiz, a training to its start; else there is a way on."""
    halved = await ada.inline(f"{QUESTION}: how many iterations in all? \ud83d")  # half a smile
    assert halved.results[0]["title"] == "Iterations in all: 4,690"
    (first, *_) = (offered := await ada.inline("what is an epoch?")).results
    assert first["title"] == topic("epoch", "en").title
    posted = await ada.choose(offered)
    assert _links(posted) == {"Read more": "topic_epoch", "Ask me": "quiz_epoch"}
    await ada.tap("中文", message_id=posted["message_id"])
    title = topic("epoch", "zh").title
    while title not in text_of(await ada.message(posted["message_id"])):
        await ada.messages()
    offered = await ada.inline("训练一个 MLP 识别 digits，batch size 64")
    assert offered.results[0]["title"].startswith("训练：")
    assert next(iter(_links(await ada.choose(offered)).values())).startswith("run_")
    lost = await ada.inline("who painted the Mona Lisa?")
    assert (lost.results, lost.button and lost.button["start_parameter"]) == ([], "help")
    empty = await ada.inline("")
    assert empty.button == {"text": say("inline.challenge", "en"), "start_parameter": "challenge"}
    assert len(empty.results) == 2
    await ada.speak("zh")
    assert (await ada.inline("  ")).results == empty.results  # kept for this person, as by Telegram
    # A card in the chat with the bot itself is a person's message, and none to answer.
    written = [message for message in await ada.messages() if message["from"]["is_bot"]]
    assert written == []


async def test_nobody_writes_into_what_another_posted(world: World, ada: Person) -> None:
    """A button that the bot did not make changes no card, nor any other message."""
    async with Person.at(world.door.address, "Grace", group=True) as grace:
        posted = await grace.choose(await grace.inline(QUESTION))
        data = buttons(posted)["中文"]
        for forged in (data.replace(data[:10], "a:AAAAAAAA"), f"{data[:11]}{shortened('Hm')}:zh"):
            user = User(ada.number, "Ada", is_bot=False, language_code="en")
            query = CallbackQuery("1", user, "1", data=forged, inline_message_id="x")
            query.set_bot(world.bot.bot)
            await world.bot.process_update(Update(1, callback_query=query))
        await grace.send("/help@epochbot")
        told = await find(grace, "Just write")
        answer = await answer_to(grace, await grace.replay(told["message_id"], data))
        assert "too old" in answer.text
        assert text_of(await grace.message(posted["message_id"])) == text_of(posted)
        assert text_of(await grace.message(told["message_id"])) == text_of(told)


async def test_a_guest(world: World) -> None:
    """Where the bot is not, it answers whoever mentions it, and nothing else."""
    async with Person.at(world.door.address, "Grace", group=True) as grace:
        await grace.let_bot(be_in=False)
        await grace.send(f"@epochbot {QUESTION}")
        told = await grace.wait_for("4,690")
        await grace.tap("中文", message_id=told["message_id"])
        await grace.wait_for("总迭代次数")
        await grace.send("@epochbot 蒙娜丽莎是谁画的？")
        await grace.wait_for("超出")


def test_every_card_fits(world: World) -> None:
    """Of every topic and answer the card has a stable name, a title, and buttons that fit."""
    bot, cards = world.bot.bot, list[Card]()
    for slug in slugs():
        for language in ("en", "zh"):
            found = topic(slug, language)
            cards += [topic_card(slug, one.key, language, bot) for one in found.answers]
            assert topic_card(slug, None, language, bot) == topic_card(slug, None, language, bot)
    for text in (
        QUESTION,
        "6万张图片，batch 128，10 个 epoch，共多少步？",
        QUESTION + "; seeds 7, 1, 9, 4, 8, 2, 6, 3, 5",
    ):
        solved = reply(text)
        assert solved
        cards += [answer_card(solved, text, language, bot) for language in ("en", "zh")]
    pressed = [one for card in cards for row in card.buttons.inline_keyboard for one in row]
    data = [str(one.callback_data) for one in pressed if one.callback_data]
    assert max(len(one.encode()) for one in data) <= LONGEST
    assert len({card.name for card in cards}) == len(cards)
    assert all(card.title and len(card.name) <= LONGEST for card in cards)
