"""Questions for one step of gradient descent, with or without momentum."""

from solver.reading.formulas.question import Finder, FormulaQuestion, Label
from solver.reading.formulas.text import FormulaText

_NEW = (
    r"new (?:\w+ )?(?:weights?|values?|parameters?|w|θ|theta)|updated"
    r"|update(?:d)? (?:the )?(?:weights?|parameters?|w|value)"
    r"|(?:weights?|parameters?|w|θ|theta|values?) (?:\w+ ){0,4}?(?:after|become"
    r"|be after|next)|w_?new|w'|after (?:one|a|this|the|1|#|a single|one single)"
    r" (?:\w+ ){0,3}?(?:step|update|iteration)|next (?:weight|value|w)"
    r"|w_?(?:t\+)?#? ?= ?\?"
    r"|更新后|新的?(?:权重|参数|值|w)|更新(?:一次|一步)|一步(?:之?后|更新)"
    r"|下降一步|走一步|变(?:为|成)多少|更新(?:为|到)多少"
)
_LABELS = {
    "learning_rate": Label(
        "lr", r"learning[ _]rate|lr|η|eta|α|alpha|step size|学习率|步长", after=False
    ),
    "gradient": Label(
        "g",
        (
            r"gradients?|grads?|g|derivative|slope|∂l/∂w|dl/dw|dj/dw|∂j/∂w|de/dw|dw|∇l"
            r"|梯度|导数|偏导数?"
        ),
        many=True,
        after=False,
    ),
    "momentum": Label(
        "m", r"momentum(?: coefficient| factor)?|β|beta|动量(?:系数|因子|参数)?|mu|μ", after=False
    ),
    "velocity": Label(
        "v",
        (
            r"(?:previous |current |old |last |initial )?(?:velocity|velocities"
            r"|momentum buffer)|v|v_?0|上一步的?(?:速度|动量)|(?:当前)?速度|动量(?:项"
            r"|缓存)"
        ),
        many=True,
        after=False,
    ),
    "weight": Label(
        "w",
        (
            r"(?:current |initial |old |a |the )?(?:weights?|parameters?|params?)|w"
            r"|w_?0|θ|theta|x|x_?0|(?:当前|初始|原来?的?)?(?:权重|权值|参数)"
        ),
        many=True,
        after=False,
    ),
}
_NOT_OURS = (
    r"adam|rms ?prop|adagrad|weight decay|权重衰减|nesterov|batch ?size|epochs?"
    r"|samples|accumulat|批[次量]?大小|样本|累积|clip|裁剪"
    r"|how many|多少(?:步|次|个)"
)
_SEVERAL_STEPS = r"# (?:\w+ ){0,2}?(?:steps|updates|iterations)|# ?(?:步|次)(?:更新|迭代|后|之后)"


def read_descent(text: FormulaText) -> FormulaQuestion | None:
    """A weight, its gradient and the learning rate, where the new weight is asked."""
    if not text.has(_NEW) or text.has(_NOT_OURS) or text.has(_SEVERAL_STEPS):
        return None
    finder = Finder(text)
    finder.find(_LABELS)
    needed = [name for name in ("weight", "gradient", "learning_rate") if finder.has(name)]
    if len(needed) < 2 or "gradient" not in needed:  # noqa: PLR2004 [one of three may be missing]
        return None
    if not finder.accounts_for_all():
        return None
    return FormulaQuestion("descent", ("updated_weight",), tuple(finder.read))
