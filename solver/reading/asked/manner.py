"""How a text asks: whether something is right, or why a number is as it is."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.scan import Scan

_CHECKS = lazy_pattern(
    r"\bis (?:the )?\d[\d,.:/]*k? (?:the )?(?:right|correct|wrong|true|normal|ok)\b|能否|能不能"
    r"|可不可以"
    r"|\b(?:is|isn'?t|are) (?:that|this|it|these|my \w+|the \w+) (?:all )?(?:right|correct|true|ok"
    r"|normal)\b"
    r"|\bdo (?:these|those|the) [\w ]{0,20}(?:agree|match|fit)|\bcheck (?:the|this|that|my)\b"
    r"|\b(?:right|correct|true|yes|ok(?:ay)?)\s*[?？]|are (?:my|these|those|both"
    r"|the) [\w ]{0,20}(?:ok|right|correct|true)\b|\bam i (?:right|correct|understanding|wrong)"
    r"|\bis (?:that|this|it) (?:an? |the )?\d{1,3}[:/]\d|\bis (?:that|this|it) (?:what|as"
    r"|how) (?:it|i|we)\b|did i get|does (?:this|that|it|all (?:this|that)) (?:mean"
    r"|make|give|fit|match|agree)|\bis (?:it|that|this) (?:really |about |around |roughly |only "
    r"|~)?(?=[~\d])"
    r"|\bis(?:n'?t)? (?:it|that|this) wrong\b|\b(?:is|are)n'?t (?:it|that|they)\s*[?]|靠谱[吗么]"
    r"|可信[吗么]"
    r"|\bconsistent\b|\bdo(?:es)? [\w.,' ]{1,40} (?:add up|check out|work out|make sense|hold)\b"
    r"|\b(?:adds?|sums?) up (?:right|correctly|ok)?\s*[?]"
    r"|对吗|对么|对吧|对嘛|對嗎|对不对|對不對|是吗|是嗎|是吧(?=[?,，。]|$)|对不(?=[?,，。]|$)"
    r"|没毛病|有没有(?:问题|错|搞错|算错|毛病)|算错(?:了吗|没|了没)|是这样|正确吗|正確嗎|没错吧"
    r"|是不是|对得上|一致(?=[吗么嘛?]|不)|矛盾[吗么]|说得通|算得(?:对|准)"
    r"|正常吗|可以吗"
    r"|合理吗|够吗|有没有(?:问题|错)|算对了?吗|理解[^,，。]{0,6}(?:对|正确)|有问题吗|没问题吧"
    r"|没毛病|[是算]\s?\d[\d:/.]{2,20}[^,，。]{0,6}吗",
    re.IGNORECASE,
)
_WONDERS = lazy_pattern(
    r"\bwhy\b|\bhow come\b|\bexplain\b|where (?:does|did|do|is)\b.{0,30}\bcome from|what(?:'s"
    r"| is) wrong"
    r"|\bwrong\b|\bstrange\b|\bweird\b|\bexpect\w*|\bmistaken\b|\bany ideas?\b|\bconfus\w+"
    r"|don'?t understand"
    r"|为什么|為什麼|为何|为啥|怎么来的|哪来的|哪里来|去哪|怎么回事|怎么会|怎么是|原因|奇怪|不对劲"
    r"|哪里错|不应该是|难道|是不是"
    r"|不是应该"
    r"|怎么变|咋",
    re.IGNORECASE,
)


def asks_whether_right(scan: Scan) -> bool:
    """Whether the person wants to know if something is right."""
    return bool(_CHECKS.search(scan.text))


def asks_why(scan: Scan) -> bool:
    """Whether the person wonders why a number is as it is."""
    return bool(_WONDERS.search(scan.text))
