"""The road's end on the command line: an answer as plain data, its text included."""

from data import words
from data.words import Language
from handlers import road
from solver.language import detect
from solver.reply import Reply, reply_as_json
from trainer.config import RunConfig, as_dict

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
        return reply_as_json(outcome, language)
    if outcome is None and road.wants_to_train(text):
        outcome = RunConfig()
    if isinstance(outcome, RunConfig):
        command = words.say("plain.training", language, command=_command(outcome))
        return _without_answer(command, language)
    if outcome is None:
        example = words.say("help.example_ask", language)
        return _without_answer(words.say("ask.outside", language, example=example), language)
    return _without_answer("\n".join(fault.say(language) for fault in outcome), language)


def _command(config: RunConfig) -> str:
    """The command that runs a training: a flag for everything that is not as usual."""
    usual, wanted = as_dict(RunConfig()), as_dict(config)
    named = {"dataset", "model"}
    flags = [
        f"--{name.replace('_', '-')}" + ("" if value is True else f" {value}")
        for name, value in wanted.items()
        if name in named or value != usual[name]
    ]
    return " ".join(["python bot.py train", *flags])


def _without_answer(text: str, language: Language) -> Json:
    empty: Json = {
        key: [] for key in ("answers", "knowns", "derived", "missing", "conflicts", "topics")
    }
    return {"kind": "out_of_scope", "language": language, "text": text, "verdict": None, **empty}
