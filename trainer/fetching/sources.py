"""Where the data sets come from that have to be fetched."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Part:
    """A file of a data set, packed with gzip.

    Attributes:
        name: of the packed file.
        size: of the packed file, in bytes.
        md5: of the packed file, as its makers published it.
        shape: of the array in it.
    """

    name: str
    size: int
    md5: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Source:
    """Where a data set comes from.

    Attributes:
        parts: its files, by the name of the array that is kept of each.
        mirrors: addresses with all its files, the best first.
        package: the folder with all its files where a package of the system has brought them.
    """

    parts: Mapping[str, Part]
    mirrors: tuple[str, ...]
    package: Path | None = None


_TRAIN, _VAL, _PIXELS = 60_000, 10_000, (28, 28)

SOURCES: Mapping[str, Source] = {
    "fashion": Source(
        {
            "train-inputs": Part(
                "train-images-idx3-ubyte.gz",
                26_421_880,
                "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
                (_TRAIN, *_PIXELS),
            ),
            "train-targets": Part(
                "train-labels-idx1-ubyte.gz", 29_515, "25c81989df183df01b3e8a0aad5dffbe", (_TRAIN,)
            ),
            "val-inputs": Part(
                "t10k-images-idx3-ubyte.gz",
                4_422_102,
                "bef4ecab320f06d8554ea6380940ec79",
                (_VAL, *_PIXELS),
            ),
            "val-targets": Part(
                "t10k-labels-idx1-ubyte.gz", 5148, "bb300cfdad3c16e7a12a480ee83cd310", (_VAL,)
            ),
        },
        mirrors=(
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
        ),
        package=Path("/usr/share/datasets/fashion-mnist"),
    ),
    "mnist": Source(
        {
            "train-inputs": Part(
                "train-images-idx3-ubyte.gz",
                9_912_422,
                "f68b3c2dcbeaaa9fbdd348bbdeb94873",
                (_TRAIN, *_PIXELS),
            ),
            "train-targets": Part(
                "train-labels-idx1-ubyte.gz", 28_881, "d53e105ee54ea40749a09fcbcd1e9432", (_TRAIN,)
            ),
            "val-inputs": Part(
                "t10k-images-idx3-ubyte.gz",
                1_648_877,
                "9fb629c4189551a2d022fa330f9573f3",
                (_VAL, *_PIXELS),
            ),
            "val-targets": Part(
                "t10k-labels-idx1-ubyte.gz", 4542, "ec29112dd5afa0611ce80d1b7f02629c", (_VAL,)
            ),
        },
        mirrors=(
            "https://ossci-datasets.s3.amazonaws.com/mnist/",
            "https://storage.googleapis.com/cvdf-datasets/mnist/",
        ),
    ),
}
"""By the key of the data set."""
