"""Which setting of a training a key of a configuration is."""

import difflib
import re
from collections.abc import Mapping

from solver.reading.code.setting_names import held_out, meaning
from trainer import setting_words
from trainer.config import KINDS
from trainer.configuration.parsing import Leaf

_WRITTEN: Mapping[str, str] = {
    "dataset": "data dataset_name data_name data_set dataset_id 数据 数据集",
    "model": """model_name model_type architecture arch network net network_type backbone model_arch
        模型 网络""",
    "optimizer": "optim optimiser optimizer_name optimizer_type opt solver 优化器",
    "learning_rate": "eta step_size alpha",
    "drop_last": "drop_last_batch",
    "seed": "random_seed random_state manual_seed rng_seed",
    "hidden": """hidden_layers hidden_sizes hidden_size hidden_units hidden_dim hidden_dims
        hidden_layer_sizes units layer_sizes hidden_channels channels 隐藏层 隐藏层大小""",
    "activation": "act activation_function activation_fn act_fn nonlinearity 激活函数",
    "normalization": "norm norm_layer normalisation 归一化",
    "initialization": "init initializer weight_init initialisation 初始化",
    "dropout": "dropout_rate dropout_prob drop_rate p_dropout drop",
    "loss": "criterion loss_fn loss_function objective 损失 损失函数",
    "schedule": """scheduler lr_scheduler lr_scheduler_type lr_schedule lr_policy
        learning_rate_schedule 学习率调度 调度""",
    "weight_decay": "wd l2 l2_penalty l2_reg l2_regularization alpha_l2",
    "l1": "l1_penalty l1_reg l1_regularization",
    "clip_norm": """grad_clip gradient_clip gradient_clip_val max_grad_norm clip_grad_norm
        gradient_clipping clip_grad max_norm""",
    "augmentation": "augmentations augment data_augmentation transforms 数据增强",
    "label_noise": "noisy_labels",
    "train_fraction": "fraction data_fraction",
    "patience": "early_stopping early_stop 早停",
    "shuffle": "shuffle_data shuffle_train 打乱",
    "momentum": "动量",
    "nesterov": "use_nesterov",
    "layers": "num_layers n_layers num_hidden_layers n_hidden_layers depth 层数",
}
"""How people and frameworks write each setting, beside its own name."""
_NEUTRAL = """name description comment notes version title author task project experiment run_name
    output_dir save_dir log_dir logdir checkpoint_dir output verbose device num_workers workers
    pin_memory dataloader_num_workers report_to logging_steps log_interval log_every metrics
    cuda gpu use_cuda"""
"""Settings that change nothing of what is learned."""
_KIND_OF = {"type", "name", "kind", "class", "target", "classname", "method"}
"""Keys that say which one is meant by the key around them."""


def _bare(key: str) -> str:
    return re.sub(r"[^\w]|_", "", key.lower())


_FIELDS = {_bare(field): field for field in KINDS} | {
    _bare(name): field for field, names in _WRITTEN.items() for name in [field, *names.split()]
}
_IGNORED = {_bare(name) for name in _NEUTRAL.split()}
_SIZES = {"dataset_size", "train_size", "samples_per_epoch"}
_CLOSE = 0.8
_SHORTEST = 5
"""Letters from which one wrong letter is surely a slip."""


def field_of(leaf: Leaf) -> str | None:
    """The field of a run configuration that a key sets, or `momentum`, `nesterov` or `layers`.

    None where it is none of these.
    """
    key = _bare(leaf.key)
    if key in _KIND_OF and len(leaf.path) > 1:
        key = _bare(leaf.path[-2])
    if key in _FIELDS:
        return _FIELDS[key]
    if (meant := meaning(leaf.key)) in KINDS:
        return meant
    named = [one for one, said in setting_words.BEFORE.items() if _all_of(said, leaf.key)]
    return named[0] if named else None


def _all_of(pattern: re.Pattern[str], key: str) -> bool:
    found = pattern.search(key)
    return found is not None and found.start() == 0


def is_elsewhere(leaf: Leaf) -> bool:
    """Whether a setting is not about the training itself: of validation, or of where it runs."""
    outside = _bare(leaf.key) in _IGNORED and field_of(leaf) is None
    return outside or held_out(" ".join(leaf.path[:-1]))


def is_size(leaf: Leaf) -> bool:
    """Whether it says how many samples there are, which data sets have by themselves."""
    return meaning(leaf.key) in _SIZES and not isinstance(leaf.value, float)


def misspelt(leaf: Leaf) -> str | None:
    """The field that a key that sets none was probably meant to set; None where it is unclear."""
    if meaning(leaf.key) or len(leaf.key) < _SHORTEST:
        return None
    close = difflib.get_close_matches(_bare(leaf.key), _FIELDS, n=1, cutoff=_CLOSE)
    return _FIELDS[close[0]] if close else None
