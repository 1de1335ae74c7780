import asyncio
import os
import pickle
from collections.abc import Iterator

import pytest

from handlers.asking import road
from handlers.asking.road import take
from handlers.asking.thinking import Thinker, TookTooLongError
from solver.reply import Reply, explain_reply, reply_as_json

QUESTION = "60,000 images, batch size 128, 10 epochs: how many iterations?"
QUESTIONS = (
    QUESTION,
    "训练集有6万张，batch size设为128，训练5轮，一共多少次迭代？为什么要分 batch？",
    "8 GPUs, batch size 16, accumulation 4, 50k samples: iterations per epoch? And what is an epoch?",
    "batch sizes 16, 32 and 64 with 1000 samples: iterations per epoch each?",
    "How many iterations per epoch with batch size 32?",
    "1000 samples, batch size 100, 11 iterations per epoch, correct?",
    "for epoch in range(5):\n    for start in range(0, 3170, 48):\n        step()",
    "precision 0.8, recall 0.6: F1?",
    "what does dropout do?",
    "train mnist with batch sizes 16 and 32",
    "batch_size: 0, epochs: 5, dataset: digits",
)
A_GIGABYTE_TOO_MUCH = 3 << 30


@pytest.fixture(scope="module")
def thinker() -> Iterator[Thinker]:
    """A thinker that works on nothing for more than a second."""
    thinker = Thinker(seconds=1)
    yield thinker
    asyncio.run(thinker.stop())


def _told(outcome: road.Outcome) -> object:
    found = outcome.reply if isinstance(outcome, road.Both) else outcome
    if not isinstance(found, Reply):
        return found
    return [(explain_reply(found, one), reply_as_json(found, one)) for one in ("en", "zh")]


async def test_others_get_their_answers_while_texts_hang_and_eat_memory(thinker: Thinker) -> None:
    """Texts that hang or want 3 GB are told so; nobody else loses an answer."""
    told = await asyncio.gather(
        thinker.take(QUESTION),
        thinker.call(sum, range(10**12)),
        thinker.take(QUESTION),
        thinker.call(bytes, A_GIGABYTE_TOO_MUCH),
        thinker.take(QUESTION),
        return_exceptions=True,
    )
    assert [type(one) for one in told[1::2]] == [TookTooLongError] * 2
    assert [_told(one) for one in told[::2]] == [_told(take(QUESTION))] * 3


async def test_a_process_that_is_killed_while_idle_is_replaced(thinker: Thinker) -> None:
    """Where the system ends the process between two questions, the next one is answered."""
    first = await thinker.call(os.getpid)
    os.kill(first, 9)
    assert _told(await thinker.take(QUESTION)) == _told(take(QUESTION))
    assert await thinker.call(os.getpid) != first


async def test_an_error_in_the_process_is_an_error_here(thinker: Thinker) -> None:
    """What goes wrong in the process is raised where it was asked, with its own name."""
    with pytest.raises(ZeroDivisionError):
        await thinker.call(divmod, 1, 0)


@pytest.mark.parametrize("text", QUESTIONS)
def test_an_answer_says_the_same_after_it_was_sent(text: str) -> None:
    """An answer that came from another process reads as if it were worked out here."""
    outcome = take(text)
    assert _told(pickle.loads(pickle.dumps(outcome))) == _told(outcome)  # noqa: S301 (our own)
