"""The one exact model of a training run, and its brute-force twin.

Counting follows the plain PyTorch loop: a distributed sampler pads the data so that every device
gets the same number of samples, and gradients left over at the end of an epoch are applied there.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """A training run, from which every count follows exactly.

    Attributes:
        samples: size of the training set.
        batch_size: samples in one forward pass on one device.
        epochs: full passes over the training set.
        drop_last: leave out a last batch that is not full.
        grad_accumulation: batches whose gradients make one weight update.
        devices: devices that share the samples of an epoch.
    """

    samples: int
    batch_size: int
    epochs: int = 1
    drop_last: bool = False
    grad_accumulation: int = 1
    devices: int = 1

    def __post_init__(self) -> None:
        """Refuse counts that no run can have.

        Raises:
            ValueError: a count is below 1.
        """
        for name in ("samples", "batch_size", "epochs", "grad_accumulation", "devices"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it is at least 1")

    @property
    def samples_per_device(self) -> int:
        """Samples that one device sees in an epoch, padding included."""
        return -(-self.samples // self.devices)

    @property
    def padded_samples(self) -> int:
        """Samples seen twice in an epoch, so that every device has the same number."""
        return self.samples_per_device * self.devices - self.samples

    @property
    def batches_per_epoch(self) -> int:
        """Forward passes of one device in an epoch."""
        if self.drop_last:
            return self.samples_per_device // self.batch_size
        return -(-self.samples_per_device // self.batch_size)

    @property
    def last_batch_size(self) -> int:
        """Samples in the last batch that is processed (0 when there is none)."""
        if not self.batches_per_epoch:
            return 0
        rest = self.samples_per_device % self.batch_size
        return rest if rest and not self.drop_last else self.batch_size

    @property
    def dropped_samples(self) -> int:
        """Samples of one device that an epoch leaves out with the incomplete last batch."""
        return self.samples_per_device % self.batch_size if self.drop_last else 0

    @property
    def iterations_per_epoch(self) -> int:
        """Weight updates in an epoch."""
        return -(-self.batches_per_epoch // self.grad_accumulation)

    @property
    def effective_batch_size(self) -> int:
        """Samples that make one full weight update."""
        return self.batch_size * self.grad_accumulation * self.devices

    @property
    def total_batches(self) -> int:
        """Forward passes of one device in the whole run."""
        return self.epochs * self.batches_per_epoch

    @property
    def total_iterations(self) -> int:
        """Weight updates in the whole run."""
        return self.epochs * self.iterations_per_epoch

    @property
    def samples_seen(self) -> int:
        """Samples processed in the whole run by all devices, padding included."""
        return self.epochs * self.devices * (self.samples_per_device - self.dropped_samples)


@dataclass(frozen=True)
class Walk:
    """What a run counted while it ran."""

    batches: int
    updates: int
    samples_seen: int
    last_batch_size: int


def walk(plan: Plan) -> Walk:
    """Count by running the loop, sample by sample: the brute-force twin of `Plan`."""
    batches = updates = seen = last = 0
    for _ in range(plan.epochs):
        waiting = 0
        for size in _batch_sizes(plan):
            batches += 1
            seen += size * plan.devices
            last = size
            waiting += 1
            if waiting == plan.grad_accumulation:
                updates, waiting = updates + 1, 0
        updates += waiting > 0
    return Walk(batches, updates, seen, last)


def _batch_sizes(plan: Plan) -> list[int]:
    indices = list(range(plan.samples))
    while len(indices) % plan.devices:
        indices.append(len(indices))
    mine = indices[:: plan.devices]
    sizes, current = [], 0
    for _ in mine:
        current += 1
        if current == plan.batch_size:
            sizes.append(current)
            current = 0
    if current and not plan.drop_last:
        sizes.append(current)
    return sizes
