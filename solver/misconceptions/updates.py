"""Mistakes about what an update does to a weight, by what is asked."""

from solver.language import Phrase
from solver.misconceptions.written import rounded
from solver.mistaking import Slip

UPDATES: dict[str, tuple[Slip, ...]] = {
    "sgd_step": (
        Slip(
            "uphill",
            Phrase(
                "You walked uphill: subtract, so that the loss falls.",
                "你走上坡了：应该减，损失才会下降。",
            ),
            lambda n: n["weight"] + n["rate"] * n["gradient"],
        ),
        Slip(
            "rate_forgotten",
            Phrase(
                "You subtracted the whole gradient. The learning rate makes the step smaller.",
                "你减去了整个梯度。学习率会让这一步变小。",
            ),
            lambda n: n["weight"] - n["gradient"],
        ),
        Slip(
            "step_for_weight",
            Phrase(
                "That is the size of the step. The weight is what is left after it.",
                "这是这一步的大小。题目问的是走完这一步后的权重。",
            ),
            lambda n: abs(n["rate"] * n["gradient"]),
        ),
        Slip(
            "rate_for_step",
            Phrase(
                "You subtracted the learning rate alone. It multiplies the gradient first.",
                "你只减去了学习率。它要先和梯度相乘。",
            ),
            lambda n: n["weight"] - n["rate"],
        ),
        Slip(
            "weight_scaled",
            Phrase(
                "You multiplied the step by the weight. A plain step does not depend on it.",
                "你又乘了权重。普通的一步与权重本身的大小无关。",
            ),
            lambda n: n["weight"] - n["rate"] * n["gradient"] * n["weight"],
        ),
    ),
    "momentum_step": (
        Slip(
            "momentum_forgotten",
            Phrase(
                "You took a plain step. The velocity of the steps before pushes on.",
                "你走的是没有动量的一步。之前各步的速度还会继续推动。",
            ),
            lambda n: n["weight"] - n["rate"] * n["gradient"],
        ),
        Slip(
            "velocity_not_damped",
            Phrase(
                "You kept the whole old velocity. Momentum first makes it smaller.",
                "你保留了全部旧速度。动量系数要先让它变小。",
            ),
            lambda n: n["weight"] - n["rate"] * (n["velocity"] + n["gradient"]),
        ),
        Slip(
            "gradient_forgotten",
            Phrase(
                "You moved by the old velocity alone. The new gradient belongs to it.",
                "你只按旧速度移动了，还要加上新的梯度。",
            ),
            lambda n: n["weight"] - n["rate"] * n["momentum"] * n["velocity"],
        ),
        Slip(
            "rate_left_out",
            Phrase(
                "You moved by the velocity itself. The learning rate makes the step smaller.",
                "你直接按速度移动了。学习率会让这一步变小。",
            ),
            lambda n: n["weight"] - n["new_velocity"],
        ),
        Slip(
            "velocity_uphill",
            Phrase(
                "You added the step. Weights move against the velocity.",
                "你把这一步加上了。权重要朝速度的反方向走。",
            ),
            lambda n: n["weight"] + n["rate"] * n["new_velocity"],
        ),
    ),
    "weight_decay_step": (
        Slip(
            "decay_forgotten",
            Phrase(
                "You left out weight decay: it pulls the weight towards zero.",
                "你漏掉了权重衰减：它把权重拉向零。",
            ),
            lambda n: n["weight"] - n["rate"] * n["gradient"],
        ),
        Slip(
            "decay_without_rate",
            Phrase(
                "You subtracted the decay in full. SGD multiplies it by the learning rate too.",
                "你把衰减整个减去了。SGD 里它也要乘学习率。",
            ),
            lambda n: n["weight"] * (1 - n["decay"]) - n["rate"] * n["gradient"],
        ),
        Slip(
            "decay_upwards",
            Phrase(
                "You let the decay push the weight up. It adds to the gradient.",
                "你让衰减把权重推大了。它应该加到梯度上。",
            ),
            lambda n: n["weight"] - n["rate"] * (n["gradient"] - n["decay"] * n["weight"]),
        ),
        Slip(
            "decay_of_no_weight",
            Phrase(
                "You added the decay to the gradient as it is. Multiply it by the weight first.",
                "你把衰减系数直接加到了梯度上。它要先乘权重。",
            ),
            lambda n: n["weight"] - n["rate"] * (n["gradient"] + n["decay"]),
        ),
        Slip(
            "decay_alone",
            Phrase(
                "You only let the weight decay. The gradient moves it as well.",
                "你只算了衰减。梯度也会移动权重。",
            ),
            lambda n: n["weight"] * (1 - n["rate"] * n["decay"]),
        ),
    ),
    "clipped_gradient": (
        Slip(
            "clipped_by_value",
            Phrase(
                "You cut this component alone. Clipping by norm shortens the whole vector.",
                "你只截断了这一个分量。按范数裁剪会缩短整个向量，方向不变。",
            ),
            lambda n: n["limit"] if n["limit"] < n["first"] else 0,
        ),
        Slip(
            "not_clipped",
            Phrase(
                "You left the gradient as it was, but its norm is above the limit.",
                "你没有裁剪，可它的范数超过了上限。",
            ),
            lambda n: n["first"],
        ),
        Slip(
            "other_part",
            Phrase(
                "That is the second component after clipping. The question asks for the first.",
                "这是裁剪后的第二个分量。题目问的是第一个。",
            ),
            lambda n: n["second"] * n["limit"] / n["norm"],
        ),
        Slip(
            "parts_added_for_norm",
            Phrase(
                "You added the components as the norm. It is the root of the sum of their squares.",
                "你把两个分量相加当作范数。范数是平方和的平方根。",
            ),
            lambda n: rounded(n["first"] * n["limit"] / (n["first"] + n["second"])),
        ),
        Slip(
            "limit_subtracted",
            Phrase(
                "You subtracted the limit. The vector is scaled down to it.",
                "你减去了上限。应该把向量按比例缩到上限。",
            ),
            lambda n: n["first"] - n["limit"],
        ),
    ),
    "chain_rule": (
        Slip(
            "gradients_added",
            Phrase(
                "You added the local gradients. Along a chain they multiply.",
                "你把局部梯度相加了。沿着一条链，它们应该相乘。",
            ),
            lambda n: n["sum"],
        ),
        Slip(
            "last_link_forgotten",
            Phrase(
                "You stopped one link too early: the last function passes the gradient on too.",
                "你少算了一环：最后一个函数也要把梯度传下去。",
            ),
            lambda n: n["without_last"],
        ),
        Slip(
            "gradients_divided",
            Phrase(
                "You divided. Each link multiplies what comes from the loss.",
                "你用了除法。每一环都要乘上从损失传来的梯度。",
            ),
            lambda n: n["quotient"],
        ),
        Slip(
            "gradients_subtracted",
            Phrase(
                "You took the difference. A change is passed on as a multiple of itself.",
                "你求了差。变化是一环一环按倍数传递的。",
            ),
            lambda n: n["difference"],
        ),
        Slip(
            "last_link_alone",
            Phrase(
                "That is one link only. The gradient of the loss comes through all of them.",
                "这只是一环。损失的梯度要经过所有环传过来。",
            ),
            lambda n: n["last"],
        ),
    ),
}
