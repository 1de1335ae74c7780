import gzip
import hashlib
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from trainer import datasets
from trainer.checks import faults
from trainer.config import RunConfig
from trainer.faults import Fault
from trainer.fetching import FetchFailed, Origin, fetch
from trainer.fetching.sources import SOURCES, Part, Source
from trainer.shelf import SHELF

SHAPES: dict[str, tuple[int, ...]] = {
    "train-inputs": (60, 28, 28),
    "train-targets": (60,),
    "val-inputs": (10, 28, 28),
    "val-targets": (10,),
}
ROOT = Path(__file__).parents[2]
PACKAGE = SOURCES["fashion"].package or Path()


def _arrays() -> dict[str, np.ndarray]:
    draw = np.random.default_rng(0)
    return {name: draw.integers(0, 256, shape).astype("u1") for name, shape in SHAPES.items()}


def _packed(array: np.ndarray) -> bytes:
    """An array as the makers of MNIST packed theirs."""
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    return gzip.compress(header + array.tobytes())


FILES = {f"{name}.gz": _packed(array) for name, array in _arrays().items()}


def _source(mirrors: tuple[str, ...], package: Path | None = None) -> Source:
    parts = {
        name: Part(
            f"{name}.gz",
            len(FILES[f"{name}.gz"]),
            hashlib.md5(FILES[f"{name}.gz"], usedforsecurity=False).hexdigest(),
            shape,
        )
        for name, shape in SHAPES.items()
    }
    return Source(parts, mirrors, package)


