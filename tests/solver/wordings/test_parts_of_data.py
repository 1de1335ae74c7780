"""Data told in parts, as shares, multiplied, cut into windows or folded is counted as it is used."""

import pytest
from sklearn.model_selection import KFold, LeaveOneOut

from solver.explain.results import explain
from solver.results import Clarification, Contradiction, Solution
from solver.solve import solve


def answers(text: str) -> dict[str, object]:
    """The first answer for each quantity of a solved question."""
    result = solve(text)
    assert isinstance(result, Solution), explain(result) if result else None
    given: dict[str, object] = {}
    for answer in (*result.answers, *result.derived, *result.companions):
        assert answer.span is not None
        given.setdefault(answer.quantity, answer.span.value)
    return given


def steps(quantity: str, size: int, batch: int) -> dict[str, int]:
    """The batches of an epoch, counted one by one."""
    return {quantity: len(range(0, size, batch))}


@pytest.mark.parametrize(
    ("text", "size", "batch"),
    [
        (
            "We have 500 photos of apples, 350 of oranges and 150 of pears. batch size 20, how many iterations per epoch?",
            500 + 350 + 150,
            20,
        ),
        (
            "The dataset consists of 2,000 real and 3,000 synthetic images; with batch size 100, how many iterations per epoch?",
            5000,
            100,
        ),
        (
            "dogs: 320, cats: 480, birds: 200. With batch_size=10 how many iterations in one epoch?",
            1000,
            10,
        ),
        (
            "Class A: 400 images, class B: 600 images. Batch size 50. Iterations per epoch?",
            1000,
            50,
        ),
        (
            "I have 3 datasets of 1000, 2000 and 5000 samples that I concatenate, batch size 32, iterations per epoch?",
            8000,
            32,
        ),
        (
            "1000 images in folder A and 600 in folder B, all for training with batch 16. iterations per epoch?",
            1600,
            16,
        ),
        (
            "数据集包含汽车图片800张、卡车图片600张、公交图片200张，batch size 32，每个epoch多少次迭代",
            1600,
            32,
        ),
        ("100 images per class, 10 classes, batch 10, iterations per epoch?", 1000, 10),
        ("每类100张，共10类，batch 10，每个epoch多少步", 1000, 10),
        ("共三类，每类数量分别为300、500、200，batch=50，一个epoch多少步", 1000, 50),
        ("正样本3000，负样本5000，batch size 80，一个epoch迭代多少次", 8000, 80),
        ("自己拍了450张，网上爬了550张，一起训练，batch 50，一轮多少个step", 1000, 50),
        ("有两个数据集，一个2万条，一个3万条，混在一起训练，batch=100，每轮多少步", 50_000, 100),
        ("猫800张狗1200张，按8:2划分训练和测试，batch 32，每个epoch多少步", 1600, 32),
    ],
)
def test_kinds_of_data_add_up(text: str, size: int, batch: int) -> None:
    """Samples that are counted apart, by class or by source, are one data set."""
    assert answers(text)["iterations_per_epoch"] == len(range(0, size, batch))


@pytest.mark.parametrize(
    ("text", "size", "batch"),
    [
        (
            "I triple my 900 images with augmentation. With batch size 30 how many iterations per epoch?",
            2700,
            30,
        ),
        (
            "We rotate every image by 90, 180 and 270 degrees and keep the original, 1000 images in the beginning. batch 40: iterations per epoch?",
            4000,
            40,
        ),
        (
            "I use 10 augmented copies per image, 300 images, and do not keep the originals. Batch size 100: how many iterations per epoch?",
            3000,
            100,
        ),
        (
            "Each image is augmented 5 times, I start from 400 images. batch size 20. iterations per epoch?",
            2000,
            20,
        ),
        ("数据增强把1200张图变成了原来的4倍，batch=32，一个epoch多少步", 4800, 32),
        ("每张原图生成5张增强图，原图200张（原图也保留），batch 24，每个epoch多少步", 1200, 24),
        ("100张大图每张切成64块，batch 32，一个epoch迭代次数是多少", 6400, 32),
        ("80个视频，每个视频抽30帧，训练batch是48，每轮多少次迭代", 2400, 48),
    ],
)
def test_multiplied_data_is_counted_as_it_is_then(text: str, size: int, batch: int) -> None:
    """Augmented or cut data counts as often as there is of it."""
    assert answers(text)["iterations_per_epoch"] == len(range(0, size, batch))


