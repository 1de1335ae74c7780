"""A subcommand whose module is imported only when it is called."""

import argparse
from collections.abc import Sequence
from pkgutil import resolve_name
from typing import Any


class Subcommand(argparse.ArgumentParser):
    """Reads the arguments of one subcommand, which are added as soon as there are any to read."""

    def __init__(self, *, adds: str | None = None, **options: Any) -> None:
        """Prepare.

        Args:
            adds: the function that adds the arguments, as `module:function`; None for no arguments.
            options: those of the parser.
        """
        super().__init__(**options)
        self._adds = adds

    def parse_known_args(  # type: ignore[override]  # its overloads say no more here
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> Any:
        """Add the arguments, and read them."""
        if self._adds:
            resolve_name(self._adds)(self)
            self._adds = None
        return super().parse_known_args(args, namespace)
