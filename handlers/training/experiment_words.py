"""An experiment in the chat's words: its question, and what came of it and of a guess."""

from telegram import InlineKeyboardMarkup

from data import words
from data.guesses import Guess
from data.runs import Run
from data.words import Language
from handlers.html import Html, bold, lines, paragraphs, say
from handlers.keyboards import button
from handlers.training.next_runs import again_button
from trainer.comparison import Histories, labels
from trainer.experiments import EXPERIMENTS, Experiment, outcome


def experiment_of(run: Run) -> Experiment | None:
    """The experiment that a comparison is; None where it is none, or one of former times."""
    return EXPERIMENTS.get(str(run.config.get("experiment")))


def answer(experiment: Experiment, place: int | None, language: Language) -> str:
    """A run of an experiment by its label, or that all are about the same."""
    if place is None:
        return words.say("experiments.same", language)
    return labels(experiment.comparison, language)[place]


def question(experiment: Experiment, language: Language) -> Html:
    """What an experiment is about, and the question to guess at."""
    return paragraphs(
        lines(bold(experiment.title.say(language)), experiment.look.say(language)),
        bold(experiment.measure.question.say(language)),
    )


def told(run: Run, histories: Histories, guess: Guess | None) -> Html:
    """Whether a guess was right, and what an experiment showed and why; nothing without one."""
    experiment, language = experiment_of(run), run.language
    if experiment is None or len(histories) < len(experiment.runs):
        return Html("")
    return lines(
        _scored(experiment, guess, histories, language) if guess else "",
        _measured(experiment, histories, language),
        _shown(experiment, histories, language),
    )


def right(run: Run, histories: Histories, guess: Guess) -> bool:
    """Whether a guess is what was measured."""
    experiment = experiment_of(run)
    return experiment is not None and outcome(experiment, histories) == guess.choice


def result_buttons(run: Run) -> InlineKeyboardMarkup:
    """What to do after a comparison: run it again, and after an experiment, see the others."""
    experiment, again = experiment_of(run), again_button(run)
    if experiment is None:
        return InlineKeyboardMarkup([[again]])
    to_others = f"experiments:{experiment.group}:{run.language}"
    return InlineKeyboardMarkup([[again], [button("experiments.more", to_others, run.language)]])


def _scored(experiment: Experiment, guess: Guess, histories: Histories, language: Language) -> Html:
    found = outcome(experiment, histories)
    key = "experiments.right" if found == guess.choice else "experiments.wrong"
    chosen = answer(experiment, guess.choice, language)
    return say(key, language, chosen=chosen, found=answer(experiment, found, language))


def _measured(experiment: Experiment, histories: Histories, language: Language) -> str:
    """What the question was about, as it was measured of each run."""
    measure = experiment.measure
    names = labels(experiment.comparison, language)
    values = [f"{n} → {measure.written(h)}" for n, h in zip(names, histories, strict=True)]
    return words.say(
        "experiments.measured",
        language,
        name=measure.name.say(language),
        values=" · ".join(values),
    )


def _shown(experiment: Experiment, histories: Histories, language: Language) -> Html:
    """The claim and its reason, where these runs show it."""
    if not experiment.expected(histories):
        return say("experiments.otherwise", language, claim=experiment.claim.say(language))
    return say(
        "experiments.shown",
        language,
        claim=experiment.claim.say(language),
        why=experiment.why.say(language),
    )
