"""/daily and /pause: questions of the day, at one's own time, until one wants a rest."""

from dataclasses import replace
from datetime import UTC, date, datetime

from data.daily import Daily, Plan
from handlers.daily.post import serve_due
from handlers.daily.session import after_answer
from tests.e2e.world import Opening, World, answer_to, find, flip
from tests.person import Person, buttons, text_of

HEADING = "question of the day"


def _kept(world: World, person: Person) -> Daily:
    daily = world.house.store.dailies.get(person.number)
    assert daily is not None
    return daily


async def _set(person: Person, wish: str) -> None:
    await person.send(f"/daily {wish}")
    await person.wait_for("Next:")


async def _tick(world: World, **duration: float) -> None:
    world.clock.advance(**duration)
    await serve_due(world.bot, world.house)


async def test_the_zone_is_asked_by_city(world: World, ada: Person) -> None:
    """Without a known time zone, one is chosen with a button; then the day is set."""
    await ada.send("/daily 08:00")
    await ada.wait_for("Where are you")
    await ada.press("Beijing")
    await ada.wait_for("08:00 (Beijing), every day, 1 question")
    # It is 16:00 in Beijing: the next 08:00 there is midnight in UTC.
    assert _kept(world, ada).next_due == datetime(2026, 3, 3, 0, 0, tzinfo=UTC)


async def test_the_zone_is_asked_by_the_clock(world: World, ada: Person) -> None:
    """Whoever says or chooses what their clock shows gets the cities that have that time now."""
    await ada.send("/daily 8:00")
    await ada.wait_for("Where are you")
    await ada.press("🕑 By my clock")
    shown = await ada.wait_for("your clock")
    await ada.press("13:45")
    await ada.wait_for(lambda message: "Kathmandu" in buttons(message))
    await ada.send("/daily it is 3:02 am here")
    offered = await ada.wait_for("summer and in winter")
    assert {"New York", "Bogotá"} <= set(buttons(offered))
    await ada.press("New York")
    await ada.wait_for("08:00 (New York)")
    assert _kept(world, ada).plan.zone == "America/New_York"
    assert len(buttons(shown)) > 30


async def test_everything_is_changed_with_buttons_in_one_message(world: World, ada: Person) -> None:
    """Time, days, number and end of the questions are buttons of the message that shows them."""
    await _set(ada, "9:00 UTC")
    panel = (await find(ada, "09:00"))["message_id"]
    for press, then in (
        ("🕗 09:00", "At what time?"),
        ("20:00", "20:00 (UTC), every day, 1 question"),
        ("1 question", "How many"),
        ("3", "3 questions"),
        ("📅 every day", "On which days?"),
        ("✓ Sun", "On which days?"),
        ("‹ Back", "Mon, Tue, Wed, Thu, Fri, Sat"),
        ("Turn it off", "No daily question"),
    ):
        await ada.press(press)
        message = await ada.wait_for(then)
        assert message["message_id"] == panel
    assert world.house.store.dailies.get(ada.number) is None


async def test_everything_is_said_in_one_line(world: World, ada: Person) -> None:
    """Time, days, number and place are read in either language, and said back."""
    await ada.send("/daily 8:00 weekdays 3 Paris")
    await ada.wait_for("08:00 (Paris), Monday to Friday, 3 questions")
    assert _kept(world, ada).plan == Plan("08:00", "Europe/Paris", days=31, questions=3)
    await ada.send("/daily 每天 9点 5题 北京")
    await ada.wait_for("09:00 (Beijing), every day, 5 questions")
    assert _kept(world, ada).plan == Plan("09:00", "Asia/Shanghai", questions=5)


async def test_what_cannot_be_read_is_said(world: World, ada: Person) -> None:
    """A text without a time, an impossible time or an unknown place set nothing, with the reason."""
    for written, said in (
        ("/daily noonish", "noonish"),
        ("/daily 25:00", "25:00"),
        ("/daily 08:00 Atlantis", "Atlantis"),
        ("/daily 08:00 UTC+5:10", "“UTC+5:10”"),
        ("/daily it is 14:31:99 here", "14:31:99"),
        ("/daily it is 8:15 here", "Nobody’s clock shows 08:15"),
        ("/daily", "When shall"),
        ("/daily off", "No daily question"),
        ("/pause", "no daily question to pause"),
    ):
        await ada.send(written)
        await ada.wait_for(said)
    assert world.house.store.dailies.get(ada.number) is None


