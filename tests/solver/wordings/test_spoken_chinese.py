"""Chinese of forums and chats: other words for an epoch, left-out nouns, data that come or go."""

import pytest

from solver.results import Clarification
from tests.replies import solved, values


def says(text: str, expected: dict[str, object]) -> None:
    """The reply gives these numbers."""
    found = values(text)
    assert {name: found.get(name) for name in expected} == expected, found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("训练40代，数据2400张，batch 24，总迭代次数是多少", {"total_iterations": 4000}),
        ("3000个样本，批量30，每代迭代几次，20代呢", {"iterations_per_epoch": 100}),
        ("代码里bs=25，5000条数据，一代要多少步", {"iterations_per_epoch": 200}),
        (
            "数据集1200个样本，批量大小40，训练10个时期，总共多少次迭代",
            {"total_iterations": 300},
        ),
        ("共6000张，训30个周期，每周期200次更新，批大小多少", {"batch_size": 30}),
    ],
)
def test_an_epoch_has_many_names(text: str, expected: dict[str, object]) -> None:
    """代, 时期 and 周期 are epochs; 代码 and 迭代 are not."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每轮3分半，跑了20轮，一共60轮，还得多久", {"time_remaining": 8400}),
        ("一个epoch两小时半，12个epoch要多久", {"time_total": 108_000}),
        ("现在第40轮，每轮3分钟，一共100轮，还差多久跑完", {"time_remaining": 10_800}),
        ("跑了20个epoch用了1小时，剩下的40个还要跑多久", {"time_remaining": 7200}),
        ("20 epochs took 1 hour. How long will the remaining 40 take?", {"time_remaining": 7200}),
        ("5000张图，每张要0.02秒，训10轮总共多久", {"time_total": 1000}),
        ("处理一张图0.04秒，500张跑3轮要几秒", {"time_total": 60}),
    ],
)
def test_times_are_told_in_passing(text: str, expected: dict[str, object]) -> None:
    """三分半, 还得多久, 剩下的40个: times with halves, and of what is left."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("训练集2000张，后来又标了400张，bs=24，每轮多少步？", {"iterations_per_epoch": 100}),
        ("数据集5000条，新增了1000条，batch 40，训3轮总共几步", {"total_iterations": 450}),
        ("原来2000张图，去掉了200张模糊的，bs 20，每轮几步", {"iterations_per_epoch": 90}),
        (
            "We had 4,000 images and then labelled another 800. Batch size 32, steps per epoch?",
            {"iterations_per_epoch": 150},
        ),
        (
            "I had 2,000 images but removed 200 corrupt ones. Batch size 20: steps per epoch?",
            {"iterations_per_epoch": 90},
        ),
    ],
)
def test_data_come_and_go(text: str, expected: dict[str, object]) -> None:
    """What is added to the data, or removed, changes how many there are."""
    says(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "训练集3000张，bs=20，每轮多少步；如果再加500张呢",
        "训练集3000张，bs=20，每轮多少步？又补了500张，现在每轮多少步",
        "I have 3000 images, batch 20. Steps per epoch? If I add 500 more images, how many then?",
    ],
)
def test_a_question_before_more_data_is_about_the_data_before(text: str) -> None:
    """Both runs are answered: the one before more data came, and the one after."""
    result = solved(text)
    assert [a.span.value for a in result.answers if a.span] == [150, 175]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "bs只能开4，想要相当于bs=32的效果，梯度累积要设几？",
            {"grad_accumulation": 8},
        ),
        ("单卡最多放batch 6，想模拟batch_size=48，累积几步", {"grad_accumulation": 8}),
        (
            (
                "My GPU fits batch size 4 and I want to simulate a batch size of 64; "
                "how many accumulation steps?"
            ),
            {"grad_accumulation": 16},
        ),
        ("数据2.4万条，12个epoch正好9000步，batch至少得设多大", {"batch_size": 32}),
        ("batch最大能开24，数据2400条，一轮几步", {"iterations_per_epoch": 100}),
        ("4090*2训练，每卡bs 8，1600张，一轮几步", {"iterations_per_epoch": 100}),
        (
            "per_device=2，累积8次，单卡，3200条样本训2个epoch，总的step是多少",
            {"total_iterations": 400},
        ),
    ],
)
def test_a_batch_is_told_by_what_fits(text: str, expected: dict[str, object]) -> None:
    """只能开, 最大能开 and 相当于 say which batch is meant."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "patience设了10，最好的是第37轮，原本设的100轮，少跑了几轮",
            {"epochs_not_run": 53},
        ),
        ("设了300轮，早停在第180轮，省了几轮", {"epochs_not_run": 120}),
        (
            "Max epochs 100, patience 8, best epoch 41. How many epochs are saved?",
            {"epochs_not_run": 51},
        ),
        ("第28轮acc最高，之后连着12轮没涨就早停了，实际跑了多少轮？", {"early_stop_epoch": 40}),
        ("连续5轮val loss不降就停，最好的是第20轮，一共跑了几轮", {"early_stop_epoch": 25}),
        ("前1000步是warmup，一共5万步，warmup占百分之多少", {"warmup_percent": 2}),
        ("预热3个epoch，一共60轮，预热占总训练的百分之几", {"warmup_percent": 5}),
        (
            "warm up for 5 of 100 epochs: what percent of the training is that?",
            {"warmup_percent": 5},
        ),
        ("总步数是8000，前5%预热，预热几步，之后还有几步", {"decay_steps": 7600}),
        (
            "3万步，每2500步存一次ckpt，最多保留3个，最后磁盘上还剩几个？一共存过几次",
            {"checkpoints_kept": 3, "checkpoints": 12},
        ),
    ],
)
def test_schedules_are_told_in_passing(text: str, expected: dict[str, object]) -> None:
    """Epochs that an early stop saves, and shares of a warm-up, in everyday words."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "84张图，batch 2，epochs=50，总共多少step，一个epoch多少",
            {"total_iterations": 2100, "iterations_per_epoch": 42},
        ),
        (
            "1200张图bs12跑20轮，每轮迭代多少次？总共多少？",
            {"iterations_per_epoch": 100, "total_iterations": 2000},
        ),
        (
            "样本6400个，批量64，训练10轮，试计算(1)每轮迭代次数(2)总更新次数",
            {"iterations_per_epoch": 100, "total_iterations": 1000},
        ),
        (
            "已知：(1)训练集3000张 (2)批大小30 (3)训练12轮，求总迭代次数",
            {"total_iterations": 1200},
        ),
        ("语料1.5w句，每次取50句，过一遍要取几次", {"iterations_per_epoch": 300}),
        ("每次喂64个样本，一轮喂了100次，训了5轮，总共几步", {"total_iterations": 500}),
        ("样本截断到2048 token，bs=4，累积4，2卡，一步多少token", {"tokens_per_batch": 65_536}),
        (
            "8400条评论，训练:验证:测试=6:2:2，各有几条，bs=64训练集一轮几步",
            {"train_size": 5040, "val_size": 1680, "test_size": 1680, "iterations_per_epoch": 79},
        ),
        (
            (
                "model.fit(x, y, batch_size=32, epochs=5, validation_split=0.2)，x有6000条，"
                "进度条上每个epoch显示多少"
            ),
            {"iterations_per_epoch": 150},
        ),
    ],
)
def test_nouns_are_left_out(text: str, expected: dict[str, object]) -> None:
    """A second question that only says 总共多少 counts what the first one counts."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我有2w4张图，bs24，20epoch，总iter多少啊", {"total_iterations": 20_000}),
        ("bs 10 数据 3000 epoch 6，总步数？", {"total_iterations": 1800}),
        ("batch 20 samples 4000 epochs 3 total steps?", {"total_iterations": 600}),
        (
            "数据9000条 每卡batch 15 4张卡 一轮多少步",
            {"iterations_per_epoch": 150},
        ),
        ("it/s显示3.2，一共28800个iter，要跑多久", {"time_total": 9000}),
        (
            "样本12000，batch 40。一轮多少步、跑8轮多少步、总共喂了多少样本？",
            {"iterations_per_epoch": 300, "total_iterations": 2400, "samples_seen": 96_000},
        ),
        ("用了3张显卡，日志里total batch是48，单张卡上是几", {"batch_size": 16}),
        ("8卡训练，单卡bs=4，3200张，一轮几步", {"iterations_per_epoch": 100}),
        ("验证集占1成，一共3200条，训练集有多少", {"train_size": 2880}),
        ("训练集占七成，一共2000张，验证集多少张", {"val_size": 600}),
        ("总共2万步里前500步做warmup，占百分之几", {"warmup_percent": 2.5}),
        ("一共训100轮，目前跑了35轮，每轮200步的话还剩多少步", {"remaining_iterations": 13_000}),
        ("每轮3分钟，跑了20轮，一共60轮，还要多久", {"time_remaining": 7200}),
        (
            (
                "I trained for 20 epochs, the total is 60 epochs, one epoch takes 3 minutes. "
                "How long is left?"
            ),
            {"time_remaining": 7200},
        ),
    ],
)
def test_numbers_are_glued_or_stand_alone(text: str, expected: dict[str, object]) -> None:
    """2w4张, rows of words and numbers, and spaces for commas."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "6卡 单卡bs 8 数据9600 一轮几步 15轮一共几步",
            {"iterations_per_epoch": 200, "total_iterations": 3000},
        ),
        ("我跑完30轮共10500步，数据5600张，batch多少来着", {"batch_size": 16}),
        ("iter到了15万，每1500个iter算一轮，现在第几轮", {"epoch_at_iteration": 100}),
        (
            "9600条，每批32条：1、一轮多少批 2、一共9轮，总批数是多少",
            {"batches_per_epoch": 300, "total_batches": 2700},
        ),
        ("训练集是测试集的4倍，总共6500张，训练集多少张？", {"train_size": 5200}),
        (
            (
                "the training set is 4 times the validation set, 6500 images in total. "
                "How many training images?"
            ),
            {"train_size": 5200},
        ),
        ("batch改小一半，一轮步数会变成多少？现在bs64，6400张", {"iterations_per_epoch": 200}),
        ("1万2千张图，bs=24，一轮多少步", {"iterations_per_epoch": 500}),
        ("标了2千4百张图，bs=24，训60轮，总共多少步", {"total_iterations": 6000}),
        ("约莫3000来张图，bs 30，一轮大概多少步", {"iterations_per_epoch": 100}),
        ("64张一个batch，3200张，epoch设10，一共更新几次", {"total_iterations": 500}),
        (
            (
                "python train.py --epochs 10 --batch-size 32 --device 0,1\n"
                "训练集6400张，yolov5一共迭代多少次？"
            ),
            {"total_iterations": 2000},
        ),
    ],
)
def test_short_messages_are_read(text: str, expected: dict[str, object]) -> None:
    """Spaces, numbered parts, and numbers as people say them."""
    says(text, expected)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("单卡一个epoch 30分钟，换成4卡线性加速，训100个epoch要多久", 12.5),
        ("每秒处理100张，3.6万张图，10轮要几小时？如果换成4张卡要多久呢", 0.25),
        ("一张卡训完要24小时，8张卡理想情况下多久", 3),
        ("It takes 10 hours on one GPU. How long on 4 GPUs?", 2.5),
        ("One epoch takes 20 minutes on 1 GPU. How long do 60 epochs take on 4 GPUs?", 5),
    ],
)
def test_more_cards_take_less_time(text: str, hours: float) -> None:
    """A time or a pace that is told of one card is shared by several."""
    spans = [a.span for a in solved(text).answers if a.quantity == "time_total"]
    assert spans[-1] is not None
    assert spans[-1].value == hours * 3600


@pytest.mark.parametrize(
    "text",
    [
        "训练集比验证集多3000张，总共5000张，训练集多少",
        "8月份标了一些图，bs=24，训60轮，总共多少步",
    ],
)
def test_what_is_not_a_size_is_not_taken_for_one(text: str) -> None:
    """How much more there is, or a month, is no size: the bot asks back."""
    assert isinstance(solved(text), Clarification)
