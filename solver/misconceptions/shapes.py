"""Mistakes about the size of what a layer puts out, and about memory, by what is asked."""

from solver.language import Phrase
from solver.mistaking import Slip

SHAPES: dict[str, tuple[Slip, ...]] = {
    "conv_output": (
        Slip(
            "first_place_forgotten",
            Phrase(
                "You counted the moves of the kernel. The place where it starts counts too: add 1.",
                "你数的是卷积核移动的次数。起始位置也算一个，要加 1。",
            ),
            lambda n: (n["side"] - n["kernel"] + 2 * n["padding"]) // n["stride"],
        ),
        Slip(
            "padding_on_one_side",
            Phrase(
                "You padded one side only. Padding is added at both ends.",
                "你只在一边加了填充。填充是两端都加的。",
            ),
            lambda n: (n["side"] - n["kernel"] + n["padding"]) // n["stride"] + 1,
        ),
        Slip(
            "padding_forgotten",
            Phrase(
                "You forgot the padding: it makes the input larger before the kernel runs.",
                "你忘了填充：卷积核滑动之前，输入先被扩大了。",
            ),
            lambda n: (n["side"] - n["kernel"]) // n["stride"] + 1,
        ),
        Slip(
            "stride_forgotten",
            Phrase(
                "You moved the kernel by 1 at a time. The stride makes it jump farther.",
                "你让卷积核每次只移动 1。步长让它跳得更远。",
            ),
            lambda n: n["side"] - n["kernel"] + 2 * n["padding"] + 1,
        ),
        Slip(
            "padding_of_output",
            Phrase(
                "You added the padding to the output. It is the input that is padded.",
                "你把填充加到了输出上。填充加的是输入。",
            ),
            lambda n: (n["side"] - n["kernel"]) // n["stride"] + 1 + 2 * n["padding"],
        ),
        Slip(
            "kernel_forgotten",
            Phrase(
                "You forgot the kernel's own width: all of it must fit into the padded side.",
                "你忘了卷积核自身的宽度：整个卷积核都要放得下。",
            ),
            lambda n: (n["side"] + 2 * n["padding"]) // n["stride"],
        ),
        Slip(
            "half_place_counted",
            Phrase(
                "You rounded up, but the kernel never hangs over the edge.",
                "你向上取整了，可卷积核不会伸到边缘外面。",
            ),
            lambda n: -(-(n["side"] - n["kernel"] + 2 * n["padding"]) // n["stride"]) + 1,
        ),
        Slip(
            "stride_alone",
            Phrase(
                "You only divided by the stride. The kernel's own width takes room too.",
                "你只除以了步长。卷积核自身的宽度也占位置。",
            ),
            lambda n: n["side"] // n["stride"],
        ),
    ),
    "pool_output": (
        Slip(
            "pool_stride_one",
            Phrase(
                "You moved the window by 1. Unless told otherwise, it moves by its own width.",
                "你让窗口每次移动 1。没有另外说明时，它每次移动自己的宽度。",
            ),
            lambda n: n["side"] - n["kernel"] + 1,
        ),
        Slip(
            "window_hangs_over",
            Phrase(
                "You rounded up, but a window that is not full is left out.",
                "你向上取整了，可不满的窗口会被舍去。",
            ),
            lambda n: -(-n["side"] // n["kernel"]),
        ),
        Slip(
            "window_subtracted",
            Phrase(
                "You subtracted the window's width. Ask how many windows fit side by side.",
                "你减去了窗口的宽度。要想的是并排能放几个窗口。",
            ),
            lambda n: n["side"] - n["kernel"],
        ),
        Slip(
            "window_added",
            Phrase(
                "You counted one window too many: the first one is among them already.",
                "你多数了一个窗口：第一个已经算在里面了。",
            ),
            lambda n: n["side"] // n["kernel"] + 1,
        ),
        Slip(
            "area_for_side",
            Phrase(
                "You divided by the window's area. Along one side only its width counts.",
                "你除以了窗口的面积。沿一条边只看它的宽度。",
            ),
            lambda n: n["side"] // n["kernel"] ** 2,
        ),
    ),
    "activation_memory": (
        Slip(
            "values_for_bytes",
            Phrase(
                "You counted values. In float32 each of them takes 4 bytes.",
                "你数的是数值的个数。float32 的每个数占 4 个字节。",
            ),
            lambda n: n["values"],
        ),
        Slip(
            "one_sample_kept",
            Phrase(
                "That is one sample. The whole batch is kept until the backward pass.",
                "这只是一个样本。反向传播之前，整批都要保留。",
            ),
            lambda n: 4 * n["values"] / n["batch_size"],
        ),
        Slip(
            "one_side_of_map",
            Phrase(
                "You took one side of the map. It has rows and columns.",
                "你只用了特征图的一条边。它有行也有列。",
            ),
            lambda n: 4 * n["values"] / n["side"],
        ),
        Slip(
            "half_precision",
            Phrase(
                "You took 2 bytes a value. That is float16; float32 takes twice as many.",
                "你按每个数 2 个字节算，那是 float16；float32 要多一倍。",
            ),
            lambda n: 2 * n["values"],
        ),
        Slip(
            "bits_for_bytes",
            Phrase(
                "Those are bits. Eight of them make a byte.",
                "这是比特数。8 个比特才是 1 个字节。",
            ),
            lambda n: 32 * n["values"],
        ),
    ),
    "adam_state": (
        Slip(
            "one_moment",
            Phrase(
                "That is one number for each weight. Adam keeps two moving averages.",
                "这样每个参数只存了一个数。Adam 要存两个滑动平均。",
            ),
            lambda n: n["parameters"],
        ),
        Slip(
            "weights_among_state",
            Phrase(
                "You counted the weights too. They belong to the model, not to the optimizer.",
                "你把权重也算上了。它们属于模型，不属于优化器。",
            ),
            lambda n: 3 * n["parameters"],
        ),
        Slip(
            "all_of_training",
            Phrase(
                "You counted weights and gradients too. The question is about the optimizer's own.",
                "你把权重和梯度也算上了。题目只问优化器自己的。",
            ),
            lambda n: 4 * n["parameters"],
        ),
        Slip(
            "bytes_for_numbers",
            Phrase(
                "Those are bytes in float32. The question asks for numbers, so leave out the 4.",
                "这是 float32 的字节数。题目问的是数的个数，不用乘 4。",
            ),
            lambda n: 8 * n["parameters"],
        ),
    ),
}
