"""What is read aloud: the views of a topic, and the lessons of the course with their dialogues."""

from collections.abc import Iterator

from data import words
from data.words import Language
from handlers.learning.lesson_words import VIEWS, View, view_text
from knowledge.lesson import Lesson, Part, Screen
from knowledge.topic import Topic
from voice.note import Line

_SPEAKERS = {"teacher": 0, "student": 1}
_ANSWER = "a."


def view_lines(topic: Topic, view: str, language: Language) -> tuple[Line, ...]:
    """A view of a topic; one that is not made of sentences is read as the topic in short."""
    return (Line(f"{topic.title}\n\n{_view(topic, view, language)}"),)


def lesson_lines(lesson: Lesson, language: Language) -> tuple[Line, ...]:
    """A lesson as a chapter: what its screens say, then its dialogue, the right choices chosen."""
    title = words.say("hear.chapter", language, number=lesson.number, title=lesson.title)
    screens = [step for step in lesson.steps if isinstance(step, Screen)]
    told = "\n\n".join([title, *(f"**{one.title}**\n\n{one.text}" for one in screens)])
    said = (line for part in lesson.dialogue for line in _dialogue(part))
    return (Line(told), *said)


def _view(topic: Topic, view: str, language: Language) -> str:
    if view.startswith(_ANSWER):
        answers = {one.key: one.text for one in topic.answers}
        return answers.get(view.removeprefix(_ANSWER), topic.depths["quick"])
    spoken: View = next((one for one in VIEWS if one == view and one != "sources"), "quick")
    return view_text(topic, spoken, language)


def _dialogue(part: Part) -> Iterator[Line]:
    for turn in part.turns:
        yield Line(turn.text, _SPEAKERS[turn.speaker])
    for option in part.options:
        if option.right:
            yield Line(option.text, _SPEAKERS["student"])
