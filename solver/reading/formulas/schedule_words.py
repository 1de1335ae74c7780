"""What schedules of the learning rate and their numbers are called."""

from solver.reading.formulas.question import Label

LR = r"(?:lr|learning[ _-]?rate|学习率)"
_UNIT = r"(?:epochs?|steps?|iterations?|iters?|updates?|batches|轮|步|次|个 ?epoch|个 ?step|周期)"
KINDS = {
    "cosine": r"cosine|余弦",
    "polynomial": r"polynomial|poly(?![a-z])|多项式",
    "multistep": r"multi-?step(?:lr)?|milestones?",
    "exponential": r"exponential|指数|decay rate of # (?:each|every|per) epoch",
    "step": r"step[ -]?(?:decay|lr|wise|size)|step_size|阶梯|分段|(?:every|each) # (?:\w+ )?"
    + _UNIT
    + r"|每(?:隔|过)? ?# ?个?"
    + _UNIT,
    ("linear"): (
        r"linear(?:ly)?(?: \w+)? (?:decay|decreas|anneal|schedule|from|to|down)"
        r"|decays? linearly|linear ?lr|decreas\w+ linearly|线性(?:地)?(?:衰减|下降|降"
        r"|减|递减|退火)|linear schedule"
    ),
    "each": r"(?:every|each|per) (?:epoch|step|iteration)|每(?:个|一)? ?(?:epoch|轮|步)",
    "constant": r"constant|fixed|不变|恒定|固定",
}
WARMUP = (
    r"warm(?:s|ed|ing)?[-_ ]?up|预热|热身|线性(?:地)?(?:上升|升|增)|(?:increas|ris)\w+ linearly"
    r"|linearly (?:increas|ris)\w+|ramp(?:s|ed|ing)? up"
)
_NOT_DOWN = r"(?:(?!decay|cosine|anneal|then|down|衰减|余弦|退火|降|#)[^.?;。？；])"
"""What stands between a warm-up and where it leads."""
ANY = "|".join([*KINDS.values(), WARMUP, "decay|drop|multipl|divid|衰减|乘以|除以"])
WARMUP_LINE = (
    rf"(?:{WARMUP})[^.?。？]{{0,60}}?(?:from|从) ?(#) ?(?:to|到|升到|升高到|增加?到|增大到) ?(#)"
    r"|从 ?(#) ?(?:线性)?(?:地)?(?:预热|热身|升|增加?|增大|上升)(?:到|至) ?(#)"
)
WARMUP_TARGET = (
    rf"(?:{WARMUP}|升|涨){_NOT_DOWN}{{0,40}}?(?:(?:over|for|in|during|across) (?:the first )?#"
    rf" {_UNIT}{_NOT_DOWN}{{0,12}}?)?(?:\bto|到|至|peak(?: lr)?(?: of)?) ?(#)(?! ?{_UNIT}| ?个)"
)
"""Where a warm-up leads: "warms up over 500 steps to 0.1", "前500步线性warmup到0.1"."""
PER_EPOCH = (
    r"(#) ?(?:steps|iterations|iters?|updates|batches|步|次迭代)(?: in)? ?(?:per|each|every|an|/) ?"
    r"epoch|epochs? (?:of|with|x|at|has|have) (#) (?:steps|iterations|iters?|updates|batches)"
    r"|(?:每个?|一个?) ?(?:epoch|轮) ?(?:有|是|共|跑)? ?(#) ?个?"
    r"(?:iter(?:ation)?s?|steps?|步|次迭代|batch)"
)
"""Steps in one epoch, between schedules in epochs and places in steps."""
T_MAX = r"t_max|t_?max|total_steps|num_training_steps|total_iters"
RUN = (
    rf"(?:train(?:ed|ing|s)?|run|ran|runs|for|only|跑|训练?了?|一共|总共才?|共) ?(#) ?个?{_UNIT}",
    rf"(#) ?个?{_UNIT}",
)
"""How long the run is, where its schedule has a length of its own."""
BESIDE = (
    r"batch(?:es)?(?:[ _-]size)?(?: of|=|:)? ?@|(?:cifar|imagenet)-?#|\(#\)"
    r"|# ?(?:images|samples|examples|pictures|张图?|条|个样本)"
    r"|(?:data ?set|数据集?)(?: ?(?:=|:|of|有|是))? ?#"
)
"""Numbers of the run on which the rate does not depend."""
RISES_AGAIN = r"cosineannealinglr|t_max"
"""Names of the cosine that goes up again after its end, as PyTorch's does."""
AT_THE_END = (
    r"at the (?:very )?end|end(?:s|ed)? (?:up )?(?:with|at)|finish(?:es|ed)?|final"
    r"|last (?:epoch|step|lr)"
    r"|最后|最终|结束(?:时|的时候)?|训练?完|跑完"
)
LABELS = {
    "end_learning_rate": Label(
        "lr_end",
        (
            r"eta_min|η_min|(?:min(?:imum)?|final|end(?:ing)?|lowest)[ _-]?(?:lr"
            r"|learning[ _-]rate)|lr_?min|lr_?end|最小学习率|最低学习率|最终学习率"
            r"|终止学习率|(?:最小值|下限)"
        ),
        (
            (
                r"(?:to|down to|降(?:低)?到|衰减到|下降到|减(?:小|少)?到|退火到"
                rf"|到) ?(#)(?! ?{_UNIT}| ?个)"
            ),
        ),
        after=False,
    ),
    "warmup_start": Label(
        "lr_start",
        r"warm[-_ ]?up[ _](?:start|init|initial)[ _](?:lr|learning rate)|start[ _]lr",
        (
            r"warm[-_ ]?up(?: \w+){0,3} from (#)",
            r"预热[^#。]{0,8}从 ?(#)",
            r"从 ?(#) ?(?:线性)?(?:预热|升|增)",
        ),
        after=False,
    ),
    "warmup_ratio": Label(
        "r",
        r"warm[-_ ]?up[_ -]?(?:ratio|fraction|proportion)|预热比例|warmup_proportion",
        (r"(?:first|前) ?(#(?=%))",),
        after=False,
    ),
    "warmup_steps": Label(
        "W",
        rf"(?:num_)?warm[-_ ]?up(?:[_ -]?{_UNIT})?|预热(?:步数|轮数|期)?|热身(?:步数)?",
        (
            rf"(#)[ -]?(?:linear )?(?:{_UNIT}[ -](?:of )?)?(?:linear )?warm[-_ ]?up",
            (
                rf"(?:{WARMUP})(?:了|期|阶段|步数)?(?: ?(?:linearly|lr|over|for|of|lasts?"
                rf"|in|during|the|first|为|是|=|:))* ?(#) ?个?{_UNIT}"
            ),
            rf"(?:{WARMUP})(?:_?{_UNIT})?[^#.?;。？；,，]{{0,10}}(?:还是|仍是|still|left at) ?(#)",
            rf"前 ?(#) ?个?{_UNIT}[^。]{{0,12}}?(?:预热|热身|warm|升|增)",
            rf"(?:over|for|during|in) the first (#) {_UNIT}",
            rf"(#) ?个?{_UNIT}(?:的)?(?:线性)?(?:预热|热身)",
        ),
        after=False,
    ),
    "gamma": Label(
        "gamma",
        r"gamma|γ|decay[ _](?:rate|factor)|multiplicative factor|衰减(?:率|系数|因子)|乘法因子",
        (
            (
                r"(?:multipl\w+|times|scaled|decay(?:s|ed|ing)?|reduc\w+|drop(?:s|ped"
                r"|ping)?|decreas\w+)(?: it| the lr| lr"
                r"| the learning rate)? by(?: a factor(?: of)?)? (#)(?!\S)"
            ),
            (
                r"(?:乘以?|乘上|衰减为(?:原来的)?|变为(?:原来的)?|降为(?:原来的)?"
                r"|降到原来的|缩小(?:为|到)(?:原来的)?) ?(#(?:/#)?)"
            ),
            r"(?:multipl\w+|times|factor of|by) (#(?:/#)?)",
            r"衰减 ?(#) ?倍",
            r"(?:decay\w*|drop\w*|lr|rate|学习率|衰减)? ?[乘x*] ?(#)(?! ?gpu)",
        ),
        after=False,
    ),
    "step_size": Label(
        "s",
        r"step_?size|step size",
        (rf"(?:every|each) (#) (?:\w+ )?{_UNIT}", rf"每(?:隔|过)? ?(#) ?个?{_UNIT}"),
        after=False,
    ),
    "milestones": Label(
        "milestones",
        r"milestones?",
        (
            (
                r"(?:drop|decay|divid|reduc|multipl|decreas|cut|halv)\w*(?: \w+"
                rf"| x?#){{0,8}}? (?:at|after) {_UNIT} (#(?:, ?#)*+(?:,? and #)?)"
            ),
            (
                rf"(?:在)?第? ?(#(?:(?:, ?|[和与及] ?)(?:第 ?)?#)++) ?个?{_UNIT}(?:时"
                r"|后)? ?(?:各|分别|处)?(?:学习率)?(?:衰减|乘|降|除|x)"
            ),
        ),
        many=True,
        after=False,
    ),
    "power": Label("power", r"power|exponent|幂(?:次|指数)?|指数为", after=False),
    "total": Label(
        "T",
        (
            rf"t_max|total(?:[_ ]?{_UNIT})?|max_?{_UNIT}|num_training_steps|total_iters"
            r"|总(?:步|轮|迭代)数?|总共|一共|共(?:训练)?|总(?:的)?(?:训练)?(?:步数"
            r"|轮数|epoch数?)|周期(?:长度)?|训练(?:总)?(?:步|轮)数"
        ),
        (
            (
                r"(?:over|for|in|during|lasts|of) (#) (?:total |training "
                rf"|whole )?{_UNIT}(?! ?(?:of |linear )?warm)"
            ),
            (
                rf"(#) (?:total |training )?{_UNIT} (?:in total|in all|of training|long"
                r"|altogether|run|cosine|total)"
            ),
            rf"(#) total (?:training )?{_UNIT}",
            r"(#)[- ](?:epoch|step|iteration)s? (?:cosine|schedule|run|training|linear|poly)",
            rf"(?:共|训练|在|经过|持续) ?(#) ?个?{_UNIT}(?! ?(?:时|后|之后|的学))",
            rf"(#) ?个?{_UNIT}(?:内|里|中|的)(?:线性|余弦|余弦退火|衰减)",
            rf"(?<!第)(?<!第 )(#) ?个?{_UNIT}(?:的)?(?:余弦|训练|线性)",
        ),
        after=False,
    ),
    "learning_rate": Label(
        "lr",
        (
            rf"(?:base|initial|peak|max(?:imum)?|start(?:ing)?|target)?[ _-]?{LR}"
            r"|η_?0?|lr_?0|(?:初始|基础|峰值|最大|起始|目标)?学习率(?:峰值|初值"
            r"|初始值)?|初始值|峰值"
        ),
        (
            (
                r"(?:from|从) ?(#) ?(?:to|down|线性|余弦|指数|多项式|开始|decay|退火"
                r"|衰减|降|下降|到|,|按|and)"
            ),
            r"学习率(?:固定|恒定|保持|一直|不变)+(?:为|是|在)? ?(#)",
            (
                r"(?:peak|base|max|initial|start(?:s|ed|ing)?(?: out)?(?: at| with)?|up to|升到"
                r"|增(?:加|大)?到|预热到|达到) ?(?:of |at )?(#)"
            ),
            r"(?:cosine|linear|exponential)\w* (?:decay|annealing|schedule) from (#)",
        ),
        after=False,
    ),
}
PLACE = (
    (
        rf"(?:at|in|on|during|after|by|for|until) (?:the )?(?:{_UNIT})? ?(?:number "
        r"|no\. ?|t ?= ?)?(#(?:(?:, ?(?:and )?| and )#)*+)(?:st|nd|rd"
        rf"|th)?(?: {_UNIT})?(?! ?(?:{_UNIT} )?(?:warm|in total)"
        r"| ?(?:images|samples|examples|pictures|gpus?|cards?))"
    ),
    rf"(?:{_UNIT}|t) ?(?:=|:|number)? ?(#(?:(?:, ?(?:and )?| and )#)*+)",
    rf"第 ?(#(?:(?:, ?|[和与及] ?)(?:第 ?)?#)*+) ?个?{_UNIT}",
    rf"(?:训练|经过|过了?|走了?|到|在) ?(#) ?个?{_UNIT} ?(?:后|之后|时)",
    rf"(#) ?个?{_UNIT} ?(?:之?后|时|处)",
    rf"(#)(?:st|nd|rd|th) {_UNIT}",
    rf"{_UNIT} ?(#)",
)
DROPS_ASKED = (
    r"第几个?(?:iter\w*|step|步|次迭代)|哪[几些]?个?(?:iter\w*|step|步|次迭代)"
    r"|(?:which|what|how many) (?:iterations?|steps?|iters?)|in (?:iterations|steps)"
)
"""Words that ask at which iterations a rate falls whose milestones are epochs."""
RUN_ASKED = r"总共?(?:的)?(?:iter\w*|步数?|迭代(?:次数)?)|total (?:iterations|steps|iters)"
WARMUP_ASKED = (
    rf"how (?:many|long)[^#.?。？,，]{{0,12}}(?:{WARMUP})(?: ?{_UNIT})?"
    rf"|(?:{WARMUP})(?:步数|阶段|期)?(?:一?共|总共|有|是|要|占)*(?:多少|几)个?(?: ?{_UNIT})?"
)
"""Words that ask for the length of the warm-up, beside the rate."""
NOT_OURS = (
    r"(?:降|衰减|下降|乘)了?(?:几|多少)次|how many (?:times|drops|decays)"
    r"|which (?:step|iteration|epoch)|"
    r"how many (?:warm|steps|epochs|iterations)|(?:预热|多少|几)(?:步|轮"
    r"|个 ?epoch)(?:是|为)?多少|多少(?:步|轮|个 ?(?:step|epoch))|几(?:步|轮)"
    r"|one ?cycle|plateau|restarts|重启|cyclic"
)
ASKED = rf"{LR}(?! ?(?:=|:|is|of|为|是)? ?#)"
