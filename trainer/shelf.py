"""The shelf: the folder with the data sets that do not come with the bot, one folder each."""

from pathlib import Path

from trainer.choices import DATASETS


class Shelf:
    """Where this process looks for them.

    Attributes:
        folder: set by whoever starts the process; None where nobody has said, then nothing is
            said to be missing before it is opened.
    """

    folder: Path | None = None

    def place(self, dataset: str) -> Path:
        """The folder of a data set, or the file with a learner's own.

        Raises:
            FileNotFoundError: this process has no shelf.
        """
        if self.folder is None:
            raise FileNotFoundError(f"nobody has said where the data set {dataset} lies")
        return self.folder / (DATASETS[dataset].fetched_as or dataset)

    def lacks(self, dataset: str) -> bool:
        """Whether a data set has to be fetched first."""
        outside = self.folder is not None and DATASETS[dataset].fetched_as is not None
        return outside and not self.place(dataset).exists()


SHELF = Shelf()
"""The shelf of this process; workers are told that of the process that starts them."""
