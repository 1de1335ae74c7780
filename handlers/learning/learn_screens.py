"""The course in words: its contents, the steps of a lesson, and its end."""

from collections.abc import Mapping, Sequence

from telegram import InlineKeyboardButton

from data.lessons import Reading
from data.words import Language
from handlers.html import Html, bold, lines, paragraphs, say
from handlers.keyboards import button, flip, grid
from handlers.learning.course_pictures import seen
from handlers.learning.learn_buttons import (
    Row,
    Shown,
    hear,
    lettered,
    letters,
    listed,
    moves,
    to_contents,
    to_dialogue,
    to_next_lesson,
    to_step,
)
from handlers.learning.markup import as_html
from handlers.ways_on import way
from knowledge.course import lessons
from knowledge.lesson import Lesson, Question, Screen
from trainer.experiments import EXPERIMENTS

_COLUMNS = 6


def contents(readings: Sequence[Reading], due: int, language: Language) -> Shown:
    """All lessons: what is done, where the person is, and what is to be repeated."""
    course = lessons(language)
    known = {reading.lesson: reading for reading in readings}
    done = sum(reading.done for reading in readings)
    head = say("learn.course", language, count=len(course), done=done)
    text = paragraphs(head, lines(*(_line(one, known.get(one.name), language) for one in course)))
    rows: list[Row] = [[_go_on(course, readings, language)]]
    if due:
        rows.append([button("learn.repeat", f"learn:again:{language}", language, count=due)])
    numbers = [
        InlineKeyboardButton(str(one.number), callback_data=to_step(one, 0, language))
        for one in course
    ]
    rows += [[*row] for row in grid(numbers, _COLUMNS).inline_keyboard]
    return Shown(text, [*rows, [flip(f"learn:all:{language}", language)]])


def screen(one: Lesson, step: int, found: Screen, language: Language) -> Shown:
    """A screen of a lesson."""
    head = lines(_head(one, step, language), bold(found.title))
    under = lines if found.picture else paragraphs  # a picture leaves less room
    around = [
        button("learn.dialogue", to_dialogue(one, 0, language), language),
        _more(one, language),
        flip(to_step(one, step, language), language),
    ]
    if found.picture in EXPERIMENTS:
        around[1] = button("learn.run", f"experiment:{found.picture}:{language}", language)
    picture = seen(found.picture, language) if found.picture else ""
    text = under(head, as_html(found.text), picture)
    return Shown(text, [moves(one, step, language), around], found.picture)


def question(one: Lesson, step: int, found: Question, asked: int, language: Language) -> Shown:
    """A question in its lesson; its answer is remembered under a number, or not where that is 0."""
    data = f"learn:pick:{one.number}:{step}:{asked}"
    here = [flip(to_step(one, step, language), language)]
    rows = [letters(found.options, data, language), moves(one, step, language), here]
    return Shown(_asked(one, step, found, language), rows)


def repeated(one: Lesson, step: int, found: Question, asked: int, language: Language) -> Shown:
    """A question that comes back, outside of its lesson."""
    data = f"learn:redo:{one.number}:{step}:{asked}"
    around = [to_contents(language), flip(f"learn:again:{language}", language)]
    return Shown(
        _asked(one, step, found, language), [letters(found.options, data, language), around]
    )


def feedback(one: Lesson, step: int, found: Question, place: int, language: Language) -> Html:
    """What became of an answer, and why."""
    chosen = found.options[place]
    key = "learn.right" if chosen.right else "learn.wrong"
    told = lines(lettered(place, chosen), say(key, language, why=as_html(chosen.why)))
    instead = [
        lines(say("learn.instead", language), lettered(at, option), as_html(option.why))
        for at, option in enumerate(found.options)
        if option.right and option is not chosen
    ]
    head = lines(_head(one, step, language), bold(found.text))
    return paragraphs(head, told, *instead)


def answered(one: Lesson, step: int, found: Question, place: int, language: Language) -> Shown:
    """A question of a lesson after its answer."""
    again = f"learn:pick:{one.number}:{step}:0:{place}:{language}"
    rows = [moves(one, step, language), [flip(again, language)]]
    return Shown(feedback(one, step, found, place, language), rows)


def answered_again(
    one: Lesson, step: int, found: Question, place: int, language: Language
) -> Shown:
    """A question that came back after its answer."""
    again = f"learn:redo:{one.number}:{step}:0:{place}:{language}"
    onward = [
        button("learn.look_up", to_step(one, step - 1, language), language),
        button("learn.another", f"learn:again:{language}", language),
    ]
    rows = [onward, [to_contents(language), flip(again, language)]]
    return Shown(feedback(one, step, found, place, language), rows)


def nothing_due(language: Language) -> Shown:
    """That no question is to be repeated now."""
    row = [to_contents(language), flip(f"learn:again:{language}", language)]
    return Shown(say("learn.nothing_due", language), [row])


def end(
    one: Lesson, answers: Mapping[str, bool], language: Language, share: InlineKeyboardButton
) -> Shown:
    """The end of a lesson: what was right, and what comes next."""
    asked = [step.skill for step in one.steps if isinstance(step, Question)]
    right = sum(answers.get(skill, False) for skill in asked)
    told = say(
        "learn.end", language, number=one.number, title=one.title, right=right, all=len(asked)
    )
    onward = to_next_lesson(one, language)
    rows = [
        [
            button("lesson.back", to_step(one, len(one.steps) - 1, language), language),
            to_contents(language),
            share,
            flip(to_step(one, len(one.steps), language), language),
        ],
        [
            button("learn.dialogue", to_dialogue(one, 0, language), language),
            _more(one, language),
            *hear(one, language),
        ],
    ]
    if onward:
        return Shown(told, [onward, *rows])
    rows.insert(0, [way("panel", language)])
    return Shown(paragraphs(told, say("learn.over", language)), rows)


def _asked(one: Lesson, step: int, found: Question, language: Language) -> Html:
    head = lines(_head(one, step, language), bold(found.text))
    return paragraphs(head, listed(found.options))


def _head(one: Lesson, step: int, language: Language) -> Html:
    place = {"step": step + 1, "steps": len(one.steps)}
    return say("learn.head", language, number=one.number, title=one.title, **place)


def _more(one: Lesson, language: Language) -> InlineKeyboardButton:
    """The page of the topic."""
    return button("learn.more", f"topic:{one.frame.topic}:quick:{language}", language)


def _line(one: Lesson, reading: Reading | None, language: Language) -> Html:
    key = "learn.line"
    if reading:
        key = "learn.line_done" if reading.done else "learn.line_begun"
    step = reading.step + 1 if reading else 0
    values = {"title": one.title, "step": step, "steps": len(one.steps)}
    return say(key, language, number=one.number, **values)


def _go_on(
    course: Sequence[Lesson], readings: Sequence[Reading], language: Language
) -> InlineKeyboardButton:
    """Where a person was last; after the end of a lesson, at the next one that is not done."""
    numbers = {one.name: one.number for one in course}
    last = next((one for one in readings if one.lesson in numbers), None)
    done = {reading.lesson for reading in readings if reading.done}
    after = numbers[last.lesson] if last else 0
    one, step = course[after - 1], last.step if last else 0
    if not last or (last.done and not last.step):
        onward = (*course[after:], *course[:after])
        one, step = next((each for each in onward if each.name not in done), course[0]), 0
    key = "learn.go_on" if last else "learn.begin"
    data = to_step(one, min(step, len(one.steps) - 1), language)
    return button(key, data, language, number=one.number, title=one.title)