@pytest.mark.parametrize(
    ("text", "size", "batch"),
    [
        (
            "A third of the 9,000 samples goes to the test set, the rest is for training. batch 60: iterations per epoch?",
            6000,
            60,
        ),
        (
            "I only train on a quarter of the dataset which has 40,000 images. bs 100, iterations per epoch?",
            10_000,
            100,
        ),
        ("一半的数据用来训练，另一半做测试，共2000条，batch size 50，每轮迭代几次", 1000, 50),
        ("4000张图七三分，batch 40，一轮多少步", 2800, 40),
        ("用四分之三的数据训练，总共8000条，batch 60，一个epoch多少步", 6000, 60),
        ("拿五分之一的数据做验证，一共2500张，batch size 20，训练每轮多少步", 2000, 20),
        ("训练用八成数据，总数5000，batch size=40，每轮迭代多少次", 4000, 40),
        ("每5张取1张做验证，一共3000张，batch 24，训练一个epoch多少步", 2400, 24),
    ],
)
def test_fractions_in_words_are_shares(text: str, size: int, batch: int) -> None:
    """A third, two tenths or 八成 of the data is the part that it says."""
    assert answers(text)["iterations_per_epoch"] == len(range(0, size, batch))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "what percentage of the whole is used for validation if i hold out 20% for testing and then 15% of the remaining for validation?",
            {"val_percent": 12},
        ),
        (
            "train 4200, val 900, test 900, what are the percentages?",
            {"train_percent": 70, "val_percent": 15, "test_percent": 15},
        ),
        ("先留20%测试，剩下的再拿25%验证，真正训练的占总数百分之几", {"train_percent": 60}),
        (
            "1万条数据，训练占七成，验证集和测试集各15%，各有多少条",
            {"train_size": 7000, "val_size": 1500, "test_size": 1500},
        ),
        (
            "测试集占10%，共350张，总数是多少，训练集有几张",
            {"dataset_size": 3500, "train_size": 3150},
        ),
        (
            "3,600 samples at 80/10/10. How many samples are there in the validation set?",
            {"val_size": 360},
        ),
    ],
)
def test_shares_are_answered(text: str, expected: dict[str, int]) -> None:
    """What is asked of a split, one part or all, in samples or in percent, is answered."""
    given = answers(text)
    assert {name: given[name] for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "2,000 images, 80% training and 20% test, batch size 40: iterations per epoch?",
        "2000张图，80%训练、20%测试，batch size 40，每个epoch多少次迭代？",
    ],
)
def test_a_share_is_worked_out_in_a_step(text: str) -> None:
    """The size of a part is derived from its share, as a step that the learner sees."""
    result = solve(text)
    assert isinstance(result, Solution)
    assert "train_size" in [step.unknown for step in result.answers[0].steps]


@pytest.mark.parametrize(
    "text",
    [
        "I have 1,000 files. Is 60% for training, 30% for validation and 20% for testing possible? How many for training?",
        "1000张图片，训练集60%，验证集30%，测试集20%，训练集多少个？",
        "800 images: 500 cats and 400 dogs. Batch size 20, iterations per epoch?",
    ],
)
def test_parts_that_are_more_than_the_whole_contradict(text: str) -> None:
    """Parts that add up to more than there is are no split."""
    assert isinstance(solve(text), Contradiction)


@pytest.mark.parametrize(
    "text",
    [
        "split 75/25, batch size 16, how many iterations per epoch?",
        "按75:25分训练和测试，batch size 16，每个epoch多少次迭代？",
    ],
)
def test_shares_of_nothing_ask_for_the_whole(text: str) -> None:
    """Where only shares are told, the size of the whole is asked for."""
    result = solve(text)
    assert isinstance(result, Clarification)
    assert result.missing == ("dataset_size",)


