"""The names of classes, where they are more than numbers."""

from collections.abc import Mapping

from solver.language import Language, Phrase

CLASSES: Mapping[str, tuple[Phrase, ...]] = {
    "fashion": (
        Phrase("T-shirt", "T 恤"),
        Phrase("trousers", "裤子"),
        Phrase("pullover", "套头衫"),
        Phrase("dress", "连衣裙"),
        Phrase("coat", "外套"),
        Phrase("sandal", "凉鞋"),
        Phrase("shirt", "衬衫"),
        Phrase("sneaker", "运动鞋"),
        Phrase("bag", "包"),
        Phrase("ankle boot", "短靴"),
    ),
    "iris": (
        Phrase("setosa", "山鸢尾"),
        Phrase("versicolor", "变色鸢尾"),
        Phrase("virginica", "维吉尼亚鸢尾"),
    ),
    "cancer": (Phrase("malignant", "恶性"), Phrase("benign", "良性")),
}
"""In the order of the numbers by which the data sets know them."""


def class_name(dataset: str, number: int, language: Language) -> str:
    """What a class is called: by its name where it has one."""
    names = CLASSES.get(dataset)
    return names[number].say(language) if names else str(number)
