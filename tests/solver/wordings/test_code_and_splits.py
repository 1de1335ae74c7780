"""Questions about code and about the parts of a data set are answered however they are put."""

import pytest
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine
from sklearn.model_selection import KFold, train_test_split
from torch.utils.data import random_split

from solver.explain.results import explain
from solver.results import Clarification, Contradiction, Solution
from solver.solve import solve

PARTS = ("train_size", "val_size", "test_size")


def answers(text: str) -> dict[str, object]:
    """The first answer for each quantity of a solved question."""
    result = solve(text)
    assert isinstance(result, Solution), explain(result) if result else None
    given: dict[str, object] = {}
    for answer in (*result.answers, *result.derived, *result.companions):
        assert answer.span is not None
        given.setdefault(answer.quantity, answer.span.value)
    return given


def sizes(**parts: int) -> dict[str, int]:
    """Sizes of parts by their standard names."""
    return {f"{name}_size": size for name, size in parts.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I have 12,000 photos. 75% go into training, 15% into validation, the rest is for testing. How many photos are in each set?",
            sizes(train=9000, val=1800, test=1200),
        ),
        (
            "我有12000张照片，75%训练，15%验证，剩下的测试，每个集合各多少张？",
            sizes(train=9000, val=1800, test=1200),
        ),
        (
            "8,000 samples split 3:1 into train and test. How many are for training?",
            sizes(train=6000),
        ),
        ("8000个样本按3:1划分为训练集和测试集，训练集有多少个？", sizes(train=6000)),
        (
            "What is the size of each set if I split 2,500 documents 70/30?",
            sizes(train=1750, test=750),
        ),
        ("训练集:测试集=4:1，一共650张，各多少？", sizes(train=520, test=130)),
        (
            "I split my 900 images 6:2:2. Train, validation and test sizes?",
            sizes(train=540, val=180, test=180),
        ),
        (
            "我把900张图按6:2:2划分，训练、验证、测试分别多少张？",
            sizes(train=540, val=180, test=180),
        ),
        (
            "Of 40,000 clips 25% are test data, and 10% of the rest are for validation. How many clips are in each set?",
            sizes(train=27_000, val=3000, test=10_000),
        ),
        (
            "一共4万张图，先留25%做测试集，剩下的按9:1分训练和验证，各多少张？",
            sizes(train=27_000, val=3000, test=10_000),
        ),
        (
            "I use 80% of 1,500 recordings for training and 20% of that again for validation. How many recordings do I train on, how many validate?",
            sizes(train=960, val=240),
        ),
        (
            "1500条录音，80%用来训练，其中再拿20%做验证，训练和验证各多少条？",
            sizes(train=960, val=240),
        ),
        (
            "Of 10,000 reviews I hold out 1,500 for testing; 10% of the remaining reviews are validation. How many are left for training?",
            sizes(train=7650),
        ),
        ("10000条评论先拿1500条测试，剩下的取10%做验证，训练集还剩多少条？", sizes(train=7650)),
    ],
)
def test_sizes_follow_from_shares(text: str, expected: dict[str, int]) -> None:
    """Who tells shares of a data set, also shares of a share, gets samples."""
    given = answers(text)
    assert {name: given.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "The validation set has 300 images, which is 15% of all images. How many images are there in total?",
        "验证集300张，占全部的15%，一共有多少张图？",
        "1000 train, 400 val, 600 test. How many images in total?",
        "训练集1000张，验证集400张，测试集600张，总共多少张？",
        "训练集和验证集按7:3划分，训练集有1400张，原来一共多少张，验证集多少张？",
    ],
)
def test_whole_follows_from_parts(text: str) -> None:
    """The size of the whole data set follows from all its parts, or from one and its share."""
    assert answers(text)["dataset_size"] == 2000


