"""/experiments: ready-made comparisons that show something, each with a guess before it runs."""

from collections.abc import Iterable
from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.people import Person
from data.runs import Run
from data.words import Language
from handlers.context import Context, House, met, tell
from handlers.html import lines, paragraphs, say
from handlers.keyboards import button, flip
from handlers.presses import gone, heard, owned, pressed, refreshed
from handlers.screens import Screen, turned_to
from handlers.training.begin import begin
from handlers.training.experiment_words import answer, experiment_of, question
from handlers.training.own_runs import any_run
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


async def on_groups(update: Update, _context: Context) -> None:
    """Go back to the groups of experiments."""
    _, (shown_in,) = pressed(update)
    await turned_to(update, _groups(cast("Language", shown_in)))


async def on_group(update: Update, _context: Context) -> None:
    """List the experiments of a group."""
    _, (group, shown_in) = pressed(update)
    await turned_to(update, _group(group, cast("Language", shown_in)))


async def on_experiment(update: Update, context: Context) -> None:
    """Ask for a guess at an experiment."""
    _, (key, shown_in) = pressed(update)
    person, language = met(update, context.house), cast("Language", shown_in)
    await turned_to(update, _question(EXPERIMENTS[key], person, language))


async def on_guess(update: Update, context: Context) -> None:
    """Keep a guess, if there is one, and run the experiment."""
    query, (owner, key, choice, shown_in) = pressed(update)
    house, person, language = context.house, met(update, context.house), cast("Language", shown_in)
    if not await owned(query, int(owner), person):
        return
    experiment = EXPERIMENTS[key]
    if choice.isdigit() and int(choice) >= len(experiment.runs):
        await gone(update, house)
        return
    await heard(query)
    run = await begin(update, context, experiment.comparison, language, experiment=key)
    if run is None:
        return
    place = int(choice) if choice.isdigit() else None
    if choice != _NONE:
        house.store.guesses.add(run.id, person.id, key, place, house.clock())
    await refreshed(query, *_guessed(run, experiment, house, language))


async def on_guessed(update: Update, context: Context) -> None:
    """Show in the language of a button what was guessed."""
    _, (number, shown_in) = pressed(update)
    house = context.house
    run = await any_run(update, house, number)
    if run is None:
        return
    experiment = experiment_of(run)
    if experiment is None:
        await gone(update, house)
        return
    await turned_to(update, _guessed(run, experiment, house, cast("Language", shown_in)))


def _groups(language: Language) -> Screen:
    buttons = [
        [button(f"experiments.{group}", f"experiments:{group}:{language}", language)]
        for group in GROUPS
    ]
    keyboard = InlineKeyboardMarkup([*buttons, [flip(f"experiments:{language}", language)]])
    return say("experiments.choose", language, count=len(EXPERIMENTS)), keyboard


def _group(group: str, language: Language) -> Screen:
    buttons = [
        (one.title.say(language), f"experiment:{one.key}:{language}")
        for one in EXPERIMENTS.values()
        if one.group == group
    ]
    around = _around("experiments", f"experiments:{group}", language)
    text = say("experiments.which", language, group=words.say(f"experiments.{group}", language))
    return text, InlineKeyboardMarkup([*_column(buttons), around])


def _question(experiment: Experiment, person: Person, language: Language) -> Screen:
    places = [(label, str(n)) for n, label in enumerate(labels(experiment.comparison, language))]
    offered = [
        *places,
        (words.say("experiments.same", language), _SAME),
        (words.say("experiments.run", language), _NONE),
    ]
    buttons = [
        (text, f"guess:{person.id}:{experiment.key}:{choice}:{language}")
        for text, choice in offered
    ]
    group, here = f"experiments:{experiment.group}", f"experiment:{experiment.key}"
    text = lines(question(experiment, language), say("experiments.guess", language))
    return text, InlineKeyboardMarkup([*_column(buttons), _around(group, here, language)])


def _guessed(run: Run, experiment: Experiment, house: House, language: Language) -> Screen:
    """The question once its experiment runs, with the guess where there is one."""
    guess = house.store.guesses.of(run.id)
    buttons = InlineKeyboardMarkup([[flip(f"guessed:{run.id}:{language}", language)]])
    if guess is None:
        title = experiment.title.say(language)
        return say("experiments.running", language, title=title), buttons
    chosen = say("experiments.chosen", language, chosen=answer(experiment, guess.choice, language))
    return paragraphs(question(experiment, language), chosen), buttons


def _around(back: str, here: str, language: Language) -> list[InlineKeyboardButton]:
    """The way back, and this in the other language."""
    to_back = button("experiments.back", f"{back}:{language}", language)
    return [to_back, flip(f"{here}:{language}", language)]


def _column(buttons: Iterable[tuple[str, str]]) -> list[list[InlineKeyboardButton]]:
    return [[InlineKeyboardButton(text, callback_data=data)] for text, data in buttons]
