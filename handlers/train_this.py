"""“Train this”: beside the answer to a configuration, the training that it sets."""

from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.people import Person
from data.words import Language
from handlers import train
from handlers.codes import code_of, config_of
from handlers.context import Context, House, met
from handlers.html import Html, bold, lines, paragraphs, say
from handlers.presses import heard, owned, pressed
from handlers.run_words import counts_ahead, settings_line, title
from solver import Clarification
from solver.language import Phrase
from solver.reply import Reply
from trainer.configuration import Configuration, read_configuration
from trainer.differences import differences

_MOST_NAMED = 8
_SIZES = {"train_size", "dataset_size"}
_AND = Phrase(", ", "、")


@dataclass(frozen=True)
class Offer:
    """What an answer says of a training beside it, and its buttons.

    Attributes:
        text: what is trained, or what keeps it from being trained.
        buttons: one to train it, where it can be.
        counts: the counts of the training, which say what else the solver would have to ask for.
    """

    text: Html
    buttons: tuple[InlineKeyboardButton, ...]
    counts: Html | None = None

    def replaces(self, told: Reply) -> bool:
        """Whether all that the solver asks for is the size of the data that it sets."""
        asked = isinstance(told, Clarification) and set(told.missing) <= _SIZES
        return asked and self.counts is not None

    def alone(self) -> tuple[Html, InlineKeyboardMarkup | None]:
        """A message of its own."""
        text = paragraphs(self.text, self.counts or "")
        return text, InlineKeyboardMarkup.from_row(self.buttons) if self.buttons else None

    def beside(
        self, text: str, buttons: InlineKeyboardMarkup | None
    ) -> tuple[Html, InlineKeyboardMarkup | None]:
        """A message with this offer below."""
        rows = [*(buttons.inline_keyboard if buttons else []), self.buttons]
        kept = [row for row in rows if row]
        return paragraphs(text, self.text), InlineKeyboardMarkup(kept) if kept else None


def offer_of(text: str, house: House, person: Person, language: Language) -> Offer | None:
    """The training that a text sets, where it is a configuration; what is wrong with it is told."""
    table = house.store.tables.of(person.id)
    found = read_configuration(text, table.key if table else None)
    if found is None or not found.means_a_run:
        return None
    if wrong := found.faults or train.not_theirs(found.config, house, person):
        return Offer(
            lines(say("configuration.wrong", language), train.faults_text(wrong, language)), ()
        )
    code = code_of(house, person, found.config)
    button = InlineKeyboardButton(
        words.say("configuration.train", language), callback_data=f"this:{person.id}:{code}"
    )
    counts = counts_ahead(found.config, language) if "dataset" in found.values else None
    return Offer(_told(found, language), (button,), counts)


async def on_train_this(update: Update, context: Context) -> None:
    """Start the training of a configuration."""
    query, (owner, code) = pressed(update)
    house, person = context.house, met(update, context.house)
    if not await owned(query, int(owner), person):
        return
    config = config_of(house, person, code)
    if config is None:
        await heard(query, words.say("shared.gone", person.language))
        return
    await heard(query)
    await train.begin(update, context, config, person.language)


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
