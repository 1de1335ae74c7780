"""What is to be seen in a film, a confusion matrix or examples, in words and with its figures."""

from data.runs import Run
from data.words import Language
from handlers.html import Html, bold, lines, say
from handlers.training.run_words import best, share, title
from trainer.choices.classes import class_name
from trainer.config import from_dict
from trainer.history import History


def film_caption(run: Run, history: History) -> Html:
    """What stands under the film of a run."""
    head = bold(f"#{run.id} {title(from_dict(run.config), run.language)}")
    seen = say("views.film_is", run.language, epochs=len(history.records))
    return lines(head, seen, best(history, run.language))


def sight_caption(name: str, run: Run, history: History) -> Html:
    """What stands under the confusion matrix of a run, or under its examples."""
    language, count = run.language, len(history.examples)
    seen = say(f"views.{name}_are", language, count=count)
    scored = history.records[-1].val_accuracy if history.records else None
    accuracy = say("views.right", language, share=share(scored)) if scored is not None else ""
    mixed_up = _mixed_up(history, from_dict(run.config).dataset, language)
    return lines(seen, accuracy, mixed_up if name == "confusion" else "")


def _mixed_up(history: History, dataset: str, language: Language) -> str:
    """Which class was taken for which most often; nothing where none was."""
    matrix = history.confusion or ()
    wrong = [
        (count, true, taken)
        for true, row in enumerate(matrix)
        for taken, count in enumerate(row)
        if count and true != taken
    ]
    if not wrong:
        return ""
    count, true, taken = max(wrong, key=lambda one: (one[0], -one[1], -one[2]))
    names = [class_name(dataset, one, language) for one in (true, taken)]
    return say("views.mixed_up", language, count=count, true=names[0], taken=names[1])
