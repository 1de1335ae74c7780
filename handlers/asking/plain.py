"""The road's end on the command line: an answer as plain data, its text included."""

from collections.abc import Sequence
from typing import cast

from data import words
from data.words import Language
from handlers.asking import road
from handlers.asking.log_words import diagnosis_first, diagnosis_of
from handlers.asking.outcomes import Both
from handlers.asking.wanted import wants_to_train
from handlers.learning.lesson_words import answer_plain
from handlers.learning.markup import as_plain
from knowledge import library
from knowledge.find import Finding
from solver.language import detect
from solver.replies import Reply
from solver.reply import reply_as_json
from trainer.comparison import Comparison, varied
from trainer.comparison_flag import write_flag
from trainer.config import RunConfig, as_dict
from trainer.diagnosis_words import say

Json = dict[str, object]

HELP_SLUG = "bot-help"
"""What a question about the bot itself is about."""


def answer(text: str, language: Language | None) -> Json:
    """The answer to one question, as the object of the command line's contract.

    Args:
        text: the question.
        language: the language of the answer; None for that of the question.
    """
    language = language or detect(text)
    outcome = road.take(text)
    if isinstance(outcome, Both):
        return _both(outcome, language)
    if isinstance(outcome, Reply):
        return _solved(outcome, language)
    if isinstance(outcome, Finding) and wants_to_train(text):
        outcome = RunConfig()
    if isinstance(outcome, RunConfig | Comparison):
        command = words.say("plain.training", language, command=_command(outcome))
        return _without_answer(command, language)
    if isinstance(outcome, Finding):
        return _lesson(outcome, language)
    return _without_answer("\n".join(fault.say(language) for fault in outcome), language)


def _solved(found: Reply, language: Language) -> Json:
    told = _with_diagnosis(reply_as_json(found, language), found, language)
    return {**told, "topics": _explaining(told)}


def _both(found: Both, language: Language) -> Json:
    """What was worked out, and below it what the topic says; that topic comes first."""
    told, lesson = _solved(found.reply, language), _lesson(found.lesson, language)
    one = library.topic(found.lesson.topics[0].slug, language)
    answer = one.answer(found.lesson.answer) if found.lesson.answer else None
    direct = as_plain(answer.text if answer else one.depths["quick"])
    slugs = cast("list[Json]", lesson["topics"])
    others = [topic for topic in cast("list[Json]", told["topics"]) if topic not in slugs]
    return {**told, "text": f"{told['text']}\n\n{direct}", "topics": [*slugs, *others]}


def _explaining(told: Json) -> list[Json]:
    """The topics that explain what was worked out."""
    answers = cast("list[Json]", told["answers"])
    found = [library.explaining(str(one["quantity"])) for one in answers]
    return [{"slug": slug, "score": 1.0} for slug in dict.fromkeys(found) if slug]


def _lesson(found: Finding, language: Language) -> Json:
    """What a question is about; of what is outside the subject, what can be asked instead."""
    if found.kind != "lesson":
        text = words.say(f"plain.{found.kind}", language)
        topics = [{"slug": HELP_SLUG, "score": 1.0}] if found.kind == "help" else []
        return {**_without_answer(text, language), "topics": topics}
    topic = library.topic(found.topics[0].slug, language)
    answer = topic.answer(found.answer) if found.answer else None
    topics = [{"slug": one.slug, "score": round(one.score, 4)} for one in found.topics]
    told = _without_answer(answer_plain(topic, answer), language)
    return {**told, "kind": "lesson", "topics": topics}


def _with_diagnosis(told: Json, found: Reply, language: Language) -> Json:
    """The object with the diagnosis of a log in its text."""
    diagnosis = "\n".join(say(finding, language) for finding in diagnosis_of(found))
    text = str(told["text"])
    parts = (diagnosis, text) if diagnosis_first(found) else (text, diagnosis)
    return {**told, "text": "\n\n".join(part for part in parts if part)}


def _command(wanted: RunConfig | Comparison) -> str:
    """The command that runs a training: a flag for everything that is not as usual."""
    if isinstance(wanted, Comparison):
        return f"{_flags(wanted.runs[0], varied(wanted))} --compare {write_flag(wanted)}"
    return _flags(wanted, ())


def _flags(config: RunConfig, without: Sequence[str]) -> str:
    usual, wanted = as_dict(RunConfig()), as_dict(config)
    named = {"dataset", "model"}
    flags = [
        _flag(name.replace("_", "-"), value)
        for name, value in wanted.items()
        if name not in without and (name in named or value != usual[name])
    ]
    return " ".join(["python bot.py train", *flags])


def _flag(name: str, value: object) -> str:
    if isinstance(value, bool):
        return f"--{name}" if value else f"--no-{name}"
    given = " ".join(map(str, value)) if isinstance(value, tuple) else value
    return f"--{name} {given}"


def _without_answer(text: str, language: Language) -> Json:
    empty: Json = {
        key: [] for key in ("answers", "knowns", "derived", "missing", "conflicts", "topics")
    }
    return {"kind": "out_of_scope", "language": language, "text": text, "verdict": None, **empty}
