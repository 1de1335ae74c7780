"""Chinese as people type it, and the causes behind it in English too."""

import pytest

from solver.as_json import as_json
from solver.explain.results import explain
from solver.results import Clarification, Solution
from tests.replies import solved, values

HOUR = 3600


def says(text: str, expected: dict[str, object]) -> None:
    """The reply gives these numbers."""
    found = values(text)
    assert {name: found.get(name) for name in expected} == expected, found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("四千八百张图，一次喂32张，全部看完一遍要喂几次", {"iterations_per_epoch": 150}),
        ("3600条对话，每次塞40条，过完一遍要更新几次", {"iterations_per_epoch": 90}),
        ("6400张图，批大小64，训5个epoch，一共更新多少次权重，每轮几步", {"total_iterations": 500}),
        ("9600条，batch size 32，训4轮，总共迭代多少次参数？", {"total_iterations": 1200}),
        (
            "8张卡，总batch_size写的128，12800张图，每张卡的batch是几，每个epoch多少iter",
            {"batch_size": 16, "iterations_per_epoch": 100},
        ),
        (
            "4卡，全局batch 64，6400张图，每张卡batch设多少，一轮多少步",
            {"batch_size": 16, "iterations_per_epoch": 100},
        ),
        (
            "两台机器各8张卡，每卡batch 4，6400张图，每个epoch多少iter",
            {"iterations_per_epoch": 100},
        ),
        ("双卡，每卡batch_size=8，1600张图，一个epoch多少步", {"iterations_per_epoch": 100}),
        (
            "用双GPU训练，每张卡batch 16，数据3200条，每个epoch几次迭代？",
            {"iterations_per_epoch": 100},
        ),
        ("bacth 50，5000张图，训3个epcoh，总共多少步", {"total_iterations": 300}),
        (
            "2000 smaples with a batch size of 40: how many iteraitons per epoch?",
            {"iterations_per_epoch": 50},
        ),
    ],
)
def test_everyday_chinese_is_read(text: str, expected: dict[str, object]) -> None:
    """Colloquial words, pairs of cards, and slips of the keyboard give the same numbers."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12个类，每类50张，batch size 20，一个epoch多少步", {"iterations_per_epoch": 30}),
        ("30个类一类就一张，batch_size=8，最后那个batch几张", {"last_batch_size": 6}),
        ("40个人，每人25张照片，批大小50，每轮多少次迭代？", {"iterations_per_epoch": 20}),
        (
            "10 classes with 60 images each, batch size 30. Iterations per epoch?",
            {"iterations_per_epoch": 20},
        ),
        (
            "We have 5 classes, each has 80 images; batch size 16. How many iterations per epoch?",
            {"iterations_per_epoch": 25},
        ),
    ],
)
def test_data_is_told_by_its_classes(text: str, expected: dict[str, object]) -> None:
    """The classes times the samples of each are the data set."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("warmup 300步，占总步数的3%，bs=32，训5个epoch，总共多少步", {"total_iterations": 10_000}),
        ("预热了200步，是总步数的4%，那总共多少步？", {"total_iterations": 5000}),
        (
            "The warmup of 200 steps is 5% of the total steps. How many steps in total?",
            {"total_iterations": 4000},
        ),
    ],
)
def test_the_share_of_the_warm_up_gives_the_run(text: str, expected: dict[str, object]) -> None:
    """Warm-up steps and their share of the run say how long it is."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1000张图，bs=300，drop_last=True，每轮丢几张，占百分之几",
            {"dropped_samples": 100, "dropped_percent": 10},
        ),
        (
            "800条数据，batch size 300，丢掉最后不足的一批，浪费了多少条，占比多少？",
            {"dropped_samples": 200, "dropped_percent": 25},
        ),
    ],
)
def test_the_share_that_is_dropped(text: str, expected: dict[str, object]) -> None:
    """What is dropped is also told as a share of the data."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "每步2秒，总共3000步，每1000步评估一次，每次评估10分钟，全部跑完多少小时",
            2.1666666666666665,
        ),
        ("每个epoch训练12分钟，验证一次要3分钟，训8个epoch，总共几小时", 2),
        (
            "3000 steps at 2 s each, evaluation every 1000 steps, each evaluation takes 10 minutes. How many hours in total?",
            2.1666666666666665,
        ),
        (
            "An epoch takes 12 minutes and validation takes 3 minutes for each evaluation. How long do 8 epochs take?",
            2,
        ),
    ],
)
def test_evaluations_take_time(text: str, expected: float) -> None:
    """The time of evaluations is added to that of training."""
    says(text, {"time_total": pytest.approx(expected * HOUR)})


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("16张卡训了20个epoch，用了3天。我只有4张卡要几天？", 12),
        ("Training takes 2 days on 8 GPUs. How many days would it take on 4 GPUs?", 4),
    ],
)
def test_fewer_devices_take_longer(text: str, days: int) -> None:
    """A run keeps its GPU-hours on other devices."""
    says(text, {"time_total": days * 24 * HOUR})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "想要等效batch 100，单卡最多塞12个样本，梯度累积几步最接近？",
            {"grad_accumulation": 8, "effective_batch_size": 96},
        ),
        (
            "I want an effective batch size of 50, only 8 fit in memory. How many accumulation steps?",
            {"grad_accumulation": 6, "effective_batch_size": 48},
        ),
        ("batch size开到4，想凑出等效batch 64，要累积多少个batch？", {"grad_accumulation": 16}),
        (
            "Micro-batch 4, effective batch size 64: accumulate how many micro-batches?",
            {"grad_accumulation": 16},
        ),
    ],
)
def test_steps_to_accumulate(text: str, expected: dict[str, object]) -> None:
    """Where no whole number of steps makes the batch, the nearest is told."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "32张卡，TP=4，PP=4，micro batch 2，global batch 256，每个step累积几次？",
            {"grad_accumulation": 64},
        ),
        (
            "16 GPUs with tensor parallel size 8, micro-batch size 4, accumulation 16. What is the global batch size?",
            {"effective_batch_size": 128},
        ),
        (
            "16张卡，张量并行度8，每卡batch 4，梯度累积16，等效batch是多少？",
            {"effective_batch_size": 128},
        ),
    ],
)
def test_devices_that_share_a_model_count_once(text: str, expected: dict[str, object]) -> None:
    """Tensor and pipeline parallelism leave fewer copies of the model to share the data."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一个epoch有30个batch，bs=8，最后那个batch只有5张，训练集一共几张图？",
            {"train_size": 237},
        ),
        (
            "30 batches per epoch with batch size 8; the last batch has shape [5, 3, 32, 32]. How many training images?",
            {"train_size": 237},
        ),
        (
            "bs=8，一个epoch 30个batch，最后一个batch的shape是[5, 3, 32, 32]，训练集一共几张图？",
            {"train_size": 237},
        ),
    ],
)
def test_the_last_batch_tells_the_data_exactly(text: str, expected: dict[str, object]) -> None:
    """With the size of the last batch the training set is one number, not a range."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "训练集20000条，从训练集里留出10%做验证，batch size 100，每个epoch多少步",
            {"iterations_per_epoch": 180},
        ),
        (
            "Training set of 20000; 10% of the training set is held out for validation. Batch size 100: iterations per epoch?",
            {"iterations_per_epoch": 180},
        ),
    ],
)
def test_validation_data_from_the_training_set(text: str, expected: dict[str, object]) -> None:
    """What is held out of the training set is not trained on."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "12000张图 batch 60 epoch 50，现在跑到第4000步了，还剩多少步",
            {"remaining_iterations": 6000},
        ),
        (
            "训了200个epoch，横轴到6000，拐点在1500步左右，大概是第几个epoch",
            {"epoch_at_iteration": 50},
        ),
        (
            "60000张图，nn.DataParallel用4张卡，batch_size=64。每张卡分到几张？一个epoch多少步",
            {"batch_size": 16, "iterations_per_epoch": 938},
        ),
        ("7200条，bs=100，keras会把最后不够的丢掉吗？每轮几个batch", {"batches_per_epoch": 72}),
        ("7250条，bs=100，最后不够一批的会丢掉吗？每轮几个batch", {"batches_per_epoch": 73}),
        (
            "每张原图重复5次，图200张，batch 10，训3个epoch，每张原图一共被看了多少遍",
            {"views_per_sample": 15},
        ),
    ],
)
def test_places_and_parts_of_a_run(text: str, expected: dict[str, object]) -> None:
    """How far a run is, what a card gets, and how often a picture is seen."""
    says(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "20条数据，batch size填3，每轮几步？最后一个是不是只剩2条？",
        "数据集50条，批大小8，最后一个batch是不是只剩2条？",
    ],
)
def test_the_size_of_the_last_batch_is_checked(text: str) -> None:
    """Who asks whether the last batch has two samples hears that it has."""
    result = solved(text)
    assert isinstance(result, Solution)
    assert result.verdict is True


