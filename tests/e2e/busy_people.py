"""What people do in the drills, over and over; each waits for what comes of it."""

import re
from collections.abc import Callable

from data import words
from photo.available import available
from tests.e2e.drill import PATIENT, Drill
from tests.e2e.world import answer_to, find
from tests.person import Message, Person, buttons, text_of

_CLASSES = 15
"""Fewer than somebody may teach."""
_ANSWER = re.compile(r"quiz:(\d+):(a\d+|p\d|solve):(en|zh)")


async def asks(ada: Person, drill: Drill) -> None:
    """Ask a question, or several at once, each with a number of its own."""
    while await drill.goes_on():
        sizes = [drill.size() for _ in range(drill.draw.choice((1, 1, 3)))]
        for size in sizes:
            await ada.send(f"{size} images, batch size 64, 1 epoch: how many iterations?")
            drill.promised[ada.chat, f"{size:,}"] += 1
            drill.worked_out[ada.number] += 1
        for size in sizes:
            await find(ada, f"{size:,}", patience=PATIENT)


async def practises(grace: Person, drill: Drill) -> None:
    """Ask for questions, and answer them by their buttons."""
    while await drill.goes_on():
        newest = next((m for m in reversed(await grace.messages()) if buttons(m)), None)
        if newest and answers(newest) and drill.draw.random() < 0.9:
            await press(grace, newest, answers(newest), drill)
        else:
            sent = await grace.send("/quiz")
            await find(grace, after(sent, lambda message: bool(buttons(message))), patience=PATIENT)


async def learns_in_classes(ada: Person, ming: Person, drill: Drill) -> None:
    """One makes classes; the other joins each, and leaves some."""
    for number in range(10, 10 + _CLASSES):
        if not await drill.goes_on():
            return
        name = f"Physics {number}"
        drill.promised[ada.chat, f"{name} is there"] += 1
        sent = await ada.send(f"/class new {name}")
        made = await find(ada, after(sent, says(f"{name} is there")), patience=PATIENT)
        code = re.search(r"/class (\S+)", text_of(made))
        assert code
        sent = await ming.send(f"/class {code[1]}")
        asked = await find(ming, after(sent, says(name)), patience=PATIENT)
        join = buttons(asked)[words.say("class.yes", "zh")]
        await press(ming, asked, [join], drill)
        drill.joined[name] = drill.draw.random() < 1 / 2
        if not drill.joined[name]:
            await press(ming, asked, [join.replace(":join:", ":leave:")], drill)


async def challenges(grace: Person, ming: Person, drill: Drill) -> None:
    """One makes a challenge of what she has answered last; the other answers it."""
    while await drill.goes_on():
        sent = await grace.send("/challenge")
        made = await find(grace, after(sent, says("?start=", "Answer five")), patience=PATIENT)
        link = re.search(r"start=(\S+)", text_of(made))
        if link:
            drill.challenges += 1
            drill.promised[grace.chat, link[1]] += 1
            drill.promised[grace.chat, "The challenge is answered"] += 1
            drill.promised[ming.chat, "挑战完成"] += 1
            await _answers_five(ming, link[1], drill)
            over = says("The challenge is answered")
            await find(grace, after(made["message_id"], over), patience=PATIENT)


async def _answers_five(ming: Person, code: str, drill: Drill) -> None:
    sent = await ming.send(f"/start {code}")
    leads_on = f"c:{code}"
    here = await find(
        ming, after(sent, lambda m: leads_on in buttons(m).values()), patience=PATIENT
    )
    done: set[str] = set()
    for _ in range(5):
        await press(ming, here, [leads_on], drill)
        asked = await find(ming, after(sent, lambda m: bool(_open(m) - done)), patience=PATIENT)
        done.update(_open(asked))
        await press(ming, asked, answers(asked), drill)
        here = await find(ming, _answered(asked), patience=PATIENT)
    await find(ming, after(sent, says("挑战完成")), patience=PATIENT)


def answers(message: Message) -> list[str]:
    """The data of the presses that answer the question in a message."""
    found = (data for data in buttons(message).values() if _ANSWER.fullmatch(data))
    return [re.sub(r":p(\d)", r":a\1", data) for data in found]


def _open(message: Message) -> set[str]:
    """The number of the question that can be answered in a message; none where none can."""
    return {data.split(":")[1] for data in answers(message)}


def _answered(asked: Message) -> Callable[[Message], bool]:
    return lambda message: message["message_id"] == asked["message_id"] and not _open(message)


async def press(person: Person, message: Message, data: list[str], drill: Drill) -> None:
    """Press one of the buttons, or two one after another, and wait until none waits any more."""
    chosen = drill.draw.choices(data, k=drill.draw.choice((1, 1, 2)))
    queries = [await person.replay(message["message_id"], one) for one in chosen]
    for query in queries:
        await answer_to(person, query, patience=PATIENT)


async def sends_files(ming: Person, drill: Drill) -> None:
    """Send one file after another, of every kind, and wait for what is said to each."""
    kinds = (_settings, _script, _log, _table, _table, _no_picture)
    while await drill.goes_on():
        name, data, said = drill.draw.choice(kinds)(ming, drill)
        drill.promised[ming.chat, said] += 1
        sent = await ming.upload(data, name, mime="image/png" if name.endswith("png") else "")
        await find(ming, after(sent, says(said)), patience=PATIENT)


def _settings(ming: Person, drill: Drill) -> tuple[str, bytes, str]:
    size = drill.size()
    drill.worked_out[ming.number] += 1
    return "run.yaml", f"dataset_size: {size}\nbatch_size: 64\nepochs: 1\n".encode(), f"{size:,}"


def _script(ming: Person, drill: Drill) -> tuple[str, bytes, str]:
    size = drill.size()
    drill.worked_out[ming.number] += 1
    text = (
        f"loader = DataLoader(torch.randn({size}, 8), batch_size=64)\nfor x in loader:\n    pass\n"
    )
    return "train.py", text.encode(), f"{size:,}"


def _log(ming: Person, drill: Drill) -> tuple[str, bytes, str]:
    epochs = drill.length()
    drill.worked_out[ming.number] += 1
    lines = (f"epoch {n}: loss {1 / n:.4f} val_loss {1 / n:.4f}\n" for n in range(1, epochs + 1))
    return "training.log", "".join(lines).encode(), f"1～{epochs} 个 epoch"


def _table(_ming: Person, drill: Drill) -> tuple[str, bytes, str]:
    drill.tables += 1
    name = f"table-{drill.tables:03}.csv"
    return name, b"x,y,kind\n" + b"1.5,2,rose\n1.7,3,lily\n" * 15, f"{name}：30 行"


def _no_picture(_ming: Person, _drill: Drill) -> tuple[str, bytes, str]:
    """A file that only claims to be a picture: no reader of pictures is started for it."""
    return "photo.png", bytes(100), words.say("photo.kind" if available() else "photo.off", "zh")


def says(*parts: str) -> Callable[[Message], bool]:
    """Whether a message has one of the parts."""
    return lambda message: any(part in text_of(message) for part in parts)


def after(number: int, fits: Callable[[Message], bool]) -> Callable[[Message], bool]:
    """Whether a message comes after another one, and is as expected."""
    return lambda message: message["message_id"] > number and fits(message)