async def test_a_button_that_never_was(world: World, ada: Person) -> None:
    """A button with a time, a zone or a day that does not exist sets nothing."""
    await ada.send("/daily")
    message = await ada.wait_for("When shall")
    for forged in ("at:9999", "zone:Mars/Olympus", "flip:7", "count:0", "days:0", "clock:9999"):
        data = f"daily:{ada.number}:{forged}:en"
        answer = await answer_to(ada, await ada.replay(message["message_id"], data))
        assert "too old" in answer.text
    assert world.house.store.dailies.get(ada.number) is None


async def test_questions_come_once_a_day(world: World, ada: Person) -> None:
    """Each local day has its question, once, however often the tick looks."""
    await _set(ada, "09:00 UTC")
    sent: list[int] = []
    for _ in range(2):
        world.clock.advance(hours=1)
        for _ in range(3):
            await serve_due(world.bot, world.house)
        message = await ada.wait_for(
            lambda message: HEADING in text_of(message) and message["message_id"] not in sent
        )
        sent.append(message["message_id"])
        world.clock.advance(hours=23)
    shown = [m["message_id"] for m in await ada.messages() if HEADING in text_of(m)]
    assert shown == sent


async def test_a_day_of_three_questions_has_an_end(world: World, ada: Person) -> None:
    """The questions of a day are numbered, and the last answer closes the day with the streak."""
    await _set(ada, "09:00 UTC 3 questions")
    await _tick(world, hours=1)
    await ada.wait_for("1 of 3")
    for heading in ("2 of 3", "3 of 3"):
        await ada.press(await _some_answer(ada))
        answered = await ada.wait_for("Your answer")
        assert "Done for today" not in text_of(answered)
        await ada.press("Next question")
        await ada.wait_for(heading)
        await ada.press("Why this?")
        assert heading in text_of(await ada.wait_for("Why this: "))
    await ada.press(await _some_answer(ada))
    await ada.wait_for("Done for today")
    await ada.press("Next question")
    further = await ada.wait_for(lambda message: "Why this?" in buttons(message))
    assert "question of the day" not in text_of(further)


async def test_two_devices_answer_at_once(world: World, ada: Person) -> None:
    """Two answers to one question count once, for the memory and for the day."""
    await _set(ada, "09:00 UTC 3 questions")
    await _tick(world, hours=1)
    message = await ada.wait_for("1 of 3")
    for data in [data for data in buttons(message).values() if ":a" in data][:2]:
        await ada.replay(message["message_id"], data)
    await ada.wait_for("Your answer")
    await ada.press("Next question")
    await ada.wait_for("2 of 3")
    assert _kept(world, ada).answered == len(world.house.store.reviews.history(ada.number)) == 1


async def _some_answer(person: Person) -> str:
    """The first button of the newest question that answers it."""
    newest = (await person.messages())[-1]
    return next(text for text, data in buttons(newest).items() if ":a" in data)


async def test_a_missed_question_is_caught_up(opened: Opening) -> None:
    """A question that fell into a short downtime comes at the next start, and only once."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await _set(ada, "09:00 UTC")
        world.clock.advance(hours=3)
    async with opened() as world, Person.at(world.door.address) as ada:
        await find(ada, HEADING)
        await serve_due(world.bot, world.house)
        assert sum(HEADING in text_of(message) for message in await ada.messages()) == 1


async def test_what_was_claimed_before_a_stop_is_sent_after_it(opened: Opening) -> None:
    """A question that was claimed and not sent comes at the next start; one being sent does not."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await _set(ada, "09:00 UTC")
        claimed = replace(_kept(world, ada), last_day=date(2026, 3, 2), waiting="question")
        world.house.store.dailies.save(replace(claimed, posted_at=world.clock()))
    async with opened() as world, Person.at(world.door.address) as ada:
        await find(ada, HEADING)
        world.house.store.dailies.save(replace(_kept(world, ada), waiting=None, delivered=False))
    async with opened() as world, Person.at(world.door.address) as ada:
        await serve_due(world.bot, world.house)
        assert sum(HEADING in text_of(message) for message in await ada.messages()) == 1