@pytest.mark.parametrize(
    "text",
    [
        "数据6400条，batch 64，还有个参数97，一个epoch多少步，这样对吗？",
        "6400 samples, batch size 64, and something is 97. How many iterations per epoch, is that right?",
    ],
)
def test_no_yes_with_a_number_left_over(text: str) -> None:
    """A number that was not understood is asked about before anything is called right."""
    assert isinstance(solved(text), Clarification)


@pytest.mark.parametrize(
    "text",
    [
        "1000条数据做5折交叉验证，每折拿200条训练、800条验证，batch=10，每折一个epoch几步？",
        "5-fold cross-validation on 1000 samples; each fold trains on 200 and validates on 800. Batch size 10: iterations per epoch?",
    ],
)
def test_folds_train_on_the_larger_part(text: str) -> None:
    """Parts of a fold that are the wrong way round do not stay unsaid."""
    result = solved(text)
    assert not isinstance(result, Solution)
    assert values(text).get("iterations_per_epoch") == 80


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2400张图，2卡 samples_per_gpu=6，schedule_20k，总共训练了几个epoch？", {"epochs": 100}),
        ("2400 images, batch size 12, a 20k schedule: how many epochs is that?", {"epochs": 100}),
    ],
)
def test_a_schedule_is_named_after_its_length(text: str, expected: dict[str, object]) -> None:
    """An 80k schedule has 80,000 iterations."""
    says(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "4000张图跑5轮，bs从20改成40，更新次数应该还是一样的吧？分别更新多少次",
        "4000 images, 5 epochs. How many updates with batch size 20 and with batch size 40? The number stays the same, right?",
    ],
)
def test_a_number_is_not_taken_to_stay_the_same(text: str) -> None:
    """Who expects as many updates with twice the batch hears both numbers, and that they differ."""
    result = solved(text)
    assert isinstance(result, Solution)
    assert result.verdict is False
    found = as_json(result, explain(result))["answers"]
    updates = {a["value"] for a in found if a["quantity"] == "total_iterations"}  # type: ignore[attr-defined]
    assert updates == {1000, 500}