@pytest.mark.parametrize(
    "text",
    [
        "train/val/test = 800/50/150, what percentages are these?",
        "训练800张，验证50张，测试150张，比例各是多少？",
        "We have 800 training images, 50 validation images and 150 test images. What percentage is each set?",
    ],
)
def test_percentages_follow_from_sizes(text: str) -> None:
    """Who tells the sizes of the parts gets their shares in percent."""
    given = answers(text)
    assert [given[name.replace("_size", "_percent")] for name in PARTS] == [80, 5, 15]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Is 70:20:10 right for 14000/4000/2000 images?", True),
        ("训练/验证/测试分别是14000、4000、2000张，比例是7:2:1吗？", True),
        ("800 training images and 200 test images: is that an 80:20 split?", True),
        ("训练800张，测试200张，这算8:2划分吗？", True),
        ("800 training images and 250 test images: is that an 80:20 split?", False),
        ("训练800张，测试250张，这算8:2划分吗？", False),
        (
            "I keep 20% of 5,000 files for testing and 25% of the rest for validation. That is a 6:2:2 split, right?",
            True,
        ),
        (
            "I keep 20% of 5,000 files for testing and 20% of the rest for validation. That is a 6:2:2 split, right?",
            False,
        ),
        ("5000张图，先留20%测试，剩下的再取25%验证，总的就是6:2:2，对吗？", True),
        ("5000张图，先留20%测试，剩下的再取20%验证，总的就是6:2:2，对吗？", False),
    ],
)
def test_ratio_is_checked(text: str, right: bool) -> None:  # noqa: FBT001 (a parameter of pytest)
    """A ratio that somebody takes a split to be is checked against what it really is."""
    result = solve(text)
    assert isinstance(result, Solution)
    assert result.verdict is right


