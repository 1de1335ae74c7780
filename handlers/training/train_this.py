"""“Train this”: beside the answer to a configuration, the training that it sets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from telegram import InlineKeyboardMarkup, Update

from data import words
from data.people import Person
from data.words import Language
from handlers.asking.beside import Beside
from handlers.asking.outcomes import Setting
from handlers.context import Context, House, met
from handlers.html import Html, bold, lines, paragraphs, say
from handlers.keyboards import button, flip
from handlers.presses import heard, owned, pressed
from handlers.screens import Screen
from handlers.training.begin import begin, faults_text, not_theirs
from handlers.training.codes import code_of, config_of
from handlers.training.run_words import counts_ahead, settings_line, title
from handlers.training.shorter import compare_button
from solver.language import Phrase
from solver.replies import Reply
from solver.results import Clarification
from trainer.comparison import Comparison, labels
from trainer.comparison_words import shared
from trainer.comparison_words import title as comparison_title
from trainer.configuration import Configuration
from trainer.differences import differences
from trainer.faults import Fault

_MOST_NAMED = 8
_SIZES = {"train_size", "dataset_size"}
_AND = Phrase(", ", "、")


@dataclass(frozen=True)
class Offer(Beside):
    """What is trained, or what keeps it from that, and a button to train it, where it can be.

    Attributes:
        counts: the counts of the training, which say what else the solver would have to ask for.
    """

    counts: Html | None = None

    def replaces(self, told: Reply) -> bool:
        """Whether all that the solver asks for is the size of the data that it sets."""
        asked = isinstance(told, Clarification) and set(told.missing) <= _SIZES
        return asked and self.counts is not None

    def alone(self, language: Language) -> Screen:
        """A message of its own."""
        text = paragraphs(self.text, self.counts or "")
        return text, InlineKeyboardMarkup([[*self.buttons, flip(f"answer:{language}", language)]])


def offer_of(
    found: Setting | None, house: House, person: Person, language: Language
) -> Offer | None:
    """The training that a configuration in a text sets; what is wrong with it is told."""
    if isinstance(found, Comparison):
        return _to_compare(found, house, person, language)
    if isinstance(found, tuple):
        return _cannot_be(found, language)
    if found is None or not found.means_a_run:
        return None
    if wrong := found.faults or not_theirs(found.config, house, person):
        return _cannot_be(wrong, language)
    code = code_of(house, person, found.config)
    start = button("configuration.train", f"this:{person.id}:{code}:{language}", language)
    counts = counts_ahead(found.config, language) if "dataset" in found.values else None
    return Offer(_told(found, language), (start,), counts)


async def on_train_this(update: Update, context: Context) -> None:
    """Start the training of a configuration."""
    query, (owner, code, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    if not await owned(query, int(owner), person):
        return
    config = config_of(house, person, code)
    if config is None:
        await heard(query, words.say("shared.gone", person.language))
        return
    await heard(query)
    await begin(update, context, config, cast("Language", shown_in))


def _cannot_be(wrong: Sequence[Fault], language: Language) -> Offer:
    return Offer(lines(say("configuration.wrong", language), faults_text(wrong, language)), ())


def _to_compare(found: Comparison, house: House, person: Person, language: Language) -> Offer:
    """The trainings of a printed comparison, to be run and compared again."""
    text = lines(
        bold(comparison_title(found, language)),
        " · ".join(shared(found, language)),
        " · ".join(labels(found, language)),
    )
    start = words.say("configuration.train", language)
    return Offer(text, (compare_button(start, house, person, found, language),))


def _told(found: Configuration, language: Language) -> Html:
    """What would be trained, and which settings it would be trained without."""
    config = found.config
    names = list(found.left_out[:_MOST_NAMED])
    names += ["…"] if len(found.left_out) > len(names) else []
    return lines(
        bold(title(config, language)),
        settings_line(config, language),
        " · ".join(differences(replace(config, seed=0), language)),
        say("configuration.left_out", language, names=_AND.say(language).join(names))
        if names
        else "",
    )
