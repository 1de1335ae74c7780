"""Mistakes about the parameters of layers, by what is asked."""

from solver.language import Phrase
from solver.mistaking import Slip

LAYERS: dict[str, tuple[Slip, ...]] = {
    "dense_parameters": (
        Slip(
            "bias_forgotten",
            Phrase(
                "You left out the biases: every output unit has one besides its weights.",
                "你漏掉了偏置：每个输出单元除了权重还有一个偏置。",
            ),
            lambda n: n["inputs"] * n["outputs"],
        ),
        Slip(
            "bias_of_inputs",
            Phrase(
                "You gave each input a bias. It is the outputs that have them.",
                "你给每个输入加了偏置。有偏置的是输出。",
            ),
            lambda n: n["inputs"] * n["outputs"] + n["inputs"],
        ),
        Slip(
            "one_bias_a_layer",
            Phrase(
                "You added a single bias for the layer. Every output unit has its own.",
                "你只给整层加了一个偏置。每个输出单元都有自己的偏置。",
            ),
            lambda n: n["inputs"] * n["outputs"] + 1,
        ),
        Slip(
            "sizes_added",
            Phrase(
                "You added the sizes. Each input is connected to each output, so weights multiply.",
                "你把两层的大小相加了。每个输入都连到每个输出，权重数应该相乘。",
            ),
            lambda n: n["inputs"] + n["outputs"],
        ),
    ),
    "mlp_parameters": (
        Slip(
            "all_biases_forgotten",
            Phrase(
                "You left out the biases. Every unit after the input has one.",
                "你漏掉了偏置。除输入外，每个单元都有一个偏置。",
            ),
            lambda n: n["weights"],
        ),
        Slip(
            "inputs_have_biases",
            Phrase(
                "You gave the inputs biases too. They are data, nothing is learned there.",
                "你给输入也加了偏置。输入是数据，那里没有要学的东西。",
            ),
            lambda n: n["weights"] + n["biases"] + n["inputs"],
        ),
        Slip(
            "one_bias_for_each_layer",
            Phrase(
                "You added one bias a layer. Every unit of the layer has its own.",
                "你给每层只加了一个偏置。这一层的每个单元都有自己的偏置。",
            ),
            lambda n: n["weights"] + n["layers"],
        ),
        Slip(
            "first_layer_only",
            Phrase(
                "That is the first layer only. The layers after it have parameters too.",
                "这只是第一层。后面各层也有参数。",
            ),
            lambda n: n["first"],
        ),
    ),
    "conv_parameters": (
        Slip(
            "conv_bias_forgotten",
            Phrase(
                "You left out the biases: each filter has one.",
                "你漏掉了偏置：每个卷积核都有一个。",
            ),
            lambda n: n["kernel"] ** 2 * n["channels"] * n["filters"],
        ),
        Slip(
            "input_channels_forgotten",
            Phrase(
                "You took a filter for flat, but it reaches through all input channels.",
                "你把卷积核当成了平面的，其实它要穿过所有输入通道。",
            ),
            lambda n: n["kernel"] ** 2 * n["filters"] + n["filters"],
        ),
        Slip(
            "kernel_not_squared",
            Phrase(
                "You counted one side of the kernel. It is a square: multiply both sides.",
                "你只算了卷积核的一条边。它是正方形，要把两条边相乘。",
            ),
            lambda n: n["kernel"] * n["channels"] * n["filters"] + n["filters"],
        ),
        Slip(
            "bias_of_channels",
            Phrase(
                "You gave each input channel a bias. It is the filters that have them.",
                "你给每个输入通道加了偏置。有偏置的是卷积核。",
            ),
            lambda n: n["kernel"] ** 2 * n["channels"] * n["filters"] + n["channels"],
        ),
        Slip(
            "single_filter",
            Phrase(
                "That is a single filter. The layer has several of them.",
                "这只是一个卷积核。这一层有好几个。",
            ),
            lambda n: n["kernel"] ** 2 * n["channels"] + 1,
        ),
    ),
    "conv_without_bias": (
        Slip(
            "bias_kept",
            Phrase(
                "You counted biases, but bias=False takes them all away.",
                "你算上了偏置，可 bias=False 把它们都去掉了。",
            ),
            lambda n: (n["kernel"] ** 2 * n["channels"] + 1) * n["filters"],
        ),
        Slip(
            "flat_filters",
            Phrase(
                "You left out the input channels: a filter reaches through all of them.",
                "你漏掉了输入通道：卷积核要穿过所有通道。",
            ),
            lambda n: n["kernel"] ** 2 * n["filters"],
        ),
        Slip(
            "kernel_side_only",
            Phrase(
                "You took one side of the kernel. It has rows and columns of weights.",
                "你只用了卷积核的一条边。它的权重有行也有列。",
            ),
            lambda n: n["kernel"] * n["channels"] * n["filters"],
        ),
        Slip(
            "bias_taken_twice",
            Phrase(
                "You subtracted the biases from the weights. They never were among them.",
                "你从权重里减去了偏置。偏置本来就不在权重里。",
            ),
            lambda n: (n["kernel"] ** 2 * n["channels"] - 1) * n["filters"],
        ),
        Slip(
            "one_filter_without_bias",
            Phrase(
                "That is one filter only. Every output channel has its own.",
                "这只是一个卷积核。每个输出通道都有自己的卷积核。",
            ),
            lambda n: n["kernel"] ** 2 * n["channels"],
        ),
    ),
}
