"""Mistakes about the parts of a data set: shares of the wrong whole, and the wrong part."""

from solver.language import Phrase
from solver.misconceptions.again import again
from solver.mistaking import Slip

_HELD_OUT = Phrase(
    "That is the part that is held out. The network trains on what remains.",
    "这是留出来的那一部分。网络用剩下的样本训练。",
)
_ALL = Phrase(
    "You trained on all of the data. First subtract what is held out.",
    "你把全部数据都拿来训练了。要先减去留出的部分。",
)
_AS_COUNT = Phrase(
    "You took the percentage for a number of samples. A percentage is a part of a hundred.",
    "你把百分数当成样本个数来算了。百分数表示每一百个里有几个。",
)
_TRAINED_ON = Phrase(
    "That is the part that is trained on. The question asks for another one.",
    "这是用来训练的那一部分。题目问的是另一部分。",
)

TRAIN_SHARE = (
    Slip("held_out_for_training", _HELD_OUT, lambda n: n["dataset_size"] * n["test_percent"] / 100),
    Slip("split_forgotten", _ALL, lambda n: n["dataset_size"]),
    Slip("percent_as_count", _AS_COUNT, lambda n: n["dataset_size"] - n["test_percent"]),
    again("zero_lost", lambda n: n["dataset_size"] * (100 - n["test_percent"]) / 1000),
)
THREE_WAY_SPLIT = (
    Slip(
        "validation_set_counted",
        Phrase(
            "You took only the test set away. The validation set is not trained on either.",
            "你只减去了测试集。验证集同样不参与训练。",
        ),
        lambda n: n["dataset_size"] * (100 - n["test_percent"]) / 100,
    ),
    Slip(
        "held_out_for_training",
        _HELD_OUT,
        lambda n: n["dataset_size"] * (n["val_percent"] + n["test_percent"]) / 100,
    ),
    Slip(
        "share_of_the_rest",
        Phrase(
            "You took the second share from what the first one left. Both are shares of the whole.",
            "你用第一次剩下的部分去算第二个比例。这两个比例都是对总数而言的。",
        ),
        lambda n: n["dataset_size"] * (100 - n["test_percent"]) * (100 - n["val_percent"]) / 10_000,
    ),
    Slip("split_forgotten", _ALL, lambda n: n["dataset_size"]),
)
VALIDATION_OF_REST = (
    Slip(
        "share_of_the_whole",
        Phrase(
            "You took the share of all the data. Here it is a share of what the test set leaves.",
            "你按全部数据算了这个比例。这里是对留出测试集之后剩下的部分而言的。",
        ),
        lambda n: n["dataset_size"] * n["val_percent"] / 100,
    ),
    Slip("trained_on_instead", _TRAINED_ON, lambda n: n["rest"] * (100 - n["val_percent"]) / 100),
    Slip(
        "test_part_for_validation",
        Phrase(
            "That is the test set. The validation set comes out of what the test set leaves.",
            "这是测试集。验证集要从留出测试集之后剩下的样本里取。",
        ),
        lambda n: n["dataset_size"] * n["test_percent"] / 100,
    ),
    Slip(
        "shares_added",
        Phrase(
            "You added both percentages. They are shares of different wholes: take one at a time.",
            "你把两个百分数直接相加了。它们针对的总数不同，要一个一个地算。",
        ),
        lambda n: n["dataset_size"] * (n["test_percent"] + n["val_percent"]) / 100,
    ),
)
TEST_SHARE = (
    Slip(
        "validation_set_kept_in",
        Phrase(
            "That is everything held out. The validation set is a part of it: take it away too.",
            "这是所有留出的样本，其中还包含验证集，要再减去它。",
        ),
        lambda n: n["dataset_size"] * (100 - n["train_percent"]) / 100,
    ),
    Slip(
        "validation_part_for_test",
        Phrase(
            "That is the validation set. The test set is what the other two parts leave.",
            "这是验证集。测试集是另外两部分取走之后剩下的样本。",
        ),
        lambda n: n["dataset_size"] * n["val_percent"] / 100,
    ),
    Slip(
        "trained_on_instead",
        _TRAINED_ON,
        lambda n: n["dataset_size"] * n["train_percent"] / 100,
    ),
    Slip(
        "percent_as_count",
        _AS_COUNT,
        lambda n: n["dataset_size"] - n["train_percent"] - n["val_percent"],
    ),
)
DATASET_OF_SHARE = (
    Slip(
        "share_of_part",
        Phrase(
            "You took the share of the training samples. They are the share already: divide by it.",
            "你又对训练样本取了一次比例。它们本身就是那一部分，应该除以比例。",
        ),
        lambda n: n["train_size"] * n["train_percent"] / 100,
    ),
    Slip(
        "rest_added_to_part",
        Phrase(
            "You added the missing percentage of the training samples. It is a percentage of the "
            "whole, which is larger.",
            "你按训练样本数加上了缺的百分比。缺的部分是占总数的百分比，而总数更大。",
        ),
        lambda n: n["train_size"] * (200 - n["train_percent"]) / 100,
    ),
    Slip(
        "divided_by_other_share",
        Phrase(
            "You divided by the share that is held out. Divide by the share that is trained on.",
            "你除以了留出部分的比例。应该除以训练部分的比例。",
        ),
        lambda n: n["train_size"] * 100 / (100 - n["train_percent"]),
    ),
    Slip(
        "rest_for_whole",
        Phrase(
            "That is only the part held out. The whole consists of both parts.",
            "这只是留出的那一部分。总数还要加上训练的部分。",
        ),
        lambda n: n["train_size"] * 100 / n["train_percent"] - n["train_size"],
    ),
)
AUGMENTED = (
    Slip(
        "originals_forgotten",
        Phrase(
            "You counted the changed copies only. The originals are used too.",
            "你只数了变换出来的副本。原始样本也要用来训练。",
        ),
        lambda n: n["train_size"] * n["copies"],
    ),
    Slip(
        "copies_forgotten",
        Phrase(
            "That is the number of originals. Each of them brings its changed copies along.",
            "这是原始样本的个数。每个原始样本还带着自己的副本。",
        ),
        lambda n: n["train_size"],
    ),
    Slip(
        "copies_added_once",
        Phrase(
            "You added the copies of one sample only. Every sample has as many.",
            "你只加了一个样本的副本。每个样本都有这么多副本。",
        ),
        lambda n: n["train_size"] + n["copies"],
    ),
    Slip(
        "copies_copied",
        Phrase(
            "You doubled the data with every copy. Copies are made of the originals only.",
            "你每加一个副本就把数据翻了一倍。副本只由原始样本变换而来。",
        ),
        lambda n: n["train_size"] * 2 ** int(n["copies"]),
    ),
)

SPLITS = (
    *TRAIN_SHARE,
    *THREE_WAY_SPLIT,
    *VALIDATION_OF_REST,
    *TEST_SHARE,
    *DATASET_OF_SHARE,
    *AUGMENTED,
)
