"""What a line says of the whole run: sizes and counts that trainers print before they start."""

from solver.lazy_pattern import lazy_pattern

_BEFORE = {
    "train_size": r"num examples ?[=:]|train on(?= [\d,]{1,15} samples)",
    "epochs": r"(?:num(?:_train)?|max)[ _]epochs ?[=:]|(?<![\w.])epochs ?[=:](?! {0,3}\d{1,7} ?/)",
    "iterations_per_epoch": r"num update steps per epoch ?=",
    "effective_batch_size": r"total train batch size[^=]{0,60}=",
    "batch_size": r"instantaneous batch size per device ?=|, batch="
    r"|(?<![a-z])batch[_ -]?size {0,2}(?:[=:：]|of\b|is\b|was\b|为|是|设为)?",
    "grad_accumulation": r"gradient accumulation steps ?[=:]",
    "total_iterations": r"total optimization steps ?[=:]",
    "best_epoch": r"best epoch(?: is| was)? ?[:=]?",
    "stopped_epoch": r"early[ -]?stopp(?:ing|ed) (?:at|after|in) (?:the )?epoch"
    r"|epoch(?= \d{1,7}: early stopping)",
}
_NAMES = "|".join(f"(?P<{name}>{before})" for name, before in _BEFORE.items())
_FACT = lazy_pattern(rf"(?:{_NAMES}) {{0,3}}(?P<value>\d[\d,]{{0,14}})(?!\d|[./]\d| ?%)")
_HINTS = (
    "batch size",
    "batch_size",
    "batch-size",
    "batchsize",
    "batch=",
    "epochs",
    "num ",
    "train on",
    "total ",
    "gradient",
    "best epoch",
    "early",
)


def find_facts(text: str) -> dict[str, int]:
    """The facts in a line by their names in `RunFacts`."""
    if not any(hint in text for hint in _HINTS):
        return {}
    found: dict[str, int] = {}
    for match in _FACT.finditer(text):
        name = next(name for name in _BEFORE if match[name])
        value = int(match["value"].replace(",", ""))
        if value:
            found.setdefault(name, value)
    return found
