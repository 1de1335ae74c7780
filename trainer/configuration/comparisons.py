"""The comparison that `train --json` prints."""

from trainer import comparison
from trainer.comparison import Comparison
from trainer.configuration.parsing import parse
from trainer.faults import InvalidRun


def read_comparison(text: str) -> Comparison | None:
    """The trainings that a printed comparison compared; None where a text is none.

    Raises:
        InvalidRun: they cannot be compared.
    """
    runs = (parse(text) or {}).get("runs")
    if not isinstance(runs, list) or not runs:
        return None
    configs = [run.get("config") for run in runs if isinstance(run, dict)]
    if len(configs) != len(runs) or not all(isinstance(config, dict) for config in configs):
        return None
    found = comparison.from_dict({"runs": configs})
    if wrong := comparison.faults(found):
        raise InvalidRun(wrong)
    return found
