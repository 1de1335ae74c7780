"""Language models: data and batches counted in tokens."""

from sympy import ceiling

from solver.conditions import Conditions
from solver.relation import Relation, letters, relation
from solver.textbook.data import samples_of_epoch

_T, _E, _G, _L = letters("total_iterations", "epochs", "effective_batch_size", "sequence_length")
_Q, _QE, _ALL, _RATE, _TIME = letters(
    "tokens_per_batch", "tokens_per_epoch", "tokens_seen", "tokens_per_second", "time_total"
)
_W, _W_TOKENS, _U = letters("warmup_steps", "warmup_tokens", "iterations_per_epoch")


def tokens(conditions: Conditions) -> tuple[Relation, ...]:
    """The relations between tokens, batches and iterations."""
    chapters = conditions.chapters
    if not chapters & {"tokens", "warm-up tokens"}:
        return ()
    return (
        relation(
            "tokens of a batch",
            "tokens_per_batch",
            _G * _L,
            "Samples behind one update times tokens in a sample.",
            "一次更新的样本数乘以每个样本的 token 数。",
        ),
        relation(
            "tokens of the run",
            "tokens_seen",
            _T * _Q,
            "Every iteration processes one batch of tokens.",
            "每次迭代处理一批 token。",
        ),
        relation(
            "iterations for tokens",
            "total_iterations",
            ceiling(_ALL / _Q),
            "Tokens of the run divided by tokens of a batch, rounded up.",
            "总 token 数除以每批的 token 数，向上取整。",
        ),
        *_of_an_epoch(conditions),
        *_time_of_a_pass(conditions),
        relation(
            "token rate",
            "tokens_per_second",
            _ALL / _TIME,
            "Tokens processed divided by the time.",
            "处理的 token 数除以时间。",
        ),
        *_warm_up(conditions),
    )


def _time_of_a_pass(conditions: Conditions) -> tuple[Relation, ...]:
    if not (conditions.token_corpus and conditions.single_pass):
        return ()
    return (
        relation(
            "time of a pass over a corpus",
            "time_per_epoch",
            _QE / _RATE,
            "Tokens of the corpus divided by those processed in a second.",
            "语料的 token 数除以每秒处理的 token 数。",
        ),
    )


def _of_an_epoch(conditions: Conditions) -> tuple[Relation, ...]:
    if conditions.corpus_alone:
        return ()
    if not conditions.token_corpus:
        samples = samples_of_epoch(conditions)
        what = samples * _L if not conditions.full_batches else _U * _Q
        return (
            relation(
                "tokens of an epoch",
                "tokens_per_epoch",
                what,
                "What an epoch goes through, counted in tokens.",
                "一个 epoch 遍历的数据，按 token 计。",
            ),
        )
    return (
        relation(
            "iterations over a corpus",
            "iterations_per_epoch",
            ceiling(_QE / _Q),
            "Tokens of the corpus divided by tokens of a batch, rounded up.",
            "语料的 token 数除以每批的 token 数，向上取整。",
        ),
    )


def passes_over_corpus(conditions: Conditions) -> tuple[Relation, ...]:
    """Epochs from tokens alone, where nothing is said of batches."""
    if conditions.single_pass:
        return (
            relation(
                "one pass over a corpus",
                "tokens_seen",
                _QE,
                "The corpus is gone through once, as nothing else is said.",
                "没有另外说明，语料只遍历一遍。",
            ),
        )
    return (
        relation(
            "passes over a corpus",
            "tokens_seen",
            _E * _QE,
            "Each epoch goes through the corpus once.",
            "每个 epoch 遍历一遍语料。",
        ),
    )


def _warm_up(conditions: Conditions) -> tuple[Relation, ...]:
    if "warm-up tokens" not in conditions.chapters:
        return ()
    return (
        relation(
            "tokens of the warm-up",
            "warmup_tokens",
            _W * _Q,
            "Warm-up iterations times tokens of a batch.",
            "预热迭代次数乘以每批的 token 数。",
        ),
        relation(
            "warm-up for tokens",
            "warmup_steps",
            ceiling(_W_TOKENS / _Q),
            "Tokens of the warm-up divided by tokens of a batch, rounded up.",
            "预热的 token 数除以每批的 token 数，向上取整。",
        ),
    )
