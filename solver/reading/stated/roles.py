"""What each number of a text stands for, from the words around it."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.data.which_samples import SETS
from solver.reading.stated.stated_values import known_from
from solver.reading.tokens.clauses import Reading, clause_span, kind_of
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan
from solver.reading.tokens.vocabulary import MILLISECONDS, Label, names_a_set

_LEFT_GAP = lazy_pattern(
    r"(?:\s|=|:|~|≈|[-('\"`]|\)(?=\s*(?:is|=|:|of|为|是))|size|number|count|num|is|are|was|were|be"
    r"|would|will|of|to|set|equals?|at|has|have|had|got|"
    r"contains?|consists? of|the|about|around|approximately|total|a|s(?![a-z])|as|use[sd]?|using"
    r"|being|also|probably|, it'?s|"
    r"chosen|goes|from|从|由|original|default|should|would|must|will|might|it|only|[a-z](?=\s?=)"
    r"|应该|应当|应|理应|只|才|默认|没动|就|原来|原本|仍|还|写的|写|填|个数|大小|数量|数目|总数|总量|约"
    r"|大约|大概|共|总共|一共|都|均|写的?|是不是|剩下?|还|最后|有|里|中|为|是"
    r"|设|设为|设成|设置|取|等于|选择|选|用|给的?|要|需要?|达到|凑到|凑成|不变|保持|维持|固定|不动"
    r"|填|开到?|调到?|设到|拉到|弄成|如果|要是|若|只能|最多|最大|能|可以|定成?|至少|没改|没变|没换|还是|显示|"
    r"during|for|training|in|我|们|个|了|到|成|改|换|张|数|量|的|完成)*",
    re.IGNORECASE,
)
_NAMES_IT = lazy_pattern(r"[=:为是]|\b(?:is|of|to|set|are)\b")
_RIGHT_GAP = lazy_pattern(
    r"[ \t`'\"”]*-?(?:of (?:the )?)?"
    r"(?:(?!(?:and|with|for|in|at|by|per|each|is|are|have|has|then|if|or|to|of|on|from|how|what"
    r"|which|do|does|can|many|much|give[sn]?|makes?|when|while|where|after|before"
    r"|because)\b)[A-Za-z][A-Za-z0-9-]*[ \t]+){0,3}"
    r"|[ \t]?(?:多|来|余)?[个個張张條条幅份例次块对]?"
    r"(?:大小的|灰度|彩色|有标签的|完整的?|不同的?)?\s?"
)
_MAKE_UP = lazy_pattern(
    r"\s?(?:(?:作为|组成|为|算|当作|拼成)一个?|一个)\s?|\s(?:as|form|make(?: up)?|in|to) "
    r"(?:a|one|each|every) ",
    re.IGNORECASE,
)
_IS_FOR = lazy_pattern(
    r"\s?(?:of (?:them|which|these|those) )?(?:(?:are|is|was|were) )?(?:used |spent )?"
    r"(?:for |as |in |on )?(?:the )?(?:linear )?|(?:步|次)?(?:用于|用来|用作|作为|做|是|属于)",
    re.IGNORECASE,
)
_FED = lazy_pattern(r"(?:喂|送|取|循环|反向传播|前向|反传)(?:了|过|完|满){0,2}\s?$")
"""Before a number of times that the network is fed: 喂了125次."""
_A_ROW, _LONGEST_ROW = 3, 15
"""Words with numbers that are a row: "bs 10 数据 3000 epoch 6"."""
_FITS = lazy_pattern(r"能|开|放|最多|最大")
"""What fits on a device: 我的卡只能开16."""
_TIMES = lazy_pattern(r"\s?[x×*]\s?")
_IN_BRACKETS = lazy_pattern(r"\s?[(]\s?")
_PURPOSE = lazy_pattern(
    r"\s?(?:of (?:them|which|these) )?(?:(?:are|is|were|being) )?"
    r"(?:used |kept |held out |reserved |left )?"
    r"(?:for|as|in|to) (?:the )?|(?:用于|用来|用作|作为|做|是|属于)(?:模型)?"
)
_ASKED_FOR = lazy_pattern(
    r"(?:how (?:many|much)|多少|几)\s?[个次张轮]?\s?(?:\w+ )?$", re.IGNORECASE
)
_HOLDS = lazy_pattern(r"\s*(?:each )?(?:contains?|holds?|ha(?:s|ve)|of|with|包含|含有?|有)\s*")
_OF_EVERY = lazy_pattern(r"per\b|each\b|every\b|/", re.IGNORECASE)
_BECOMES = lazy_pattern(
    r"\s*(?:(?:rather |instead )?(?:than|vs\.?|versus|compared (?:to|with)|instead of)\s"
    r"(?:with |for |at |using )?|to|up to|down to"
    r"|(?:改|换|变|调|增|减|加|降|升|大|小|提高|增加|减少|降低)*(?:成|到|为|至)|[改换变](?=\s?$))\s*"
)
_ONE_BATCH = lazy_pattern(r"batch$", re.IGNORECASE)
_NAMES_ONE = lazy_pattern(r"\s?(?:[:：]|上|(?:takes|needs|runs|has)\b)")
_PLURAL_OR_HAN = lazy_pattern(r"es$|次$|批$")
_BY_WORD = {
    "epochs": "epochs",
    "iterations": "iterations",
    "batches": "batches",
    "samples": "samples",
    "train": "samples",
    "val": "samples",
    "test": "samples",
    "all_data": "samples",
    "devices": "devices",
    "processes": "devices",
    "batch_size": "batch_size",
    "per_batch": "batch_size",
    "grad_accumulation": "grad_accumulation",
    "accuracy": "accuracy",
    "repeats": "repeats",
    "folds": "folds",
    "nodes": "nodes",
    "tokens": "tokens",
    "sequence_length": "sequence_length",
    "patience": "patience",
    "val_batches": "val_batches",
    "warmup_epochs": "warmup_epochs",
    "warmup_steps": "warmup_steps",
    "samples_per_second": "throughput",
    "tokens_per_second": "tokens_per_second",
}
_BY_WORD_AFTER = (
    _BY_WORD
    | dict.fromkeys(MILLISECONDS, "time")
    | {"per_epoch": "epochs", "groups": "batches", "per_second": "rate", "gpu_hours": "gpu_hours"}
    | {name: name for name in ("checkpoints", "evaluations", "log_lines")}
    | {"per_device": "batch_size", "iterations_of_epoch": "iterations_per_epoch"}
    | {"effective_batch_size": "effective_batch_size"}
)
_BY_WORD_BEFORE = _BY_WORD | {
    "per_device": "batch_size",
    "groups": "batch_size",
    "effective_batch_size": "effective_batch_size",
    "last_batch": "last_batch_size",
    "iterations_of_epoch": "iterations_per_epoch",
    "max_iterations": "iterations",
    "split_into": "batches",
    "per_second": "rate",
    "part_size": "batch_size",
    "warmup": "warmup",
    "warmup_ratio": "warmup_ratio",
    "warmup_samples": "warmup_samples",
    "checkpoint_interval": "checkpoint_interval",
    "evaluation_interval": "evaluation_interval",
    "log_interval": "log_interval",
    "epochs_per_checkpoint": "epochs_per_checkpoint",
    "checkpoint_limit": "checkpoint_limit",
    "epochs_per_evaluation": "epochs_per_evaluation",
    "best_epoch": "best_epoch",
    "stop_epoch": "early_stop_epoch",
}
_QUALIFIERS = {"part_size", "per_epoch", "per_device", "all_devices", "per_iteration"}
_QUALIFIED = {"batch_size", "iterations", "batches", "effective_batch_size"}
_SIZED = {"all_data", "train", "val", "test", "batch_size"}
_OWN_NAMES = {
    *("batch_size", "effective_batch_size", "grad_accumulation", "last_batch_size", "patience"),
    *("warmup_epochs", "warmup_steps", "warmup_ratio", "sequence_length", "checkpoint_interval"),
    *("evaluation_interval", "log_interval"),
}
"""Roles whose names cannot be the unit of another number."""
_EVERY_ALONE = lazy_pattern(r"(?:\bevery|每隔?)\s?$", re.IGNORECASE)
_INTERVAL_OF = {
    "checkpoints": "checkpoint_interval",
    "evaluations": "evaluation_interval",
    "log_lines": "log_interval",
}
_OF_THAT = lazy_pattern(
    r"\s?(?:占|也?就?是|即|which is|that is|that's|i\.e\.|or"
    r"|so)(?![a-z])",
    re.IGNORECASE,
)
_OF_WARMUP = {"warmup", "warmup_steps"}
Roles = dict[int, tuple[Known, int]]
"""What each number states: place of the number -> (known, place of the word that says so)."""


def assign(scan: Scan) -> Roles:
    """The quantity that each number of a text states."""
    found: Roles = {}
    used: set[tuple[int, str]] = set()
    for reading in sorted(_readings(scan), key=lambda r: (-r.score, r.number)):
        use = (reading.word, reading.role)
        if reading.number in found or use in used:
            continue
        known = known_from(scan, reading)
        if known is not None:
            found[reading.number] = (known, reading.word)
            used.add(use)
    return dict(sorted(found.items()))


def _readings(scan: Scan) -> list[Reading]:
    readings = []
    for place, token in enumerate(scan.tokens):
        if isinstance(token, Number):
            readings += _from_before(scan, place) + _from_after(scan, place)
            readings += _share_of_warmup(scan, place) if token.percent else []
            readings += _every_so_many(scan, place)
            readings += _from_change(scan, place)
    return readings


def _from_change(scan: Scan, place: int) -> list[Reading]:
    """The second number of a change: "batch size from 25 to 50", "bs从25改成50"."""
    before = scan.tokens[place - 1] if place > 1 else None
    if not isinstance(before, Number) or not _BECOMES.fullmatch(scan.gap(place - 1, place)):
        return []
    first = _from_before(scan, place - 1)
    return [Reading(3.2, place, place - 1, reading.role) for reading in first]


def _every_so_many(scan: Scan, place: int) -> list[Reading]:
    """A number alone after "every", in a clause about saving, evaluating or logging."""
    if not scan.before(scan.tokens[place].start, _EVERY_ALONE):
        return []
    words = scan.places(*clause_span(scan, place))
    return [
        Reading(2, place, word, _INTERVAL_OF[kind_of(scan.tokens[word])])
        for word in words
        if kind_of(scan.tokens[word]) in _INTERVAL_OF
    ][:1]


def _share_of_warmup(scan: Scan, place: int) -> list[Reading]:
    """A percentage in a clause about warm-up: "10% of the steps are used for warm-up"."""
    start, end = clause_span(scan, place)
    if _OF_THAT.match(scan.text, start):
        start = scan.segment_of(scan.tokens[place]).start
    clause = scan.places(start, end)
    words = [word for word in clause if kind_of(scan.tokens[word]) in _OF_WARMUP]
    return [Reading(2, place, word, "warmup_ratio") for word in words[:1]]


def _from_before(scan: Scan, place: int) -> list[Reading]:
    """Readings from the word before: "batch size of 100", "epochs = 10", "迭代30000次"."""
    word = _named_before(scan, place)
    label = scan.tokens[word] if word >= 0 else None
    if not isinstance(label, Label):
        return []
    gap = scan.gap(place - 1, place)
    times = label.kind == "devices" and _TIMES.fullmatch(gap)  # 4090*2
    holds = label.kind == "batches" and gap.strip() == "of"  # "how many batches of 24"
    if not (times or _LEFT_GAP.fullmatch(gap)):
        return []
    if not holds and scan.before(label.start, _ASKED_FOR):
        return []
    role = _role_before(scan, place, label, gap)
    if role is None or _is_of_another(scan, place, word, gap, role):
        return []
    if label.kind in SETS and not (names_a_set(label) or re.search(r"[=:]", gap)):
        return []
    return [Reading(_certainty_before(scan, word, role, gap), place, word, role)]


def _is_of_another(scan: Scan, place: int, word: int, gap: str, role: str) -> bool:
    """Whether the word before a number belongs to the number before it, or to a place in a run."""
    if role == "rate":
        return word > 0 and isinstance(scan.tokens[word - 1], Number)
    if role == "epochs" and "/" in scan.tokens[place].text:
        return bool(re.search(r"[\[(]", gap))
    return kind_of(scan.tokens[word]) == "per_device" and ")" in gap


def _named_before(scan: Scan, place: int) -> int:
    """The word before a number, or before what only qualifies it: "batch size per GPU is 8"."""
    word = place - 1
    label = scan.tokens[word] if word > 0 else None
    if kind_of(label) == "remaining" and kind_of(scan.tokens[word - 1]) == "last_batch":
        return word - 1
    if isinstance(label, Label) and _qualifies(label):
        earlier = scan.tokens[word - 1]
        qualified = _SIZED if label.kind == "part_size" else _QUALIFIED
        named = kind_of(earlier) in qualified and _LEFT_GAP.fullmatch(scan.gap(word - 1, word))
        return word - 1 if named else word
    return word


def _qualifies(label: Label) -> bool:
    return label.kind in _QUALIFIERS or (label.kind == "train" and not names_a_set(label))


def _role_before(scan: Scan, place: int, label: Label, gap: str) -> str | None:
    """The role that the word before gives; what a batch holds is its size."""
    end = scan.tokens[place].end
    if label.kind == "val_batches" and _ONE_BATCH.search(label.text):
        return "val_batch_size"
    one = label.kind == "devices" and not label.text.lower().endswith(("s", "size"))
    if one and not gap.strip() and _NAMES_ONE.match(scan.text, end):
        return None  # "GPU 2: batch size 40"
    if label.text.lower() == "sets" and "of" not in gap:
        return None  # "the paper sets 70k iterations"
    if label.kind == "devices" and _FITS.search(gap):
        return "batch_size"
    if label.kind == "batches":
        following = scan.tokens[place + 1] if place + 1 < len(scan.tokens) else None
        holds_samples = _HOLDS.fullmatch(gap) and kind_of(following) in {"samples", "per_batch"}
        singular = not _PLURAL_OR_HAN.search(label.text.lower())
        if holds_samples or singular or re.fullmatch(r"\s*of\s*", gap):
            return "batch_size"
    return _BY_WORD_BEFORE.get(label.kind)


def _certainty_before(scan: Scan, word: int, role: str, gap: str) -> float:
    """An equals sign names a number, unless the word has one already: "2 epochs = 500 steps"."""
    taken = word > 0 and isinstance(scan.tokens[word - 1], Number)
    if _NAMES_IT.search(gap) and not (taken and _RIGHT_GAP.fullmatch(scan.gap(word - 1, word))):
        return 5 if role in _OWN_NAMES or gap.strip() != ":" else 3.5
    return 4.5 if role in _OWN_NAMES else 3


def _from_after(scan: Scan, place: int) -> list[Reading]:
    """Readings from the word after: "60,000 training images", "5轮", "80 ms"."""
    for word in (place + 1, place + 2):
        label = scan.tokens[word] if word < len(scan.tokens) else None
        if not isinstance(label, Label):
            return []
        gap = scan.gap(word - 1, word)
        if label.kind in SETS and _PURPOSE.fullmatch(gap):
            return [Reading(3.5, place, word, "samples")]
        if label.kind in _OF_WARMUP and _IS_FOR.fullmatch(gap):
            return [Reading(3.5, place, word, "warmup")]
        if not (_RIGHT_GAP.fullmatch(gap) or _joins(label, gap)):
            return []
        if label.kind == "train" and not names_a_set(label):
            continue
        fed = label.kind == "times" and scan.before(scan.tokens[place].start, _FED)
        opens = label.kind == "per_epoch" and label.text[0] in "一每"  # "9600 一轮几步"
        role = "iterations" if fed else None if opens else _BY_WORD_AFTER.get(label.kind)
        if role:
            role = _after_noun(scan, word, role)
            score = 2.75 if _in_a_row(scan, place, word) else _certainty(role, label)
            return [Reading(score, place, word, role)]
    return []


def _joins(label: Label, gap: str) -> bool:
    """Whether a sign joins a number to what it counts: 8 x V100, 33亿（词）."""
    signs = {"devices": _TIMES, "tokens": _IN_BRACKETS}
    return label.kind in signs and bool(signs[label.kind].fullmatch(gap))


def _in_a_row(scan: Scan, place: int, word: int) -> bool:
    """Whether words stand before their numbers throughout: "repeat 10 epoch 5 batch 2"."""
    if _alternates(scan, place):
        return True
    beyond = word + 1 < len(scan.tokens) and isinstance(scan.tokens[word + 1], Number)
    before = scan.tokens[place - 1] if place else None
    if not (beyond and isinstance(before, Label) and before.kind in _BY_WORD_BEFORE):
        return False
    counted = place > 1 and isinstance(scan.tokens[place - 2], Number)
    gaps = (scan.gap(place - 1, place), scan.gap(place, word), scan.gap(word, word + 1))
    return not counted and word == place + 1 and all(gap.strip() in {"", "="} for gap in gaps)


def _alternates(scan: Scan, place: int) -> bool:
    """Whether words and numbers take turns around a number, and a word comes first."""
    first = last = place
    while first and place - first < _LONGEST_ROW and _takes_turns(scan, first - 1):
        first -= 1
    end = min(len(scan.tokens) - 1, place + _LONGEST_ROW)
    while last < end and _takes_turns(scan, last):
        last += 1
    words = [t for t in scan.tokens[first : last + 1] if isinstance(t, Label)]
    pairs = isinstance(scan.tokens[first], Label) and isinstance(scan.tokens[last], Number)
    return pairs and len(words) >= _A_ROW and all(t.kind in _BY_WORD_BEFORE for t in words)


def _takes_turns(scan: Scan, place: int) -> bool:
    """Whether a word and a number stand side by side, in either order."""
    sides = {type(scan.tokens[place]), type(scan.tokens[place + 1])}
    return sides == {Label, Number} and scan.gap(place, place + 1).strip() in {"", "="}


def _certainty(role: str, label: Label) -> float:
    """A unit of time leaves no doubt; "32 batch size" says less than "batch size 32"."""
    if role in {"time", "tokens_per_second"}:
        return 6
    weak = role in {"batch_size", "grad_accumulation"} and label.kind != "per_batch"
    return 2.5 if weak else 4


def _after_noun(scan: Scan, word: int, role: str) -> str:
    """Samples of a batch are its size: "100 images per batch", "每批100张"."""
    following = scan.tokens[word + 1] if word + 1 < len(scan.tokens) else None
    if role == "samples" and isinstance(following, Label) and following.kind == "per_batch":
        return "batch_size"
    if (
        role == "samples"
        and kind_of(following) == "batches"
        and _MAKE_UP.fullmatch(scan.gap(word, word + 1))
    ):
        return "batch_size"
    if role == "epochs" and _OF_EVERY.match(scan.tokens[word].text):
        return "iterations_of_epoch"
    return role