class Mirror(ThreadingHTTPServer):
    """A server on this machine that may break off, may not resume, and may have other files.

    Attributes:
        asked: the path and range of every request.
        breaks: how many bytes it sends of the next answers before it hangs up.
        resumes: whether it answers requests for a part with that part.
        files: what it has.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.asked: list[tuple[str, str | None]] = []
        self.breaks: list[int] = []
        self.resumes = True
        self.files = dict(FILES)

    @property
    def address(self) -> str:
        """Where its files are."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Answer(BaseHTTPRequestHandler):
    server: Mirror

    def do_GET(self) -> None:
        """Answer as the server is set."""
        name, part = self.path[1:], self.headers["Range"]
        self.server.asked.append((name, part))
        content = self.server.files.get(name)
        if content is None:
            self.send_error(404)
            return
        start = int(part[len("bytes=") : -1]) if part and self.server.resumes else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        cut = self.server.breaks.pop(0) if self.server.breaks else len(content)
        self.wfile.write(content[start : start + cut])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Mirror]:
    """A mirror at work."""
    with Mirror() as mirror:
        thread = Thread(target=mirror.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield mirror
        finally:
            mirror.shutdown()
            thread.join()


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    """A mirror at work."""
    with serving() as one:
        yield one


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a data set belongs."""
    return tmp_path / "datasets" / "fashion-mnist"


def got(source: Source, place: Path) -> tuple[Origin, list[tuple[int, int]]]:
    """Fetch without pauses; with everything that was reported."""
    told: list[tuple[int, int]] = []
    origin = fetch(source, place, lambda there, total: told.append((there, total)), pause=0)
    return origin, told


def assert_complete(place: Path) -> None:
    """What lies there is what was packed, pixels as shares of the brightest."""
    for name, array in _arrays().items():
        kept = np.load(place / f"{name}.npy")
        scale = 255 if array.ndim > 1 else 1
        assert np.allclose(kept.reshape(array.shape) * scale, array)
    assert sorted(path.name for path in place.parent.iterdir()) == [place.name]


def test_a_data_set_is_downloaded_once(mirror: Mirror, place: Path) -> None:
    """All files come, progress rises to the whole size, and the next time nothing is asked."""
    origin, told = got(_source((mirror.address,)), place)
    size = sum(map(len, FILES.values()))
    assert origin == "download"
    assert told[-1] == (size, size)
    assert told == sorted(told)
    assert_complete(place)
    assert len(mirror.asked) == 4
    assert got(_source((mirror.address,)), place) == ("shelf", [])
    assert len(mirror.asked) == 4


def test_what_breaks_off_is_taken_up_again(mirror: Mirror, place: Path) -> None:
    """After a lost connection only the rest is asked for, however often it happens."""
    mirror.breaks = [1000, 500]
    got(_source((mirror.address,)), place)
    assert_complete(place)
    ranges = [part for name, part in mirror.asked if name == "train-inputs.gz"]
    assert ranges == [None, "bytes=1000-", "bytes=1500-"]


def test_a_mirror_that_cannot_resume(mirror: Mirror, place: Path) -> None:
    """A server that sends everything again is understood."""
    mirror.breaks, mirror.resumes = [1000], False
    got(_source((mirror.address,)), place)
    assert_complete(place)


def test_an_interrupted_command_goes_on_later(mirror: Mirror, place: Path) -> None:
    """What came before the mirror was lost is kept for the next time."""
    mirror.breaks = [1000] + [0] * 9
    with pytest.raises(FetchFailed):
        got(_source((mirror.address,)), place)
    assert not place.exists()
    mirror.asked.clear()
    mirror.breaks = []
    got(_source((mirror.address,)), place)
    assert_complete(place)
    assert mirror.asked[0] == ("train-inputs.gz", "bytes=1000-")


def test_another_mirror_helps_out(mirror: Mirror, place: Path) -> None:
    """Where one mirror has lost a file and another is gone, the third is asked."""
    with serving() as gone:
        nowhere = gone.address
    lost = f"{mirror.address}lost/"
    assert got(_source((nowhere, lost, mirror.address)), place)[0] == "download"
    assert_complete(place)


def test_a_changed_file_is_not_taken(mirror: Mirror, place: Path) -> None:
    """A file that is not what its makers published is refused and thrown away."""
    mirror.files["val-inputs.gz"] = FILES["val-inputs.gz"][::-1]
    with pytest.raises(FetchFailed, match="MD5") as failure:
        got(_source((mirror.address,)), place)
    assert failure.value.name == "val-inputs.gz"
    assert not list(place.parent.rglob("val-inputs.gz"))
    mirror.files = dict(FILES)
    got(_source((mirror.address,)), place)
    assert_complete(place)


def test_the_package_of_the_system_is_enough(tmp_path: Path, place: Path) -> None:
    """What a package has brought, packed anew as packages are, is taken without any download."""
    for name, array in _arrays().items():
        packed = gzip.compress(gzip.decompress(_packed(array)), compresslevel=1)
        (tmp_path / f"{name}.gz").write_bytes(packed)
    assert got(_source(("http://127.0.0.1:1/",), tmp_path), place) == ("package", [])
    assert_complete(place.parent / place.name)


@pytest.mark.parametrize("spoilt", [b"", b"no gzip", FILES["val-inputs.gz"][:-20]])
def test_a_spoilt_package_is_told(tmp_path: Path, place: Path, spoilt: bytes) -> None:
    """A file of the package that cannot be read is named, and nothing half done is left."""
    for name, packed in FILES.items():
        (tmp_path / name).write_bytes(packed)
    (tmp_path / "val-inputs.gz").write_bytes(spoilt)
    with pytest.raises(FetchFailed, match=r"val-inputs\.gz"):
        got(_source((), tmp_path), place)
    assert not place.exists()


def test_known_sources_are_the_data_sets() -> None:
    """Every data set that has to be fetched can be, and its files hold what is promised."""
    fetched = {key: one for key, one in datasets.DATASETS.items() if one.fetched_as}
    assert SOURCES.keys() == fetched.keys()
    for key, one in fetched.items():
        shapes = {name: part.shape for name, part in SOURCES[key].parts.items()}
        assert shapes["train-targets"] == (one.train_size,) == shapes["train-inputs"][:1]
        assert shapes["val-targets"] == (one.val_size,) == shapes["val-inputs"][:1]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Path]:
    """An empty shelf, for this test only."""
    SHELF.folder, before = tmp_path, SHELF.folder
    yield tmp_path
    SHELF.folder = before


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("dataset", ["fashion", "mnist"])
def test_a_run_without_its_data_is_refused(dataset: str) -> None:
    """Who wants to train on what is not there reads the command that fetches it."""
    assert faults(RunConfig("digits")) == ()
    (fault,) = faults(RunConfig(dataset))
    assert fault == Fault("dataset", dataset, "fetched")
    command = f"python bot.py data get {dataset.replace('fashion', 'fashion-mnist')}"
    assert fault.say("en").endswith(command)
    assert fault.say("zh").endswith(command)
    assert "电脑上还没有" in fault.say("zh")


@pytest.mark.skipif(not PACKAGE.is_dir(), reason="needs Debian's package dataset-fashion-mnist")
def test_fashion_mnist_is_what_its_makers_say(shelf: Path) -> None:
    """The package's data set: 60,000 and 10,000 pictures, each class as often, boots first."""
    source = replace(SOURCES["fashion"], mirrors=())
    fetch(source, shelf / "fashion-mnist", lambda *_: None)
    split = datasets.load("fashion")
    assert split.train.inputs.shape == (60_000, 1, 28, 28)
    assert split.train.targets.bincount().tolist() == [6000] * 10
    assert split.val.targets.bincount().tolist() == [1000] * 10
    assert split.train.targets[:4].tolist() == [9, 0, 0, 3]
    assert (split.train.inputs.min(), split.train.inputs.max()) == (0, 1)
    assert split.train.inputs.mean().item() == pytest.approx(0.2860, abs=1e-4)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("train", "--dataset", "mnist", "--lang", "zh"),
            "还没有 MNIST，先用这条命令取一次：python bot.py data get mnist",
        ),
        (("data", "get", "cifar"), "fashion-mnist"),
    ],
)
def test_the_command_line_says_what_to_do(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    """A run without its data, and a data set that nobody knows, are bad input with a way out."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "bot.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "EPOCHBOT_HOME": str(tmp_path)},
    )
    assert done.returncode == 2
    assert said in done.stderr
