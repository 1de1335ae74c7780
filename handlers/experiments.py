"""/experiments: ready-made comparisons that show something, each with a guess before it runs."""

from collections.abc import Iterable

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.people import Person
from data.runs import Run
from data.words import Language
from handlers.compare import begin_comparison
from handlers.context import Context, House, met, tell
from handlers.experiment_words import answer, question
from handlers.html import Html, lines, paragraphs, say
from handlers.keyboards import grid
from handlers.presses import heard, owned, pressed, refreshed
from handlers.screens import Screen, turned_to
from trainer.comparison import labels
from trainer.experiments import EXPERIMENTS, GROUPS, Experiment

KEYS = "|".join(EXPERIMENTS)
SHELVES = "|".join(GROUPS)
_SAME, _NONE = "same", "none"
CHOICES = rf"\d|{_SAME}|{_NONE}"
"""What a guess can be: the place of a run, that all are about the same, or no guess at all."""


async def on_experiments(update: Update, context: Context) -> None:
    """Offer the groups of experiments."""
    await tell(update, *_groups(met(update, context.house).language))


async def on_groups(update: Update, context: Context) -> None:
    """Go back to the groups of experiments."""
    await turned_to(update, _groups(met(update, context.house).language))


async def on_group(update: Update, context: Context) -> None:
    """List the experiments of a group."""
    _, (group,) = pressed(update)
    await turned_to(update, _group(group, met(update, context.house).language))


async def on_experiment(update: Update, context: Context) -> None:
    """Ask for a guess at an experiment."""
    _, (key,) = pressed(update)
    await turned_to(update, _question(EXPERIMENTS[key], met(update, context.house)))


async def on_guess(update: Update, context: Context) -> None:
    """Keep a guess, if there is one, and run the experiment."""
    query, (owner, key, choice) = pressed(update)
    house, person = context.house, met(update, context.house)
    if not await owned(query, int(owner), person):
        return
    experiment = EXPERIMENTS[key]
    if choice.isdigit() and int(choice) >= len(experiment.runs):
        await heard(query, words.say("shared.gone", person.language))
        return
    await heard(query)
    before = _latest(house, person)
    await begin_comparison(update, context, experiment.comparison, person.language, experiment=key)
    run = _latest(house, person)
    if run is None or run == before:
        return  # it could not be begun, which was told
    place = int(choice) if choice.isdigit() else None
    if choice != _NONE:
        house.store.guesses.add(run.id, person.id, key, place, house.clock())
    await refreshed(query, _guessed(experiment, choice, place, person.language))


def _latest(house: House, person: Person) -> Run | None:
    return next(iter(house.store.runs.latest_of(person.id, limit=1)), None)


def _groups(language: Language) -> Screen:
    buttons = [
        (words.say(f"experiments.{group}", language), f"experiments:{group}") for group in GROUPS
    ]
    return say("experiments.choose", language, count=len(EXPERIMENTS)), _column(buttons)


def _group(group: str, language: Language) -> Screen:
    buttons = [
        (one.title.say(language), f"experiment:{one.key}")
        for one in EXPERIMENTS.values()
        if one.group == group
    ]
    back = (words.say("experiments.back", language), "experiments")
    return say("experiments.which", language, group=words.say(f"experiments.{group}", language)), (
        _column([*buttons, back])
    )


def _question(experiment: Experiment, person: Person) -> Screen:
    language = person.language
    places = [(label, str(n)) for n, label in enumerate(labels(experiment.comparison, language))]
    offered = [
        *places,
        (words.say("experiments.same", language), _SAME),
        (words.say("experiments.run", language), _NONE),
    ]
    buttons = [(text, f"guess:{person.id}:{experiment.key}:{choice}") for text, choice in offered]
    back = (words.say("experiments.back", language), f"experiments:{experiment.group}")
    text = lines(question(experiment, language), say("experiments.guess", language))
    return text, _column([*buttons, back])


def _guessed(experiment: Experiment, choice: str, place: int | None, language: Language) -> Html:
    """The question once it is answered."""
    if choice == _NONE:
        return say("experiments.running", language, title=experiment.title.say(language))
    chosen = answer(experiment, place, language)
    return paragraphs(
        question(experiment, language), say("experiments.chosen", language, chosen=chosen)
    )


def _column(buttons: Iterable[tuple[str, str]]) -> InlineKeyboardMarkup:
    return grid([InlineKeyboardButton(text, callback_data=data) for text, data in buttons], 1)
