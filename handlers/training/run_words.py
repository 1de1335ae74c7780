"""A training in words: what it is, how far it is, and what came of it."""

from data import words
from data.runs import Run
from data.words import Language
from handlers.html import Html, bold, lines, paragraphs, say
from handlers.training.compare_words import comparison_head, under_way
from trainer.choices import DATASETS, MODELS, OPTIMIZERS
from trainer.config import RunConfig, from_dict, learning_rate, plan
from trainer.counts import Counts, compare
from trainer.diagnose import diagnose
from trainer.diagnosis_words import say as say_finding
from trainer.events import Event, Progress, Queued, RunProgress
from trainer.history import EpochRecord, History
from trainer.series import of_run

_LONGEST_IN_SECONDS = 90
_BAR = 14  # blocks in a progress bar; a phone shows some 30 characters a line


def title(config: RunConfig, language: Language) -> str:
    """What is trained on what, as a heading."""
    return words.say(
        "run.title",
        language,
        model=MODELS[config.model].name.say(language),
        dataset=DATASETS[config.dataset].name.say(language),
    )


def settings_line(config: RunConfig, language: Language) -> Html:
    """How it is trained."""
    return say(
        "run.settings",
        language,
        batch_size=config.batch_size,
        epochs=config.epochs,
        optimizer=OPTIMIZERS[config.optimizer].name.say(language),
        learning_rate=f"{learning_rate(config):g}",
        seed=config.seed,
    )


def counts_ahead(config: RunConfig, language: Language) -> Html:
    """The counts that follow before anything runs."""
    counted = plan(config)
    return say(
        "run.counts_ahead",
        language,
        samples=f"{counted.samples:,}",
        batch_size=config.batch_size,
        epochs=config.epochs,
        iterations=f"{counted.iterations_per_epoch:,}",
        total=f"{counted.total_iterations:,}",
        last=f"{counted.last_batch_size:,}",
    )


def about(seconds: float, language: Language) -> Html:
    """Roughly how long a training takes."""
    whole = max(1, round(seconds))
    if whole <= _LONGEST_IN_SECONDS:
        return say("run.about_seconds", language, seconds=whole)
    return say("run.about_minutes", language, minutes=f"{round(whole / 60):,}")


def progress_text(run: Run, event: Event) -> Html:
    """How far a run is."""
    head, language = _head(run), run.language
    if isinstance(event, Queued):
        return paragraphs(head, say("run.queued", language, place=event.place))
    if isinstance(event, Progress):
        which = under_way(run, event) if isinstance(event, RunProgress) else ""
        return paragraphs(head, lines(which, _progress(event, language)))
    return paragraphs(head, say("run.starting", language))


def _progress(event: Progress, language: Language) -> Html:
    done = round(_BAR * event.iteration / event.iterations)
    counted = say(
        "run.progress",
        language,
        bar="▰" * done + "▱" * (_BAR - done),
        epoch=event.epoch,
        epochs=event.epochs,
        iteration=f"{event.iteration:,}",
        iterations=f"{event.iterations:,}",
    )
    return paragraphs(counted, _record(event.record, language) if event.record else "")


def _record(record: EpochRecord, language: Language) -> Html:
    scored = record.val_accuracy is not None
    return say(
        "run.record" if scored else "run.record_loss",
        language,
        epoch=record.epoch,
        train_loss=f"{record.train_loss:.3f}",
        train_accuracy=share(record.train_accuracy),
        val_loss=f"{record.val_loss:.3f}",
        val_accuracy=share(record.val_accuracy),
    )


def share(value: float | None) -> str:
    """A share in percent; nothing where there is none."""
    return "" if value is None else f"{value:.1%}"


def cancelled_text(run: Run) -> Html:
    """What a cancelled run was."""
    return paragraphs(_head(run), say("run.cancelled", run.language, run=run.id))


def failed_text(run: Run) -> Html:
    """What a run was that broke off."""
    return paragraphs(_head(run), say("run.failed", run.language, run=run.id))


def _head(run: Run) -> Html:
    if run.compares:
        return comparison_head(run)
    config, language = from_dict(run.config), run.language
    return lines(bold(title(config, language)), settings_line(config, language))


def caption(run: Run, history: History) -> Html:
    """What came of a run: its best epoch, its diagnosis, and its counts, derived and measured."""
    config, language = from_dict(run.config), run.language
    what = lines(
        bold(f"#{run.id} {title(config, language)}"),
        settings_line(config, language),
        _stopped(history, language),
        best(history, language),
    )
    found = diagnose(of_run(history, config))
    shows = lines(*(say_finding(finding, language) for finding in found))
    return paragraphs(what, shows, _counts(compare(config, history), language))


def _stopped(history: History, language: Language) -> str:
    if history.stopped_by in {None, "divergence"}:
        return ""  # divergence is what the diagnosis says
    return say(f"run.stopped_{history.stopped_by}", language, epochs=len(history.records))


def best(history: History, language: Language) -> str:
    """The best epoch and its scores; nothing where there was none."""
    number = history.best_epoch
    if number is None:
        return ""
    record = history.records[number - 1]
    accuracy, loss = share(record.val_accuracy), f"{record.val_loss:.3f}"
    key = "run.best" if accuracy else "run.best_loss"
    return say(key, language, epoch=number, accuracy=accuracy, loss=loss)


def _counts(counts: Counts, language: Language) -> Html:
    key = "run.counts_agree" if counts.agree else "run.counts_differ"
    return say(
        key,
        language,
        iterations=f"{counts.iterations_per_epoch:,}",
        total=f"{counts.total_iterations:,}",
        measured=f"{counts.measured_iterations:,}",
        seen=f"{counts.measured_samples:,}",
        last=counts.last_batch_size,
    )
