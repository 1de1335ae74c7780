"""The chat itself: first steps, menus, groups, what the bot cannot read."""

import pytest
from telegram import (
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest

from handlers import application
from handlers.commands import ALONE, COMMANDS, GROUP, introduce
from handlers.personal.help_pages import PAGES
from quiz.engine import record
from quiz.grading import GIVEN_UP, Grade
from tests.e2e.world import Opening, World, answer_to, flip
from tests.person import Person, buttons, text_of

GROUP_EXERCISE = "@epochbot 1000 samples, 10 epochs: how many iterations?"


async def test_the_first_minute(world: World, ada: Person) -> None:
    """/start is one sentence and four buttons that show something real; later it says what waits."""
    await ada.send("/start")
    hello = await ada.wait_for("Hello")
    assert text_of(hello).count(".") == 1
    await ada.press("Solve an exercise")
    solved = text_of(await ada.wait_for("7,820"))  # ⌈50,000 / 128⌉ = 391, twenty times
    assert "50,000 images" in solved
    assert solved.endswith("a photo of one, or a script.")
    flipped = text_of(await flip(ada, "zh", "7,820"))
    assert "训练集有 50000 张图片" in flipped
    assert flipped.endswith("一段脚本。")
    await ada.press("Train a network")
    await ada.wait_for(lambda message: "✕ Cancel" in buttons(message), patience=30)
    await ada.press("Take a lesson")
    await ada.wait_for("1/")
    await ada.press("Ask me a question")
    await ada.wait_for(lambda message: "Why this?" in buttons(message))
    reviews = world.house.store.reviews
    asked = reviews.latest_asked(ada.number, ada.chat)
    assert asked
    record(reviews, asked, Grade("wrong", GIVEN_UP), world.clock())
    world.clock.advance(days=1)
    await ada.send("/start")
    back = text_of(await ada.wait_for("Welcome back"))
    assert "questions due now: 1" in back
    assert "days in a row: 1" in back
    await flip(ada, "zh", "待复习 1 题")
    await ada.press("学一节课")  # in the language of its button, where the reader was
    await ada.wait_for("节短课")


async def test_a_deep_link_is_a_welcome(ada: Person) -> None:
    """What a link carries changes nothing."""
    await ada.send("/start something-unknown")
    await ada.wait_for("Hello")


def test_every_command_is_handled_and_in_the_help() -> None:
    """Whatever is described is handled, and what no menu lists is found on a page of the help."""
    aliases = {"language", "plain", "status"}
    assert {*COMMANDS} - aliases == {*application._COMMANDS} - aliases
    told = {name for page in PAGES.values() for name in page.commands}
    assert {*COMMANDS} - told - aliases == {"start", "help"}
    assert {*ALONE, *GROUP} <= {*COMMANDS}
    assert len(ALONE) == 12


async def test_menus(opened: Opening) -> None:
    """Private chats, groups and admins have menus of their own, in both languages, written once."""
    async with opened() as world:
        bot = world.bot.bot
        await introduce(bot, [7])
        alone, group = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
        for scope, code, said in (
            (alone, None, "end whatever is going on"),
            (group, "zh", "停下正在进行的事"),
            (BotCommandScopeChat(7), "zh", "停下正在进行的事"),
        ):
            menu = {one.command: one.description for one in await bot.get_my_commands(scope, code)}
            assert menu["cancel"] == said
            assert ("status" in menu, "sprint" in menu) == (scope.type == "chat", False)
            assert ("learn" in menu) == (scope is not group)
        assert (await bot.get_chat_menu_button()).type == "commands"
        world.door.fail_next("setMyCommands", 400, description="not now")
        await introduce(bot, [7])  # which sets nothing, so that the failure is still to come
        with pytest.raises(BadRequest):
            await bot.set_my_commands([("quiz", "a question")])


async def test_nobody_of_that_name(world: World) -> None:
    """A person that the chat does not know is named, with those it knows."""
    with pytest.raises(LookupError, match="'Zoe'; there are Ada"):
        async with Person.at(world.door.address, "Zoe"):
            pass


async def test_a_chosen_language_stays(ada: Person) -> None:
    """A language chosen in the settings is kept whatever the client's is."""
    await ada.send("/settings")
    await ada.wait_for("Language: English")
    await ada.press("中文")
    await ada.wait_for("语言：中文")
    await ada.speak("en")
    await ada.send("/help")
    await ada.wait_for("直接写就行")


@pytest.mark.parametrize(
    ("command", "said"), [("/quizz", "Did you mean /quiz"), ("/abracadabra", "/help")]
)
async def test_unknown_commands(ada: Person, command: str, said: str) -> None:
    """An unknown command is answered with the nearest one, or with where they all are."""
    await ada.send(command)
    await ada.wait_for(said)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("sticker", "only read text"),
        ("voice", "cannot listen"),
        ("document", "no numbers of a training"),
    ],
)
async def test_what_is_no_text(ada: Person, kind: str, said: str) -> None:
    """A sticker, a voice note or a file gets one sentence."""
    await ada.upload(b"something", "something.bin", kind)
    await ada.wait_for(said)


