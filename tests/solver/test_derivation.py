"""Any quantity follows from the others, exactly or as the range that rounding leaves."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from solver.conditions import Conditions
from solver.derive import contradiction, derive, formula, missing_for
from solver.inversion import UnsolvableError, solve_for
from solver.plan import Plan
from solver.relations import Relation, relations
from solver.spans import Span

plans = st.builds(
    Plan,
    samples=st.integers(1, 5000),
    batch_size=st.integers(1, 600),
    epochs=st.integers(1, 50),
    drop_last=st.booleans(),
    grad_accumulation=st.integers(1, 8),
    devices=st.integers(1, 8),
)


def conditions_of(plan: Plan) -> Conditions:
    """The conditions under which every relation of a plan is in force."""
    return Conditions(plan.drop_last, accumulates=True, several_devices=True)


def values_of(plan: Plan) -> dict[str, Span]:
    """What a plan says of every quantity that its relations name."""
    values = {
        "train_size": plan.samples,
        "dataset_size": plan.samples,
        "views_per_sample": plan.epochs,
        "time_per_iteration": Fraction(1, 8),
        "time_per_epoch": Fraction(plan.iterations_per_epoch, 8),
        "time_total": Fraction(plan.total_iterations, 8),
    } | {
        name: getattr(plan, name)
        for name in (
            "batch_size",
            "epochs",
            "grad_accumulation",
            "devices",
            "samples_per_device",
            "padded_samples",
            "batches_per_epoch",
            "last_batch_size",
            "dropped_samples",
            "iterations_per_epoch",
            "effective_batch_size",
            "total_batches",
            "total_iterations",
            "samples_seen",
        )
    }
    if plan.iterations_per_epoch:
        values["throughput"] = Fraction(plan.samples) / values["time_per_epoch"]
    return {name: Span.of(value) for name, value in values.items()}


@given(plans, st.data())
def test_every_relation_holds_and_can_be_solved_for_each_quantity(
    plan: Plan, data: st.DataObject
) -> None:
    """Solving any relation for any of its quantities gives back the plan's own number."""
    relation: Relation = data.draw(st.sampled_from(relations(conditions_of(plan))))
    unknown = data.draw(st.sampled_from(sorted(relation.quantities)))
    values = values_of(plan)
    assume(relation.quantities <= values.keys())
    known = {name: values[name] for name in relation.quantities - {unknown}}
    try:
        span, _ = solve_for(relation, unknown, known)
    except UnsolvableError:
        assert any(known[name].value in {0, 1} for name in known)
    else:
        assert span.meets(values[unknown])


@given(samples=st.integers(1, 3000), batches=st.integers(1, 300))
def test_a_range_of_batch_sizes_is_exactly_those_that_give_the_batches(
    samples: int, batches: int
) -> None:
    """The batch sizes found for a number of batches are all that work, and no other."""
    rules = relations(Conditions())
    known = {"train_size": Span.of(samples), "batches_per_epoch": Span.of(batches)}
    span, _ = solve_for(_named(rules, "batches"), "batch_size", known)
    fitting = [b for b in range(1, samples + 1) if -(-samples // b) == batches]
    if batches == 1:
        assert span == Span(samples, None)
    elif fitting:
        assert (span.low, span.high) == (fitting[0], fitting[-1])
    else:
        assert span.empty


@given(plans)
def test_a_derivation_from_the_settings_counts_as_the_plan_does(plan: Plan) -> None:
    """Samples, batch size, epochs, accumulation and devices give every other count."""
    values = values_of(plan)
    settings = ("train_size", "batch_size", "epochs", "grad_accumulation", "devices")
    known = {name: values[name] for name in settings}
    derived = derive(known, relations(conditions_of(plan)))
    assert not derived.broken
    for name in ("batches_per_epoch", "total_iterations", "samples_seen", "effective_batch_size"):
        assert derived.values[name] == values[name]


def test_the_chain_holds_only_the_steps_that_are_needed() -> None:
    """30,000 iterations are 50 epochs in three steps, by way of the batches."""
    known = _spans(train_size=60000, batch_size=100, total_iterations=30000)
    derivation = derive(known, relations(Conditions()), ["epochs"])
    assert derivation.values["epochs"] == Span.of(50)
    assert [step.relation.name for step in derivation.chain("epochs")] == [
        "batches",
        "updates",
        "all updates",
    ]
    written = formula("epochs", known, relations(Conditions()))
    assert str(written) == "T/ceiling(N/B)"


@pytest.mark.parametrize(
    ("asked", "known", "missing"),
    [
        ("total_iterations", {"train_size", "epochs"}, ("batch_size",)),
        ("iterations_per_epoch", {"batch_size"}, ("train_size",)),
        ("epochs", {"total_iterations"}, ("iterations_per_epoch",)),
        ("time_total", {"epochs"}, ("time_per_epoch",)),
        ("total_iterations", {"train_size", "epochs", "batch_size"}, ()),
    ],
)
def test_what_is_missing_is_named(asked: str, known: set[str], missing: tuple[str, ...]) -> None:
    """The fewest and most natural quantities that would complete a question."""
    assert missing_for(asked, known, relations(Conditions())) == missing


def test_a_total_that_does_not_fit_is_the_one_in_doubt() -> None:
    """437,600 iterations in 100 epochs of 4,096: the total is doubted, 409,600 follows."""
    known = _spans(train_size=65536, batch_size=16, epochs=100, total_iterations=437_600)
    conflict = contradiction(known, relations(Conditions()))
    assert conflict is not None
    assert conflict.quantity == "total_iterations"
    assert conflict.follows == Span.of(409_600)


def test_iterations_that_epochs_cannot_share_are_a_contradiction() -> None:
    """1,000 iterations in 3 equal epochs have no whole number of iterations per epoch."""
    conflict = contradiction(_spans(epochs=3, total_iterations=1000), relations(Conditions()))
    assert conflict is not None
    assert conflict.follows.empty


def test_a_run_that_stops_inside_an_epoch_is_no_contradiction() -> None:
    """160,000 iterations of 1,029 an epoch are 155.49 epochs, and that is fine."""
    known = _spans(train_size=12_345, batch_size=12, total_iterations=160_000)
    derivation = derive(known, relations(Conditions()))
    assert not derivation.broken
    assert derivation.values["epochs"] == Span.of(Fraction(160_000, 1029))


def _named(rules: tuple[Relation, ...], name: str) -> Relation:
    return next(relation for relation in rules if relation.name == name)


def _spans(**values: int) -> dict[str, Span]:
    return {name: Span.of(value) for name, value in values.items()}
