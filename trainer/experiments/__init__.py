"""Ready-made experiments: one for each claim that lessons make, shown by real runs."""

from collections.abc import Mapping

from trainer.experiments.batches import BATCHES
from trainer.experiments.bug_zoo import BUG_ZOO
from trainer.experiments.experiment import GROUPS, Experiment, Group, outcome
from trainer.experiments.fit import FIT
from trainer.experiments.networks import NETWORKS
from trainer.experiments.rates import RATES

__all__ = ["EXPERIMENTS", "GROUPS", "Experiment", "Group", "outcome"]

EXPERIMENTS: Mapping[str, Experiment] = {
    one.key: one for one in (*BATCHES, *RATES, *FIT, *NETWORKS, *BUG_ZOO)
}
"""Every experiment by its key, group after group."""
