"""How a number is told: as given, as worked out by somebody, or as shown by a program."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.problem import Source

_OBSERVED = lazy_pattern(
    r"\b(?:but|however|yet|actually|instead|only|why|how come|display(?:s|ed|ing)?|show(?:s|n|ed"
    r"|ing)?|logs?|logged|prints?|printed|outputs?|reports?|says|said|see(?:ing|s)?|saw|gives?"
    r"|get(?:s|ting)?|got|receiv(?:e|es|ed|ing)|finds?|found|ends? up|turns? out|runs? (?:for )?"
    r"|stuck|progress bar|it is|it's)\b"
    r"|但|却|可是|可|显示|顯示|日志|日誌|打印|实际|實際|只有|只跑|只更新|进度条|進度條|控制台|看到|写着|写的是|标着"
    r"|发现|發現|结果"
    r"|变成|變成|为什么|為什麼|为何|为啥|怎么是|怎么会|怎么|咋|报|输出|跑起来|跑出来|训练了|走了",
    re.IGNORECASE,
)
_CLAIMED = lazy_pattern(
    r"\b(?:should(?:n'?t| not)?(?: it)? (?:be|have|take|need|get|see|see|start|stop|run)|should"
    r"|must be|would(?:n'?t)? be|expect(?:s|ed|ing)?|suppos(?:e|ed)|my understanding|i wanted"
    r"|i (?:think"
    r"|thought|guess|assume|calculated?|computed?|figured?|got)|so that|therefore|means?|meaning"
    r"|that(?:'s| is)|i\.e(?=\.)|amounts? to|equals?|equivalent to|comes? (?:out )?to"
    r"|makes?(?! sense)"
    r"|right|correct"
    r"|approximately|thus|hence|so|then (?:my|the|our|your) [\w ]{0,20}(?:ha[sd]|have|is|was))\b"
    r"|应该|應該|应为|應為|理应|理應|理解|难道|難道|算出|算下来|算了|计算|計算|预期|預期|预计"
    r"|也就是|相当于"
    r"|相當於|换算|換算|大概|大约|大約|差不多|等于|等於|就是|是不是|岂不|那就|即|得到|得出|合计"
    r"|所以|因此|以为|觉得|说是|说明|意味着|推出|可知|那么?(?:[^,，。\d如若换改用]{0,12}|[^,，。\d如若换改用]{0,8}\d{1,6}[^,，。\d换改用]{0,12})"
    r"(?:要|需要|有|是|共)(?=[^\d,，。]{0,4}$)",
    re.IGNORECASE,
)
_SUPPOSED = lazy_pattern(
    r"\b(?:if|when|because|since) (?:i|we|you|my|our|your|the|there)\b|\bgiven\b|如果|假如|因为",
    re.IGNORECASE,
)
_ABOUT_BEFORE = lazy_pattern(
    r"(?:about|around|approx(?:imately)?\.?|roughly|nearly|almost|~|≈|some|circa|大概|大约|大約|约"
    r"|約"
    r"|近|将近|接近|差不多|估计|more than|over|超过)(?: of| is|\s?(?:是|有|为))?\s*[a-z ]{0,4}$",
    re.IGNORECASE,
)
_ABOUT_AFTER = lazy_pattern(r"\s*(?:\+|多|左右|上下|来[个步次张条]|-?ish|or so|k?\s*(?:左右|上下))")
_LONGEST_CLAUSE = 400
"""Characters before a number in which a word that tells is looked for."""


def how_told(before: str) -> Source:
    """How a number is told, from its clause before it.

    The nearest word that tells decides; what comes after "if I have" is given.
    """
    observed, claimed = _last(_OBSERVED, before), _last(_CLAIMED, before)
    if max(observed, claimed) < 0 or _last(_SUPPOSED, before) > max(observed, claimed):
        return "stated"
    return "observed" if observed > claimed else "claimed"


def is_about(before: str, after: str) -> bool:
    """Whether a number is said to be a rough one."""
    return bool(_ABOUT_BEFORE.search(before[-24:]) or _ABOUT_AFTER.match(after))


def _last(pattern: re.Pattern[str], text: str) -> int:
    low = max(0, len(text) - _LONGEST_CLAUSE)
    return max((match.start() for match in pattern.finditer(text, low)), default=-1)
