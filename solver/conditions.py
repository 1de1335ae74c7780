"""What kind of run a question is about: it decides which relations hold."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

_TELL_OF_LAST_BATCH = {
    "train_size",
    "dataset_size",
    "samples_per_device",
    "last_batch_size",
    "dropped_samples",
}


@dataclass(frozen=True)
class Conditions:
    """What kind of run it is, as far as that decides which relations hold.

    `has_rest` where a part of the data set is neither trained on nor given a name;
    `full_batches` where nothing is said of the data: then every batch is taken as full.
    """

    drop_last: bool = False
    accumulates: bool = False
    several_devices: bool = False
    has_validation: bool = False
    has_test: bool = False
    has_rest: bool = False
    full_batches: bool = False

    @classmethod
    def naming(cls, quantities: AbstractSet[str], *, drop_last: bool) -> "Conditions":
        """The conditions of a run of which these quantities are known or asked."""
        return cls(
            drop_last=drop_last,
            accumulates="grad_accumulation" in quantities,
            several_devices=bool(quantities & {"devices", "samples_per_device", "padded_samples"}),
            has_validation="val_size" in quantities,
            has_test="test_size" in quantities,
            has_rest=quantities >= {"dataset_size", "train_size"}
            and not quantities & {"val_size", "test_size"},
            full_batches=not quantities & _TELL_OF_LAST_BATCH,
        )
