"""The dialogue of a lesson: told part by part, the learner choosing what the student says."""

from data.words import Language
from handlers.html import Html, lines, paragraphs, quote, say
from handlers.keyboards import button, flip
from handlers.learning.learn_buttons import (
    Row,
    Shown,
    hear,
    letters,
    listed,
    to_contents,
    to_dialogue,
    to_next_lesson,
    to_step,
)
from handlers.learning.markup import as_html
from knowledge.lesson import Lesson, Option, Turn


def dialogue(one: Lesson, part: int, language: Language, *, tried: int | None = None) -> Shown:
    """A part of a dialogue.

    Args:
        one: the lesson.
        part: from 0.
        language: of the dialogue.
        tried: the place of a choice that was not right; None before any.
    """
    found = one.dialogue[part]
    text = [
        say("learn.dialogue_head", language, number=one.number, title=one.title),
        lines(*(_said(turn, language) for turn in found.turns)),
    ]
    rows: list[Row] = []
    if tried is not None:
        text.append(quote(_not_that(found.options[tried], language)))
    if found.options:
        choose = say("learn.choose" if tried is None else "learn.choose_again", language)
        text.append(lines(choose, listed(found.options)))
        data = f"learn:say:{one.number}:{part}"
        rows.append(letters(found.options, data, language))
    elif onward := to_next_lesson(one, language):
        rows.append(onward)
    back = to_dialogue(one, part - 1, language) if part else to_step(one, 0, language)
    other = flip(to_dialogue(one, part, language), language)
    rows.append([button("lesson.back", back, language), to_contents(language), other])
    aloud = hear(one, language) if part == 0 else []
    if aloud:
        rows.append(aloud)
    return Shown(paragraphs(*text), rows)


def _said(turn: Turn, language: Language) -> Html:
    return say(f"learn.{turn.speaker}", language, text=as_html(turn.text))


def _not_that(option: Option, language: Language) -> list[str]:
    """What the learner chose, and what the teacher answers."""
    turns = (Turn("student", option.text), Turn("teacher", option.why))
    return [_said(turn, language) for turn in turns]
