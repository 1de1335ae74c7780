"""A convolution or pooling in words: its channels, kernel, stride and padding."""

from solver.reading.formulas.layers import Layer
from solver.reading.formulas.question import Finder, Label, Values
from solver.reading.formulas.text import FormulaText, pattern

SIZE = r"(# ?x ?#(?: ?x ?#)?)"
_KERNEL_FORMS = (
    (
        r"(# ?x ?#) ?(?:的)?(?:max|avg|average|kernel|filter|conv|pool|window|卷积"
        r"|池化|最大池化|平均池化|滤波|核)"
    ),
    (
        r"(?:kernels?|filters?|windows?|pool(?:ing)?)(?: ?(?:size|window|of|is|are"
        r"|with|layer|a|=|:|'?s))* ?\(?(#(?: ?[x,] ?#(?=\))| ?x ?#)?)\)?(?! ?(?:input"
        r"|output|filter|channel))"
    ),
    (
        r"(?:卷积核|池化核|池化窗口|滤波器|窗口|核|池化)(?:的)?(?:大小|尺寸)?(?:为|是"
        r"|:|=| )*\(?(#(?: ?[x,] ?#(?=\))| ?x ?#)?)"
    ),
    r"(?:conv|pool)[123]?d? ?\( ?#, ?#, ?(?:kernel_size ?= ?)?\(?(#(?: ?, ?#(?=\)))?)",
    r"pool(?:ing)?[123]?d? ?\( ?(?:kernel_size ?= ?|pool_size ?= ?)?\(?(#)",
    r"(?:kernel_size|pool_size) ?= ?\(?(#(?: ?, ?#(?=\)))?)",
)
_CONVOLUTION = {
    "kernel_size": Label("K", r"k|f", _KERNEL_FORMS, after=False),
    "in_channels": Label(
        "C_in",
        r"in(?:put)?[ _-]?channels?|channels? in|c_?in|输入通道数?",
        (
            r"(#)[- ]?(?:channel|通道)s?(?:的)? ?(?:input|image|picture|rgb|输入|图像|图片)",
            r"输入(?:为|是|有)? ?(#) ?(?:个)?通道",
            r"(?:input|image|takes?|has)(?: has| with| of| is)? (#) channels",
            r"# ?x ?# ?x ?(#) (?:\w+ )?(?:image|input|feature|volume|输入|图)",
            r"输入(?:为|是|大小|尺寸|图像|特征图|:)* ?# ?x ?# ?x ?(#)",
        ),
    ),
    "out_channels": Label(
        "C_out",
        (
            r"out(?:put)?[ _-]?channels?|channels? out|c_?out|num_filters|filters"
            r"|输出通道数?|卷积核(?:个数|数量|数目|数)|滤波器(?:个数|数量|数)"
        ),
        (
            r"(#) (?:\w+ )?(?:filters|kernels|output channels)",
            (
                r"(#) (?:[a-z]+ )?(?:(?:of size )?# ?x ?#(?: ?x ?#)? )(?:filters?"
                r"|kernels?|convolution)"
            ),
            (
                r"(#) ?个 ?(?:大小为?)?(?:# ?x ?#(?: ?x ?#)?)?(?:的)? ?(?:卷积核"
                r"|滤波器|过滤器|filter|kernel|输出通道)"
            ),
        ),
    ),
}
_GEOMETRY = {
    "stride": Label("S", r"strides?|s|步长|步幅", after=True),
    "padding": Label("P", r"(?:zero[ -])?padding|pad|p|零?填充|补零", after=True),
    "dilation": Label("D", r"dilation(?: rate)?|空洞率|膨胀率|扩张率", after=False),
}
_INPUT = Label(
    "W",
    r"w|h|n|i",
    (
        SIZE + r" (?:\w+ ){0,3}?(?:image|input|feature|picture|map|volume|tensor|gr[ae]y)",
        SIZE + r" ?(?:的)?(?:\w{1,5} ?)?(?:输入|图像|图片|特征图|图)",
        (
            r"(?:inputs?|images?|feature maps?|pictures?|width|输入|图像|图片|特征图)"
            r"(?: ?(?:size|width|image|feature map|height|of|is|a|has|are|with|图像"
            r"|图片|特征图|的|大小|尺寸|边长|为|是|=|:))* ?(#(?: ?x ?#){0,2}|# ?\* ?#)"
        ),
        r"(?:on|to|for|of|over) (?:an? )?" + SIZE,
        r"(#)[- ](?:pixel|wide)",
        SIZE,
    ),
    after=False,
)
_STEPS = (
    ("stride", r"conv[123]?d ?\( ?#, ?#, ?#, ?(#)"),
    ("padding", r"conv[123]?d ?\( ?#, ?#, ?#, ?#, ?(#)"),
    ("stride", r"pool[123]?d ?\( ?#, ?(#)"),
)
_TRIPLE = 3


def geometry(finder: Finder) -> bool:
    """Input size and kernel, with stride, padding and dilation where they are said."""
    if not finder.text.has(r"conv|pool|kernel|filter|stride|卷积|池化|步长|padding"):
        return False
    for quantity, words in _STEPS:
        match = pattern(words).search(finder.text.text)
        if match:
            finder.take(quantity, _GEOMETRY[quantity].symbol, match)
    finder.find_one("kernel_size", _CONVOLUTION["kernel_size"])
    for quantity, label in _GEOMETRY.items():
        if not finder.has(quantity):
            finder.find_one(quantity, label)
    found = finder.find_one("input_size", _INPUT)
    finder.find({name: _CONVOLUTION[name] for name in ("in_channels", "out_channels")})
    return found or finder.has("kernel_size")


def convolution(finder: Finder) -> tuple[Layer, ...]:
    """One convolution, where its channels and its kernel are told."""
    text = finder.text
    if not text.has(r"conv|kernel|filter|卷积|滤波"):
        return ()
    finder.find({name: label for name, label in _CONVOLUTION.items() if not finder.has(name)})
    reads = {read.quantity: read.values for read in finder.read}
    kernel, out = reads.get("kernel_size"), reads.get("out_channels")
    into = reads.get("in_channels") or _depth(reads.get("input_size", ())) or _colours(finder)
    if not (kernel and into and out):
        return ()
    return (Layer("conv", (*into, *out, 1, *_square(kernel, text))),)


def half_told(finder: Finder) -> bool:
    """Whether two of the three sizes of a convolution are known, so that one is missing."""
    return sum(finder.has(quantity) for quantity in _CONVOLUTION) == len(_CONVOLUTION) - 1


def _depth(sides: Values) -> Values:
    """The channels of an input such as 32x32x3 or 3x32x32."""
    return (min(sides[0], sides[2]),) if len(sides) == _TRIPLE else ()


def _square(kernel: Values, text: FormulaText) -> Values:
    """One number is a square kernel, unless the convolution has one dimension."""
    return kernel if len(kernel) > 1 or text.has("conv1d|1d|一维") else kernel * 2


def _colours(finder: Finder) -> Values:
    match = pattern(
        r"(?<![a-z])rgb(?![a-z])|colou?r (?:image|picture)|gr[ae]y-?scale|灰度|彩色"
    ).search(finder.text.text)
    if not match:
        return ()
    values: Values = (1 if match.group().startswith("gr") or match.group() == "灰度" else 3,)
    finder.add("in_channels", "C_in", values, match.group())
    return values
