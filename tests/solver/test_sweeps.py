import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue import datasets
from solver.explain.sweeps import explain_sweep, width
from solver.language import detect
from solver.problem import Problem
from solver.reading.sweeps.sweep import MOST_VALUES, read_sweep
from solver.reading.tokens.values import read_value
from solver.solve import solve
from solver.spans import Exact
from solver.sweep import sweep
from solver.sweep_json import sweep_as_json

POWERS = (16, 32, 64, 128, 256)


def counted(samples: int, batch_size: int, epochs: int = 1) -> int:
    """Iterations of a run, by walking through it."""
    return sum(1 for _ in range(epochs) for _ in range(0, samples, batch_size))


def rows_of(text: str, quantity: str) -> dict[Exact, Exact | None]:
    """The table that answers a question for one quantity."""
    result = sweep(text, datasets=datasets())
    assert result is not None
    assert result.asked == (quantity,)
    return {row.value: row.answers[0].span and row.answers[0].span.value for row in result.rows}


def before() -> Problem:
    """The exercise that a sweep follows up."""
    result = solve("60,000 images, batch size 100, 10 epochs: how many iterations?")
    assert result is not None
    return result.problem


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("for batch sizes 16 to 256", POWERS),
        ("batch size 16-256?", POWERS),
        ("with a batch size between 16 and 256", POWERS),
        ("batch size从16到256分别是多少步", POWERS),
        ("批大小在16到256之间", POWERS),
        ("batch size 16~256", POWERS),
        ("batch size 16, 32, 64 and 128?", (16, 32, 64, 128)),
        ("batch sizes of 16/32/64", (16, 32, 64)),
        ("batch_size=[16, 32, 64]", (16, 32, 64)),
        ("批大小为16、32和64时", (16, 32, 64)),
        ("9000 steps, save_steps 900 or 2000: how many checkpoints in each case?", (900, 2000)),
        ("logging_steps设成20或50，各打印多少行日志", (20, 50)),
        ("batch size 128,256,512", (128, 256, 512)),
        ("batch size 16, 32, 64, 10 epochs", (16, 32, 64)),
        ("for 1, 2, 4 and 8 GPUs", (1, 2, 4, 8)),
        ("10、20、30轮分别多少次迭代", (10, 20, 30)),
        ("for batch sizes 10 to 100", (10, 20, 40, 60, 80, 100)),
        ("epochs from 10 to 50 in steps of 10, for each", (10, 20, 30, 40, 50)),
        ("for epochs 1 to 100", (1, 2, 5, 10, 20, 50, 100)),
        ("batch size 16,32,64", (16, 32, 64)),
        ("for 10k, 20k and 50k iterations", (10_000, 20_000, 50_000)),
        ("训练集大小从1万到5万，每个epoch分别多少步", (10_000, 20_000, 30_000, 40_000, 50_000)),
        ("batch size 256 down to 16", POWERS[::-1]),
        ("batch size (16..256)", POWERS),
        ("batch_size∈{16,32,64}", (16, 32, 64)),
        ("batch_size 32,64,128,256", (32, 64, 128, 256)),
        ("batch size 32 64 128", (32, 64, 128)),
        ("a batch size of 32 vs 64 vs 128", (32, 64, 128)),
        ("10 epochs, 20 epochs and 50 epochs", (10, 20, 50)),
        ("batch size 100，10轮、20轮、50轮各多少步", (10, 20, 50)),
        ("样本数1000，2000，5000，batch size 50", (1000, 2000, 5000)),
        ("训练1、5、10个epoch", (1, 5, 10)),
        ("batch size 16, 32, 64, 80 ms per iteration", (16, 32, 64)),
        ("batch sizes of 16, 32 and 64 images", (16, 32, 64)),
        ("梯度累积1、2、4步时", (1, 2, 4)),
    ],
)
def test_several_values_are_read(text: str, values: tuple[int, ...]) -> None:
    """A list is taken as given; a range of batch sizes is doubled, any other gets round values."""
    found = read_sweep(text)
    assert found is not None
    assert found.values == values


