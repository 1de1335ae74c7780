"""What one person may ask of the bot, and what they are told when that is spent."""

from handlers.operations.budget import LIMITS, MEGABYTE, Budget, Limit

ADA, GRACE = 1, 2
FIVE_A_MINUTE = Limit(5, 60)


def _let_through(budget: Budget, times: list[float], person: int = ADA) -> list[bool]:
    return [budget.spend(person, "message", at) is None for at in times]


def test_a_burst_is_let_through_and_then_the_pace() -> None:
    """Five at once, then none until the bucket is half empty; others are not concerned."""
    budget = Budget({"message": FIVE_A_MINUTE})
    assert _let_through(budget, [0] * 5) == [True] * 5
    told = [budget.spend(ADA, "message", at) for at in (0, 1, 29)]
    assert [pause and (pause.seconds, pause.first) for pause in told] == [
        (30, True),
        (29, False),
        (1, False),
    ]
    assert _let_through(budget, [0] * 5, GRACE) == [True] * 5
    assert _let_through(budget, [30, 30, 30]) == [True, True, False]


def test_never_more_than_twice_the_limit_within_its_time() -> None:
    """However somebody times it, within any minute at most a bucket and what left it pass."""
    budget = Budget({"message": FIVE_A_MINUTE})
    times = [tenth / 10 for tenth in range(6000)]
    passed = [at for at in times if budget.spend(ADA, "message", at) is None]
    assert all(
        sum(start <= at < start + 60 for at in passed) <= 2 * FIVE_A_MINUTE.most for start in times
    )
    assert len(passed) >= 5 * 10 * 0.8  # and nearly all that the pace allows


def test_a_clock_that_is_set_back_locks_nobody_out() -> None:
    """After an hour back in time, a person waits no longer than the limit's own time."""
    budget = Budget({"message": FIVE_A_MINUTE})
    assert _let_through(budget, [7200] * 6) == [True] * 5 + [False]
    pause = budget.spend(ADA, "message", 3600)
    assert pause is None or pause.seconds <= FIVE_A_MINUTE.seconds
    assert _let_through(budget, [3661]) == [True]


def test_one_large_file_is_never_too_much_by_itself() -> None:
    """A file above the budget is refused where files are read, with the reason; two are a lot."""
    budget = Budget(LIMITS)
    assert budget.spend(ADA, "bytes", 0, 20 * MEGABYTE) is None
    pause = budget.spend(ADA, "bytes", 0, MEGABYTE)
    assert pause is not None
    assert pause.seconds <= LIMITS["bytes"].seconds
