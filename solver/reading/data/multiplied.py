"""Data that becomes more: augmented five times, cut into 16 tiles, 扩充到5倍, 每张切成4块."""

import re
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.quantities import DATA
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import find_numbers
from solver.reading.tokens.scan import Scan

_N = r"(?P<times>\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_HAN_N = r"(?P<times>\d{1,4}|[两二三四五六七八九十]{1,2})"
_MADE = (
    r"(?:tiles|patches|crops|versions|copies|variants|variations|augmentations|frames|slices"
    r"|clips|views|sub-?images|pieces|chips)"
)
_SOURCE = (
    r"(?:(?:original|training|source|raw|input|single) )?(?:image|picture|photo|sample|video|clip"
    r"|scan|recording|file|sentence|volume|slide|one)s?"
)
_ANY = r"(?:(?!batch|epoch|rate|step|iterat|gpu|device)[^.;?\n]){0,48}?"
_GROWS = (
    lazy_pattern(
        r"\b(?:expand|augment|increas|enlarg|multipl|inflat|grow)(?:s|ed|es|ing|e|y|ies|ied"
        r"|ation)?\b"
        rf"{_ANY}\s(?:by (?:a )?(?:factor (?:of )?)?|to |up to )?{_N}(?:\s?[x×]|[ -]?times"
        rf"|[ -]?fold)\b",
        re.IGNORECASE,
    ),
    lazy_pattern(
        rf"(?<![\w.]){_N}(?:\s?[x×]|[ -]?times|[ -]?fold) (?:data )?augment", re.IGNORECASE
    ),
    lazy_pattern(
        rf"augment\w* (?:factor|multiplier)(?: of| is| =|:|=)?\s?{_N}(?![\d.])", re.IGNORECASE
    ),
    lazy_pattern(
        rf"\b(?:cut|crop|slice|tile|divide|chop|split|break)(?:s|d|ped|ping|ing|ting)?\b{_ANY}"
        rf"\bin(?:to)? {_N} (?:[a-z-]{{1,16}} ){{0,3}}{_MADE}",
        re.IGNORECASE,
    ),
    lazy_pattern(
        rf"(?<![\w.]){_N} (?:[a-z-]{{1,16}} ){{0,3}}{_MADE} (?:of|from|out of|for|per)"
        rf"(?: (?:each|every|an?))? (?:of (?:the|my|those|these) )?{_SOURCE}",
        re.IGNORECASE,
    ),
    lazy_pattern(
        rf"\b(?:each|every)\b{_ANY}\b(?:gets?|yields?|gives?|produces?|makes?|has|into|becomes?|in|"
        rf"(?:generat|creat|extract|sampl|tak|crop|cut|us|took"
        rf"|made)\w{{0,4}}) (?:me )?{_N} (?:[a-z-]{{1,16}} ){{0,3}}{_MADE}",
        re.IGNORECASE,
    ),
    lazy_pattern(
        rf"\boriginals?(?: image| one| picture)?s? (?:plus|and|\+) (?:its |the |another )?{_N} "
        rf"(?:[a-z-]{{1,16}} ){{0,3}}{_MADE}",
        re.IGNORECASE,
    ),
    lazy_pattern(
        r"(?:扩充|扩增|扩展|增强|增广|扩大|增加|放大|变成|变为|变|翻|扩)(?:数据集|数据|样本"
        r"|图片)?(?:成|到|至|为|了)?"
        rf"(?:了)?(?:原来|原先|原始数据|之前|原始)?(?:的)?\s?{_HAN_N}\s?倍"
    ),
    lazy_pattern(
        r"每(?:一)?(?:张|个|条|段|幅|份)[^，。；,;?？\d]{0,12}?(?:裁剪?|切割?|切分|分割?|截取?"
        r"|生成|增强"
        rf"|扩充|扩增|扩|抽取?|拆分?|变换?|做)(?:成|出|为|了|到)?\s?{_HAN_N}\s?(?:张|块|个|份"
        rf"|条|段|帧|片|种)"
    ),
)
_LISTED = lazy_pattern(
    r"(?P<list>[\u4e00-\u9fff]{2,6}(?:[、,和及与][\u4e00-\u9fff]{2,6}){1,6}?)各?(?:自)?各(?:自)?"
    r"(?:生成|做|来|产生|得到|(?P<more>增加|扩充|扩增|增强|扩|加))?(?:了)?(?:一|1)(?:张|份|次"
    r"|遍|个|倍)"
)
_KEPT = lazy_pattern(
    r"(?:plus|and|with|besides|in addition to|next to|keep\w*|as well as) (?:the |its "
    r"|all )?original"
    r"|\boriginals?(?: image| one| picture)?s? (?:plus|and|\+|(?:is|are) (?:also )?(?:kept"
    r"|included))"
    r"|(?:加上?|连同|保留|再加|算上|和|以及|包含)(?:它|了)?(?:原图|原始|原来|原有|原样本)"
    r"|原(?:图|始图片|样本)(?:也|保留|还)",
    re.IGNORECASE,
)
_NOT_ALL = lazy_pattern(r"\b(?:including|counting) the original|包括原", re.IGNORECASE)