@pytest.mark.parametrize(
    "text",
    [
        "60,000 images, batch size 128, 10 epochs: how many iterations?",
        "batch size 32, 10 epochs",
        "batch size 32 and 10 epochs",
        "increase the batch size from 32 to 64",
        "把batch size从32增大到64",
        "80/10/10 split of 1000 images with batch size 32",
        "2975/500/1525 train, val and test images",
        "训练集和测试集分别有60000和10000张",
        "iterations: 60000/128 = ?",
        "iterations = 6e5 / 1800 * 48",
        "epochs 10, 20, 30 with batch sizes 16, 32, 64",
        "Epochs 1 to 5 took 3 minutes",
        "batch size 16, then batch size 64",
        "should I take batch size 32, 64 or 128?",
        "batch sizes 0 to 16",
        "train/val/test 8:1:1 of 10,000 images with batch size 32",
        "if I vary the learning rate from 0.1 to 0.001",
        "把学习率从0.1调到0.001",
        "between epoch 5 and 10 the loss went up",
        "between epochs 5 and 10 the loss is flat",
        "第5到10轮的损失不再下降",
        "the learning rate is divided by 10 at epochs 30, 60 and 90",
        "学习率在第30、60、90个epoch除以10",
        "should it be 937 or 938 iterations?",
        "一个epoch是6步还是7步",
        "train_size = 19200, 2 GPUs",
        "an RTX 4090, 30000 iterations",
        "batch size 32, 60000 images",
        "批大小改成64，从32轮到64轮",
        "batch size 32 for 5 epochs and batch size 64 for 10 epochs",
        "batch size 32, 5, 10 epochs",
        "应该用批大小32、64还是128？",
        "训练集60000张，测试集10000张",
        "",
    ],
)
def test_other_numbers_are_no_sweep(text: str) -> None:
    """Two settings, a split, a change and two lists at once are left to the rest of the solver."""
    assert read_sweep(text) is None


_PIECES = st.sampled_from(
    (
        *("batch size", "批大小", "epochs", "轮", "GPUs", "images", "张图片", "每", "of", "from"),
        *("16", "32", "1,000", "100,200,300", "0", "1e400", "3.5", "-4", "to", "到", "and", "和"),
        *("、", ",", "/", "-", "=", "(", "]", " ", "\n", "?", "how many", "多少", "each", "80%"),
    )
)


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_any_text_is_a_sweep_or_none(text: str) -> None:
    """Whatever numbers and words stand in a row, the values are positive and few."""
    for spaced in (text, " ".join(text)):
        found = read_sweep(spaced)
        if found:
            assert 1 < len(found.values) <= MOST_VALUES
            assert min(found.values) > 0
            assert found.text in found.question


@given(st.lists(_PIECES, max_size=20).map(" ".join))
@settings(max_examples=50, deadline=None)
def test_any_follow_up_is_a_table_or_none(text: str) -> None:
    """Whatever follows an exercise, each row has its answers, or there is no table."""
    result = sweep(text, previous=before())
    if result:
        assert {len(row.answers) for row in result.rows} == {len(result.asked)}
        assert explain_sweep(result).answer


@pytest.mark.parametrize("low", [1, 3, 7, 16, 1000])
@pytest.mark.parametrize("high", [17, 99, 1024, 10**6, 10**18])
@pytest.mark.parametrize("word", ["batch sizes", "epochs"])
def test_a_range_has_few_values_and_both_ends(low: int, high: int, word: str) -> None:
    """However wide a range is, its rows fit on a phone, are in order, and include its ends."""
    found = read_sweep(f"for {word} {low} to {high}")
    assert found is not None
    assert (found.values[0], found.values[-1]) == (low, high)
    assert list(found.values) == sorted(set(found.values), reverse=low > high)
    assert len(found.values) <= MOST_VALUES


@pytest.mark.parametrize(
    "text",
    [
        "60,000 images, 10 epochs: how many iterations for batch sizes 16 to 256?",
        "训练集有60000张图片，训练10轮，batch size从16到256，一共分别迭代多少次？",
    ],
)
def test_a_whole_question_is_answered_for_every_value(text: str) -> None:
    """Each row holds what a loop counts."""
    result = sweep(text, datasets=datasets())
    assert result is not None
    assert (result.quantity, result.asked) == ("batch_size", ("total_iterations",))
    found = {row.value: row.answers[0].span.value for row in result.rows if row.answers[0].span}
    assert found == {size: counted(60_000, size, 10) for size in POWERS}


@pytest.mark.parametrize(
    "text",
    [
        "for batch sizes 16 to 256 and 60000 images, how many iterations per epoch?",
        "how does the number of iterations per epoch change for batch size from 16 to 256 with 60,000 samples?",
        "With 60k samples, how do the steps per epoch vary with batch size from 16 to 256?",
        "table of iterations per epoch vs batch size (16..256) for 60000 images",
        "plot iterations per epoch against batch size 16-256, 60000 images",
        "60000 images. Give me the steps per epoch for batch sizes of 16, 32, 64, 128, and 256.",
        "What are the iterations per epoch if I use batch sizes between 16 and 256 on 60000 images?",
        "Batch size 16, 32, 64, 128, 256 — 60k images, 10 epochs. Iterations per epoch for each?",
        "MNIST with batch sizes 16/32/64/128/256: iterations per epoch?",
        "what happens to the steps per epoch as the batch size varies from 16 to 256 with 60000 samples?",
        "6万个样本，批大小从16变到256时，每个epoch的迭代次数如何变化？",
        "60000个样本，批大小从16变化到256，每轮迭代次数怎么变？",
        "列个表：batch size 16~256，6万张图片，每轮多少迭代",
        "batch size 16 32 64 128 256，60000张图，每个epoch几步？",
        "训练集6万，batch_size取16,32,64,128,256，对比每个epoch的步数",
        "样本数60000，batch_size∈{16,32,64,128,256}，每个epoch迭代多少次？",
        "当batch size由16增至256，60000个样本每个epoch迭代次数怎么变？",
        "batch size分别用16、32、64、128、256，数据量6万，一个epoch要走几步？",
    ],
)
def test_batch_sizes_however_written(text: str) -> None:
    """Each batch size has the iterations per epoch that a loop counts."""
    assert rows_of(text, "iterations_per_epoch") == {size: counted(60_000, size) for size in POWERS}