def test_sizes_that_fit_no_ratio_are_told() -> None:
    """Who states a ratio and sizes that do not fit learns the sizes that would."""
    result = solve("3000对图，我按8:2划的，2500对训练500对验证，没毛病吧")
    assert isinstance(result, Solution | Contradiction)
    assert [(a.quantity, a.span and a.span.value) for a in result.answers] == [
        ("train_size", 2400),
        ("val_size", 600),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "how many samples in each?",
        "how many samples are in X_train and X_test?",
        "训练集和测试集各多少个样本？",
        "sizes?",
    ],
)
@pytest.mark.parametrize(
    "load", [load_iris, load_wine, load_breast_cancer, load_digits], ids=lambda load: load.__name__
)
def test_split_of_a_bundled_data_set(load, question: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 (scikit-learn has no types)
    """The split of a data set that comes with scikit-learn is the one that it makes."""
    features, labels = load(return_X_y=True)
    trained, tested, _, _ = train_test_split(features, labels, test_size=0.3)
    code = (
        f"X, y = {load.__name__}(return_X_y=True)\n"
        "X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3)\n"
    )
    given = answers(code + question)
    assert (given["train_size"], given["test_size"]) == (len(trained), len(tested))


@pytest.mark.parametrize("count", [997, 1003, 1210])
def test_split_twice(count: int) -> None:
    """Two splits, one of the other's rest, end in three parts as scikit-learn makes them."""
    rest, tested = train_test_split(range(count), test_size=0.2)
    trained, validated = train_test_split(rest, test_size=0.25)
    given = answers(
        f"# len(X) == {count}\n"
        "X_tmp, X_test, y_tmp, y_test = train_test_split(X, y, test_size=0.2)\n"
        "X_train, X_val, y_train, y_val = train_test_split(X_tmp, y_tmp, test_size=0.25)\n"
        "how many in train, val and test?"
    )
    assert [given[name] for name in PARTS] == [len(trained), len(validated), len(tested)]


@pytest.mark.parametrize("count", [1003, 1004, 1007])
def test_random_split_by_shares(count: int) -> None:
    """The lengths that PyTorch makes of shares are told, with what is left over."""
    parts = [len(part) for part in random_split(range(count), [0.7, 0.15, 0.15])]  # type: ignore[arg-type]
    given = answers(
        "train_set, val_set, test_set = random_split(dataset, [0.7, 0.15, 0.15])\n"
        f"len(dataset) is {count}. What lengths do I get?"
    )
    assert [given[name] for name in PARTS] == parts


@pytest.mark.parametrize(
    "text",
    [
        "{count} samples, {folds}-fold cross validation: how many train and how many validate in each fold?",
        "{count}个样本做{folds}折交叉验证，每折训练和验证各多少个样本？",
        "kf = KFold(n_splits={folds})   # {count} samples\nhow many train / test samples has a fold?",
    ],
)
@pytest.mark.parametrize(("count", "folds"), [(1200, 5), (506, 10)])
def test_parts_of_a_fold(text: str, count: int, folds: int) -> None:
    """The parts of the first fold are those that scikit-learn makes."""
    trained, tested = next(KFold(folds).split(range(count)))
    given = answers(text.format(count=count, folds=folds))
    assert (given["fold_train_size"], given["fold_val_size"]) == (len(trained), len(tested))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "loader = DataLoader(ds, batch_size=32)\nIf len(ds) is 1000, what is len(loader)?",
            {"iterations_per_epoch": 32},
        ),
        (
            "dataset 有 1000 个样本，loader = DataLoader(dataset, batch_size=32, drop_last=True)，len(loader) 是多少？",
            {"iterations_per_epoch": 31},
        ),
        (
            "What does `len(train_loader)` return for 2,000 images and batch size 64?",
            {"iterations_per_epoch": 32},
        ),
        ("2000张图、batch size 64，len(train_loader)返回多少？", {"iterations_per_epoch": 32}),
        (
            (
                "# len(full) = 5005\ntrain_ds, val_ds = random_split(full, [0.8, 0.2])\n"
                "loader = DataLoader(train_ds, batch_size=64, drop_last=True)\n"
                "print(len(train_ds), len(val_ds), len(loader))\nWhat is printed?"
            ),
            {"train_size": 4004, "val_size": 1001, "iterations_per_epoch": 62},
        ),
        (
            (
                "for epoch in range(3):\n    for i in range(0, 1000, 64):\n        train(X[i:i+64])\n"
                "        opt.step()\n一共调用了多少次 opt.step()？"
            ),
            {"total_iterations": 48},
        ),
        (
            (
                "x_train.shape == (48000, 32, 32, 3). model.fit(x_train, y_train, batch_size=64, epochs=5, "
                "validation_split=0.25). How many steps does one epoch show?"
            ),
            {"iterations_per_epoch": 563},
        ),
        (
            (
                "x_train的shape是(48000, 32, 32, 3)，model.fit(x_train, y_train, batch_size=64, epochs=5, "
                "validation_split=0.25)，每个epoch显示多少步？"
            ),
            {"iterations_per_epoch": 563},
        ),
        (
            "faster-rcnn_r50_fpn_4xb4-36e_coco.py: what does 4xb4-36e mean?",
            {"devices": 4, "batch_size": 4, "effective_batch_size": 16, "epochs": 36},
        ),
        (
            "配置名里的 4xb4-36e 是什么意思？",
            {"devices": 4, "batch_size": 4, "effective_batch_size": 16, "epochs": 36},
        ),
        (
            (
                "DeepSpeed: train_batch_size=256, train_micro_batch_size_per_gpu=8, 8 GPUs. "
                "What will gradient_accumulation_steps be?"
            ),
            {"grad_accumulation": 4},
        ),
        (
            (
                "deepspeed 配置 train_batch_size=256，train_micro_batch_size_per_gpu=8，8张卡，"
                "gradient_accumulation_steps 没写，会是多少？"
            ),
            {"grad_accumulation": 4},
        ),
        (
            (
                "per_device_train_batch_size=8\ngradient_accumulation_steps=4\nnum_train_epochs=2\nlogging_steps=10\n"
                "# len(train_dataset) == 12800, 2 GPUs\neffective batch, total steps, and how many times will it log?"
            ),
            {"effective_batch_size": 64, "total_iterations": 400, "log_lines": 40},
        ),
    ],
)
def test_code_is_answered(text: str, expected: dict[str, int]) -> None:
    """What code prints, a configuration's name says, or a setting must be, is told."""
    given = answers(text)
    assert {name: given.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "text", ["How many images are in each set of a 70/20/10 split?", "按7:2:1划分，各多少张？"]
)
def test_a_split_needs_a_whole(text: str) -> None:
    """Shares of nothing are no sizes: nothing is made up."""
    result = solve(text)
    assert result is None or isinstance(result, Clarification)