async def test_after_three_unanswered_days_the_bot_asks_and_is_silent(
    world: World, ada: Person
) -> None:
    """Three days without an answer lead to one question about the pace, and then to nothing."""
    await _set(ada, "09:00 UTC")
    await _tick(world, hours=1)
    await ada.wait_for(HEADING)
    for _ in range(2):
        seen = len(await ada.messages())
        await _tick(world, days=1)
        await ada._until(lambda: _kept(world, ada).delivered, "the next question")
        assert len(await ada.messages()) == seen + 1
    await _tick(world, days=1)
    await ada.wait_for("less often")
    seen = len(await ada.messages())
    for _ in range(5):
        await _tick(world, days=1)
    assert len(await ada.messages()) == seen
    await flip(ada, "zh", "慢一点")
    await ada.press("隔天一次")
    await ada.wait_for("09:00（UTC），隔天")
    assert _kept(world, ada).next_due == datetime(2026, 3, 11, 9, tzinfo=UTC)


async def test_a_pause_and_its_end(world: World, ada: Person) -> None:
    """A pause is set in words or with buttons, and /daily or any answer ends it."""
    await _set(ada, "09:00 UTC")
    for written, said in (
        ("/pause until 20 March", "until 20 Mar"),
        ("/pause 一周", "until 9 Mar"),
        ("/pause until yesterday", "I cannot read"),
        ("/pause until 2026-03-01", "is not ahead of us"),
        ("/pause until I come back", "until you want them again"),
        ("/daily", "Next: today at 09:00"),
    ):
        await ada.send(written)
        await ada.wait_for(said)
    await ada.press("Pause")
    await ada.wait_for("For how long")
    await ada.press("A week")
    await ada.wait_for("rest until 9 Mar")
    await _tick(world, days=3)
    house = world.house
    assert "on again" in str(after_answer(house, house.store.people.get(ada.number)))
    assert _kept(world, ada).state == "on"


async def test_the_questions_follow_a_traveller(world: World, ada: Person) -> None:
    """A zone that is changed in the settings moves the questions of the day, too."""
    await _set(ada, "09:00 Berlin")
    await ada.send("/settings")
    await ada.wait_for("Berlin")
    await ada.press("Time zone: Berlin (change)")
    await ada.wait_for("Choose a city")
    await flip(ada, "zh", "同时区的城市")
    await ada.press("东京")
    await ada.wait_for("Tokyo")
    assert _kept(world, ada).next_due == datetime(2026, 3, 3, 0, 0, tzinfo=UTC)


async def test_the_panel_is_flipped(world: World, ada: Person) -> None:
    """Every page of the panel is there in both languages, and what is pressed stays in its own."""
    await ada.send("/daily")
    await ada.wait_for("When shall")
    await flip(ada, "zh", "每日练习几点发给你")
    await ada.press("08:00")
    await ada.wait_for("你在哪个时区")
    await ada.press("🕑 按我的钟表选")
    await ada.wait_for("你的钟表")
    await ada.press("17:00")
    await ada.wait_for("全年")
    await flip(ada, "en", "summer and in winter")
    await flip(ada, "zh", "全年")
    await ada.press("东京")
    await ada.wait_for("08:00（东京）")
    for page, english, chinese in (
        ("🕗 08:00", "At what time", "几点发给你"),
        ("📅 每天", "On which days", "哪几天"),
        ("1 道题", "How many", "每天几道题"),
        ("🌍 东京", "Where are you", "你在哪个时区"),
        ("暂停", "For how long", "停多久"),
    ):
        await ada.press(page)
        await ada.wait_for(chinese)
        await flip(ada, "en", english)
        await flip(ada, "zh", chinese)
        await ada.press("‹ 返回")
        await ada.wait_for("08:00（东京）")
    await flip(ada, "en", "08:00 (Tokyo)")
    assert world.house.store.people.get(ada.number).language == "en"


async def test_chinese(world: World, ada: Person) -> None:
    """Readers of Chinese set and pause their questions in Chinese."""
    await ada.speak("zh-hans")
    await ada.send("/daily 周一三五 晚上八点半 2题 上海")
    await ada.wait_for("20:30（北京），周一、周三、周五，2 道题")
    await ada.send("/pause 到4月1日")
    await ada.wait_for("暂停到 4 月 1 日")
    assert _kept(world, ada).until == date(2026, 4, 1)
