"""What quantities of formulas are called, what is assumed, and why some have no value."""

from solver.language import Phrase

TITLES = {
    "accuracy": Phrase("accuracy", "准确率"),
    "balanced_accuracy": Phrase("balanced accuracy", "平衡准确率"),
    "error_rate": Phrase("error rate", "错误率"),
    "precision": Phrase("precision", "精确率"),
    "recall": Phrase("recall", "召回率"),
    "f1": Phrase("F1", "F1"),
    "specificity": Phrase("specificity", "特异度"),
    "mse": Phrase("mean squared error", "均方误差"),
    "mae": Phrase("mean absolute error", "平均绝对误差"),
    "rmse": Phrase("root mean squared error", "均方根误差"),
    "cross_entropy": Phrase("cross-entropy", "交叉熵"),
    "binary_cross_entropy": Phrase("binary cross-entropy", "二元交叉熵"),
    "perplexity": Phrase("perplexity", "困惑度"),
    "sigmoid": Phrase("sigmoid", "sigmoid"),
    "tanh": Phrase("tanh", "tanh"),
    "relu": Phrase("ReLU", "ReLU"),
    "leaky_relu": Phrase("leaky ReLU", "leaky ReLU"),
    "gelu": Phrase("GELU", "GELU"),
    "softmax": Phrase("softmax", "softmax"),
    "sigmoid_derivative": Phrase("derivative of sigmoid", "sigmoid 的导数"),
    "tanh_derivative": Phrase("derivative of tanh", "tanh 的导数"),
    "relu_derivative": Phrase("derivative of ReLU", "ReLU 的导数"),
    "leaky_relu_derivative": Phrase("derivative of leaky ReLU", "leaky ReLU 的导数"),
    "gelu_derivative": Phrase("derivative of GELU", "GELU 的导数"),
    "parameters": Phrase("parameters", "参数量"),
    "output_size": Phrase("output size", "输出尺寸"),
    "output_height": Phrase("output height", "输出高度"),
    "output_width": Phrase("output width", "输出宽度"),
    "updated_weight": Phrase("updated weight", "更新后的权重"),
    "velocity": Phrase("velocity v", "速度 v"),
    "memory_weights": Phrase("memory of the weights", "权重占用的内存"),
    "memory_gradients": Phrase("memory of the gradients", "梯度占用的内存"),
    "memory_optimizer": Phrase("memory of the optimizer state", "优化器状态占用的内存"),
    "memory_total": Phrase("memory in all", "内存合计"),
    "learning_rate": Phrase("learning rate", "学习率"),
    "drop_iteration": Phrase("iteration of the drop", "学习率下降时的迭代"),
    "warmup_steps": Phrase("warm-up steps", "预热步数"),
    "true_positives": Phrase("true positives (TP)", "真正例数（TP）"),
    "false_positives": Phrase("false positives (FP)", "假正例数（FP）"),
    "false_negatives": Phrase("false negatives (FN)", "假负例数（FN）"),
    "true_negatives": Phrase("true negatives (TN)", "真负例数（TN）"),
    "correct": Phrase("how many are correct", "正确的个数"),
    "total": Phrase("how many there are in all", "总数"),
    "targets": Phrase("the true values", "真实值"),
    "predictions": Phrase("the predictions", "预测值"),
    "true_class": Phrase("the true class", "真实类别"),
    "in_channels": Phrase("input channels", "输入通道数"),
    "out_channels": Phrase("output channels", "输出通道数"),
    "kernel_size": Phrase("kernel size", "卷积核大小"),
    "input_size": Phrase("input size", "输入尺寸"),
    "weight": Phrase("the weight", "权重"),
    "gradient": Phrase("the gradient", "梯度"),
    "momentum": Phrase("the momentum coefficient", "动量系数"),
    "total_iterations": Phrase("the total length T", "总长度 T"),
    "gamma": Phrase("the decay factor (gamma)", "衰减系数 gamma"),
    "step_size": Phrase("how often the rate is multiplied", "每隔多少步衰减一次"),
    "milestones": Phrase("the milestones", "在哪些点衰减"),
    "power": Phrase("the power of the polynomial", "多项式的幂次"),
}
SHARES = frozenset(
    {"accuracy", "balanced_accuracy", "error_rate", "precision", "recall", "f1", "specificity"}
)
KINDS = {
    "macro": Phrase("macro average", "宏平均"),
    "micro": Phrase("micro average", "微平均"),
    "weighted": Phrase("weighted average", "加权平均"),
    "linear": Phrase("linear rule", "线性规则"),
    "square_root": Phrase("square-root rule", "平方根规则"),
}
NOTES = {
    "rows_true": Phrase(
        "Assumed: rows are true classes and columns predicted ones, as in scikit-learn.",
        "假设：行是真实类别，列是预测类别（与 scikit-learn 一致）。",
    ),
    "second_positive": Phrase(
        "Assumed: the second class (1) is the positive one.", "假设：第二个类别（1）是正类。"
    ),
    "first_positive": Phrase("The first class is the positive one.", "第一个类别是正类。"),
    "macro": Phrase(
        "Assumed: the plain mean over the classes (macro average).",
        "假设：对各类别直接取平均（宏平均）。",
    ),
    "undefined_is_zero": Phrase(
        "A class without any prediction or sample counts as 0, as in scikit-learn.",
        "没有预测或没有样本的类别按 0 计（与 scikit-learn 一致）。",
    ),
    "natural_log": Phrase("The logarithm is the natural one.", "这里用自然对数。"),
    "from_zero": Phrase(
        "Classes are counted from 0, as in PyTorch.", "类别编号从 0 开始（与 PyTorch 一致）。"
    ),
    "sum_not_one": Phrase(
        "The probabilities add up to {value}, not to 1; they are used as they stand.",
        "这些概率之和是 {value}，不是 1；按原值计算。",
    ),
    "softmax_first": Phrase(
        "The values are logits: softmax makes probabilities of them first.",
        "给出的是 logits：先用 softmax 变成概率。",
    ),
    "sigmoid_first": Phrase(
        "The value is a logit: sigmoid makes a probability of it first.",
        "给出的是 logit：先用 sigmoid 变成概率。",
    ),
    "slope": Phrase(
        "Assumed: slope a = 0.01, PyTorch's default.", "假设：斜率 a = 0.01（PyTorch 的默认值）。"
    ),
    "kink": Phrase(
        "At 0 there is no derivative; frameworks take the value from the left.",
        "在 0 处导数不存在；框架取左侧的值。",
    ),
    "with_bias": Phrase("Biases are counted.", "偏置也计算在内。"),
    "weights_only": Phrase("Only weights are counted, no biases.", "只算权重，不算偏置。"),
    "running_statistics": Phrase(
        (
            "The running mean and variance of batch normalization are no parameters: "
            "they are not learned."
        ),
        "批归一化的滑动均值和方差不是参数：它们不参与学习。",
    ),
    "stride_of_kernel": Phrase(
        "Assumed: the stride of pooling is its kernel size.", "假设：池化的步长等于池化窗口大小。"
    ),
    "stride_one": Phrase("Assumed: stride 1.", "假设：步长为 1。"),
    "no_padding": Phrase("Assumed: no padding.", "假设：不填充。"),
    "momentum_form": Phrase(
        "Momentum as in PyTorch: v = m * v + g, then w - lr * v.",
        "动量按 PyTorch 的写法：先 v = m * v + g，再 w - lr * v。",
    ),
    "no_velocity": Phrase(
        "Assumed: this is the first step, so the velocity before it is 0.",
        "假设：这是第一步，之前的速度为 0。",
    ),
    "fp32": Phrase("Assumed: fp32, 4 bytes a number.", "假设：fp32，每个数 4 字节。"),
    "no_activations": Phrase(
        "Activations and the framework's own memory come on top.",
        "激活值和框架自身的开销另算。",
    ),
    "adam_moments": Phrase(
        "Adam keeps two moments in fp32: 8 bytes a parameter.",
        "Adam 为每个参数保存两个 fp32 的动量：8 字节。",
    ),
    "adam_assumed": Phrase(
        "Assumed: Adam, which keeps two moments in fp32: 8 bytes a parameter.",
        "假设：使用 Adam，为每个参数保存两个 fp32 的动量：8 字节。",
    ),
    "mixed_adam": Phrase(
        "Mixed precision: weights and gradients take 2 bytes each, the optimizer keeps the fp32"
        " weights and two moments, 12 bytes: 16 bytes a parameter in all.",
        (
            "混合精度：权重和梯度各 2 字节，优化器保存 fp32 权重和两个动量，共 12 "
            "字节；每个参数合计 16 字节。"
        ),
    ),
    "mixed_sgd": Phrase(
        "Mixed precision: the optimizer keeps the weights in fp32 besides its own state.",
        "混合精度：优化器除自身状态外，还保存一份 fp32 权重。",
    ),
    "sgd_momentum": Phrase(
        "SGD with momentum keeps one fp32 number a parameter.",
        "带动量的 SGD 为每个参数保存一个 fp32 数。",
    ),
    "sgd_state": Phrase("Plain SGD keeps no state.", "普通 SGD 不保存状态。"),
    "warmup_from_zero": Phrase("Assumed: warm-up starts at 0.", "假设：预热从 0 开始。"),
    "no_decay": Phrase(
        "No decay was named: after warm-up the rate stays as it is.",
        "题目没有提到衰减：预热之后学习率保持不变。",
    ),
    "to_zero": Phrase("Assumed: the rate ends at 0.", "假设：学习率最终降到 0。"),
    "after_the_end": Phrase(
        "The schedule is over by then; the rate stays at its end value.",
        "此时调度已经结束，学习率停在终值。",
    ),
    "from_zero_epochs": Phrase(
        "Epochs are counted from 0, as in PyTorch: this is the first one with the new rate.",
        "epoch 从 0 开始计（与 PyTorch 一致）：这正是换用新学习率的第一个 epoch。",
    ),
    "linear_rule": Phrase(
        "By the linear rule: k times the batch size, k times the rate.",
        "按线性规则：批次大小变为 k 倍，学习率也变为 k 倍。",
    ),
    "square_root_rule": Phrase(
        "By the square-root rule, often used with Adam: learning rate {value}.",
        "按平方根规则（常用于 Adam）：学习率 {value}。",
    ),
}
FAULTS = {
    "no_positive_predictions": Phrase(
        "undefined, because nothing was predicted positive (TP + FP = 0); scikit-learn gives 0",
        "没有定义，因为没有任何样本被预测为正（TP + FP = 0）；scikit-learn 记为 0",
    ),
    "no_positives": Phrase(
        "undefined, because there are no positive samples (TP + FN = 0); scikit-learn gives 0",
        "没有定义，因为没有正样本（TP + FN = 0）；scikit-learn 记为 0",
    ),
    "no_negatives": Phrase(
        "undefined, because there are no negative samples (TN + FP = 0)",
        "没有定义，因为没有负样本（TN + FP = 0）",
    ),
    "no_positives_at_all": Phrase(
        "undefined, because its denominator is 0; scikit-learn gives 0",
        "没有定义，因为分母为 0；scikit-learn 记为 0",
    ),
    "no_samples": Phrase("undefined, because there are no samples", "没有定义，因为没有样本"),
    "infinite": Phrase(
        "infinite, because what happened was given probability 0 and ln(0) has no value",
        "无穷大，因为真实结果的预测概率是 0，而 ln(0) 不存在",
    ),
    "too_large": Phrase("too large to write down", "太大，写不出来"),
    "negative_count": Phrase(
        "not possible: a count below 0 was given or follows", "不可能：给出或推出了小于 0 的计数"
    ),
    "more_than_all": Phrase(
        "not possible: between 0 and all of the samples can be correct",
        "不可能：正确的个数应在 0 到总数之间",
    ),
    "no_probability": Phrase(
        "not possible: a probability lies between 0 and 1", "不可能：概率应在 0 到 1 之间"
    ),
    "lengths": Phrase(
        "the numbers do not pair up: both lists must be equally long",
        "数字对不上：两组数的个数必须相同",
    ),
    "not_positive": Phrase("not possible: sizes must be above 0", "不可能：尺寸必须大于 0"),
    "kernel_too_large": Phrase(
        "not possible: the kernel is larger than the padded input",
        "不可能：卷积核比填充后的输入还大",
    ),
    "negative_place": Phrase(
        "not possible: steps and epochs are counted from 0", "不可能：步数和 epoch 从 0 开始计"
    ),
    "warmup_too_long": Phrase(
        "not possible: warm-up is as long as the whole schedule, or longer",
        "不可能：预热不短于整个训练",
    ),
}
IMPOSSIBLE = frozenset(
    {
        "negative_count",
        "more_than_all",
        "no_probability",
        "lengths",
        "not_positive",
        "kernel_too_large",
        "negative_place",
        "warmup_too_long",
    }
)
"""Faults of what was stated; the others are values that do not exist."""
