"""The chat itself: first steps, settings, groups, what the bot cannot read."""

import pytest

from handlers import application
from handlers.commands import COMMANDS
from tests.e2e.world import Opening, World, answer_to
from tests.person import Person, buttons, text_of

GROUP_EXERCISE = "@epochbot 1000 samples, 10 epochs: how many iterations?"


async def test_a_welcome_with_first_steps(ada: Person) -> None:
    """/start says what the bot is for; its first button solves an exercise."""
    await ada.send("/start")
    await ada.wait_for("Hello")
    await ada.press("Show me an exercise")
    await ada.wait_for("4,690")


async def test_a_deep_link_is_a_welcome(ada: Person) -> None:
    """What a link carries changes nothing."""
    await ada.send("/start something-unknown")
    await ada.wait_for("Hello")


def test_every_command_of_the_menu_is_handled() -> None:
    """The menu and the wiring know the same commands; /language is another name of /settings."""
    assert {*COMMANDS, "language"} == set(application._COMMANDS)


async def test_nobody_of_that_name(world: World) -> None:
    """A person that the chat does not know is named, with those it knows."""
    with pytest.raises(LookupError, match="'Zoe'; there are Ada"):
        async with Person.at(world.door.address, "Zoe"):
            pass


async def test_help_names_every_command(ada: Person) -> None:
    """/help lists all commands of the menu with what they do."""
    await ada.send("/help")
    text = text_of(await ada.wait_for("/quiz"))
    assert all(f"/{name} – " in text for name in COMMANDS)


@pytest.mark.parametrize(("code", "text"), [("en", "language and time zone"), ("zh", "语言和时区")])
async def test_the_menu_is_in_both_languages(world: World, code: str, text: str) -> None:
    """Clients in either language show the commands in it."""
    async with Person.at(world.door.address) as ada:
        await ada.speak(code)
        await ada.send("/help")
        await ada.wait_for(text)


async def test_a_chosen_language_stays(ada: Person) -> None:
    """A language chosen in the settings is kept whatever the client's is."""
    await ada.send("/settings")
    await ada.wait_for("Language: English")
    await ada.press("中文")
    await ada.wait_for("语言：中文")
    await ada.speak("en")
    await ada.send("/help")
    await ada.wait_for("时间由你定")


async def test_the_zone_is_set_with_buttons(ada: Person) -> None:
    """A zone chosen in the settings is shown with the time there."""
    await ada.send("/settings")
    await ada.wait_for("Time zone: not set")
    await ada.press("Change the time zone")
    await ada.wait_for("Choose a city")
    await ada.press("Beijing")
    await ada.wait_for("Time zone: Beijing, now 16:00")


@pytest.mark.parametrize(
    ("command", "said"), [("/quizz", "Did you mean /quiz"), ("/abracadabra", "/help")]
)
async def test_unknown_commands(ada: Person, command: str, said: str) -> None:
    """An unknown command is answered with the nearest one, or with where they all are."""
    await ada.send(command)
    await ada.wait_for(said)


@pytest.mark.parametrize(
    ("kind", "said"),
    [("sticker", "only read text"), ("voice", "cannot listen"), ("document", "this kind of file")],
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
    await ada.wait_for("/quiz")


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
        assert "/quiz" in text_of(first)


async def test_old_buttons_work_after_a_restart(opened: Opening) -> None:
    """A question asked before a restart can be answered after it."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.send("1000 samples, 10 epochs: how many iterations?")
        assert "32" in buttons(await ada.wait_for("batch size"))
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.press("32")
        await ada.wait_for("320")
