"""What a training shows while it runs, and where it writes its pictures."""

import sys
from collections.abc import Callable
from pathlib import Path

from command_line.failures import BadInputError
from trainer.events import Progress


def make_room(chart: Path) -> None:
    """Find out before the training whether its chart can be written."""
    try:
        chart.touch()
    except OSError as error:
        raise BadInputError(f"{chart} cannot be written: {error.strerror}.") from error


def no_film(path: Path) -> None:
    """Take away the room that was made for a film, and say why there is none."""
    path.unlink()
    print("No epoch was finished, so there is no film.", file=sys.stderr)


def progress_line() -> Callable[[Progress], None]:
    """Show progress in one line of a terminal; say nothing elsewhere."""

    def show(progress: Progress) -> None:
        end = "\n" if progress.iteration == progress.iterations and progress.record else ""
        print(
            f"\repoch {progress.epoch}/{progress.epochs}"
            f"  iteration {progress.iteration}/{progress.iterations}  loss {progress.loss:.4f} ",
            end=end,
            file=sys.stderr,
            flush=True,
        )

    return show if sys.stderr.isatty() else lambda _: None
