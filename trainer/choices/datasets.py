"""The data sets that a run can have."""

from collections.abc import Mapping

from solver.language import Phrase
from trainer.choices.entry import Dataset

DATASETS: Mapping[str, Dataset] = {
    "digits": Dataset(
        Phrase("Digits", "手写数字"),
        ("digits", "digit", "handwritten digits", "手写数字", "数字识别"),
        train_size=1437,
        val_size=360,
        shape="pictures",
        classes=10,
    ),
    "moons": Dataset(
        Phrase("Two moons", "双月"),
        ("two moons", "moons", "half moons", "make_moons", "双月", "两个月亮", "月牙", "半月"),
        train_size=800,
        val_size=200,
        shape="points",
        classes=2,
    ),
    "circles": Dataset(
        Phrase("Circles", "同心圆"),
        ("circles", "two circles", "make_circles", "同心圆", "圆环", "两个圆"),
        train_size=800,
        val_size=200,
        shape="points",
        classes=2,
    ),
    "spirals": Dataset(
        Phrase("Spirals", "螺旋"),
        ("spirals", "spiral", "two spirals", "螺旋", "双螺旋", "螺旋线"),
        train_size=800,
        val_size=200,
        shape="points",
        classes=2,
    ),
    "xor": Dataset(
        Phrase("XOR", "异或"),
        ("xor", "exclusive or", "异或"),
        train_size=800,
        val_size=200,
        shape="points",
        classes=2,
    ),
    "blobs": Dataset(
        Phrase("Blobs", "高斯团"),
        ("blobs", "gaussian blobs", "make_blobs", "clusters", "高斯团", "团簇", "点团"),
        train_size=800,
        val_size=200,
        shape="points",
        classes=4,
    ),
    "iris": Dataset(
        Phrase("Iris", "鸢尾花"),
        ("iris", "鸢尾花", "鸢尾"),
        train_size=120,
        val_size=30,
        shape="table",
        classes=3,
    ),
    "wine": Dataset(
        Phrase("Wine", "葡萄酒"),
        ("wine", "wines", "葡萄酒", "红酒"),
        train_size=142,
        val_size=36,
        shape="table",
        classes=3,
    ),
    "cancer": Dataset(
        Phrase("Breast cancer", "乳腺癌"),
        ("breast cancer", "cancer", "breast_cancer", "乳腺癌", "威斯康星乳腺癌"),
        train_size=455,
        val_size=114,
        shape="table",
        classes=2,
    ),
    "sine": Dataset(
        Phrase("Sine curve", "正弦曲线"),
        ("sine", "sine curve", "sine regression", "sin", "正弦", "正弦曲线", "正弦回归"),
        train_size=800,
        val_size=200,
        shape="table",
        classes=0,
    ),
    "diabetes": Dataset(
        Phrase("Diabetes", "糖尿病"),
        ("diabetes", "糖尿病"),
        train_size=353,
        val_size=89,
        shape="table",
        classes=0,
    ),
    "waves": Dataset(
        Phrase("Wave forms", "波形"),
        (
            "waves",
            "wave forms",
            "waveforms",
            "sequences",
            "time series",
            "波形",
            "序列",
            "时间序列",
        ),
        train_size=800,
        val_size=200,
        shape="sequences",
        classes=4,
    ),
}