_NOT_KEPT = lazy_pattern(
    r"(?:not|n't|without|no|drop\w*|discard\w*) (?:keep\w* |us\w+ |includ\w+ )?(?:the "
    r"|any )?original"
    r"|(?:不|没|去掉|丢掉|不再)(?:保留|包含|包括|含|要|用|算)?原",
    re.IGNORECASE,
)
_ANGLES = lazy_pattern(
    r"rotat\w{1,3}[^.;?\d]{0,24}(?P<list>\d{2,3}(?:°| degrees)?(?:(?:, and |, | and "
    r"|/)\d{2,3}(?:°| degrees)?){1,6})"
    r"|旋转[^。；?\d]{0,8}(?P<han>\d{2,3}(?:°|度)?(?:[、,，和及]\d{2,3}(?:°|度)?){1,6})",
    re.IGNORECASE,
)
_WORDS = {"doubl": 2, "tripl": 3, "quadrupl": 4}
_BY_WORD = lazy_pattern(
    r"\b(?P<word>doubl|tripl|quadrupl)(?:e|es|ed|ing|y)\b[^.;?\d]{0,24}\d?[^.;?]{0,12}\b(?:data"
    r"|images|samples|pictures|set)",
    re.IGNORECASE,
)
_AUGMENTS = lazy_pattern(r"augment|flip|mirror|rotat|增强|翻转|镜像|旋转", re.IGNORECASE)


_MAY_GROW = lazy_pattern(
    r"augment|expand|increas|larg|multipl|inflat|grow|times|fold|tile|patch|crop|cop(?:y|ies)"
    r"|version"
    r"|variant|frame|slice|clip|view|sub-?image|piece|chip|rotat|flip|doubl|tripl|quadrupl|倍"
    r"|每|旋转|各",
    re.IGNORECASE,
)
"""Words without one of which nothing can be meant here; most questions have none."""
_OF_OTHER = lazy_pattern(
    r"learning|\brate\b|\blr\b|batch|\bbs\b|epoch|steps?\b|gpu|学习率|轮|步|时间|显存|显卡|速度",
    re.IGNORECASE,
)
_AS_OFTEN = lazy_pattern(r" (?:an?|per|each|every) ")
_NEAR = 24


def with_multiplied(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts with as much data as there is after it was augmented or cut."""
    if not _MAY_GROW.search(scan.text):
        return facts
    times, start, end = _times(scan.text)
    facts = [fact for fact in facts if not _only_counts(fact, times, start, end)]
    base = _multiplied(facts, start, end)
    if times < 1 or base is None:
        return facts
    grown = int(base.known.value) * times
    words = f"{base.known.text} × {times}: {scan.text[start:end].strip()}"
    rest = [fact for fact in facts if fact is not base]
    if any(f.known.quantity in DATA and f.known.value == grown for f in rest):
        return [f for f in rest if f.known.value != base.known.value]
    return [
        *rest,
        replace(base, known=replace(base.known, value=grown, source="stated", text=words)),
    ]


def _times(text: str) -> tuple[int, int, int]:
    """How many times as much there is, with the place of the words; 0 where nothing says so."""
    kept = bool(_KEPT.search(text)) and not _NOT_KEPT.search(text)
    word = _BY_WORD.search(text) if _AUGMENTS.search(text) else None
    if word:
        return _WORDS[word["word"].lower()], *word.span()
    angles = _ANGLES.search(text)
    if angles and kept:
        return len(re.findall(r"\d+", angles["list"] or angles["han"])) + 1, *angles.span()
    listed = _LISTED.search(text)
    if listed:
        made = len(re.split(r"[、,和及与]", listed["list"]))
        return made + bool(listed["more"] or kept), *listed.span()
    for pattern in _GROWS:
        match = next((m for m in pattern.finditer(text) if not _is_other(text, m)), None)
        numbers = find_numbers(f"{match['times']}个") if match else []
        if match and numbers and isinstance(numbers[0].value, int):
            by_factor = match.group().rstrip().endswith(("倍", "x", "×", "times", "fold"))
            more = kept and not by_factor and not _NOT_ALL.search(text)
            more = more or (by_factor and numbers[0].value == 1)  # 增加了1倍
            return numbers[0].value + more, match.start(), match.end()
    return 0, 0, 0


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Whether something else grows: "the learning rate is increased 10 times", 3 times a day."""
    before = re.split(r"[,，.;。；]", text[max(0, match.start() - _NEAR) : match.start()])[-1]
    return bool(_OF_OTHER.search(before) or _AS_OFTEN.match(text, match.end()))


def _multiplied(facts: list[Fact], start: int, end: int) -> Fact | None:
    """The data that becomes more: what is trained on, or else the nearest told before it."""
    data = [f for f in facts if f.known.quantity in DATA and f.known.source != "claimed"]
    train = [fact for fact in data if fact.known.quantity == "train_size"]
    near = sorted(train or data, key=lambda fact: abs(fact.start - (start + end) // 2))
    told = [fact for fact in near if isinstance(fact.known.value, int)]
    return told[0] if told else None


def _only_counts(fact: Fact, times: int, start: int, end: int) -> bool:
    """Whether a fact is only the number of tiles or copies."""
    return start <= fact.start < end and fact.known.value in {times, times - 1}
