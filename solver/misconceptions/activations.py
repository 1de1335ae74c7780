"""Mistakes about dropout and activation functions, by what is asked."""

from solver.language import Phrase
from solver.misconceptions.written import rounded
from solver.mistaking import Slip

ACTIVATIONS: dict[str, tuple[Slip, ...]] = {
    "active_units": (
        Slip(
            "dropped_units",
            Phrase(
                "Those are the units that are dropped. The others stay active.",
                "这是被丢弃的单元数。题目问的是留下来的。",
            ),
            lambda n: n["units"] * n["rate"],
        ),
        Slip(
            "all_units",
            Phrase(
                "All units work only after training. While training goes on, some are dropped.",
                "训练完以后，所有单元才都工作。训练时会丢弃一部分。",
            ),
            lambda n: n["units"],
        ),
        Slip(
            "dropped_twice",
            Phrase(
                "You dropped units twice. A single pass drops each of them at most once.",
                "你丢弃了两遍。一次前向计算里每个单元最多被丢弃一次。",
            ),
            lambda n: n["units"] * n["kept"] ** 2,
        ),
        Slip(
            "one_unit_dropped",
            Phrase(
                "You took a single unit away. The rate is a share of all units.",
                "你只去掉了一个单元。丢弃率是占全部单元的比例。",
            ),
            lambda n: n["units"] - 1,
        ),
    ),
    "dropout_scale": (
        Slip(
            "not_scaled",
            Phrase(
                "You left it as it is. In training, units that stay make up for dropped ones.",
                "你没有放大它。训练时，留下的单元要补上被丢弃的那部分。",
            ),
            lambda n: n["value"],
        ),
        Slip(
            "scaled_down",
            Phrase(
                "You made it smaller. Units that stay must become larger instead.",
                "你把它缩小了。留下的单元应该变大。",
            ),
            lambda n: n["value"] * n["kept"],
        ),
        Slip(
            "divided_by_rate",
            Phrase(
                "You divided by the share that is dropped. Take the share that stays.",
                "你除以了丢弃的比例。应该用留下的比例。",
            ),
            lambda n: rounded(n["value"] / n["rate"]),
        ),
        Slip(
            "rate_added",
            Phrase(
                "You added the dropped share on top. Making up for it takes a division.",
                "你按丢弃的比例加了上去。要补足它得用除法。",
            ),
            lambda n: n["value"] * (1 + n["rate"]),
        ),
    ),
    "relu": (
        Slip(
            "no_relu",
            Phrase(
                "You added up the inputs as they are. ReLU lets none below zero through.",
                "你直接把输入相加了。ReLU 不让小于零的值通过。",
            ),
            lambda n: n["sum"],
        ),
        Slip(
            "absolute_values",
            Phrase(
                "You made negative inputs positive. ReLU turns them into 0.",
                "你把负输入变成了正数。ReLU 会把它们变成 0。",
            ),
            lambda n: n["sizes"],
        ),
        Slip(
            "negative_part",
            Phrase(
                "You kept the negative inputs. ReLU keeps the positive ones.",
                "你留下了负输入。ReLU 留下的是正的。",
            ),
            lambda n: n["below"],
        ),
        Slip(
            "largest_only",
            Phrase(
                "You took the largest input only. Each positive one passes on its own.",
                "你只取了最大的输入。每个正输入都会各自通过。",
            ),
            lambda n: n["largest"],
        ),
        Slip(
            "active_counted",
            Phrase(
                "You counted the active units. Their values were to be added up.",
                "你数了激活的单元个数。题目要的是它们的值之和。",
            ),
            lambda n: n["active"],
        ),
    ),
    "leaky_relu": (
        Slip(
            "plain_relu",
            Phrase(
                "That is the plain ReLU. The leaky one lets a little below zero through.",
                "这是普通的 ReLU。Leaky ReLU 会让小于零的值透过一点。",
            ),
            lambda n: n["above"],
        ),
        Slip(
            "leak_added",
            Phrase(
                "You added what leaks through. It stays below zero, so it is subtracted.",
                "你把透过的部分加上了。它仍小于零，所以要减去。",
            ),
            lambda n: n["above"] + n["slope"] * n["below"],
        ),
        Slip(
            "no_activation",
            Phrase(
                "You added up the inputs as they are. Those below zero are made smaller first.",
                "你直接把输入相加了。小于零的要先缩小。",
            ),
            lambda n: n["sum"],
        ),
        Slip(
            "slope_for_all",
            Phrase(
                "You scaled all inputs. Those above zero pass unchanged.",
                "你把所有输入都缩小了。大于零的应原样通过。",
            ),
            lambda n: n["slope"] * n["sum"],
        ),
        Slip(
            "leak_of_one",
            Phrase(
                "You subtracted the slope itself. Multiply it by each negative input.",
                "你直接减去了斜率。应该用它乘每个负输入。",
            ),
            lambda n: n["above"] - n["slope"],
        ),
    ),
}
