"""The bug zoo: each bug beside its healthy twin, with the same seed."""

from dataclasses import replace

from solver.language import Phrase
from trainer.choices.bugs import BUGS
from trainer.config import RunConfig
from trainer.experiments.experiment import Experiment
from trainer.experiments.measures import (
    BEST_ACCURACY,
    HIGHEST_VAL,
    LOWEST_TRAIN,
    LOWEST_VAL,
    Claim,
    Measure,
    alike,
    all_of,
    most,
    train_loss,
    val_accuracy,
    val_loss,
)

_SGD = RunConfig("digits", "mlp", "sgd")


def _bug(
    bug: str,
    healthy: RunConfig,
    measure: Measure,
    expected: Claim,
    *,
    claim: Phrase,
    why: Phrase,
    look: Phrase,
) -> Experiment:
    name = BUGS[bug].name
    title = Phrase(name.en[0].upper() + name.en[1:], name.zh)
    runs = (healthy, replace(healthy, bug=bug))
    return Experiment(bug, "bugs", title, claim, why, look, measure, runs, expected)


BUG_ZOO = (
    _bug(
        "no_zero_grad",
        _SGD,
        HIGHEST_VAL,
        most(val_loss, 1, 2),
        claim=Phrase(
            "Where gradients are never zeroed, the validation loss ends more than twice as high.",
            "从不清零梯度时，最后的验证损失高出一倍以上。",
        ),
        why=Phrase(
            "Each update adds all former gradients to the new one, and pushes on in directions"
            " long out of date.",
            "每次更新都叠加了以前的全部梯度，一直朝早已过时的方向推。",
        ),
        look=Phrase(
            "Look at how the loss moves after the first epochs.",
            "看最初几个 epoch 之后损失怎么走。",
        ),
    ),
    _bug(
        "softmax_twice",
        RunConfig(),
        BEST_ACCURACY,
        all_of(most(val_loss, 1, 3), alike(val_accuracy, 0.05)),
        claim=Phrase(
            "With softmax applied twice accuracy looks as it should, and the loss gets stuck far"
            " too high.",
            "softmax 用了两次，准确率看起来正常，损失却卡在过高的位置。",
        ),
        why=Phrase(
            "The second softmax gets numbers from 0 to 1, so that no answer can be sure: for ten"
            " classes the loss stays above 1.46.",
            "第二个 softmax 的输入只在 0 到 1 之间，"
            "答案永远没有把握：十个类别时，损失不会低于 1.46。",
        ),
        look=Phrase("Look at the loss beside the accuracy.", "把损失和准确率对照着看。"),
    ),
    _bug(
        "evaluated_in_train_mode",
        RunConfig(dropout=0.5),
        LOWEST_TRAIN,
        all_of(alike(train_loss, 0.05), most(val_loss, 1)),
        claim=Phrase(
            "Evaluated in train mode, the validation loss looks worse, while the training loss is"
            " nearly the same.",
            "评估时忘记 eval()，验证损失看起来更差，训练损失却几乎一样。",
        ),
        why=Phrase(
            "Dropout goes on while it is measured: the network is as good, only the measurement is"
            " wrong.",
            "测量时 dropout 还在起作用：网络一样好，只是测错了。",
        ),
        look=Phrase("Look at training and validation separately.", "分开看训练和验证。"),
    ),
    _bug(
        "loss_not_divided",
        replace(
            _SGD, batch_size=8, epochs=4, train_fraction=0.5, grad_accumulation=8, learning_rate=0.3
        ),
        LOWEST_TRAIN,
        most(train_loss, 1, 2),
        claim=Phrase(
            "Where the loss is not divided by the 8 accumulation steps, this rate is too high and"
            " little is learned.",
            "损失没有除以 8 个累积步数时，这个学习率就过大了，几乎学不到东西。",
        ),
        why=Phrase(
            "The gradient is a sum and not a mean, as if the learning rate were eight times as"
            " large.",
            "梯度成了总和而不是平均，等于学习率放大到八倍。",
        ),
        look=Phrase("Look at how the training loss moves.", "看训练损失怎么走。"),
    ),
    _bug(
        "labels_shifted",
        RunConfig(),
        BEST_ACCURACY,
        lambda found: val_accuracy(found[0]) > 0.85 and val_accuracy(found[1]) < 0.25,  # noqa: PLR2004  # chance has 0.1
        claim=Phrase(
            "With every label moved to the next sample the accuracy in validation stays near"
            " chance, though the code runs without an error.",
            "每个标签都错到下一个样本上，代码照常运行不报错，验证准确率却停在瞎猜的水平附近。",
        ),
        why=Phrase(
            "There is nothing to learn that samples of a class have in common.",
            "同类样本之间没有任何共同的规律可学。",
        ),
        look=Phrase("Look at the accuracy: one in ten is chance.", "看准确率：十分之一就是瞎猜。"),
    ),
    _bug(
        "inputs_unscaled",
        _SGD,
        LOWEST_VAL,
        most(val_loss, 1, 3),
        claim=Phrase(
            "With pixels from 0 to 255 and not from 0 to 1 nothing is learned at the same rate.",
            "像素值是 0 到 255 而不是 0 到 1 时，同样的学习率什么也学不到。",
        ),
        why=Phrase(
            "Inputs 255 times as large make gradients far larger, so that the first steps ruin the"
            " weights.",
            "输入放大 255 倍，梯度也大得多，头几步就毁掉了权重。",
        ),
        look=Phrase("Look at the first epoch.", "看第一个 epoch。"),
    ),
    _bug(
        "schedule_every_batch",
        replace(_SGD, schedule="cosine"),
        LOWEST_TRAIN,
        most(train_loss, 1, 3),
        claim=Phrase(
            "With the schedule moved on at every batch the rate is zero after 10 updates, and the"
            " loss stays where it is.",
            "调度器每个批次都前进一步，10 次更新后学习率就是零，损失停在原地。",
        ),
        why=Phrase(
            "A decay that was meant for 10 epochs is over in 10 of the 45 batches of the first.",
            "本该用 10 个 epoch 完成的衰减，在第一个 epoch 的 45 个批次里只用 10 批就结束了。",
        ),
        look=Phrase("Look at where the curves stop moving.", "看曲线从哪里起不再变化。"),
    ),
    _bug(
        "sorted_by_class",
        replace(_SGD, shuffle=False),
        HIGHEST_VAL,
        most(val_loss, 1, 3),
        claim=Phrase(
            "Where samples are not shuffled, sorting them by class makes the validation loss end"
            " more than three times as high as mixing them once beforehand.",
            "训练时不打乱样本，样本按类别排好序时最后的验证损失，是事先混合过一次的三倍以上。",
        ),
        why=Phrase(
            "Batches of a single class pull the weights to and fro, where mixed ones point the way"
            " for all classes at once.",
            "只有一个类别的批次把权重拉来拉去，混合的批次则同时兼顾所有类别。",
        ),
        look=Phrase("Look at the first epochs in validation.", "看最初几个 epoch 的验证曲线。"),
    ),
)
