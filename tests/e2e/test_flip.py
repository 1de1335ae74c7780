"""Both ways: a message of the bot in the other language, in place."""

from data import words
from tests.e2e.world import Opening, World, answer_to, flip
from tests.person import Message, Person, buttons, text_of
from trainer.config import RunConfig, as_dict

EXERCISE = {
    "en": "60,000 images, batch size 128, 10 epochs: how many iterations?",
    "zh": "训练集有60000张图片，batch size为128，训练10个epoch，一共迭代多少次？",
}
LOG = "\n".join(f"Epoch {n}/3 - loss: {1 / n:.3f} - val_loss: {1.1 / n:.3f}" for n in (1, 2, 3))
LONG = RunConfig(seed=999_999, hidden=(1000, 1000, 1000, 1000), dropout=0.12, batch_size=1437)


def is_photo(message: Message) -> bool:
    """Whether a message is a picture."""
    return "photo" in message


ANSWERS = (
    (EXERCISE["en"], "Iterations in all", "总迭代次数"),
    (
        "1000 samples, batch size 100, 7 batches per epoch, 3 epochs: how many iterations?",
        "do not fit",
        "彼此对不上",
    ),
    ("1000 samples, 10 epochs: how many iterations?", "batch size", "批次大小"),
    ("1000 samples, batch size 0: how many batches per epoch?", "at least 1", "至少"),
    ("TP=40, FP=10, FN=10: what is the F1 score?", "F1", "0.8"),
    (LOG, "Still improving", "验证损失"),
)


async def test_an_answer_is_flipped_and_back(ada: Person) -> None:
    """An answer of any kind says the same in the other language, in its message, and again here."""
    for question, english, chinese in ANSWERS:
        await ada.send(question)
        first = await ada.wait_for(english)
        flipped = await flip(ada, "zh", chinese)
        assert text_of(flipped) != text_of(first)
        again = await flip(ada, "en", english)
        assert {m["message_id"] for m in (first, flipped, again)} == {first["message_id"]}
        assert text_of(again) == text_of(first)
        assert buttons(again) == buttons(first)


async def test_a_flipped_exercise_goes_on_in_its_language(ada: Person) -> None:
    """What is done with a flipped answer stays in its language: a number changed, a formula."""
    await ada.send(EXERCISE["en"])
    await ada.wait_for("4,690")
    await flip(ada, "zh", "总迭代次数")
    await ada.press(words.say("answer.change", "zh"))
    await ada.wait_for("总迭代次数")
    await flip(ada, "en", "Iterations in all")
    await ada.press("batch size 128 ✎")
    await ada.wait_for("New value")
    await flip(ada, "zh", "改成多少")
    await ada.press("256")
    changed = await ada.wait_for("2,350")
    assert "总迭代次数" in text_of(changed)
    await flip(ada, "en", "Iterations in all")


async def test_a_flipped_answer_belongs_to_who_asked_and_survives_a_restart(
    opened: Opening,
) -> None:
    """After a restart an answer can still be flipped, by who asked."""
    async with opened() as world, Person.at(world.door.address, group=True) as ada:
        await ada.send(f"@{world.bot.bot.username} {EXERCISE['en']}")
        answer = await ada.wait_for("4,690")
    async with opened() as world, Person.at(world.door.address, group=True) as ada:
        async with Person.at(world.door.address, "Grace", group=True) as grace:
            pressed = await grace.replay(answer["message_id"], "answer:zh")
            assert "somebody else" in (await answer_to(grace, pressed)).text
        await flip(ada, "zh", "总迭代次数")


async def test_a_run_keeps_the_language_it_is_flipped_to(world: World, ada: Person) -> None:
    """A training speaks as the panel that started it, and flipped, the other language for good."""
    await ada.send("/train")
    await ada.wait_for("A training to watch")
    await flip(ada, "zh", "训练一次")
    await ada.press(words.say("train.start", "zh"))
    picture = await ada.wait_for(is_photo, patience=30)
    assert "手写数字" in text_of(picture)
    await ada.press("English")
    flipped = await ada.wait_for(lambda m: is_photo(m) and "Digits" in text_of(m), patience=30)
    assert flipped["message_id"] == picture["message_id"]
    assert world.house.store.runs.get(1).language == "en"
    await ada.press(words.say("views.log", "en"))
    assert "Digits" in text_of(await ada.wait_for(is_photo, patience=30))
    await ada.send("/runs")
    await ada.wait_for("Your last trainings")


async def test_a_comparison_is_flipped(world: World, ada: Person) -> None:
    """A comparison is flipped with its captions and buttons, and stays so."""
    await ada.send("compare batch size 250 and 500 on two moons for 1 epoch")
    await ada.wait_for(is_photo, patience=60)
    await ada.press("中文")
    flipped = await ada.wait_for(lambda m: is_photo(m) and "对比" in text_of(m), patience=60)
    assert words.say("views.film", "zh") in buttons(flipped)
    assert world.house.store.runs.get(1).language == "zh"


async def test_screens_with_a_choice_are_flipped(ada: Person) -> None:
    """Help, welcome, the panel with its pages and the experiments are flipped in place."""
    for command, english, chinese in (
        ("/help", "Just write", "直接写"),
        ("/start", "I teach one thing", "你好"),
        ("/experiments", "experiments", "实验"),
        ("/runs", "No trainings yet", "还没有"),
        ("What is the capital of France?", "outside what I teach", "超出了我教的范围"),
        ("/train", "A training to watch", "训练一次"),
    ):
        await ada.send(command)
        first = await ada.wait_for(english)
        assert (await flip(ada, "zh", chinese))["message_id"] == first["message_id"]
    await ada.press(words.say("train.more", "zh"))
    await ada.wait_for("种子")
    await flip(ada, "en", "seed")
    await ada.press("Dropout: off")
    await ada.wait_for(lambda message: "✓ off" in buttons(message))
    await flip(ada, "zh", "共 450 次")


async def test_a_long_training_fits_its_buttons(world: World, ada: Person) -> None:
    """With the longest code that a button holds, the panel of a large account can be flipped."""
    number = world.house.store.drafts.keep(ada.number, as_dict(LONG), world.clock())
    await ada.send("/train")
    panel = await ada.wait_for("A training to watch")
    await ada.replay(panel["message_id"], f"pick:{ada.number}:pd{number}:en")
    await ada.wait_for("1,437")
    await flip(ada, "zh", "1,437")