@pytest.mark.parametrize(
    ("text", "folds", "size", "batch", "epochs"),
    [
        (
            "5 fold cross validation, 1000 images, batch size 20, 30 epochs for each fold. How many iterations altogether for all the folds?",
            5,
            1000,
            20,
            30,
        ),
        (
            "四折交叉验证，1200个样本，batch 30，训练10个epoch，所有折一共迭代多少次",
            4,
            1200,
            30,
            10,
        ),
    ],
)
def test_all_folds_are_counted(text: str, folds: int, size: int, batch: int, epochs: int) -> None:
    """The iterations of all folds are those of every training run of a cross-validation."""
    splits = KFold(folds).split(range(size))
    total = sum(epochs * len(range(0, len(train), batch)) for train, _ in splits)
    assert answers(text)["iterations_of_all_folds"] == total


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "With 4-fold CV and 600 samples, how many samples are in each fold?",
            {"fold_val_size": 150},
        ),
        ("十折交叉验证重复3次，总共训练多少个模型", {"trainings": 30}),
        (
            "10-fold cross validation repeated 5 times, how many models do I train in total?",
            {"trainings": 50},
        ),
        (
            "Each fold takes 12 minutes in my 10-fold CV. How long does the entire cross-validation take?",
            {"time_of_all_folds": 7200},
        ),
        ("五折交叉验证，每折训练30分钟，全部跑完要多少小时", {"time_of_all_folds": 9000}),
        (
            "留一法，一共80个样本，要训练几次模型",
            {"trainings": LeaveOneOut().get_n_splits(range(80))},
        ),
        ("leave one out with 200 samples: how many training runs?", {"trainings": 200}),
    ],
)
def test_one_fold_and_all_of_them(text: str, expected: dict[str, int]) -> None:
    """Sizes of folds, the models that are trained, and the time of all are told apart."""
    given = answers(text)
    assert {name: given[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "length", "width", "stride"),
    [
        (
            "Signal of 20,000 samples, window size 200, step 100. How many windows?",
            20_000,
            200,
            100,
        ),
        (
            "sliding window of 50 with stride 10 over a series of 1,000 time steps, how many samples do I get?",
            1000,
            50,
            10,
        ),
        ("长度为3000的时间序列，窗口大小50，步长50，能切多少个样本", 3000, 50, 50),
        ("数据有1万个时间点，窗口取100，不重叠切分，总共能得到多少个样本", 10_000, 100, 100),
        (
            "12,800 points, windows of 128 with 50% overlap, how many windows do I get?",
            12_800,
            128,
            64,
        ),
    ],
)
def test_windows_are_counted(text: str, length: int, width: int, stride: int) -> None:
    """The windows of a series are those that fit into it."""
    windows = len(range(0, length - width + 1, stride))
    assert answers(text)["dataset_size"] == windows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "SMOTE brings my 300 fraud cases up to the 9,700 normal ones. Batch 100: batches per epoch after that?",
            steps("batches_per_epoch", 2 * 9700, 100),
        ),
        (
            "欠采样把多数类（8000条）降到和少数类（1000条）一样多，batch size 50，每轮多少步",
            steps("iterations_per_epoch", 2 * 1000, 50),
        ),
        (
            "I have 12 images with 20 repeats in one folder and 40 images with 5 repeats in another, batch size 4, 10 epochs. total steps?",
            {"total_iterations": (12 * 20 + 40 * 5) // 4 * 10},
        ),
        (
            "A组30张重复10次，B组15张重复20次，batch 2，10个epoch一共多少步",
            {"total_iterations": (30 * 10 + 15 * 20) // 2 * 10},
        ),
        (
            "3000 train images and 600 val images, batch size 30: how many batches per epoch including validation?",
            {"progress_bar_total": 120},
        ),
        (
            "训练4000张，验证1000张，batch 50，每个epoch训练和验证一共多少个batch",
            {"progress_bar_total": 100},
        ),
        (
            "2000 train images with batch 20 and 640 validation images, the val batch size is 64. How many batches per epoch including validation?",
            {"progress_bar_total": 110},
        ),
    ],
)
def test_what_is_gone_through_in_an_epoch(text: str, expected: dict[str, int]) -> None:
    """Balanced classes, repeated concepts and validation batches are counted as they are run."""
    given = answers(text)
    assert {name: given[name] for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "5000 train + 500 val images, batch 50, how many iterations per epoch?",
        "5000 images and 700 labels, batch size 50, iterations per epoch?",
        "5000张图片和5000张掩码，batch 50，一个epoch多少步",
        "学习率扩大到10倍，5000张图，batch 50，每个epoch多少步",
        "训练集5000，验证集500，batch 50，每个epoch训练迭代几次",
        "I train with batch size 50 for 20 epochs on 5000 images. How many iterations per epoch?",
        "数据5000张，batch 50，每个epoch迭代几次，分3次保存",
    ],
)
def test_other_numbers_are_no_kinds(text: str) -> None:
    """Numbers of parts, epochs and batches beside each other are not added up."""
    result = solve(text)
    assert result is not None
    assert [a.span.value for a in result.answers[:1] if a.span] == [100]
