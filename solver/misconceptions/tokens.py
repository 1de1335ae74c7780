"""Mistakes about counts of tokens, by what is asked."""

from solver.language import Phrase
from solver.mistaking import Slip

TOKENS: dict[str, tuple[Slip, ...]] = {
    "tokens_per_batch": (
        Slip(
            "sequences_for_tokens",
            Phrase(
                "That counts sequences. Each of them is many tokens long.",
                "这是序列数。每条序列有很多个 token。",
            ),
            lambda n: n["batch_size"] * n["grad_accumulation"] * n["devices"],
        ),
        Slip(
            "tokens_of_one_pass",
            Phrase(
                "That is one forward pass on one GPU. More of them go into an update.",
                "这只是一块 GPU 一次前向计算的量。一次更新包含好几个。",
            ),
            lambda n: n["batch_size"] * n["sequence_length"],
        ),
        Slip(
            "tokens_of_one_device",
            Phrase(
                "That is the share of one GPU. The others process as many tokens.",
                "这只是一块 GPU 的量。其他 GPU 也处理同样多的 token。",
            ),
            lambda n: n["batch_size"] * n["grad_accumulation"] * n["sequence_length"],
        ),
        Slip(
            "tokens_not_accumulated",
            Phrase(
                "You left out accumulation: several batches wait until the weights are updated.",
                "你漏掉了梯度累积：要攒好几批才更新一次权重。",
            ),
            lambda n: n["batch_size"] * n["devices"] * n["sequence_length"],
        ),
    ),
    "tokens_per_epoch": (
        Slip(
            "tokens_of_a_batch_only",
            Phrase(
                "That is a single batch. An epoch goes through all sequences.",
                "这只是一批。一个 epoch 要过完所有序列。",
            ),
            lambda n: n["batch_size"] * n["sequence_length"],
        ),
        Slip(
            "batches_for_sequences",
            Phrase(
                "You multiplied by the number of batches. Count sequences, not batches.",
                "你乘的是批次数。要数的是每条序列，而不是每一批。",
            ),
            lambda n: n["batches"] * n["sequence_length"],
        ),
        Slip(
            "last_batch_of_tokens_full",
            Phrase(
                "You counted every batch as full. The last batch holds fewer sequences.",
                "你把每一批都当成满的了。最后一批的序列要少一些。",
            ),
            lambda n: n["batches"] * n["batch_size"] * n["sequence_length"],
        ),
        Slip(
            "sequences_batched_twice",
            Phrase(
                "You multiplied by the batch size too. It only says how sequences are grouped.",
                "你又乘了批次大小。它只表示序列怎样分组。",
            ),
            lambda n: n["samples"] * n["batch_size"] * n["sequence_length"],
        ),
        Slip(
            "sequences_not_tokens",
            Phrase(
                "That is the number of sequences. A sequence is made of many tokens.",
                "这是序列的条数。一条序列由很多个 token 组成。",
            ),
            lambda n: n["samples"],
        ),
    ),
    "steps_for_tokens": (
        Slip(
            "last_step_forgotten",
            Phrase(
                "You rounded down, so some tokens of the budget are never processed.",
                "你向下取整了，预算里有些 token 就处理不到。",
            ),
            lambda n: n["budget"] // n["tokens_per_batch"],
        ),
        Slip(
            "token_a_sequence",
            Phrase(
                "You took a sequence for a token: a batch holds far more tokens than sequences.",
                "你把一条序列当成了一个 token：一批的 token 数远多于序列数。",
            ),
            lambda n: -(-n["budget"] // n["batch_size"]),
        ),
        Slip(
            "sequence_a_step",
            Phrase(
                "You took one sequence for a step. A step processes a batch of them.",
                "你把一条序列当成了一步。一步要处理一批序列。",
            ),
            lambda n: -(-n["budget"] // n["sequence_length"]),
        ),
        Slip(
            "needless_step",
            Phrase(
                "You added one more step, though the tokens are all processed before it.",
                "你多加了一步，其实在那之前 token 已经处理完了。",
            ),
            lambda n: -(-n["budget"] // n["tokens_per_batch"]) + 1,
        ),
        Slip(
            "tokens_a_step",
            Phrase(
                "That is how many tokens one step processes. See how many such steps are needed.",
                "这是一步处理的 token 数。还要看需要多少步。",
            ),
            lambda n: n["tokens_per_batch"],
        ),
    ),
}
