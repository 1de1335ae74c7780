"""Questions for the parameters of layers and the output size of convolution and pooling."""

from solver.reading.formulas.convolution import convolution, geometry, half_told
from solver.reading.formulas.layers import Layer, called_layers
from solver.reading.formulas.perceptron import layers_in_a_row, layers_in_words
from solver.reading.formulas.question import Finder, FormulaQuestion, Label
from solver.reading.formulas.text import FormulaText

ASKS = {
    "parameters": (
        r"param(?:eter)?s?(?! ?(?:update|server|group))|参数(?!更新|服务|组)"
        r"|(?:how many|number of|count of) (?:\w+ )?(?:weights|biases)"
        r"|多少个?(?:可训练|可学习)?的?权重"
    ),
    "output_size": (
        r"output (?:\w+ ){0,3}?(?:size|shape|dimensions?|width|height|resolution)"
        r"|(?:size|shape|dimensions?) of (?:the |its )?(?:output|feature map|result)"
        r"|how (?:large|big|wide)"
        r"|(?:feature map|spatial) (?:size|shape|dimension)|output(?: is)? ?\?"
        r"|输出(?:的)?(?:特征图|图像|图片|张量)?的?(?:空间)?(?:尺寸|大小|形状|宽|高"
        r"|边长)|特征图的?(?:尺寸|大小|形状|边长)|(?:输出|变成|变为"
        r"|得到)(?:是)?多[大少]"
    ),
}
_OPTIONS = {
    ("no_bias"): (
        r"(?:without|no|excluding|ignor\w+|not counting|exclude)(?: any| the| a)? bias"
        r"|bias ?= ?false"
        r"|(?:无|不带|没有|不含|不考虑|不计|忽略|不算|不使用|不用)偏置|偏置不[算计]"
    ),
    ("weights_only"): (
        r"how many (?:\w+ )?weights(?! and)|number of (?:\w+ )?weights(?! and)"
        r"|多少个?权重"
    ),
    "pooling": r"pool|池化",
    "same": r"(?<![a-z])same(?![a-z])",
}
_CHANNELS = r"conv[123]d ?\( ?#, ?#"
_NOT_OURS = (
    r"lstm|(?<![a-z])gru|(?<![a-z])rnn|attention|transformer|depthwise|separable"
    r"|transposed|deconv|lora"
    r"|注意力|深度可分离|转置卷积|反卷积|parameter updates?|参数更新"
    r"|更新[^,。]{0,6}参数|memory|显存|内存|(?<![a-z])gi?b(?![a-z])"
)


def read_networks(text: FormulaText) -> FormulaQuestion | None:
    """The layers of a network, or the geometry of a convolution."""
    if text.has(_NOT_OURS):
        return None
    finder = Finder(text)
    asks = finder.asked(ASKS)
    options = frozenset(name for name, words in _OPTIONS.items() if text.has(words))
    sized = geometry(finder) if "output_size" in asks else False
    layers = _layers(finder) if "parameters" in asks else ()
    asks = tuple(a for a in asks if (sized if a == "output_size" else layers or half_told(finder)))
    rows = tuple((layer.kind, layer.sizes) for layer in layers)
    if (
        not asks
        or not finder.accounts_for_all(_CHANNELS)
        or not all(isinstance(v, int) for r in finder.read for v in r.values)
    ):
        return None
    if not all(isinstance(v, int) and v > 0 for _, values in rows for v in values):
        return None
    return FormulaQuestion("networks", asks, tuple(finder.read), options, rows)


def _layers(finder: Finder) -> tuple[Layer, ...]:
    layers = called_layers(finder) or _embedding(finder) or _batch_norm(finder)
    return layers or convolution(finder) or layers_in_a_row(finder) or layers_in_words(finder)


def _embedding(finder: Finder) -> tuple[Layer, ...]:
    if not finder.text.has("embedding|嵌入|词向量"):
        return ()
    words = Label(
        "V",
        (
            r"vocab(?:ulary)?(?: size| of)?|num_embeddings|tokens|words|词表(?:大小)?"
            r"|词汇表?(?:大小|量)?"
        ),
    )
    finder.find_one("vocabulary_size", words)
    size = Label(
        "d",
        r"embedding[ _](?:dim(?:ension)?s?|size)|dimensions?|dim|dims|(?:嵌入|词向量)?维度?|d",
        (r"(#)[- ]dimensional", r"(#) ?维"),
    )
    finder.find_one("embedding_dimension", size)
    values = tuple(value for read in finder.read for value in read.values)
    if len(values) != 2 or len(finder.read) != 2:  # noqa: PLR2004 [the table's two sides]
        finder.read.clear()
        finder.spans.clear()
        return ()
    return (Layer("embedding", values),)


def _batch_norm(finder: Finder) -> tuple[Layer, ...]:
    if not finder.text.has(r"batch[ -]?norm|批归一化|批量归一化|批标准化"):
        return ()
    channels = Label("C", r"channels?|features?|通道(?:数)?|特征(?:数)?|feature maps")
    found = finder.find_one("channels", channels)
    return (Layer("batch_norm", finder.read[-1].values),) if found else ()