@pytest.mark.parametrize(
    "text",
    [
        "10000 samples batch size 10, iterations for 1, 5, 10 epochs?",
        "train for 1, 5 or 10 epochs with 10,000 samples and batch size 10: how many iterations?",
        "1 epoch, 5 epochs and 10 epochs with 10000 samples and batch size 10: how many iterations each?",
        "10000个样本，batch size为10，训练1、5、10个epoch分别要多少次迭代？",
        "10000张训练图片，batch size 10，1轮、5轮、10轮一共各迭代多少次",
    ],
)
def test_one_epoch_among_several(text: str) -> None:
    """Iterations of 1, 5 and 10 epochs are those of the whole run, also where it is one epoch."""
    expected = {epochs: counted(10_000, 10, epochs) for epochs in (1, 5, 10)}
    assert rows_of(text, "total_iterations") == expected


@pytest.mark.parametrize(
    "text",
    [
        "If the batch size increases from 32 to 128, how does the number of iterations per epoch change for 12800 samples?",
        "把batch size从32增大到128，12800个样本每轮的迭代次数怎么变化？",
    ],
)
def test_a_change_is_shown_before_and_after(text: str) -> None:
    """Of a change from one value to another, these two are told, and none between them."""
    result = sweep(text)
    assert result is not None
    assert [row.value for row in result.rows] == [32, 128]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("for batch sizes 16 to 256", "batch_size"),
        ("show me a table for batch sizes 16 to 256", "batch_size"),
        ("batch size 16, 32, 64?", "batch_size"),
        ("批大小为16、32和64时", "batch_size"),
        ("for 1, 2, 4 and 8 GPUs?", "devices"),
        ("10、20、30轮呢？", "epochs"),
    ],
)
def test_a_sweep_follows_up(text: str, quantity: str) -> None:
    """What is not said again is as it was, and what was asked is asked again."""
    result = sweep(text, previous=before())
    assert result is not None
    assert (result.quantity, result.asked) == (quantity, ("total_iterations",))
    assert result.problem.value_of(quantity) is None
    if quantity == "batch_size":
        assert all(
            row.answers[0].span
            and row.answers[0].span.value == counted(60_000, int(row.value), epochs=10)
            for row in result.rows
        )


@pytest.mark.parametrize("text", ["for batch sizes 16 to 256", "批大小从16到256分别是多少步？"])
def test_a_sweep_of_nothing_is_left_to_the_solver(text: str) -> None:
    """Where something is missing there is no table: the solver asks for it."""
    assert sweep(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "60,000 images, 80 ms per iteration, 10 epochs: how many iterations and how long for batch sizes 16, 100 and 256?",
        "训练集60000张图片，每次迭代80毫秒，训练10轮，batch size从16到256，每个epoch多少步，总共多久？",
    ],
)
def test_the_table_is_aligned_and_fits_a_phone(text: str) -> None:
    """Every line of the table is equally wide, Chinese characters counted double."""
    result = sweep(text)
    assert result is not None
    heading, *table = explain_sweep(result).answer
    assert result.language == detect(text)
    assert {width(line) for line in table} == {width(table[0])}
    assert width(table[0]) <= 34
    assert len(table) == 2 + len(result.rows)
    assert heading


def test_the_command_line_gets_every_row() -> None:
    """The JSON object has an answer for each value, in order, and says which value it is for."""
    result = sweep("1000 images: how many batches per epoch for batch sizes 16, 32 and 64?")
    assert result is not None
    told = sweep_as_json(result)
    assert told["kind"] == "solution"
    answers = told["answers"]
    assert isinstance(answers, list)
    assert [(answer["given"], answer["value"]) for answer in answers] == [
        ({"batch_size": size}, counted(1000, size)) for size in (16, 32, 64)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [("64", 64), (" = 6万 。", 60_000), ("1e3", 1000), ("80 ms", 0.08), ("2分钟", 120)],
)
def test_a_typed_value_is_read(text: str, value: float) -> None:
    """A number alone, in any form, or a time."""
    read = read_value(text)
    assert read is not None
    assert float(read) == value


@pytest.mark.parametrize("text", ["", "64 epochs", "16, 32", "batch size 64", "why 64?", "x" * 99])
def test_more_than_a_value_is_none(text: str) -> None:
    """What says more than a number is a message of its own."""
    assert read_value(text) is None
