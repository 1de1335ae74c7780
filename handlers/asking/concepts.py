"""A question about a topic beside one that is worked out: "... how many? And what is an epoch?"."""

import re
from collections.abc import Iterator
from itertools import islice

from knowledge.find import Finding, find
from knowledge.library import explaining
from solver.formulas.worked import WorkedSolution
from solver.reply import reply
from solver.results import Solution

LONGEST = 2_000
"""Characters of a text; a longer one is a script or a log."""
MOST_PARTS = 4
"""Parts of a text that are looked at; to look at one takes as long as a question."""
_SURELY = 0.9
"""How likely a part must be about its topic."""
_PARTS = re.compile(
    r"[?!;\n。？！；]|\.(?=\s|\Z)"
    r"|[,，、]?\s{0,3}\b(?:and|also|then|plus|but)\b|[,，](?=另外|还有|以及|并|为什么|什么是)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")
_CONCEPT = re.compile(
    # "What is the batch size" asks for its value; "what is a batch" does not.
    r"\bwhat(?:'s|’s| is| are) (?!the\b|my\b|our\b|your\b|its\b|their\b|total\b|this\b|that\b)"
    r"|\bwhat(?:'s|’s| is| are) the (?:difference|meaning|point|purpose|effect|impact|reason"
    r"|advantage|disadvantage|benefit|drawback|role|relation|idea|intuition)"
    r"|\bwhat (?:does|do) [^?]{1,40}? (?:mean|do)\b|\bwhy\b|\bexplain\b|\bdefin(?:e|ition)\b"
    r"|\bhow (?:do|does) [^?]{1,60}? (?:differ|work|affect|influence|help)"
    r"|什么是|是什么|是啥|什么意思|啥意思|含义|为什么|为何|为啥|解释|区别|差别|怎么理解|如何理解"
    r"|有(?:什么|啥|何)(?:影响|好处|坏处|作用|用|缺点|优点)|影响",
    re.IGNORECASE,
)

_OF_A_VALUE = re.compile(r"\bwhat(?:'s|’s| is| are) (?!an?\b|the\b)", re.IGNORECASE)
"""“What is steps_per_epoch” may ask for its value, too."""


def lesson_beside(solved: Solution | WorkedSolution, text: str) -> Finding | None:
    """The topic that a part of a text asks about, where that part has nothing to work out."""
    if len(text) > LONGEST or not _CONCEPT.search(text):
        return None
    valued = {explaining(answer.quantity) for answer in solved.answers}
    for part in islice(_concepts(text), MOST_PARTS):
        found = _surely_about(part)
        if found and not (_OF_A_VALUE.search(part) and found.topics[0].slug in valued):
            return found
    return None


def _concepts(text: str) -> Iterator[str]:
    """The parts that ask for an explanation, without any number."""
    for part in _PARTS.split(text):
        if _CONCEPT.search(part) and not _NUMBER.search(part):
            yield part.strip()


def _surely_about(part: str) -> Finding | None:
    """What a part is about; None where it is not sure, or is something to work out."""
    if reply(part) is not None:
        return None
    found = find(part)
    sure = found.kind == "lesson" and found.answer and found.topics[0].score >= _SURELY
    return found if sure else None
