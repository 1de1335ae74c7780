"""Questions that name a topic by its title and say nothing more, as "What is dropout?" does.

They need no judgement: the topic is the one that is named, and its first answer says what it is.
"""

import re

from knowledge.names import LONGEST, titled

_BEFORE = re.compile(
    r"^(?:"
    r"(?:what(?: is|'s| are| does)|(?:(?:can|could|would) you )?(?:please )?"
    r"(?:explain|define|describe|tell me about)) "
    r"|(?:请问|请|麻烦|帮我|给我)*"
    r"(?:什么是|什么叫|何为|何谓|(?:解释|讲解|介绍|讲讲|说说)(?:一下|下)?)"
    r")",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)
_AFTER = re.compile(
    r"(?: mean)?(?:,? (?:please|again|to me|simply))*"
    r"(?:,? i (?:do not|don't|dont) (?:get|understand) (?:it|that))?"
    r"(?:到底)?(?:是什么意思|什么意思|是什么|是啥|指什么)?(?:[，,]?我?(?:不太懂|不懂|不明白))?[呢呀啊]?"
    r"[\s?？!！.。~…]*$",
    re.IGNORECASE,
)


def named_plainly(text: str) -> str | None:
    """The slug of the topic that a question names by its title, where it says nothing more."""
    if len(text) > 2 * LONGEST:
        return None
    asked = text.strip()
    named = _AFTER.sub("", _BEFORE.sub("", asked, count=1), count=1)
    candidates = (asked, named, _ARTICLE.sub("", named, count=1))
    return next((slug for name in candidates if (slug := titled(name))), None)
