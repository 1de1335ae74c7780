"""`data get`: fetching a data set."""

import argparse
import sys

from command_line.failures import FAILED, BadInputError
from command_line.home import read_settings
from trainer.choices import DATASETS
from trainer.shelf import SHELF


def add_data(parser: argparse.ArgumentParser) -> None:
    """The arguments of `data get`."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    get = commands.add_parser("get", help="fetch a data set, once")
    names = [str(one.fetched_as) for one in DATASETS.values() if one.fetched_as]
    get.add_argument("name", choices=names, help=", ".join(names))
    get.set_defaults(action=get_data)


def get_data(options: argparse.Namespace) -> int:
    """Fetch a data set into the data directory."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    from trainer.fetching import SOURCES, FetchFailed, fetch

    dataset = next(key for key, one in DATASETS.items() if one.fetched_as == options.name)
    SHELF.folder = read_settings().shelf
    place = SHELF.place(dataset)
    columns = BarColumn(), DownloadColumn(), TimeRemainingColumn()
    try:
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task(options.name, total=None)
            origin = fetch(
                SOURCES[dataset],
                place,
                lambda there, total: progress.update(bar, completed=there, total=total),
            )
    except FetchFailed as failure:
        print(_UNFETCHED.format(failure.name, failure.reason), file=sys.stderr)
        return FAILED
    except OSError as error:
        raise BadInputError(f"{place} cannot be written: {error.strerror}.") from error
    print(f"{_FETCHED[origin]}: {place}")
    return 0


_FETCHED = {
    "shelf": "It is there already",
    "package": "Taken from the package of this system",
    "download": "Downloaded",
}


_UNFETCHED = (
    "epochbot: {} could not be fetched ({})."
    " Run the command again: what has come is kept, and only the rest is fetched."
)
