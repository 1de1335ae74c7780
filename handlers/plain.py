"""The road's end on the command line: an answer as plain data, its text included."""

from collections.abc import Sequence

from data import words
from data.words import Language
from handlers import road
from handlers.log_words import diagnosis_first, diagnosis_of
from solver.language import detect
from solver.reply import Reply, reply_as_json
from trainer.comparison import Comparison, varied
from trainer.comparison_flag import write_flag
from trainer.config import RunConfig, as_dict
from trainer.diagnosis_words import say

Json = dict[str, object]


def answer(text: str, language: Language | None) -> Json:
    """The answer to one question, as the object of the command line's contract.

    Args:
        text: the question.
        language: the language of the answer; None for that of the question.
    """
    language = language or detect(text)
    outcome = road.take(text)
    if isinstance(outcome, Reply):
        return _with_diagnosis(reply_as_json(outcome, language), outcome, language)
    if outcome is None and road.wants_to_train(text):
        outcome = RunConfig()
    if isinstance(outcome, RunConfig | Comparison):
        command = words.say("plain.training", language, command=_command(outcome))
        return _without_answer(command, language)
    if outcome is None:
        example = words.say("help.example_ask", language)
        return _without_answer(words.say("ask.outside", language, example=example), language)
    return _without_answer("\n".join(fault.say(language) for fault in outcome), language)


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