async def test_an_unknown_button(ada: Person) -> None:
    """A button that nothing knows any more is answered with a note."""
    await ada.send("/start")
    message = await ada.wait_for("Hello")
    answer = await answer_to(ada, await ada.replay(message["message_id"], "from:another:time"))
    assert "too old" in answer.text
    assert answer.alert


async def test_an_error_of_the_bot(
    world: World, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """An error is logged under a reference that the person gets; the bot goes on."""
    world.house.store.db.execute("alter table asked rename column skill to lost")
    await ada.send("/quiz")
    apology = text_of(await ada.wait_for("Something went wrong"))
    reference = apology.partition("(reference ")[2].partition(")")[0]
    assert reference
    assert f"error {reference}" in caplog.text
    await ada.send("/help")
    await ada.wait_for("Just write")


async def test_a_group_talks_in_peace(world: World) -> None:
    """In a group the bot answers mentions and replies, and leaves everything else alone."""
    async with Person.at(world.door.address, "Ada", group=True) as ada:
        await ada.send("1000 samples, batch size 10: how many batches per epoch?")
        await ada.send("@epochbot 1000 samples, batch size 20: how many batches per epoch?")
        first = await ada.wait_for(lambda message: message["from"]["is_bot"])
        assert "50" in text_of(first)
        await ada.send("and with batch size 25?", reply_to=first["message_id"])
        await ada.wait_for("40")


async def test_buttons_in_a_group_belong_to_who_asked(world: World) -> None:
    """Another person who presses a button is told so; the owner's press still works."""
    async with (
        Person.at(world.door.address, "Ada", group=True) as ada,
        Person.at(world.door.address, "Grace", group=True) as grace,
    ):
        await ada.send(GROUP_EXERCISE)
        await ada.wait_for("batch size")
        answer = await grace.press("32")
        assert "somebody else" in answer.text
        assert answer.alert
        await ada.press("32")
        await ada.wait_for("320")


async def test_a_forgotten_command_of_another_bot(world: World) -> None:
    """A command to another bot in the group is none of ours."""
    async with Person.at(world.door.address, "Ada", group=True) as ada:
        await ada.send("/weather")
        await ada.send("/help@epochbot")
        first = await ada.wait_for(lambda message: message["from"]["is_bot"])
        assert "Just write" in text_of(first)


async def test_old_buttons_work_after_a_restart(opened: Opening) -> None:
    """A question asked before a restart can be answered after it."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.send("1000 samples, 10 epochs: how many iterations?")
        assert "32" in buttons(await ada.wait_for("batch size"))
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.press("32")
        await ada.wait_for("320")
