"""Hear it: topics and lessons as voice notes, the course as an audiobook, and what is missing."""

import shutil
from pathlib import Path

import pytest

from handlers.learning.hear import hear_button
from handlers.learning.hear_words import lesson_lines, view_lines
from handlers.learning.readings import folder
from knowledge.course import lessons
from knowledge.library import slugs, topic
from tests.e2e.world import World, answer_to
from tests.person import Message, Person, buttons, text_of
from voice.available import EXTRA, PROGRAM_INSTALL, available, to_install
from voice.note import Line, make, place_of

needs_chinese = pytest.mark.skipif(
    bool(to_install("zh")), reason=f"no Chinese voice here: {'; '.join(to_install('zh'))}"
)
PATIENCE = 60.0


def is_voice(message: Message) -> bool:
    """Whether a message is a voice note."""
    return "voice" in message


@needs_chinese
async def test_a_view_of_a_topic_is_heard(ada: Person, world: World) -> None:
    """The button's voice note comes as a reply to the message, and is kept for the next time."""
    await ada.speak("zh")
    shown = await ada.send("/glossary epoch")
    await ada.wait_for("epoch")
    await ada.replay(shown + 1, "hear:epoch:quick:zh")
    note = await ada.wait_for(is_voice, patience=PATIENCE)
    assert note["reply_to_message"]["message_id"] == shown + 1
    assert text_of(note).startswith(f"{topic('epoch', 'zh').title}，朗读（0:")
    assert 5 < note["voice"]["duration"] < 60
    assert note["voice"]["mime_type"] == "audio/ogg"
    assert "record_voice" in ada.actions
    assert buttons(note) == ({"English": "hear:epoch:quick:en"} if available("en") else {})
    await ada.replay(shown + 1, "hear:epoch:quick:zh")
    again = await ada.wait_for(is_voice, patience=PATIENCE)
    assert again["voice"]["file_id"] == note["voice"]["file_id"]
    assert world.house.store.events.latest(ada.number, "hear", 5)


@needs_chinese
async def test_who_forbids_voice_notes_gets_a_file(ada: Person) -> None:
    """Where a person lets nobody send voice notes, the same comes as a file to be played."""
    await ada.speak("zh")
    await ada.forbid_voice()
    shown = await ada.send("/glossary epoch")
    await ada.wait_for("epoch")
    lines = view_lines(topic("epoch", "zh"), "quick", "zh")
    place_of(folder(), lines, "zh").parent.mkdir(exist_ok=True)
    place_of(folder(), lines, "zh").write_bytes(make(folder(), [Line("一轮")], "zh").ogg)
    await ada.replay(shown + 1, "hear:epoch:quick:zh")
    file = await ada.wait_for(lambda message: "document" in message, patience=PATIENCE)
    assert file["document"]["mime_type"] == "audio/ogg"
    assert text_of(file).startswith(f"{topic('epoch', 'zh').title}，朗读（0:")


@needs_chinese
async def test_the_course_is_heard_to_its_end(ada: Person, tmp_path: Path) -> None:
    """A voice note comes for every lesson, in their order, with its title and its length."""
    course = lessons("zh")
    some = make(tmp_path, [Line("一轮")], "zh")
    for one in course:
        lines = lesson_lines(one, "zh")
        assert {line.speaker for line in lines} == {0, 1}
        place_of(folder(), lines, "zh").parent.mkdir(exist_ok=True)
        place_of(folder(), lines, "zh").write_bytes(some.ogg)
    await ada.speak("zh")
    await ada.send("/audiobook")
    await ada.wait_for("12. ")
    await ada.press("▶ 全部章节")
    await ada.wait_for(f"{len(course)} 章都在这里了", patience=PATIENCE)
    notes = [message for message in await ada.messages() if is_voice(message)]
    titles = [f"第 {one.number} 章：{one.title}" for one in course]
    assert [text_of(note).partition("，朗读")[0] for note in notes] == titles
    assert {note["voice"]["duration"] for note in notes} == {round(some.seconds)}


@needs_chinese
async def test_the_course_is_heard_until_it_is_stopped(ada: Person) -> None:
    """All chapters come one after another; what is being recorded can be stopped by a button."""
    await ada.speak("zh")
    await ada.send("/audiobook")
    shown = await ada.wait_for(f"{len(lessons('zh'))}. ")
    assert {"1", "12", "▶ 全部章节", "English"} <= buttons(shown).keys()
    await ada.press("▶ 全部章节")
    await ada.wait_for("第 1 章")
    await ada.press("1")
    await ada.wait_for("/cancel")
    await ada.press("停止")
    await ada.wait_for("已停止")
    await ada.send("/cancel")
    await ada.wait_for("没有")


async def test_without_the_voice_the_way_to_it_is_told(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be spoken there is no button, and the commands say what to install."""
    monkeypatch.setattr("voice.available.find_spec", lambda _: None)
    monkeypatch.setenv("PATH", "")
    assert shutil.which("espeak-ng") is None
    assert hear_button("epoch", "quick", "en") is None
    for command in ("/hear", "/audiobook"):
        await ada.send(command)
        assert EXTRA in text_of(await ada.wait_for("Whoever runs me"))
    await ada.press("中文")
    assert PROGRAM_INSTALL in text_of(await ada.wait_for("安装"))
    await ada.send("/hear epoch")
    await ada.wait_for(EXTRA)


async def test_what_there_is_to_hear_is_told(ada: Person) -> None:
    """A name that is no topic leads to the topics; a button to no lesson is too old."""
    if to_install("en"):
        pytest.skip(f"no English voice here: {'; '.join(to_install('en'))}")
    await ada.send("/hear the weather")
    await ada.wait_for("no topic called “the weather”")
    number = await ada.send("/hear")
    await ada.wait_for("/hear overfitting")
    answer = await answer_to(ada, await ada.replay(number + 1, "chapter:99:en"))
    assert "too old" in answer.text


def test_every_button_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The data of the button under any answer to any topic is within Telegram's 64 bytes."""
    monkeypatch.setattr("handlers.learning.hear.available", lambda _: True)
    for slug in slugs():
        for answer in topic(slug, "en").answers:
            button = hear_button(slug, f"a.{answer.key}", "en")
            assert button is not None
            assert len(str(button.callback_data)) <= 64
