"""The configuration that the flags of `train` and its file set."""

import argparse
import sys
from dataclasses import fields
from pathlib import Path

from command_line.failures import BadInputError
from trainer.checks import check
from trainer.config import RunConfig, from_dict
from trainer.configuration import Configuration, read_configuration
from trainer.faults import InvalidRun


def config_of(options: argparse.Namespace) -> RunConfig:
    """The configuration of a file, changed by the flags."""
    flags = {f.name: vars(options)[f.name] for f in fields(RunConfig) if f.name in vars(options)}
    found = _read_config(options.config) if options.config else Configuration({})
    if wrong := tuple(fault for fault in found.wrong if fault.field not in flags):
        raise BadInputError(InvalidRun(wrong).say(options.lang))
    try:
        config = from_dict({**found.values, **flags})
        check(config)
    except InvalidRun as refusal:
        raise BadInputError(refusal.say(options.lang)) from refusal
    return config


def _read_config(path: Path) -> Configuration:
    """The settings of a file; what no run here can have is named on standard error."""
    try:
        found = read_configuration(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadInputError(f"{path} cannot be read: {error}.") from error
    if found is None:
        raise BadInputError(f"{path} holds no settings as JSON, YAML or TOML.")
    if found.left_out:
        print(f"Trained without: {', '.join(found.left_out)}.", file=sys.stderr)
    return found
