"""Questions about what code shows: "what does len(loader) print?", 会打印多少, "8xb2-150e"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from solver.frameworks.naming import framework_of
from solver.lazy_pattern import lazy_pattern
from solver.reading.asked.asks import Asked
from solver.reading.code.setting_names import meaning
from solver.reading.tokens.scan import Scan, Segment
from solver.reading.tokens.vocabulary import Label

_LENGTH = lazy_pattern(r"(?<![A-Za-z_])len\(\s?(?P<of>[A-Za-z_][\w.]{0,60})\s?\)")
_PRINT = lazy_pattern(r"\bprint\((?P<what>[^\n]{1,160})\)")
_STATED = lazy_pattern(r"[`)\s]{0,4}(?:is|are|was|={1,2}|:|#|有|是|为|等于)[\s#]{0,4}\d")
_ASKS = lazy_pattern(
    r"\bwhat\b|\bwhich\b|\bhow (?:many|much|large|big)\b|\?|什么|啥|多少|几|多大", re.IGNORECASE
)
_SHOWN = lazy_pattern(
    r"\bwhat\b.{0,40}\b(?:print|output|display|see|shown|get)|\bprints?\s?\?|\boutput\s?\?"
    r"|(?:打印|输出|显示|结果)[^。\n]{0,12}(?:什么|啥|多少|几)|(?:什么|啥|多少|几)[^。\n]{0,6}(?:打印|输出)",
    re.IGNORECASE,
)
_LOADER = lazy_pattern(r"load|_dl$|^dl$|iter|batches", re.IGNORECASE)
_HELD_OUT = (
    (lazy_pattern(r"val|dev", re.IGNORECASE), "val"),
    (lazy_pattern(r"test", re.IGNORECASE), "test"),
)
_STEPS = lazy_pattern(
    r"(?<![\w.(])(?P<name>(?:num_|n_)?(?:steps?|batches|iters?|iterations)(?:_per_epoch)?)(?![\w(\"'])",
    re.IGNORECASE,
)
_FILE_NAME = lazy_pattern(r"(?<![A-Za-z0-9])\d{1,4}xb\d{1,5}(?:-\d{1,4}e)?(?![A-Za-z0-9])")
_MEANS = lazy_pattern(
    r"\b(?:mean|stand|meaning|what is|what's|explain)|什么意思|含义|代表|表示|是啥|怎么理解|是什么",
    re.IGNORECASE,
)
_EACH_DEVICE = lazy_pattern(
    r"[每单](?:一)?(?:张|块|个|台)?(?:卡|GPU|显卡)(?:上)?(?:的)?(?:是|就是|分|分到|实际是?|就?有)?"
    r"(?:多少|几)(?=[?？,，。]|$)"
    r"|how (?:many|much) (?:is (?:that|it) )?(?:per|on each|for each|for one) "
    r"(?:gpu|card|device)\b",
    re.IGNORECASE,
)
_OPEN = lazy_pattern(
    r"(?<![\w.-])-{0,2}(?P<name>[A-Za-z]\w{1,10}_\w{2,40})[ \t]{0,3}[=:][ \t]{0,3}"
    r"[(\[<]?(?:\?|_{2,8}|XX{1,8})"
)
_WORKED_OUT = lazy_pattern(
    r"^[ \t]*(?P<name>[A-Za-z_]\w{2,40})[ \t]*=[^=\n]{0,120}[A-Za-z(]", re.MULTILINE
)
_VALUES = lazy_pattern(
    r"\bwhat (?:are|is|do|does|will) [^?.\n]{0,30}"
    r"\b(?:values?|numbers?|results?|these|those|they|it|variables?)\b"
    r"|(?:这)?(?:两|几|三)?个?(?:值|数|变量|结果)(?:各|分别)?(?:是|等于|为)?(?:多少|几)",
    re.IGNORECASE,
)
_VALIDATION_STEPS = lazy_pattern(r"(?:val(?:idation)?|eval|test)_(?:steps|batches)", re.IGNORECASE)
_KINDS = {
    "batches_per_epoch": "iterations_of_epoch",
    "iterations_per_epoch": "iterations_of_epoch",
    "total_iterations": "max_iterations",
    "warmup_steps": "warmup_steps",
    "effective_batch_size": "effective_batch_size",
    "grad_accumulation": "grad_accumulation",
    "batch_size": "batch_size",
    "checkpoint_interval": "checkpoint_interval",
    "epochs": "epochs",
}
"""The words for settings whose value may be left open."""
_AT_ONCE = lazy_pattern(
    r"每次(?:送|放|塞|喂|拷|搬|丢)(?:进|到|给|入)?(?:显卡|GPU|显存)(?:里)?(?:的)?(?:是)?(?:几|多少)"
    r"|how many (?:\w+ )?(?:(?:are|is|will be) )?(?:go|goes|fits?|sit|loaded|sent|put|pushed) "
    r"(?:to|in|into|on|onto|through) (?:the |a |my )?(?:gpu|card|memory|vram)"
    r"(?: at (?:once|a time))?",
    re.IGNORECASE,
)
_IN_A_NAME = ("devices", "batch_size", "effective_batch_size", "epochs")


def with_shown(scan: Scan, asked: list[Asked]) -> list[Asked]:
    """What is asked, with what code prints where somebody wants to know that."""
    if framework_of(scan.text) in {"keras", "keras_steps"}:
        asked = [_on_a_bar(item) for item in asked]
    found = (*_lengths_asked(scan), *_printed(scan), *_name_explained(scan), *_of_a_device(scan))
    found = (*found, *_left_open(scan), *_values_asked(scan))
    found = (*found, *_held_out_steps(scan))
    more = list({item.label.kind: item for item in reversed(found)}.values())
    if not more:
        return asked
    read = (_LENGTH, _EACH_DEVICE, _AT_ONCE)
    spans = [match.span() for pattern in read for match in pattern.finditer(scan.text)]
    kept = [
        item
        for item in asked
        if not any(start <= item.label.start < end for start, end in spans)
        and item.label.kind not in {new.label.kind for new in more}
    ]
    return sorted([*kept, *more], key=lambda item: item.label.start)


def _on_a_bar(item: Asked) -> Asked:
    """What Keras counts on its progress bar: the batches of an epoch, without the validation."""
    if item.label.kind != "progress_bar":
        return item
    return replace(item, label=replace(item.label, kind="iterations_of_epoch"))


def _lengths_asked(scan: Scan) -> Iterator[Asked]:
    """The lengths that sentences ask for."""
    for match in _LENGTH.finditer(scan.text):
        segment = scan.segment_at(match.start())
        inside = any(start <= match.start() < end for start, end in scan.settings.spans)
        asks = _ASKS.search(scan.text, segment.start, segment.end)
        if asks and not inside and not _STATED.match(scan.text, match.end()):
            yield _asked(segment, match.start(), _kind_of(match["of"]))


def _printed(scan: Scan) -> Iterator[Asked]:
    """What the calls of `print` show, where a sentence asks what is printed."""
    cue = next(
        (
            match
            for match in _SHOWN.finditer(scan.text)
            if not any(start <= match.start() < end for start, end in scan.settings.spans)
        ),
        None,
    )
    if cue is None:
        return
    segment = scan.segment_at(cue.start())
    for call in _PRINT.finditer(scan.text):
        for match in _LENGTH.finditer(call["what"]):
            if not _STATED.match(scan.text, call.start("what") + match.end()):
                yield _asked(segment, cue.start(), _kind_of(match["of"]))
        if _STEPS.search(call["what"]):
            yield _asked(segment, cue.start(), "iterations_of_epoch")


def _left_open(scan: Scan) -> Iterator[Asked]:
    """Settings whose value somebody wants: `steps_per_epoch=?`, "max_steps = ___"."""
    for match in _OPEN.finditer(scan.text):
        kind = _KINDS.get(meaning(match["name"]) or "")
        kind = "val_batches" if _VALIDATION_STEPS.fullmatch(match["name"]) else kind
        if kind:
            yield _asked(scan.segment_at(match.start()), match.start(), kind)


def _held_out_steps(scan: Scan) -> Iterator[Asked]:
    """`validation_steps`, where a question names it."""
    for match in _VALIDATION_STEPS.finditer(scan.text):
        segment = scan.segment_at(match.start())
        asks = _ASKS.search(scan.text, segment.start, segment.end)
        told = re.match(r"[\w`\"']*\s{0,3}[=:]", scan.text[match.end() : match.end() + 12])
        if asks and not told and not _inside(scan, match.start()):
            yield _asked(segment, match.start(), "val_batches")


def _values_asked(scan: Scan) -> Iterator[Asked]:
    """The names that code works out, where somebody wants "the two values"."""
    cue = next((m for m in _VALUES.finditer(scan.text) if not _inside(scan, m.start())), None)
    for match in _WORKED_OUT.finditer(scan.text) if cue else ():
        kind = _KINDS.get(meaning(match["name"]) or "")
        known = any(each.start <= match.start("name") < each.end for each in scan.settings.found)
        if cue and kind and not known:
            yield _asked(scan.segment_at(cue.start()), cue.start(), kind)


def _inside(scan: Scan, place: int) -> bool:
    return any(start <= place < end for start, end in scan.settings.spans)


def _name_explained(scan: Scan) -> Iterator[Asked]:
    """The parts of a configuration's name that somebody does not understand."""
    match = _FILE_NAME.search(scan.text)
    means = _MEANS.search(scan.text, match.end()) if match else None
    if match and means:
        segment = scan.segment_at(means.start())
        for kind in _IN_A_NAME:
            if kind != "epochs" or match.group().endswith("e"):
                yield _asked(segment, means.start(), kind)


def _of_a_device(scan: Scan) -> Iterator[Asked]:
    """The batch of one device, where it is asked for without its name: 那每张卡是多少."""
    for pattern, more in ((_EACH_DEVICE, {"per_device"}), (_AT_ONCE, set[str]())):
        for match in pattern.finditer(scan.text):
            segment = scan.segment_at(match.start())
            label = Label("batch_size", match.start(), match.end(), match.group())
            yield Asked(label, segment, total=False, kinds=frozenset({"batch_size"} | more))


def _kind_of(name: str) -> str:
    """What a variable has as its length: a loader batches, a data set samples."""
    held_out = next((kind for part, kind in _HELD_OUT if part.search(name)), "")
    if _LOADER.search(name) and not name.endswith(".dataset"):
        return "val_batches" if held_out else "iterations_of_epoch"
    return held_out or "train"


def _asked(segment: Segment, place: int, kind: str) -> Asked:
    return Asked(Label(kind, place, place + 1, kind), segment, total=False, kinds=frozenset({kind}))
