"""What is special about a run, in words: every setting that is not the usual one."""

from collections.abc import Iterator, Mapping

from solver.language import Language, Phrase
from trainer.choices import CHOICES
from trainer.config import RunConfig, hidden, loss

_NAMED = ("activation", "normalization", "initialization", "schedule")
"""Fields whose choices have names that say what they are."""

HIDDEN = Phrase("hidden layers {sizes}", "隐藏层 {sizes}")
WORDS: Mapping[str, Phrase] = {
    "dropout": Phrase("dropout {value:g}", "dropout {value:g}"),
    "warmup_epochs": Phrase("{value} warm-up epochs", "预热 {value} 轮"),
    "weight_decay": Phrase("weight decay {value:g}", "权重衰减 {value:g}"),
    "l1": Phrase("L1 {value:g}", "L1 惩罚 {value:g}"),
    "grad_accumulation": Phrase("accumulation {value}", "梯度累积 {value}"),
    "clip_norm": Phrase("clipped at {value:g}", "梯度裁剪 {value:g}"),
    "label_noise": Phrase("{percent:g}% label noise", "标签噪声 {percent:g}%"),
    "train_fraction": Phrase("{percent:g}% of the data", "使用 {percent:g}% 的数据"),
    "patience": Phrase("patience {value}", "早停耐心值 {value}"),
    "shuffle": Phrase("not shuffled", "不打乱"),
    "drop_last": Phrase("last batch dropped", "丢弃最后一批"),
    "seed": Phrase("seed {value}", "种子 {value}"),
}


def differences(config: RunConfig, language: Language) -> tuple[str, ...]:
    """Every setting beside data, model, batch size, epochs and optimizer that is not the usual.

    The bug comes first, because it is what the run is about.
    """
    return tuple(_differences(config, language))


def _differences(config: RunConfig, language: Language) -> Iterator[str]:
    usual = RunConfig(config.dataset, config.model)
    if config.bug != usual.bug:
        yield _name("bug", config.bug, language)
    if hidden(config) != hidden(usual):
        yield HIDDEN.say(language, sizes="-".join(map(str, hidden(config))) or 0)
    for field in _NAMED:
        if (value := getattr(config, field)) != getattr(usual, field):
            yield _name(field, value, language)
    if loss(config) != loss(usual):
        yield _name("loss", loss(config), language)
    for field, phrase in WORDS.items():
        if (value := getattr(config, field)) != getattr(usual, field):
            yield phrase.say(language, value=value, percent=100 * value)
    for kind in config.augmentation:
        yield _name("augmentation", kind, language)


def _name(field: str, key: str, language: Language) -> str:
    return CHOICES[field][key].name.say(language)
