"""Whether pictures can be read on this machine, and what to install where they cannot."""

from importlib.util import find_spec

EXTRA = "python -m pip install -e '.[photo]'"

_PACKAGES = ("rapidocr", "onnxruntime", "pypdfium2")


def available() -> bool:
    """Whether pictures can be read here."""
    return not to_install()


def to_install() -> tuple[str, ...]:
    """The commands that install what is lacking; none where nothing is."""
    lacking = any(find_spec(package) is None for package in _PACKAGES)
    return (EXTRA,) if lacking else ()
