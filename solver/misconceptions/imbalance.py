"""Mistakes about classes of different sizes: shares, weights, and what guessing achieves."""

from solver.language import Phrase
from solver.mistaking import Slip

PER_BATCH = (
    Slip(
        "other_class_counted",
        Phrase(
            "Those are the samples of the common class. The question asks for the rare one.",
            "这是常见类别的样本数。题目问的是少见的类别。",
        ),
        lambda n: n["batch_size"] * (n["samples"] - n["rare"]) / n["samples"],
    ),
    Slip(
        "classes_taken_equal",
        Phrase(
            "You took both classes for equally common. A batch mirrors their shares in the data.",
            "你以为两类一样多。批次里两类的比例和整个数据集里一样。",
        ),
        lambda n: n["batch_size"] / 2,
    ),
    Slip(
        "share_for_count",
        Phrase(
            "That is the share of the rare class. Multiply it by the batch size.",
            "这是少见类别所占的比例。还要乘以批次大小。",
        ),
        lambda n: n["rare"] / n["samples"],
    ),
    Slip(
        "one_in_how_many",
        Phrase(
            "That says one sample in how many is rare. Divide the batch size by it.",
            "这表示多少个样本里有一个少见的。要用批次大小除以它。",
        ),
        lambda n: n["samples"] / n["rare"],
    ),
    Slip(
        "divided_by_other_class",
        Phrase(
            "You divided by the common class. A share is taken of all samples.",
            "你除以了常见类别的样本数。比例要除以全部样本数。",
        ),
        lambda n: n["batch_size"] * n["rare"] / (n["samples"] - n["rare"]),
    ),
)
CLASS_WEIGHT = (
    Slip(
        "classes_forgotten",
        Phrase(
            "You forgot the number of classes. Divide by it too, so that balanced classes weigh 1.",
            "你忘了类别数。还要除以它，这样各类一样多时权重才是 1。",
        ),
        lambda n: n["samples"] / n["class_size"],
    ),
    Slip(
        "weight_upside_down",
        Phrase(
            "You turned the fraction round. The rarer a class is, the larger its weight.",
            "你把分子和分母弄反了。类别越少见，权重越大。",
        ),
        lambda n: n["classes"] * n["class_size"] / n["samples"],
    ),
    Slip(
        "share_for_weight",
        Phrase(
            "That is the share of the class. A weight makes up for a small share.",
            "这是该类别所占的比例。权重是用来弥补比例过小的。",
        ),
        lambda n: n["class_size"] / n["samples"],
    ),
    Slip(
        "compared_with_the_others",
        Phrase(
            "You compared the class with the others. The formula takes all samples and classes.",
            "你拿这一类和其他类相比了。公式里用的是全部样本数和类别数。",
        ),
        lambda n: (n["samples"] - n["class_size"]) / n["class_size"],
    ),
    Slip(
        "one_class_less",
        Phrase(
            "You divided by one class too few. The class itself counts among the classes.",
            "你除的类别数少了 1。这个类别本身也算在类别数里。",
        ),
        lambda n: n["samples"] / ((n["classes"] - 1) * n["class_size"]),
    ),
)
BASELINE = (
    Slip(
        "error_for_accuracy",
        Phrase(
            "That is the share of wrong answers. The rest of the answers is right.",
            "这是答错的比例。其余的才是答对的。",
        ),
        lambda n: 1 - n["largest"] / n["samples"],
    ),
    Slip(
        "second_class_answered",
        Phrase(
            "That is what always naming the second class achieves. Take the largest class.",
            "这是总回答第二大类别的准确率。要看最大的类别。",
        ),
        lambda n: n["middle"] / n["samples"],
    ),
    Slip(
        "smallest_class_left_out",
        Phrase(
            "You left the smallest class out. Its samples count too, although all are missed.",
            "你漏掉了最小的类别。它的样本虽然全部答错，也要算在总数里。",
        ),
        lambda n: n["largest"] / (n["largest"] + n["middle"]),
    ),
    Slip(
        "smallest_class_answered",
        Phrase(
            "That is what always naming the smallest class achieves. Take the largest class.",
            "这是总回答最小类别的准确率。要看最大的类别。",
        ),
        lambda n: n["smallest"] / n["samples"],
    ),
    Slip(
        "even_chance",
        Phrase(
            "That is a coin toss between two classes. Here one class is always named.",
            "这是在两类之间抛硬币的准确率。这里总是回答同一类。",
        ),
        lambda n: n["samples"] / (2 * n["samples"]),
    ),
)

IMBALANCE = (*PER_BATCH, *CLASS_WEIGHT, *BASELINE)
