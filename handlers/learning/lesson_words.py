"""A topic in words: what each of its views says."""

from typing import Literal, get_args

from data import words
from data.words import Language
from handlers.folding import folded
from handlers.html import Html, bold, quote
from handlers.learning.markup import as_html, as_plain
from handlers.rich.html import paragraphs
from handlers.rich.lessons import as_both
from knowledge.topic import Answer, Depth, Myth, Topic

View = Literal["quick", "standard", "detailed", "example", "picture", "myths", "sources"]
VIEWS: tuple[View, ...] = get_args(View)
_DEFINITION = "what"
"""The answer that says what a topic is."""
DEPTHS: tuple[Depth, ...] = get_args(Depth)


def answer_html(topic: Topic, answer: Answer | None, *, rich: bool = False) -> Html:
    """The direct answer, and under it what the topic is, unless that was asked."""
    told = as_both if rich else as_html
    quick = told(topic.depths["quick"])
    if answer is None:
        return paragraphs(bold(topic.title), quick)
    if answer.key == _DEFINITION:
        return paragraphs(bold(topic.title), told(answer.text))
    return paragraphs(bold(topic.title), told(answer.text), quote([quick]))


def answer_plain(topic: Topic, answer: Answer | None) -> str:
    """The same for a terminal."""
    direct = [as_plain(answer.text)] if answer else []
    return "\n\n".join([*direct, as_plain(topic.depths["quick"])])


def view_html(topic: Topic, view: View, language: Language, *, rich: bool = False) -> Html:
    """A view of a topic as a message."""
    text = view_text(topic, view, language)
    told = as_both(text) if rich else as_html(text)
    if view in DEPTHS:
        return folded(paragraphs(bold(topic.title), told))
    name = words.say(f"lesson.{view}", language)
    return paragraphs(bold(f"{topic.title} · {name}"), told)


def view_text(topic: Topic, view: View, language: Language) -> str:
    """What a view of a topic says, in the little Markdown of lessons."""
    if view == "example":
        return topic.example
    if view == "picture":
        return f"{topic.analogy}\n\n{topic.memory_aid}"
    if view == "myths":
        return "\n\n".join(_myth(myth, language) for myth in topic.myths)
    if view == "sources":
        found = topic.frame.sources
        return "\n".join(f"{one.author} ({one.year}). {one.title}." for one in found)
    return topic.depths[view]


def _myth(myth: Myth, language: Language) -> str:
    verdict = words.say("lesson.true" if myth.true else "lesson.false", language)
    return f"{myth.claim}\n**{verdict}** {myth.why}"
