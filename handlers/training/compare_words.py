"""A comparison in the chat's words: what it is, which run is under way, and what came of it."""

from telegram.constants import MessageLimit

from data import words
from data.runs import Run
from data.words import Language
from handlers.html import Html, bold, lines, paragraphs, say, units
from trainer.comparison import Comparison, Histories, from_dict, labels
from trainer.comparison_diagnosis import diagnosis
from trainer.comparison_words import counted, shared, title, verdict
from trainer.events import RunProgress
from trainer.standings import standings

_SIDE_BY_SIDE = " · "


def comparison_line(run: Run, language: Language) -> Html:
    """A comparison in a list of trainings."""
    comparison = from_dict(run.config)
    return say(
        "runs.line_compared",
        language,
        run=run.id,
        title=title(comparison, language),
        names=_SIDE_BY_SIDE.join(labels(comparison, language)),
        state=words.say(f"runs.{run.state}", language),
    )


def comparison_head(run: Run) -> Html:
    """What is compared, on what."""
    comparison = from_dict(run.config)
    return lines(
        bold(title(comparison, run.language)),
        _SIDE_BY_SIDE.join(shared(comparison, run.language)),
        _SIDE_BY_SIDE.join(labels(comparison, run.language)),
    )


def under_way(run: Run, event: RunProgress) -> Html:
    """Which of the runs is being trained."""
    name = labels(from_dict(run.config), run.language)[event.number - 1]
    return say("compare.under_way", run.language, number=event.number, count=event.count, name=name)


def result(
    number: str,
    comparison: Comparison,
    histories: Histories,
    names: tuple[str, ...],
    language: Language,
    *,
    more: str = "",
) -> Html:
    """What came of runs that are held against each other.

    Of what their curves show, as much is said as has room under a picture.
    """
    found = standings(comparison, histories, names)
    head = lines(
        bold(f"{number}{title(comparison, language)}"),
        _SIDE_BY_SIDE.join(shared(comparison, language)),
    )
    shows = diagnosis(comparison, histories, names, language)
    updates = counted(found, language)
    texts = [
        paragraphs(head, verdict(found, language), lines(*shows[:most]), updates, more)
        for most in reversed(range(len(shows) + 1))
    ]
    return next((text for text in texts if units(text) <= MessageLimit.CAPTION_LENGTH), texts[-1])
