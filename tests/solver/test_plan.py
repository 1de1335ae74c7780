"""The model of a training run counts as the loop itself does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.plan import Plan, walk

plans = st.builds(
    Plan,
    samples=st.integers(1, 400),
    batch_size=st.integers(1, 450),
    epochs=st.integers(1, 4),
    drop_last=st.booleans(),
    grad_accumulation=st.integers(1, 9),
    devices=st.integers(1, 5),
)


@given(plans)
def test_counts_equal_those_of_the_loop(plan: Plan) -> None:
    """Batches, updates, samples and last batch are what walking the loop counts."""
    walked = walk(plan)
    assert walked.batches == plan.total_batches
    assert walked.updates == plan.total_iterations
    assert walked.samples_seen == plan.samples_seen
    assert walked.last_batch_size == plan.last_batch_size


@settings(max_examples=60, deadline=None)
@given(
    samples=st.integers(1, 300),
    batch_size=st.integers(1, 320),
    drop_last=st.booleans(),
)
def test_batches_equal_the_length_of_the_data_loader(
    samples: int, batch_size: int, *, drop_last: bool
) -> None:
    """Batches per epoch are what PyTorch's DataLoader says, kept and dropped."""
    from torch.utils.data import DataLoader  # noqa: PLC0415 (slow to import, used by two tests)

    loader = DataLoader(range(samples), batch_size=batch_size, drop_last=drop_last)  # type: ignore[arg-type]
    plan = Plan(samples, batch_size, drop_last=drop_last)
    assert plan.batches_per_epoch == len(loader)
    sizes = [len(batch) for batch in loader]
    assert plan.last_batch_size == (sizes[-1] if sizes else 0)
    assert plan.samples_seen == sum(sizes)


@settings(max_examples=40, deadline=None)
@given(samples=st.integers(1, 200), devices=st.integers(1, 9), batch_size=st.integers(1, 40))
def test_devices_share_samples_as_the_distributed_sampler_does(
    samples: int, devices: int, batch_size: int
) -> None:
    """Samples per device are what PyTorch's DistributedSampler hands out, padding included."""
    from torch.utils.data import DataLoader, DistributedSampler  # noqa: PLC0415

    sampler = DistributedSampler(range(samples), num_replicas=devices, rank=0)  # type: ignore[arg-type]
    loader = DataLoader(range(samples), batch_size=batch_size, sampler=sampler)  # type: ignore[arg-type]
    plan = Plan(samples, batch_size, devices=devices)
    assert plan.samples_per_device == len(list(sampler))
    assert plan.padded_samples == sampler.total_size - samples
    assert plan.batches_per_epoch == len(loader)


@pytest.mark.parametrize(
    "field", ["samples", "batch_size", "epochs", "grad_accumulation", "devices"]
)
def test_a_count_below_one_is_refused_by_name(field: str) -> None:
    """A plan with a count of zero says which one it is."""
    values = {"samples": 10, "batch_size": 2, field: 0}
    with pytest.raises(ValueError, match=f"{field} is 0; it is at least 1"):
        Plan(**values)


@pytest.mark.parametrize(
    ("samples", "batch_size", "k", "epochs", "updates"),
    [(1050, 100, 4, 3, 9), (60000, 128, 4, 10, 1180), (9, 2, 2, 3, 9)],
)
def test_gradients_left_over_make_an_update_at_the_end_of_each_epoch(
    samples: int, batch_size: int, k: int, epochs: int, updates: int
) -> None:
    """With accumulation, an epoch has ceil(batches / k) updates."""
    plan = Plan(samples, batch_size, epochs, grad_accumulation=k)
    assert plan.total_iterations == updates
    assert plan.effective_batch_size == batch_size * k
